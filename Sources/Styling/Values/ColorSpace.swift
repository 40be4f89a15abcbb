import Glibc

/// A colour space of CSS Color Level 4, with the ways between them.
enum ColorSpace: String, CaseIterable, Sendable {
  case srgb
  case linearSRGB = "srgb-linear"
  case displayP3 = "display-p3"
  case a98 = "a98-rgb"
  case proPhoto = "prophoto-rgb"
  case rec2020
  case xyzD50 = "xyz-d50"
  case xyz
  case lab, lch, oklab, oklch, hsl, hwb

  typealias Vector = SIMD3<Double>

  /// From a name in lower case.
  init?(name: String) {
    if let space = ColorSpace(rawValue: name == "xyz-d65" ? "xyz" : name) { self = space } else { return nil }
  }

  /// Whether `color()` may name it.
  var isPredefined: Bool {
    switch self {
    case .lab, .lch, .oklab, .oklch, .hsl, .hwb: false
    default: true
    }
  }

  /// Which component is a hue.
  var hue: Int? {
    switch self {
    case .hsl, .hwb: 0
    case .lch, .oklch: 2
    default: nil
    }
  }

  /// CIE XYZ relative to D65.
  func xyz(_ c: Vector) -> Vector {
    switch self {
    case .xyz: return c
    case .xyzD50: return Matrix.toD50.inverse * c
    case .lab: return ColorSpace.xyzD50.xyz(Self.xyzD50(lab: c))
    case .lch: return ColorSpace.lab.xyz(Self.rectangular(c))
    case .oklab: return Self.xyz(oklab: c)
    case .oklch: return ColorSpace.oklab.xyz(Self.rectangular(c))
    case .hsl, .hwb: return ColorSpace.srgb.xyz(srgb(c))
    case .proPhoto: return ColorSpace.xyzD50.xyz(Matrix.proPhoto * linear(c))
    case .srgb, .linearSRGB, .displayP3, .a98, .rec2020: return primaries * linear(c)
    }
  }

  /// The components of a colour given in CIE XYZ relative to D65.
  func components(xyz: Vector) -> Vector {
    switch self {
    case .xyz: return xyz
    case .xyzD50: return Matrix.toD50 * xyz
    case .lab: return Self.lab(xyzD50: Matrix.toD50 * xyz)
    case .lch: return Self.polar(ColorSpace.lab.components(xyz: xyz))
    case .oklab: return Self.oklab(xyz: xyz)
    case .oklch: return Self.polar(ColorSpace.oklab.components(xyz: xyz))
    case .hsl: return Self.hsl(srgb: ColorSpace.srgb.components(xyz: xyz))
    case .hwb: return Self.hwb(srgb: ColorSpace.srgb.components(xyz: xyz))
    case .proPhoto: return encoded(Matrix.proPhoto.inverse * ColorSpace.xyzD50.components(xyz: xyz))
    case .srgb, .linearSRGB, .displayP3, .a98, .rec2020: return encoded(primaries.inverse * xyz)
    }
  }

  /// Components in sRGB, exactly where only their form differs.
  func srgb(_ c: Vector) -> Vector {
    switch self {
    case .srgb: c
    case .hsl: Self.srgb(hsl: c)
    case .hwb: Self.srgb(hwb: c)
    default: ColorSpace.srgb.components(xyz: xyz(c))
    }
  }

  /// Components of a colour of another space.
  func components(_ c: Vector, in other: ColorSpace) -> Vector {
    switch self {
    case .srgb: other.srgb(c)
    case .hsl: Self.hsl(srgb: other.srgb(c))
    case .hwb: Self.hwb(srgb: other.srgb(c))
    default: components(xyz: other.xyz(c))
    }
  }

  // MARK: Spaces of red, green and blue (section 10 and its sample code)

  private var primaries: Matrix {
    switch self {
    case .displayP3: .displayP3
    case .a98: .a98
    case .rec2020: .rec2020
    case .proPhoto: .proPhoto
    default: .srgb
    }
  }

  private func linear(_ c: Vector) -> Vector { map(c, linear) }
  private func encoded(_ c: Vector) -> Vector { map(c, encoded) }
  private func map(_ c: Vector, _ f: (Double) -> Double) -> Vector {
    var result = c
    // Each function is continued below zero as the mirror of itself.
    for index in c.indices { result[index] = c[index] < 0 ? -f(-c[index]) : f(c[index]) }
    return result
  }

