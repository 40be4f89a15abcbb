/// Where a number in a cell is aligned: on its decimal sign, what stands after it hanging to the right.
struct NumberText {
  /// The byte offset of the decimal sign, or of the end of a number without one.
  var pivot: Int
  /// Where a flag such as `[e]` begins, with the thin space before it, which does not break; the text's end where there is none.
  var flag: Int

  /// - Parameter decimalSign: In UTF-8.
  init(_ text: [UInt8], decimalSign: [UInt8]) {
    flag = Self.startOfFlag(in: text)
    let core = text[..<flag]
    var lastDigit = -1
    var index = core.endIndex - 1
    while index >= 0 {
      if Self.isDigit(text[index]) {
        lastDigit = index
        break
      }
      index -= 1
    }
    guard lastDigit >= 0 else {
      // A sign in place of a number, such as a dash, stands where units do.
      pivot = flag
      return
    }
    // The first number of the text, so that what follows it, such as a second bound, hangs behind.
    var start = 0
    while !Self.isDigit(text[start]) { start += 1 }
    var end = start
    var sign = -1
    while end < flag {
      if Self.isDigit(text[end]) {
        end += 1
      } else if Self.matches(decimalSign, in: text, at: end), end + decimalSign.count < flag,
        Self.isDigit(text[end + decimalSign.count])
      {
        sign = end
        end += decimalSign.count
      } else if let length = Self.groupingLength(in: text, at: end), end + length < flag,
        Self.isDigit(text[end + length])
      {
        end += length
      } else {
        break
      }
    }
    pivot = sign >= 0 ? sign : end
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static func matches(_ sign: [UInt8], in text: [UInt8], at index: Int) -> Bool {
    index + sign.count <= text.count && text[index..<index + sign.count].elementsEqual(sign)
  }

  /// The bytes of a sign between groups of digits: comma, point, apostrophe, or a space that does not break.
  private static func groupingLength(in text: [UInt8], at index: Int) -> Int? {
    switch text[index] {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "'"): return 1
    case 0xC2: return index + 1 < text.count && text[index + 1] == 0xA0 ? 2 : nil
    case 0xE2:
      // Thin and narrow no-break space, and the right quotation mark of Swiss numbers.
      guard index + 2 < text.count, text[index + 1] == 0x80 else { return nil }
      return [0x89, 0xAF, 0x99].contains(text[index + 2]) ? 3 : nil
    default: return nil
    }
  }

  private static func startOfFlag(in text: [UInt8]) -> Int {
    guard text.last == UInt8(ascii: "]"), var start = text.lastIndex(of: UInt8(ascii: "[")), start > 0 else {
      return text.count
    }
    // Several flags may follow one another.
    while true {
      if start >= 3, text[start - 3] == 0xE2, text[start - 2] == 0x80 {
        start -= 3
      } else if text[start - 1] == 0x20 {
        start -= 1
      }
      guard start > 0, text[start - 1] == UInt8(ascii: "]"),
        let earlier = text[..<start].lastIndex(of: UInt8(ascii: "[")), earlier > 0
      else { return start }
      start = earlier
    }
  }
}

extension NumberText {
  /// Whether a cell in a column of numbers holds one, with a unit or scale word at most, or a sign in place of one. All else
  /// is words, which may be broken into lines.
  static func isNumber(_ text: [UInt8]) -> Bool {
    guard text.count > 3 else { return true }
    var digits = 0
    var letters = 0
    for byte in text {
      if isDigit(byte) { digits += 1 } else if byte | 32 >= 97, byte | 32 <= 122 { letters += 1 }
    }
    return digits > 0 ? letters <= 12 : letters <= 3
  }
}
