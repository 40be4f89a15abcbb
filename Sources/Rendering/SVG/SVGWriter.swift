import Cairo
import Geometry
import Graphics

/// The element of an SVG file that holds the glyphs of a printed number, or of a part of it.
public struct SVGNumberElement: Hashable, Sendable {
  public var mark: NumberMark
  public var identifier: String
}

/// What an SVG file says besides what is drawn.
public struct SVGLabels: Hashable, Sendable {
  /// Begins every id in the file, so that charts in one page do not share any.
  public var id: String
  /// The accessible name.
  public var title: String
  /// What the drawing shows, for those who do not see it.
  public var description: String
  /// The language of title, description and labels, as a BCP 47 tag.
  public var language: String
  public init(id: String, title: String, description: String, language: String) {
    self.id = id
    self.title = title
    self.description = description
    self.language = language
  }
}

/// What only files with text and names have: see ``SVGProfile/inline``.
public struct SVGOptions {
  /// What is known of a printed number, as names (without `data-`) and values.
  public var facts: (NumberMark) -> [(name: String, value: String)] = { _ in [] }
  /// Names for opaque colours; the others are named by their digits.
  public var colorNames: [Color: String] = [:]
  /// Whether the file has the letters that it uses of its faces in it.
  public var embedsFonts = false
  public init() {}
}

public struct SVGFile {
  public var bytes: [UInt8]
  /// The elements around the drawing's numbers: the file's id, `-n`, and a count from 1 in the order of drawing. What follows
  /// each other and has one mark, such as the ticks of an axis, shares one.
  public var numbers: [SVGNumberElement]
  /// The classes by which a sheet can give other colours; of ``SVGProfile/inline`` only.
  public var colorClasses: [SVGColorClass]
}

/// Writes drawings as accessible SVG that can be embedded in a page.
public enum SVGWriter {
  /// A drawing as an SVG file: its size in CSS pixels, its coordinates in points.
  ///
  /// - Throws: An error if a font or picture cannot be drawn with, or Cairo has no memory.
  public static func write(
    _ drawing: Drawing, _ labels: SVGLabels, for profile: SVGProfile, options: SVGOptions = SVGOptions()
  ) throws(RenderingError) -> SVGFile {
    var labels = labels
    labels.id = xmlName(labels.id)
    if profile == .image {
      let (source, texts) = try drawn(drawing)
      var simplifier = SVGSimplifier(source, texts: texts, prefix: labels.id)
      try simplifier.run()
      var out = SVGWriter.begin(drawing, labels, profile, hasReferences: simplifier.hasReferences)
      SVGWriter.finish(&out, definitions: simplifier.definitions, body: simplifier.body)
      return SVGFile(bytes: out, numbers: simplifier.numbers, colorClasses: [])
    }
    let embedsFonts = options.embedsFonts && profile == .inline
    let faces = embedsFonts ? EmbeddedFaces(drawing.shapes, prefix: labels.id) : nil
    let builder = SVGElementBuilder(drawing, for: profile, faces: faces)
    var elements = builder.elements(drawing.shapes)
    if drawing.shapes.contains(where: { $0.reachesOut(of: drawing.size) }) {
      elements = [
        SVGElement(
          content: .drawing(drawing, .identity, isClipped: true), presentation: builder.common(elements),
          children: elements)
      ]
    }
    var inherited = SVGPresentation.initial
    if profile == .inline { inherited.fill = .one(.textColor) }
    var root: [UInt8] = []
    if profile == .inline { builder.common(elements).textOnly.write(inheriting: &inherited, to: &root) }
    var writer = SVGElementWriter(prefix: labels.id, profile: profile, options: options)
    try writer.write(elements, inheriting: inherited)
    var out = SVGWriter.begin(drawing, labels, profile, hasReferences: writer.hasReferences, attributes: root)
    if let faces {
      out.append("<style>\n")
      out.append(contentsOf: try faces.rules())
      out.append("</style>\n")
    }
    SVGWriter.finish(&out, definitions: writer.definitions, body: writer.body)
    return SVGFile(bytes: out, numbers: writer.numbers, colorClasses: writer.colorClasses)
  }

  /// - Parameter attributes: Further attributes of the root.
  private static func begin(
    _ drawing: Drawing, _ labels: SVGLabels, _ profile: SVGProfile, hasReferences: Bool, attributes: [UInt8] = []
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(labels.description.utf8.count + 6000)
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    if hasReferences { out.append(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"") }
    if profile == .inline {
      out.append(" id=\"")
      out.append(ascii: labels.id)
      out.append("\"")
    }
    let (width, height) = (drawing.size.width, drawing.size.height)
    out.append(" width=\"")
    out.append(width.pixels, places: 2)
    out.append("\" height=\"")
    out.append(height.pixels, places: 2)
    out.append("\" viewBox=\"0 0 ")
    out.append(width.points, places: 2)
    out.append(" ")
    out.append(height.points, places: 2)
    out.append("\" role=\"img\" aria-labelledby=\"")
    out.append(ascii: labels.id)
    out.append("-title ")
    out.append(ascii: labels.id)
    // Not `lang` too: HTML's validator takes only this one on an SVG element.
    out.append("-desc\" xml:lang=\"")
    out.append(xml: labels.language)
    out.append("\"")
    // Words that a page sets wider than they were measured are not cut off.
    if profile == .inline { out.append(" overflow=\"visible\" fill=\"currentColor\"") }
    out.append(contentsOf: attributes)
    out.append(">\n<title id=\"")
    out.append(ascii: labels.id)
    out.append("-title\">")
    out.append(xml: labels.title)
    out.append("</title>\n<desc id=\"")
    out.append(ascii: labels.id)
    out.append("-desc\">")
    out.append(xml: labels.description)
    out.append("</desc>\n")
    return out
  }

  private static func finish(_ out: inout [UInt8], definitions: [UInt8], body: [UInt8]) {
    if !definitions.isEmpty {
      out.append("<defs>\n")
      out.append(contentsOf: definitions)
      out.append("</defs>\n")
    }
    out.append(contentsOf: body)
    out.append("</svg>\n")
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
