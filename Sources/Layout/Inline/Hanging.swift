import Styling

/// Which characters at the ends of a paragraph's lines stand out into the margin, and how far.
struct Hanging: Hashable {
  var punctuation: HangingPunctuation
  /// Whether characters stand out by a share of their width, so that the edges look straight; see ``MarginKerning``.
  var kernsMargins: Bool
  /// Whether the blank half of full-width punctuation is left out at the end of a line that has no room for it.
  var trims: Bool

  static let none = Hanging(punctuation: HangingPunctuation(), kernsMargins: false, trims: false)

  /// How far the first character of a word at the start of a line stands out, in points.
  func left(_ word: WordTable.Word, isFirstLine: Bool) -> Float {
    let kerning = kernsMargins ? word.leftHang : 0
    return punctuation.first && isFirstLine ? max(kerning, word.openingMark) : kerning
  }

  /// How far the last character of a word at the end of a line stands out in any case.
  func right(_ word: WordTable.Word, endsParagraph: Bool) -> Float {
    var hang = kernsMargins ? word.rightHang : 0
    if punctuation.end == .force { hang = max(hang, word.closingStop) }
    if punctuation.last && endsParagraph { hang = max(hang, word.closingMark) }
    return hang
  }

  /// How much farther it may stand out where the line has not room enough for it.
  func spare(_ word: WordTable.Word) -> Float {
    let most = max(punctuation.end == .allow ? word.closingStop : 0, trims ? word.blankEnd : 0)
    return max(0, most - (kernsMargins ? word.rightHang : 0))
  }

  /// How far a hyphen that hyphenation adds stands out, in points.
  func hyphen(width: Double) -> Float { kernsMargins ? Float(MarginKerning.hyphenHang(width: width)) : 0 }
}
