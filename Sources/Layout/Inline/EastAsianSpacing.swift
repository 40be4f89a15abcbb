/// The space between full-width characters and what stands beside them.
///
/// After CSS Text Level 4, sections 8.3 (`text-spacing-trim`) and 8.4 (`text-autospace`), and W3C's "Requirements for Chinese Text
/// Layout", from which the quarter of an em between scripts is.
enum EastAsianSpacing {
  enum Kind {
    /// Han and kana.
    case ideograph
    /// Full-width punctuation, by the half of its square that is blank: the first, or the second.
    case opening
    case closing
    /// Letters and digits of other scripts.
    case letter
    case other

    var isWide: Bool { self == .ideograph || self == .opening || self == .closing }
  }

  /// Shares of an em.
  private static let betweenScripts = 0.25
  private static let blankHalf = 0.5
  /// How far a gap between two ideographs stretches where a space would stretch by its own width.
  static let gap = 0.25

  static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301F, 0xFF09,
      0xFF0C, 0xFF0E, 0xFF3D, 0xFF5D, 0xFF60:
      return .closing
    case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFF08, 0xFF3B, 0xFF5B,
      0xFF5F:
      return .opening
    case 0x2E80...0x2FFF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3041...0x30FF, 0x31F0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      return .ideograph
    case 0..<0x80:
      return (48...57).contains(scalar.value) || (65...90).contains(scalar.value & 0xDF) ? .letter : .other
    default:
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? .letter : .other
    }
  }

  /// What is added between two characters, as a share of an em; negative where a blank half is left out.
  static func between(_ first: Kind, _ second: Kind, autospace: Bool, trim: Bool) -> Double {
    switch (first, second) {
    case (.ideograph, .letter), (.letter, .ideograph): autospace ? betweenScripts : 0
    case (.closing, .closing), (.closing, .opening), (.opening, .opening): trim ? -blankHalf : 0
    default: 0
    }
  }

  /// Whether a line may be stretched between two characters.
  static func stretches(_ first: Kind, _ second: Kind) -> Bool {
    (first.isWide || second.isWide) && first != .opening && second != .closing
  }

  /// Whether a text in UTF-8 may have ideographs or full-width punctuation.
  static func mayOccur(in text: [UInt8]) -> Bool {
    text.contains { (0xE2...0xE9).contains($0) ? $0 >= 0xE3 : $0 == 0xEF || $0 == 0xF0 }
  }
}
