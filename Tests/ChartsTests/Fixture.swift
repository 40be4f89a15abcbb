import DataModel
import Diagnostics
import Foundation
import Geometry
import Graphics
import Styling
import Testing
import TextShaping

@testable import Charts

/// The repository's own style sheets and fonts.
private let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

struct RepositoryReader: InputReading {
  var files: [String: String] = [:]
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    if let text = files[path] { return InputFile(name: path, bytes: Array(text.utf8)) }
    let name = path.hasPrefix("bulletin:") ? String(path.dropFirst("bulletin:".count)) : path
    let folder = name.hasSuffix(".css") ? "Styles" : "Fonts"
    let place = repository.appending(path: folder).appending(path: name)
    guard let data = try? Data(contentsOf: place) else {
      throw .error("input.missing-file", "there is no file '\(path)'", at: range ?? .file(path))
    }
    return InputFile(name: path, bytes: Array(data))
  }
}

/// What a chart is resolved and drawn with.
final class Fixture {
  let store: FigureStore
  let shaper: TextShaper
  let context: StyleContext
  let ledger = Ledger()
  var diagnostics = Diagnostics()

  /// - Parameters:
  ///   - data: `data.yaml`, in YAML's flow style.
  ///   - sheet: Rules that come on top of the house style.
  init(data: String = "{}", files: [String: String] = [:], sheet: String = "", language: String = "en") throws {
    var found = Diagnostics()
    let reader = RepositoryReader(files: files)
    var node = flow(data, file: "data.yaml")
    if case .mapping(var entries) = node.value, node["sources"] == nil {
      let sources = flow("{s: {publisher: Statistics Office}}", file: "data.yaml")
      entries.append(.init(key: "sources", keyRange: node.range, value: sources))
      node.value = .mapping(entries)
    }
    store = FigureStore.load(
      node, file: "data.yaml", reader: reader, locale: NumberLocale(language: language), into: &found)
    var sheets: [StyleSheet] = []
    for (name, origin) in [("bulletin:base.css", StyleOrigin.defaults), ("bulletin:briefing.css", .installed)] {
      let file = try reader.read(name, from: nil, at: nil)
      sheets.append(StyleSheet.parse(file, reader: reader, origin: origin, into: &found))
    }
    let own = InputFile(name: "style.css", bytes: Array(sheet.utf8))
    sheets.append(StyleSheet.parse(own, reader: reader, origin: .report, into: &found))
    let cascade = Cascade(sheets: sheets)
    let fonts = FontLibrary()
    for rule in cascade.fontFaces {
      let source = rule.sources[0].path
      fonts.add(family: rule.family, weight: rule.weight, isItalic: rule.isItalic, fileName: source) {
        () throws(Diagnostic) in try RepositoryReader().read(source, from: nil, at: nil).bytes
      }
    }
    shaper = TextShaper(fonts: fonts)
    context = cascade.root.child(ChartPart("chart"), at: .only)
    #expect(!found.hasErrors, "\(found.all)")
  }

  func resolve(_ spec: String, id: String = "fig-test", language: String = "en") -> ChartContent? {
    ChartContent.resolve(
      flow(spec, file: "report.md"), identifier: id, store: store, ledger: ledger, language: language,
      into: &diagnostics)
  }

  func draw(_ chart: ChartContent, _ millimetres: Double = 118) -> ChartDrawing {
    chart.draw(width: .mm(millimetres), context: context, shaper: shaper)
  }

  /// Resolves and draws a spec that has nothing wrong with it.
  func drawing(_ spec: String, _ millimetres: Double = 118) throws -> ChartDrawing {
    let chart = resolve(spec)
    #expect(!diagnostics.hasErrors, "\(diagnostics.all)")
    return draw(try #require(chart), millimetres)
  }
}

/// Inline data with a source, as the specs below use it.
func values(_ rows: String, unit: String? = nil) -> String {
  "{source: s, \(unit.map { "unit: \($0), " } ?? "")values: [\(rows)]}"
}

// MARK: What was drawn

struct DrawnText {
  var text: String
  var box: Box
  var size: Double
  var color: Color
}

extension Drawing {
  /// All shapes, out of their groups.
  var leaves: [Shape] { shapes.flatMap(\.leaves) }

  /// The runs of glyphs, each with the box of its capitals and descenders.
  var texts: [DrawnText] {
    leaves.flatMap { shape -> [GlyphRun] in if case .text(let text) = shape { text.runs } else { [] } }.map { run in
      let size = run.size.points
      let x = run.origin.x.points
      let y = run.origin.y.points
      let box = Box(x0: x, y0: y - size * 0.66, x1: x + run.width.points, y1: y + size * 0.2)
      return DrawnText(text: String(decoding: run.text, as: UTF8.self), box: box, size: size, color: run.color)
    }
  }

