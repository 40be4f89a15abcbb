import Foundation
import FoundationXML
import Geometry
import Graphics
import Rendering
import Testing
import TextShaping

@Suite("An SVG for a purpose")
struct SVGProfileTests {
  let typesetter = Typesetter()
  let ink = Color(hex: 0x1B1F24)
  let labels = SVGLabels(id: "fig-a", title: "Users & others", description: "Two <bars>", language: "en")

  func text(
    _ words: String, _ x: Double, _ y: Double, _ anchor: TextShape.Anchor = .start, color: Color? = nil,
    number: (Range<Int>, Int32)? = nil
  ) -> Shape {
    let font = FontRequest(families: ["Source Sans Pro", "Gill 'Sans'"], weight: 600, size: .pt(9))
    var line = TextLine(words, font: font, color: color ?? ink, shaper: typesetter.shaper)
    if let number { line.mark(number.0, as: NumberMark(rawValue: number.1)) }
    return .text(line.shape(at: Point(x: .pt(x), y: .pt(y)), font: font, anchor: anchor))
  }

  var chart: Drawing {
    let blue = Color(hex: 0x0C487F)
    let bars = ShapeGroup(
      classes: ["series", "accent"], attributes: [.init(name: "data-name", value: "A & B")],
      shapes: [filled(box(10, 10, 30, 40), blue), filled(box(50, 20, 30, 30), blue)])
    let axis = ShapeGroup(
      classes: ["axis", "x"],
      shapes: (0..<3).map { text("\($0)", 10 + 30 * Double($0), 70, .middle, number: (0..<1, 5)) })
    let veil = Shape.path(
      .circle(center: Point(x: .pt(100), y: .pt(20)), radius: .pt(5)),
      fill: Color(red: 1, green: 0, blue: 0, alpha: 0.5), stroke: nil)
    return Drawing(
      size: Size(width: .pt(120), height: .pt(90)),
      shapes: [
        .group(bars), veil, .group(axis), text("Rural 322 million", 110, 85, .end, number: (6..<9, 7)),
        .group(ShapeGroup(keepsColors: true, shapes: [text("in", 12, 30)])),
      ], textColor: ink)
  }

  func write(_ profile: SVGProfile, _ options: SVGOptions = SVGOptions()) throws -> (text: String, file: SVGFile) {
    let file = try SVGWriter.write(chart, labels, for: profile, options: options)
    return (String(decoding: file.bytes, as: UTF8.self), file)
  }

