/// The rules of all sheets, indexed by what the selected element has to be.
final class RuleSet: Sendable {
  struct Rule: Sendable {
    let declarations: [Declaration]
    let precedence: Precedence
    let hasImportant: Bool
  }
  private struct Entry: Sendable {
    let selector: CompiledSelector
    let specificity: Specificity
    let rule: Int
  }

  let rules: [Rule]
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
  init(_ sheets: [StyleSheet], language: String) {
    var compiler = SelectorCompiler()
    var rules: [Rule] = []
    var found: [(entry: Entry, element: PseudoElement?)] = []
    for (sheetIndex, sheet) in sheets.enumerated() {
      let precedence = SheetPrecedence(sheet.layers, sheet: sheetIndex)
      for rule in sheet.rules {
        for selector in rule.selectors {
          let entry = Entry(
            selector: compiler.compile(selector), specificity: selector.specificity, rule: rules.count)
          found.append((entry, selector.pseudoElement))
        }
        rules.append(
          Rule(
            declarations: rule.declarations, precedence: precedence.of(rule.placement),
            hasImportant: rule.declarations.contains(where: \.isImportant)))
      }
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

  /// The rules that select the node which `ancestry` begins with, weakest first.
  func matching(_ ancestry: Ancestry) -> [Int] { matching(ancestry, in: entries) }

  /// Whether any rule selects a pseudo-element.
  func selects(_ element: PseudoElement) -> Bool { pseudoEntries[element] != nil }

  /// The rules that select a pseudo-element of the node which `ancestry` begins with, weakest first.
  func matching(_ ancestry: Ancestry, _ element: PseudoElement) -> [Int] {
    pseudoEntries[element].map { matching(ancestry, in: $0) } ?? []
  }

  private func matching(_ ancestry: Ancestry, in entries: Entries) -> [Int] {
    var found: [(rule: Int, specificity: Specificity)] = []
    func collect(_ entries: [Entry]) {
      for entry in entries where entry.selector.matches(ancestry) { found.append((entry.rule, entry.specificity)) }
    }
    let signature = ancestry.signature
    collect(entries.anywhere)
    if signature.elementName != 0 { collect(entries.byElement[Int(signature.elementName)]) }
    if signature.identifier != 0 { collect(entries.byIdentifier[Int(signature.identifier)]) }
    signature.forEachClass { collect(entries.byClass[Int($0)]) }
    // A rule counts by the strongest of its selectors that select the node.
    found.sort { a, b in (a.rule, a.specificity) < (b.rule, b.specificity) }
    var strongest: [(rule: Int, specificity: Specificity)] = []
    for match in found {
      if strongest.last?.rule == match.rule { strongest.removeLast() }
      strongest.append(match)
    }
    strongest.sort { a, b in
      (rules[a.rule].precedence, a.specificity, a.rule) < (rules[b.rule].precedence, b.specificity, b.rule)
    }
    return strongest.map(\.rule)
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
