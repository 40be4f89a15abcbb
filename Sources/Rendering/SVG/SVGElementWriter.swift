import Geometry
import Graphics
import TextShaping

/// Writes shapes as elements of SVG, without Cairo.
struct SVGElementWriter {
  private(set) var body: [UInt8] = []
  /// The inside of `defs`.
  private(set) var definitions: [UInt8] = []
  /// The elements around printed numbers.
  private(set) var numbers: [SVGNumberElement] = []
  /// The colours for which elements have a class.
  private(set) var colorClasses: [SVGColorClass] = []
  private(set) var hasReferences = false

  private let prefix: [UInt8]
  private let profile: SVGProfile
  private let options: SVGOptions
  private var clipCount = 0

  init(prefix: String, profile: SVGProfile, options: SVGOptions) {
    self.prefix = Array(prefix.utf8)
    self.profile = profile
    self.options = options
  }

  private var hasText: Bool { profile == .inline }
  private var hasNames: Bool { profile == .inline }

  /// Writes elements one after another. Those that follow one another and are one number, such as the ticks of an axis,
  /// share an element around them.
  mutating func write(_ elements: [SVGElement], inheriting inherited: SVGPresentation) throws(RenderingError) {
    var index = 0
    while index < elements.count {
      guard let mark = elements[index].wholeNumber else {
        try write(elements[index], inheriting: inherited)
        index += 1
        continue
      }
      var end = index + 1
      while end < elements.count, elements[end].wholeNumber == mark { end += 1 }
      if end > index + 1 {
        body.append("<g")
        writeNumber(mark)
        body.append(">\n")
        for element in elements[index..<end] { try write(element, inheriting: inherited, isNumber: false) }
        body.append("</g>\n")
      } else {
        try write(elements[index], inheriting: inherited)
      }
      index = end
    }
  }

  /// - Parameter isNumber: Whether a text that is a number says so.
  private mutating func write(
    _ element: SVGElement, inheriting inherited: SVGPresentation, isNumber: Bool = true
  ) throws(RenderingError) {
    var inherited = inherited
    switch element.content {
    case .path(let path): write(path, element.presentation, &inherited)
    case .text(let text):
      if hasText {
        write(text, element.presentation, &inherited, isNumber: isNumber)
      } else {
        try writeOutlines(of: text, element.presentation, inheriting: inherited, isNumber: isNumber)
      }
    case .image(let image, let box): write(image, box)
    case .group(let group):
      let tag = "<g" as StaticString
      let start = body.count
      open(tag, element.presentation, &inherited, group)
      // A group that says nothing is none.
      let isPlain = body.count == start + tag.utf8CodeUnitCount
      if isPlain { body.removeLast(tag.utf8CodeUnitCount) } else { body.append(">\n") }
      try write(element.children, inheriting: inherited)
      if !isPlain { body.append("</g>\n") }
    case .drawing(let drawing, let transform, let isClipped):
      body.append("<g transform=\"matrix(")
      for part in [transform.a, transform.b, transform.c, transform.d] {
        body.append(part, places: 5)
        body.append(" ")
      }
      body.append(hundredths: hundredths(transform.tx))
      body.append(" ")
      body.append(hundredths: hundredths(transform.ty))
      body.append(")\"")
      element.presentation.write(inheriting: &inherited, to: &body)
      body.append(">\n")
      if isClipped { openClip(drawing.size) }
      try write(element.children, inheriting: inherited)
      body.append(isClipped ? "</g></g>\n" : "</g>\n")
    }
  }

  // MARK: Names

  /// Begins a tag with the classes and attributes of a group and the presentation that is not inherited.
  private mutating func open(
    _ tag: StaticString, _ presentation: SVGPresentation, _ inherited: inout SVGPresentation, _ group: ShapeGroup? = nil
  ) {
    body.append(tag)
    guard hasNames else {
      presentation.write(inheriting: &inherited, to: &body)
      return
    }
    var classes = group?.classes ?? []
    for (use, own, around) in [
      (SVGColorClass.Use.fill, presentation.fill, inherited.fill),
      (.stroke, presentation.stroke, inherited.stroke),
    ] {
      if own != around, case .one(.color(let color)) = own { classes.append(colorClass(use, color)) }
    }
    if !classes.isEmpty {
      body.append(" class=\"")
      for (index, name) in classes.enumerated() {
        if index > 0 { body.append(" ") }
        body.append(contentsOf: prefix)
        body.append("-")
        appendName(name)
      }
      body.append("\"")
    }
    for attribute in group?.attributes ?? [] where !attribute.value.isEmpty {
      body.append(" ")
      appendName(attribute.name)
      body.append("=\"")
      body.append(xml: attribute.value)
      body.append("\"")
    }
    presentation.write(inheriting: &inherited, to: &body)
  }

