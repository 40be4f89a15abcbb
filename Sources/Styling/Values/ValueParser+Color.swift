import Geometry

/// A colour as written.
enum SpecifiedColor: Sendable, Equatable {
  case currentColor
  case color(Color)

  func resolved(current: Color) -> Color {
    switch self {
    case .currentColor: current
    case .color(let color): color
    }
  }
}

extension ValueParser {
  /// A colour by CSS Color Level 4, in sRGB: hexadecimal, `rgb()`, `hsl()`, a name, `transparent` or `currentcolor`.
  mutating func color() -> SpecifiedColor? {
    let start = at
    if let token = next {
      switch token.kind {
      case .hash:
        if let color = Color(hexDigits: token.text) {
          advance()
          return .color(color)
        }
      case .ident:
        if token.isIdent("currentcolor") {
          advance()
          return .currentColor
        }
        if let color = namedColor(asciiLowercased(token.text)) {
          advance()
          return .color(color)
        }
      case .function:
        if var arguments = function("rgb", "rgba") {
          if let color = arguments.rgb() { return .color(color) }
        } else if var arguments = function("hsl", "hsla") {
          if let color = arguments.hsl() { return .color(color) }
        }
        rewind(to: start)
      default: break
      }
    }
    expect("a colour")
    return nil
  }

  private mutating func rgb() -> Color? {
    guard let parts = channels(), parts.count >= 3 else { return nil }
    // Either all three are numbers up to 255, or all are percentages.
    guard parts[0].isPercentage == parts[1].isPercentage, parts[1].isPercentage == parts[2].isPercentage
    else {
      return nil
    }
    let scale = parts[0].isPercentage ? 100.0 : 255.0
    return Color(
      red: unit(parts[0].value / scale), green: unit(parts[1].value / scale),
      blue: unit(parts[2].value / scale),
      alpha: alpha(parts))
  }

  private mutating func hsl() -> Color? {
    guard let parts = channels(), parts.count >= 3, !parts[0].isPercentage else { return nil }
    let (hue, saturation, lightness) = (
      parts[0].value, unit(parts[1].value / 100), unit(parts[2].value / 100)
    )
    // CSS Color 4, section 7.1.
    func channel(_ n: Double) -> Double {
      let turned = (n + hue / 30).truncatingRemainder(dividingBy: 12)
      let k = turned < 0 ? turned + 12 : turned
      return lightness - saturation * min(lightness, 1 - lightness) * max(-1, min(k - 3, 9 - k, 1))
    }
    return Color(red: channel(0), green: channel(8), blue: channel(4), alpha: alpha(parts))
  }

  private struct Channel {
    var value: Double
    var isPercentage: Bool
  }

  private func alpha(_ parts: [Channel]) -> Double {
    guard parts.count > 3 else { return 1 }
    return unit(parts[3].isPercentage ? parts[3].value / 100 : parts[3].value)
  }

  /// Three or four numbers: all with commas between them, or with spaces and a slash before the fourth.
  private mutating func channels() -> [Channel]? {
    var parts: [Channel] = []
    var hasCommas = false
    while !isAtEnd {
      if parts.count == 1 {
        hasCommas = take(.comma)
      } else if parts.count > 1 {
        if hasCommas {
          guard take(.comma) else { return nil }
        } else if parts.count == 3 {
          guard takeDelimiter("/") else { return nil }
        }
      }
      guard parts.count < 4, let part = channel(isHue: parts.isEmpty) else { return nil }
      parts.append(part)
    }
    return parts
  }

  private mutating func channel(isHue: Bool) -> Channel? {
    guard let token = next else { return nil }
    switch token.kind {
    case .percentage:
      advance()
      return Channel(value: token.number, isPercentage: true)
    case .dimension where isHue:
      let degrees: KeyValuePairs = ["deg": 1.0, "grad": 0.9, "rad": 180 / Double.pi, "turn": 360]
      guard let factor = degrees.first(where: { equalsIgnoringCase(token.text, $0.key) })?.value else { return nil }
      advance()
      return Channel(value: token.number * factor, isPercentage: false)
    default: return number().map { Channel(value: $0, isPercentage: false) }
    }
  }
}

private func unit(_ x: Double) -> Double { min(max(x, 0), 1) }

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
