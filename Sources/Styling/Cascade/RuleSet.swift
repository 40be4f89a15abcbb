/// The rules of all sheets, indexed by what the selected element has to be.
final class RuleSet: Sendable {
  struct Rule: Sendable {
    let selectors: [ComplexSelector]
    let declarations: [Declaration]
    let precedence: Precedence
    let hasImportant: Bool
  }
  fileprivate struct Entry: Sendable {
    let selector: CompiledSelector
    let specificity: Specificity
    let rule: Int
    /// The selector's place among those of the rule.
    let place: Int
  }
  /// A rule that selects a node, and the most specific of its selectors that does.
  struct Match {
    let rule: Int
    let specificity: Specificity
    let selector: Int
  }

  let rules: [Rule]
  /// What styles are to be explained of; nil where none are.
  let probe: StyleProbe?
  /// A rule without declarations, which selects what the probe is about.
  let probeRule: Int?
  private let elementNames: NameTable
  private let identifiers: NameTable
  private let classes: NameTable
  private let tests: [NodeTests]
  /// What has to be looked up beside and within nodes, each after those that it needs.
  let relations: [Relation]
  /// The signature of `:root`, which sheets written for the web also call `html`.
  let rootSignature: NodeSignature
  private let entries: Entries
  /// Rules for pseudo-elements, which never select the element itself; those that no rule has are absent.
  private let pseudoEntries: [PseudoElement: Entries]

  /// Selectors, each filed under the rarest thing that its element has to have.
  private struct Entries: Sendable {
    var byElement: [[Entry]]
    var byIdentifier: [[Entry]]
    var byClass: [[Entry]]
    var anywhere: [Entry] = []

    mutating func file(_ entry: Entry) {
      var element: UInt32?
      var ofClass: UInt32?
      for test in entry.selector.steps[0].tests {
        switch test {
        case .identifier(let number):
          byIdentifier[Int(number)].append(entry)
          return
        case .ofClass(let number): ofClass = number
        case .elementName(let number): element = number
        default: break
        }
      }
      if let ofClass {
        byClass[Int(ofClass)].append(entry)
      } else if let element {
        byElement[Int(element)].append(entry)
      } else {
        anywhere.append(entry)
      }
    }
  }

  /// - Parameter language: The document's, which `:root` states.
  init(_ sheets: [StyleSheet], language: String, probe: StyleProbe?) {
    var compiler = SelectorCompiler()
    var rules: [Rule] = []
    var found: [(entry: Entry, element: PseudoElement?)] = []
    for (sheetIndex, sheet) in sheets.enumerated() {
      let precedence = SheetPrecedence(sheet.layers, sheet: sheetIndex)
      for rule in sheet.rules {
        found += compiler.entries(of: rule.selectors, rule: rules.count)
        rules.append(
          Rule(
            selectors: rule.selectors, declarations: rule.declarations,
            precedence: precedence.of(rule.placement),
            hasImportant: rule.declarations.contains(where: \.isImportant)))
      }
    }
    self.probe = probe
    if case .elements(let selectors) = probe?.target {
      probeRule = rules.count
      found += compiler.entries(of: selectors, rule: rules.count)
      rules.append(
        Rule(
          selectors: selectors, declarations: [], precedence: Precedence(origin: .defaults, sheet: 0, layer: 0),
          hasImportant: false))
    } else {
      probeRule = nil
    }
    self.rules = rules
    elementNames = compiler.elementNames
    identifiers = compiler.identifiers
    classes = compiler.classes
    tests = compiler.tests()
    relations = compiler.relations
    let root = RootNode(language: language)
    var rootSignature = NodeSignature()
    rootSignature.isRoot = true
    rootSignature.elementName = elementNames.number(root.elementName)
    tests[Int(rootSignature.elementName)].apply(to: root, at: .only, &rootSignature)
    self.rootSignature = rootSignature
    let none = Entries(
      byElement: Array(repeating: [], count: elementNames.count),
      byIdentifier: Array(repeating: [], count: identifiers.count),
      byClass: Array(repeating: [], count: classes.count))
    var entries = none
    var pseudoEntries: [PseudoElement: Entries] = [:]
    for (entry, element) in found {
      if let element { pseudoEntries[element, default: none].file(entry) } else { entries.file(entry) }
    }
    self.entries = entries
    self.pseudoEntries = pseudoEntries
  }

