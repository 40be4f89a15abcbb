import Cairo
import Geometry
import Graphics

/// The element of an SVG file that holds the glyphs of a printed number, or of a part of it.
public struct SVGNumberElement: Hashable, Sendable {
  public var mark: NumberMark
  public var identifier: String
}

/// Writes drawings as accessible SVG that can be embedded in a page.
public enum SVGWriter {
  /// A drawing as an SVG file: its size in CSS pixels, its coordinates in points.
  ///
  /// - Parameters:
  ///   - id: Begins every id in the file, so that charts in one page do not share any.
  ///   - title: The accessible name.
  ///   - description: What the drawing shows, for those who do not see it.
  ///   - language: The language of title, description and labels, as a BCP 47 tag.
  /// - Throws: An error if a font or picture cannot be drawn with, or Cairo has no memory.
  public static func render(
    _ drawing: Drawing, id: String, title: String, description: String, language: String
  ) throws(RenderingError) -> [UInt8] {
    try write(drawing, id: id, title: title, description: description, language: language).bytes
  }

  /// As ``render(_:id:title:description:language:)``, with the ids of the elements around the drawing's numbers: the
  /// file's id, `-n`, and a count from 1 in the order of drawing. Runs that follow each other and have one mark, such as
  /// the ticks of an axis, share one.
  public static func write(
    _ drawing: Drawing, id: String, title: String, description: String, language: String
  ) throws(RenderingError) -> (bytes: [UInt8], numbers: [SVGNumberElement]) {
    let prefix = xmlName(id)
    let (source, texts) = try drawn(drawing)
    var simplifier = SVGSimplifier(source, texts: texts, prefix: prefix)
    try simplifier.run()
    var out: [UInt8] = []
    out.reserveCapacity(simplifier.body.count + simplifier.definitions.count + description.utf8.count + 600)
    out.append(#"<svg xmlns="http://www.w3.org/2000/svg""#)
    if simplifier.hasReferences { out.append(#" xmlns:xlink="http://www.w3.org/1999/xlink""#) }
    let (width, height) = (drawing.size.width, drawing.size.height)
    for (name, value) in [("width", width.pixels), ("height", height.pixels)] {
      out.append(ascii: " \(name)=\"")
      out.append(value, places: 2)
      out.append(ascii: "\"")
    }
    out.append(" viewBox=\"0 0 ")
    out.append(width.points, places: 2)
    out.append(" ")
    out.append(height.points, places: 2)
    out.append("\" role=\"img\"")
    out.append(ascii: " aria-labelledby=\"\(prefix)-title \(prefix)-desc\"")
    // Not `lang` too: HTML's validator takes only this one on an SVG element.
    out.append(" xml:lang=\"")
    out.append(xml: language)
    out.append("\"")
    out.append(">\n")
    for (name, text) in [("title", title), ("desc", description)] {
      out.append(ascii: "<\(name) id=\"\(prefix)-\(name)\">")
      out.append(xml: text)
      out.append(ascii: "</\(name)>\n")
    }
    if !simplifier.definitions.isEmpty {
      out.append("<defs>\n")
      out.append(contentsOf: simplifier.definitions)
      out.append("</defs>\n")
    }
    out.append(contentsOf: simplifier.body)
    out.append("</svg>\n")
    return (out, simplifier.numbers)
  }

  /// What Cairo makes of a drawing, and the text that is to stand in it.
  private static func drawn(
    _ drawing: Drawing
  ) throws(RenderingError) -> (source: [UInt8], texts: [ShapePainter.PlacedText]) {
    // In points, since Cairo would write each stroke with a transform if its context had one.
    let surface = try withCairo { () throws(CairoError) in
      try SVGSurface(width: drawing.size.width.points, height: drawing.size.height.points)
    }
    var painter = ShapePainter(
      context: surface.context, pictures: PictureCache(for: .embedded), mode: .svg)
    try painter.draw(drawing)
    return (try withCairo { () throws(CairoError) in try surface.finish() }, painter.texts)
  }

  /// An id made into one that XML and CSS selectors take without escapes.
  private static func xmlName(_ id: String) -> String {
    var name: [UInt8] = []
    for byte in id.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): name.append(byte)
      default: name.append(UInt8(ascii: "_"))
      }
    }
    let startsWithLetter = name.first.map { (65...90).contains($0) || (97...122).contains($0) } ?? false
    let text = String(decoding: name, as: UTF8.self)
    return startsWithLetter ? text : "x" + text
  }
}
