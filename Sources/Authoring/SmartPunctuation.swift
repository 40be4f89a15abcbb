/// Sets the quotes, apostrophes, dashes and ellipses that a language wants in place of those on a keyboard.
///
/// Straight quotes become the language's marks (CLDR's delimiters), `--` an en dash, `---` an em dash and `...` an
/// ellipsis. In French, spaces within guillemets and before `;`, `!` and `?` become narrow no-break spaces (U+202F) and
/// the space before a colon a no-break space, after the rules of the Imprimerie nationale.
public struct SmartPunctuation: Sendable {
  struct Marks: Sendable {
    var open: String
    var close: String
    var innerOpen: String
    var innerClose: String
    init(_ open: String, _ close: String, _ innerOpen: String, _ innerClose: String) {
      self.open = open
      self.close = close
      self.innerOpen = innerOpen
      self.innerClose = innerClose
    }
  }

  let marks: Marks
  let isFrench: Bool
  /// The space between a number and its percent sign.
  let numberSpace: String
  /// For each byte, whether something may have to be done where it stands.
  private let isInteresting: [Bool]

  /// - Parameter language: A BCP 47 tag.
  public init(language: String) {
    let parts = language.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    let base = parts.first ?? "en"
    var marks = Self.marks[base] ?? Self.english
    for part in parts.dropFirst() { if let special = Self.marks["\(base)-\(part)"] { marks = special } }
    self.marks = marks
    isFrench = base == "fr"
    numberSpace = isFrench ? "\u{202F}" : "\u{A0}"
    var table = Array(repeating: false, count: 256)
    for byte in "\"'-.%".utf8 { table[Int(byte)] = true }
    if isFrench { for byte in ";:!?".utf8 + [0xC2] { table[Int(byte)] = true } }
    for marker in Marker.all { table[Int(marker)] = true }
    isInteresting = table
  }

  /// The language's marks around a quotation, and around one within it.
  public var quotationMarks: (outer: (open: String, close: String), inner: (open: String, close: String)) {
    ((marks.open, marks.close), (marks.innerOpen, marks.innerClose))
  }

  /// The text as it should be printed.
  public func apply(to text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16)
    var setter = Setter(self, bytes)
    setter.set(bytes.indices, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static let english = Marks("“", "”", "‘", "’")
  private static let guillemets = Marks("«", "»", "“", "”")
  private static let low = Marks("„", "“", "‚", "‘")
  private static let lowHigh = Marks("„", "”", "«", "»")
  private static let same = Marks("”", "”", "’", "’")
  private static let corners = Marks("「", "」", "『", "』")
  private static let marks: [String: Marks] = [
    "en": english, "zh": english, "ko": english, "nl": english, "pt": english, "tr": english, "vi": english,
    "th": english, "id": english, "ms": english, "hi": english, "ga": english, "da": english,
    "zh-hant": corners, "zh-tw": corners, "zh-hk": corners, "ja": corners,
    "fr": Marks("«\u{202F}", "\u{202F}»", "“", "”"), "fr-ch": Marks("«\u{202F}", "\u{202F}»", "‹", "›"),
    "es": guillemets, "it": guillemets, "ca": guillemets, "el": guillemets, "pt-pt": guillemets,
    "nb": Marks("«", "»", "‘", "’"), "no": Marks("«", "»", "‘", "’"), "nn": Marks("«", "»", "‘", "’"),
    "de": low, "cs": low, "sk": low, "sl": low, "is": low, "bg": Marks("„", "“", "„", "“"),
    "de-ch": Marks("«", "»", "‹", "›"), "de-li": Marks("«", "»", "‹", "›"),
    "ru": Marks("«", "»", "„", "“"), "uk": Marks("«", "»", "„", "“"), "be": Marks("«", "»", "„", "“"),
    "kk": Marks("“", "”", "‘", "’"), "pl": lowHigh, "ro": lowHigh, "hu": Marks("„", "”", "»", "«"),
    "hr": Marks("„", "“", "‚", "‘"), "sr": Marks("„", "“", "‘", "’"), "lt": Marks("„", "“", "„", "“"),
    "lv": Marks("“", "”", "‘", "’"), "et": Marks("„", "“", "‚", "‘"), "sv": same, "fi": same, "he": same,
    "ar": Marks("”", "“", "’", "‘"), "fa": Marks("«", "»", "‹", "›"),
  ]

  /// Bytes that are never UTF-8, for what stands between the words of a block.
  enum Marker {
    /// A figure, a picture, code: counts as a word.
    static let object: UInt8 = 0xFC
    /// An end of line that the author forced.
    static let lineEnd: UInt8 = 0xFD
    /// An end of line in the source only: a space, but for scripts without spaces.
    static let softLineEnd: UInt8 = 0xFE
    /// The next character was written with a backslash and stays as it is.
    static let literal: UInt8 = 0xFF
    static let all: ClosedRange<UInt8> = 0xFC...0xFF
  }
}

extension SmartPunctuation {
  private enum Class { case space, opening, word, digit, ideograph, other }

