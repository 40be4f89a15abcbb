/// A selector with numbers for names, ready to be matched.
struct CompiledSelector: Sendable {
  enum Test: Sendable {
    case elementName(UInt32)
    case identifier(UInt32)
    case ofClass(UInt32)
    /// An attribute or position test, by its number.
    case numbered(Int)
    case root
    case never
    case any([CompiledSelector])
    case none([CompiledSelector])
  }
  struct Step: Sendable {
    var tests: [Test]
    var combinator: ComplexSelector.Combinator
  }
  var steps: [Step]

  /// Whether it selects the node that `ancestry` begins with.
  func matches(_ ancestry: Ancestry) -> Bool { matches(ancestry, from: 0) }

  private func matches(_ ancestry: Ancestry, from index: Int) -> Bool {
    let step = steps[index]
    for test in step.tests where !holds(test, ancestry) { return false }
    guard index + 1 < steps.count else { return true }
    var above = ancestry.parent
    while let ancestor = above {
      if matches(ancestor, from: index + 1) { return true }
      if step.combinator == .child { return false }
      above = ancestor.parent
    }
    return false
  }

  private func holds(_ test: Test, _ ancestry: Ancestry) -> Bool {
    let signature = ancestry.signature
    switch test {
    case .elementName(let number): return signature.elementName == number
    case .identifier(let number): return signature.identifier == number
    case .ofClass(let number): return signature.hasClass(number)
    case .numbered(let number): return signature.passes(number)
    case .root: return signature.isRoot
    case .never: return false
    case .any(let selectors): return selectors.contains { $0.matches(ancestry) }
    case .none(let selectors): return !selectors.contains { $0.matches(ancestry) }
    }
  }
}

/// Gives numbers to names and tests while selectors are compiled.
struct SelectorCompiler {
  private(set) var elementNames = NameTable()
  private(set) var identifiers = NameTable()
  private(set) var classes = NameTable()
  private var attributeTests: [AttributeTest: Int] = [:]
  private var positionTests: [PositionTest: Int] = [:]
  private var testCount = 0
  /// Tests that concern elements of a name, by its number; under 0 those that concern elements of any name.
  private var testsByElement: [[NodeTests.Entry]] = [[]]

  mutating func compile(_ selector: ComplexSelector) -> CompiledSelector { compile(selector, within: nil) }

  private mutating func compile(_ selector: ComplexSelector, within element: UInt32?) -> CompiledSelector {
    var steps: [CompiledSelector.Step] = []
    for (index, step) in selector.steps.enumerated() {
      // Only the last compound of an inner selector is about the element that the outer one names.
      let outer = index == 0 ? element : nil
      steps.append(
        CompiledSelector.Step(tests: compile(step.compound, within: outer), combinator: step.combinator))
    }
    return CompiledSelector(steps: steps)
  }

  private mutating func compile(_ compound: CompoundSelector, within outer: UInt32?) -> [CompiledSelector
    .Test]
  {
    var tests: [CompiledSelector.Test] = []
    var element = outer
    if let name = compound.elementName {
      let number = elementNames.add(name)
      while testsByElement.count <= Int(number) { testsByElement.append([]) }
      tests.append(.elementName(number))
      element = outer ?? number
    }
    for condition in compound.conditions {
      switch condition {
      case .identifier(let name): tests.append(.identifier(identifiers.add(name)))
      case .ofClass(let name): tests.append(.ofClass(classes.add(name)))
      case .root: tests.append(.root)
      case .never: tests.append(.never)
      case .any(let inner): tests.append(.any(inner.map { compile($0, within: element) }))
      case .none(let inner): tests.append(.none(inner.map { compile($0, within: element) }))
      case .attribute(let test):
        let number = attributeTests[test] ?? newTest()
        attributeTests[test] = number
        note(.attribute(test), number, element)
        tests.append(.numbered(number))
      case .position(let test):
        let number = positionTests[test] ?? newTest()
        positionTests[test] = number
        note(.position(test), number, element)
        tests.append(.numbered(number))
      }
    }
    return tests
  }

  private mutating func newTest() -> Int {
    testCount += 1
    return testCount - 1
  }

  private mutating func note(_ kind: NodeTests.Kind, _ number: Int, _ element: UInt32?) {
    let place = Int(element ?? 0)
    if !testsByElement[place].contains(where: { $0.number == number }) {
      testsByElement[place].append(NodeTests.Entry(number: number, kind: kind))
    }
  }

  /// The tests to make for elements of each name, by its number.
  func tests() -> [NodeTests] {
    (0..<elementNames.count).map { number in
      var entries = testsByElement[0]
      if number > 0, number < testsByElement.count {
        entries += testsByElement[number].filter { entry in !entries.contains { $0.number == entry.number } }
      }
      return NodeTests(entries)
    }
  }
}

/// The attribute and position tests that rules make on elements of one name.
struct NodeTests: Sendable {
  enum Kind: Sendable {
    case attribute(AttributeTest)
    case position(PositionTest)
  }
  struct Entry: Sendable {
    var number: Int
    var kind: Kind
  }
  /// Grouped, so that each attribute is asked for once.
  private var attributes: [(name: String, tests: [(number: Int, test: AttributeTest)])] = []
  private var positions: [(number: Int, test: PositionTest)] = []

  init(_ entries: [Entry]) {
    for entry in entries {
      switch entry.kind {
      case .position(let test): positions.append((entry.number, test))
      case .attribute(let test):
        if let index = attributes.firstIndex(where: { $0.name == test.name }) {
          attributes[index].tests.append((entry.number, test))
        } else {
          attributes.append((test.name, [(entry.number, test)]))
        }
      }
    }
  }

  /// Makes the tests on a node and notes those that hold.
  func apply(to node: some StyleNode, at position: SiblingPosition, _ signature: inout NodeSignature) {
    for (number, test) in positions where test.matches(position) { signature.pass(number) }
    for (name, tests) in attributes {
      guard let value = node.attribute(name) else { continue }
      for (number, test) in tests where test.matches(value) { signature.pass(number) }
    }
  }
}
