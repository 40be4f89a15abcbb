/// A unit of CSS Values and Units Level 4, sections 6 and 7.
enum Unit: String, CaseIterable, Sendable {
  // Absolute.
  case pt, px, pc, `in`, cm, mm, q
  // Of the element's font, and of the root's.
  case em, ex, ch, cap, ic, lh
  case rem, rex, rch, rcap, ric, rlh
  // Of the page area.
  case vw, vh, vi, vb, vmin, vmax
  case deg, grad, rad, turn
  case dpi, dpcm, dppx

  /// From a unit in any case; nil if CSS has none of this name.
  ///
  /// A page does not change its size, so the small, large and dynamic viewports are the one page area.
  init?(name: String) {
    let name = asciiLowercased(name)
    if let unit = Unit(rawValue: name) {
      self = unit
    } else if name == "x" {
      self = .dppx
    } else if let first = name.first, "sld".contains(first), let unit = Unit(rawValue: String(name.dropFirst())),
      unit.isOfPage
    {
      self = unit
    } else {
      return nil
    }
  }

  enum Dimension: Sendable { case length, angle, resolution }

  var dimension: Dimension {
    switch self {
    case .deg, .grad, .rad, .turn: .angle
    case .dpi, .dpcm, .dppx: .resolution
    default: .length
    }
  }

  /// A number of them in points, degrees or dots to the pixel; nil for what depends on a font or a page.
  func absolute(_ number: Double) -> Double? {
    switch self {
    case .pt, .deg, .dppx: number
    case .px: number * 0.75
    case .pc: number * 12
    case .in: number * 72
    // Divided last, so that 9mm is the same as 0.9cm.
    case .cm: number * 72 / 2.54
    case .mm: number * 72 / 25.4
    case .q: number * 72 / 101.6
    case .grad: number * 0.9
    case .rad: number * 180 / Double.pi
    case .turn: number * 360
    case .dpi: number / 96
    case .dpcm: number * 2.54 / 96
    default: nil
    }
  }

  private var isOfPage: Bool {
    switch self {
    case .vw, .vh, .vi, .vb, .vmin, .vmax: true
    default: false
    }
  }

  /// Names of units of length, for hints.
  static let lengths = allCases.filter { $0.dimension == .length }.map(\.rawValue)
}
