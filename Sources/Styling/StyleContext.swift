import Geometry
import Synchronization

/// A node's style, and the place from which the styles of its children are computed.
///
/// Nodes that are styled alike and have the same ancestors, as far as any rule can tell, share one context.
public final class StyleContext: Sendable {
  /// The node's own style.
  public let style: ComputedStyle

  private let resolver: StyleResolver
  let state: ContextState
  private let ancestry: Ancestry
  /// Which part of the node's box this is; nil for the node itself.
  public let pseudoElement: PseudoElement?
  /// A name for a reader, where styles are to be explained; that of the first of the like nodes.
  let label: String?
  private let children = Mutex(Children())

  /// The children asked for so far. Few differ, so that looking through them one by one is fastest.
  private struct Children: ~Copyable {
    private var signatures: [NodeSignature] = []
    private(set) var contexts: [StyleContext] = []
    /// The places in `contexts` of those beyond the first few.
    private var others: [NodeSignature: Int] = [:]
    /// Nil for those that no rule says anything of.
    var pseudoElements: [PseudoElement: StyleContext?] = [:]

    func context(_ signature: NodeSignature) -> StyleContext? {
      for index in signatures.indices where signatures[index] == signature { return contexts[index] }
      return others.isEmpty ? nil : others[signature].map { contexts[$0] }
    }
    /// Remembers a context, unless another thread was faster; gives the one to use.
    mutating func remember(_ context: StyleContext, _ signature: NodeSignature) -> StyleContext {
      if let known = self.context(signature) { return known }
      if signatures.count < 16 { signatures.append(signature) } else { others[signature] = contexts.count }
      contexts.append(context)
      return context
    }
  }

  init(
    resolver: StyleResolver, state: ContextState, ancestry: Ancestry,
    pseudoElement: PseudoElement? = nil, label: String? = nil
  ) {
    self.label = label
    self.resolver = resolver
    self.pseudoElement = pseudoElement
    self.state = state
    self.ancestry = ancestry
    style = state.style
  }

  /// The context of `:root`.
  convenience init(root signature: NodeSignature, resolver: StyleResolver) {
    let ancestry = Ancestry(signature, parent: nil)
    let state = resolver.state(rules: resolver.ruleSet.matching(ancestry), parent: .initial)
    self.init(resolver: resolver, state: state, ancestry: ancestry)
  }

  /// The context of a child, for which no relation to other nodes holds but those to its ancestors.
  ///
  /// Answers from memory if a like child was asked for before.
  public func child(_ node: some StyleNode, at position: SiblingPosition) -> StyleContext {
    child(resolver.ruleSet.signature(of: node, at: position), label: resolver.ruleSet.label(of: node))
  }

  /// The context of a child that is an element of a tree, by its place there.
  public func child(_ element: Int, of tree: ElementTree) -> StyleContext {
    child(tree.signatures[element], label: tree.labels.isEmpty ? nil : tree.labels[element])
  }

  private func child(_ signature: NodeSignature, label: @autoclosure () -> String?) -> StyleContext {
    if let known = children.withLock({ $0.context(signature) }) { return known }
    let ancestry = Ancestry(signature, parent: ancestry)
    let rules = resolver.ruleSet.matching(ancestry)
    let made = StyleContext(
      resolver: resolver, state: resolver.state(rules: rules, parent: state), ancestry: ancestry,
      label: label())
    return children.withLock { $0.remember(made, signature) }
  }

  /// The context of a part of the node's box, which inherits from the node; nil where no rule of any sheet selects it.
  ///
  /// Children asked for within it match as the node's own do and inherit from the part, as words in a `::first-line` do.
  public func pseudo(_ element: PseudoElement) -> StyleContext? {
    guard pseudoElement == nil, resolver.ruleSet.selects(element) else { return nil }
    if let known = children.withLock({ $0.pseudoElements[element] }) { return known }
    let rules = resolver.ruleSet.matching(ancestry, element)
    let made =
      rules.isEmpty
      ? nil
      : StyleContext(
        resolver: resolver, state: resolver.state(rules: rules, of: element, parent: state),
        ancestry: ancestry, pseudoElement: element, label: label.map { "\($0)::\(element.rawValue)" })
    return children.withLock { children in
      if let known = children.pseudoElements[element] { return known }
      children.pseudoElements[element] = .some(made)
      return made
    }
  }

  var ruleSet: RuleSet { resolver.ruleSet }

  /// The rules that select it, weakest first, with their selectors.
  var matches: [RuleSet.Match] { ruleSet.matches(ancestry, pseudoElement) }

  /// Its children as far as they were asked for, in that order.
  var knownChildren: [StyleContext] { children.withLock { $0.contexts } }

  /// The context of a part of the node's box that stands elsewhere and inherits from what is around it there, as the call
  /// of a note does; nil where no rule of any sheet selects it.
  public func pseudo(_ element: PseudoElement, inheritingFrom parent: StyleContext) -> StyleContext? {
    guard pseudoElement == nil, resolver.ruleSet.selects(element) else { return nil }
    let rules = resolver.ruleSet.matching(ancestry, element)
    if rules.isEmpty { return nil }
    return StyleContext(
      resolver: resolver, state: resolver.state(rules: rules, of: element, parent: parent.state), ancestry: ancestry,
      pseudoElement: element)
  }

  /// The same node or part with another parent to inherit from, as an element has within a `::first-line`
  /// (CSS Pseudo-Elements Level 4, section 2.1.3).
  public func inheriting(from parent: StyleContext) -> StyleContext {
    StyleContext(
      resolver: resolver, state: resolver.state(rules: state.rules, of: pseudoElement, parent: parent.state),
      ancestry: ancestry, pseudoElement: pseudoElement)
  }

  /// The context of an anonymous box in the node's, which no rule selects (CSS 2, section 9.2.1.1).
  public func anonymous(_ display: StyleValues.Display) -> StyleContext {
    StyleContext(
      resolver: resolver, state: resolver.anonymous(display, in: state), ancestry: ancestry)
  }

  /// The text of a custom property such as `--label-density`, its own variables put in; nil where it is not set.
  public func customProperty(_ name: String) -> String? { state.custom.values[name]?.cssText }
  /// The custom properties that are a colour, by their names without the dashes, in alphabetical order.
  public var customColors: [(name: String, color: Color)] {
    state.custom.values.keys.sorted().compactMap { name in
      customProperty(name).flatMap(StyleParsing.color).map { (String(name.dropFirst(2)), $0) }
    }
  }

  /// Who set a property of this very node (by its longhand name, such as `fill`); nil where no rule did, so that its
  /// value is inherited or initial.
  public func origin(of property: String) -> StyleOrigin? {
    guard case .longhand(let index) = PropertyTable.reference(property) else { return nil }
    var origin: StyleOrigin?
    var important: StyleOrigin?
    for rule in state.rules {
      let rule = resolver.ruleSet.rules[rule]
      for declaration in rule.declarations where declaration.sets(index) {
        if !declaration.isImportant {
          origin = rule.precedence.origin
        } else {
          important = min(important ?? rule.precedence.origin, rule.precedence.origin)
        }
      }
    }
    return important ?? origin
  }
}

extension Declaration {
  fileprivate func sets(_ property: Int) -> Bool {
    switch value {
    case .parsed(let values): values.contains { $0.property == property }
    case .deferred(.longhand(let index), _): index == property
    case .deferred(.shorthand(let index), _): PropertyTable.shorthands[index].longhands.contains(property)
    case .custom: false
    }
  }
}
