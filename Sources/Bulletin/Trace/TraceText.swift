/// Text for a terminal in lines under 100 columns, with what a line is about at its left.
struct TraceText {
  private(set) var text = ""
  static let width = 98
  private static let labelWidth = 10
  private var heads: [String: String] = [:]

  /// Adds words that are wrapped to the right of their label; the label may be empty for what goes on.
  mutating func add(_ label: String, _ words: String) {
    let margin = Self.labelWidth + 2
    for (index, line) in Self.wrapped(words, to: Self.width - margin).enumerated() {
      let name = index == 0 ? label : ""
      addLine("  " + name + String(repeating: " ", count: max(Self.labelWidth - name.count, 1)) + line)
    }
  }

  /// Adds words with a margin of their own; a line that goes on is set in a little more.
  mutating func add(indent: Int, _ words: String) {
    let margin = String(repeating: " ", count: indent)
    for (index, line) in Self.wrapped(words, to: Self.width - indent - 2).enumerated() {
      addLine(margin + (index == 0 ? "" : "  ") + line)
    }
  }

  /// Whether the head of a file's columns has not been written yet; it is written once.
  mutating func isFirst(_ head: String, of file: String) -> Bool { heads.updateValue(head, forKey: file) == nil }

  mutating func addLine(_ line: String = "") { text += line + "\n" }

  /// Words in lines of so many characters; what has no space is cut, after a comma if there is one.
  static func wrapped(_ words: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words.split(separator: " ", omittingEmptySubsequences: false) {
      var word = word
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      while word.count > width {
        let piece = word.prefix(width)
        let end = piece.lastIndex(of: ",").map { word.index(after: $0) } ?? piece.endIndex
        lines.append(String(word[..<end]))
        word = word[end...]
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines
  }
}
