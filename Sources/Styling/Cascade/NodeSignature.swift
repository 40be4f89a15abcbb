/// All that any rule can tell about a node, apart from its ancestors. Nodes with equal signatures match alike.
struct NodeSignature: Hashable, Sendable {
  var isRoot = false
  /// Numbers from the rules' name tables; 0 for names that no rule has.
  var elementName: UInt32 = 0
  var identifier: UInt32 = 0
  /// Up to four class numbers in ascending order, 16 bits each.
  private var classes: UInt64 = 0
  /// A bit for each attribute or position test that holds.
  private var tests: UInt64 = 0
  /// Classes and tests that found no room above; hardly ever any.
  private var moreClasses: [UInt32] = []
  private var moreTests: [UInt64] = []

  func hasClass(_ number: UInt32) -> Bool {
    var rest = classes
    while rest != 0 {
      if rest & 0xFFFF == UInt64(number) { return true }
      rest >>= 16
    }
    return !moreClasses.isEmpty && moreClasses.contains(number)
  }

  mutating func addClass(_ number: UInt32) {
    guard !hasClass(number) else { return }
    if number > 0xFFFF || classes >> 48 != 0 {
      let place = moreClasses.firstIndex { $0 > number } ?? moreClasses.count
      moreClasses.insert(number, at: place)
      return
    }
    // Kept in order, so that the order of the classes makes no difference.
    var packed: UInt64 = 0
    var rest = classes
    var shift: UInt64 = 0
    var isPlaced = false
    while rest != 0 || !isPlaced {
      let next = rest & 0xFFFF
      if !isPlaced, next == 0 || next > UInt64(number) {
        packed |= UInt64(number) << shift
        isPlaced = true
      } else {
        packed |= next << shift
        rest >>= 16
      }
      shift += 16
    }
    classes = packed
  }

  func forEachClass(_ body: (UInt32) -> Void) {
    var rest = classes
    while rest != 0 {
      body(UInt32(rest & 0xFFFF))
      rest >>= 16
    }
    for number in moreClasses { body(number) }
  }

  func passes(_ test: Int) -> Bool {
    if test < 64 { return tests >> UInt64(test) & 1 == 1 }
    let word = test / 64 - 1
    return word < moreTests.count && moreTests[word] >> UInt64(test % 64) & 1 == 1
  }

  mutating func pass(_ test: Int) {
    if test < 64 {
      tests |= 1 << UInt64(test)
      return
    }
    let word = test / 64 - 1
    while moreTests.count <= word { moreTests.append(0) }
    moreTests[word] |= 1 << UInt64(test % 64)
  }
}

/// A node's ancestors, by their signatures.
final class Ancestry: Sendable {
  let signature: NodeSignature
  let parent: Ancestry?
  init(_ signature: NodeSignature, parent: Ancestry?) {
    self.signature = signature
    self.parent = parent
  }
}
