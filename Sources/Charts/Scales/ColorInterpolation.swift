import Geometry
import Glibc

/// The space in which the colours between two others are found; the names are d3-interpolate's.
enum ColorInterpolation: String, CaseIterable, Sendable {
  case rgb, hsl, lab, hcl, cubehelix
  case hslLong = "hsl-long"
  case hclLong = "hcl-long"
  case cubehelixLong = "cubehelix-long"

  /// The colour at a share of the way, 0 to 1.
  func color(from a: Color, to b: Color, at share: Double) -> Color {
    let alpha = a.alpha + (b.alpha - a.alpha) * share
    func mix(_ x: Double, _ y: Double) -> Double { x.isNaN ? y : y.isNaN ? x : x + (y - x) * share }
    func hue(_ x: Double, _ y: Double, isLong: Bool) -> Double {
      guard !x.isNaN, !y.isNaN, !isLong else { return mix(x, y) }
      let way = y - x
      return x + (way > 180 || way < -180 ? way - 360 * (way / 360).rounded() : way) * share
    }
    switch self {
    case .rgb: return a.mixed(with: b, share)
    case .lab:
      let (p, q) = (a.lab, b.lab)
      return Color(lab: (mix(p.0, q.0), mix(p.1, q.1), mix(p.2, q.2)), alpha: alpha)
    case .hcl, .hclLong:
      let (p, q) = (a.hcl, b.hcl)
      let h = hue(p.0, q.0, isLong: self == .hclLong)
      return Color(hcl: (h, mix(p.1, q.1), mix(p.2, q.2)), alpha: alpha)
    case .hsl, .hslLong:
      let (p, q) = (a.hsl, b.hsl)
      let h = hue(p.0, q.0, isLong: self == .hslLong)
      return Color(hsl: (h, mix(p.1, q.1), mix(p.2, q.2)), alpha: alpha)
    case .cubehelix, .cubehelixLong:
      let (p, q) = (a.cubehelix, b.cubehelix)
      let h = hue(p.0, q.0, isLong: self == .cubehelixLong)
      return Color(cubehelix: (h, mix(p.1, q.1), mix(p.2, q.2)), alpha: alpha)
    }
  }
}

/// Colour spaces as d3-color 3 defines them; a hue that a grey does not have is not a number.
extension Color {
  private static func degrees(_ radians: Double) -> Double { radians * 180 / .pi }
  private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

  /// CIELAB with the white point D50.
  var lab: (Double, Double, Double) {
    func linear(_ c: Double) -> Double { c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4) }
    let (r, g, b) = (linear(red), linear(green), linear(blue))
    func f(_ t: Double) -> Double { t > 216.0 / 24_389 ? cbrt(t) : t / (3 * 36.0 / 841) + 4.0 / 29 }
    let y = f(0.2225045 * r + 0.7168786 * g + 0.0606169 * b)
    let isGrey = r == g && g == b
    let x = isGrey ? y : f((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.96422)
    let z = isGrey ? y : f((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.82521)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  init(lab: (Double, Double, Double), alpha: Double) {
    func inverse(_ t: Double) -> Double { t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29) }
    let y = (lab.0 + 16) / 116
    let x = 0.96422 * inverse(lab.1.isNaN ? y : y + lab.1 / 500)
    let z = 0.82521 * inverse(lab.2.isNaN ? y : y - lab.2 / 200)
    let white = inverse(y)
    func gamma(_ c: Double) -> Double {
      min(max(c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055, 0), 1)
    }
    self.init(
      red: gamma(3.1338561 * x - 1.6168667 * white - 0.4906146 * z),
      green: gamma(-0.9787684 * x + 1.9161415 * white + 0.0334540 * z),
      blue: gamma(0.0719453 * x - 0.2289914 * white + 1.4052427 * z), alpha: alpha)
  }

  /// Hue, chroma and luminance of CIELCh.
  var hcl: (Double, Double, Double) {
    let (l, a, b) = lab
    guard a != 0 || b != 0 else { return (.nan, l > 0 && l < 100 ? 0 : .nan, l) }
    let h = Color.degrees(atan2(b, a))
    return (h < 0 ? h + 360 : h, (a * a + b * b).squareRoot(), l)
  }

  init(hcl: (Double, Double, Double), alpha: Double) {
    guard !hcl.0.isNaN else {
      self.init(lab: (hcl.2, 0, 0), alpha: alpha)
      return
    }
    let h = Color.radians(hcl.0)
    let chroma = hcl.1.isNaN ? 0 : hcl.1
    self.init(lab: (hcl.2, cos(h) * chroma, sin(h) * chroma), alpha: alpha)
  }

  var hsl: (Double, Double, Double) {
    let (low, high) = (min(red, green, blue), max(red, green, blue))
    let span = high - low
    let l = (high + low) / 2
    guard span > 0 else { return (.nan, l > 0 && l < 1 ? 0 : .nan, l) }
    let h =
      red == high
      ? (green - blue) / span + (green < blue ? 6 : 0)
      : green == high ? (blue - red) / span + 2 : (red - green) / span + 4
    return (h * 60, span / (l < 0.5 ? high + low : 2 - high - low), l)
  }

  init(hsl: (Double, Double, Double), alpha: Double) {
    let h = hsl.0.isNaN ? 0 : (hsl.0.truncatingRemainder(dividingBy: 360) + 360).truncatingRemainder(dividingBy: 360)
    let s = hsl.0.isNaN || hsl.1.isNaN ? 0 : hsl.1
    let l = hsl.2
    let m2 = l + (l < 0.5 ? l : 1 - l) * s
    let m1 = 2 * l - m2
    func part(_ h: Double) -> Double {
      let h = h < 0 ? h + 360 : h >= 360 ? h - 360 : h
      let value = h < 60 ? m1 + (m2 - m1) * h / 60 : h < 180 ? m2 : h < 240 ? m1 + (m2 - m1) * (240 - h) / 60 : m1
      return min(max(value, 0), 1)
    }
    self.init(red: part(h + 120), green: part(h), blue: part(h - 120), alpha: alpha)
  }

  /// D. A. Green, "A colour scheme for the display of astronomical intensity images" (2011).
  var cubehelix: (Double, Double, Double) {
    let (a, b, c, d, e) = (-0.14861, 1.78277, -0.29227, -0.90649, 1.97294)
    let (ed, eb, bcda) = (e * d, e * b, b * c - d * a)
    let l = (bcda * blue + ed * red - eb * green) / (bcda + ed - eb)
    let bl = blue - l
    let k = (e * (green - l) - c * bl) / d
    let s = (k * k + bl * bl).squareRoot() / (e * l * (1 - l))
    guard s > 0 else { return (.nan, 0, l) }
    let h = Color.degrees(atan2(k, bl)) - 120
    return (h < 0 ? h + 360 : h, s, l)
  }

  init(cubehelix: (Double, Double, Double), alpha: Double) {
    let h = cubehelix.0.isNaN ? 0 : Color.radians(cubehelix.0 + 120)
    let l = cubehelix.2
    let amplitude = cubehelix.1.isNaN ? 0 : cubehelix.1 * l * (1 - l)
    let (cosine, sine) = (cos(h), sin(h))
    func part(_ a: Double, _ b: Double) -> Double { min(max(l + amplitude * (a * cosine + b * sine), 0), 1) }
    self.init(red: part(-0.14861, 1.78277), green: part(-0.29227, -0.90649), blue: part(1.97294, 0), alpha: alpha)
  }
}
