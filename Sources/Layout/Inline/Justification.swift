/// How much of the room that a line has too much or too little its letters may take up, by the sheet. Shares of the letters' width.
struct LetterLimits: Hashable {
  /// By how much letters may be drawn wider or narrower.
  var expansion: Double
  /// By how much letters may be set closer together, and farther apart.
  var closer: Double
  var wider: Double

  static let none = LetterLimits(expansion: 0, closer: 0, wider: 0)
}

/// How the room that a line has too much or too little is shared out in justified text.
///
/// Letters come first: they are drawn a little wider or narrower, after H. Zapf, "About micro-typography and the hz-program",
/// Electronic Publishing 6 (1993), within the ±2% that the microtype package keeps, which the eye does not see. Only what is left
/// changes the spaces between words, as in pdfTeX, and those between letters where the sheet allows it.
struct Justification {
  /// The change of each space, and of each gap between ideographs, as a share of its width.
  var spaces: Double
  /// The change of letters' width, as a share of it.
  var letters: Double
  /// The room added after letters, as a share of their width.
  var tracking: Double

  static let none = Justification(spaces: 0, letters: 0, tracking: 0)

  /// How much a space has changed when the room between letters comes to its limit.
  private static let spacesAtTrackingLimit = 0.2
  /// The narrowest a space gets: less and words run together.
  static let spaceShrinkLimit = 0.3
  /// Widths of letters are rounded to steps of this, since each is a font of its own to whoever draws it.
  static let letterStep = 0.002

  /// Shares out a difference between a line's own width and the width it is to have.
  ///
  /// - Parameters:
  ///   - difference: Positive for a line to be stretched, in points.
  ///   - spaces: The width of the line's spaces, in points.
  ///   - gaps: The width in which the gaps between its ideographs share, as a space would; they only stretch.
  ///   - letters: The width of its words, in points.
  /// - Returns: The shares; `spaces` may go beyond all bounds.
  @inline(__always)
  init(difference: Double, spaces: Double, gaps: Double, letters: Double, limits: LetterLimits) {
    let spaces = difference > 0 ? spaces + gaps : spaces
    // A word alone on its line is left as it is.
    guard spaces > 0 else {
      self = .none
      return
    }
    let room = letters * limits.expansion
    if abs(difference) <= room {
      self.init(spaces: 0, letters: difference / letters, tracking: 0)
      return
    }
    let rest = difference < 0 ? difference + room : difference - room
    let expansion = difference < 0 ? -limits.expansion : limits.expansion
    let limit = difference < 0 ? -limits.closer : limits.wider
    guard limit != 0 else {
      self.init(spaces: rest / spaces, letters: expansion, tracking: 0)
      return
    }
    let full = letters * abs(limit) + spaces * Self.spacesAtTrackingLimit
    let ratio = abs(rest) / full
    if ratio < 1 {
      self.init(
        spaces: rest / full * Self.spacesAtTrackingLimit, letters: expansion, tracking: ratio * limit)
    } else {
      self.init(spaces: (rest - letters * limit) / spaces, letters: expansion, tracking: limit)
    }
  }

  private init(spaces: Double, letters: Double, tracking: Double) {
    self.spaces = spaces
    self.letters = letters
    self.tracking = tracking
  }

  /// With the letters' share rounded and the spaces' share changed to make up for it.
  func rounded(spaces: Double, gaps: Double, letters letterWidth: Double) -> Justification {
    let width = self.spaces > 0 ? spaces + gaps : spaces
    guard width > 0 else { return .none }
    let steps = (letters / Self.letterStep).rounded() * Self.letterStep
    return Justification(
      spaces: self.spaces + (letters - steps) * letterWidth / width, letters: steps, tracking: tracking)
  }
}
