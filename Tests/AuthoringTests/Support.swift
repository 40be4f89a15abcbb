import Authoring
import Diagnostics

/// Files in memory.
struct MemoryReader: InputReading {
  var files: [String: String] = [:]
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    guard let text = files[path] else {
      throw .error("input.missing", "there is no file '\(path)'", at: range ?? .file(path))
    }
    return InputFile(name: path, bytes: Array(text.utf8))
  }
}

func parse(_ text: String, files: [String: String] = [:]) -> (document: Document, found: [Diagnostic]) {
  var diagnostics = Diagnostics()
  let document = Document.parse(
    file: InputFile(name: "report.md", bytes: Array(text.utf8)), reader: MemoryReader(files: files),
    into: &diagnostics)
  return (document, diagnostics.all)
}

/// The tree in a line: `paragraph("Hello " emphasis("you"))`.
func outline(_ document: Document, _ index: Int = Document.root) -> String {
  let node = document[index]
  let children = document.children(of: index).map { outline(document, $0) }
  let inner = children.joined(separator: " ")
  var suffix = ""
  if let attributes = document.attributes(of: index) {
    var parts: [String] = []
    if let id = attributes.identifier { parts.append("#\(id.text)") }
    parts += attributes.classes.map { ".\($0.text)" }
    parts += attributes.pairs.map { "\($0.key.text)=\($0.value.text)" }
    suffix = "{\(parts.joined(separator: " "))}"
  }
  switch node.kind {
  case .document: return inner
  case .paragraph: return "p(\(inner))\(suffix)"
  case .heading(let level): return "h\(level)(\(inner))\(suffix)"
  case .blockQuote: return "quote(\(inner))"
  case .list(let start, let isTight):
    return "\(start.map { "ol\($0)" } ?? "ul")\(isTight ? "" : "-loose")(\(inner))"
  case .item: return "li(\(inner))"
  case .thematicBreak: return "hr"
  case .codeBlock: return "pre(\(document.text(of: index)))\(suffix)"
  case .data(let kind): return "\(kind.rawValue)\(suffix)"
  case .table: return "table(\(inner))"
  case .caption: return "caption(\(inner))\(suffix)"
  case .tableRow(let isHead): return isHead ? "head(\(inner))" : "row(\(inner))"
  case .tableCell: return "cell(\(inner))"
  case .division: return "div\(suffix)(\(inner))"
  case .footnoteDefinition: return "note \(document.text(of: index))(\(inner))"
  case .text: return "'\(document.text(of: index))'"
  case .lineBreak: return "br"
  case .code: return "code(\(document.text(of: index)))\(suffix)"
  case .emphasis: return "em(\(inner))"
  case .strong: return "strong(\(inner))"
  case .strikethrough: return "s(\(inner))"
  case .link: return "a[\(document.target(of: index)?.address ?? "")](\(inner))\(suffix)"
  case .image: return "img[\(document.target(of: index)?.address ?? "")](\(inner))\(suffix)"
  case .figure: return "{{\(document.text(of: index))}}"
  case .span: return "span\(suffix)(\(inner))"
  case .citation(let isBracketed):
    let items = document.citation(of: index).map {
      $0.suffix.isEmpty ? $0.key.text : "\($0.key.text), \($0.suffix)"
    }
    return (isBracketed ? "cite[" : "cite(") + items.joined(separator: "; ") + (isBracketed ? "]" : ")")
  case .footnoteReference: return "^\(document.text(of: index))"
  }
}

/// What the range of each node says, as `line:column-line:column`.
func place(_ range: SourceRange) -> String {
  "\(range.line):\(range.column)-\(range.endLine):\(range.endColumn)"
}

/// What stands in the source at the place of a node.
func written(_ document: Document, _ index: Int) -> String {
  String(decoding: document.written(from: document[index].start, to: document[index].end), as: UTF8.self)
}
