/// The elements of a document with all that rules can tell of each: what it is itself, and what stands beside and within it.
///
/// Needed only where ``Cascade/looksAround`` says so.
public struct ElementTree: Sendable {
  let signatures: [NodeSignature]
  /// Names for a reader; none where nothing is to be explained.
  let labels: [String]

  /// Takes up the elements of a document in reading order, each after its parent.
  public struct Builder {
    private let elements: Elements

    public init(_ cascade: Cascade) { elements = Elements(cascade.ruleSet) }

    /// Adds an element as the last child of another, or of `:root` for nil, and gives its place in the tree.
    public mutating func append(
      _ node: some StyleNode, under parent: Int?, at position: SiblingPosition
    ) -> Int {
      elements.append(node, under: parent ?? 0, at: position)
    }

    public consuming func finish() -> ElementTree {
      elements.findRelations()
      return ElementTree(signatures: elements.signatures, labels: elements.labels)
    }
  }
}

/// The elements while relations are found between them. Element 0 is `:root`.
private final class Elements {
  private(set) var signatures: [NodeSignature]
  private(set) var labels: [String] = []
  private let ruleSet: RuleSet
  fileprivate var parents: [Int32] = [-1]
  private var previousSiblings: [Int32] = [-1]
  private var lastChildren: [Int32] = [-1]

  init(_ ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    signatures = [ruleSet.rootSignature]
    if ruleSet.probe != nil { labels = [":root"] }
  }

  func append(_ node: some StyleNode, under parent: Int, at position: SiblingPosition) -> Int {
    let index = signatures.count
    signatures.append(ruleSet.signature(of: node, at: position))
    if let label = ruleSet.label(of: node) { labels.append(label) }
    parents.append(Int32(parent))
    previousSiblings.append(lastChildren[parent])
    lastChildren[parent] = Int32(index)
    lastChildren.append(-1)
    return index
  }

  /// Puts the answers of all relations into the signatures, one relation after another, since a later one may need an
  /// earlier one.
  func findRelations() {
    for relation in ruleSet.relations {
      let holds: [Bool]
      switch relation.kind {
      case .follows(let selector, let directly): holds = following(selector, directly: directly)
      case .has(let selectors): holds = having(selectors)
      case .position(let test, let selectors): holds = standing(at: test, among: selectors)
      }
      for index in signatures.indices where holds[index] && relation.concerns(signatures[index].elementName) {
        signatures[index].pass(relation.number)
      }
    }
  }

  private func following(_ selector: CompiledSelector, directly: Bool) -> [Bool] {
    var holds = Array(repeating: false, count: signatures.count)
    for index in signatures.indices where previousSiblings[index] >= 0 {
      let previous = Int(previousSiblings[index])
      holds[index] = (!directly && holds[previous]) || selector.matches(element(previous))
    }
    return holds
  }

  private func standing(at test: PositionTest, among selectors: [CompiledSelector]) -> [Bool] {
    let isCounted = signatures.indices.map { index in selectors.contains { $0.matches(element(index)) } }
    var holds = Array(repeating: false, count: signatures.count)
    var counts = Array(repeating: 0, count: signatures.count)
    func count(_ index: Int) {
      guard isCounted[index], parents[index] >= 0 else { return }
      counts[Int(parents[index])] += 1
      holds[index] = test.matches(counts[Int(parents[index])])
    }
    if test.fromEnd { signatures.indices.reversed().forEach(count) } else { signatures.indices.forEach(count) }
    return holds
  }

  /// The elements from which a relative selector leads somewhere: found from its end, step by step, each step for all elements
  /// at once, so that the work grows with the steps and not with the ways that they can be taken.
  private func having(_ selectors: [CompiledSelector]) -> [Bool] {
    var holds = Array(repeating: false, count: signatures.count)
    for selector in selectors {
      var reached = Array(repeating: true, count: signatures.count)
      for step in selector.steps {
        let found = signatures.indices.map { reached[$0] && step.selects(element($0)) }
        reached = origins(of: found, by: step.combinator)
      }
      for index in holds.indices where reached[index] { holds[index] = true }
    }
    return holds
  }

  /// The elements from which a combinator leads to any of those found.
  private func origins(of found: [Bool], by combinator: ComplexSelector.Combinator) -> [Bool] {
    var origins = Array(repeating: false, count: found.count)
    let links = combinator == .descendant || combinator == .child ? parents : previousSiblings
    let goesFar = combinator == .descendant || combinator == .laterSibling
    // Parents and earlier siblings come first, so that on the way back each is complete before it is passed on.
    for index in found.indices.reversed() where links[index] >= 0 {
      if found[index] || (goesFar && origins[index]) { origins[Int(links[index])] = true }
    }
    return origins
  }

  private func element(_ index: Int) -> Element { Element(elements: self, index: index) }

  private struct Element: MatchedNode {
    let elements: Elements
    let index: Int
    var signature: NodeSignature { elements.signatures[index] }
    var parent: Element? {
      elements.parents[index] < 0 ? nil : Element(elements: elements, index: Int(elements.parents[index]))
    }
  }
}
