import Geometry

/// The properties of SVG that are drawn, with what children inherit.
struct SVGStyle {
  enum Outcome { case understood, unreadable, unsupported }

  /// Nil for `none`.
  private var fill: Color? = .black
  private var stroke: Color?
  private var color = Color.black
  private var fillOpacity = 1.0
  private var strokeOpacity = 1.0
  /// Of the element and all around it, multiplied.
  private var opacity = 1.0
  private(set) var strokeWidth = 1.0
  private(set) var dashes: [Double] = []
  private(set) var cap = Stroke.Cap.butt
  private(set) var join = Stroke.Join.miter
  private(set) var isEvenOdd = false
  private(set) var isVisible = true
  /// Not inherited, but what is not displayed hides what is in it.
  var display = true {
    didSet { if !oldValue && isHiddenAround { display = false } }
  }
  private var isHiddenAround = false

  var fillColor: Color? { fill.map { faded($0, fillOpacity) }.flatMap { $0.alpha > 0 ? $0 : nil } }
  var strokeColor: Color? { stroke.map { faded($0, strokeOpacity) }.flatMap { $0.alpha > 0 ? $0 : nil } }

  private func faded(_ color: Color, _ share: Double) -> Color {
    var color = color
    color.alpha *= share * opacity
    return color
  }

  /// Sets a property, by attribute or declaration.
  mutating func set(_ name: String, _ text: String) -> Outcome {
    if text == "inherit" { return .understood }
    switch name {
    case "fill": return paint(text, \.fill)
    case "stroke": return paint(text, \.stroke)
    case "color": return assign(SVGColor.parse(text), \.color)
    case "fill-opacity": return assign(share(text), \.fillOpacity)
    case "stroke-opacity": return assign(share(text), \.strokeOpacity)
    case "opacity": return assign(share(text).map { $0 * opacity }, \.opacity)
    case "stroke-width": return assign(SVGNumbers.length(text).flatMap { $0 >= 0 ? $0 : nil }, \.strokeWidth)
    case "stroke-dasharray":
      guard let values = text == "none" ? [] : SVGNumbers.all(in: text), values.allSatisfy({ $0 >= 0 }) else {
        return .unreadable
      }
      // Nothing but gaps of no length is a whole line.
      dashes = values.contains { $0 > 0 } ? values : []
      return .understood
    case "stroke-linecap":
      return assign(["butt": .butt, "round": .round, "square": .square][text], \.cap)
    case "stroke-linejoin":
      return assign(["miter": .miter, "round": .round, "bevel": .bevel][text], \.join)
    case "fill-rule": return assign(["nonzero": false, "evenodd": true][text], \.isEvenOdd)
    case "visibility":
      return assign(["visible": true, "hidden": false, "collapse": false][text], \.isVisible)
    case "display":
      if text == "none" {
        isHiddenAround = true
        display = false
      }
      return .understood
    case "stroke-dashoffset", "stroke-miterlimit", "id", "class", "role", "lang", "tabindex", "focusable",
      "fill-box",
      "clip-rule", "overflow", "enable-background", "shape-rendering", "text-rendering",
      "color-interpolation",
      "color-rendering", "image-rendering", "paint-order", "vector-effect", "href", "target",
      "transform-origin":
      return Self.isHarmless(name, text) ? .understood : .unsupported
    default:
      let isNote = ["data-", "aria-", "font", "text", "letter-", "word-", "-inkscape", "xmlns", "xml:"]
        .contains { name.hasPrefix($0) }
      // What is left changes the looks, such as clip-path or filter; `none` and `normal` do not.
      return isNote || text == "none" || text == "normal" || text == "auto" ? .understood : .unsupported
    }
  }

  /// Whether a property that is not drawn makes no difference here.
  private static func isHarmless(_ name: String, _ text: String) -> Bool {
    switch name {
    case "stroke-dashoffset": SVGNumbers.length(text) == 0
    case "vector-effect": text == "none"
    case "transform-origin": false
    case "paint-order": text == "normal" || text.hasPrefix("fill")
    default: true
    }
  }

  private mutating func assign<Value>(_ value: Value?, _ property: WritableKeyPath<Self, Value>) -> Outcome {
    guard let value else { return .unreadable }
    self[keyPath: property] = value
    return .understood
  }

  private mutating func paint(_ text: String, _ property: WritableKeyPath<Self, Color?>) -> Outcome {
    if text == "none" {
      self[keyPath: property] = nil
    } else if text.lowercased() == "currentcolor" {
      self[keyPath: property] = color
    } else if text.hasPrefix("url(") {
      // What comes after a gradient is there for programs that cannot draw it.
      let fallback = text.firstIndex(of: ")").map {
        text[text.index(after: $0)...].drop(while: \.isWhitespace)
      }
      self[keyPath: property] = fallback.flatMap { SVGColor.parse(String($0)) }
      return .unsupported
    } else {
      guard let color = SVGColor.parse(text) else { return .unreadable }
      self[keyPath: property] = color
    }
    return .understood
  }

  private func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    guard let value = Double(isPercent ? String(text.dropLast()) : text), value.isFinite else { return nil }
    return min(max(isPercent ? value / 100 : value, 0), 1)
  }
}

/// Colours as SVG writes them.
enum SVGColor {
  static func parse(_ text: String) -> Color? {
    if text.hasPrefix("#") { return hexadecimal(text.dropFirst()) }
    if let open = text.firstIndex(of: "("), text.hasSuffix(")") {
      let name = text[..<open].lowercased()
      guard name == "rgb" || name == "rgba" else { return nil }
      return function(text[text.index(after: open)...].dropLast())
    }
    return namedColor(text.lowercased())
  }

  private static func hexadecimal(_ digits: Substring) -> Color? {
    guard let value = UInt64(digits, radix: 16), !digits.hasPrefix("+") else { return nil }
    func channel(_ shift: UInt64, _ bits: UInt64) -> Double {
      let mask = (UInt64(1) << bits) - 1
      return Double((value >> shift) & mask) / Double(mask)
    }
    switch digits.utf8.count {
    case 3: return Color(red: channel(8, 4), green: channel(4, 4), blue: channel(0, 4))
    case 4: return Color(red: channel(12, 4), green: channel(8, 4), blue: channel(4, 4), alpha: channel(0, 4))
    case 6: return Color(hex: UInt32(value))
    case 8:
      return Color(red: channel(24, 8), green: channel(16, 8), blue: channel(8, 8), alpha: channel(0, 8))
    default: return nil
    }
  }

  private static func function(_ inside: Substring) -> Color? {
    let parts = inside.split { $0 == "," || $0 == " " || $0 == "/" }
    guard parts.count == 3 || parts.count == 4 else { return nil }
    var values: [Double] = []
    for (index, part) in parts.enumerated() {
      let isPercent = part.hasSuffix("%")
      guard let value = Double(isPercent ? part.dropLast() : part), value.isFinite else { return nil }
      values.append(min(max(isPercent ? value / 100 : index < 3 ? value / 255 : value, 0), 1))
    }
    return Color(red: values[0], green: values[1], blue: values[2], alpha: values.count == 4 ? values[3] : 1)
  }
}
