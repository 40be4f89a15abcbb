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
  ///   - date: The date of the document's metadata where its front matter has none.
  ///   - diagnostics: Gets what is wrong; the report is complete but for that.
  public static func resolve(
    _ document: Document, store: FigureStore, ledger: Ledger, reader: any InputReading, date: CalendarDate,
    into diagnostics: inout Diagnostics
  ) -> ResolvedReport {
    var builder = ReportBuilder(document: document, store: store, ledger: ledger, reader: reader, date: date)
    let report = builder.build()
    diagnostics.add(contentsOf: builder.diagnostics.all)
    diagnostics.add(contentsOf: store.takeDiagnostics())
    return report
  }
}
