/// How the room that a line has too much or too little is shared out in justified text.
///
/// Letters take part: they are drawn a little wider or narrower, after H. Zapf, "About micro-typography and the hz-program",
/// Electronic Publishing 6 (1993), within the bounds of ±2% that the microtype package keeps. So the spaces
/// between words, which the eye sees first, stay nearly the same from line to line.
struct Justification {
  /// The change of each space, as a share of its width.
  var spaces: Double
  /// The change of letters' width, as a share of it.
  var letters: Double

  static let none = Justification(spaces: 0, letters: 0)

  /// The most that letters are widened or narrowed.
  static let letterLimit = 0.02
  /// How much a space has changed when letters come to their limit.
  static let spacesAtLetterLimit = 0.08
  /// The narrowest a space gets: less and words run together.
  static let spaceShrinkLimit = 0.3
  /// Widths of letters are rounded to steps of this, since each is a font of its own to whoever draws it.
  static let letterStep = 0.002

  /// Shares out a difference between a line's own width and the width it is to have.
  ///
  /// - Parameters:
  ///   - difference: Positive for a line to be stretched, in points.
  ///   - spaces: The width of the line's spaces, in points.
  ///   - letters: The width of its words, in points.
  /// - Returns: The shares; `spaces` may go beyond all bounds.
  @inline(__always)
  init(difference: Double, spaces: Double, letters: Double) {
    let full = letters * Self.letterLimit + spaces * Self.spacesAtLetterLimit
    if abs(difference) < full {
      let ratio = difference / full
      self.letters = ratio * Self.letterLimit
      self.spaces = ratio * Self.spacesAtLetterLimit
    } else {
      let limit = difference < 0 ? -Self.letterLimit : Self.letterLimit
      self.letters = spaces > 0 ? limit : 0
      self.spaces = spaces > 0 ? (difference - letters * limit) / spaces : 0
    }
  }

  init(spaces: Double, letters: Double) {
    self.spaces = spaces
    self.letters = letters
  }

  /// With the letters' share rounded and the spaces' share changed to make up for it.
  func rounded(spaces width: Double, letters letterWidth: Double) -> Justification {
    guard width > 0 else { return .none }
    let steps = (letters / Self.letterStep).rounded() * Self.letterStep
    return Justification(spaces: spaces + (letters - steps) * letterWidth / width, letters: steps)
  }
}
