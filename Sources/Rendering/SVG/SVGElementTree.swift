import Geometry
import Graphics

/// Shapes with the presentation attributes of their elements: those that all parts of a group have in common stand at the group.
struct SVGElement {
  enum Content {
    case text(TextShape)
    case path(Path)
    case image(RasterImage, Rectangle)
    case group(ShapeGroup)
    /// A drawing in a place of its own, cut off at its edges where it reaches over them.
    case drawing(Drawing, Transform, isClipped: Bool)
  }
  var content: Content
  var presentation: SVGPresentation
  var children: [SVGElement] = []
}

/// Decides how shapes are painted in a file for a profile.
struct SVGElementBuilder {
  /// The colour that stands for that of the text around; nil where colours are written as they are.
  let textColor: Color?
  /// What shows through transparent colours that are to be made opaque; nil where they stay as they are.
  let opaqueGround: Color?
  private let hasText: Bool
  /// Nil where text asks for the faces of whoever shows it.
  let faces: EmbeddedFaces?

  init(_ drawing: Drawing, for profile: SVGProfile, faces: EmbeddedFaces?) {
    self.faces = faces
    textColor = profile == .inline ? drawing.textColor : nil
    opaqueGround = profile == .print ? drawing.ground : nil
    hasText = profile == .inline
  }

  /// - Parameter keepsColors: Whether no colour is that of the text around.
  func elements(_ shapes: [Shape], keepsColors: Bool = false) -> [SVGElement] {
    var elements: [SVGElement] = []
    elements.reserveCapacity(shapes.count)
    for shape in shapes {
      if let element = element(shape, keepsColors: keepsColors) { elements.append(element) }
    }
    return elements
  }

  /// Nil for what shows nothing.
  private func element(_ shape: Shape, keepsColors: Bool) -> SVGElement? {
    switch shape {
    case .glyphs(let run): return element(TextShape(run), keepsColors: keepsColors)
    case .text(let text): return element(text, keepsColors: keepsColors)
    case .path(let path, let fill, let stroke):
      guard let presentation = presentation(fill: fill, stroke: stroke, keepsColors: keepsColors) else { return nil }
      return SVGElement(content: .path(path), presentation: presentation)
    case .image(let image, let box):
      guard box.size.width > .zero, box.size.height > .zero else { return nil }
      return SVGElement(content: .image(image, box), presentation: SVGPresentation())
    case .group(let group):
      let children = elements(group.shapes, keepsColors: keepsColors || group.keepsColors)
      if children.isEmpty { return nil }
      return SVGElement(content: .group(group), presentation: common(children), children: children)
    case .drawing(let drawing, let transform):
      let children = elements(drawing.shapes, keepsColors: keepsColors)
      if children.isEmpty || transform.determinant == 0 { return nil }
      return SVGElement(
        content: .drawing(drawing, transform, isClipped: drawing.shapes.contains { $0.reachesOut(of: drawing.size) }),
        presentation: common(children), children: children)
    }
  }

  func common(_ elements: [SVGElement]) -> SVGPresentation {
    var common = SVGPresentation()
    for element in elements { common.meet(element.presentation) }
    return common
  }

  private func element(_ text: TextShape, keepsColors: Bool) -> SVGElement? {
    if text.color.alpha <= 0 || text.text.isEmpty { return nil }
    var presentation = SVGPresentation()
    set(&presentation.fill, &presentation.fillOpacity, text.color, keepsColors: keepsColors)
    presentation.stroke = .one(.none)
    guard hasText else { return SVGElement(content: .text(text), presentation: presentation) }
    presentation.families = .one((faces?.families(of: text) ?? []) + text.font.families)
    presentation.fontSize = .one(hundredths(text.font.size.points))
    presentation.fontWeight = .one(text.font.weight)
    presentation.isItalic = .one(text.font.isItalic)
    presentation.letterSpacing = .one(hundredths(text.font.letterSpacing.points))
    presentation.anchor = .one(text.anchor)
    return SVGElement(content: .text(text), presentation: presentation)
  }

  private func presentation(fill: Color?, stroke: Stroke?, keepsColors: Bool) -> SVGPresentation? {
    let fill = fill.flatMap { $0.alpha > 0 ? $0 : nil }
    let stroke = stroke.flatMap { $0.color.alpha > 0 && $0.width > .zero ? $0 : nil }
    if fill == nil, stroke == nil { return nil }
    var presentation = SVGPresentation()
    presentation.fill = .one(.none)
    presentation.stroke = .one(.none)
    if let fill { set(&presentation.fill, &presentation.fillOpacity, fill, keepsColors: keepsColors) }
    if let stroke {
      set(&presentation.stroke, &presentation.strokeOpacity, stroke.color, keepsColors: keepsColors)
      presentation.strokeWidth = .one(hundredths(stroke.width.points))
      // Dashes without length make a line without gaps (SVG 2, section 13.5.6).
      let dashes = stroke.dashes.map { hundredths($0.points) }
      presentation.dashes = .one(dashes.contains { $0 > 0 } ? dashes : [])
      presentation.cap = .one(stroke.cap)
      presentation.join = .one(stroke.join)
    }
    return presentation
  }

  private func set(
    _ paint: inout SVGPresentation.Value<SVGPresentation.Paint>, _ opacity: inout SVGPresentation.Value<Int>,
    _ color: Color, keepsColors: Bool
  ) {
    var color = color
    if let opaqueGround, color.alpha < 1 { color = color.mixed(over: opaqueGround) }
    paint = .one(!keepsColors && color == textColor ? .textColor : .color(color))
    opacity = .one(Int((color.alpha * 1000).rounded()))
  }
}

extension TextShape {
  /// Words of which no more is known than their glyphs.
  fileprivate init(_ run: GlyphRun) {
    let face = run.face
    self.init(
      text: run.text,
      font: .init(families: [face.family], weight: face.weight, isItalic: face.isItalic, size: run.size),
      color: run.color, origin: run.origin, width: run.width, runs: [run])
  }
}

extension Color {
  /// What this colour looks like over another.
  fileprivate func mixed(over ground: Color) -> Color {
    func channel(_ own: Double, _ under: Double) -> Double { own * alpha + under * (1 - alpha) }
    return Color(
      red: channel(red, ground.red), green: channel(green, ground.green), blue: channel(blue, ground.blue))
  }
}
