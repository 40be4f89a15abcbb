/// Rows of words in aligned columns, for a terminal.
struct ColumnText {
  /// Cells of the head, then of each row.
  var rows: [[String]]
  var indentation = 2
  /// No line is longer.
  var lineLength = 99

  private static let gap = 2

  /// The lines. What has no room is broken between words, and within one that is too long.
  var lines: [String] {
    let widths = fittingWidths
    return rows.flatMap { row -> [String] in
      let cells = zip(row, widths).map { Self.wrap($0, width: $1) }
      return (0..<(cells.map(\.count).max() ?? 0)).map { line in
        var text = String(repeating: " ", count: indentation)
        for (index, cell) in cells.enumerated() {
          let words = line < cell.count ? cell[line] : ""
          text += words + String(repeating: " ", count: widths[index] - words.count + Self.gap)
        }
        while text.last == " " { text.removeLast() }
        return text
      }
    }
  }

  /// As wide as the longest cell of each column. Where a line has no room for that, the widest columns give way, first as far
  /// as their longest word, then further.
  private var fittingWidths: [Int] {
    guard let count = rows.first?.count, count > 0 else { return [] }
    var widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let words = (0..<count).map { column in
      rows.flatMap { $0[column].split(separator: " ").map(\.count) }.max() ?? 0
    }
    let room = lineLength - indentation - (count - 1) * Self.gap
    for floors in [words, Array(repeating: 1, count: count)] {
      while widths.reduce(0, +) > room,
        let widest = widths.indices.filter({ widths[$0] > floors[$0] }).max(by: { widths[$0] < widths[$1] })
      {
        widths[widest] -= 1
      }
    }
    return widths
  }

  static func wrap(_ text: String, width: Int) -> [String] {
    guard text.count > width, width > 0 else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var rest = word
      if !line.isEmpty, line.count + 1 + rest.count <= width {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while rest.count > width {
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
      }
      line = String(rest)
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
