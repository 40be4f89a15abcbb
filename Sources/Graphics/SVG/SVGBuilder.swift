import Diagnostics
import Geometry

/// Makes shapes of the elements of an SVG file as they are read.
final class SVGBuilder: XMLElementHandler {
  private(set) var size: Size?
  private(set) var shapes: [Shape] = []
  private(set) var diagnostics = Diagnostics()

  private let file: String
  /// One for each open element that is drawn.
  private var states: [State] = []
  /// How many elements are open in one that is passed over.
  private var skipped = 0
  private var place = SourceRange(file: "", line: 1, columns: 1..<1)

  private struct State {
    var style = SVGStyle()
    var transform = Transform.identity
  }

  init(file: String) { self.file = file }

  // MARK: Elements

  func begin(_ name: String, _ attributes: [(name: String, value: String)], line: Int, column: Int) {
    place = SourceRange(file: file, line: line, columns: column..<column + 1)
    guard skipped == 0 else {
      skipped += 1
      return
    }
    let parts = name.split(separator: "\n")
    let local = parts.last.map(String.init) ?? name
    // Files without the namespace are common enough, and what they mean is plain.
    let isSVG = parts.count < 2 || parts[0] == "http://www.w3.org/2000/svg"
    guard isSVG else {
      skipped = 1
      return
    }
    // Attributes of other namespaces are editors' notes.
    let own = attributes.filter { !$0.name.contains("\n") }
    if states.isEmpty {
      guard local == "svg" else {
        skipped = 1
        return
      }
      beginRoot(own)
      return
    }
    switch local {
    case "g", "a": push(own, geometry: [])
    case "title", "desc", "metadata", "defs": skipped = 1
    case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon": shape(local, own)
    default:
      warn("<\(local)> is not drawn", hint: hint(for: local))
      skipped = 1
    }
  }

  func end(_ name: String) {
    if skipped > 0 { skipped -= 1 } else { states.removeLast() }
  }

  private func hint(for element: String) -> String? {
    switch element {
    case "text": "turn the text into paths before saving"
    case "use", "symbol": "unlink clones, or expand symbols, before saving"
    case "image": "use the picture itself, as PNG or JPEG"
    case "style": "save with presentation attributes instead of a style sheet"
    case "linearGradient", "radialGradient", "pattern", "filter", "mask", "clipPath":
      "use plain colours and shapes"
    default: nil
    }
  }

  private func warn(_ message: String, hint: String? = nil) {
    diagnostics.warning("image.svg-unsupported", message, at: place, hint: hint)
  }

  // MARK: The root

