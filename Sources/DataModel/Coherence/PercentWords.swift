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

  /// A number in points that is printed, or preceded by words, as a share.
  public func finding(
    for number: PrintedNumber, precededBy before: String, at range: SourceRange
  ) -> CoherenceFinding? {
    guard number.kind == .points else { return nil }
    if number.hasPercentSign { return finding(for: number, as: "%", at: range) }
    return words.percentBefore.first(where: before.hasSuffix).flatMap { finding(for: number, as: $0, at: range) }
  }

  /// A number in points with percent after it, or a share with points.
  ///
  /// - Parameters:
  ///   - text: What follows, as far as it may be such words.
  ///   - range: Where the number is.
  public func finding(
    for number: PrintedNumber, followedBy text: String, at range: SourceRange
  ) -> CoherenceFinding? {
    guard number.kind == .points || number.kind == .percent else { return nil }
    let rest = text.drop { $0.isWhitespace }.lowercased()
    if let word = words.points.first(where: { Self.begins(rest, with: $0) }) {
      return number.kind == .percent ? finding(for: number, as: word, at: range) : nil
    }
    guard number.kind == .points else { return nil }
    if let sign = rest.first, "%٪％".contains(sign) { return finding(for: number, as: "%", at: range) }
    return words.percent.first { Self.begins(rest, with: $0) }.flatMap { finding(for: number, as: $0, at: range) }
  }

  private static func begins(_ text: String, with word: String) -> Bool {
    if word.hasSuffix("*") { return text.hasPrefix(word.dropLast()) }
    return text.hasPrefix(word) && text.dropFirst(word.count).first?.isLetter != true
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
