/// All that any rule can tell about a node, apart from its ancestors. Nodes with equal signatures match alike.
struct NodeSignature: Hashable, Sendable {
  var isRoot = false
  /// Numbers from the rules' name tables; 0 for names that no rule has.
  var elementName: UInt32 = 0
  var identifier: UInt32 = 0
  /// Up to four class numbers in ascending order, 16 bits each.
  private var classes: UInt64 = 0
  /// A bit for each numbered test that holds.
  private var tests: UInt64 = 0
  /// Classes and tests that found no room above; hardly ever any.
  private var more: More?

  private final class More: Hashable, Sendable {
    let classes: [UInt32]
    /// Words of bits, for tests from 64 on.
    let tests: [UInt64]
    init(classes: [UInt32], tests: [UInt64]) {
      self.classes = classes
      self.tests = tests
    }
    static func == (a: More, b: More) -> Bool { a.classes == b.classes && a.tests == b.tests }
    func hash(into hasher: inout Hasher) {
      hasher.combine(classes)
      hasher.combine(tests)
    }
  }

  func hasClass(_ number: UInt32) -> Bool {
    var rest = classes
    while rest != 0 {
      if rest & 0xFFFF == UInt64(number) { return true }
      rest >>= 16
    }
    return more?.classes.contains(number) ?? false
  }

  mutating func addClass(_ number: UInt32) {
    guard !hasClass(number) else { return }
    if classes == 0, number <= 0xFFFF {
      classes = UInt64(number)
      return
    }
    // Kept in order, so that the order of the classes makes no difference.
    var all: [UInt32] = []
    forEachClass { all.append($0) }
    all.insert(number, at: all.firstIndex { $0 > number } ?? all.count)
    classes = 0
    var others: [UInt32] = []
    for (index, number) in all.enumerated() {
      if index < 4, number <= 0xFFFF {
        classes |= UInt64(number) << UInt64(index * 16)
      } else {
        others.append(number)
      }
    }
    if !others.isEmpty { more = More(classes: others, tests: more?.tests ?? []) }
  }

  func forEachClass(_ body: (UInt32) -> Void) {
    var rest = classes
    while rest != 0 {
      body(UInt32(rest & 0xFFFF))
      rest >>= 16
    }
    for number in more?.classes ?? [] { body(number) }
  }

  func passes(_ test: Int) -> Bool {
    if test < 64 { return tests >> UInt64(test) & 1 == 1 }
    guard let words = more?.tests, test / 64 - 1 < words.count else { return false }
    return words[test / 64 - 1] >> UInt64(test % 64) & 1 == 1
  }

  mutating func pass(_ test: Int) {
    if test < 64 {
      tests |= 1 << UInt64(test)
      return
    }
    var words = more?.tests ?? []
    while words.count < test / 64 { words.append(0) }
    words[test / 64 - 1] |= 1 << UInt64(test % 64)
    more = More(classes: more?.classes ?? [], tests: words)
  }
}

/// A node's ancestors, by their signatures.
final class Ancestry: MatchedNode, Sendable {
  let signature: NodeSignature
  let parent: Ancestry?
  init(_ signature: NodeSignature, parent: Ancestry?) {
    self.signature = signature
    self.parent = parent
  }
}
