import Diagnostics

extension FigurePrinter {
  /// A count up to nine in words and a greater one in digits; a share as the fraction that its interval holds.
  func words(
    for figure: Figure, _ gender: GrammaticalGender?, _ format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> String {
    if figure.unit?.kind == .percent || figure.unit?.kind == .ratio {
      return try fraction(of: figure, isHeld: true, at: range)
    }
    var plain = format.with(.automatic)
    guard let number = try smallWhole(figure, named: "words", at: range) else {
      let parts = try parts(of: figure, as: plain, at: range)
      return try join(parts.qualifier, parts.text, at: range)
    }
    plain.decimals = 0
    let parts = try parts(of: figure, as: plain, at: range)
    return try join(parts.qualifier, locale.cardinal(number, gender) ?? parts.text, at: range)
  }

  /// `56th`, or `third` where words are asked for, up to the ninth.
  func ordinal(
    of figure: Figure, isInWords: Bool, _ gender: GrammaticalGender?, _ format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> String {
    let small = try smallWhole(figure, named: "ordinal", at: range)
    var plain = format.with(.automatic)
    plain.decimals = 0
    let parts = try parts(of: figure, as: plain, at: range)
    let value = figure.value?.multiplied(by: .powerOfTen(figure.unit?.exponent ?? 0))
    var text = value.map { locale.ordinal($0, gender) } ?? parts.text
    if isInWords, let small, small > 0, let word = locale.ordinalInWords(small, gender) { text = word }
    return try join(parts.qualifier, text, at: range)
  }

  /// A place among others: "second highest".
  func rank(of figure: Figure, at range: SourceRange) throws(Diagnostic) -> String {
    guard let place = figure.value?.int, place > 0, figure.interval.isPoint, figure.unit?.isDimensionless ?? true else {
      throw .error(
        "format.not-a-rank", "'\(figure.id)' is no place among others", at: range, hint: "print rank(x, series) so")
    }
    return try PhraseWriter(locale: locale).place(place, at: range)
  }

  /// A whole number from nought to nine; nil for a greater one.
  private func smallWhole(_ figure: Figure, named format: String, at range: SourceRange) throws(Diagnostic) -> Int? {
    guard let value = figure.value?.multiplied(by: .powerOfTen(figure.unit?.exponent ?? 0)) else { return nil }
    guard value.isInteger else {
      throw .error(
        "format.not-whole", "\(value) is not a whole number", at: range, hint: "leave '\(format)' out")
    }
    return value.int.flatMap { (0...9).contains($0) ? $0 : nil }
  }

  /// The simple fraction nearest to a share, with the word that makes it true.
  ///
  /// - Parameter isHeld: Whether only a fraction will do that the interval holds.
  func fraction(of figure: Figure, isHeld: Bool, at range: SourceRange) throws(Diagnostic) -> String {
    guard let unit = figure.unit, unit.kind == .percent || unit.kind == .ratio else {
      throw .error(
        "format.not-a-share", "'\(figure.id)' is in \(figure.unit?.text ?? "no unit"), not a share", at: range,
        hint: "divide it by its whole")
    }
    let share = figure.interval * .exactly(.powerOfTen(unit.exponent))
    let writer = PhraseWriter(locale: locale)
    guard let found = Approximation(share: share) else {
      throw .error(
        "format.no-fraction", "no simple fraction says what '\(figure.id)' is: \(figure.interval.words)", at: range,
        hint: "print it as a number, or with '| between'")
    }
    if isHeld, !found.isHeld {
      throw .error(
        "format.no-fraction", "'\(figure.id)' is no simple fraction: it is \(try writer.fraction(found, at: range))",
        at: range, hint: "write '| fraction' for these words, or '| percent'")
    }
    return try writer.fraction(found, at: range)
  }
}
