/// A node as selectors look at it.
protocol MatchedNode {
  var signature: NodeSignature { get }
  var parent: Self? { get }
}

/// A selector with numbers for names, ready to be matched.
struct CompiledSelector: Hashable, Sendable {
  enum Test: Hashable, Sendable {
    case elementName(UInt32)
    case identifier(UInt32)
    case ofClass(UInt32)
    /// A test that the signature has the answer to, by its number.
    case numbered(Int)
    case root
    case constant(Bool)
    case any([CompiledSelector])
    case none([CompiledSelector])
    /// The first of the node and its ancestors for which the test `stated` holds passes the test `holds` too.
    case nearest(holds: Int, stated: Int)
  }
  struct Step: Hashable, Sendable {
    var tests: [Test]
    var combinator: ComplexSelector.Combinator

    func selects(_ node: some MatchedNode) -> Bool { !tests.contains { !$0.holds(for: node) } }
  }
  /// Rightmost first. Joined by descent alone, since what stands beside a node is among the tests of its signature; only a
  /// relative selector has siblings.
  var steps: [Step]

  /// Whether it selects a node.
  func matches<Node: MatchedNode>(_ node: Node) -> Bool {
    guard var run = run(from: 0, at: node) else { return false }
    while run.next < steps.count {
      // The nearest ancestor that fits is the right one: any further up would leave fewer for the steps to come.
      var above = run.top.parent
      var found: (next: Int, top: Node)?
      while let ancestor = above, found == nil {
        found = self.run(from: run.next, at: ancestor)
        above = ancestor.parent
      }
      guard let found else { return false }
      run = found
    }
    return true
  }

  /// Matches steps that are joined as children, up to one that is joined as a descendant.
  ///
  /// - Returns: The step after them, and the node that the last of them selects.
  private func run<Node: MatchedNode>(from start: Int, at node: Node) -> (next: Int, top: Node)? {
    var node = node
    var index = start
    while steps[index].selects(node) {
      let combinator = steps[index].combinator
      index += 1
      if index == steps.count || combinator == .descendant { return (index, node) }
      guard let parent = node.parent else { return nil }
      node = parent
    }
    return nil
  }
}

extension CompiledSelector.Test {
  func holds(for node: some MatchedNode) -> Bool {
    switch self {
    case .elementName(let number): node.signature.elementName == number
    case .identifier(let number): node.signature.identifier == number
    case .ofClass(let number): node.signature.hasClass(number)
    case .numbered(let number): node.signature.passes(number)
    case .root: node.signature.isRoot
    case .constant(let holds): holds
    case .any(let selectors): selectors.contains { $0.matches(node) }
    case .none(let selectors): !selectors.contains { $0.matches(node) }
    case .nearest(let holds, let stated): Self.nearest(holds, stated, from: node)
    }
  }

  private static func nearest<Node: MatchedNode>(_ holds: Int, _ stated: Int, from node: Node) -> Bool {
    var at: Node? = node
    while let node = at {
      let signature = node.signature
      if signature.passes(stated) { return signature.passes(holds) }
      at = node.parent
    }
    return false
  }
}
