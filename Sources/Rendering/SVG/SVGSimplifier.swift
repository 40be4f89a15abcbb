import Geometry

/// Rewrites the SVG that Cairo draws: ids of our own, plain presentation attributes, hundredths of a unit, and text in the
/// place of the specks that stand for it.
///
/// Cairo counts its ids through the whole process, so that two charts in one page would use each other's parts, and the
/// same chart would not give the same bytes twice. It also writes the outlines of all glyphs anew for each chart, which
/// is most of its work.
struct SVGSimplifier {
  /// What is drawn, without the root element.
  private(set) var body: [UInt8] = []
  /// The inside of `defs`.
  private(set) var definitions: [UInt8] = []
  /// Whether anything in the file is used by reference.
  private(set) var hasReferences = false

  private let source: [UInt8]
  private let prefix: String
  private let texts: [ShapePainter.PlacedText]
  private var textsWritten = 0
  /// The elements around printed numbers.
  var numbers: [SVGNumberElement] { textWriter.numbers }
  private var textWriter: SVGText
  private var names: [String: [UInt8]] = [:]
  private var output: [UInt8] = []
  /// The data of the path being written.
  private var path = SVGPathData()

  init(_ source: [UInt8], texts: [ShapePainter.PlacedText], prefix: String) {
    self.source = source
    self.texts = texts
    self.prefix = prefix
    textWriter = SVGText(prefix: prefix)
  }

  // MARK: Elements

  mutating func run() throws(RenderingError) {
    var scanner = XMLTagScanner(source)
    /// How many `defs` elements are open.
    var definitionDepth = 0
    while let tag = try scanner.next() {
      switch tag.name {
      case "svg": continue
      case "defs":
        textWriter.closeNumber(&output)
        flush(toDefinitions: definitionDepth > 0)
        definitionDepth += tag.kind == .start ? 1 : tag.kind == .end ? -1 : 0
        continue
      case "path":
        if let number = speck(tag) { try writeText(number) } else { write(tag) }
      default: write(tag)
      }
      flush(toDefinitions: definitionDepth > 0)
    }
    textWriter.closeNumber(&body)
    guard textsWritten == texts.count else {
      throw RenderingError("writing an SVG", "Cairo's drawing lacks a place of text")
    }
    if !textWriter.definitions.isEmpty { hasReferences = true }
    definitions = textWriter.definitions + definitions
  }

  private mutating func flush(toDefinitions: Bool) {
    if toDefinitions {
      definitions.append(contentsOf: output)
    } else {
      body.append(contentsOf: output)
    }
    output.removeAll(keepingCapacity: true)
  }

  /// The number that a speck in the place of text carries; nil for any other path.
  private func speck(_ path: XMLTag) -> Int? {
    guard textsWritten < texts.count, let data = path["d"], data.count < 160, data.first == UInt8(ascii: "M"),
      path["transform"] == nil
    else { return nil }
    // Four corners, to the right, down and to the left, in ten thousandths: without rounding, as specks stand on a grid.
    var corners: [Int] = []
    var i = data.startIndex
    while corners.count < 8 {
      while i < data.endIndex, !(45...57).contains(data[i]) { i += 1 }
      corners.append(decimal(data, &i, places: 4))
    }
    let (x, y, side) = (corners[0], corners[1], Int(ShapePainter.speckSize.points * 10_000))
    guard corners == [x, y, x + side, y, x + side, y + side, x, y + side] else { return nil }
    guard let color = fill(of: path) else { return nil }
    let decoded = RunColor.decode(color.red, color.green, color.blue)
    guard decoded.red == 0, decoded.green == 0, decoded.blue == 0,
      decoded.run == (textsWritten + 1) % RunColor.modulus
    else { return nil }
    return textsWritten
  }

  /// The fill of a path in millionths, if it is a plain colour.
  private func fill(of path: XMLTag) -> (red: Int, green: Int, blue: Int)? {
    guard let style = path["style"] ?? path["fill"] else { return nil }
    let mark = Array("rgb(".utf8)
    guard var i = style.indices.first(where: { style[$0...].starts(with: mark) }) else { return nil }
    func percent() -> Int {
      while i < style.endIndex, !(45...57).contains(style[i]) { i += 1 }
      return decimal(style, &i, places: 4)
    }
    return (percent(), percent(), percent())
  }

  private mutating func writeText(_ number: Int) throws(RenderingError) {
    textsWritten = number + 1
    try textWriter.write(
      texts[number], before: number + 1 < texts.count ? texts[number + 1] : nil, to: &output)
  }

  private mutating func write(_ tag: XMLTag) {
    textWriter.closeNumber(&output)
    if tag.kind == .end {
      output.append("</")
      output.append(ascii: tag.name)
      output.append(">\n")
      return
    }
    if tag.name == "path" {
      path = SVGPathData()
      path.append(tag["d"] ?? [])
      // A line so short that its ends are the same shows nothing, unless its caps do.
      if !path.hasExtent && !hasVisibleCaps(tag) { return }
    }
    output.append("<")
    output.append(ascii: tag.name)
    for attribute in tag.attributes { write(attribute) }
    output.append(tag.kind == .empty ? "/>\n" : ">\n")
  }

