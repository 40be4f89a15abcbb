import Diagnostics

/// Text for a terminal in lines under 100 columns, with what a line is about at its left.
struct TraceText {
  private(set) var text = ""
  private static let labelWidth = 10
  private var heads: [String: String] = [:]

  /// Adds words that are wrapped to the right of their label; the label may be empty for what goes on.
  mutating func add(_ label: String, _ words: String) {
    let margin = Self.labelWidth + 2
    for (index, line) in ColumnText.wrap(words, width: ColumnText.lineLength - margin).enumerated() {
      let name = index == 0 ? label : ""
      addLine("  " + (name + " ").padded(to: Self.labelWidth) + line)
    }
  }

  /// Adds words with a margin of their own; a line that goes on is set in a little more.
  mutating func add(indent: Int, _ words: String) {
    let margin = String(repeating: " ", count: indent)
    for (index, line) in ColumnText.wrap(words, width: ColumnText.lineLength - indent - 2).enumerated() {
      addLine(margin + (index == 0 ? "" : "  ") + line)
    }
  }

  /// Whether the head of a file's columns has not been written yet; it is written once.
  mutating func isFirst(_ head: String, of file: String) -> Bool { heads.updateValue(head, forKey: file) == nil }

  mutating func addLine(_ line: String = "") { text += line + "\n" }
}
