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
  var place: SourcePlace
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
  /// What sheets say of the styles that they make.
  private(set) var rules: [String: CounterStyleRule] = [:]
  /// The styles that extend one another in a circle, those of each circle together.
  private(set) var circles: [[String]] = []
  /// Those of ``rules`` that are made.
  private var made: Set<String> = []

  /// - Parameter rules: A later one replaces an earlier one of the same name.
  init(_ rules: [CounterStyleRule] = []) {
    for rule in rules { self.rules[rule.name] = rule }
    for name in self.rules.keys.sorted() { make(name) }
  }

  /// Only the styles that CSS defines.
  public static let standard = CounterStyles()

  /// Whether there is a style of a name.
  func has(_ name: String) -> Bool { styles[name] != nil }
  func style(named name: String) -> CounterStyle? { styles[name] }
  var names: some Sequence<String> { styles.keys }

  /// Makes the style of a rule after those that it extends, however long their chain is.
  private mutating func make(_ name: String) {
    var chain: [String] = []
    var open: [String: Int] = [:]
    var at = name
    while let rule = rules[at], !made.contains(at) {
      if let start = open[at] {
        // Those in a circle extend decimal (Counter Styles Level 3, section 3.1.7).
        circles.append(Array(chain[start...]))
        for inCircle in chain[start...] { add(inCircle, extending: Self.decimal) }
        chain.removeSubrange(start...)
        break
      }
      open[at] = chain.count
      chain.append(at)
      guard case .extends(let other) = rule.system else { break }
      at = other
    }
    for name in chain.reversed() {
      var base = Self.decimal
      if case .extends(let other) = rules[name]?.system { base = styles[other] ?? base }
      add(name, extending: base)
    }
  }

  /// - Parameter base: What the rule adds to, if it extends another style.
  private mutating func add(_ name: String, extending base: CounterStyle) {
    guard let rule = rules[name] else { return }
    var style: CounterStyle
    switch rule.system ?? .symbolic {
    case .extends: style = base
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
    styles[name] = style
    made.insert(name)
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
