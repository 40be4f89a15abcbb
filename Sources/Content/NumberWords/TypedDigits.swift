/// Digits in the bytes of UTF-8, in the scripts that reports are written in, and the numbers that they make.
enum TypedDigits {
  /// How many bytes the decimal digit at an index has: European, Arabic-Indic, Persian or full-width; 0 for none.
  static func digitLength<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, _ at: Int) -> Int
  where Bytes.Index == Int {
    guard at < bytes.endIndex else { return 0 }
    let byte = bytes[at]
    if byte < 0xD9 { return WordBytes.isDigit(byte) ? 1 : 0 }
    guard at + 1 < bytes.endIndex else { return 0 }
    switch byte {
    case 0xD9: return bytes[at + 1] &- 0xA0 < 10 ? 2 : 0
    case 0xDB: return bytes[at + 1] &- 0xB0 < 10 ? 2 : 0
    case 0xEF: return bytes[at + 1] == 0xBC && at + 2 < bytes.endIndex && bytes[at + 2] &- 0x90 < 10 ? 3 : 0
    default: return 0
    }
  }

  /// How many bytes the digit or the fraction of one character, such as ½, at an index has; 0 for neither.
  static func numeralLength<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, _ at: Int) -> Int
  where Bytes.Index == Int {
    guard at < bytes.endIndex else { return 0 }
    switch bytes[at] {
    case 0xC2: return at + 1 < bytes.endIndex && 0xBC...0xBE ~= bytes[at + 1] ? 2 : 0
    case 0xE2:
      guard at + 2 < bytes.endIndex else { return 0 }
      let isFraction = bytes[at + 1] == 0x85 && 0x90...0x9E ~= bytes[at + 2]
      return isFraction || (bytes[at + 1] == 0x86 && bytes[at + 2] == 0x89) ? 3 : 0
    default: return digitLength(bytes, at)
    }
  }

  /// A number with European digits and separators.
  static func folded(_ token: ArraySlice<UInt8>) -> [UInt8] {
    guard token.contains(where: { $0 >= 0x80 }) else { return Array(token) }
    var folded: [UInt8] = []
    var at = token.startIndex
    while at < token.endIndex {
      let length = digitLength(token, at)
      if length > 1 {
        folded.append(0x30 + (token[at + length - 1] & 15))
        at += length
      } else if let sign = signs.first(where: { token[at...].starts(with: $0.bytes) }) {
        folded.append(sign.ascii)
        at += sign.bytes.count
      } else {
        folded.append(token[at])
        at += 1
      }
    }
    return folded
  }

  /// The signs within numbers of other scripts: of Arabic, and in full width.
  private static let signs: [(bytes: [UInt8], ascii: UInt8)] = [
    (Array("٫".utf8), 0x2E), (Array("٬".utf8), 0x2C), (Array("٪".utf8), 0x25),
    (Array("．".utf8), 0x2E), (Array("，".utf8), 0x2C), (Array("％".utf8), 0x25),
  ]

  /// How many bytes the sign at an index has that stands between the digits of a number.
  private static func separatorLength(_ bytes: [UInt8], _ at: Int) -> Int {
    switch bytes[at] {
    case 0x2E, 0x2C, 0x2D, 0x3A, 0x27: 1
    case 0xD9, 0xEF: signs.first { $0.ascii != 0x25 && bytes[at...].starts(with: $0.bytes) }?.bytes.count ?? 0
    default: 0
    }
  }

  /// How many bytes the space at an index has; a plain one counts only if it may group digits.
  private static func spaceLength(_ bytes: [UInt8], _ at: Int, plain: Bool) -> Int {
    switch bytes[at] {
    case 0x20: return plain ? 1 : 0
    case 0xC2: return at + 1 < bytes.count && bytes[at + 1] == 0xA0 ? 2 : 0
    case 0xE2:
      // A thin space, and one that no line ends at.
      let isThin = at + 2 < bytes.count && bytes[at + 1] == 0x80 && (bytes[at + 2] == 0xAF || bytes[at + 2] == 0x89)
      return isThin ? 3 : 0
    default: return 0
    }
  }

  /// The end of a number with its separators, and the letters that directly follow, as in 56th or 5G.
  ///
  /// - Parameter groupsBySpace: Whether plain spaces part groups of three digits, as no-break ones do everywhere.
  static func tokenEnd(_ bytes: [UInt8], from start: Int, groupsBySpace: Bool) -> Int {
    var at = start
    // Digits since the last space, while there is nothing but groups; nil after that.
    var group: Int? = 0
    while at < bytes.count {
      let length = numeralLength(bytes, at)
      if length > 0 {
        group = group.map { $0 + 1 }
        at += length
        continue
      }
      let separator = separatorLength(bytes, at)
      if separator > 0, digitLength(bytes, at + separator) > 0 {
        group = nil
        at += separator
      } else if WordBytes.isLetter(bytes[at], inWord: false), bytes[at] < 0x80 {
        group = nil
        at += 1
      } else if let digits = group, 1...3 ~= digits,
        case let space = spaceLength(bytes, at, plain: groupsBySpace), space > 0,
        isGroup(bytes, at + space)
      {
        group = 0
        at += space
      } else {
        break
      }
    }
    if at < bytes.count, let percent = ["%", "٪", "％"].first(where: { bytes[at...].starts(with: $0.utf8) }) {
      at += percent.utf8.count
    }
    return at
  }

  /// Whether exactly three digits begin at an index.
  private static func isGroup(_ bytes: [UInt8], _ index: Int) -> Bool {
    var at = index
    for _ in 0..<3 {
      let length = digitLength(bytes, at)
      if length == 0 { return false }
      at += length
    }
    return digitLength(bytes, at) == 0
  }
}
