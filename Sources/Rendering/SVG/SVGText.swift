import Geometry
import Graphics
import TextShaping

/// Writes runs of glyphs as outlines that are defined once and used by reference.
struct SVGText {
  /// An outline for each glyph that is used, and what clips runs, to stand in `defs`.
  private(set) var definitions: [UInt8] = []

  /// The elements around printed numbers, in the order of the file.
  private(set) var numbers: [SVGNumberElement] = []

  private let prefix: [UInt8]
  /// The number around which an element is open that further runs may join, as the ticks of an axis do.
  private var openNumber: NumberMark?
  /// Of each glyph the number that its id ends in; nil for one without an outline.
  private var outlineNumbers: [GlyphOutlines.Key: Int?] = [:]
  private var count = 0
  /// The numbers of clips within the ones around them.
  private var clips: [[Path]: Int] = [:]

  init(prefix: String) { self.prefix = Array(prefix.utf8) }

  /// Writes a run of glyphs.
  ///
  /// - Parameter next: The run after it, which may go on with the same number.
  mutating func write(
    _ text: ShapePainter.PlacedText, before next: ShapePainter.PlacedText?, to out: inout [UInt8]
  ) throws(RenderingError) {
    let run = text.run
    let whole = run.wholeNumber
    if openNumber != whole { closeNumber(&out) }
    if let whole, openNumber == nil, next?.run.wholeNumber == whole {
      openNumber = whole
      out.append("<g")
      appendIdentifier(of: whole, &out)
      out.append(">\n")
    }
    try writeGlyphs(of: text, number: openNumber == nil ? whole : nil, to: &out)
  }

  /// Ends the element that several runs share, before anything else is written.
  mutating func closeNumber(_ out: inout [UInt8]) {
    guard openNumber != nil else { return }
    openNumber = nil
    out.append("</g>\n")
  }

  /// - Parameter number: What the run as a whole is, where no element around it says so.
  private mutating func writeGlyphs(
    of text: ShapePainter.PlacedText, number: NumberMark?, to out: inout [UInt8]
  ) throws(RenderingError) {
    let run = text.run
    let isWhole = run.wholeNumber != nil
    let t = text.transform
    // An even scale goes into the glyphs; any other transform is written.
    let scale = t.b == 0 && t.c == 0 && t.a == t.d && t.a > 0 ? t.a : nil
    var key = GlyphOutlines.Key(
      face: run.face, size: run.size * (scale ?? 1), horizontalScale: run.horizontalScale, glyph: 0)
    let origin = t(run.origin)
    let (x, y) = (hundredths(origin.x.points), hundredths(origin.y.points))
    let clip = text.clips.isEmpty ? nil : clipNumber(text.clips)
    var isOpen = false
    var part: NumberGlyphs?
    for (index, glyph) in run.glyphs.enumerated() {
      key.glyph = glyph.id
      if let inside = part, index >= inside.glyphs.upperBound {
        out.append("</g>")
        part = nil
      }
      guard let outline = try outlineNumber(for: key) else { continue }
      if !isOpen {
        isOpen = true
        if let clip {
          out.append("<g")
          appendClip(clip, &out)
          out.append(">")
        }
        openGroup(run.color, t, isScaled: scale != nil, x, y, number: number, &out)
      }
      if !isWhole, part == nil, let begun = run.numbers.first(where: { $0.glyphs.contains(index) }) {
        part = begun
        out.append("<g")
        appendIdentifier(of: begun.mark, &out)
        out.append(">")
      }
      out.append("<use xlink:href=\"#")
      appendName(outline, &out)
      out.append("\"")
      // Rounded where the glyph is, not where it is from the run's start, so that letters keep their distances.
      let placed =
        scale.map {
          (
            hundredths(origin.x.points + Double(glyph.x) * $0) - x,
            hundredths(origin.y.points + Double(glyph.y) * $0) - y
          )
        } ?? (hundredths(Double(glyph.x)), hundredths(Double(glyph.y)))
      append(" x=\"", placed.0, &out)
      append(" y=\"", placed.1, &out)
      out.append("/>")
    }
    if part != nil { out.append("</g>") }
    if isOpen { out.append(clip == nil ? "</g>\n" : "</g></g>\n") }
  }

