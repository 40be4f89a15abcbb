import Diagnostics

extension FigureStore {
  /// Prints what stands inside `{{ }}`: an expression, and formats after bars.
  ///
  /// - Parameters:
  ///   - precededBy: The text just before it, in which the qualifier must not stand already.
  ///   - range: The braces with what is in them, or what is in them alone.
  public func print(
    _ content: String, precededBy: String = "", at range: SourceRange
  ) throws(Diagnostic) -> PrintedFigure {
    let parsed: (expression: Expression, rest: Int?)
    do { parsed = try ExpressionParser.parsePrefix(of: content) } catch {
      throw FigureStore.diagnostic(error, source: content, at: range)
    }
    let operand: Operand
    let watch = MixtureWatch(allowing: [])
    do { operand = try evaluate(parsed.expression, watch: watch).operand } catch {
      throw diagnostic(error, source: content, at: range)
    }
    report(watch, in: content, at: range, isNamed: false)
    let source = String(content.unicodeScalars.prefix(parsed.rest.map { $0 - 1 } ?? .max)).trimmed
    let formats = parsed.rest.map { String(content.unicodeScalars.dropFirst($0)) }
    switch operand {
    case .quantity(let quantity):
      if quantity.term.isCount, !quantity.term.range.isPoint {
        throw .error(
          "expression.undecided", "the figures do not decide '\(source)': it is \(quantity.term.range)", at: range,
          hint: "state figures more precisely, or print stated(\(source)) to go by the stated values")
      }
      let figure = quantity.asFigure(id: source, formula: quantity.figure == nil ? source : nil)
      try checkStatus(of: figure, at: range)
      var format = figure.format ?? .automatic
      if let formats { try format.add(formats, at: range) }
      let printed = try print(figure, as: format, at: range)
      try checkQualifier(typed: precededBy, printed: printed.text, figure, format, at: range)
      return printed
    case .number(let number):
      var format = FigureFormat.automatic
      if let formats { try format.add(formats, at: range) }
      if case .date = format.shape {
        return try printedDate(number.value.description, formats ?? "", at: range)
      }
      var figure = Quantity(constant: number.value).asFigure(id: source, formula: source)
      figure.writtenPlace = number.lastWrittenPlace
      let printed = try print(figure, as: format, at: range)
      return parsed.expression.names.isEmpty ? constant(printed, source, at: range) : printed
    case .phrase(let phrase): return try print(phrase, source, formats ?? "", at: range)
    case .text(let text): return try printedText(text, source, formats, at: range)
    case .moment(let moment): return try printedText(moment.text, source, formats ?? "date", at: range)
    case .truth, .null, .series, .object, .pattern:
      throw .error(
        "data.nothing-to-print", "'\(source)' gives \(operand.kindName), which cannot be printed", at: range)
    }
  }

  /// A number that rests on no figure is as stray in braces as it is without them.
  private func constant(_ printed: PrintedFigure, _ source: String, at range: SourceRange) -> PrintedFigure {
    context.report(
      .warning(
        "expression.constant", "'\(source)' names no figure, so that the number comes from nowhere", at: range,
        hint: "declare it in data.yaml, or say that it is meant as it stands: [\(printed.text)]{.literal}"))
    return PrintedFigure(
      text: printed.text,
      entry: LedgerEntry(
        kind: .literal, text: printed.text, value: printed.entry.value, written: range.start))
  }

  /// A table has signs for what is kept secret or does not apply; a sentence has not.
  private func checkStatus(of figure: Figure, at range: SourceRange) throws(Diagnostic) {
    if figure.status.contains(.confidential) {
      throw .error(
        "format.confidential", "'\(figure.id)' is confidential and cannot be printed in the text", at: range,
        hint: "leave it out; a table prints a sign in its place")
    }
    if figure.status.contains(.notApplicable) {
      throw .error(
        "format.not-applicable", "'\(figure.id)' is marked as not applicable, so it is no number to print", at: range,
        hint: "leave it out, or correct its status; a table prints a sign in its place")
    }
  }

  /// Prints a figure that is at hand, such as a table's cell or a chart's label.
  public func print(
    _ figure: Figure, as format: FigureFormat = .automatic, at range: SourceRange
  ) throws(Diagnostic) -> PrintedFigure {
    let (text, number) = try FigurePrinter(locale: locale).printing(of: figure, as: format, at: range)
    var printed = PrintedFigure(text: text, entry: LedgerEntry(figure, text: text, at: range))
    printed.entry.status = status(of: figure)
    printed.number = number.map { PrintedNumber(figure, $0) }
    if figure.isDisputed, !format.isUndisputed { printed.disputed = figure }
    return printed
  }

  /// Prints a date; nil if the text is none.
  public func print(date text: String, style: NumberLocale.DateStyle = .long, at range: SourceRange)
    -> PrintedFigure?
  {
    locale.date(text, style: style).map {
      PrintedFigure(
        text: $0,
        entry: LedgerEntry(
          kind: .date, text: $0, value: text, written: range.start))
    }
  }

  private func printedText(
    _ text: String, _ source: String, _ formats: String?, at range: SourceRange
  ) throws(Diagnostic) -> PrintedFigure {
    guard let formats else {
      let written = range.start
      return PrintedFigure(
        text: text, entry: LedgerEntry(kind: .literal, id: source, text: text, value: text, written: written))
    }
    return try printedDate(text, formats, at: range)
  }

  private func printedDate(_ text: String, _ formats: String, at range: SourceRange) throws(Diagnostic)
    -> PrintedFigure
  {
    let format = try FigureFormat(parsing: formats, at: range)
    guard case .date(let style) = format.shape else {
      throw .error(
        "format.not-a-number", "'\(text)' is not a number, so the format '\(formats.trimmed)' does not fit",
        at: range)
    }
    guard let printed = print(date: text, style: style, at: range) else {
      throw .error(
        "format.not-a-date", "'\(text)' is not a date", at: range,
        hint: "dates are written 2025, 2025-06 or 2025-06-30")
    }
    return printed
  }

  /// "more than {{ x }}" would print "more than more than 1.12 billion".
  private func checkQualifier(
    typed before: String, printed: String, _ figure: Figure, _ format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) {
    guard !format.isBare else { return }
    var bare = format
    bare.isBare = true
    // Nothing to compare where no word is printed.
    guard try FigurePrinter(locale: locale).text(of: figure, as: bare, at: range).count != printed.count
    else { return }
    let text = before.trimmed.lowercased()
    let shown = printed.lowercased()
    for (word, qualifier) in QualifierWords.typedWords(locale.baseLanguage) where text.hasSuffix(word) {
      let start = text.dropLast(word.count).last
      guard start == nil || start?.isLetter == false || !QualifierWords.isSpaced(locale.baseLanguage) else {
        continue
      }
      let isSame =
        QualifierWords.word(for: qualifier, language: locale.baseLanguage).map(shown.hasPrefix) ?? false
      throw .error(
        "format.repeated-qualifier",
        isSame
          ? "'\(word)' is printed with the figure, and stands before it as well"
          : "'\(word)' stands before '\(printed)', which has a qualifier of its own",
        at: range,
        hint: isSame
          ? "leave '\(word)' out, or write {{ \(figure.id) | bare }}"
          : "leave '\(word)' out; {{ \(figure.id) | bare }} prints the number alone, for words that you answer for")
    }
  }
}
