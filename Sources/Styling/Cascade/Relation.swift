/// A condition on what stands beside or within an element. Whether it holds is a test of the element's signature like any other,
/// but takes the whole tree to answer.
struct Relation: Sendable {
  enum Kind: Hashable, Sendable {
    /// The element right before it, or any before it, is selected.
    case follows(CompiledSelector, directly: Bool)
    /// Following one of the relative selectors from it leads to an element.
    case has([CompiledSelector])
    /// Its position among those of its siblings that are selected.
    case position(PositionTest, among: [CompiledSelector])
  }
  let number: Int
  let kind: Kind
  /// The numbers of the names of the elements that are asked; 0 for any.
  var elements: Set<UInt32> = []

  init(number: Int, kind: Kind) {
    self.number = number
    self.kind = kind
  }

  func concerns(_ element: UInt32) -> Bool { elements.contains(0) || elements.contains(element) }
}
