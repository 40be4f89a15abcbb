import Graphics

/// Words in which printed numbers are marked for the ledger.
struct MarkedText: Hashable, Sendable {
  struct Mark: Hashable, Sendable {
    /// Byte offsets in the text.
    var start: Int
    var end: Int
    var number: NumberMark
  }
  var text: String
  var marks: [Mark] = []

  static func + (a: MarkedText, b: MarkedText) -> MarkedText {
    let shift = a.text.utf8.count
    return MarkedText(
      text: a.text + b.text,
      marks: a.marks + b.marks.map { Mark(start: $0.start + shift, end: $0.end + shift, number: $0.number) })
  }
  static func + (a: MarkedText, b: String) -> MarkedText { MarkedText(text: a.text + b, marks: a.marks) }
}
