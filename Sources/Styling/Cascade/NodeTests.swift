/// The tests that rules make on elements of one name, each on the element alone.
struct NodeTests: Sendable {
  enum Kind: Hashable, Sendable {
    case attribute(AttributeTest)
    /// The language that the element states fits one of the ranges.
    case language([LanguageRange])
    /// It states a direction: this one, or either for nil.
    case direction(TextDirection?)
    case position(PositionTest)
    case empty
  }
  struct Entry: Sendable {
    var number: Int
    var kind: Kind
  }
  /// Grouped, so that each attribute is asked for once.
  private var attributes: [(name: String, tests: [Entry])] = []
  private var positions: [(number: Int, test: PositionTest)] = []
  private var empty: Int?

  init(_ entries: [Entry]) {
    for entry in entries {
      switch entry.kind {
      case .position(let test): positions.append((entry.number, test))
      case .empty: empty = entry.number
      case .attribute(let test): add(entry, on: test.name)
      case .language: add(entry, on: "lang")
      case .direction: add(entry, on: "dir")
      }
    }
  }

  private mutating func add(_ entry: Entry, on name: String) {
    if let index = attributes.firstIndex(where: { $0.name == name }) {
      attributes[index].tests.append(entry)
    } else {
      attributes.append((name, [entry]))
    }
  }

  var attributeNames: [String] { attributes.map(\.name) }

  /// Makes the tests on a node and notes those that hold.
  func apply(to node: some StyleNode, at position: SiblingPosition, _ signature: inout NodeSignature) {
    for (number, test) in positions where test.matches(position) { signature.pass(number) }
    for (name, tests) in attributes {
      guard let value = node.attribute(name) else { continue }
      for test in tests where test.kind.holds(for: value) { signature.pass(test.number) }
    }
    if let empty, node.isEmpty { signature.pass(empty) }
  }
}

extension NodeTests.Kind {
  fileprivate func holds(for value: String) -> Bool {
    switch self {
    case .attribute(let test): return test.matches(value)
    case .language(let ranges): return ranges.contains { $0.matches(value) }
    case .direction(let wanted):
      let stated = TextDirection(rawValue: asciiLowercased(value))
      return stated != nil && (wanted == nil || wanted == stated)
    case .position, .empty: return false
    }
  }
}