  private func beginRoot(_ attributes: [(name: String, value: String)]) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    var box: [Double]?
    if let text = value("viewBox") {
      let numbers = SVGNumbers.all(in: text)
      if let numbers, numbers.count == 4, numbers[2] > 0, numbers[3] > 0 {
        box = numbers
      } else {
        warn("the viewBox '\(text)' cannot be read", hint: "it is four numbers: left, top, width, height")
      }
    }
    // A share of a page that is not known here is as good as none.
    func side(_ name: String) -> Double? {
      guard let text = value(name), !text.hasSuffix("%"), text != "auto" else { return nil }
      guard let length = SVGNumbers.length(text), length > 0 else {
        warn("the \(name) '\(text)' cannot be read")
        return nil
      }
      return length
    }
    let (givenWidth, givenHeight) = (side("width"), side("height"))
    let ratio = box.map { $0[2] / $0[3] }
    let width = givenWidth ?? givenHeight.flatMap { h in ratio.map { h * $0 } } ?? box?[2]
    let height = givenHeight ?? givenWidth.flatMap { w in ratio.map { w / $0 } } ?? box?[3]
    guard let width, let height else {
      skipped = 1
      return
    }
    size = Size(width: .px(width), height: .px(height))
    var state = State()
    state.transform = .scale(0.75, 0.75)
    if let box {
      var (x, y) = (width / box[2], height / box[3])
      let fit = value("preserveAspectRatio") ?? "xMidYMid meet"
      if fit != "none" {
        if fit != "xMidYMid meet" && fit != "xMidYMid" {
          warn("preserveAspectRatio '\(fit)' is taken as 'xMidYMid meet'")
        }
        x = min(x, y)
        y = x
      }
      let (left, top) = ((width - box[2] * x) / 2 - box[0] * x, (height - box[3] * y) / 2 - box[1] * y)
      state.transform = Transform(a: x, b: 0, c: 0, d: y, tx: left, ty: top).then(state.transform)
    }
    states.append(state)
    push(
      attributes,
      geometry: [
        "viewBox", "width", "height", "x", "y", "preserveAspectRatio", "version", "baseProfile", "zoomAndPan",
      ],
      replacing: true)
  }

  // MARK: Styles

  /// Opens an element that inherits from the one around it.
  private func push(
    _ attributes: [(name: String, value: String)], geometry: Set<String>, replacing: Bool = false
  ) {
    var state = states.last ?? State()
    state.style.display = true
    for (name, value) in attributes where name != "style" && !geometry.contains(name) {
      apply(name, value, to: &state)
    }
    // Declarations of style are stronger than attributes.
    for (name, value) in attributes where name == "style" {
      for declaration in value.split(separator: ";") {
        let parts = declaration.split(separator: ":", maxSplits: 1).map { $0.trimmed }
        if parts.count == 2 { apply(parts[0], parts[1], to: &state) }
      }
    }
    if replacing { states.removeLast() }
    states.append(state)
  }

  private func apply(_ name: String, _ value: String, to state: inout State) {
    if name == "transform" {
      if let transform = SVGTransform.parse(value) {
        state.transform = transform.then(state.transform)
      } else {
        warn("the transform '\(value)' cannot be read")
      }
      return
    }
    switch state.style.set(name, value) {
    case .understood: break
    case .unreadable: warn("the \(name) '\(value)' cannot be read")
    case .unsupported: warn("'\(name): \(value)' is not drawn")
    }
  }

  // MARK: Shapes

  private func shape(_ name: String, _ attributes: [(name: String, value: String)]) {
    var lengths: [String: Double] = [:]
    let names = SVGGeometry.attributes[name] ?? []
    for attribute in attributes where names.contains(attribute.name) {
      if let length = SVGNumbers.length(attribute.value) {
        lengths[attribute.name] = length
      } else if attribute.value != "auto" {
        warn("the \(attribute.name) '\(attribute.value)' cannot be read")
      }
    }
    push(attributes, geometry: names.union(["d", "points", "pathLength"]))
    var path = Path()
    switch name {
    case "path":
      let text = attributes.first { $0.name == "d" }?.value ?? ""
      let (parsed, isWhole) = SVGPathParser.parse(text)
      path = parsed
      // As SVG asks, what comes before the mistake is drawn.
      if !isWhole { warn("the path has a mistake; it is drawn up to there") }
    case "polyline", "polygon":
      let text = attributes.first { $0.name == "points" }?.value ?? ""
      let numbers = SVGNumbers.all(in: text)
      if numbers == nil || (numbers?.count ?? 0) % 2 == 1 { warn("the points '\(text)' cannot be read") }
      path = SVGGeometry.polygon(numbers ?? [], isClosed: name == "polygon")
    default: path = SVGGeometry.path(name, lengths)
    }
    if let state = states.last { draw(path, state) }
  }

  private func draw(_ path: Path, _ state: State) {
    let (style, transform) = (state.style, state.transform)
    guard style.display, style.isVisible, !path.elements.isEmpty else { return }
    let fill = style.fillColor
    var path = Path(path.elements.map { $0.mapped(transform) })
    if style.isEvenOdd && fill != nil { path = EvenOdd.windingPath(path) }
    var stroke: Stroke?
    if let color = style.strokeColor, style.strokeWidth > 0 {
      // Shapes are drawn on the page as they are, so a stroke is as wide as its transform makes it on average.
      let scale = abs(transform.a * transform.d - transform.b * transform.c).squareRoot()
      if !transform.isUniform { warn("the stroke of an unevenly scaled shape is drawn evenly wide") }
      stroke = Stroke(
        color: color, width: .pt(style.strokeWidth * scale), dashes: style.dashes.map { .pt($0 * scale) },
        cap: style.cap, join: style.join)
    }
    if fill != nil || stroke != nil { shapes.append(.path(path, fill: fill, stroke: stroke)) }
  }
}

extension Path.Element {
  fileprivate func mapped(_ t: Transform) -> Path.Element {
    switch self {
    case .move(let p): .move(t(p))
    case .line(let p): .line(t(p))
    case .curve(let a, let b, let p): .curve(t(a), t(b), t(p))
    case .close: .close
    }
  }
}

extension Transform {
  /// Whether it scales all directions alike.
  fileprivate var isUniform: Bool {
    let (first, second) = (a * a + b * b, c * c + d * d)
    let tolerance = 1e-4 * max(first, second)
    return abs(first - second) <= tolerance && abs(a * c + b * d) <= tolerance
  }
}
