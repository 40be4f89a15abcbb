/// `:nth-child(an+b)` and its kin: the position is a·n + b for some n from 0.
struct PositionTest: Hashable, Sendable {
  var formula: AnPlusB
  /// Whether only siblings of the same element name count.
  var ofType: Bool
  var fromEnd: Bool

  func matches(_ position: SiblingPosition) -> Bool {
    let index = ofType ? position.indexOfType : position.index
    guard fromEnd else { return matches(index) }
    // Where the end is not known yet, nothing is near it.
    guard let count = ofType ? position.countOfType : position.count else { return false }
    return matches(count - index + 1)
  }

  /// Whether it holds for a count from 1, from whichever end it counts.
  func matches(_ index: Int) -> Bool { formula.contains(index) }
}
