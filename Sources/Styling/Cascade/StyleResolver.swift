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

/// Declarations of one rule, and whose they are.
struct DeclarationLayer {
  let declarations: [Declaration]
  let origin: StyleOrigin
}

/// Computes styles from declarations. Remembers each, so that nodes which are styled alike share one style.
final class StyleResolver: Sendable {
  let ruleSet: RuleSet

  private struct StateKey: Hashable {
    let parent: ObjectIdentifier
    let rules: [Int]
  }
  private struct Memory: ~Copyable {
    /// Keeps every state, so that identities of parents stay what they are.
    var states: [StateKey: ContextState] = [:]
    var styles: [ComputedState: ComputedStyle] = [:]
    var diagnostics = Diagnostics()
  }
  private let memory = Mutex(Memory())
  /// What `vw` and its kin measure.
  private let pageArea: Size

  init(_ ruleSet: RuleSet, pageArea: Size = Environment.none.pageArea) {
    self.ruleSet = ruleSet
    self.pageArea = pageArea
  }

  var diagnostics: Diagnostics { memory.withLock { $0.diagnostics } }

  /// The state of a node that some rules select, weakest first, under a parent.
  func state(rules: [Int], parent: ContextState) -> ContextState {
    let key = StateKey(parent: ObjectIdentifier(parent), rules: rules)
    if let known = memory.withLock({ $0.states[key] }) { return known }
    let layers = rules.map { index in
      DeclarationLayer(
        declarations: ruleSet.rules[index].declarations, origin: ruleSet.rules[index].layer.origin)
    }
    let made = state(
      layers: layers, hasImportant: rules.contains { ruleSet.rules[$0].hasImportant }, rules: rules,
      parent: parent)
    return memory.withLock { memory in
      let state = memory.states[key] ?? made
      memory.states[key] = state
      return state
    }
  }

  /// The state that declarations give, weakest first.
  func state(
    layers: [DeclarationLayer], hasImportant: Bool, rules: [Int], parent: ContextState
  ) -> ContextState {
    var passes = layers.map { (layer: $0, isImportant: false) }
    if hasImportant {
      // Important declarations win in the reverse order of their origins (CSS Cascading Level 4, section 6.4.1).
      for origin in [StyleOrigin.report, .installed, .defaults] {
        passes += layers.filter { $0.origin == origin }.map { ($0, true) }
      }
    }
    var problems: [Diagnostic] = []
    let custom = customProperties(passes, parent.custom, &problems)
    var winners = [SpecifiedValue?](repeating: nil, count: PropertyTable.longhands.count)
    for (layer, isImportant) in passes {
      for declaration in layer.declarations where declaration.isImportant == isImportant {
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
    let computed = compute(winners, parent: parent)
    let style = memory.withLock { memory in
      memory.diagnostics.add(contentsOf: problems)
      if let known = memory.styles[computed] { return known }
      let style = ComputedStyle(computed.values)
      memory.styles[computed] = style
      return style
    }
    return ContextState(
      computed: computed, style: style, custom: custom, rules: rules,
      rootFont: parent.rootFont ?? RootFont(computed.values))
  }

  /// What values within an element are relative to.
  func environment(within state: ContextState) -> Environment {
    Environment(parent: state.computed.values, root: state.rootFont, pageArea: pageArea)
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
      case .unset: if definition.isInherited { definition.copy(parent, &state) }
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
    _ passes: [(layer: DeclarationLayer, isImportant: Bool)], _ inherited: CustomProperties,
    _ problems: inout [Diagnostic]
  ) -> CustomProperties {
    var declared: [(name: String, value: Declaration.CustomValue, place: SourcePlace)] = []
    for (layer, isImportant) in passes {
      for declaration in layer.declarations where declaration.isImportant == isImportant {
        guard case .custom(let name, let value) = declaration.value else { continue }
        declared.removeAll { $0.name == name }
        declared.append((name, value, declaration.place))
      }
    }
    if declared.isEmpty { return inherited }
    let (custom, found) = inherited.adding(declared.map { ($0.name, $0.value) })
    for (name, problem) in found {
      guard let place = declared.first(where: { $0.name == name })?.place else { continue }
      problems.append(diagnostic(problem, at: place.range, known: custom))
    }
    return custom
  }

  /// Parses a value once its variables are known; what is no value leaves the property unset.
  private func parse(
    _ reference: PropertyTable.Reference, _ list: TokenList, _ custom: CustomProperties,
    _ declaration: Declaration,
    _ problems: inout [Diagnostic]
  ) -> [(property: Int, value: SpecifiedValue)] {
    do throws(VariableProblem) {
      let substituted = TokenList(try custom.substitute(list))
      var parser = ValueParser(substituted, in: substituted.all)
      if let values = PropertyTable.parse(reference, &parser) {
        let range = declaration.place.range
        problems += parser.remarks.map { .remark($0, on: declaration.name, at: range) }
        return values
      }
      problems.append(
        .warning(
          "style.invalid-value",
          "'\(substituted.tokens.cssText)' is not a value of '\(declaration.name)'",
          at: declaration.place.range,
          hint: parser.hint))
    } catch {
      problems.append(diagnostic(error, at: declaration.place.range, known: custom))
    }
    switch reference {
    case .longhand(let index): return [(index, .unset)]
    case .shorthand(let index): return PropertyTable.shorthands[index].longhands.map { ($0, .unset) }
    }
  }

  private func diagnostic(_ problem: VariableProblem, at range: SourceRange, known: CustomProperties)
    -> Diagnostic
  {
    switch problem {
    case .unknown(let name):
      .warning(
        "style.unknown-variable", "no custom property '\(name)' is set here", at: range,
        hint: didYouMean(name, in: known.values.keys) ?? "set it on ':root', or write var(\(name), FALLBACK)")
    case .cycle(let names):
      .warning(
        "style.variable-cycle",
        "custom properties refer to one another in a circle: "
          + names.joined(separator: " → "), at: range, hint: "give one of them a value of its own")
    case .malformed:
      .warning(
        "style.invalid-value", "'var()' takes the name of a custom property", at: range,
        hint: "write it as var(--accent) or var(--accent, #0B4F8A)")
    case .tooLong:
      .warning("style.invalid-value", "the value grows too long once its variables are put in", at: range)
    }
  }
}
