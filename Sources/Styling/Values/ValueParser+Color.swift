import Geometry

/// A colour as written.
indirect enum SpecifiedColor: Sendable, Equatable {
  case currentColor
  case color(SpaceColor)
  case mixture(ColorMixture)

  /// The colour in sRGB.
  func resolved(current: Color) -> Color {
    if case .currentColor = self { return current }
    return spaceColor(current: current).srgb
  }

  func spaceColor(current: Color) -> SpaceColor {
    switch self {
    case .currentColor: SpaceColor(current)
    case .color(let color): color
    case .mixture(let mixture): mixture.resolved(current: current)
    }
  }

  /// The colour in sRGB where it is the same for every element; nil if `currentcolor` is in it.
  var absolute: Color? { isAbsolute ? resolved(current: .black) : nil }

  private var isAbsolute: Bool {
    switch self {
    case .currentColor: false
    case .color: true
    case .mixture(let mixture): mixture.first.isAbsolute && mixture.second.isAbsolute
    }
  }
}

extension ValueParser {
  /// A colour by CSS Color Level 4, or `color-mix()` of Level 5.
  ///
  /// - Parameter depth: How many mixtures are around it.
  mutating func color(depth: Int = 0) -> SpecifiedColor? {
    let start = at
    if let token = next {
      switch token.kind {
      case .hash:
        if let color = Color(hexDigits: token.text) {
          advance()
          return .color(SpaceColor(color))
        }
      case .ident:
        if token.isIdent("currentcolor") {
          advance()
          return .currentColor
        }
        let name = asciiLowercased(token.text)
        if let color = namedColor(name) ?? systemColor(name) {
          advance()
          return .color(SpaceColor(color))
        }
      case .function:
        if let color = colorFunction(asciiLowercased(token.text), depth) { return color }
        rewind(to: start)
      default: break
      }
    }
    expect("a colour")
    return nil
  }

  private mutating func colorFunction(_ name: String, _ depth: Int) -> SpecifiedColor? {
    guard var arguments = function(name) else { return nil }
    switch name {
    case "rgb", "rgba":
      return arguments.channels(.srgb, legacy: .uniform, [.byte, .byte, .byte])
    case "hsl", "hsla": return arguments.channels(.hsl, legacy: .hue, [.hue, .scaled(100), .scaled(100)])
    case "hwb": return arguments.channels(.hwb, [.hue, .scaled(100), .scaled(100)])
    case "lab": return arguments.channels(.lab, [.scaled(100), .scaled(125), .scaled(125)])
    case "lch": return arguments.channels(.lch, [.scaled(100), .scaled(150), .hue])
    case "oklab": return arguments.channels(.oklab, [.scaled(1), .scaled(0.4), .scaled(0.4)])
    case "oklch": return arguments.channels(.oklch, [.scaled(1), .scaled(0.4), .hue])
    case "color":
      guard let space = arguments.colorSpace(), space.isPredefined else { return nil }
      return arguments.channels(space, [.scaled(1), .scaled(1), .scaled(1)])
    case "color-mix":
      let mixture = arguments.mixture(depth)
      if mixture == nil { refuse(arguments.mismatch) }
      return mixture
    default: return nil
    }
  }

  /// A colour as a property computes it.
  mutating func computedColor() -> Specified<Color>? {
    color().map { color in
      // Colours of other spaces are costly to bring into sRGB, so it is done once where it can be.
      if let absolute = color.absolute { return Specified(absolute) }
      return Specified { color.resolved(current: $0.color) }
    }
  }

  // MARK: Components

  private enum Channel {
    /// A number, of which 100% is so much.
    case scaled(Double)
    /// 255 or 100% is 1.
    case byte
    /// An angle, or a number of degrees.
    case hue
  }
  /// The older form with commas.
  private enum LegacySyntax {
    /// All numbers, or all percentages.
    case uniform
    /// A hue and two percentages.
    case hue
  }
  private struct Component {
    /// Nil for `none`.
    var value: Double?
    var isPercentage = false
  }

  /// Three components and an opacity: with spaces and a slash, or all with commas.
  private mutating func channels(
    _ space: ColorSpace, legacy: LegacySyntax? = nil, _ channels: [Channel]
  ) -> SpecifiedColor? {
    var parts: [Component] = []
    var hasCommas = false
    for (index, channel) in channels.enumerated() {
      if index > 0, legacy != nil, index == 1 || hasCommas {
        let comma = take(.comma)
        if index == 1 { hasCommas = comma } else if !comma { return nil }
      }
      guard let part = component(channel) else { return nil }
      parts.append(part)
    }
    var alpha: Double? = 1
    if hasCommas ? take(.comma) : takeDelimiter("/") {
      guard let part = component(.scaled(1)) else { return nil }
      if hasCommas, part.value == nil { return nil }
      alpha = part.value.map { min(max($0, 0), 1) }
    }
    guard isAtEnd else { return nil }
    if hasCommas {
      guard parts.allSatisfy({ $0.value != nil }) else { return nil }
      let percentages = parts.map(\.isPercentage)
      let fits = legacy == .hue ? percentages.dropFirst() == [true, true] : Set(percentages).count == 1
      guard fits else { return nil }
    }
    return .color(SpaceColor(space, parts.map(\.value).inRange(of: space), alpha: alpha))
  }