  private func hasVisibleCaps(_ path: XMLTag) -> Bool {
    path.attributes.contains { attribute in
      let text = String(decoding: attribute.value, as: UTF8.self)
      return ["style", "stroke-linecap"].contains(attribute.name)
        && (text.contains("round") || text.contains("square"))
    }
  }

  // MARK: Attributes

  private mutating func newName(_ id: String) -> [UInt8] {
    if let name = names[id] { return name }
    let name = "\(prefix)-part\(names.count)"
    names[id] = Array(name.utf8)
    return Array(name.utf8)
  }

  private mutating func writeReference(_ id: String) {
    hasReferences = true
    output.append(" xlink:href=\"#")
    output.append(contentsOf: newName(id))
    output.append("\"")
  }

  private mutating func writeNumber(_ opening: StaticString, _ value: Int) {
    output.append(opening)
    output.append(hundredths: value)
    output.append("\"")
  }

  private mutating func write(_ attribute: XMLTag.Attribute) {
    let value = attribute.value
    switch attribute.name {
    case "style":
      for declaration in value.split(separator: UInt8(ascii: ";")) {
        guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
        writeProperty(trimmed(declaration[..<colon]), trimmed(declaration[(colon + 1)...]))
      }
    // Of the group around all, which nothing refers to.
    case "id" where value.starts(with: "surface".utf8): break
    case "id":
      output.append(" id=\"")
      output.append(contentsOf: newName(string(value)))
      output.append("\"")
    case "xlink:href" where value.first == UInt8(ascii: "#"): writeReference(string(value.dropFirst()))
    case "xlink:href":
      hasReferences = true
      writePlain(attribute.name, value)
    case "d":
      output.append(" d=\"")
      output.append(contentsOf: path.bytes)
      output.append("\"")
    case "x", "y", "width", "height":
      output.append(" ")
      output.append(ascii: attribute.name)
      writeNumber("=\"", hundredths(value))
    case "transform", "gradientTransform", "patternTransform":
      output.append(" ")
      output.append(ascii: attribute.name)
      output.append("=\"")
      appendShortened(value)
      output.append("\"")
    case "version", "xml:space": break
    default: writeProperty(Array(attribute.name.utf8)[...], value)
    }
  }

  /// Writes a property of style as an attribute, unless it has its initial value.
  private mutating func writeProperty(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    let property = String(decoding: name, as: UTF8.self)
    let text = String(decoding: value, as: UTF8.self)
    switch (property, text) {
    case ("fill-rule", "nonzero"), ("fill-opacity", "1"), ("stroke-opacity", "1"), ("opacity", "1"),
      ("stroke", "none"),
      ("stroke-linecap", "butt"), ("stroke-linejoin", "miter"), ("stroke-miterlimit", "4"),
      ("overflow", "visible"):
      return
    default: break
    }
    output.append(" ")
    output.append(contentsOf: name)
    output.append("=\"")
    if text.hasPrefix("rgb("), let color = color(value) {
      output.append(hexadecimal: color)
    } else if text.hasPrefix("url(#"), let end = value.firstIndex(of: UInt8(ascii: ")")) {
      output.append("url(#")
      output.append(contentsOf: newName(string(value[(value.startIndex + 5)..<end])))
      output.append(")")
    } else {
      appendShortened(value)
    }
    output.append("\"")
  }

  private mutating func writePlain(_ name: String, _ value: ArraySlice<UInt8>) {
    output.append(" ")
    output.append(ascii: name)
    output.append("=\"")
    output.append(contentsOf: value)
    output.append("\"")
  }

  /// Appends a value with each number in it to at most four places.
  private mutating func appendShortened(_ value: ArraySlice<UInt8>) {
    var i = value.startIndex
    while i < value.endIndex {
      guard value[i] == UInt8(ascii: ".") else {
        output.append(value[i])
        i += 1
        continue
      }
      var end = i + 1
      while end < value.endIndex, (48...57).contains(value[end]) { end += 1 }
      var kept = value[i..<min(end, i + 5)]
      while kept.last == UInt8(ascii: "0") { kept.removeLast() }
      if kept.count > 1 { output.append(contentsOf: kept) }
      i = end
    }
  }

  private func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 32 }
    while bytes.last == 32 { bytes.removeLast() }
    return bytes
  }

  /// The colour of `rgb(r%,g%,b%)`.
  private func color(_ value: ArraySlice<UInt8>) -> Color? {
    let parts = value.dropFirst(4).split(separator: UInt8(ascii: ","))
    guard parts.count == 3, parts.allSatisfy({ $0.contains(UInt8(ascii: "%")) }) else { return nil }
    let channels = parts.map { Double(hundredths(trimmed($0))) / 10_000 }
    return Color(red: channels[0], green: channels[1], blue: channels[2])
  }
}
