import Content
import Geometry
import Graphics

@testable import Layout

struct Rows: TableRowSource {
  var rows: [TableRow]
  var rowCount: Int { rows.count }
  func row(at index: Int) -> TableRow { rows[index] }
}

/// Rows that are made when they are asked for.
struct MadeRows: TableRowSource {
  var rowCount: Int
  var make: @Sendable (Int) -> TableRow
  func row(at index: Int) -> TableRow { make(index) }
}

extension TableCell {
  static func head(_ words: String, span: Int = 1, rows: Int = 1) -> TableCell {
    TableCell(.text(words, mark: nil), isHeader: true, columnSpan: span, rowSpan: rows)
  }
  static func words(_ words: String) -> TableCell { TableCell(.text(words, mark: nil)) }
  static func number(_ text: String, _ mark: Int32? = nil, status: String? = nil) -> TableCell {
    TableCell(
      .text(text, mark: mark.map { NumberMark(rawValue: $0) }),
      attributes: status.map { ["data-column": "n", "data-status": $0] } ?? ["data-column": "n"])
  }
}

extension TableRow {
  static func body(_ cells: TableCell...) -> TableRow { TableRow(kind: .body, cells: cells) }
}

let tableSheet = """
  table { font: 8.5pt/11.2pt "Source Sans Pro"; font-variant-numeric: tabular-nums; margin: 0; text-align: start;
          border-top: 0.8pt solid black; border-bottom: 0.4pt solid black; }
  th, td { padding: 1.5pt 6pt 1.5pt 0; }
  th:last-child, td:last-child { padding-right: 0; }
  thead { border-bottom: 0.4pt solid black; }
  tr.total > td { border-top: 0.2pt solid black; }
  td[data-status~=estimated] { font-style: italic; }
  """

extension Typesetting {
  /// A document that is one table.
  convenience init(
    table css: String = "", language: String = "en", columns: [TableContent.Alignment], head: [[TableCell]],
    body: any TableRowSource
  ) throws {
    let content = TableContent(
      columns: columns.enumerated().map { TableContent.Column(name: "c\($0)", alignment: $1) },
      head: head.map { TableRow(kind: .head, cells: $0) }, body: body)
    try self.init(tableSheet + css, language: language) { tree, root in
      _ = tree.append(ContentNode(.table(content), name: "table", identifier: "t"), to: root)
    }
  }

  func table(width: Double) throws -> TableBlock {
    let content = tables.table(try node("t"), width: .pt(width))
    guard let block = content as? TableBlock else { throw NoTable() }
    return block
  }
  struct NoTable: Error {}
}

extension Page {
  /// The runs whose text is this.
  func run(_ text: String) -> GlyphRun? { runs.first { String(decoding: $0.text, as: UTF8.self) == text } }

  /// Where a run's glyph for a character begins, from the left of the page.
  func x(of character: Character, in text: String) -> Double? {
    guard let run = run(text) else { return nil }
    guard let byte = text.utf8.firstIndex(of: character.utf8.first ?? 0) else { return nil }
    let offset = text.utf8.distance(from: text.utf8.startIndex, to: byte)
    var glyph = 0
    var at = 0
    for cluster in run.clusters {
      if at >= offset { break }
      at += Int(cluster.byteCount)
      glyph += Int(cluster.glyphCount)
    }
    return run.origin.x.points + Double(run.glyphs[glyph].x)
  }
}
