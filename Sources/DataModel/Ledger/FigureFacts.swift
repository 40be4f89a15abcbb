/// What the ledger says of a printed number that is a figure, or is made of figures.
struct FigureFacts: Sendable {
  var interval: Interval?
  var unit: String?
  var precision: Decimal?
  var qualifier: Qualifier?
  var status: StatusFlags = []
  var period: String?
  var place: String?
  var basis: String?
  var seriesName: SeriesName?
  var rivals: [Rival] = []
  var formula: String?
  var inputs: [FigureInput] = []
  var sources: [String] = []
  var origin: CellOrigin?
  var note: String?
}

/// Keeps the facts of an entry apart from it: a long report prints many numbers that are no figures, and each entry would have
/// room for all of them.
final class KeptFacts: Sendable {
  let facts: FigureFacts
  init(_ facts: FigureFacts) { self.facts = facts }
}

extension LedgerEntry {
  private mutating func set(_ change: (inout FigureFacts) -> Void) {
    var facts = kept?.facts ?? FigureFacts()
    change(&facts)
    kept = KeptFacts(facts)
  }

  public var interval: Interval? {
    get { kept?.facts.interval }
    set { set { $0.interval = newValue } }
  }
  public var unit: String? {
    get { kept?.facts.unit }
    set { set { $0.unit = newValue } }
  }
  /// As in ``Figure/precision``.
  public var precision: Decimal? {
    get { kept?.facts.precision }
    set { set { $0.precision = newValue } }
  }
  public var qualifier: Qualifier? {
    get { kept?.facts.qualifier }
    set { set { $0.qualifier = newValue } }
  }
  public var status: StatusFlags {
    get { kept?.facts.status ?? [] }
    set { set { $0.status = newValue } }
  }
  public var period: String? {
    get { kept?.facts.period }
    set { set { $0.period = newValue } }
  }
  /// As in ``Figure/place``, ``Figure/basis`` and ``Figure/series``.
  public var place: String? {
    get { kept?.facts.place }
    set { set { $0.place = newValue } }
  }
  public var basis: String? {
    get { kept?.facts.basis }
    set { set { $0.basis = newValue } }
  }
  var seriesName: SeriesName? {
    get { kept?.facts.seriesName }
    set { set { $0.seriesName = newValue } }
  }
  public var series: String? {
    get { seriesName?.text }
    set { seriesName = newValue.map { .written($0) } }
  }
  public var rivals: [Rival] {
    get { kept?.facts.rivals ?? [] }
    set { set { $0.rivals = newValue } }
  }
  public var formula: String? {
    get { kept?.facts.formula }
    set { set { $0.formula = newValue } }
  }
  public var inputs: [FigureInput] {
    get { kept?.facts.inputs ?? [] }
    set { set { $0.inputs = newValue } }
  }
  public var sources: [String] {
    get { kept?.facts.sources ?? [] }
    set { set { $0.sources = newValue } }
  }
  public var origin: CellOrigin? {
    get { kept?.facts.origin }
    set { set { $0.origin = newValue } }
  }
  public var note: String? {
    get { kept?.facts.note }
    set { set { $0.note = newValue } }
  }
}
