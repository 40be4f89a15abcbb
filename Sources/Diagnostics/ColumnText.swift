/// Rows of words in aligned columns, for a terminal.
package struct ColumnText {
  /// No line is longer.
  package static let lineLength = 99
  private static let gap = 2

  private let rows: [[String]]
  private let indentation: Int
  private let longWord: Int

  /// - Parameters:
  ///   - rows: Cells of the head if there is one, then of each row; as many in each.
  ///   - longWord: Words longer than this are broken to leave the other columns their room.
  package init(rows: [[String]], indentation: Int = 2, longWord: Int = 24) {
    self.rows = rows
    self.indentation = indentation
    self.longWord = longWord
  }

  /// The lines. What has no room is broken between words, in ids and lists after their signs, and elsewhere in a word that is
  /// too long.
  package var lines: [String] {
    let widths = fittingWidths
    return rows.flatMap { row -> [String] in
      let cells = zip(row, widths).map { Self.wrap($0, width: $1) }
      return (0..<(cells.map(\.count).max() ?? 0)).map { line in
        var text = String(repeating: " ", count: indentation)
        for (index, cell) in cells.enumerated() {
          text += (line < cell.count ? cell[line] : "").padded(to: widths[index] + Self.gap)
        }
        while text.last == " " { text.removeLast() }
        return text
      }
    }
  }

  /// As wide as the longest cell of each column. Where a line has no room for that, the widest columns give way, first as far
  /// as their longest word, unless that is very long, then further.
  private var fittingWidths: [Int] {
    guard let count = rows.first?.count, count > 0 else { return [] }
    var widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let words = (0..<count).map { column in
      rows.flatMap { $0[column].split(separator: " ").map(\.count) }.max() ?? 0
    }
    let room = Self.lineLength - indentation - (count - 1) * Self.gap
    for floors in [words.map { min($0, longWord) }, Array(repeating: 1, count: count)] {
      while widths.reduce(0, +) > room,
        let widest = widths.indices.filter({ widths[$0] > floors[$0] }).max(by: { widths[$0] < widths[$1] })
      {
        widths[widest] -= 1
      }
    }
    return widths
  }

  /// Words in lines of so many characters; a word that is longer is broken after its signs, else where a line ends.
  package static func wrap(_ text: String, width: Int) -> [String] {
    guard text.count > width, width > 0 else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var space = line.isEmpty ? "" : " "
      for piece in word.count > width ? pieces(of: word) : [word] {
        if line.count + space.count + piece.count > width, !line.isEmpty {
          lines.append(line)
          line = ""
          space = ""
        }
        line += space + piece
        space = ""
        while line.count > width {
          lines.append(String(line.prefix(width)))
          line = String(line.dropFirst(width))
        }
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// The parts of an id such as `users[group=rural,measure=penetration]`, each with the sign after it.
  private static func pieces(of word: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var start = word.startIndex
    for place in word.indices where ".,[(_".contains(word[place]) {
      pieces.append(word[start...place])
      start = word.index(after: place)
    }
    if start < word.endIndex { pieces.append(word[start...]) }
    return pieces
  }
}

extension String {
  /// With spaces after it, up to so many characters.
  package func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
