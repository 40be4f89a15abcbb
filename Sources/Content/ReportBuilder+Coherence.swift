import DataModel
import Diagnostics
import Graphics

extension ReportBuilder {
  /// How old the sources are on the day that the report bears.
  var sourceAges: SourceAges {
    SourceAges(of: store.sources, on: front.date ?? defaultDate.description, limit: front.sourceAge)
  }

  /// Reports sources past their age of which a figure is printed.
  mutating func checkSourceAges() {
    let ages = sourceAges
    let past = Set(store.sources.filter { ages.isPast($0) }.map(\.id))
    guard !past.isEmpty else { return }
    var printed: [String: [String]] = [:]
    var seen: Set<[String]> = []
    func add(_ name: String, of sources: [String]) {
      for source in sources where past.contains(source) && seen.insert([source, name]).inserted {
        printed[source, default: []].append(name)
      }
    }
    for entry in ledger.entries { add(entry.id ?? entry.text, of: entry.sources) }
    // The rows of long tables enter the ledger when they are laid out.
    for table in tableSources { add(table.name, of: table.sources) }
    for finding in ages.findings(printed: printed) { diagnostics.add(finding.diagnostic) }
  }

  /// Names the figures that were printed and say nothing of where they come from, in one warning.
  mutating func checkSources() {
    var ids: [String] = []
    var seen: Set<String> = []
    var place: SourceRange?
    for entry in ledger.entries where entry.kind == .observation && entry.sources.isEmpty {
      guard let id = entry.id, seen.insert(id).inserted else { continue }
      place = place ?? entry.writtenRange
      ids.append(id)
    }
    guard let place else { return }
    let names = ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? " and \(ids.count - 5) more" : "")
    diagnostics.warning(
      "content.no-source",
      ids.count == 1 ? "the figure \(names) names no source" : "\(ids.count) figures name no source: \(names)",
      at: place, hint: "add 'source:' to the observation or to its table")
  }

  /// Looks at a number that was printed, as a reader does.
  mutating func review(_ number: PrintedNumber, after before: String, at range: SourceRange) {
    if let found = percentWords?.finding(for: number, precededBy: before, at: range) {
      diagnostics.add(found.diagnostic)
    }
    block.number = (number, range)
    // Headings, tiles and tables round as they have room.
    if disputes.handling == .notes { printedNumbers.add(number, at: range) }
  }

  /// Looks at the words just after a number.
  mutating func review(_ number: PrintedNumber, at range: SourceRange, followedBy text: ArraySlice<UInt8>) {
    // No such words are longer.
    let beginning = String(decoding: text.prefix(48), as: UTF8.self)
    if let found = percentWords?.finding(for: number, followedBy: beginning, at: range) {
      diagnostics.add(found.diagnostic)
    }
  }
}
