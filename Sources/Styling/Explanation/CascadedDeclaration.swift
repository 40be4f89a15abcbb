/// A declaration of a rule that selects a node, with all that its strength depends on.
struct CascadedDeclaration {
  let declaration: Declaration
  /// The selector of the rule that selects the node.
  let selector: String
  let specificity: Specificity
  let precedence: Precedence
  /// The rule's place among all, and the declaration's in the rule.
  let order: (rule: Int, place: Int)

  /// Cascading Level 5, section 6.1.
  func isWeaker(than other: CascadedDeclaration) -> Bool {
    let isImportant = declaration.isImportant
    if isImportant != other.declaration.isImportant { return !isImportant }
    if precedence != other.precedence {
      return isImportant
        ? precedence.isWeakerWhereImportant(than: other.precedence) : precedence < other.precedence
    }
    return (specificity, order.rule, order.place) < (other.specificity, other.order.rule, other.order.place)
  }

  /// Why it loses to a stronger one.
  func loss(to winner: CascadedDeclaration) -> ExplainedDeclaration.Loss {
    if declaration.isImportant != winner.declaration.isImportant { return .notImportant }
    if precedence.origin != winner.precedence.origin { return .weakerOrigin }
    if precedence.sheet != winner.precedence.sheet { return .weakerSheet }
    if precedence.layer != winner.precedence.layer { return .weakerLayer }
    return specificity == winner.specificity ? .earlier : .lessSpecific
  }

  /// The longhands and custom properties that it sets, with the keyword that each is set to, if it is known to be one.
  var effects: [(name: String, value: SpecifiedValue?)] {
    switch declaration.value {
    case .parsed(let values): values.map { (PropertyTable.longhands[$0.property].name, $0.value) }
    case .deferred(.longhand(let index), _): [(PropertyTable.longhands[index].name, nil)]
    case .deferred(.shorthand(let index), _):
      PropertyTable.shorthands[index].longhands.map { (PropertyTable.longhands[$0].name, nil) }
    case .custom(let name, _): [(name, nil)]
    }
  }

  /// - Parameter custom: The custom properties of the node.
  func explained(losingTo winner: CascadedDeclaration?, _ custom: CustomProperties) -> ExplainedDeclaration {
    let place = declaration.place
    let written = String(decoding: place.source.bytes[place.stretch], as: UTF8.self)
    var substituted: String?
    switch declaration.value {
    case .deferred(_, let list): substituted = (try? custom.substitute(list))?.cssText
    case .custom(_, .tokens(let tokens)) where tokens.contains { $0.isFunction("var") }:
      substituted = (try? custom.substitute(TokenList(tokens)))?.cssText
    case .custom, .parsed: break
    }
    return ExplainedDeclaration(
      name: declaration.name, value: written.split(whereSeparator: \.isWhitespace).joined(separator: " "),
      substituted: substituted, isImportant: declaration.isImportant, selector: selector,
      specificity: [specificity.identifiers, specificity.classes, specificity.elements],
      place: place.range, origin: precedence.origin, loss: winner.map { loss(to: $0) })
  }
}

/// A node with all that its style comes from, apart from its ancestors.
struct CascadedNode {
  let label: String
  /// Weakest first.
  let declarations: [CascadedDeclaration]
  let custom: CustomProperties

  init(label: String, _ declarations: [CascadedDeclaration], _ custom: CustomProperties) {
    self.label = label
    self.declarations = declarations.sorted { $0.isWeaker(than: $1) }
    self.custom = custom
  }

  /// What is set of each property, strongest first.
  private var byName: [String: [(declaration: CascadedDeclaration, value: SpecifiedValue?)]] {
    var found: [String: [(CascadedDeclaration, SpecifiedValue?)]] = [:]
    for declaration in declarations.reversed() {
      for (name, value) in declaration.effects { found[name, default: []].append((declaration, value)) }
    }
    return found
  }

  /// The properties of the last of some nodes, each the child of the one before it.
  static func properties(of path: [CascadedNode]) -> [ExplainedProperty] {
    guard let node = path.last else { return [] }
    let own = node.byName
    func set(_ name: String) -> ExplainedProperty? {
      guard let found = own[name] else { return nil }
      let declarations = found.enumerated().map { index, entry in
        entry.declaration.explained(losingTo: index == 0 ? nil : found[0].declaration, node.custom)
      }
      return ExplainedProperty(name: name, declarations: declarations, inheritedFrom: nil)
    }
    let longhands = PropertyTable.longhands
    let ancestors = path.dropLast().reversed().map { (node: $0, set: $0.byName) }
    let inherited = longhands.filter { $0.isInherited && own[$0.name] == nil }.compactMap { property in
      for ancestor in ancestors {
        guard let (declaration, value) = ancestor.set[property.name]?.first else { continue }
        switch value {
        case .inherit, .unset: continue
        case .initial: return ExplainedProperty?.none
        default:
          return ExplainedProperty(
            name: property.name, declarations: [declaration.explained(losingTo: nil, ancestor.node.custom)],
            inheritedFrom: ancestor.node.label)
        }
      }
      return nil
    }
    let custom = own.keys.filter { $0.hasPrefix("--") }.sorted()
    return longhands.compactMap { set($0.name) } + inherited + custom.compactMap(set)
  }
}