  private mutating func component(_ channel: Channel) -> Component? {
    if takeKeyword("none") { return Component() }
    switch channel {
    case .hue:
      guard let degrees = number() ?? angle() else { return nil }
      return Component(value: degrees)
    case .scaled(let whole):
      if let share = percentage() { return Component(value: share / 100 * whole, isPercentage: true) }
      return number().map { Component(value: $0) }
    case .byte:
      if let share = percentage() { return Component(value: min(max(share / 100, 0), 1), isPercentage: true) }
      return number().map { Component(value: min(max($0 / 255, 0), 1)) }
    }
  }

  private mutating func colorSpace() -> ColorSpace? {
    let names = ColorSpace.allCases.map(\.rawValue) + ["xyz-d65"]
    guard let token = next, token.kind == .ident, let space = ColorSpace(name: asciiLowercased(token.text)) else {
      expect("a colour space such as \(names[0])")
      return nil
    }
    advance()
    return space
  }

  // MARK: Mixtures

  private mutating func mixture(_ depth: Int) -> SpecifiedColor? {
    guard depth < Self.deepest else {
      refuse(tooDeep)
      return nil
    }
    guard takeKeyword("in"), let space = colorSpace() else { return nil }
    var hue = ColorMixture.HuePath.shorter
    if space.hue != nil,
      let path = keyword(
        [
          "shorter": .shorter, "longer": .longer, "increasing": .increasing, "decreasing": .decreasing,
        ] as KeyValuePairs<String, ColorMixture.HuePath>)
    {
      guard takeKeyword("hue") else { return nil }
      hue = path
    }
    guard take(.comma), let first = mixturePart(depth), take(.comma), let second = mixturePart(depth), isAtEnd else {
      return nil
    }
    let shares: (Double, Double) =
      switch (first.share, second.share) {
      case (nil, nil): (50, 50)
      case (let share?, nil): (share, 100 - share)
      case (nil, let share?): (100 - share, share)
      case (let a?, let b?): (a, b)
      }
    let sum = shares.0 + shares.1
    guard sum > 0 else { return nil }
    return .mixture(
      ColorMixture(
        space: space, hue: hue, first: first.color, second: second.color, share: shares.1 / sum,
        opacity: min(sum / 100, 1)))
  }

  /// A colour with its share, in either order.
  private mutating func mixturePart(_ depth: Int) -> (color: SpecifiedColor, share: Double?)? {
    var share = percentage()
    guard let color = color(depth: depth + 1) else { return nil }
    if share == nil { share = percentage() }
    if let share, !(0...100).contains(share) { return nil }
    return (color, share)
  }
}

extension [Double?] {
  /// The components of a colour, brought into their ranges where CSS says so.
  fileprivate func inRange(of space: ColorSpace) -> [Double?] {
    let ranges: [ClosedRange<Double>?]
    let positive = 0...Double.infinity
    switch space {
    case .srgb: return self
    case .hsl: ranges = [nil, 0...100, 0...100]
    case .hwb: ranges = [nil, 0...100, 0...100]
    case .lab: ranges = [0...100, nil, nil]
    case .lch: ranges = [0...100, positive, nil]
    case .oklab: ranges = [0...1, nil, nil]
    case .oklch: ranges = [0...1, positive, nil]
    default: return self
    }
    return zip(self, ranges).map { value, range in
      guard let value, let range else { return value }
      return Swift.min(Swift.max(value, range.lowerBound), range.upperBound)
    }
  }
}

/// A colour that CSS takes from the system: those of a page in black on white, since paper has no other (CSS Color Level 4,
/// section 6.2, and for older names appendix A).
private func systemColor(_ name: String) -> Color? {
  switch name {
  case "canvas", "field", "buttonface", "selecteditemtext", "accentcolortext", "activecaption", "appworkspace",
    "background", "buttonhighlight", "buttonshadow", "inactivecaption", "infobackground", "menu", "scrollbar",
    "threedface", "window":
    .white
  case "canvastext", "fieldtext", "buttontext", "buttonborder", "highlighttext", "marktext", "activeborder",
    "captiontext", "inactiveborder", "infotext", "menutext", "threeddarkshadow", "threedhighlight",
    "threedlightshadow", "threedshadow", "windowframe", "windowtext":
    .black
  case "linktext", "selecteditem", "accentcolor": Color(hex: 0x0000EE)
  case "visitedtext": Color(hex: 0x551A8B)
  case "activetext": Color(hex: 0xFF0000)
  case "highlight": Color(hex: 0xB4D5FE)
  case "mark": Color(hex: 0xFFFF00)
  case "graytext", "inactivecaptiontext": Color(hex: 0x808080)
  default: nil
  }
}

extension Color {
  /// Three, four, six or eight hexadecimal digits.
  init?(hexDigits text: String) {
    let digits = text.utf8.compactMap(hexValue)
    guard digits.count == text.utf8.count else { return nil }
    func channel(_ index: Int) -> Double {
      digits.count < 6
        ? Double(digits[index] * 17) / 255 : Double(digits[index * 2] * 16 + digits[index * 2 + 1]) / 255
    }
    switch digits.count {
    case 3, 6: self.init(red: channel(0), green: channel(1), blue: channel(2))
    case 4, 8: self.init(red: channel(0), green: channel(1), blue: channel(2), alpha: channel(3))
    default: return nil
    }
  }
}
