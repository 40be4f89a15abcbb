/// Gives numbers to names and tests while selectors are compiled.
struct SelectorCompiler {
  private(set) var elementNames = NameTable()
  private(set) var identifiers = NameTable()
  private(set) var classes = NameTable()
  /// What has to be looked up beside and within nodes, each after those that it needs.
  private(set) var relations: [Relation] = []
  private var nodeTests: [NodeTests.Kind: Int] = [:]
  private var relationPlaces: [Relation.Kind: Int] = [:]
  private var testCount = 0
  /// What `&` comes to, once for all rules that are nested in one.
  private var parents: [ParentRule: [CompiledSelector]] = [:]
  /// Tests that concern elements of a name, by its number; under 0 those that concern elements of any name.
  private var testsByElement: [[NodeTests.Entry]] = [[]]

  mutating func compile(_ selector: ComplexSelector) -> CompiledSelector { compile(selector, within: nil) }

  private mutating func compile(_ selector: ComplexSelector, within element: UInt32?) -> CompiledSelector {
    var steps: [CompiledSelector.Step] = []
    for (index, step) in selector.steps.enumerated() {
      // Only the last compound of an inner selector is about the element that the outer one names.
      let outer = index == 0 ? element : nil
      var tests = compile(step.compound, within: outer)
      let rest = selector.steps[(index + 1)...]
      guard !rest.isEmpty, step.combinator == .nextSibling || step.combinator == .laterSibling else {
        steps.append(CompiledSelector.Step(tests: tests, combinator: step.combinator))
        continue
      }
      // All that stands to the left is about a sibling, and so one more condition on this element.
      let sibling = compile(ComplexSelector(steps: Array(rest), specificity: Specificity()), within: nil)
      let own = step.compound.elementName.map { elementNames.add($0) }
      tests.append(
        relate(.follows(sibling, directly: step.combinator == .nextSibling), outer ?? own))
      steps.append(CompiledSelector.Step(tests: tests, combinator: .descendant))
      break
    }
    return CompiledSelector(steps: steps)
  }

  /// Compiles a selector of `:has()`, whose steps are followed from the selected element back to where it begins.
  private mutating func compileRelative(_ selector: ComplexSelector) -> CompiledSelector {
    var steps: [CompiledSelector.Step] = []
    for step in selector.steps {
      let tests = compile(step.compound, within: nil)
      steps.append(CompiledSelector.Step(tests: tests, combinator: step.combinator))
    }
    return CompiledSelector(steps: steps)
  }

  private mutating func compile(
    _ compound: CompoundSelector, within outer: UInt32?
  ) -> [CompiledSelector.Test] {
    var tests: [CompiledSelector.Test] = []
    var element = outer
    if let name = compound.elementName {
      let number = elementNames.add(name)
      tests.append(.elementName(number))
      element = outer ?? number
    }
    for condition in compound.conditions { tests.append(compile(condition, element)) }
    return tests
  }

  private mutating func compile(_ condition: SimpleSelector, _ element: UInt32?) -> CompiledSelector.Test {
    switch condition {
    case .identifier(let name): return .identifier(identifiers.add(name))
    case .ofClass(let name): return .ofClass(classes.add(name))
    case .root: return .root
    case .state(_, let holds): return .constant(holds)
    case .any(let inner, _): return .any(compile(inner, within: element))
    case .none(let inner): return .none(compile(inner, within: element))
    case .parent(let rule): return .any(compile(rule))
    case .attribute(let test): return .numbered(number(of: .attribute(test), element))
    case .position(let test): return .numbered(number(of: .position(test), element))
    case .empty: return .numbered(number(of: .empty, element))
    case .language(let ranges):
      let stated = AttributeTest(name: "lang", operation: .exists, value: "", ignoresCase: false)
      return .nearest(
        holds: number(of: .language(ranges), nil), stated: number(of: .attribute(stated), nil))
    case .direction(let direction):
      return .nearest(
        holds: number(of: .direction(direction), nil), stated: number(of: .direction(nil), nil))
    case .positionAmong(let test, let inner):
      return relate(.position(test, among: compile(inner, within: nil)), element)
    case .has(let inner):
      var relative: [CompiledSelector] = []
      for selector in inner { relative.append(compileRelative(selector)) }
      return relate(.has(relative), element)
    }
  }

  private mutating func compile(
    _ selectors: [ComplexSelector], within element: UInt32?
  ) -> [CompiledSelector] {
    var compiled: [CompiledSelector] = []
    for selector in selectors { compiled.append(compile(selector, within: element)) }
    return compiled
  }

  private mutating func compile(_ rule: ParentRule) -> [CompiledSelector] {
    if let known = parents[rule] { return known }
    let compiled = compile(rule.elements, within: nil)
    parents[rule] = compiled
    return compiled
  }

  private mutating func newTest() -> Int {
    testCount += 1
    return testCount - 1
  }

  /// The number of a test on a node alone, which elements of a name are put to; of any name for nil.
  private mutating func number(of kind: NodeTests.Kind, _ element: UInt32?) -> Int {
    let number = nodeTests[kind] ?? newTest()
    nodeTests[kind] = number
    let place = Int(element ?? 0)
    while testsByElement.count <= place { testsByElement.append([]) }
    if !testsByElement[place].contains(where: { $0.number == number }) {
      testsByElement[place].append(NodeTests.Entry(number: number, kind: kind))
    }
    return number
  }

  private mutating func relate(_ kind: Relation.Kind, _ element: UInt32?) -> CompiledSelector.Test {
    let place = relationPlaces[kind] ?? relations.count
    if place == relations.count {
      relationPlaces[kind] = place
      relations.append(Relation(number: newTest(), kind: kind))
    }
    relations[place].elements.insert(element ?? 0)
    return .numbered(relations[place].number)
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
