import CICU

/// Which way the lines of a paragraph run.
public enum TextDirection: Hashable, Sendable {
  case leftToRight
  case rightToLeft
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
