import Content
import DataModel
import Diagnostics
import Rendering

extension LedgerFile {
  /// Reads a ledger from `ledger.json`, or from a PDF to which it is attached.
  init(anyOf file: InputFile) throws(Diagnostic) {
    guard file.bytes.starts(with: Array("%PDF-".utf8)) else {
      self = try LedgerFile(reading: file)
      return
    }
    let bytes = try PDFAttachmentReader.read("ledger.json", attachedTo: file)
    self = try LedgerFile(reading: InputFile(name: file.name, bytes: bytes))
  }
}

extension ReportBuild {
  /// Holds the figures and claims of a report against the edition that its front matter names.
  mutating func compare(_ store: FigureStore, withEditionIn path: String, at range: SourceRange) {
    diagnostics.collect { () throws(Diagnostic) in
      let file = try recorder.read(path, from: range.file, at: range)
      store.compare(with: Edition(try LedgerFile(anyOf: file)))
    }
  }

  /// The ledger of the report as it stands, without a page of it being made. It is there as far as the report is right;
  /// what is wrong is among the diagnostics.
  public mutating func edition() throws(ReportError) -> LedgerFile? {
    guard let resolved = try resolve() else { return nil }
    // The rows of long tables enter the ledger when they are pulled.
    for node in resolved.report.content.nodes {
      guard case .table(let table) = node.kind else { continue }
      for row in 0..<table.body.rowCount { _ = table.body.row(at: row) }
    }
    let json = resolved.ledger.json(places: [], sources: resolved.sources, relativeTo: input.name)
    return diagnostics.collect { () throws(Diagnostic) in
      try LedgerFile(reading: InputFile(name: input.name, bytes: json.joined))
    }
  }
}