  /// Defines the innermost of some clips, which is itself clipped by those around it.
  private mutating func clipNumber(_ paths: [Path]) -> Int {
    if let known = clips[paths] { return known }
    let around = paths.count > 1 ? clipNumber(paths.dropLast()) : nil
    let number = clips.count
    clips[paths] = number
    definitions.append("<clipPath id=\"")
    definitions.append(contentsOf: prefix)
    definitions.append("-clip")
    definitions.append(decimal: number)
    definitions.append("\"")
    if let around { appendClip(around, &definitions) }
    var data = SVGPathData()
    data.append(paths[paths.count - 1])
    definitions.append("><path d=\"")
    definitions.append(contentsOf: data.bytes)
    definitions.append("\"/></clipPath>\n")
    return number
  }

  private func appendClip(_ number: Int, _ out: inout [UInt8]) {
    out.append(" clip-path=\"url(#")
    out.append(contentsOf: prefix)
    out.append("-clip")
    out.append(decimal: number)
    out.append(")\"")
  }

  private mutating func openGroup(
    _ color: Color, _ t: Transform, isScaled: Bool, _ x: Int, _ y: Int, number: NumberMark?, _ out: inout [UInt8]
  ) {
    out.append("<g")
    if let number { appendIdentifier(of: number, &out) }
    out.append(" fill=\"")
    out.append(hexadecimal: color)
    out.append("\"")
    if color.alpha < 1 {
      out.append(" fill-opacity=\"")
      out.append(color.alpha, places: 3)
      out.append("\"")
    }
    if isScaled {
      out.append(" transform=\"translate(")
    } else {
      out.append(" transform=\"matrix(")
      for part in [t.a, t.b, t.c, t.d] {
        out.append(part, places: 5)
        out.append(" ")
      }
    }
    out.append(hundredths: x)
    out.append(" ")
    out.append(hundredths: y)
    out.append(")\">")
  }

  private func append(_ opening: StaticString, _ value: Int, _ out: inout [UInt8]) {
    if value == 0 { return }
    out.append(opening)
    out.append(hundredths: value)
    out.append("\"")
  }

  private mutating func outlineNumber(for key: GlyphOutlines.Key) throws(RenderingError) -> Int? {
    if let known = outlineNumbers[key] { return known }
    let outline = try GlyphOutlines.shared.path(for: key)
    guard !outline.isEmpty else {
      outlineNumbers[key] = .some(nil)
      return nil
    }
    let number = count
    count += 1
    outlineNumbers[key] = number
    definitions.append("<path id=\"")
    appendName(number, &definitions)
    definitions.append("\" d=\"")
    definitions.append(contentsOf: outline)
    definitions.append("\"/>\n")
    return number
  }

  private func appendName(_ number: Int, _ out: inout [UInt8]) {
    out.append(contentsOf: prefix)
    out.append(UInt8(ascii: "-"))
    // With digits up to m, so that none of them begins like the id of a number.
    out.append(contentsOf: String(number, radix: 23).utf8)
  }

  /// The id of a new element around a number: counted through the file, so that it depends on nothing but the chart.
  private mutating func appendIdentifier(of mark: NumberMark, _ out: inout [UInt8]) {
    let name = prefix + Array("-n\(numbers.count + 1)".utf8)
    numbers.append(SVGNumberElement(mark: mark, identifier: String(decoding: name, as: UTF8.self)))
    out.append(" id=\"")
    out.append(contentsOf: name)
    out.append("\"")
  }
}

extension GlyphRun {
  /// The number that all of it is; nil where it is none, or has other words around.
  fileprivate var wholeNumber: NumberMark? {
    guard numbers.count == 1, numbers[0].glyphs == glyphs.indices else { return nil }
    return numbers[0].mark
  }
}

extension [UInt8] {
  /// `#rrggbb`, or `#rgb` where that is the same.
  mutating func append(hexadecimal color: Color) {
    let channels = [color.red, color.green, color.blue].map { UInt8((Swift.min(Swift.max($0, 0), 1) * 255).rounded()) }
    append(UInt8(ascii: "#"))
    let isShort = channels.allSatisfy { $0 >> 4 == $0 & 15 }
    for channel in channels {
      let digits = isShort ? [channel & 15] : [channel >> 4, channel & 15]
      for digit in digits { append(digit < 10 ? 48 + digit : 87 + digit) }
    }
  }
}
