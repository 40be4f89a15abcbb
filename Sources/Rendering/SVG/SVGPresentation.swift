import Geometry
import Graphics

/// The presentation attributes of an element (SVG 1.1, appendix N.2), or what those of several have in common. Lengths are in
/// hundredths.
struct SVGPresentation: Sendable {
  enum Paint: Hashable, Sendable {
    case none
    /// `currentColor`.
    case textColor
    case color(Color)
  }

  /// What some elements say of one attribute.
  enum Value<Content: Equatable & Sendable>: Equatable, Sendable {
    /// It makes no difference to any of them.
    case any
    case one(Content)
    case several

    mutating func meet(_ other: Value) {
      if self == other || other == .any { return }
      self = self == .any ? other : .several
    }
  }

  var fill = Value<Paint>.any
  var fillOpacity = Value<Int>.any
  var stroke = Value<Paint>.any
  var strokeOpacity = Value<Int>.any
  var strokeWidth = Value<Int>.any
  var dashes = Value<[Int]>.any
  var cap = Value<Stroke.Cap>.any
  var join = Value<Stroke.Join>.any
  var families = Value<[String]>.any
  var fontSize = Value<Int>.any
  var fontWeight = Value<Int>.any
  var isItalic = Value<Bool>.any
  var letterSpacing = Value<Int>.any
  var anchor = Value<TextShape.Anchor>.any

  /// Those of an element that says nothing.
  static let initial: SVGPresentation = {
    var values = SVGPresentation()
    values.fill = .one(.color(.black))
    values.fillOpacity = .one(1000)
    values.stroke = .one(.none)
    values.strokeOpacity = .one(1000)
    values.strokeWidth = .one(100)
    values.dashes = .one([])
    values.cap = .one(.butt)
    values.join = .one(.miter)
    values.fontWeight = .one(400)
    values.isItalic = .one(false)
    values.letterSpacing = .one(0)
    values.anchor = .one(.start)
    return values
  }()

  /// Keeps what is common to these attributes and others.
  mutating func meet(_ other: SVGPresentation) {
    fill.meet(other.fill)
    fillOpacity.meet(other.fillOpacity)
    stroke.meet(other.stroke)
    strokeOpacity.meet(other.strokeOpacity)
    strokeWidth.meet(other.strokeWidth)
    dashes.meet(other.dashes)
    cap.meet(other.cap)
    join.meet(other.join)
    families.meet(other.families)
    fontSize.meet(other.fontSize)
    fontWeight.meet(other.fontWeight)
    isItalic.meet(other.isItalic)
    letterSpacing.meet(other.letterSpacing)
    anchor.meet(other.anchor)
  }

  /// What concerns the letters of text and nothing else.
  var textOnly: SVGPresentation {
    var copy = SVGPresentation()
    copy.families = families
    copy.fontSize = fontSize
    copy.fontWeight = fontWeight
    copy.isItalic = isItalic
    copy.letterSpacing = letterSpacing
    return copy
  }

  /// Writes what is not inherited.
  ///
  /// - Parameter inherited: What holds around the element; afterwards what holds in it.
  func write(inheriting inherited: inout SVGPresentation, to out: inout [UInt8]) {
    func new<Content>(_ own: Value<Content>, _ place: WritableKeyPath<SVGPresentation, Value<Content>>) -> Content? {
      guard case .one(let value) = own, inherited[keyPath: place] != own else { return nil }
      inherited[keyPath: place] = own
      return value
    }
    if let value = new(families, \.families) {
      out.append(" font-family=\"")
      out.append(fontFamilies: value)
      out.append("\"")
    }
    if let value = new(fontSize, \.fontSize) { out.append(" font-size=\"", hundredths: value) }
    if let value = new(fontWeight, \.fontWeight) { out.append(" font-weight=\"", hundredths: value * 100) }
    if let value = new(isItalic, \.isItalic) {
      out.append(value ? " font-style=\"italic\"" : " font-style=\"normal\"")
    }
    if let value = new(letterSpacing, \.letterSpacing) { out.append(" letter-spacing=\"", hundredths: value) }
    if let value = new(anchor, \.anchor) {
      switch value {
      case .start: out.append(" text-anchor=\"start\"")
      case .middle: out.append(" text-anchor=\"middle\"")
      case .end: out.append(" text-anchor=\"end\"")
      }
    }
    if let value = new(fill, \.fill) { out.append(" fill=\"", paint: value) }
    if let value = new(fillOpacity, \.fillOpacity) { out.append(" fill-opacity=\"", thousandths: value) }
    if let value = new(stroke, \.stroke) { out.append(" stroke=\"", paint: value) }
    if let value = new(strokeOpacity, \.strokeOpacity) { out.append(" stroke-opacity=\"", thousandths: value) }
    if let value = new(strokeWidth, \.strokeWidth) { out.append(" stroke-width=\"", hundredths: value) }
    if let value = new(dashes, \.dashes) { out.append(dashes: value) }
    if let value = new(cap, \.cap) {
      switch value {
      case .butt: out.append(" stroke-linecap=\"butt\"")
      case .round: out.append(" stroke-linecap=\"round\"")
      case .square: out.append(" stroke-linecap=\"square\"")
      }
    }
    if let value = new(join, \.join) {
      switch value {
      case .miter: out.append(" stroke-linejoin=\"miter\"")
      case .round: out.append(" stroke-linejoin=\"round\"")
      case .bevel: out.append(" stroke-linejoin=\"bevel\"")
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ opening: StaticString, hundredths value: Int) {
    append(opening)
    append(hundredths: value)
    append("\"")
  }

  fileprivate mutating func append(_ opening: StaticString, thousandths value: Int) {
    append(opening)
    append(Double(value) / 1000, places: 3)
    append("\"")
  }

  fileprivate mutating func append(_ opening: StaticString, paint: SVGPresentation.Paint) {
    append(opening)
    switch paint {
    case .none: append("none")
    case .textColor: append("currentColor")
    case .color(let color): append(hexadecimal: color)
    }
    append("\"")
  }

  fileprivate mutating func append(dashes: [Int]) {
    append(" stroke-dasharray=\"")
    if dashes.isEmpty { append("none") }
    for (index, dash) in dashes.enumerated() {
      if index > 0 { append(" ") }
      append(hundredths: dash)
    }
    append("\"")
  }

  /// A list of families as CSS has it, which ends in a generic one. Before that stand faces that nearly every system has, of
  /// one width, so that what browsers take for the generic one makes no difference.
  fileprivate mutating func append(fontFamilies families: [String]) {
    let generic = ["serif", "sans-serif", "monospace", "system-ui", "cursive", "fantasy"]
    var families = families
    if families.last.map({ !generic.contains($0) }) ?? true { families.append("sans-serif") }
    switch families.last {
    case "sans-serif": families.insert(contentsOf: ["Arial", "Liberation Sans"], at: families.count - 1)
    case "serif": families.insert(contentsOf: ["Times New Roman", "Liberation Serif"], at: families.count - 1)
    default: break
    }
    for (index, family) in families.enumerated() {
      if index > 0 { append(",") }
      if generic.contains(family) {
        append(ascii: family)
      } else {
        append("'")
        // In a name, neither the quote nor the backslash stands for itself.
        append(xml: family.filter { $0 != "'" && $0 != "\\" })
        append("'")
      }
    }
  }
}
