import Diagnostics
import Geometry
import Graphics
import Testing

@Suite("Reading SVG")
struct SVGImageTests {
  /// A drawing of 40 by 20 pixels, which is 30 by 15 points.
  func read(_ inside: String) throws -> (drawing: Drawing, warnings: [Diagnostic]) {
    try readFile("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\">\n\(inside)\n</svg>")
  }

  func readFile(_ text: String) throws -> (drawing: Drawing, warnings: [Diagnostic]) {
    var diagnostics = Diagnostics()
    let drawing = try SVGImage.read(InputFile(name: "logo.svg", bytes: Array(text.utf8)), into: &diagnostics)
    return (drawing, diagnostics.all)
  }

  /// A shape in short: its fill, its stroke and its path, in pixels.
  func describe(_ shape: Shape) -> String {
    guard case .path(let path, let fill, let stroke) = shape else { return "?" }
    func number(_ length: Length) -> String {
      let value = (length.pixels * 100).rounded() / 100
      return value == value.rounded() ? String(Int(value)) : String(value)
    }
    func hex(_ color: Color) -> String {
      let value = [color.red, color.green, color.blue].reduce(0) { $0 << 8 | Int(($1 * 255).rounded()) }
      let digits = String(value, radix: 16)
      let text = "#" + String(repeating: "0", count: 6 - digits.count) + digits
      return color.alpha == 1 ? text : text + "@\((color.alpha * 100).rounded() / 100)"
    }
    func point(_ p: Point) -> String { number(p.x) + "," + number(p.y) }
    var parts: [String] = []
    if let fill { parts.append(hex(fill)) }
    if let stroke { parts.append("stroke \(hex(stroke.color)) \(number(stroke.width))") }
    for element in path.elements {
      switch element {
      case .move(let p): parts.append("M" + point(p))
      case .line(let p): parts.append("L" + point(p))
      case .curve(let a, let b, let p): parts.append("C\(point(a)) \(point(b)) \(point(p))")
      case .close: parts.append("Z")
      }
    }
    return parts.joined(separator: " ")
  }

  func shapes(_ inside: String) throws -> [String] {
    let (drawing, warnings) = try read(inside)
    #expect(warnings.isEmpty, "\(warnings.map(\.message))")
    return drawing.shapes.map(describe)
  }

