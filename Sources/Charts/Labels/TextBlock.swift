import Geometry
import Graphics
import TextShaping

/// Words set in one or more lines of at most a given width.
struct TextBlock {
  struct Line {
    var line: TextLine
    var width: Double
    /// Numbers in the line, by where they begin and end on it.
    var numbers: [(mark: NumberMark, x0: Double, x1: Double)]
  }
  let look: TextLook
  private(set) var lines: [Line] = []
  private(set) var width = 0.0

  /// From the top of the first line's capitals to the foot of the last line.
  var height: Double {
    lines.isEmpty ? 0 : Double(lines.count - 1) * look.lineHeight + look.capHeight + look.descent
  }
  /// With the whole line height of each line.
  var lineHeight: Double { Double(lines.count) * look.lineHeight }

  /// - Parameter maximum: The width to keep to, in points; a word that is wider is broken where it must be.
  init(_ text: MarkedText, look: TextLook, maximum: Double = .infinity) {
    self.look = look
    guard !text.text.isEmpty else { return }
    let bytes = Array(text.text.utf8)
    var pieces = [0..<bytes.count]
    let whole = look.line(bytes)
    if look.width(of: whole) > maximum || bytes.contains(10) {
      pieces = Wrapping(bytes: bytes, look: look).lines(maximum: maximum)
    }
    for piece in pieces {
      var line =
        pieces.count == 1 && piece.count == bytes.count ? whole : look.line(Array(bytes[piece]))
      var numbers: [(mark: NumberMark, x0: Double, x1: Double)] = []
      for mark in text.marks where mark.start < piece.upperBound && mark.end > piece.lowerBound {
        let start = max(mark.start, piece.lowerBound)
        let end = min(mark.end, piece.upperBound)
        func offset(_ place: Int) -> Double {
          if place == piece.lowerBound { return 0 }
          if place == piece.upperBound { return line.width.points }
          return look.line(Array(bytes[piece.lowerBound..<place])).width.points
        }
        numbers.append((mark.number, offset(start), offset(end)))
        line.mark((start - piece.lowerBound)..<(end - piece.lowerBound), as: mark.number)
      }
      lines.append(Line(line: line, width: line.width.points, numbers: numbers))
      width = max(width, look.width(of: line))
    }
  }
}

/// Finds where the lines of a text end.
struct Wrapping {
  let bytes: [UInt8]
  let look: TextLook

  /// Byte ranges of the lines, without the spaces at their ends.
  func lines(maximum: Double) -> [Range<Int>] {
    let pieces = self.pieces(maximum: maximum)
    let first = fill(pieces, maximum)
    guard look.isBalanced, first.count > 1 else { return first }
    // The least width that needs no more lines makes them nearly equal.
    var (low, high) = (maximum / Double(first.count), maximum)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if fill(pieces, middle).count <= first.count { high = middle } else { low = middle }
    }
    return fill(pieces, high)
  }

  private struct Piece {
    var range: Range<Int>
    /// Without the spaces at its end.
    var textEnd: Int
    var width: Double
    var spaceWidth: Double
    var endsLine: Bool
  }

  private func pieces(maximum: Double) -> [Piece] {
    var result: [Piece] = []
    var start = 0
    func add(_ end: Int, _ isMandatory: Bool) {
      var textEnd = end
      while textEnd > start, bytes[textEnd - 1] == 32 || bytes[textEnd - 1] == 10 { textEnd -= 1 }
      let width = self.width(start..<textEnd)
      let spaces = end - textEnd - (isMandatory ? 1 : 0)
      if width > maximum {
        split(start..<textEnd, maximum, into: &result)
        if let last = result.indices.last {
          result[last].spaceWidth = spaces > 0 ? self.width(textEnd..<end) : 0
          result[last].range = result[last].range.lowerBound..<end
        }
      } else {
        result.append(
          Piece(
            range: start..<end, textEnd: textEnd, width: width,
            spaceWidth: spaces > 0 ? self.width(textEnd..<textEnd + spaces) : 0, endsLine: isMandatory))
      }
      start = end
    }
    for lineBreak in look.lineBreaks(in: bytes) {
      add(lineBreak.offset, lineBreak.isMandatory)
    }
    if start < bytes.count { add(bytes.count, false) }
    return result
  }

  /// A word that is wider than the line is broken between characters.
  private func split(_ range: Range<Int>, _ maximum: Double, into result: inout [Piece]) {
    var start = range.lowerBound
    var end = start
    var width = 0.0
    for character in String(decoding: bytes[range], as: UTF8.self) {
      let next = end + String(character).utf8.count
      let wider = self.width(start..<next)
      if wider > maximum, end > start {
        result.append(Piece(range: start..<end, textEnd: end, width: width, spaceWidth: 0, endsLine: false))
        start = end
        width = self.width(start..<next)
      } else {
        width = wider
      }
      end = next
    }
    result.append(Piece(range: start..<end, textEnd: end, width: width, spaceWidth: 0, endsLine: false))
  }

  private func fill(_ pieces: [Piece], _ maximum: Double) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start: Int?
    var end = 0
    var used = 0.0
    for piece in pieces {
      if let begun = start, used + piece.width > maximum + 0.01 {
        lines.append(begun..<end)
        start = nil
      }
      if start == nil {
        start = piece.range.lowerBound
        used = 0
      }
      end = piece.textEnd
      used += piece.width + piece.spaceWidth
      if piece.endsLine, let begun = start {
        lines.append(begun..<end)
        start = nil
      }
    }
    if let begun = start { lines.append(begun..<end) }
    return lines
  }

  private func width(_ range: Range<Int>) -> Double {
    look.width(of: String(decoding: bytes[range], as: UTF8.self))
  }
}
