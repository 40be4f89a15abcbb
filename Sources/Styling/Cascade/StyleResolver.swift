import Diagnostics
import Geometry
import Synchronization

/// All that the style of a node comes from and what its children inherit.
final class ContextState: Sendable {
  let computed: ComputedState
  let style: ComputedStyle
  let custom: CustomProperties
  /// The rules that select the node, weakest first.
  let rules: [Int]
  /// The font of the root; nil above it.
  let rootFont: RootFont?

  init(
    computed: ComputedState, style: ComputedStyle, custom: CustomProperties, rules: [Int], rootFont: RootFont?
  ) {
    self.computed = computed
    self.style = style
    self.custom = custom
    self.rules = rules
    self.rootFont = rootFont
  }

  static let initial = ContextState(
    computed: .initial, style: ComputedStyle(ComputedState.initial.values), custom: .none, rules: [],
    rootFont: nil)
}

/// Declarations of one rule, and how strong it is.
struct DeclarationLayer {
  let declarations: [Declaration]
  let precedence: Precedence
}

/// Computes styles from declarations. Remembers each, so that nodes which are styled alike share one style.
final class StyleResolver: Sendable {
  let ruleSet: RuleSet

  private struct StateKey: Hashable {
    let parent: ObjectIdentifier
    let rules: [Int]
    let element: PseudoElement?
  }
  private struct AnonymousKey: Hashable {
    let parent: ObjectIdentifier
    let display: StyleValues.Display
  }
  private struct Memory: ~Copyable {
    /// Keeps every state, so that identities of parents stay what they are.
    var states: [StateKey: ContextState] = [:]
    var anonymous: [AnonymousKey: ContextState] = [:]
    var styles: [ComputedState: ComputedStyle] = [:]
    var diagnostics = CountedDiagnostics(mostOfAKind: 100)
  }
  private let memory = Mutex(Memory())
  /// What `vw` and its kin measure.
  private let pageArea: Size

  init(_ ruleSet: RuleSet, pageArea: Size = Environment.none.pageArea) {
    self.ruleSet = ruleSet
    self.pageArea = pageArea
  }

  var diagnostics: [Diagnostic] { memory.withLock { $0.diagnostics.all } }

  /// The state of a node or a part of one that some rules select, weakest first, under a parent.
  func state(rules: [Int], of element: PseudoElement? = nil, parent: ContextState) -> ContextState {
    let key = StateKey(parent: ObjectIdentifier(parent), rules: rules, element: element)
    if let known = memory.withLock({ $0.states[key] }) { return known }
    let layers = rules.map { index in
      DeclarationLayer(
        declarations: ruleSet.rules[index].declarations, precedence: ruleSet.rules[index].precedence)
    }
    let made = state(
      layers: layers, hasImportant: rules.contains { ruleSet.rules[$0].hasImportant }, rules: rules,
      of: element, parent: parent)
    return memory.withLock { memory in
      let state = memory.states[key] ?? made
      memory.states[key] = state
      return state
    }
  }

  /// The state that declarations give, weakest first.
  func state(
    layers: [DeclarationLayer], hasImportant: Bool, rules: [Int], of element: PseudoElement? = nil,
    parent: ContextState
  ) -> ContextState {
    let order = CascadeOrder(layers, hasImportant: hasImportant)
    var problems: [StyleProblem] = []
    let custom = customProperties(order, parent.custom, &problems)
    var winners = winners(order, custom, &problems)
    if let element, let properties = PartProperties.of(element) {
      for index in winners.indices where !properties[index] { winners[index] = nil }
      problems += unfit(layers, for: element, properties)
    }
    let computed = compute(winners, parent: parent)
    memory.withLock { memory in
      for problem in problems { memory.diagnostics.add(problem.id, problem.diagnostic) }
    }
    return ContextState(
      computed: computed, style: style(computed), custom: custom, rules: rules,
      rootFont: parent.rootFont ?? RootFont(computed.values))
  }

