import Content
import Diagnostics
import Foundation
import Geometry
import Graphics
import Styling
import TextShaping

@testable import Layout

/// A small document with a style sheet, and what sets its blocks, with the bundled faces.
final class Typesetting {
  let styled: StyledTree
  let structure: StructureMap
  let shaper: TextShaper
  let inline: InlineSetter
  let tables: TableSetter
  /// The printed page numbers of elements by their ids; may change while the document is set.
  var pages: [String: String]

  /// - Parameters:
  ///   - css: Rules over the defaults of `base.css`.
  ///   - pages: The printed page numbers of elements by their ids.
  ///   - build: Adds blocks to the body, whose index it is given.
  init(
    _ css: String = "", language: String = "en", pages: [String: String] = [:],
    build: (inout ContentTree, Int) -> Void = { _, _ in }
  ) throws {
    var tree = ContentTree()
    let body = tree.append(ContentNode(.element, name: "body"), to: nil)
    build(&tree, body)
    var diagnostics = Diagnostics()
    let reader = RepositoryReader()
    let sheets = try [
      StyleSheet.parse(
        reader.read("bulletin:base.css", from: nil, at: nil), reader: reader, into: &diagnostics),
      StyleSheet.parse(
        InputFile(name: "test.css", bytes: Array(css.utf8)), reader: reader, into: &diagnostics),
    ]
    if let mistake = diagnostics.all.first { throw mistake }
    styled = StyledTree(tree, cascade: Cascade(sheets: sheets, language: language))
    structure = StructureMap(styled: styled)
    shaper = TextShaper(fonts: Self.fonts())
    self.pages = pages
    let labels = PageLabelBox()
    inline = InlineSetter(
      styled: styled, structure: structure, shaper: shaper, language: language,
      pageLabel: { target, _ in
        guard case .element(let name) = target else { return nil }
        return labels.setting?.pages[name]
      })
    tables = TableSetter(styled: styled, structure: structure, inline: inline)
    labels.setting = self
  }

  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func fonts() -> FontLibrary {
    let library = FontLibrary()
    let cuts = [
      ("Regular", 400, false), ("It", 400, true), ("Semibold", 600, false), ("SemiboldIt", 600, true),
      ("Bold", 700, false), ("BoldIt", 700, true),
    ]
    for (family, folder) in [("Source Serif Pro", "SourceSerifPro"), ("Source Sans Pro", "SourceSansPro")] {
      for (cut, weight, isItalic) in cuts {
        library.add(family: family, weight: weight, isItalic: isItalic, fileName: "\(folder)-\(cut).otf") {
          () throws(Diagnostic) -> [UInt8] in
          let file = repository.appending(path: "Fonts/\(folder)/\(folder)-\(cut).otf")
          guard let data = try? Data(contentsOf: file) else {
            throw .error("test.no-font", "no font", at: .file(file.path()))
          }
          return Array(data)
        }
      }
    }
    return library
  }

  /// The node with an id.
  func node(_ id: String) throws -> Int {
    guard let index = styled.content.nodes.firstIndex(where: { $0.identifier == id }) else {
      throw Diagnostic.error("test.no-node", id, at: .file("test"))
    }
    return index
  }

  func paragraph(_ id: String, width: Double) throws -> Paragraph {
    let node = try node(id)
    return inline.paragraph(.node(node), style: styled.contexts[node].style, width: .pt(width))
  }
}

private final class PageLabelBox {
  weak var setting: Typesetting?
}

struct RepositoryReader: InputReading {
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    let name = path.replacing("bulletin:", with: "")
    guard let data = try? Data(contentsOf: Typesetting.repository.appending(path: "Styles/\(name)")) else {
      throw .error("test.no-file", path, at: .file(path))
    }
    return InputFile(name: path, bytes: Array(data))
  }
}

extension ContentTree {
  /// Adds a block with an id and words in it.
  mutating func addParagraph(
    _ words: String, id: String? = nil, name: String = "p", to parent: Int
  ) -> Int {
    let node = append(ContentNode(.element, name: name, identifier: id), to: parent)
    if !words.isEmpty { addText(words, to: node) }
    return node
  }
  mutating func addText(_ words: String, mark: NumberMark? = nil, to parent: Int) {
    _ = append(ContentNode(.text(words, mark: mark), name: "#text"), to: parent)
  }
  mutating func addElement(
    _ name: String, _ words: String, id: String? = nil, attributes: [String: String] = [:], to parent: Int
  ) {
    let node = append(
      ContentNode(.element, name: name, identifier: id, attributes: attributes), to: parent)
    addText(words, to: node)
  }
}

/// A line as it came out: its runs of glyphs from left to right.
struct PrintedLine {
  var runs: [GlyphRun]
  var text: String { runs.map { String(decoding: $0.text, as: UTF8.self) }.joined() }
  var left: Double { runs.map(\.origin.x.points).min() ?? 0 }

  /// The widths of the spaces within the line, in points; the one at its end is left out.
  var spaces: [Double] {
    var result: [Double] = []
    for run in runs {
      var glyph = 0
      var byte = 0
      for cluster in run.clusters {
        let isSpace = cluster.byteCount == 1 && run.text[byte] == 32
        if isSpace, glyph + 1 < run.glyphs.count {
          result.append(Double(run.glyphs[glyph + 1].x - run.glyphs[glyph].x))
        }
        glyph += Int(cluster.glyphCount)
        byte += Int(cluster.byteCount)
      }
    }
    return result
  }

  /// Where the last glyph that is no space ends.
  var right: Double {
    var edge = 0.0
    for run in runs {
      var end = run.width.points
      if run.text.last == 32, let last = run.glyphs.last { end = Double(last.x) }
      if run.text != [32] { edge = max(edge, run.origin.x.points + end) }
    }
    return edge
  }
}

extension Page {
  static var blank: Page { Page(size: .zero, label: "1") }

  var runs: [GlyphRun] {
    shapes.compactMap { if case .glyphs(let run) = $0.shape { run } else { nil } }
  }
  /// Runs on one baseline, from the top.
  var lines: [PrintedLine] {
    var byBaseline: [(Double, PrintedLine)] = []
    for run in runs {
      if let index = byBaseline.firstIndex(where: { abs($0.0 - run.origin.y.points) < 6 }) {
        byBaseline[index].1.runs.append(run)
      } else {
        byBaseline.append((run.origin.y.points, PrintedLine(runs: [run])))
      }
    }
    return byBaseline.sorted { $0.0 < $1.0 }.map { line in
      PrintedLine(runs: line.1.runs.sorted { $0.origin.x < $1.origin.x })
    }
  }
}