  /// The name of a class for what has a colour, without the chart's id.
  private mutating func colorClass(_ use: SVGColorClass.Use, _ color: Color) -> String {
    var opaque = color
    opaque.alpha = 1
    if let known = colorClasses.first(where: { $0.use == use && $0.color == opaque }) { return known.suffix }
    var digits: [UInt8] = []
    digits.append(hexadecimal: opaque)
    let name = options.colorNames[opaque] ?? String(decoding: digits.dropFirst(), as: UTF8.self)
    let made = SVGColorClass(chart: String(decoding: prefix, as: UTF8.self), use: use, color: opaque, colorName: name)
    colorClasses.append(made)
    return made.suffix
  }

  /// A name made into one that XML and CSS selectors take without escapes.
  private mutating func appendName(_ name: String) {
    for byte in name.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): body.append(byte)
      default: body.append("_")
      }
    }
  }

  /// The id of a new element around a number and what the ledger says of it.
  private mutating func writeNumber(_ mark: NumberMark) {
    let identifier = prefix + Array("-n\(numbers.count + 1)".utf8)
    numbers.append(SVGNumberElement(mark: mark, identifier: String(decoding: identifier, as: UTF8.self)))
    body.append(" id=\"")
    body.append(contentsOf: identifier)
    body.append("\"")
    guard hasNames else { return }
    for (name, value) in options.facts(mark) {
      body.append(" data-")
      appendName(name)
      body.append("=\"")
      body.append(xml: value)
      body.append("\"")
    }
  }

  // MARK: Text

  private mutating func write(
    _ text: TextShape, _ presentation: SVGPresentation, _ inherited: inout SVGPresentation, isNumber: Bool
  ) {
    open("<text", presentation, &inherited)
    let whole = text.wholeNumber
    if let whole, isNumber { writeNumber(whole) }
    let x: Length =
      switch text.anchor {
      case .start: text.origin.x
      case .middle: text.origin.x + text.width / 2
      case .end: text.origin.x + text.width
      }
    attribute(" x=\"", x)
    attribute(" y=\"", text.origin.y)
    body.append(">")
    var place = 0
    for number in whole == nil ? text.numbers : [] where number.bytes.lowerBound >= place {
      body.append(xml: text.text[place..<number.bytes.lowerBound])
      body.append("<tspan")
      writeNumber(number.mark)
      body.append(">")
      body.append(xml: text.text[number.bytes])
      body.append("</tspan>")
      place = number.bytes.upperBound
    }
    body.append(xml: text.text[place...])
    body.append("</text>\n")
  }

  /// All glyphs of a line in one path; the numbers in it in paths of their own, so that each has an element.
  private mutating func writeOutlines(
    of text: TextShape, _ presentation: SVGPresentation, inheriting inherited: SVGPresentation, isNumber: Bool
  ) throws(RenderingError) {
    let whole = text.wholeNumber
    var data = SVGPathData()
    var number = isNumber ? whole : nil
    for run in text.runs {
      var key = GlyphOutlines.Key(face: run.face, size: run.size, horizontalScale: run.horizontalScale, glyph: 0)
      for (index, glyph) in run.glyphs.enumerated() {
        let inside = run.numbers.first { $0.glyphs.contains(index) }?.mark
        if whole == nil, inside != number {
          writePath(data, number, presentation, inheriting: inherited)
          (data, number) = (SVGPathData(), inside)
        }
        key.glyph = glyph.id
        let origin = Point(x: run.origin.x + .pt(Double(glyph.x)), y: run.origin.y + .pt(Double(glyph.y)))
        data.append(try GlyphOutlines.shared.outline(for: key), at: origin)
      }
    }
    writePath(data, number, presentation, inheriting: inherited)
  }

  private mutating func writePath(
    _ data: SVGPathData, _ number: NumberMark?, _ presentation: SVGPresentation, inheriting inherited: SVGPresentation
  ) {
    if data.bytes.isEmpty { return }
    var inherited = inherited
    open("<path", presentation, &inherited)
    if let number { writeNumber(number) }
    attribute(" d=\"", data)
    body.append("/>\n")
  }

  // MARK: Shapes

  private mutating func write(
    _ path: Path, _ presentation: SVGPresentation, _ inherited: inout SVGPresentation
  ) {
    if let box = path.uprightRectangle {
      open("<rect", presentation, &inherited)
      for (name, value) in [
        (" x=\"" as StaticString, box.minX), (" y=\"", box.minY), (" width=\"", box.size.width),
        (" height=\"", box.size.height),
      ] { attribute(name, value) }
      body.append("/>\n")
    } else if let circle = path.circle {
      open("<circle", presentation, &inherited)
      attribute(" cx=\"", circle.center.x)
      attribute(" cy=\"", circle.center.y)
      attribute(" r=\"", circle.radius)
      body.append("/>\n")
    } else {
      var data = SVGPathData()
      data.append(path)
      // A line so short that its ends are the same shows nothing, unless its caps do.
      if !data.hasExtent && [.one(.butt), .any].contains(presentation.cap) { return }
      open("<path", presentation, &inherited)
      attribute(" d=\"", data)
      body.append("/>\n")
    }
  }

  private mutating func attribute(_ opening: StaticString, _ length: Length) {
    body.append(opening)
    body.append(hundredths: hundredths(length.points))
    body.append("\"")
  }

  private mutating func attribute(_ opening: StaticString, _ data: SVGPathData) {
    body.append(opening)
    body.append(contentsOf: data.bytes)
    body.append("\"")
  }

  private mutating func write(_ image: RasterImage, _ box: Rectangle) {
    hasReferences = true
    body.append("<image")
    attribute(" x=\"", box.minX)
    attribute(" y=\"", box.minY)
    attribute(" width=\"", box.size.width)
    attribute(" height=\"", box.size.height)
    body.append(" preserveAspectRatio=\"none\" xlink:href=\"data:image/")
    body.append(image.format == .png ? "png" : "jpeg")
    body.append(";base64,")
    body.append(base64: image.bytes)
    body.append("\"/>\n")
  }

  private mutating func openClip(_ size: Size) {
    var name = prefix
    name.append("-clip")
    name.append(decimal: clipCount)
    clipCount += 1
    definitions.append("<clipPath id=\"")
    definitions.append(contentsOf: name)
    definitions.append("\"><rect width=\"")
    definitions.append(hundredths: hundredths(size.width.points))
    definitions.append("\" height=\"")
    definitions.append(hundredths: hundredths(size.height.points))
    definitions.append("\"/></clipPath>\n")
    body.append("<g clip-path=\"url(#")
    body.append(contentsOf: name)
    body.append(")\">\n")
  }
}

