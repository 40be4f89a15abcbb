/// An edition of a report as far as another one is compared with it: its figures, each once, and its claims.
public struct Edition: Sendable {
  public let name: String
  public let figures: [EditionFigure]
  public let claims: [LedgerClaim]
  private var byQuantity: [EditionQuantity: [Int]] = [:]
  private var byID: [String: [Int]] = [:]
  /// For reading the units of the other edition's figures as this one's were read.
  private let units: UnitCatalogue

  public init(_ ledger: LedgerFile) {
    name = ledger.name
    claims = ledger.claims
    var units = UnitCatalogue()
    figures = Self.figures(of: ledger.entries, units: &units)
    self.units = units
    for (index, figure) in figures.enumerated() {
      if let quantity = figure.quantity { byQuantity[quantity, default: []].append(index) }
      byID[figure.figure.id, default: []].append(index)
    }
  }

  /// The figures of a ledger: one that is printed several times once, in the text that says most of it.
  private static func figures(of entries: [LedgerEntry], units: inout UnitCatalogue) -> [EditionFigure] {
    struct Identity: Hashable {
      var id: String?
      var series: String?
      var period: String?
      var place: String?
      var basis: String?
      var value: String?
      var unit: String?
    }
    var periods: [String: String] = [:]
    for entry in entries where entry.kind == .observation {
      if let id = entry.id, let period = entry.period { periods[id] = period }
    }
    var figures: [EditionFigure] = []
    var places: [Identity: Int] = [:]
    for entry in entries {
      let identity = Identity(
        id: entry.id, series: entry.series, period: entry.period, place: entry.place, basis: entry.basis,
        value: entry.value, unit: entry.unit)
      if let known = places[identity] {
        if !figures[known].saysUnit { figures[known].entry.text = entry.text }
        continue
      }
      guard let figure = EditionFigure(entry, units: &units, periodOfInput: { periods[$0] }) else { continue }
      places[identity] = figures.count
      figures.append(figure)
    }
    return figures
  }

  /// A figure of the edition at work, to be compared with this one.
  func figure(_ figure: Figure) -> EditionFigure? {
    var units = units
    guard var made = EditionFigure(LedgerEntry(figure, text: "", at: nil), units: &units) else { return nil }
    made.entry.text = figure.value?.description ?? ""
    return made
  }

  /// What became of a quantity of this edition in a later one, given the later figure; `new` where this one has none.
  public func change(to new: EditionFigure) -> FigureChange {
    predecessor(of: new).map { FigureChange(from: figures[$0], to: new) } ?? FigureChange(.new, old: nil, new: new)
  }

  /// The place of the figure that a later one follows: found by what is measured, place and period, or else by its id.
  func predecessor(of new: EditionFigure) -> Int? {
    if let found = best(of: new.quantity.flatMap { byQuantity[$0] } ?? [], for: new) { return found }
    let found = best(of: byID[new.figure.id] ?? [], for: new)
    if new.hasLastingID { return found }
    // The same row of a table is another one's row if rows were added above; what is equal is no change in any case.
    return found.flatMap { FigureChange(from: figures[$0], to: new).kind == .unchanged ? $0 : nil }
  }

  /// Of several figures for one quantity, such as estimates of two publications: the one with the same value, else the same
  /// id, else the same basis, else the last.
  private func best(of candidates: [Int], for new: EditionFigure) -> Int? {
    if candidates.count < 2 { return candidates.first }
    return candidates.first { FigureChange(from: figures[$0], to: new).kind == .unchanged }
      ?? candidates.last { figures[$0].figure.id == new.figure.id && figures[$0].periods == new.periods }
      ?? candidates.last { figures[$0].figure.basis == new.figure.basis && figures[$0].periods == new.periods }
      ?? candidates.last
  }
}
