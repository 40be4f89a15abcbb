/// A figure as one edition of a report printed it.
public struct EditionFigure: Sendable {
  /// What the ledger says of it, where the text first has it.
  public internal(set) var entry: LedgerEntry
  /// As far as the ledger keeps it, so that it can be reckoned with and printed again.
  public let figure: Figure
  /// The periods of what it rests on, in order; its own where it has one.
  public let periods: [String]
  /// The periods of what it rests on, in order, whatever it says of its own.
  let inputPeriods: [String]

  /// - Parameters:
  ///   - entry: The entry of an observation or a derived value.
  ///   - periodOfInput: The period of an observation by its id, for ledgers that do not say it with a formula's inputs.
  /// Nil for an entry that is no figure.
  init?(_ entry: LedgerEntry, units: inout UnitCatalogue, periodOfInput: (String) -> String? = { _ in nil }) {
    guard let id = entry.id, entry.kind == .observation || entry.kind == .derived else { return nil }
    let value = entry.value.flatMap { WrittenDecimal($0)?.value }
    guard let interval = entry.interval ?? value.map({ .exactly($0) }) else { return nil }
    self.entry = entry
    inputPeriods = Set(entry.inputs.compactMap { $0.period ?? periodOfInput($0.id) }).sorted()
    periods = entry.period.map { [$0] } ?? inputPeriods
    let isObservation = entry.kind == .observation
    let qualifier = entry.qualifier ?? .reported
    // Ledgers that do not keep the step show it in the interval.
    let step = interval.width.map { $0.isZero ? min(0, (value ?? .zero).lastPlace) : $0.leadingPlace }
    let stated = isObservation ? step ?? value.map { min(0, $0.lastPlace) } : nil
    let writtenPlace = entry.precision?.leadingPlace ?? stated
    figure = Figure(
      kind: isObservation ? .observation : .derived, id: id, value: value, interval: interval,
      unit: entry.unit.flatMap { units.parseUndeclared($0) }, qualifier: qualifier, status: entry.status,
      precision: entry.precision, period: entry.period, place: entry.place, basis: entry.basis,
      seriesName: entry.series.map { .written($0) },
      sources: entry.sources,
      origin: entry.origin, formula: entry.formula, inputs: entry.inputs, note: entry.note,
      writtenPlace: writtenPlace,
      term: .quantity(
        .named("another edition's \(id)"), stated: value ?? .zero, range: interval,
        isPlainlyStated: qualifier == .exact || qualifier == .reported, writtenPlace: writtenPlace))
  }

  /// What is measured, where and when; nil where the data do not say what is measured.
  var quantity: EditionQuantity? {
    entry.series.map { EditionQuantity(series: $0, place: entry.place, periods: periods) }
  }

  /// Whether its id names the quantity, and not the row in which a table has it.
  var hasLastingID: Bool {
    let id = figure.id.utf8
    guard let open = id.lastIndex(of: UInt8(ascii: "[")), let close = id[open...].firstIndex(of: UInt8(ascii: "]"))
    else { return true }
    let inside = id[id.index(after: open)..<close]
    return inside.isEmpty || !inside.allSatisfy { (48...57).contains($0) }
  }

  /// Its id, or what it measures where the id is only a place in a table, as words: `China users rural`.
  public var nameInWords: String {
    let name = hasLastingID ? figure.id : entry.series ?? figure.id
    let parts = name.split(separator: "[", maxSplits: 1)
    // Of `users[group=rural]` and `world['Africa']['2024']` the values.
    let values = (parts.count > 1 ? parts[1] : "").split { ",[]".contains($0) }.map { part in
      part.split(separator: "=", maxSplits: 1).last.map { String($0.filter { $0 != "'" && $0 != "\"" }) } ?? ""
    }
    let words = ([parts.first.map(String.init) ?? name] + values).filter { !$0.isEmpty }.map { part in
      part.map { $0 == "." || $0 == "_" ? " " : String($0) }.joined()
    }.joined(separator: ", ")
    return words.capitalizedFirst
  }

  /// The period as readers are shown it; of several the first and the last.
  var periodText: String {
    guard let first = periods.first, let last = periods.last else { return "" }
    return first == last ? first : "\(first) to \(last)"
  }

  /// As printed; with the unit where the text leaves it to the head of a table or axis.
  public var text: String {
    let text = entry.text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    if saysUnit { return text }
    return "\(text) \(isWrittenInFull ? figure.unit?.noun ?? "" : entry.unit ?? "")"
  }

  /// Whether the digits count the nouns themselves, as 620,000 does for 0.62 million persons: the first digit stands at
  /// their place, and not at that of the unit.
  ///
  /// Ledgers do not say which sign is the decimal one. Where both readings fit, 1,123 and 1.123 for thousand persons, the one
  /// is taken that is true in the language of the comparison.
  private var isWrittenInFull: Bool {
    guard let unit = figure.unit, unit.kind == .quantity, unit.exponent > 0, let value = figure.value, !value.isZero
    else { return false }
    let number = entry.text.drop { !$0.isWholeNumber }.prefix {
      $0.isWholeNumber || ".,'’٬٫\u{A0}\u{202F}".contains($0)
    }
    guard number.first?.wholeNumberValue != 0 else { return false }
    let groups = number.split { !$0.isWholeNumber }.map(\.count)
    let all = groups.reduce(0, +)
    // Without decimals, and with the last group as decimals.
    let readings = groups.count > 1 ? [all, all - groups[groups.count - 1]] : [all]
    func distance(_ digits: Int) -> Int { readings.map { abs($0 - digits) }.min() ?? 0 }
    let own = distance(max(1, value.leadingPlace + 1))
    let full = distance(value.leadingPlace + unit.exponent + 1)
    return own == full ? !number.contains(".") : full < own
  }

  /// Whether the text says what its digits count: by a percent sign or a scale word after them. Nouns are left to the prose.
  var saysUnit: Bool {
    guard let unit = figure.unit, unit.kind != .ratio, unit.kind != .quantity || unit.exponent > 0 else { return true }
    let afterNumber = entry.text.unicodeScalars.reversed().prefix { $0.properties.numericType == nil }
    return afterNumber.contains { $0 == "%" || $0 == "٪" || $0.properties.isAlphabetic }
  }
}

/// What is measured, where, and when.
struct EditionQuantity: Hashable, Sendable {
  var series: String
  var place: String?
  var periods: [String]
}

extension UnitCatalogue {
  /// Reads a unit of another report, whose nouns need not be declared in this one. Nil for what is no unit at all.
  mutating func parseUndeclared(_ text: String) -> Unit? {
    // At most a noun above and one below the line.
    for _ in 0..<3 {
      switch parse(text) {
      case .success(let unit): return unit
      case .failure(.unknown(let noun)): declare(noun, minimum: nil, maximum: nil)
      case .failure: return nil
      }
    }
    return nil
  }
}
