import Content
import Diagnostics
import Foundation
import Geometry
import Graphics
import Styling
import TextShaping

@testable import Layout

/// Writes documents as Content would, without a report.
struct FakeReport {
  private(set) var tree = ContentTree()

  init() { _ = tree.append(ContentNode(.element, name: "body"), to: nil) }

  @discardableResult
  mutating func add(
    _ name: String, to parent: Int = 0, id: String? = nil, classes: [String] = [],
    attributes: [String: String] = [:],
    text: String? = nil
  ) -> Int {
    let node = tree.append(
      ContentNode(.element, name: name, identifier: id, classes: classes, attributes: attributes), to: parent)
    if let text { add(text: text, to: node) }
    return node
  }
  mutating func add(text: String, to parent: Int) {
    _ = tree.append(ContentNode(.text(text, mark: nil), name: "text"), to: parent)
  }
  @discardableResult
  mutating func add(_ kind: ContentNode.Kind, name: String, to parent: Int) -> Int {
    tree.append(ContentNode(kind, name: name), to: parent)
  }
  /// A grey picture in a figure with a caption.
  @discardableResult
  mutating func addFigure(height: Double, id: String? = nil, to parent: Int = 0, classes: [String] = []) -> Int {
    let figure = add("figure", to: parent, id: id, classes: classes)
    let size = Size(width: .pt(100), height: .pt(height))
    let square = Shape.path(.rectangle(Rectangle(origin: .zero, size: size)), fill: .black, stroke: nil)
    let drawing = Drawing(size: size, shapes: [square])
    let image = ImageContent(source: .drawing(drawing), alternativeText: "A square")
    add(.image(image), name: "img", to: figure)
    add("figcaption", to: figure, text: "Caption")
    return figure
  }
  /// A paragraph that calls a note, and the note.
  mutating func addParagraphWithNote(_ text: String, number: Int, note: String, to parent: Int = 0) {
    let paragraph = add("p", to: parent, text: text)
    let call = tree.nodes.count
    add(.footnoteCall(note: call + 1, number: number), name: "call", to: paragraph)
    let node = add("footnote", to: parent, id: "note-\(number)")
    add("p", to: node, text: note)
  }
}

/// Reads the repository's own style sheets and fonts.
struct InstalledFiles: InputReading {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    let name = path.hasPrefix("bulletin:") ? String(path.dropFirst("bulletin:".count)) : path
    let folder = name.hasSuffix(".css") ? "Styles" : "Fonts"
    guard let data = FileManager.default.contents(atPath: Self.root.appending(path: "\(folder)/\(name)").path)
    else {
      throw .error("input.missing-file", "there is no file '\(name)'", at: .file(name))
    }
    return InputFile(name: path, bytes: [UInt8](data))
  }
}

/// The default sheet with rules of a test above it.
func testCascade(_ rules: String, into diagnostics: inout Diagnostics) throws -> Cascade {
  let reader = InstalledFiles()
  let base = try reader.read("bulletin:base.css", from: nil, at: nil)
  return Cascade(sheets: [
    StyleSheet.parse(base, reader: reader, into: &diagnostics),
    StyleSheet.parse(
      InputFile(name: "test.css", bytes: Array(rules.utf8)), reader: reader, into: &diagnostics),
  ])
}

func testShaper(_ cascade: Cascade) -> TextShaper {
  let fonts = FontLibrary()
  for face in cascade.fontFaces {
    let source = face.sources[0].path
    fonts.add(family: face.family, weight: face.weight, isItalic: face.isItalic, fileName: source) {
      () throws(Diagnostic) -> [UInt8] in
      try InstalledFiles().read(source, from: face.sheet, at: nil).bytes
    }
  }
  return TextShaper(fonts: fonts)
}

/// A document laid out and placed.
struct LaidOut {
  let pages: [Page]
  let structure: StructureTree
  let outline: [OutlineEntry]
  let diagnostics: Diagnostics

