/// How a paragraph begins that is the caption of a table: `Table: ` or `: `, as in Pandoc.
enum CaptionMark {
  /// The length of the mark with the spaces after it.
  static func length(byte: (Int) -> UInt8) -> Int? {
    var at = 0
    for expected in "Table".utf8 {
      guard byte(at) == expected else { break }
      at += 1
    }
    guard at == 0 || at == 5, byte(at) == UInt8(ascii: ":"), byte(at + 1) == 0x20 else { return nil }
    at += 2
    while byte(at) == 0x20 { at += 1 }
    return at
  }
}
