import Glibc

/// A way in which colours are seen: by people with all kinds of cones, by those who lack one, or as greys on a copy.
///
/// Simulated in linear sRGB for full severity.
///
/// Matrices from G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of
/// Color Vision Deficiency", IEEE TVCG 15 (2009), table of severity 1.0.
public enum ColorVision: CaseIterable, Sendable {
  case normal, protanopia, deuteranopia, tritanopia, grey

  private var matrix: [SIMD3<Double>] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .grey: Array(repeating: [0.2126, 0.7152, 0.0722], count: 3)
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// What an opaque colour looks like.
  public func lab(_ color: Color) -> CIELab {
    func linear(_ c: Double) -> Double { c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4) }
    let light = SIMD3(linear(color.red), linear(color.green), linear(color.blue))
    func seen(_ row: SIMD3<Double>) -> Double { min(max((row * light).sum(), 0), 1) }
    let rows = matrix
    return CIELab(linear: [seen(rows[0]), seen(rows[1]), seen(rows[2])])
  }
}

/// A colour in CIELAB under D65.
public struct CIELab: Hashable, Sendable {
  /// 0 for black to 100 for white.
  public var lightness: Double
  public var a: Double
  public var b: Double

  public init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// - Parameter linear: Red, green and blue light in linear sRGB.
  init(linear: SIMD3<Double>) {
    func root(_ row: SIMD3<Double>) -> Double {
      let t = (row * linear).sum() / row.sum()
      return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
    }
    let x = root([0.4124564, 0.3575761, 0.1804375])
    let y = root([0.2126729, 0.7151522, 0.0721750])
    let z = root([0.0193339, 0.1191920, 0.9503041])
    self.init(lightness: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  /// How different two colours look by CIEDE2000, 1 being about what can just be seen; after G. Sharma, W. Wu and
  /// E. N. Dalal, Color Research & Application 30 (2005).
  public func difference(from other: CIELab) -> Double {
    let radians = Double.pi / 180
    func power7(_ c: Double) -> Double { (pow(c, 7) / (pow(c, 7) + pow(25, 7))).squareRoot() }
    let mean = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let g = 0.5 * (1 - power7(mean))
    let (a1, a2) = ((1 + g) * a, (1 + g) * other.a)
    let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
    func hue(_ a: Double, _ b: Double) -> Double {
      if a == 0, b == 0 { return 0 }
      let h = atan2(b, a) / radians
      return h < 0 ? h + 360 : h
    }
    let (h1, h2) = (hue(a1, b), hue(a2, other.b))
    var deltaHue = h2 - h1
    if deltaHue > 180 { deltaHue -= 360 } else if deltaHue < -180 { deltaHue += 360 }
    if c1 * c2 == 0 { deltaHue = 0 }
    let deltaL = other.lightness - lightness
    let deltaC = c2 - c1
    let deltaH = 2 * (c1 * c2).squareRoot() * sin(deltaHue / 2 * radians)
    let meanL = (lightness + other.lightness) / 2
    let meanC = (c1 + c2) / 2
    var meanHue = h1 + h2
    if c1 * c2 != 0 {
      meanHue = abs(h1 - h2) <= 180 ? meanHue / 2 : meanHue < 360 ? (meanHue + 360) / 2 : (meanHue - 360) / 2
    }
    let t1 = 1 - 0.17 * cos((meanHue - 30) * radians) + 0.24 * cos(2 * meanHue * radians)
    let t = t1 + 0.32 * cos((3 * meanHue + 6) * radians) - 0.2 * cos((4 * meanHue - 63) * radians)
    let theta = 30 * exp(-pow((meanHue - 275) / 25, 2))
    let off = pow(meanL - 50, 2)
    let scaleL = 1 + 0.015 * off / (20 + off).squareRoot()
    let (partC, partH) = (deltaC / (1 + 0.045 * meanC), deltaH / (1 + 0.015 * meanC * t))
    let rotation = -sin(2 * theta * radians) * 2 * power7(meanC)
    let sum = pow(deltaL / scaleL, 2) + partC * partC + partH * partH + rotation * partC * partH
    return sum.squareRoot()
  }
}