  /// Goes through the words of one block from its beginning to its end.
  struct Setter {
    private let rules: SmartPunctuation
    private let bytes: [UInt8]
    private var doubleIsOpen = false
    private var singleIsOpen = false
    private var lastQuote = -1
    private var lastQuoteOpens = false
    /// From here on there is no single quote that closes.
    private var noClosingFrom = Int.max

    init(_ rules: SmartPunctuation, _ bytes: [UInt8]) {
      self.rules = rules
      self.bytes = bytes
    }

    /// Sets a stretch of the block's bytes; stretches are set in their order.
    mutating func set(_ range: Range<Int>, into output: inout [UInt8]) {
      let start = output.count
      var at = range.lowerBound
      var copied = at
      let count = range.upperBound
      while at < count {
        let byte = bytes[at]
        guard rules.isInteresting[Int(byte)] else {
          at += 1
          continue
        }
        output += bytes[copied..<at]
        let used = replace(at, end: count, outputStart: start, into: &output)
        if used == 0 { output.append(byte) }
        at += max(used, 1)
        copied = at
      }
      output += bytes[copied..<count]
    }

    /// Sets what stands at an offset; returns how many bytes that took, or 0 if they stay as they are.
    private mutating func replace(_ at: Int, end: Int, outputStart: Int, into output: inout [UInt8]) -> Int {
      func run(of byte: UInt8) -> Int {
        var count = 0
        while at + count < end, bytes[at + count] == byte { count += 1 }
        return count
      }
      func bindSpace(_ space: String) {
        guard output.count > outputStart, output.last == 0x20 else { return }
        output.removeLast()
        output += Array(space.utf8)
      }
      switch bytes[at] {
      case Marker.literal:
        if at + 1 < end { output.append(bytes[at + 1]) }
        return 2
      case Marker.softLineEnd:
        let joins = isWide(scalar(before: at)) && isWide(scalar(at: at + 1))
        if !joins { output.append(0x20) }
        return 1
      case Marker.object, Marker.lineEnd: return 1
      case UInt8(ascii: "-"):
        let count = run(of: UInt8(ascii: "-"))
        if count == 2 || count == 3 {
          output += Array((count == 2 ? "–" : "—").utf8)
        } else {
          output += bytes[at..<(at + count)]
        }
        return count
      case UInt8(ascii: "."):
        guard run(of: UInt8(ascii: ".")) >= 3 else { return 0 }
        output += Array("…".utf8)
        return 3
      case UInt8(ascii: "%"):
        if at >= 2, bytes[at - 1] == 0x20, (0x30...0x39).contains(bytes[at - 2]) {
          bindSpace(rules.numberSpace)
        }
        return 0
      case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"):
        bindSpace("\u{202F}")
        return 0
      case UInt8(ascii: ":"):
        bindSpace("\u{A0}")
        return 0
      case 0xC2:
        guard at + 1 < end else { return 0 }
        if bytes[at + 1] == 0xBB {
          bindSpace("\u{202F}")
        } else if bytes[at + 1] == 0xAB, at + 2 < end, bytes[at + 2] == 0x20 {
          output += Array("«\u{202F}".utf8)
          return 3
        }
        return 0
      case UInt8(ascii: "\""): doubleQuote(at, into: &output)
      default: singleQuote(at, into: &output)
      }
      return 1
    }

    private mutating func doubleQuote(_ at: Int, into output: inout [UInt8]) {
      let before = classBefore(at)
      let after = classify(scalar(at: at + 1))
      let opens: Bool
      // French elides before a quotation: l'« ami ».
      let isElided = !doubleIsOpen && at > 0 && bytes[at - 1] == UInt8(ascii: "'") && lastQuote != at - 1
      switch isElided ? .opening : before {
      case .space, .opening: opens = after != .space || !doubleIsOpen
      case .ideograph: opens = !doubleIsOpen
      case .digit where !doubleIsOpen:
        output += Array("″".utf8)
        return
      default: opens = false
      }
      output += Array((opens ? rules.marks.open : rules.marks.close).utf8)
      doubleIsOpen = opens
      lastQuote = at
      lastQuoteOpens = opens
    }

