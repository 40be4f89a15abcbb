/// What a figure counts or measures: `million persons`, `percent`, `subscriptions per 100 persons`.
///
/// A unit is a multiplier and a noun. Nouns are built in or declared in `data.yaml`; a quotient of two has both.
public struct Unit: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case quantity, percent, points, ratio }
  /// A noun to a power: persons to the power of 1, years to -1.
  public struct Dimension: Hashable, Sendable {
    public var noun: String
    public var power: Int
  }

  public let kind: Kind
  /// A number in this unit times 10^`exponent`, divided by `divisor`, is the number of the nouns themselves.
  public let exponent: Int
  /// N of `per N`, as far as it is no power of ten.
  public let divisor: Decimal
  /// Ordered by noun, without powers of zero.
  public let dimensions: [Dimension]
  /// As written, or made up for a product or quotient.
  public let text: String

  init(kind: Kind, exponent: Int = 0, divisor: Decimal = .one, dimensions: [Dimension] = [], text: String) {
    self.kind = kind
    self.exponent = exponent
    self.divisor = divisor
    self.dimensions = dimensions
    self.text = text
  }

  public static let percent = Unit(kind: .percent, exponent: -2, text: "percent")
  public static let points = Unit(kind: .points, exponent: -2, text: "points")
  public static let ratio = Unit(kind: .ratio, text: "ratio")

  public static func == (a: Unit, b: Unit) -> Bool { a.isSame(as: b) }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(exponent)
    hasher.combine(divisor)
    hasher.combine(dimensions)
  }
  private func isSame(as other: Unit) -> Bool {
    kind == other.kind && exponent == other.exponent && divisor == other.divisor
      && dimensions == other.dimensions
  }

  /// Whether it has no noun: percent, points, ratios, and counts whose noun is left out.
  public var isDimensionless: Bool { dimensions.isEmpty }
  var isPure: Bool { kind != .quantity }
  /// Whether numbers in it name years, as in `2017`, which is no count: it is written `year`. Spans of time are in `years`.
  var isCalendarYear: Bool { kind == .quantity && text == "year" }

  /// The noun alone, such as `persons` for `million persons`; nil for percent, points and ratios.
  public var noun: String? {
    guard kind == .quantity else { return nil }
    return Unit.name(of: dimensions)
  }

  static func name(of dimensions: [Dimension]) -> String? {
    let above = dimensions.filter { $0.power > 0 }.map(Unit.name(of:)).joined(separator: " × ")
    let below = dimensions.filter { $0.power < 0 }
      .map { Unit.name(of: Dimension(noun: $0.noun, power: -$0.power)) }.joined(separator: " × ")
    if dimensions.isEmpty { return nil }
    if below.isEmpty { return above }
    return above.isEmpty ? "per \(below)" : "\(above) per \(below)"
  }
  private static func name(of dimension: Dimension) -> String {
    switch dimension.power {
    case 1: dimension.noun
    case 2: "square \(dimension.noun)"
    case 3: "cubic \(dimension.noun)"
    default: "\(dimension.noun)^\(dimension.power)"
    }
  }
}

/// The units that a report knows: the built-in ones and those that it declares.
public struct UnitCatalogue: Sendable {
  /// What a declared noun's values can be.
  struct Noun: Sendable {
    var minimum: Decimal?
    var maximum: Decimal?
  }
  private(set) var nouns: [String: Noun]
  /// Units under other names, such as the codes of an office: `PS` for `persons`.
  private(set) var synonyms: [String: String] = [:]

