import Content
import DataModel
import Diagnostics

/// What `bulletin check` says of a report beside its diagnostics: what its numbers are, what holds, and what sources say.
public struct CheckReport {
  /// Numbers of one kind.
  struct NumberCount {
    /// As JSON names it, and as a reader does.
    var key: String
    var name: String
    var count = 0
    /// The numbers themselves and where they are written, for those that an author typed.
    var typed: [TypedNumber] = []
  }
  struct TypedNumber {
    var text: String
    var place: String
  }
  /// A figure for which sources state different things: the one that is used first.
  struct Dispute {
    struct Statement {
      var id: String
      var value: String
      var sources: [String]
    }
    var used: Statement
    var others: [Statement]
  }
  struct UsedSource {
    var id: String
    var date: String?
    var age: String?
    var isPast: Bool
  }

  let numbers: [NumberCount]
  let claims: [LedgerClaim]
  let checks: [CoherenceCheck]
  let disputes: [Dispute]
  let sources: [UsedSource]
  /// The report's, which is left out of places.
  let folder: String

  init(_ report: ResolvedReport, store: FigureStore, ledger: Ledger, folder: String) {
    let entries = ledger.entries
    self.folder = folder
    numbers = Self.count(entries, strays: report.strayNumbers)
    claims = ledger.claims
    checks = store.checkOutcomes
    disputes = Self.disputes(entries, store)
    var used: Set<String> = []
    for entry in entries { used.formUnion(entry.sources) }
    sources = store.sources.filter { used.contains($0.id) }.map { source in
      UsedSource(
        id: source.id, date: source.date, age: report.sourceAges.age(of: source),
        isPast: report.sourceAges.isPast(source))
    }
  }

  // MARK: Numbers

  private static func count(_ entries: [LedgerEntry], strays: [ResolvedReport.StrayNumber]) -> [NumberCount] {
    var observations = NumberCount(key: "observations", name: "observations")
    var derived = NumberCount(key: "derived", name: "derived values")
    var scales = NumberCount(key: "scales", name: "ticks of axes")
    var years = NumberCount(key: "years", name: "years")
    var dates = NumberCount(key: "dates", name: "other dates")
    var cited = NumberCount(key: "cited", name: "in titles and quotations")
    var literals = NumberCount(key: "literals", name: "meant as they stand")
    var stray = NumberCount(key: "stray", name: "from nowhere")
    var structural = NumberCount(key: "structural", name: "of sections, figures and notes")
    func add(_ entry: LedgerEntry, to count: inout NumberCount) {
      count.count += 1
      // Numbers in titles of sources and the like have no place in the report.
      if let written = entry.written { count.typed.append(TypedNumber(text: entry.text, place: written)) }
    }
    for number in strays {
      stray.count += 1
      stray.typed.append(TypedNumber(text: number.text, place: number.range.start))
    }
    let strayPlaces = Set(strays.map(\.range.start))
    for entry in entries {
      switch entry.kind {
      case .observation: observations.count += 1
      case .derived: derived.count += 1
      case .scale: scales.count += 1
      case .structural: structural.count += 1
      case .cited: add(entry, to: &cited)
      case .date:
        let isYear = (entry.value ?? entry.text).utf8.count == 4
        if isYear { add(entry, to: &years) } else { add(entry, to: &dates) }
      case .literal where entry.written.map(strayPlaces.contains) == true: continue
      case .literal: add(entry, to: &literals)
      }
    }
    return [observations, derived, scales, years, dates, cited, literals, stray, structural]
  }

  // MARK: Sources that differ

  private static func disputes(_ entries: [LedgerEntry], _ store: FigureStore) -> [Dispute] {
    var disputes: [Dispute] = []
    var seen: Set<String> = []
    func add(_ used: Dispute.Statement, _ rivals: [Rival]) {
      let others = rivals.filter { !$0.agrees }.map { rival in
        Dispute.Statement(
          id: rival.figure.id, value: value(rival.figure.value?.description, rival.figure.unit?.text),
          sources: rival.figure.sources)
      }
      guard !others.isEmpty, seen.insert(used.id).inserted else { return }
      disputes.append(Dispute(used: used, others: others))
    }
    for entry in entries where !entry.rivals.isEmpty {
      add(
        Dispute.Statement(id: entry.id ?? entry.text, value: value(entry.value, entry.unit), sources: entry.sources),
        entry.rivals)
    }
    for id in store.figureIDs {
      // What spoils a figure was said when it was loaded.
      guard let figure = try? store.figure(id, at: .file("")), !figure.rivals.isEmpty else { continue }
      add(
        Dispute.Statement(
          id: id, value: value(figure.value?.description, figure.unit?.text), sources: figure.sources),
        figure.rivals)
    }
    return disputes
  }

  private static func value(_ value: String?, _ unit: String?) -> String {
    [value, unit].compactMap { $0 }.joined(separator: " ")
  }
}

extension ReportBuild {
  /// Does all that a build does and writes nothing.
  ///
  /// - Returns: What was found beside the diagnostics; nil if there is no text to go on with.
  public mutating func check() throws(ReportError) -> CheckReport? {
    guard let resolved = try resolve() else { return nil }
    _ = try run(resolved, formats: [.pdf, .svg], resolution: 72, into: ".")
    return CheckReport(resolved.report, store: resolved.store, ledger: resolved.ledger, folder: input.name)
  }
}
