import Authoring
import DataModel
import Diagnostics
import Graphics

/// The step from a document to its content: numbers printed, claims checked, figures numbered, references made.
public enum Content {
  /// Puts the data into a document.
  ///
  /// - Parameters:
  ///   - document: The report as its author wrote it.
  ///   - store: The figures that it prints.
  ///   - ledger: Gets an entry for each number that is printed.
  ///   - reader: Reads pictures.
  ///   - annex: Whether the evidence of all figures is set after the references, even if the front matter does not ask for
  ///     it.
  ///   - date: The date of the document's metadata where its front matter has none.
  ///   - diagnostics: Gets what is wrong; the report is complete but for that.
  public static func resolve(
    _ document: Document, store: FigureStore, ledger: Ledger, reader: any InputReading, date: CalendarDate,
    annex: Bool = false, into diagnostics: inout Diagnostics
  ) -> ResolvedReport {
    var builder = ReportBuilder(
      document: document, store: store, ledger: ledger, reader: reader, date: date, annex: annex)
    let report = builder.build()
    diagnostics.add(contentsOf: builder.diagnostics.all)
    diagnostics.add(contentsOf: store.takeDiagnostics())
    return report
  }
}
