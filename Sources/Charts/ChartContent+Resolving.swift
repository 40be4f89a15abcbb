import DataModel
import Diagnostics
import Geometry
import Styling

extension ChartContent {
  /// Reads a chart's spec, looks up its data and prints its labels.
  ///
  /// - Parameters:
  ///   - spec: The spec as written, in YAML or JSON, in Vega-Lite's names.
  ///   - identifier: The id of the figure, such as `fig-users`.
  ///   - store: Where tables, observations and expressions are looked up.
  ///   - ledger: Gets an entry for each number that the chart may print, and one for each axis.
  ///   - language: A BCP 47 tag, for numbers, dates and the alternative text.
  ///   - punctuation: Sets the quotes and dashes of the language in place of those on a keyboard.
  ///   - diagnostics: Gets what is wrong with the spec, at the place where it is written.
  /// - Returns: Nil if there is nothing to draw; the reason is among the diagnostics.
  public static func resolve(
    _ spec: SourceNode, identifier: String, store: FigureStore, ledger: Ledger, language: String,
    punctuation: @escaping (String) -> String = { $0 }, into diagnostics: inout Diagnostics
  ) -> ChartContent? {
    let errorsBefore = diagnostics.errorCount
    guard let read = ChartSpec.read(spec, into: &diagnostics) else { return nil }
    let resolver = ChartResolver(
      spec: read, identifier: identifier, store: store, ledger: ledger, language: language,
      punctuation: punctuation, diagnostics: diagnostics)
    let build = resolver.resolve()
    let alternative = build.map { resolver.alternativeText($0) } ?? ""
    let description = build.map { resolver.longDescription($0) } ?? ""
    diagnostics = resolver.diagnostics
    guard let build, diagnostics.errorCount == errorsBefore else { return nil }
    let plot = build.plot
    func words(_ texts: [MarkedText]) -> String? {
      texts.isEmpty ? nil : texts.map(\.text).joined(separator: " ")
    }
    return ChartContent(
      identifier: identifier, title: words(plot.title), subtitle: words(plot.subtitle), sourceLine: words(plot.source),
      alternativeText: alternative, description: description, width: read.width, range: spec.range, plot: plot,
      locale: store.locale, words: resolver.words, readings: resolver.readings)
  }
}