  /// The strongest value of each property.
  private func winners(
    _ order: CascadeOrder, _ custom: CustomProperties, _ problems: inout [StyleProblem]
  ) -> [SpecifiedValue?] {
    var winners = [SpecifiedValue?](repeating: nil, count: PropertyTable.longhands.count)
    for pass in order.passes {
      for declaration in pass.layer.declarations where declaration.isImportant == pass.isImportant {
        switch declaration.value {
        case .custom: break
        case .parsed(let values):
          for (property, value) in values { winners[property] = value }
        case .deferred(let reference, let tokens):
          for (property, value) in parse(reference, tokens, custom, declaration, &problems) {
            winners[property] = value
          }
        }
      }
    }
    for property in winners.indices where winners[property]?.rollback != nil {
      var unheard: [StyleProblem] = []
      winners[property] = order.rolledBack(
        { declaration in
          switch declaration.value {
          case .custom: nil
          case .parsed(let values): values.last { $0.property == property }?.value
          case .deferred(let reference, let tokens):
            parse(reference, tokens, custom, declaration, &unheard).last { $0.property == property }?.value
          }
        }, \.rollback)
    }
    return winners
  }

  /// Declarations none of whose properties applies to a part of an element's box.
  private func unfit(
    _ layers: [DeclarationLayer], for element: PseudoElement, _ properties: PartProperties
  ) -> [StyleProblem] {
    layers.flatMap(\.declarations).filter { declaration in
      let set: [Int] =
        switch declaration.value {
        case .custom: []
        case .parsed(let values): values.map(\.property)
        case .deferred(.longhand(let index), _): [index]
        case .deferred(.shorthand(let index), _): PropertyTable.shorthands[index].longhands
        }
      return !set.isEmpty && !set.contains { properties[$0] }
    }
    .map { declaration in
      StyleProblem(id: "style.no-effect") {
        .warning(
          "style.no-effect", "'\(declaration.name)' does not apply to '::\(element.rawValue)'",
          at: declaration.place.range, hint: "set it on the element")
      }
    }
  }

  /// What values within an element are relative to.
  func environment(within state: ContextState) -> Environment {
    Environment(parent: state.computed.values, root: state.rootFont, pageArea: pageArea)
  }

  /// The state of an anonymous box: what it inherits, and how it is displayed.
  func anonymous(_ display: StyleValues.Display, in parent: ContextState) -> ContextState {
    let key = AnonymousKey(parent: ObjectIdentifier(parent), display: display)
    if let known = memory.withLock({ $0.anonymous[key] }) { return known }
    var computed = compute(Array(repeating: nil, count: PropertyTable.longhands.count), parent: parent)
    computed.values.display = display
    let made = ContextState(
      computed: computed, style: style(computed), custom: parent.custom, rules: [], rootFont: parent.rootFont)
    return memory.withLock { memory in
      let state = memory.anonymous[key] ?? made
      memory.anonymous[key] = state
      return state
    }
  }

  /// The style that all nodes with these values share.
  private func style(_ computed: ComputedState) -> ComputedStyle {
    memory.withLock { memory in
      if let known = memory.styles[computed] { return known }
      let style = ComputedStyle(computed.values)
      memory.styles[computed] = style
      return style
    }
  }

  private func compute(_ winners: [SpecifiedValue?], parent context: ContextState) -> ComputedState {
    let parent = context.computed
    var state = ComputedState.initial
    var environment = environment(within: context)
    for (index, winner) in winners.enumerated() {
      let definition = PropertyTable.longhands[index]
      switch winner ?? .unset {
      case .value(let apply): apply(&state, environment)
      case .inherit: definition.copy(parent, &state)
      case .initial: break
      // What goes back has been replaced by what it goes back to.
      case .unset, .revert, .revertLayer: if definition.isInherited { definition.copy(parent, &state) }
      }
      // Later values may be relative to these.
      if index == PropertyTable.fontSize {
        environment.fontSize = state.values.fontSize
        if context.rootFont == nil { environment.rootFontSize = state.values.fontSize }
      } else if index == PropertyTable.color {
        environment.color = state.values.color
      } else if index == PropertyTable.lineHeight {
        environment.lineHeight = state.usedLineHeight
        if context.rootFont == nil { environment.rootLineHeight = state.usedLineHeight }
      }
    }
    state.finish(parent: parent)
    return state
  }

