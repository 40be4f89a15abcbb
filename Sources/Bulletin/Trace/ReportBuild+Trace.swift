import DataModel
import Diagnostics
import Graphics
import Layout

extension ReportBuild {
  /// Builds the report as far as it can be built, writes nothing, and keeps what each printed number rests on.
  ///
  /// - Returns: Nil if there is no text to go on with.
  public mutating func trace() throws(ReportError) -> ReportTrace? {
    guard let resolved = try resolve() else { return nil }
    let styled = style(resolved)
    let layout = PageLayout(
      styled: styled.tree, cascade: styled.cascade, shaper: styled.shaper, language: resolved.report.language,
      keepsChartDrawings: true)
    let plan = layout.plan(into: &diagnostics)
    var places: [LedgerPlace] = []
    for index in 0..<plan.pageCount { places += ledgerPlaces(on: layout.place(page: index)) }
    let charts = try writeCharts(of: resolved.report, resolved.ledger, layout)
    collectDiagnostics(of: styled)
    return ReportTrace(
      store: resolved.store, ledger: resolved.ledger, places: places, elements: charts.flatMap(\.elements),
      folder: input.name, files: recorder)
  }
}