  @Test(
    "Every one is XML with size, role, title and description, the same ids each time, and nothing from outside",
    arguments: SVGProfile.allCases)
  func common(_ profile: SVGProfile) throws {
    let (svg, file) = try write(profile)
    let root = try #require(try XMLDocument(data: Data(file.bytes)).rootElement())
    #expect(root.value("width") == "160")
    #expect(root.value("viewBox") == "0 0 120 90")
    #expect(root.value("role") == "img")
    #expect(root.elements(forName: "title").first?.stringValue == "Users & others")
    #expect(root.elements(forName: "desc").first?.stringValue == "Two <bars>")
    let ids = svg.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count && ids.allSatisfy { $0 == "fig-a" || $0.hasPrefix("fig-a-") })
    #expect(!svg.contains("<style") && !svg.contains("<script") && !svg.contains("style=") && !svg.contains("url(http"))
    #expect(file.numbers.map(\.mark.rawValue) == [5, 7])
    #expect(try write(profile).text == svg)
  }

  @Test(
    "For a page there is text in a stack of fonts, in the page's colour but on marks, with names under the chart's id")
  func inline() throws {
    var options = SVGOptions()
    options.facts = { [("id", "f\($0.rawValue)"), ("value", "3.2")] }
    options.colorNames = [Color(hex: 0x0C487F): "accent"]
    let (svg, file) = try write(.inline, options)
    #expect(
      svg.contains(
        "font-family=\"'Source Sans Pro','Gill Sans','Arial','Liberation Sans',sans-serif\" "
          + "font-size=\"9\" font-weight=\"600\""))
    #expect(svg.contains("fill=\"currentColor\""))
    #expect(
      svg.contains(
        "<g class=\"fig-a-series fig-a-accent fig-a-fill-accent\" data-name=\"A &amp; B\" fill=\"#0c487f\">\n"
          + "<rect x=\"10\" y=\"10\" width=\"30\" height=\"40\"/>"))
    #expect(svg.contains("<circle") && svg.contains("cx=\"100\" cy=\"20\" r=\"5\""))
    // The ticks share one element; a number among words has one of its own.
    #expect(svg.contains("<g id=\"fig-a-n1\" data-id=\"f5\" data-value=\"3.2\">\n<text x="))
    #expect(svg.contains(">Rural <tspan id=\"fig-a-n2\" data-id=\"f7\" data-value=\"3.2\">322</tspan> million</text>"))
    #expect(svg.contains("fill=\"#1b1f24\">\n<text x=\"12\" y=\"30\">in</text>"))
    #expect(file.colorClasses.contains { $0.name == "fig-a-fill-accent" && $0.color == Color(hex: 0x0C487F) })
    #expect(!svg.contains("<use"))
  }

  @Test("A line keeps the end that it is anchored at") func anchors() throws {
    let root = try XMLDocument(data: Data(try write(.inline).file.bytes))
    let line = try #require(
      try root.nodes(forXPath: "//*[starts-with(., 'Rural')][local-name()='text']").first as? XMLElement)
    let width = TextLine(
      "Rural 322 million", font: FontRequest(families: ["Source Sans Pro"], weight: 600, size: .pt(9)), color: ink,
      shaper: typesetter.shaper
    ).width.points
    let x = try #require(Double(line.value("x") ?? ""))
    #expect(line.value("text-anchor") == "end")
    #expect(abs(x - (110 + width)) < 0.01)
  }

  @Test("For office programs and print there are plain shapes only", arguments: [SVGProfile.office, .print])
  func plain(_ profile: SVGProfile) throws {
    let svg = try write(profile).text
    for part in ["<text", "<use", "clip", "currentColor", "class=", "data-", "font-", "xlink"] {
      #expect(!svg.contains(part), "\(part)")
    }
    #expect(svg.contains("fill-opacity") == (profile == .office))
    if profile == .print { #expect(svg.contains("fill=\"#ff8080\"")) }
  }

  @Test("All of them look the same", arguments: [SVGProfile.office, .print])
  func looks(_ profile: SVGProfile) throws {
    guard let expected = try Self.pixels(try write(.image).file.bytes),
      let seen = try Self.pixels(try write(profile).file.bytes)
    else { return }
    #expect(expected.count == seen.count)
    let different = zip(expected, seen).count { abs(Int($0) - Int($1)) > 40 }
    #expect(Double(different) < Double(expected.count) * 0.002)
  }

  /// What librsvg shows, as pixels of a portable pixmap; nil where it or poppler's tools are not installed.
  static func pixels(_ svg: [UInt8]) throws -> [UInt8]? {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(svg).write(to: folder.appending(path: "a.svg"))
    for command in [["rsvg-convert", "-f", "pdf", "-o", "a.pdf", "a.svg"], ["pdftoppm", "-r", "144", "a.pdf", "a"]] {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = command
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      if process.terminationStatus != 0 { return nil }
    }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .first { $0.pathExtension == "ppm" }.map { Array(try Data(contentsOf: $0)) }
  }

  @Test("On request the letters are in the file, under names that are the chart's own") func fonts() throws {
    var options = SVGOptions()
    options.embedsFonts = true
    let (svg, file) = try write(.inline, options)
    #expect(
      svg.contains("<style>\n@font-face{font-family:'fig-a-face1';font-weight:600;font-style:normal;src:url(data:font/")
    )
    #expect(svg.contains("font-family=\"'fig-a-face1','Source Sans Pro',"))
    // Some letters of a face of a quarter of a megabyte.
    #expect(file.bytes.count < 20_000)
  }
}

extension XMLElement {
  fileprivate func value(_ attribute: String) -> String? {
    attributes?.first { $0.name == attribute }?.stringValue
  }
}
