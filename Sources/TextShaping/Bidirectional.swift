import CICU

/// Which way the lines of a paragraph run.
public enum TextDirection: Hashable, Sendable {
  case leftToRight
  case rightToLeft

  /// That of a level of the bidirectional algorithm.
  public init(ofLevel level: UInt8) { self = level % 2 == 1 ? .rightToLeft : .leftToRight }

  /// A number from 0 to 2 for keys.
  static func number(of direction: TextDirection?) -> Int32 {
    switch direction {
    case nil: 0
    case .leftToRight: 1
    case .rightToLeft: 2
    }
  }

  /// That of a language's usual script.
  ///
  /// - Parameter tag: In BCP 47; a script in it, such as that of `az-Arab`, decides.
  public init(ofLanguage tag: String) {
    let parts = tag.lowercased().split { $0 == "-" || $0 == "_" }
    if let script = parts.dropFirst().first(where: { $0.count == 4 && $0.first?.isLetter == true }) {
      self = ["arab", "hebr", "syrc", "thaa", "nkoo", "adlm"].contains(script) ? .rightToLeft : .leftToRight
    } else {
      let languages = ["ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "ckb", "dv", "syr", "nqo"]
      self = languages.contains(String(parts.first ?? "")) ? .rightToLeft : .leftToRight
    }
  }
}

/// The levels of Unicode's bidirectional algorithm (UAX #9), one for each byte: odd ones run from right to left.
///
/// - Parameter direction: The paragraph's own; nil for that of its first letter.
/// - Returns: Nil for text in which nothing runs from right to left, which is found without asking ICU.
public func bidirectionalLevels(of text: [UInt8], direction: TextDirection?) -> [UInt8]? {
  unsafe text.withUnsafeBufferPointer { unsafe bidirectionalLevels(of: $0, direction: direction) }
}

func bidirectionalLevels(of text: UnsafeBufferPointer<UInt8>, direction: TextDirection?) -> [UInt8]? {
  guard unsafe direction == .rightToLeft || mayRunRightToLeft(text) else { return nil }
  var levels = [UInt8](repeating: 0, count: text.count)
  var error: Int32 = 0
  let base: Int32 =
    switch direction {
    case .leftToRight: 0
    case .rightToLeft: 1
    case nil: -1
    }
  guard unsafe cicu_bidi_levels(text.baseAddress, Int32(clamping: text.count), base, &levels, &error) else {
    return nil
  }
  return levels
}

/// Where the stretches of a line stand: the index of the leftmost first.
public func visualOrder(ofLevels levels: [UInt8]) -> [Int] {
  var order = [Int32](repeating: 0, count: levels.count)
  unsafe cicu_visual_order(levels, Int32(clamping: levels.count), &order)
  return order.map(Int.init)
}

/// Whether a text in UTF-8 has a character of a block that holds letters or digits from right to left, or a mark of
/// direction.
private func mayRunRightToLeft(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  for index in text.indices where unsafe text[index] >= 0xD6 {
    let lead = unsafe text[index]
    let next = index + 1 < text.count ? unsafe text[index + 1] : 0
    let third = index + 2 < text.count ? unsafe text[index + 2] : 0
    switch lead {
    // U+0590 to U+07FF: Hebrew to NKo.
    case 0xD6...0xDF: return true
    // To U+08FF.
    case 0xE0: if next <= 0xA3 { return true }
    // The marks U+200F, U+202B, U+202E and U+2067.
    case 0xE2:
      if (next == 0x80 && [0x8F, 0xAB, 0xAE].contains(third)) || (next == 0x81 && third == 0xA7) { return true }
    // The forms of Hebrew and Arabic from U+FB1D to U+FEFC, with a few of others.
    case 0xEF: if (0xAC...0xBB).contains(next) { return true }
    // U+10800 to U+10FFF and U+1E800 to U+1EFFF.
    case 0xF0: if (next == 0x90 && third >= 0xA0) || next == 0x9E { return true }
    default: break
    }
  }
  return false
}
