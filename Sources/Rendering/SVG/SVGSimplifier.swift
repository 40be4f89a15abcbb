/// Rewrites the SVG that Cairo draws: ids of our own, plain presentation attributes, hundredths of a unit, and only the
/// glyphs that are used.
///
/// Cairo counts its ids through the whole process, so that two charts in one page would use each other's glyphs, and the
/// same chart would not give the same bytes twice.
struct SVGSimplifier {
  /// What is drawn, without the root element.
  private(set) var body: [UInt8] = []
  /// The inside of `defs`.
  private(set) var definitions: [UInt8] = []
  /// Whether anything in the file is used by reference.
  private(set) var hasReferences = false

  private let source: [UInt8]
  private let prefix: String
  private var names: [String: [UInt8]] = [:]
  /// The outline of each glyph by Cairo's id, as path data of ours.
  private var outlines: [String: [UInt8]] = [:]
  private var glyphs: [String] = []
  private var output: [UInt8] = []

  init(_ source: [UInt8], prefix: String) {
    self.source = source
    self.prefix = prefix
  }

  // MARK: Elements

  mutating func run() throws(RenderingError) {
    var scanner = XMLTagScanner(source)
    /// How many `defs` elements are open.
    var definitionDepth = 0
    /// The glyph being read, and the depth of elements in it.
    var glyph: (id: String, depth: Int)?
    var isRootSeen = false
    while let tag = try scanner.next() {
      let name = tag.name
      if var reading = glyph {
        if name == "path", let data = tag["d"] {
          var path = SVGPathData()
          path.append(data)
          outlines[reading.id] = path.bytes
        }
        reading.depth += tag.kind == .start ? 1 : tag.kind == .end ? -1 : 0
        glyph = reading.depth == 0 ? nil : reading
        continue
      }
      switch name {
      case "svg": isRootSeen = true
      case "defs": definitionDepth += tag.kind == .start ? 1 : tag.kind == .end ? -1 : 0
      case "symbol", "g":
        if let id = tag["id"], id.starts(with: "glyph".utf8) {
          glyph = tag.kind == .start ? (string(id), 1) : nil
        } else if definitionDepth > 0 && tag.attributes.isEmpty {
          continue  // Only holds Cairo's glyphs together.
        } else if tag.kind == .start, try writeText(tag, &scanner) {
          continue
        } else {
          write(tag)
        }
      default: write(tag)
      }
      if definitionDepth > 0 {
        definitions.append(contentsOf: output)
      } else {
        body.append(contentsOf: output)
      }
      output.removeAll(keepingCapacity: true)
    }
    guard isRootSeen else { throw RenderingError("writing an SVG", "Cairo's file has an unknown form") }
    let others = definitions
    definitions = []
    for (number, id) in glyphs.enumerated() {
      definitions.append(ascii: "<path id=\"\(prefix)-\(String(number, radix: 36))\" d=\"")
      definitions.append(contentsOf: outlines[id] ?? [])
      definitions.append("\"/>\n")
    }
    definitions.append(contentsOf: others)
  }

  private mutating func write(_ tag: XMLTag) {
    if tag.kind == .end {
      output.append("</")
      output.append(ascii: tag.name)
      output.append(">\n")
      return
    }
    output.append("<")
    output.append(ascii: tag.name)
    for attribute in tag.attributes { write(attribute) }
    output.append(tag.kind == .empty ? "/>\n" : ">\n")
  }

  // MARK: Text

  private struct Use {
    var id: String
    var x: Int
    var y: Int
  }

  /// Writes a group that holds nothing but glyphs on one line, with its place said once.
  private mutating func writeText(
    _ group: XMLTag, _ scanner: inout XMLTagScanner
  ) throws(RenderingError) -> Bool {
    var ahead = scanner
    var uses: [Use] = []
    while let tag = try ahead.next() {
      if tag.kind == .end, tag.name == "g" { break }
      guard tag.name == "use", tag.kind == .empty, let reference = tag["xlink:href"], reference.count > 1,
        case let id = string(reference.dropFirst()), outlines[id] != nil, tag["transform"] == nil
      else { return false }
      uses.append(
        Use(id: id, x: hundredths(tag["x"] ?? []), y: hundredths(tag["y"] ?? [])))
    }
    guard let first = uses.first, uses.allSatisfy({ $0.y == first.y }) else { return false }
    scanner = ahead
    // A glyph without an outline, such as a space, leaves nothing to see.
    uses.removeAll { outlines[$0.id]?.isEmpty ?? true }
    if let use = uses.first, uses.count == 1 {
      output.append("<use")
      for attribute in group.attributes { write(attribute) }
      writeReference(use.id)
      writeNumber(" x=\"", use.x)
      writeNumber(" y=\"", use.y)
      output.append("/>\n")
    } else if !uses.isEmpty {
      output.append("<g")
      for attribute in group.attributes { write(attribute) }
      output.append(" transform=\"translate(")
      output.append(hundredths: first.x)
      output.append(" ")
      output.append(hundredths: first.y)
      output.append(")\">")
      for use in uses {
        output.append("<use")
        writeReference(use.id)
        if use.x != first.x { writeNumber(" x=\"", use.x - first.x) }
        output.append("/>")
      }
      output.append("</g>\n")
    }
    if !uses.isEmpty { body.append(contentsOf: output) }
    output.removeAll(keepingCapacity: true)
    return true
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

  // MARK: Attributes

  private mutating func newName(_ id: String) -> [UInt8] {
    if let name = names[id] { return name }
    let name: String
    if outlines[id] != nil {
      name = "\(prefix)-\(String(glyphs.count, radix: 36))"
      glyphs.append(id)
    } else {
      name = "\(prefix)-part\(names.count)"
    }
    names[id] = Array(name.utf8)
    return Array(name.utf8)
  }

  private mutating func write(_ attribute: XMLTag.Attribute) {
    let value = attribute.value
    switch attribute.name {
    case "style":
      for declaration in value.split(separator: UInt8(ascii: ";")) {
        guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
        writeProperty(trimmed(declaration[..<colon]), trimmed(declaration[(colon + 1)...]))
      }
    case "id":
      output.append(" id=\"")
      output.append(contentsOf: newName(string(value)))
      output.append("\"")
    case "xlink:href" where value.first == UInt8(ascii: "#"): writeReference(string(value.dropFirst()))
    case "xlink:href":
      hasReferences = true
      writePlain(attribute.name, value)
    case "d":
      var path = SVGPathData()
      path.append(value)
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
    if text.hasPrefix("rgb("), let color = hexadecimalColor(value) {
      output.append(contentsOf: color)
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

  /// `#rrggbb`, or `#rgb` where that is the same, for `rgb(r%,g%,b%)`.
  private func hexadecimalColor(_ value: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = value.dropFirst(4).split(separator: UInt8(ascii: ","))
    guard parts.count == 3, parts.allSatisfy({ $0.contains(UInt8(ascii: "%")) }) else { return nil }
    let channels = parts.map { UInt8(min(max((hundredths(trimmed($0)) * 255 + 5000) / 10000, 0), 255)) }
    let digits = Array("0123456789abcdef".utf8)
    let isShort = channels.allSatisfy { $0 >> 4 == $0 & 15 }
    return [UInt8(ascii: "#")]
      + channels.flatMap { isShort ? [digits[Int($0 & 15)]] : [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }
}
