import DataModel
import Diagnostics

extension ChartContent {
  /// Reads a chart's spec, looks up its data and prints its labels.
  ///
  /// - Parameters:
  ///   - spec: The spec as written, in YAML or JSON, in Vega-Lite's names.
  ///   - identifier: The id of the figure, such as `fig-users`.
  ///   - store: Where tables, observations and expressions are looked up.
  ///   - ledger: Gets an entry for each number that the chart may print, and one for each axis.
  ///   - language: A BCP 47 tag, for numbers, dates and the alternative text.
  ///   - diagnostics: Gets what is wrong with the spec, at the place where it is written.
  /// - Returns: Nil if there is nothing to draw; the reason is among the diagnostics.
  public static func resolve(
    _ spec: SourceNode, identifier: String, store: FigureStore, ledger: Ledger, language: String,
    into diagnostics: inout Diagnostics
  ) -> ChartContent? {
    preconditionFailure("being written")
  }
}