  @Test("Basic shapes become paths")
  func basicShapes() throws {
    #expect(try shapes("<rect x='1' y='2' width='3' height='4'/>") == ["#000000 M1,2 L4,2 L4,6 L1,6 Z"])
    #expect(
      try shapes("<line x1='1' y1='2' x2='3' y2='4' fill='none' stroke='red'/>") == [
        "stroke #ff0000 1 M1,2 L3,4"
      ])
    #expect(try shapes("<polygon points='0,0 4,0 4,4'/>") == ["#000000 M0,0 L4,0 L4,4 Z"])
    #expect(try shapes("<polyline points='0 0 4-1'/>") == ["#000000 M0,0 L4,-1"])
    let circle = try shapes("<circle cx='10' cy='10' r='4'/>")
    #expect(circle == (try shapes("<ellipse cx='10' cy='10' rx='4' ry='4'/>")))
    #expect(circle[0].hasPrefix("#000000 M10,6 L10,6 C12.21,6 14,7.79 14,10") && circle[0].hasSuffix("Z"))
    #expect(try shapes("<rect width='0' height='4'/><circle r='0'/>").isEmpty)
    #expect(try shapes("<rect width='8' height='8' rx='9'/>")[0].hasPrefix("#000000 M4,0"))
  }

  @Test("Path data are read in all their forms")
  func paths() throws {
    #expect(try shapes("<path d='M1 2h3v4H1z'/>") == ["#000000 M1,2 L4,2 L4,6 L1,6 Z"])
    #expect(try shapes("<path d='m1,2 3,0 0,4z m2 2l1-1'/>") == ["#000000 M1,2 L4,2 L4,6 Z M3,4 L4,3"])
    #expect(
      try shapes("<path d='M0 0C1 2 3 4 5 6S7 8 9 10'/>") == ["#000000 M0,0 C1,2 3,4 5,6 C7,8 7,8 9,10"])
    #expect(try shapes("<path d='M0 0Q3 0 3 3T6 6'/>") == ["#000000 M0,0 C2,0 3,1 3,3 C3,5 4,6 6,6"])
    // A quarter circle to the left and down, its flags without spaces, and one whose radii are too small.
    #expect(try shapes("<path d='M4 0A4 4 0 01.0 4'/>") == ["#000000 M4,0 C4,2.21 2.21,4 0,4"])
    #expect(
      try shapes("<path d='M0 0a1 1 0 0 0 4 0'/>") == ["#000000 M0,0 C0,1.1 0.9,2 2,2 C3.1,2 4,1.1 4,0"])
    #expect(try shapes("<path d='M1e1.5L2-2'/>") == ["#000000 M10,0.5 L2,-2"])
  }

  @Test("Transforms and the viewBox place shapes")
  func transforms() throws {
    #expect(
      try shapes("<g transform='translate(10 5)'><path transform='scale(2),rotate(90)' d='M1 0L2 0'/></g>")
        == ["#000000 M10,7 L10,9"])
    #expect(
      try shapes("<path transform='rotate(180 5 5)' stroke='#00f' stroke-width='.5' d='M0 0L1 0'/>")
        == ["#000000 stroke #0000ff 0.5 M10,10 L9,10"])
    #expect(
      try shapes("<path transform='scale(3)' fill='none' stroke='#00f' d='M0 0L1 0'/>")[0].hasPrefix(
        "stroke #0000ff 3"))
    let (scaled, _) = try readFile(
      "<svg xmlns='http://www.w3.org/2000/svg' width='10mm' viewBox='5 5 10 20'><path d='M5 5L15 25'/></svg>")
    #expect(abs(scaled.size.width.millimetres - 10) < 1e-9 && abs(scaled.size.height.millimetres - 20) < 1e-9)
    guard case .path(let path, _, _) = scaled.shapes[0], case .line(let end) = path.elements[1] else {
      return
    }
    #expect(abs(end.x.millimetres - 10) < 1e-9 && abs(end.y.millimetres - 20) < 1e-9)
    // Centred where the shape of the box and that of the picture differ.
    let (fitted, _) = try readFile(
      "<svg width='40' height='20' viewBox='0 0 10 10'><path d='M0 0L10 10'/></svg>")
    #expect(fitted.shapes.map(describe) == ["#000000 M10,0 L30,20"])
  }

  @Test("Colours, opacities and inheritance")
  func colors() throws {
    #expect(
      try shapes(
        "<g fill='#0a8' stroke='teal' stroke-width='2'><path d='M0 0L1 1' style='fill: rgb(10%, 50%, 255) ;stroke:none'/></g>"
      )
        == ["#1a80ff M0,0 L1,1"])
    #expect(
      try shapes(
        "<g opacity='0.5' color='#123456'><path d='M0 0L1 1' fill='currentColor' fill-opacity='50%'/></g>")
        == ["#123456@0.25 M0,0 L1,1"])
    #expect(try shapes("<path fill='none' d='M0 0L1 1'/><g display='none'><path d='M0 0L1 1'/></g>").isEmpty)
    #expect(
      try shapes("<g visibility='hidden'><path d='M0 0L1 1'/><path visibility='visible' d='M0 0L2 2'/></g>")
        .count == 1)
    #expect(try shapes("<path fill='#12345680' d='M0 0L1 1'/>") == ["#123456@0.5 M0,0 L1,1"])
  }

  @Test("A hole by the even-odd rule stays a hole")
  func evenOdd() throws {
    let frame = try shapes("<path fill-rule='evenodd' d='M0 0h9v9h-9z M3 3h3v3h-3z'/>")
    #expect(frame == ["#000000 M0,0 L9,0 L9,9 L0,9 Z M3,6 L6,6 L6,3 L3,3 Z"])
    // Already the other way round.
    let same = try shapes("<path fill-rule='evenodd' d='M0 0h9v9h-9z M3 3v3h3v-3z'/>")
    #expect(same == ["#000000 M0,0 L9,0 L9,9 L0,9 Z M3,3 L3,6 L6,6 L6,3 Z"])
  }

  @Test("What is not drawn is a warning with its line and column; notes of editors are none")
  func warnings() throws {
    let (drawing, warnings) = try read(
      """
      <defs><linearGradient id='a'/></defs><title>A logo</title>
      <rect width='4' height='4' inkscape:label='x' xmlns:inkscape='urn:x' id='r' class='c' data-x='1' aria-label='y'/>
        <text x='1'>Hello <tspan>there</tspan></text>
      <rect width='4' height='4' fill='url(#a) red' clip-path='url(#c)'/>
      <rect width='wide' height='4' transform='turn(3)' fill='chartreuze'/>
      <path d='M0 0L1 1 X'/>
      """)
    #expect(drawing.shapes.count == 3)
    #expect(warnings.allSatisfy { $0.severity == .warning && $0.id == "image.svg-unsupported" })
    let found = warnings.map { "\($0.range.line):\($0.range.column) \($0.message)" }
    #expect(
      found == [
        "4:3 <text> is not drawn", "5:1 'fill: url(#a) red' is not drawn",
        "5:1 'clip-path: url(#c)' is not drawn",
        "6:1 the width 'wide' cannot be read", "6:1 the transform 'turn(3)' cannot be read",
        "6:1 the fill 'chartreuze' cannot be read", "7:1 the path has a mistake; it is drawn up to there",
      ])
    #expect(warnings.first?.hint == "turn the text into paths before saving")
  }

  @Test("A file that is no XML, no SVG or has no size is an error")
  func errors() throws {
    let broken = try #require(throws: Diagnostic.self) { try readFile("<svg viewBox='0 0 1 1'>\n <g></svg>") }
    #expect(broken.id == "image.svg-syntax" && broken.range.line == 2 && broken.severity == .error)
    for text in ["<html/>", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<svg width='100%' height='100%'/>"] {
      let error = try #require(throws: Diagnostic.self) { try readFile(text) }
      #expect(error.id == "image.svg-size")
    }
    #expect(throws: Diagnostic.self) { try readFile("") }
    // Entities that would grow without end.
    let bomb =
      "<!DOCTYPE svg [<!ENTITY a \"\(String(repeating: "x", count: 1000))\">"
      + (1...9).map {
        "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 == 1 ? "" : String($0 - 1));", count: 10))\">"
      }.joined()
      + "]><svg viewBox='0 0 1 1' id='&a9;'/>"
    #expect(throws: Diagnostic.self) { try readFile(bomb) }
  }
}
