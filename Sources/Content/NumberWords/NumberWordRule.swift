/// Words that are a number where they stand among certain others.
///
/// The lists are patterns, separated by commas: each is one or more words as they follow one another, `#` for a number word
/// or digits, and `.` for the end of a sentence or a sign between its parts.
struct NumberWordRule: Sendable {
  /// In lower case.
  let words: [String]
  /// One of these has to stand just before; nothing has to if there are none.
  let before: [Pattern]
  /// One of these has to stand just after; nothing has to if there are none.
  let after: [Pattern]
  let notBefore: [Pattern]
  let notAfter: [Pattern]
  /// Whether the words are numbers by themselves, `#` for other rules.
  let isCardinal: Bool
  /// Whether they go on with a number in digits just before: 5 million.
  let isScale: Bool

  /// Words in the order in which they are met when going away from the number.
  typealias Pattern = [String]

  /// - Parameters:
  ///   - words: Separated by spaces.
  ///   - before: And the other lists: patterns, separated by commas.
  init(
    _ words: String, before: String = "", after: String = "", notBefore: String = "", notAfter: String = "",
    isCardinal: Bool = false, isScale: Bool = false
  ) {
    self.words = words.split(separator: " ").map(String.init)
    self.before = Self.patterns(before).map { $0.reversed() }
    self.after = Self.patterns(after)
    self.notBefore = Self.patterns(notBefore).map { $0.reversed() }
    self.notAfter = Self.patterns(notAfter)
    self.isCardinal = isCardinal || isScale
    self.isScale = isScale
  }

  private static func patterns(_ list: String) -> [Pattern] {
    list.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
  }
}
