/// How the values of a counter are written, by CSS Counter Styles Level 3.
public struct CounterStyle: Hashable, Sendable {
  /// How symbols make up a number (section 3.1).
  public enum System: Hashable, Sendable {
    /// Through the symbols over and over.
    case cyclic
    /// Digits, the first of which is zero.
    case numeric
    /// As columns of a spreadsheet are named.
    case alphabetic
    /// Each round through the symbols doubles, triples, … them.
    case symbolic
    /// As Roman numbers are: how much each symbol is worth, in descending order.
    case additive([Weight])
    /// Once through the symbols, from a value on.
    case fixed(first: Int)
  }
  public struct Weight: Hashable, Sendable {
    public var value: Int
    public var symbol: String
    public init(_ value: Int, _ symbol: String) {
      self.value = value
      self.symbol = symbol
    }
  }

  public var system: System
  public var symbols: [String]
  /// Before and after a number in a marker; not printed by `counter()`.
  public var prefix = ""
  public var suffix = ". "
  /// Around the number where it is below zero.
  public var negative = (before: "-", after: "")
  /// The values that it can write; nil for all that its system can.
  public var ranges: [ClosedRange<Int>]?
  /// The fewest characters, and what fills them up.
  public var pad = (length: 0, symbol: "")
  /// The style that writes what this one cannot.
  public var fallback = "decimal"

  public init(_ system: System, _ symbols: [String] = []) {
    self.system = system
    self.symbols = symbols
  }

  /// Longer numbers are left to the fallback, as section 3.1.4 allows; a sheet could ask for a billion asterisks.
  static let longest = 120

  /// The number as this style alone writes it; nil for what is beyond it.
  func text(of value: Int) -> String? {
    let isNegative = value < 0 && usesNegativeSign
    guard covers(value), let digits = representation(of: isNegative ? value.magnitude : UInt(bitPattern: value)) else {
      return nil
    }
    let signs = isNegative ? negative.before.count + negative.after.count : 0
    let missing = min(pad.length, Self.longest) - digits.count - signs
    let padded = missing > 0 ? String(repeating: pad.symbol, count: missing) + digits : digits
    return isNegative ? negative.before + padded + negative.after : padded
  }

  private var usesNegativeSign: Bool {
    switch system {
    case .cyclic, .fixed: false
    case .numeric, .alphabetic, .symbolic, .additive: true
    }
  }

  private func covers(_ value: Int) -> Bool {
    if let ranges { return ranges.contains { $0.contains(value) } }
    switch system {
    case .cyclic, .numeric, .fixed: return true
    case .alphabetic, .symbolic: return value > 0
    case .additive: return value >= 0
    }
  }

  /// - Parameter value: The bits of a negative number for systems that use no sign.
  private func representation(of value: UInt) -> String? {
    switch system {
    case .additive(let weights): return additive(value, weights)
    case _ where symbols.isEmpty: return nil
    case .cyclic:
      let count = symbols.count
      return symbols[((Int(bitPattern: value) &- 1) % count + count) % count]
    case .fixed(let first):
      let (index, overflows) = Int(bitPattern: value).subtractingReportingOverflow(first)
      return !overflows && symbols.indices.contains(index) ? symbols[index] : nil
    case .numeric: return numeric(value)
    case .alphabetic:
      guard symbols.count > 1, value > 0 else { return nil }
      var rest = value
      var text: [String] = []
      while rest > 0 {
        rest -= 1
        text.append(symbols[Int(rest % UInt(symbols.count))])
        rest /= UInt(symbols.count)
      }
      return text.reversed().joined()
    case .symbolic:
      guard value > 0 else { return nil }
      let times = (value - 1) / UInt(symbols.count) + 1
      return times > Self.longest
        ? nil : String(repeating: symbols[Int((value - 1) % UInt(symbols.count))], count: Int(times))
    }
  }

  private func numeric(_ value: UInt) -> String? {
    guard symbols.count > 1 else { return nil }
    if value == 0 { return symbols[0] }
    var rest = value
    var text: [String] = []
    while rest > 0 {
      text.append(symbols[Int(rest % UInt(symbols.count))])
      rest /= UInt(symbols.count)
    }
    return text.reversed().joined()
  }

  private func additive(_ value: UInt, _ weights: [Weight]) -> String? {
    if value == 0 { return weights.first { $0.value == 0 }?.symbol }
    var rest = value
    var text = ""
    for weight in weights where weight.value > 0 {
      let times = rest / UInt(weight.value)
      if times > Self.longest { return nil }
      text += String(repeating: weight.symbol, count: Int(times))
      rest -= times * UInt(weight.value)
      if rest == 0 { return text }
    }
    return nil
  }
}

extension CounterStyle {
  public static func == (a: CounterStyle, b: CounterStyle) -> Bool {
    a.system == b.system && a.symbols == b.symbols && a.prefix == b.prefix && a.suffix == b.suffix
      && a.negative == b.negative && a.ranges == b.ranges && a.pad == b.pad && a.fallback == b.fallback
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(system)
    hasher.combine(symbols)
  }
}

/// What a sheet names as the style of a counter: `<counter-style>`, or a text in its place.
public indirect enum CounterStyleReference: Hashable, Sendable {
  case none
  case named(String)
  /// A text that stands for every value, such as `"–"`.
  case text(String)
  /// `symbols()`, a style without a name.
  case symbols(CounterStyle)

  public static let decimal = named("decimal")
}
