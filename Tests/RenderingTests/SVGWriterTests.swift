import Foundation
import FoundationXML
import Geometry
import Graphics
import Rendering
import Testing
import TextShaping

@Suite("An SVG")
struct SVGWriterTests {
  let typesetter = Typesetter()

  func chart(_ label: String = "Users") -> Drawing {
    var drawing = Drawing(size: Size(width: .px(400), height: .px(200)))
    drawing.shapes =
      typesetter.text(label, at: 20, 20) + typesetter.text("1,120", at: 20, 40, family: "Source Sans Pro")
    drawing.shapes.append(filled(box(30, 50, 60, 40), Color(hex: 0x0B4F8A)))
    drawing.shapes.append(
      .path(
        Path([
          .move(Point(x: .pt(10), y: .pt(100))),
          .curve(
            Point(x: .pt(20), y: .pt(90)), Point(x: .pt(30), y: .pt(110)), Point(x: .pt(40), y: .pt(100))),
        ]),
        fill: nil,
        stroke: Stroke(
          color: Color(red: 1, green: 0, blue: 0, alpha: 0.5), width: .pt(1.5), dashes: [.pt(3), .pt(1)],
          cap: .round)))
    return drawing
  }

  func labels(_ id: String) -> SVGLabels {
    SVGLabels(id: id, title: "Users & others", description: "A bar <and> a line, \"dashed\"", language: "en-GB")
  }

  func render(_ drawing: Drawing, id: String = "fig-users", profile: SVGProfile = .image) throws -> String {
    String(
      decoding: try SVGWriter.write(drawing, labels(id), for: profile).bytes,
      as: UTF8.self)
  }

