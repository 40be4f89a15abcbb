import Diagnostics

/// The numbers that the running text prints, looked at as a reader does who knows nothing but their digits.
public struct PrintedNumbers: Sendable {
  private struct Printing {
    var number: PrintedNumber
    var range: SourceRange
  }
  /// One quantity, by whatever id it is printed: the cell or statement, or the formula.
  private enum Key: Hashable {
    case quantity(QuantityKey)
    case formula(String)
    case term(ObjectIdentifier)

    init(_ number: PrintedNumber) {
      if case .quantity(let key) = number.term.operation {
        self = .quantity(key)
      } else {
        self = number.formula.map { .formula($0.withoutSpaces) } ?? .term(ObjectIdentifier(number.term))
      }
    }
  }
  /// The first printing of each quantity in each way that it is printed.
  private var printings: [Key: [Printing]] = [:]
  /// Those of derived values by their terms, for what is derived from them in turn.
  private var byTerm: [ObjectIdentifier: Printing] = [:]
  private var derived: [Printing] = []

  public init() {}

  /// Adds a number in the order of the text.
  public mutating func add(_ number: PrintedNumber, at range: SourceRange) {
    let printing = Printing(number: number, range: range)
    let key = Key(number)
    guard Self.add(printing, to: &printings[key, default: []]) else { return }
    if case .quantity = key { return }
    byTerm[ObjectIdentifier(number.term)] = byTerm[ObjectIdentifier(number.term)] ?? printing
    if number.term.isSumOrDifference { derived.append(printing) }
  }

  /// Whether it is a way in which the quantity was not printed before.
  private static func add(_ printing: Printing, to ways: inout [Printing]) -> Bool {
    let digits = printing.number.digits
    guard ways.allSatisfy({ $0.number.digits != digits }) else { return false }
    ways.append(printing)
    return true
  }

  /// The first printing of what a term stands for.
  private func printing(of term: Term) -> Printing? {
    if case .quantity(let key) = term.operation { return printings[.quantity(key)]?.first }
    return byTerm[ObjectIdentifier(term)]
  }

  /// What does not fit together, in the order of the text.
  public func findings() -> [CoherenceFinding] {
    var findings: [CoherenceFinding] = []
    for ways in printings.values {
      guard let first = ways.first else { continue }
      for other in ways.dropFirst() {
        findings.append(
          CoherenceFinding(
            .printedTwoWays,
            "'\(other.number.id)' is printed as \(other.number.text) here and as \(first.number.text) at \(first.range.start)",
            at: other.range, hint: "print it with the same digits throughout: give it a 'format:' in data.yaml"))
      }
    }
    for printing in derived { if let finding = roundingFinding(printing) { findings.append(finding) } }
    return findings.sorted { a, b in
      (a.range.file, a.range.line, a.range.column, a.message) < (b.range.file, b.range.line, b.range.column, b.message)
    }
  }

  // MARK: Rounding

  /// A number as printed, on the way through a sum of printed numbers.
  private struct Summand {
    var value: Decimal
    /// Of its last digit; nil for what is exact.
    var place: Int?
    var texts: [String]
  }

  private func roundingFinding(_ printing: Printing) -> CoherenceFinding? {
    let number = printing.number
    guard number.isRounded, let sum = combined(number.term), let finest = sum.place else { return nil }
    let place = max(finest, number.place)
    guard sum.value.rounded(toPlace: place) != number.value.rounded(toPlace: place) else { return nil }
    let reached = sum.value.rounded(toPlace: place)
    return CoherenceFinding(
      .rounding,
      "'\(number.id)' is printed as \(number.text), but a reader who computes it from \(sum.texts.joined(separator: " and ")), as printed, gets \(reached)",
      at: printing.range,
      hint: "print more decimals, or add a note that figures may not sum because of rounding")
  }

  /// What the printed operands of a sum or difference come to; nil if one of them is not printed.
  private func combined(_ term: Term) -> Summand? {
    var parts: [Summand] = []
    for operand in term.operands {
      guard let part = summand(operand) else { return nil }
      parts.append(part)
    }
    let texts = parts.flatMap(\.texts)
    let place = parts.compactMap(\.place).max()
    switch term.operation {
    case .sum: return Summand(value: parts.map(\.value).reduce(.zero, +), place: place, texts: texts)
    case .difference: return Summand(value: parts[0].value - parts[1].value, place: place, texts: texts)
    case .product:
      // A change of unit.
      guard let factor = term.powerOfTenFactor else { return nil }
      return Summand(
        value: parts[0].value.multiplied(by: .powerOfTen(factor)), place: parts[0].place.map { $0 + factor },
        texts: parts[0].texts)
    default: return nil
    }
  }

  private func summand(_ term: Term) -> Summand? {
    if term.operation == .constant, let value = term.stated { return Summand(value: value, place: nil, texts: []) }
    if let printing = printing(of: term) {
      guard printing.number.isRounded else { return nil }
      return Summand(
        value: printing.number.value, place: printing.number.place, texts: [printing.number.text])
    }
    return combined(term)
  }
}

extension Term {
  /// Whether it is a sum or difference, whatever its unit.
  fileprivate var isSumOrDifference: Bool {
    switch operation {
    case .sum, .difference: true
    case .product: powerOfTenFactor != nil && operands[0].isSumOrDifference
    default: false
    }
  }

  /// The exponent of the power of ten that it multiplies its first operand by, if that is all it does.
  fileprivate var powerOfTenFactor: Int? {
    guard operation == .product, operands[1].operation == .constant, let factor = operands[1].stated,
      factor.magnitude.mantissa == 1
    else { return nil }
    return factor.lastPlace
  }
}
