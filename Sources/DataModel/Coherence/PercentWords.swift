import Diagnostics

/// The words that stand beside numbers for percent and for percentage points, by language.
public struct PercentWords: Sendable {
  private struct Words {
    /// Longer ones first, since one may begin with another; a stem ends in a star.
    var points: [String]
    var percent: [String]
    /// Before the number, as in Chinese.
    var percentBefore: [String] = []
  }

  private let words: Words

  private static let languages: [String: Words] = [
    "en": Words(
      points: ["percentage point*", "percent point*", "per cent point*", "points", "point"],
      percent: ["percent", "per cent"]),
    "fr": Words(points: ["points", "point"], percent: ["pour cent", "p. cent"]),
    "es": Words(points: ["puntos", "punto"], percent: ["por ciento", "por cien"]),
    "ru": Words(points: ["процентн*", "п. п.", "п.п."], percent: ["процент*"]),
    "ar": Words(points: ["نقطة", "نقاط", "نقطتين"], percent: ["في المئة", "في المائة", "بالمئة", "بالمائة"]),
    "zh": Words(points: ["个百分点*", "百分点*"], percent: [], percentBefore: ["百分之"]),
  ]

  /// Nil for a language whose words are not known.
  public init?(language: String) {
    guard let words = Self.languages[language] else { return nil }
    self.words = words
  }

  /// A number in points that is printed, or preceded by words, as a share; a sign that follows such words.
  public func finding(
    for number: PrintedNumber, precededBy before: String, at range: SourceRange
  ) -> CoherenceFinding? {
    let word = words.percentBefore.first(where: before.hasSuffix)
    guard number.kind == .points else {
      return number.hasPercentSign ? word.map { repetition(of: $0, with: number, at: range) } : nil
    }
    if number.hasPercentSign { return finding(for: number, as: "%", at: range) }
    return word.flatMap { finding(for: number, as: $0, at: range) }
  }

  /// A number in points with percent after it, a share with points, or a percent sign with percent once more.
  ///
  /// - Parameters:
  ///   - text: What follows, as far as it may be such words.
  ///   - range: Where the number is.
  public func finding(
    for number: PrintedNumber, followedBy text: String, at range: SourceRange
  ) -> CoherenceFinding? {
    guard number.kind == .points || number.kind == .percent || number.hasPercentSign else { return nil }
    let rest = text.drop { $0.isWhitespace }.lowercased()
    if let word = words.points.first(where: { Self.begins(rest, with: $0) }) {
      return number.kind == .percent ? finding(for: number, as: word, at: range) : nil
    }
    let sign = rest.first.flatMap { "%٪％".contains($0) ? String($0) : nil }
    guard let word = sign ?? words.percent.first(where: { Self.begins(rest, with: $0) }) else { return nil }
    if number.kind == .points { return finding(for: number, as: word, at: range) }
    return number.hasPercentSign ? repetition(of: word, with: number, at: range) : nil
  }

  private static func begins(_ text: String, with word: String) -> Bool {
    if word.hasSuffix("*") { return text.hasPrefix(word.dropLast()) }
    return text.hasPrefix(word) && text.dropFirst(word.count).first?.isLetter != true
  }

  private func repetition(of word: String, with number: PrintedNumber, at range: SourceRange) -> CoherenceFinding {
    let shown = word.last == "*" ? String(word.dropLast()) : word
    return CoherenceFinding(
      .repeatedPercent, "\(number.text) is printed with its sign, and '\(shown)' stands beside it as well", at: range,
      severity: .error, hint: "leave '\(shown)' out, or write {{ \(number.id) | number }}")
  }

  private func finding(for number: PrintedNumber, as word: String, at range: SourceRange) -> CoherenceFinding {
    let shown = word.last == "*" ? String(word.dropLast()) : word
    return number.kind == .points
      ? CoherenceFinding(
        .percentPoints,
        "'\(number.id)' is a difference of percentages, in points, but '\(shown)' stands with \(number.text)",
        at: range, hint: "write 'percentage points', or print the relative change with growth(from, to)")
      : CoherenceFinding(
        .percentPoints, "'\(number.id)' is a share in percent, but '\(shown)' stands after \(number.text)", at: range,
        hint: "print the difference of two shares, which is in points, or leave '\(shown)' out")
  }
}
