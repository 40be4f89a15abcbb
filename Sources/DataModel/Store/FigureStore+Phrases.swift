import Diagnostics

extension FigureStore {
  /// Prints the words that a phrase has in the report's language; where the figures do not decide them, the diagnostic
  /// shows the figures.
  ///
  /// The entry of a phrase holds the number in it, if there is one, and what it rests on.
  func print(
    _ phrase: Phrase, _ source: String, _ formats: String, at range: SourceRange
  ) throws(Diagnostic) -> PrintedFigure {
    var format = FigureFormat.automatic
    if formats.contains(where: { $0 != " " }) { try format.add(formats, at: range) }
    guard let meaning = phrase.meaning else {
      throw .error(
        "phrase.unclear", "the data do not decide what '\(source)' says", at: range,
        notes: notes(on: phrase.comparisons, in: source),
        hint: phrase.hint ?? "say it more carefully, or state figures more precisely")
    }
    let text = try PhraseWriter(locale: locale).text(of: meaning, as: format, at: range)
    var entry: LedgerEntry
    if let outcome = phrase.outcome {
      entry = LedgerEntry(outcome.asFigure(id: source, formula: source), text: text, at: range)
    } else {
      entry = LedgerEntry(kind: .derived, id: source, text: text)
      entry.locate(at: range)
      entry.formula = source
      let basis = Quantity(.constant(.zero), unit: nil, from: phrase.operands)
      entry.inputs = basis.inputs
      entry.sources = basis.sources
      entry.period = basis.period
    }
    var claim = ledgerClaim(.phrase, source, words: text, .holds, phrase.comparisons, at: range)
    claim.key = phrase.key
    return PrintedFigure(text: text, entry: entry, claim: claim)
  }
}