  private func linear(_ x: Double) -> Double {
    switch self {
    case .srgb, .displayP3: x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4)
    case .a98: pow(x, 563.0 / 256)
    case .proPhoto: x <= 16.0 / 512 ? x / 16 : pow(x, 1.8)
    case .rec2020: x < Self.beta * 4.5 ? x / 4.5 : pow((x + Self.alpha - 1) / Self.alpha, 1 / 0.45)
    default: x
    }
  }
  private func encoded(_ x: Double) -> Double {
    switch self {
    case .srgb, .displayP3: x <= 0.0031308 ? x * 12.92 : 1.055 * pow(x, 1 / 2.4) - 0.055
    case .a98: pow(x, 256.0 / 563)
    case .proPhoto: x < 1.0 / 512 ? x * 16 : pow(x, 1 / 1.8)
    case .rec2020: x < Self.beta ? x * 4.5 : Self.alpha * pow(x, 0.45) - (Self.alpha - 1)
    default: x
    }
  }
  private static let alpha = 1.09929682680944
  private static let beta = 0.018053968510807

  // MARK: Lightness, chroma and hue (sections 8 and 9)

  private static func polar(_ c: Vector) -> Vector {
    let hue = atan2(c.z, c.y) * 180 / .pi
    return Vector(c.x, hypot(c.y, c.z), hue < 0 ? hue + 360 : hue)
  }
  private static func rectangular(_ c: Vector) -> Vector {
    Vector(c.x, c.y * cos(c.z * .pi / 180), c.y * sin(c.z * .pi / 180))
  }

  private static let whiteD50 = Vector(0.3457 / 0.3585, 1, (1 - 0.3457 - 0.3585) / 0.3585)

  private static func xyzD50(lab c: Vector) -> Vector {
    let y = (c.x + 16) / 116
    let f = Vector(c.y / 500 + y, y, y - c.z / 200)
    func cube(_ t: Double) -> Double {
      t * t * t > 216.0 / 24389 ? t * t * t : (116 * t - 16) * 27 / 24389
    }
    return Vector(cube(f.x), cube(f.y), cube(f.z)) * whiteD50
  }
  private static func lab(xyzD50 c: Vector) -> Vector {
    func root(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
    let c = c / whiteD50
    let (x, y, z) = (root(c.x), root(c.y), root(c.z))
    return Vector(116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  private static func xyz(oklab c: Vector) -> Vector {
    let cones = Matrix.oklab.inverse * c
    return Matrix.cones.inverse * (cones * cones * cones)
  }
  private static func oklab(xyz: Vector) -> Vector {
    let cones = Matrix.cones * xyz
    return Matrix.oklab * Vector(cbrt(cones.x), cbrt(cones.y), cbrt(cones.z))
  }

  // MARK: Hues of sRGB (section 7); percentages are 0 to 100

  private static func srgb(hsl c: Vector) -> Vector {
    let (saturation, lightness) = (c.y / 100, c.z / 100)
    func channel(_ n: Double) -> Double {
      let turned = fmod(n + c.x / 30, 12)
      let k = turned < 0 ? turned + 12 : turned
      return lightness - saturation * min(lightness, 1 - lightness) * max(-1, min(k - 3, 9 - k, 1))
    }
    return Vector(channel(0), channel(8), channel(4))
  }
  private static func hsl(srgb c: Vector) -> Vector {
    let (least, most) = (c.min(), c.max())
    let lightness = (least + most) / 2
    let spread = most - least
    var hue = 0.0
    var saturation = 0.0
    if spread > 1e-9 {
      saturation = lightness <= 0 || lightness >= 1 ? 0 : (most - lightness) / min(lightness, 1 - lightness)
      hue = c.x == most ? (c.y - c.z) / spread : c.y == most ? (c.z - c.x) / spread + 2 : (c.x - c.y) / spread + 4
    }
    // A colour beyond the gamut can have a saturation below none, which is that of the hue across.
    if saturation < 0 { (hue, saturation) = (hue + 3, -saturation) }
    return Vector(fmod(hue + 6, 6) * 60, saturation * 100, lightness * 100)
  }

  private static func srgb(hwb c: Vector) -> Vector {
    let (white, black) = (c.y / 100, c.z / 100)
    if white + black >= 1 { return Vector(repeating: white / (white + black)) }
    return srgb(hsl: Vector(c.x, 100, 50)) * (1 - white - black) + white
  }
  private static func hwb(srgb c: Vector) -> Vector {
    Vector(hsl(srgb: c).x, c.min() * 100, (1 - c.max()) * 100)
  }
}

/// A 3 × 3 matrix by its rows.
private struct Matrix: Sendable {
  var rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)
  private let inverted: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  init(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) {
    rows = (a, b, c)
    func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
    }
    let determinant = (a * cross(b, c)).sum()
    let (p, q, r) = (cross(b, c) / determinant, cross(c, a) / determinant, cross(a, b) / determinant)
    inverted = (SIMD3(p.x, q.x, r.x), SIMD3(p.y, q.y, r.y), SIMD3(p.z, q.z, r.z))
  }

  var inverse: Matrix { Matrix(inverted.0, inverted.1, inverted.2) }

  static func * (m: Matrix, v: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3((m.rows.0 * v).sum(), (m.rows.1 * v).sum(), (m.rows.2 * v).sum())
  }

  // Linear light to CIE XYZ, and XYZ to what follows from it: CSS Color Level 4, section 17.
  static let srgb = Matrix(
    SIMD3(506752.0 / 1_228_815, 87881.0 / 245763, 12673.0 / 70218),
    SIMD3(87098.0 / 409605, 175762.0 / 245763, 12673.0 / 175545),
    SIMD3(7918.0 / 409605, 87881.0 / 737289, 1_001_167.0 / 1_053_270))
  static let displayP3 = Matrix(
    SIMD3(608311.0 / 1_250_200, 189793.0 / 714400, 198249.0 / 1_000_160),
    SIMD3(35783.0 / 156275, 247089.0 / 357200, 198249.0 / 2_500_400),
    SIMD3(0, 32229.0 / 714400, 5_220_557.0 / 5_000_800))
  static let a98 = Matrix(
    SIMD3(573536.0 / 994567, 263643.0 / 1_420_810, 187206.0 / 994567),
    SIMD3(591459.0 / 1_989_134, 6_239_551.0 / 9_945_670, 374412.0 / 4_972_835),
    SIMD3(53769.0 / 1_989_134, 351524.0 / 4_972_835, 4_929_758.0 / 4_972_835))
  static let rec2020 = Matrix(
    SIMD3(63_426_534.0 / 99_577_255, 20_160_776.0 / 139_408_157, 47_086_771.0 / 278_816_314),
    SIMD3(26_158_966.0 / 99_577_255, 472_592_308.0 / 697_040_785, 8_267_143.0 / 139_408_157),
    SIMD3(0, 19_567_812.0 / 697_040_785, 295_819_943.0 / 278_816_314))
  /// Relative to D50.
  static let proPhoto = Matrix(
    SIMD3(0.7977666449006423, 0.13518129740053308, 0.0313477341283922),
    SIMD3(0.2880748288194013, 0.711835234241873, 0.00008993693872564),
    SIMD3(0, 0, 0.8251046025104602))
  /// From D65 to D50, by Bradford.
  static let toD50 = Matrix(
    SIMD3(1.0479297925449969, 0.022946870601609652, -0.05019226628920524),
    SIMD3(0.02962780877005599, 0.9904344267538799, -0.017073799063418826),
    SIMD3(-0.009243040646204504, 0.015055191490298152, 0.7518742814281371))
  static let cones = Matrix(
    SIMD3(0.8190224379967030, 0.3619062600528904, -0.1288737815209879),
    SIMD3(0.0329836539323885, 0.9292868615863434, 0.0361446663506424),
    SIMD3(0.0481771893596242, 0.2642395317527308, 0.6335478284694309))
  static let oklab = Matrix(
    SIMD3(0.2104542683093140, 0.7936177747023054, -0.0040720430116193),
    SIMD3(1.9779985324311684, -2.4285922420485799, 0.4505937096174110),
    SIMD3(0.0259040424655478, 0.7827717124575296, -0.8086757549230774))
}