    private mutating func singleQuote(_ at: Int, into output: inout [UInt8]) {
      let before = classBefore(at)
      let after = classify(scalar(at: at + 1))
      let isBoundary = before == .space || before == .opening || before == .ideograph
      var mark = "’"
      if isBoundary, after != .space, !isDecade(at), !singleIsOpen, singleClosingFollows(at) {
        mark = rules.marks.innerOpen
        singleIsOpen = true
        lastQuote = at
        lastQuoteOpens = true
      } else if singleIsOpen, !isBoundary, after != .word, after != .digit {
        mark = rules.marks.innerClose
        singleIsOpen = false
        lastQuote = at
        lastQuoteOpens = false
      } else if before == .digit, after != .word {
        mark = "′"
      }
      output += Array(mark.utf8)
    }

    /// Whether a year without its century follows, as in '90s.
    private func isDecade(_ at: Int) -> Bool {
      func isDigit(_ offset: Int) -> Bool { offset < bytes.count && (0x30...0x39).contains(bytes[offset]) }
      guard isDigit(at + 1), isDigit(at + 2), !isDigit(at + 3) else { return false }
      let next = classify(scalar(at: at + 3))
      return next == .space || scalar(at: at + 3) == "s"
    }

    /// Whether some later single quote can close one that opens here; without it, this is an apostrophe.
    private mutating func singleClosingFollows(_ at: Int) -> Bool {
      var next = at + 1
      guard next < noClosingFrom else { return false }
      while next < bytes.count {
        if bytes[next] == UInt8(ascii: "'"), bytes[next - 1] != Marker.literal {
          let before = classify(scalar(before: next))
          let after = classify(scalar(at: next + 1))
          if before != .space, before != .opening, after != .word, after != .digit { return true }
        }
        next += 1
      }
      noClosingFrom = at
      return false
    }

    private func classBefore(_ at: Int) -> Class {
      if lastQuote >= 0, lastQuote == at - 1 { return lastQuoteOpens ? .opening : .other }
      return classify(scalar(before: at))
    }

    /// Nil at the end of the block, and for ends of lines.
    private func scalar(at offset: Int) -> Unicode.Scalar? {
      guard offset < bytes.count else { return nil }
      switch bytes[offset] {
      case Marker.literal: return scalar(at: offset + 1)
      case Marker.object: return "x"
      case Marker.lineEnd: return nil
      case Marker.softLineEnd: return " "
      default: return decode(offset)
      }
    }

    private func scalar(before offset: Int) -> Unicode.Scalar? {
      var at = offset - 1
      while at > 0, bytes[at] & 0xC0 == 0x80 { at -= 1 }
      guard at >= 0 else { return nil }
      return scalar(at: at)
    }

    private func decode(_ offset: Int) -> Unicode.Scalar? {
      let first = bytes[offset]
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard length > 1 else { return Unicode.Scalar(first) }
      guard offset + length <= bytes.count else { return nil }
      var value = UInt32(first) & (0xFF >> UInt32(length + 1))
      for index in 1..<length { value = value << 6 | UInt32(bytes[offset + index] & 0x3F) }
      return Unicode.Scalar(value)
    }

    private func classify(_ scalar: Unicode.Scalar?) -> Class {
      guard let scalar else { return .space }
      switch scalar {
      case " ", "\t", "\n", "\r", "\u{A0}", "\u{202F}", "\u{2000}"..."\u{200B}", "\u{3000}": return .space
      case "0"..."9": return .digit
      case "a"..."z", "A"..."Z": return .word
      case "(", "[", "{", "<", "/", "-", "–", "—", "«", "„", "“", "‘", "¿", "¡", "=": return .opening
      case "\u{21}"..."\u{7F}": return .other
      default:
        if isWide(scalar) { return .ideograph }
        return scalar.properties.isAlphabetic ? .word : .other
      }
    }

    /// Chinese and Japanese, which are written without spaces.
    private func isWide(_ scalar: Unicode.Scalar?) -> Bool {
      guard let scalar else { return false }
      switch scalar.value {
      case 0x2E80...0x2FFF, 0x3001...0x30FF, 0x31F0...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
        0xFF00...0xFF60,
        0x20000...0x3FFFF:
        return true
      default: return false
      }
    }
  }
}
