import Geometry
import Glibc

/// A colour in a space of CSS's, some of whose components may be missing (`none`).
struct SpaceColor: Sendable, Equatable {
  var space: ColorSpace
  /// As CSS writes them without units; nil for a missing one.
  var components: [Double?]
  var alpha: Double?

  init(_ space: ColorSpace, _ components: [Double?], alpha: Double? = 1) {
    self.space = space
    self.components = components
    self.alpha = alpha
  }
  init(_ color: Color) {
    self.init(.srgb, [color.red, color.green, color.blue], alpha: color.alpha)
  }

  /// The components, 0 for missing ones.
  var vector: ColorSpace.Vector {
    ColorSpace.Vector(components[0] ?? 0, components[1] ?? 0, components[2] ?? 0)
  }

  /// The same colour in another space; a hue that has become meaningless is missing, and so is what was missing before and
  /// has a like component there (CSS Color Level 4, sections 4.4 and 12.2).
  func converted(to target: ColorSpace) -> SpaceColor {
    if target == space { return self }
    let vector = target.components(vector, in: space)
    var result = SpaceColor(target, [vector.x, vector.y, vector.z], alpha: alpha)
    if let hue = target.hue, target.isAchromatic(vector) { result.components[hue] = nil }
    for (component, kind) in zip(components, space.kinds) where component == nil && kind != nil {
      if let like = target.kinds.firstIndex(of: kind) { result.components[like] = nil }
    }
    return result
  }

  /// The colour in sRGB; one that sRGB does not have is brought near by ``GamutMapping``.
  var srgb: Color {
    let rgb = space.srgb(vector)
    let alpha = min(max(alpha ?? 0, 0), 1)
    switch space {
    case .srgb, .hsl, .hwb: return Color(GamutMapping.clipped(rgb), alpha: alpha)
    default: return Color(GamutMapping.map(rgb), alpha: alpha)
    }
  }
}

extension Color {
  fileprivate init(_ rgb: ColorSpace.Vector, alpha: Double) {
    self.init(red: rgb.x, green: rgb.y, blue: rgb.z, alpha: alpha)
  }
}

extension ColorSpace {
  /// Which components of different spaces are alike (CSS Color Level 4, section 12.2).
  enum Kind { case red, green, blue, lightness, colorfulness, hue, a, b }

  fileprivate var kinds: [Kind?] {
    switch self {
    case .srgb, .linearSRGB, .displayP3, .a98, .proPhoto, .rec2020, .xyz, .xyzD50: [.red, .green, .blue]
    case .lab, .oklab: [.lightness, .a, .b]
    case .lch, .oklch: [.lightness, .colorfulness, .hue]
    case .hsl: [.hue, .colorfulness, .lightness]
    case .hwb: [.hue, nil, nil]
    }
  }

  /// Whether a colour has no hue to speak of.
  fileprivate func isAchromatic(_ c: Vector) -> Bool {
    switch self {
    case .lch: c.y <= 0.0015
    case .oklch: c.y <= 0.000004
    case .hsl: c.y <= 0.001
    case .hwb: c.y + c.z >= 99.999
    default: false
    }
  }
}

/// Brings colours that sRGB does not have near to one that it has, keeping lightness and hue and giving up chroma in OKLCH (CSS Color
/// Level 4, section 13.2.2).
enum GamutMapping {
  typealias Vector = ColorSpace.Vector

  static func clipped(_ rgb: Vector) -> Vector { rgb.clamped(lowerBound: .zero, upperBound: .one) }

  /// - Parameter rgb: The colour in sRGB, which may lie beyond 0 to 1.
  static func map(_ rgb: Vector) -> Vector {
    if isInside(rgb) { return clipped(rgb) }
    let origin = ColorSpace.oklch.components(rgb, in: .srgb)
    if origin.x >= 1 { return .one }
    if origin.x <= 0 { return .zero }
    var best = clipped(rgb)
    if difference(best, rgb) < noticeable { return best }
    var (low, high) = (0.0, origin.y)
    var isLowInside = true
    while high - low > precision {
      let chroma = (low + high) / 2
      let current = ColorSpace.oklch.srgb(Vector(origin.x, chroma, origin.z))
      if isLowInside, isInside(current) {
        low = chroma
        continue
      }
      best = clipped(current)
      let error = difference(best, current)
      if error >= noticeable {
        high = chroma
      } else if noticeable - error < precision {
        return best
      } else {
        isLowInside = false
        low = chroma
      }
    }
    return best
  }

  private static let noticeable = 0.02
  private static let precision = 0.0001

  private static func isInside(_ rgb: Vector) -> Bool { rgb.min() >= -0.000001 && rgb.max() <= 1.000001 }

  /// The distance of two colours of sRGB in OKLab.
  private static func difference(_ a: Vector, _ b: Vector) -> Double {
    let d = ColorSpace.oklab.components(a, in: .srgb) - ColorSpace.oklab.components(b, in: .srgb)
    return (d * d).sum().squareRoot()
  }
}

/// `color-mix()` (CSS Color Level 5, section 3).
struct ColorMixture: Sendable, Equatable {
  enum HuePath: Sendable { case shorter, longer, increasing, decreasing }
  var space: ColorSpace
  var hue: HuePath
  var first: SpecifiedColor
  var second: SpecifiedColor
  /// The share of the second, 0 to 1.
  var share: Double
  /// What the opacity is multiplied by where the shares make less than a whole.
  var opacity: Double

  func resolved(current: Color) -> SpaceColor {
    var a = first.spaceColor(current: current).converted(to: space)
    var b = second.spaceColor(current: current).converted(to: space)
    // What one has not is taken from the other.
    for index in 0..<3 {
      a.components[index] = a.components[index] ?? b.components[index]
      b.components[index] = b.components[index] ?? a.components[index]
    }
    let alphas = (a.alpha ?? b.alpha ?? 0, b.alpha ?? a.alpha ?? 0)
    let alpha = alphas.0 * (1 - share) + alphas.1 * share
    var mixed = SpaceColor(space, [nil, nil, nil], alpha: alpha * opacity)
    for index in 0..<3 {
      guard let x = a.components[index], let y = b.components[index] else { continue }
      if index == space.hue {
        mixed.components[index] = x + turn(from: x, to: y) * share
      } else {
        let premultiplied = x * alphas.0 * (1 - share) + y * alphas.1 * share
        mixed.components[index] = alpha > 0 ? premultiplied / alpha : 0
      }
    }
    return mixed
  }

  /// How far one hue is from another on the way that was asked for, in degrees.
  private func turn(from a: Double, to b: Double) -> Double {
    var turn = fmod(fmod(b - a, 360) + 360, 360)
    switch hue {
    case .shorter: if turn > 180 { turn -= 360 }
    case .longer: if turn > 0, turn < 180 { turn -= 360 }
    case .increasing: break
    case .decreasing: if turn > 0 { turn -= 360 }
    }
    return turn
  }
}
