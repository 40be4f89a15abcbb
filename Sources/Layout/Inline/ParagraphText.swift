import Content
import Geometry
import Graphics
import Styling

/// The text of a paragraph in one piece, with white space collapsed, and the runs that it is made of.
struct ParagraphText {
  var bytes: [UInt8] = []
  var runs: [InlineRun] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
  }

  /// Where the text of a run ends.
  func end(of run: Int) -> Int { run + 1 < runs.count ? Int(runs[run + 1].start) : bytes.count }

  /// Adds a run of text, collapsing its white space as CSS does.
  mutating func append(
    _ text: String, kind: InlineRun.Kind = .text, style number: Int32, of style: InlineStyle, node: Int
  ) {
    let start = bytes.count
    let transformed = style.transform == .none ? text : style.transform.apply(to: text)
    switch style.whiteSpaceCollapse {
    case .preserve: appendKeepingSpaces(transformed, tabSize: style.tabSize)
    case .preserveBreaks: appendCollapsingSpaces(transformed, keepsBreaks: true)
    case .collapse: appendCollapsingSpaces(transformed, keepsBreaks: false)
    }
    guard bytes.count > start else { return }
    runs.append(InlineRun(kind: kind, start: Int32(start), style: number, node: Int32(node)))
  }

  /// Adds something that is no text.
  mutating func appendObject(_ kind: InlineRun.Kind, style: Int32, node: Int) {
    runs.append(InlineRun(kind: kind, start: Int32(bytes.count), style: style, node: Int32(node)))
    bytes.append(contentsOf: objectReplacement)
  }

  mutating func appendLineBreak(style: Int32, node: Int) {
    dropTrailingSpace()
    runs.append(InlineRun(kind: .text, start: Int32(bytes.count), style: style, node: Int32(node)))
    bytes.append(lineFeed)
  }

  /// Ends the text: the space before its end is not set, nor a last line feed, which would begin an empty line.
  mutating func finish(keepsSpaces: Bool) {
    if keepsSpaces {
      if bytes.last == lineFeed { removeLastByte() }
    } else {
      dropTrailingSpace()
    }
  }

  private mutating func dropTrailingSpace() {
    if bytes.last == spaceByte { removeLastByte() }
  }

  private mutating func removeLastByte() {
    bytes.removeLast()
    while let last = runs.last, Int(last.start) >= bytes.count { runs.removeLast() }
  }

  private mutating func appendCollapsingSpaces(_ text: String, keepsBreaks: Bool) {
    var text = text
    text.withUTF8 { utf8 in
      // At the start of a line and after another space, a space is none.
      var afterSpace = bytes.isEmpty || bytes.last == spaceByte || bytes.last == lineFeed
      for byte in utf8 {
        if keepsBreaks, byte == lineFeed {
          // Spaces around a break that is kept are left out.
          if bytes.last == spaceByte, !runs.isEmpty || bytes.count > 1 { bytes.removeLast() }
          bytes.append(lineFeed)
          afterSpace = true
        } else if byte <= spaceByte && (byte == spaceByte || (9...13).contains(byte)) {
          if !afterSpace { bytes.append(spaceByte) }
          afterSpace = true
        } else {
          bytes.append(byte)
          afterSpace = false
        }
      }
    }
  }

  private mutating func appendKeepingSpaces(_ text: String, tabSize: Int) {
    var column = 0
    for byte in bytes.reversed() {
      if byte == lineFeed { break }
      if byte & 0xC0 != 0x80 { column += 1 }
    }
    for byte in text.utf8 {
      switch byte {
      case 9:
        // Tab stops are counted in characters, as in CSS.
        for _ in 0..<(tabSize > 0 ? tabSize - column % tabSize : 0) {
          bytes.append(spaceByte)
          column += 1
        }
      case 13: continue
      case lineFeed:
        bytes.append(byte)
        column = 0
      default:
        bytes.append(byte)
        if byte & 0xC0 != 0x80 { column += 1 }
      }
    }
  }
}

let spaceByte = UInt8(ascii: " ")
let lineFeed = UInt8(ascii: "\n")

extension StyleValues.TextTransform {
  func apply(to text: String) -> String {
    switch self {
    case .none: return text
    case .uppercase: return text.uppercased()
    case .lowercase: return text.lowercased()
    case .capitalize:
      var result = ""
      var inWord = false
      for character in text {
        let isLetter = character.isLetter || character.isNumber
        result += isLetter && !inWord ? character.uppercased() : String(character)
        inWord = isLetter || (inWord && (character == "'" || character == "’"))
      }
      return result
    }
  }
}