  func ids(_ svg: String) -> [String] {
    svg.split(separator: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  func isXML(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

  @Test("It is XML with a size in pixels, a viewBox, a role, a title and a description that come first")
  func accessibility() throws {
    let svg = try render(chart())
    #expect(isXML(svg))
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    for part in [
      " width=\"400\" height=\"200\" viewBox=\"0 0 300 150\" role=\"img\"",
      " aria-labelledby=\"fig-users-title fig-users-desc\" xml:lang=\"en-GB\">\n<title id=\"fig-users-title\">Users &amp; others</title>\n"
        + "<desc id=\"fig-users-desc\">A bar &lt;and&gt; a line, &quot;dashed&quot;</desc>",
    ] { #expect(svg.contains(part), "\(part) is not in \(svg.prefix(600))") }
  }

  @Test("Shapes keep their colours, widths and dashes, in plain attributes")
  func shapes() throws {
    let svg = try render(chart())
    #expect(svg.contains("<path fill=\"#0b4f8a\" d=\"M30 50h60v40h-60z\"/>"))
    #expect(svg.contains("stroke=\"#f00\"") && svg.contains("stroke-opacity=\"0.5\""))
    #expect(svg.contains("stroke-width=\"1.5\"") && svg.contains("stroke-linecap=\"round\""))
    #expect(svg.contains("stroke-dasharray=\"3,1\"") && svg.contains("d=\"M10 100c10-10 20 10 30 0\""))
    #expect(!svg.contains("style="))
  }

  @Test("A line without length is left out, unless its caps make it a dot")
  func dots() throws {
    var drawing = Drawing(size: Size(width: .pt(20), height: .pt(20)))
    func line(_ cap: Stroke.Cap) -> Shape {
      .path(
        .line(from: Point(x: .pt(5), y: .pt(5)), to: Point(x: .pt(5.001), y: .pt(5))), fill: nil,
        stroke: Stroke(color: .black, width: .pt(2), cap: cap))
    }
    drawing.shapes = [line(.butt)]
    #expect(!(try render(drawing)).contains("<path"))
    drawing.shapes = [line(.round)]
    #expect(try render(drawing).contains("<path"))
  }

  @Test("Each glyph is there once, and every reference is to one of the file's ids")
  func references() throws {
    let svg = try render(chart("seesees"))
    // s and e of the serif; 1, comma, 2 and 0 of the sans.
    #expect(svg.components(separatedBy: "<path id=").count - 1 == 6)
    let known = Set(ids(svg))
    for reference in svg.split(separator: "xlink:href=\"#").dropFirst() {
      #expect(known.contains(String(reference.prefix { $0 != "\"" })))
    }
  }

  @Test("Two charts share no id, whatever was drawn before them, and the same chart gives the same bytes")
  func identifiers() throws {
    let first = try render(chart(), id: "fig-a")
    let second = try render(chart("Other labels"), id: "fig-b")
    #expect(Set(ids(first)).isDisjoint(with: ids(second)))
    #expect(ids(first).allSatisfy { $0.hasPrefix("fig-a-") } && Set(ids(first)).count == ids(first).count)
    #expect(try render(chart(), id: "fig-a") == first)
    // An id that could end the attribute, or a selector, is made harmless.
    #expect(ids(try render(chart(), id: "2 a\"<é")).allSatisfy { $0.hasPrefix("x2_a") && !$0.contains(" ") })
  }

  /// A run whose bytes at some places are numbers of the ledger.
  func marked(_ text: String, at x: Double, _ y: Double, _ marks: [(Range<Int>, Int32)]) -> [Shape] {
    let font = FontRequest(families: ["Source Sans Pro"], weight: 400, size: .pt(10))
    var line = TextLine(text, font: font, color: .black, shaper: typesetter.shaper)
    for (bytes, number) in marks { line.mark(bytes, as: NumberMark(rawValue: number)) }
    return line.shapes(at: Point(x: .pt(x), y: .pt(y)))
  }

  @Test("Each printed number has an element around its glyphs and no others, and the ticks of an axis share one")
  func numbers() throws {
    var drawing = Drawing(size: Size(width: .pt(300), height: .pt(100)))
    drawing.shapes =
      marked("Urban 85, rural 58", at: 10, 20, [(6..<8, 7), (16..<18, 8)]) + marked("84.9%", at: 10, 40, [(0..<5, 9)])
      + [filled(box(0, 0, 5, 5), .black)]
    for tick in 0..<3 { drawing.shapes += marked("\(tick)", at: 10 + 20 * Double(tick), 90, [(0..<1, 10)]) }
    drawing.shapes += marked("end", at: 80, 90, [])
    let svg = try SVGWriter.write(drawing, labels("fig-a"), for: .image)
    #expect(svg.numbers.map(\.mark.rawValue) == [7, 8, 9, 10])
    #expect(svg.numbers.map(\.identifier) == ["fig-a-n1", "fig-a-n2", "fig-a-n3", "fig-a-n4"])
    let document = try XMLDocument(data: Data(svg.bytes))
    func glyphs(_ id: String) throws -> Int {
      try #require(document.nodes(forXPath: "//*[@id='\(id)']").count == 1)
      return try document.nodes(forXPath: "//*[@id='\(id)']//*[local-name()='use']").count
    }
    #expect(try ["fig-a-n1", "fig-a-n2", "fig-a-n3", "fig-a-n4"].map(glyphs) == [2, 2, 5, 3])
    #expect(
      Set(ids(String(decoding: svg.bytes, as: UTF8.self))).count
        == ids(String(decoding: svg.bytes, as: UTF8.self)).count)
  }

  @Test("A drawing within a drawing is placed by its transform, and a picture keeps its bytes")
  func nesting() throws {
    var outer = Drawing(size: Size(width: .pt(100), height: .pt(100)))
    var inner = Drawing(size: Size(width: .pt(10), height: .pt(10)))
    inner.shapes = [filled(box(0, 0, 10, 10), .black)]
    outer.shapes = [.drawing(inner, Transform.scale(2, 2).then(.translation(Point(x: .pt(30), y: .pt(40)))))]
    #expect(try render(outer).contains("d=\"M30 40h20v20h-20z\""))
    let picture = Pictures.redJPEG
    outer.shapes = [.image(picture, box(0, 0, 50, 50))]
    let svg = try render(outer)
    #expect(svg.contains("data:image/jpeg;base64," + Data(picture.bytes).base64EncodedString()))
    #expect(isXML(svg))
  }

  @Test("Text follows the transform and the edge of the drawing that it is in, and the order of the shapes")
  func nestedText() throws {
    var inner = Drawing(size: Size(width: .pt(40), height: .pt(20)))
    inner.shapes =
      [filled(box(0, 0, 5, 5), .black)] + typesetter.text("aa", at: 5, 10) + [filled(box(6, 6, 1, 1), .white)]
    var outer = Drawing(size: Size(width: .pt(200), height: .pt(100)))
    outer.shapes = [.drawing(inner, Transform.scale(2, 2).then(.translation(Point(x: .pt(100), y: .pt(10)))))]
    let plain = try render(outer)
    #expect(plain.contains("<g fill=\"#000\" transform=\"translate(110 30)\"><use"))
    let order = [plain.range(of: "M100 10h"), plain.range(of: "translate("), plain.range(of: "M112 22h")]
    let places = order.compactMap { $0?.lowerBound }
    #expect(places.count == 3 && places == places.sorted())
    // Twice as large as on its own.
    var alone = Drawing(size: inner.size)
    alone.shapes = typesetter.text("a", at: 5, 10, size: 20)
    let outline = try #require(try render(alone).split(separator: "\n").first { $0.hasPrefix("<path id") })
    #expect(plain.contains(outline))

    inner.shapes.append(filled(box(30, 0, 30, 5), .black))
    outer.shapes = [.drawing(inner, Transform(a: 0, b: 1, c: -1, d: 0, tx: 100, ty: 10))]
    let turned = try render(outer)
    #expect(turned.contains("<clipPath id=\"fig-users-clip0\"><path d=\"M100 10v40h-20v-40z\"/></clipPath>"))
    #expect(
      turned.contains("<g clip-path=\"url(#fig-users-clip0)\"><g fill=\"#000\" transform=\"matrix(0 1 -1 0 90 15)\">"))
    #expect(isXML(turned))
  }

  @Test("A shape that reaches out of the drawing is cut off at its edge")
  func clipping() throws {
    var drawing = Drawing(size: Size(width: .pt(10), height: .pt(10)))
    drawing.shapes = [filled(box(-20, -20, 100, 100), .black)]
    let png = try Pixels(PNGWriter.render(nested(drawing), scale: 0.75, background: .white))
    #expect(png[15, 15] == [0, 0, 0] && png[25, 25] == [255, 255, 255] && png[5, 5] == [255, 255, 255])
  }

  private func nested(_ drawing: Drawing) -> Drawing {
    var outer = Drawing(size: Size(width: .pt(30), height: .pt(30)))
    outer.shapes = [.drawing(drawing, .translation(Point(x: .pt(10), y: .pt(10))))]
    return outer
  }
}
