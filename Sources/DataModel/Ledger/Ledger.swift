import Diagnostics
import Synchronization

/// Every number that a report prints, with where it comes from.
public final class Ledger: Sendable {
  private let state = Mutex<[LedgerEntry]>([])
  private let claimState = Mutex<[LedgerClaim]>([])

  public init() {}

  /// Adds an entry and names it; the id's raw value is that of the number mark that Graphics carries.
  @discardableResult
  public func record(_ entry: LedgerEntry) -> LedgerEntry.ID {
    state.withLock {
      $0.append(entry)
      return LedgerEntry.ID(rawValue: Int32($0.count - 1))
    }
  }

  /// Adds what was printed: its entry and, for a phrase, its claim.
  @discardableResult
  public func record(_ printed: PrintedFigure) -> LedgerEntry.ID {
    if let claim = printed.claim { record(claim) }
    return record(printed.entry)
  }

  /// Adds words that the data had to bear out, or that they chose.
  public func record(_ claim: LedgerClaim) { claimState.withLock { $0.append(claim) } }
  /// In the order in which they were checked.
  public var claims: [LedgerClaim] { claimState.withLock { $0 } }

  public var entries: [LedgerEntry] { state.withLock { $0 } }
  func withEntries<Value: Sendable>(_ body: ([LedgerEntry]) -> Value) -> Value { state.withLock { body($0) } }
  public subscript(id: LedgerEntry.ID) -> LedgerEntry { state.withLock { $0[Int(id.rawValue)] } }
}

/// A number that was printed.
public struct LedgerEntry: Sendable {
  /// The place in ``Ledger/entries``.
  public struct ID: Hashable, Sendable {
    public var rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
  }
  public enum Kind: String, Sendable {
    case observation, derived
    /// A tick's label.
    case scale
    /// Page numbers and numbering; counted in the ledger's file and not listed.
    case structural
    case date
    /// Part of a title or quotation.
    case cited
    /// Meant as it stands.
    case literal
  }
  // Before the kind, which then takes up no more than what is left of a word.
  private var writtenPlace: WrittenPlace?
  public var kind: Kind
  /// The figure's id; the chart's id for a tick.
  public var id: String?
  /// The text as printed.
  public var text: String
  /// As in ``Figure/value``; for other kinds the number as written.
  public var value: String?
  /// What is known of figures alone.
  var kept: KeptFacts?
  /// Where it was written in the report, such as `report.md:12:3`.
  public var written: String? {
    switch writtenPlace {
    case nil: return nil
    case .text(let text): return text
    case .range(let range): return range.start
    }
  }
  /// The same as a range, which is spelt out only when the ledger is written; nil where no more is known than the text.
  public var writtenRange: SourceRange? {
    if case .range(let range) = writtenPlace { range } else { nil }
  }
  /// Says where it was written, if that is not known yet.
  public mutating func locate(at range: SourceRange) { if writtenPlace == nil { writtenPlace = .range(range) } }
  func writeWritten(to writer: inout JSONWriter) {
    switch writtenPlace {
    case nil: break
    case .text(let text): writer.path("written", text)
    case .range(let range): writer.path("written", range.file, line: range.line, column: range.column)
    }
  }
  private enum WrittenPlace: Sendable {
    case text(String)
    case range(SourceRange)
  }
  /// For a tick: the least and greatest value of the scale.
  public var domain: String?

  /// An entry for a number that is no figure: a tick, a page number, a date, a number cited or meant literally.
  public init(
    kind: Kind, id: String? = nil, text: String, value: String? = nil, domain: String? = nil,
    written: String? = nil
  ) {
    self.kind = kind
    self.id = id
    self.text = text
    self.value = value
    self.domain = domain
    writtenPlace = written.map { .text($0) }
  }
}

extension LedgerEntry {
  /// The entry of a figure that was printed.
  ///
  /// - Parameter range: Where the report asks for it.
  public init(_ figure: Figure, text: String, at range: SourceRange?) {
    self.init(
      kind: figure.kind == .observation ? .observation : .derived, id: figure.id, text: text,
      value: figure.value.map { $0.shortened(.nearest).description })
    writtenPlace = range.map { .range($0) }
    kept = KeptFacts(
      FigureFacts(
        interval: figure.interval.shortened, unit: figure.unit?.text, precision: figure.precision,
        qualifier: figure.qualifier, status: figure.status, period: figure.period, place: figure.place,
        basis: figure.basis, seriesName: figure.seriesName, rivals: figure.rivals, formula: figure.formula,
        inputs: figure.kind == .derived ? figure.inputs : [], sources: figure.sources, origin: figure.origin,
        note: figure.note))
  }
}

extension Decimal {
  /// At most 15 digits, which is more than any statistic has.
  func shortened(_ rounding: Rounding) -> Decimal { rounded(toPlace: leadingPlace - 14, rounding) }
}

extension Interval {
  /// With ends of at most 15 digits, rounded outwards.
  var shortened: Interval {
    Interval(
      from: End(value: lower.value?.shortened(.down), isClosed: lower.isClosed),
      to: End(value: upper.value?.shortened(.up), isClosed: upper.isClosed))
  }
}