  private func customProperties(
    _ order: CascadeOrder, _ inherited: CustomProperties, _ problems: inout [StyleProblem]
  ) -> CustomProperties {
    var declared: [CustomProperties.Declared] = []
    var places: [String: Int] = [:]
    for pass in order.passes {
      for declaration in pass.layer.declarations where declaration.isImportant == pass.isImportant {
        guard case .custom(let name, let value) = declaration.value else { continue }
        let new = CustomProperties.Declared(name: name, value: value, place: declaration.place)
        if let known = places[name] {
          declared[known] = new
        } else {
          places[name] = declared.count
          declared.append(new)
        }
      }
    }
    if declared.isEmpty { return inherited }
    for index in declared.indices where declared[index].value.rollback != nil {
      declared[index].value =
        order.rolledBack(
          { declaration in
            guard case .custom(declared[index].name, let value) = declaration.value else { return nil }
            return value
          }, \.rollback) ?? .inherit
    }
    let (custom, found) = inherited.adding(declared)
    for (name, problem) in found {
      guard let place = places[name].map({ declared[$0].place }) else { continue }
      problems.append(StyleProblem(problem, at: place, known: custom))
    }
    return custom
  }

  /// Parses a value once its variables are known; what is no value leaves the property unset.
  private func parse(
    _ reference: PropertyTable.Reference, _ list: TokenList, _ custom: CustomProperties,
    _ declaration: Declaration,
    _ problems: inout [StyleProblem]
  ) -> [(property: Int, value: SpecifiedValue)] {
    do throws(VariableProblem) {
      let substituted = TokenList(try custom.substitute(list))
      var parser = ValueParser(substituted, in: substituted.all)
      if let values = PropertyTable.parse(reference, &parser) {
        for remark in parser.remarks {
          problems.append(
            StyleProblem(id: Diagnostic.remarkID) { .remark(remark, on: declaration.name, at: declaration.place.range) }
          )
        }
        return values
      }
      problems.append(
        StyleProblem(id: "style.invalid-value") {
          .warning(
            "style.invalid-value", "'\(substituted.tokens.cssText)' is not a value of '\(declaration.name)'",
            at: declaration.place.range, hint: parser.hint)
        })
    } catch {
      problems.append(StyleProblem(error, at: declaration.place, known: custom))
    }
    switch reference {
    case .longhand(let index): return [(index, .unset)]
    case .shorthand(let index): return PropertyTable.shorthands[index].longhands.map { ($0, .unset) }
    }
  }
}

/// Something wrong with a value, put into words only if someone is to read it.
private struct StyleProblem {
  let id: String
  let diagnostic: () -> Diagnostic

  init(id: String, _ diagnostic: @escaping () -> Diagnostic) {
    self.id = id
    self.diagnostic = diagnostic
  }

  /// More candidates than this are not looked through for a hint.
  private static let mostCandidates = 2000

  /// - Parameter known: The custom properties that are set there.
  init(_ problem: VariableProblem, at place: SourcePlace, known: CustomProperties) {
    switch problem {
    case .unknown(let name):
      self.init(id: "style.unknown-variable") {
        let nearest = known.values.count > Self.mostCandidates ? nil : didYouMean(name, in: known.values.keys)
        return .warning(
          "style.unknown-variable", "no custom property '\(name)' is set here", at: place.range,
          hint: nearest ?? "set it on ':root', or write var(\(name), FALLBACK)")
      }
    case .invalid(let name):
      self.init(id: "style.invalid-variable") {
        .warning(
          "style.invalid-variable", "the custom property '\(name)' has no value that can be put in here",
          at: place.range,
          hint: "another warning says why, where '\(name)' is set; or write var(\(name), FALLBACK)")
      }
    case .cycle(let names):
      self.init(id: "style.variable-cycle") {
        .warning(
          "style.variable-cycle",
          "custom properties refer to one another in a circle: "
            + names.joined(separator: " → "), at: place.range, hint: "give one of them a value of its own")
      }
    case .malformed:
      self.init(id: "style.invalid-value") {
        .warning(
          "style.invalid-value", "'var()' takes the name of a custom property", at: place.range,
          hint: "write it as var(--accent) or var(--accent, #0B4F8A)")
      }
    case .tooLong:
      self.init(id: "style.invalid-value") {
        .warning("style.invalid-value", "the value grows too long once its variables are put in", at: place.range)
      }
    case .tooDeep:
      self.init(id: "style.invalid-value") {
        .warning(
          "style.invalid-value", "the value depends on too many custom properties, each by way of the next",
          at: place.range)
      }
    }
  }
}