  init(_ report: FakeReport, css: String) throws {
    var diagnostics = Diagnostics()
    let cascade = try testCascade(css, into: &diagnostics)
    let layout = PageLayout(
      styled: StyledTree(report.tree, cascade: cascade), cascade: cascade, shaper: testShaper(cascade),
      language: "en")
    let plan = layout.plan(into: &diagnostics)
    pages = (0..<plan.pageCount).map { layout.place(page: $0) }
    structure = layout.structure
    outline = layout.outline
    self.diagnostics = diagnostics
  }

  /// The texts of a page's runs with where they stand, by whether they are in its margins.
  func texts(_ page: Int, inMargins: Bool = false) -> [(text: String, origin: Point)] {
    pages[page].shapes.compactMap { labelled in
      guard case .glyphs(let run) = labelled.shape, (labelled.label == .artifact(.pagination)) == inMargins
      else {
        return nil
      }
      return (String(decoding: run.text, as: UTF8.self), run.origin)
    }
  }
  /// The rectangles and lines on a page, by their bounds.
  func boxes(_ page: Int) -> [Rectangle] {
    pages[page].shapes.compactMap { labelled in
      guard case .path(let path, _, _) = labelled.shape else { return nil }
      let points = path.elements.compactMap { element -> Point? in
        switch element {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
      guard let x0 = points.map(\.x).min(), let x1 = points.map(\.x).max(), let y0 = points.map(\.y).min(),
        let y1 = points.map(\.y).max()
      else { return nil }
      return Rectangle(x: x0, y: y0, width: x1 - x0, height: y1 - y0)
    }
  }
  func words(_ page: Int, inMargins: Bool = false) -> String {
    texts(page, inMargins: inMargins).map(\.text).joined(separator: "|")
  }
}

/// Sets every paragraph as one line for each twenty letters.
final class FakeSetter: BlockSetting {
  let styled: StyledTree
  init(styled: StyledTree) { self.styled = styled }
  func paragraph(_ node: Int, width: Length) -> any FlowContent {
    let lines = max(1, styled.plainText(of: node).count / 20)
    let called = styled.content.children(of: node).compactMap { child -> Int? in
      if case .footnoteCall(let note, _) = styled.content.nodes[child].kind { note } else { nil }
    }
    return FakeBlock(
      heights: Array(repeating: styled.style(node).lineHeight.points, count: lines), calls: [0: called])
  }
  func table(_ node: Int, width: Length) -> any FlowContent {
    guard case .table(let table) = styled.content.nodes[node].kind else { return FakeBlock(heights: []) }
    return FakeBlock(
      heights: Array(repeating: 10, count: table.body.rowCount), repeated: 10, orphans: 1, widows: 1)
  }
  func chart(_ node: Int, width: Length, into diagnostics: inout Diagnostics) -> any FlowContent {
    FakeBlock(heights: [width.points / 2])
  }
  let keepsDrawings = false
  func firstBaseline(of node: Int) -> Length { .pt(8) }
  func widths(of node: Int) -> (minimum: Double, natural: Double) {
    (20, Double(styled.plainText(of: node).count) * 5)
  }
  func label(of node: Int) -> StructureLabel { .artifact(.layout) }
}

/// A document taken apart for a page of 200 by 400 points.
func testFlow(_ report: FakeReport, css: String = "") throws -> (list: VerticalList, builder: FlowBuilder) {
  var diagnostics = Diagnostics()
  let rules = "* { margin: 0; padding: 0; font: 10pt/10pt serif; } " + css
  let cascade = try testCascade(rules, into: &diagnostics)
  let styled = StyledTree(report.tree, cascade: cascade)
  let structure = StructureMap(styled: styled)
  let placer = FlowPlacer(styled: styled, structure: structure, shaper: testShaper(cascade), language: "en")
  let builder = FlowBuilder(styled: styled, setter: FakeSetter(styled: styled), placer: placer) { _ in
    .init(width: 200, height: 400)
  }
  return (builder.build(), builder)
}