  func signature(of node: some StyleNode, at position: SiblingPosition) -> NodeSignature {
    var signature = NodeSignature()
    signature.elementName = elementNames.number(node.elementName)
    if identifiers.count > 1, let identifier = node.identifier {
      signature.identifier = identifiers.number(identifier)
    }
    for name in node.classes {
      let number = classes.number(name)
      if number != 0 { signature.addClass(number) }
    }
    tests[Int(signature.elementName)].apply(to: node, at: position, &signature)
    return signature
  }

  /// The rules that select the node which `ancestry` begins with, or a pseudo-element of it, weakest first.
  func matching(_ ancestry: Ancestry, _ element: PseudoElement? = nil) -> [Int] {
    matches(ancestry, element).map(\.rule)
  }

  /// Whether any rule selects a pseudo-element.
  func selects(_ element: PseudoElement) -> Bool { pseudoEntries[element] != nil }

  /// As ``matching(_:_:)``, with the selectors.
  func matches(_ ancestry: Ancestry, _ element: PseudoElement?) -> [Match] {
    guard let entries = element.map({ pseudoEntries[$0] }) ?? entries else { return [] }
    var found: [Match] = []
    func collect(_ entries: [Entry]) {
      for entry in entries where entry.selector.matches(ancestry) {
        found.append(Match(rule: entry.rule, specificity: entry.specificity, selector: entry.place))
      }
    }
    let signature = ancestry.signature
    collect(entries.anywhere)
    if signature.elementName != 0 { collect(entries.byElement[Int(signature.elementName)]) }
    if signature.identifier != 0 { collect(entries.byIdentifier[Int(signature.identifier)]) }
    signature.forEachClass { collect(entries.byClass[Int($0)]) }
    // A rule counts by the strongest of its selectors that select the node.
    found.sort { a, b in (a.rule, a.specificity) < (b.rule, b.specificity) }
    var strongest: [Match] = []
    for match in found {
      if strongest.last?.rule == match.rule { strongest.removeLast() }
      strongest.append(match)
    }
    strongest.sort { a, b in
      (rules[a.rule].precedence, a.specificity, a.rule) < (rules[b.rule].precedence, b.specificity, b.rule)
    }
    return strongest
  }

  /// A name of a node for a reader, such as `td.total[data-column=share]`; nil where nothing is to be explained.
  func label(of node: some StyleNode) -> String? {
    guard probe != nil else { return nil }
    var label = node.elementName
    if let identifier = node.identifier { label += "#" + identifier }
    for name in node.classes { label += "." + name }
    for name in tests[Int(elementNames.number(node.elementName))].attributeNames where name.hasPrefix("data-") {
      if let value = node.attribute(name) { label += "[\(name)=\(value)]" }
    }
    return label
  }
}

extension SelectorCompiler {
  fileprivate mutating func entries(
    of selectors: [ComplexSelector], rule: Int
  ) -> [(entry: RuleSet.Entry, element: PseudoElement?)] {
    var entries: [(entry: RuleSet.Entry, element: PseudoElement?)] = []
    for (place, selector) in selectors.enumerated() {
      let entry = RuleSet.Entry(
        selector: compile(selector), specificity: selector.specificity, rule: rule, place: place)
      entries.append((entry, selector.pseudoElement))
    }
    return entries
  }
}

/// The element around `body`, which states the document's language.
private struct RootNode: StyleNode {
  let language: String
  var elementName: String { "html" }
  var identifier: String? { nil }
  var classes: [String] { [] }
  func attribute(_ name: String) -> String? {
    switch name {
    case "lang": language
    case "dir": TextDirection(ofLanguage: language).rawValue
    default: nil
    }
  }
}