  /// Upright rectangles that are filled, in the order in which they are painted.
  var filledBoxes: [(box: Box, fill: Color)] {
    leaves.compactMap { shape in
      guard case .path(let path, let fill?, _) = shape, path.elements.count == 5 else { return nil }
      let points = path.elements.compactMap { element -> Point? in
        switch element {
        case .move(let p), .line(let p): p
        case .curve, .close: nil
        }
      }
      guard points.count == 4 else { return nil }
      let xs = points.map(\.x.points)
      let ys = points.map(\.y.points)
      return (Box(x0: xs.min()!, y0: ys.min()!, x1: xs.max()!, y1: ys.max()!), fill)
    }
  }

  struct Segment {
    var from: (x: Double, y: Double)
    var to: (x: Double, y: Double)
    var stroke: Stroke
  }

  /// The straight parts of everything that is stroked.
  var segments: [Segment] {
    leaves.flatMap { shape -> [Segment] in
      guard case .path(let path, _, let stroke?) = shape else { return [] }
      var result: [Segment] = []
      var place = (x: 0.0, y: 0.0)
      for element in path.elements {
        switch element {
        case .move(let p): place = (p.x.points, p.y.points)
        case .line(let p):
          result.append(Segment(from: place, to: (p.x.points, p.y.points), stroke: stroke))
          place = (p.x.points, p.y.points)
        case .curve(_, _, let p): place = (p.x.points, p.y.points)
        case .close: break
        }
      }
      return result
    }
  }

  /// Everything that was drawn, in words, to compare two drawings.
  var trace: String {
    leaves.map { shape in
      switch shape {
      case .text(let text):
        "\(String(decoding: text.text, as: UTF8.self)) \(text.origin) \(text.runs.map { $0.glyphs.map(\.id) }) \(text.color)"
      case .path(let path, let fill, let stroke): "\(path.elements) \(fill as Any) \(stroke as Any)"
      case .image(_, let box): "image \(box)"
      case .drawing(_, let transform): "drawing \(transform)"
      case .glyphs, .group: "?"
      }
    }.joined(separator: "\n") + "\(numbers)"
  }
}

extension Shape {
  fileprivate var leaves: [Shape] {
    if case .group(let group) = self { group.shapes.flatMap(\.leaves) } else { [self] }
  }
}

// MARK: Specs

/// Reads YAML's flow style, with the places of all values.
func flow(_ text: String, file: String) -> SourceNode {
  var reader = FlowReader(characters: Array(text), file: file)
  return reader.value()
}

private struct FlowReader {
  let characters: [Character]
  let file: String
  var at = 0
  var line = 1
  var column = 1

  mutating func next() -> Character {
    let character = characters[at]
    at += 1
    if character == "\n" {
      line += 1
      column = 1
    } else {
      column += 1
    }
    return character
  }
  var peek: Character? { at < characters.count ? characters[at] : nil }
  mutating func skip() { while let c = peek, c == " " || c == "\n" || c == "," { _ = next() } }
  func range(_ from: (Int, Int)) -> SourceRange {
    SourceRange(file: file, line: from.0, column: from.1, endLine: line, endColumn: column)
  }

  mutating func value() -> SourceNode {
    skip()
    let start = (line, column)
    switch peek {
    case "{":
      _ = next()
      var entries: [SourceNode.Entry] = []
      while true {
        skip()
        if peek == "}" || peek == nil { break }
        let key = scalar(endingAt: ":")
        _ = next()
        entries.append(.init(key: key.text ?? "", keyRange: key.range, value: value()))
      }
      if peek != nil { _ = next() }
      return SourceNode(.mapping(entries), at: range(start))
    case "[":
      _ = next()
      var items: [SourceNode] = []
      while true {
        skip()
        if peek == "]" || peek == nil { break }
        items.append(value())
      }
      if peek != nil { _ = next() }
      return SourceNode(.sequence(items), at: range(start))
    default: return scalar(endingAt: ",")
    }
  }

  mutating func scalar(endingAt end: Character) -> SourceNode {
    let start = (line, column)
    var text = ""
    if peek == "\"" {
      _ = next()
      while let c = peek, c != "\"" { text.append(next()); _ = c }
      _ = next()
      return SourceNode(.scalar(text, isPlain: false), at: range(start))
    }
    while let c = peek, c != end, c != "}", c != "]", c != "\n" { text.append(next()) }
    return SourceNode(.scalar(text.trimmingSpaces, isPlain: true), at: range(start))
  }
}
