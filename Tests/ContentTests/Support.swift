import Authoring
import Content
@testable import DataModel
import Diagnostics
import Graphics

/// Files in memory, pictures as bytes.
struct MemoryReader: InputReading {
  var files: [String: [UInt8]] = [:]
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    guard let bytes = files[path] else {
      throw .error("input.missing", "there is no file '\(path)'", at: range ?? .file(path))
    }
    return InputFile(name: path, bytes: bytes)
  }
}

/// What resolving a report gave.
struct Resolved {
  var report: ResolvedReport
  var ledger: Ledger
  var found: [Diagnostic]
  var ids: [String] { found.map(\.id) }

  /// The places of what was found, as `line:column`.
  var places: [String] { found.map { "\($0.range.line):\($0.range.column)" } }

  /// The report as text, without its title block: `p("Figure 1" a("x"))`.
  var body: String {
    let content = report.content
    return content.children(of: ContentTree.root).filter { content[$0].elementName != "header" }
      .map { outline($0) }.joined(separator: " ")
  }

  /// A node as text: name, id, classes and what is in it. Neighbouring words are one.
  func outline(_ node: Int) -> String {
    let content = report.content
    let item = content[node]
    var name = item.elementName
    if let id = item.identifier { name += "#\(id)" }
    for name_ in item.classes { name += ".\(name_)" }
    switch item.kind {
    case .text(let text, _): return text
    case .lineBreak: return "⏎"
    case .footnoteCall(let note, let number): return "^\(number)→\(content[note].identifier ?? "?")"
    case .pageReference(.element(let name), _): return "page(\(name))"
    case .pageReference(.numbers(let marks), _): return "pages(\(marks.map(\.rawValue)))"
    case .pageReference(.table(let node), _): return "pages(table \(content[node].range?.line ?? 0))"
    case .pageReference: return "page"
    case .leader: return "…"
    case .chart(let chart): return "\(name)<\(chart.identifier)>"
    case .image(let image): return "\(name)<\(image.alternativeText)>"
    case .table(let table):
      let rows = table.head.map(row) + (0..<table.body.rowCount).map { row(table.body.row(at: $0)) }
      return "\(name)<\(rows.joined(separator: " / "))>"
    case .element:
      return "\(name)(\(inner(node)))"
    }
  }

  private func inner(_ node: Int) -> String {
    let content = report.content
    var text = ""
    var wasText = true
    for child in content.children(of: node) {
      let isText = if case .text = content[child].kind { true } else { false }
      if !text.isEmpty, !(isText || wasText) || isBlock(child) { text += " " }
      text += outline(child)
      wasText = isText
    }
    return text
  }
  private func isBlock(_ node: Int) -> Bool {
    ["p", "section", "figure", "figcaption", "li", "ul", "ol", "footnote", "tile", "reference", "div", "pre"]
      .contains(report.content[node].elementName)
  }

  private func row(_ row: TableRow) -> String {
    row.cells.map { cell in
      switch cell.content {
      case .text(let text, _): (cell.isHeader ? "!" : "") + text
      case .node(let node): (cell.isHeader ? "!" : "") + inner(node)
      }
    }.joined(separator: " | ")
  }

  func first(_ name: String) -> Int? {
    report.content.nodes.indices.first { report.content[$0].elementName == name }
  }
  func all(_ name: String) -> [Int] {
    report.content.nodes.indices.filter { report.content[$0].elementName == name }
  }

  func entry(_ text: String) -> LedgerEntry? { ledger.entries.first { $0.text == text } }
}

let testData = """
  sources:
    cnnic: {publisher: CNNIC, title: "Report, 56th edition", date: 2025-07-21, url: "https://www.cnnic.cn/r/"}
    nbs: {publisher: National Bureau of Statistics, title: Communiqué, date: 2025, licence: CC BY 4.0}
    itu: {publisher: ITU, title: "Facts and Figures", date: 2025-11}
  observations:
    users: {value: 1123, unit: million persons, precision: 1, source: cnnic}
    rural: {value: 322, unit: million persons, precision: 1, source: cnnic}
    offline: {value: 2.2, unit: billion persons, qualifier: about, source: itu}
    share: {value: 69.2, unit: percent, source: nbs}
  tables:
    groups: {file: groups.csv, unit: million persons, source: cnnic}
  derived:
    urban: {formula: users - rural}
  units:
    persons: {}
  """

let groupsCSV = "group,year,value,status\nAll,2025,1123,\nRural,2025,322,p\nOld,2025,,\n"

/// Resolves a report with `testData`.
func resolve(
  _ text: String, front: String = "title: Test", data: String = testData, files: [String: [UInt8]] = [:],
  rivals: [String: [String]] = [:], previous: Edition? = nil
) -> Resolved {
  var diagnostics = Diagnostics()
  var files = files
  files["groups.csv"] = files["groups.csv"] ?? Array(groupsCSV.utf8)
  let reader = MemoryReader(files: files)
  let document = Document.parse(
    file: InputFile(name: "report.md", bytes: Array("---\n\(front)\n---\n\(text)".utf8)), reader: reader,
    into: &diagnostics)
  let store = FigureStore.load(
    YAML.parse(text: data, file: "data.yaml", into: &diagnostics), file: "data.yaml", reader: reader,
    locale: NumberLocale(language: document.language), into: &diagnostics)
  for (id, others) in rivals { store.setRivals(of: id, to: others) }
  if let previous { store.compare(with: previous) }
  let ledger = Ledger()
  let report = Content.resolve(
    document, store: store, ledger: ledger, reader: reader, date: CalendarDate(year: 2026, month: 1, day: 1),
    into: &diagnostics)
  return Resolved(report: report, ledger: ledger, found: diagnostics.all)
}

extension FigureStore {
  /// Makes observations rivals of another, as `also:` does.
  fileprivate func setRivals(of id: String, to others: [String]) {
    guard var figure = try? figure(id, at: .file("test")) else { return }
    figure.rivals = others.compactMap { try? self.figure($0, at: .file("test")) }.map {
      Rival(figure: $0, agrees: $0.value == figure.value)
    }
    state.withLock { $0.figures[id] = .success(figure) }
  }
}