extension TextShape {
  /// The number that all of it is; nil where it is none, or has other words around.
  fileprivate var wholeNumber: NumberMark? {
    guard numbers.count == 1, numbers[0].bytes == text.indices else { return nil }
    return numbers[0].mark
  }
}

extension SVGElement {
  fileprivate var wholeNumber: NumberMark? {
    if case .text(let text) = content { text.wholeNumber } else { nil }
  }
}

extension Path {
  /// The rectangle that the path is, if it was made as one.
  fileprivate var uprightRectangle: Rectangle? {
    guard elements.count == 5, case .move(let a) = elements[0], case .line(let b) = elements[1],
      case .line(let c) = elements[2], case .line(let d) = elements[3], elements[4] == .close,
      a.y == b.y, b.x == c.x, c.y == d.y, d.x == a.x, c.x > a.x, c.y > a.y
    else { return nil }
    return Rectangle(x: a.x, y: a.y, width: c.x - a.x, height: c.y - a.y)
  }

  /// The circle that the path is, if it was made as one.
  fileprivate var circle: (center: Point, radius: Length)? {
    guard elements.count == 6, case .move(let right) = elements[0], case .curve(_, _, let left) = elements[2],
      right.y == left.y, right.x > left.x
    else { return nil }
    let (center, radius) = (Point(x: (right.x + left.x) / 2, y: right.y), (right.x - left.x) / 2)
    let made = Path.circle(center: center, radius: radius)
    let isSame = zip(elements, made.elements).allSatisfy { $0.isNear($1) }
    return isSame ? (center, radius) : nil
  }
}

extension Path.Element {
  fileprivate func isNear(_ other: Path.Element) -> Bool {
    func near(_ a: Point, _ b: Point) -> Bool {
      abs((a.x - b.x).points) < 1e-6 && abs((a.y - b.y).points) < 1e-6
    }
    switch (self, other) {
    case (.move(let a), .move(let b)), (.line(let a), .line(let b)): return near(a, b)
    case (.curve(let a, let b, let c), .curve(let d, let e, let f)): return near(a, d) && near(b, e) && near(c, f)
    case (.close, .close): return true
    default: return false
    }
  }
}

extension [UInt8] {
  /// Text in UTF-8 in an element. Characters that XML does not allow are left out.
  mutating func append(xml text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case 9, 10, 13, 32...: append(byte)
      default: break
      }
    }
  }

  /// RFC 4648, section 4.
  mutating func append(base64 bytes: [UInt8]) {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    reserveCapacity(count + (bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = Swift.min(3, bytes.count - start)
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
      for offset in 0..<4 {
        append(offset <= count ? alphabet[group >> (18 - 6 * offset) & 63] : UInt8(ascii: "="))
      }
    }
  }
}