  static let multipliers: [(word: String, exponent: Int)] = [
    ("ten", 1), ("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12),
  ]
  /// Other spellings of the built-in nouns.
  private static let aliases = [
    "person": "persons", "people": "persons", "inhabitants": "persons", "year": "years", "month": "months",
    "week": "weeks", "day": "days", "hour": "hours",
  ]

  private init(nouns: [String: Noun]) { self.nouns = nouns }

  init() {
    nouns = [:]
    for noun in ["persons", "years", "months", "weeks", "days", "hours"] {
      declare(noun, minimum: .zero, maximum: nil)
    }
  }

  mutating func declare(_ noun: String, minimum: Decimal?, maximum: Decimal?) {
    nouns[noun] = Noun(minimum: minimum, maximum: maximum)
  }

  /// Gives a unit another name.
  mutating func declare(_ name: String, sameAs unit: String) { synonyms[name] = unit }

  /// Reads `[multiplier] noun [per [number] noun]`; fails with a noun that is not known.
  func parse(_ text: String) -> Result<Unit, UnitMistake> {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    return parse(words, plain: words.joined(separator: " "))
  }

  private func parse(_ words: [Substring], plain: String) -> Result<Unit, UnitMistake> {
    if let unit = synonyms[plain], unit != plain {
      // What a name stands for is written in nouns, so that names cannot go round in a circle.
      return UnitCatalogue(nouns: nouns).parse(unit)
    }
    switch plain {
    case "percent", "%", "per cent": return .success(Unit(kind: .percent, exponent: -2, text: plain))
    case "points", "point", "percentage points", "percentage point":
      return .success(Unit(kind: .points, exponent: -2, text: plain))
    case "ratio", "": return .success(Unit(kind: plain.isEmpty ? .quantity : .ratio, text: plain))
    default: break
    }
    var above = words[...]
    var below: ArraySlice<Substring>?
    if let per = words.firstIndex(of: "per") {
      above = words[..<per]
      below = words[(per + 1)...]
    }
    var exponent = 0
    var divisor = Decimal.one
    var dimensions: [String: Int] = [:]
    exponent = UnitCatalogue.takeMultiplier(from: &above)
    if !above.isEmpty {
      let noun = above.joined(separator: " ")
      guard let known = name(noun) else { return .failure(.unknown(noun: noun)) }
      dimensions[known, default: 0] += 1
    }
    if var below {
      if let first = below.first {
        if let number = WrittenDecimal(String(first.filter { $0 != "," })), !number.value.isZero,
          !number.value.isNegative
        {
          exponent -= number.value.lastPlace
          divisor = Decimal(mantissa: number.value.mantissa, exponent: 0)
          below.removeFirst()
        } else {
          exponent -= UnitCatalogue.takeMultiplier(from: &below)
        }
      } else {
        return .failure(.unknown(noun: "per"))
      }
      if !below.isEmpty {
        let noun = below.joined(separator: " ")
        guard let known = name(noun) else { return .failure(.unknown(noun: noun)) }
        dimensions[known, default: 0] -= 1
      }
    }
    return .success(
      Unit(
        kind: .quantity, exponent: exponent, divisor: divisor, dimensions: Unit.ordered(dimensions),
        text: plain))
  }

  /// Takes the words of a multiplier, such as `hundred million`, off the beginning of a unit.
  private static func takeMultiplier(from words: inout ArraySlice<Substring>) -> Int {
    var exponent = 0
    while let first = words.first, let multiplier = multipliers.first(where: { $0.word == first }) {
      exponent += multiplier.exponent
      words.removeFirst()
    }
    return exponent
  }

  private func name(_ written: String) -> String? {
    if nouns[written] != nil { return written }
    if let unit = synonyms[written], nouns[unit] != nil { return unit }
    return UnitCatalogue.aliases[written]
  }

  /// Every noun and built-in word, for hints.
  var known: [String] {
    nouns.keys.sorted() + synonyms.keys.sorted() + ["percent", "points", "ratio"]
      + UnitCatalogue.multipliers.map(\.word)
      + UnitCatalogue.aliases.keys.sorted()
  }

  /// The values that a unit allows, in that unit: percent 0 to 100, counts from 0.
  func limits(of unit: Unit?) -> Interval {
    guard let unit else { return .everything }
    switch unit.kind {
    case .percent: return Interval(from: .closed(.zero), to: .closed(100))
    case .points: return .everything
    case .ratio: return Interval(from: .closed(.zero), to: .unbounded)
    case .quantity:
      if unit.dimensions.count == 1, let noun = nouns[unit.dimensions[0].noun], unit.dimensions[0].power == 1 {
        func inUnit(_ limit: Decimal?, _ rounding: Decimal.Rounding) -> Interval.End {
          guard let limit else { return .unbounded }
          return .closed(
            limit.multiplied(by: unit.divisor, rounding).multiplied(by: .powerOfTen(-unit.exponent), rounding)
          )
        }
        return Interval(from: inUnit(noun.minimum, .down), to: inUnit(noun.maximum, .up))
      }
      return Interval(from: .closed(.zero), to: .unbounded)
    }
  }
}

extension Unit {
  static func ordered(_ powers: [String: Int]) -> [Dimension] {
    powers.filter { $0.value != 0 }.map { Dimension(noun: $0.key, power: $0.value) }
      .sorted { ($0.power > 0 ? 0 : 1, $0.noun) < ($1.power > 0 ? 0 : 1, $1.noun) }
  }
}
