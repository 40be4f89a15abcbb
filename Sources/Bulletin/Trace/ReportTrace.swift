import DataModel
import Diagnostics

/// What a report printed and what that rests on, to explain single numbers of it.
public struct ReportTrace {
  let store: FigureStore
  let entries: [LedgerEntry]
  let claims: [LedgerClaim]
  /// The names and cells that each claim rests on.
  let claimGrounds: [(names: Set<String>, origins: Set<CellOrigin>)]
  let places: PartsByEntry<LedgerPlace>
  let elements: PartsByEntry<LedgerElement>
  /// The report's folder as diagnostics name it.
  let folder: String
  let files: TracedFiles
  /// What was printed, each figure once, in the order of the text.
  let numbers: [TracedNumber]

  init(
    store: FigureStore, ledger: Ledger, places: [LedgerPlace], elements: [LedgerElement], folder: String,
    files: InputRecorder
  ) {
    self.store = store
    entries = ledger.entries
    claims = ledger.claims
    claimGrounds = claims.map { claim in
      let parts = store.derivation(of: claim.expression)
      return (
        parts.reduce(into: []) { $0.formUnion($1.names) }, parts.reduce(into: []) { $0.formUnion($1.origins) }
      )
    }
    self.places = PartsByEntry(places, entryCount: entries.count, entry: \.id)
    self.elements = PartsByEntry(elements, entryCount: entries.count, entry: \.id)
    self.folder = folder
    self.files = TracedFiles(files)
    var numbers: [TracedNumber] = []
    var known: [TracedNumber.Key: Int] = [:]
    let names = store.namesByOrigin
    for (index, entry) in entries.enumerated() where entry.kind != .structural {
      let key = TracedNumber.Key(entry)
      if let place = known[key] {
        numbers[place].entries.append(index)
      } else {
        known[key] = numbers.count
        // The name in data.yaml says more than a cell's.
        let name = entry.origin.flatMap { names[$0] } ?? entry.id ?? entry.text
        numbers.append(TracedNumber(name: name, entries: [index]))
      }
    }
    self.numbers = numbers
  }

  /// The printed numbers that a text names: by their digits, their words, an id, or the id of an element in an SVG file; or
  /// a figure of data.yaml that is not printed.
  ///
  /// - Throws: ``ReportError/noSuchNumber(_:)``, with those that are near, if there is none.
  func matches(_ query: String) throws(ReportError) -> [TracedNumber] {
    let named = numbers.filter { number in
      number.entries.contains { index in
        entries[index].id == query || elements[index].contains { $0.element == query }
      }
    }
    if !named.isEmpty { return named }
    if store.figureIDs.contains(query) { return [TracedNumber(name: query, entries: [])] }
    let wanted = SearchableNumber(query)
    let printed = printing { $0.contains(wanted) }
    if !printed.isEmpty { return printed }
    let ungrouped = printing { $0.ungrouped.contains(wanted.ungrouped) }
    if !ungrouped.isEmpty { return ungrouped }
    throw .noSuchNumber("the report prints no '\(query)'" + hint(near: query))
  }

  private func printing(_ fits: (SearchableNumber) -> Bool) -> [TracedNumber] {
    numbers.filter { $0.entries.contains { fits(SearchableNumber(entries[$0].text)) } }
  }

  private func hint(near query: String) -> String {
    guard let wanted = SearchableNumber(query).number else {
      let names = Set(numbers.map(\.name)).union(store.figureIDs).sorted()
      return didYouMean(query, in: names).map { "; " + $0 } ?? ""
    }
    var near: [(shown: String, distance: Double)] = []
    for number in numbers {
      let entry = entries[number.entries[0]]
      guard entry.subject != nil, let printed = SearchableNumber(entry.text).number else { continue }
      near.append(("'\(entry.text.withPlainSpaces)' (\(number.name))", abs(printed - wanted)))
    }
    let shown = near.sorted { $0.distance < $1.distance }.prefix(4).map(\.shown)
    return shown.isEmpty ? "" : "; near are " + shown.joined(separator: ", ")
  }
}
