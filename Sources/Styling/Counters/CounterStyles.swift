/// What an `@counter-style` rule says; nil for a descriptor that it leaves out.
struct CounterStyleRule: Sendable {
  enum System: Sendable {
    case cyclic, numeric, alphabetic, symbolic, additive
    case fixed(first: Int)
    /// That of another style, together with all of that style's descriptors which are not given here.
    case extends(String)
  }
  var name: String
  var placement: RulePlacement
  var system: System?
  var symbols: [String]?
  var additiveSymbols: [CounterStyle.Weight]?
  var prefix: String?
  var suffix: String?
  var negative: (before: String, after: String)?
  /// Nil for `auto`, too.
  var ranges: [ClosedRange<Int>]?
  var pad: (length: Int, symbol: String)?
  var fallback: String?
}

/// The counter styles that a document's sheets may name: CSS's own and those of `@counter-style`.
public struct CounterStyles: Sendable {
  private var styles = CounterStyles.predefined

  /// - Parameter rules: A later one replaces an earlier one of the same name.
  init(_ rules: [CounterStyleRule] = []) {
    var named: [String: CounterStyleRule] = [:]
    for rule in rules { named[rule.name] = rule }
    for name in named.keys.sorted() {
      var open: Set<String> = []
      styles[name] = style(name, named, &open)
    }
  }

  /// Only the styles that CSS defines.
  public static let standard = CounterStyles()

  /// Whether there is a style of a name.
  func has(_ name: String) -> Bool { styles[name] != nil }
  var names: some Sequence<String> { styles.keys }

  private func style(_ name: String, _ rules: [String: CounterStyleRule], _ open: inout Set<String>) -> CounterStyle {
    // Styles that extend one another in a circle extend decimal (Counter Styles Level 3, section 3.1.7).
    guard let rule = rules[name], open.insert(name).inserted else {
      return Self.predefined[name] ?? Self.decimal
    }
    var style: CounterStyle
    switch rule.system ?? .symbolic {
    case .extends(let other):
      style = rules[other] == nil ? styles[other] ?? Self.decimal : self.style(other, rules, &open)
    case .cyclic: style = CounterStyle(.cyclic)
    case .numeric: style = CounterStyle(.numeric)
    case .alphabetic: style = CounterStyle(.alphabetic)
    case .symbolic: style = CounterStyle(.symbolic)
    case .additive: style = CounterStyle(.additive(rule.additiveSymbols ?? []))
    case .fixed(let first): style = CounterStyle(.fixed(first: first))
    }
    if let symbols = rule.symbols { style.symbols = symbols }
    style.prefix = rule.prefix ?? style.prefix
    style.suffix = rule.suffix ?? style.suffix
    style.negative = rule.negative ?? style.negative
    style.ranges = rule.ranges ?? style.ranges
    style.pad = rule.pad ?? style.pad
    style.fallback = rule.fallback ?? style.fallback
    return style
  }

  /// A counter's value as `counter()` prints it: without prefix and suffix, in another style where its own cannot.
  public func text(_ value: Int, _ reference: CounterStyleReference) -> String {
    switch reference {
    case .none: return ""
    case .text(let text): return text
    case .symbols(let style): return style.text(of: value) ?? String(value)
    case .named(var name):
      var seen: Set<String> = []
      while let style = styles[name], seen.insert(name).inserted {
        if let text = style.text(of: value) { return text }
        name = style.fallback
      }
      return String(value)
    }
  }

  /// A counter's value as a marker shows it, with prefix and suffix; empty for `none`.
  public func marker(_ value: Int, _ reference: CounterStyleReference) -> String {
    switch reference {
    case .none: return ""
    case .text(let text): return text
    case .symbols(let style): return style.prefix + text(value, reference) + style.suffix
    case .named(let name):
      let style = styles[name] ?? Self.decimal
      return style.prefix + text(value, reference) + style.suffix
    }
  }
}
