import Diagnostics

/// Which columns of a table say what about a figure, and what is the same for all rows.
struct RowMapping: Sendable {
  enum Fact: String, CaseIterable, Sendable {
    case unit, multiplier, precision, qualifier, status, period, place, basis, source, note

    /// Names under which the fact is looked for in a header, in capital or small letters; those of SDMX-CSV and of the
    /// offices that publish it are among them.
    var columnNames: [String] {
      switch self {
      case .unit: ["unit", "unit_measure"]
      case .multiplier: ["multiplier", "unit_multiplier", "unit_mult"]
      case .precision: ["precision", RowMapping.decimalsName]
      case .qualifier: ["qualifier"]
      case .status: ["status", "obs_status", "obs_flag"]
      case .period: ["period", "date", "year", "time_period"]
      case .place: ["place", "country", "geo", "ref_area"]
      case .basis: ["basis", "base", "base_per"]
      case .source: ["source", "source_id"]
      case .note: ["note", "comment_obs", "obs_com"]
      }
    }

    /// The fact that a key of `data.yaml` gives.
    init?(key: String) {
      switch key {
      case "date": self = .period
      case "source_id": self = .source
      default: self.init(rawValue: key)
      }
    }
    /// Every key that ``init(key:)`` understands.
    static let keys = allCases.map(\.rawValue) + ["date", "source_id"]
  }

  /// Names of a column that holds values.
  static let valueNames = ["value", "obs_value"]
  /// A column of this name says how many decimals are exact, as in SDMX, not the step.
  static let decimalsName = "decimals"

  /// What `data.yaml` says about a table or an observation.
  struct Declaration: Sendable {
    var columns: [(fact: String, column: String, range: SourceRange)] = []
    var constants: [Fact: SourceNode] = [:]
    /// Units of single columns, for tables that have several measures side by side.
    var columnUnits: [(column: String, unit: SourceNode, range: SourceRange)] = []
    /// The columns that hold figures, where it is not the one called value.
    var values: [(column: String, range: SourceRange)] = []
  }

  private(set) var valueColumns: [Int] = []
  private(set) var columns: [Fact: Int] = [:]
  /// Whether the column of the precision counts decimals.
  private(set) var countsDecimals = false
  var constants: [Fact: SourceNode]
  private(set) var columnUnits: [Int: (text: String, range: SourceRange)] = [:]

  static let none = RowMapping()
  private init() { constants = [:] }

  /// Finds the columns in a header.
  ///
  /// - Parameter columnAt: The place of a column; throws for a misspelt one.
  init(
    _ declaration: Declaration, names: [String], columnAt: (String, SourceRange) throws(Diagnostic) -> Int
  ) throws(Diagnostic) {
    constants = declaration.constants
    let lowercased = names.map { $0.lowercased() }
    func column(called known: [String]) -> Int? {
      known.lazy.compactMap { names.firstIndex(of: $0) ?? lowercased.firstIndex(of: $0) }.first
    }
    for fact in Fact.allCases { columns[fact] = column(called: fact.columnNames) }
    for (fact, column, range) in declaration.columns {
      guard let known = Fact(key: fact) else { continue }
      columns[known] = try columnAt(column, range)
    }
    countsDecimals = columns[.precision].map { lowercased[$0] == RowMapping.decimalsName } ?? false
    for (column, range) in declaration.values { valueColumns.append(try columnAt(column, range)) }
    if valueColumns.isEmpty, let value = column(called: RowMapping.valueNames) { valueColumns = [value] }
    for (column, unit, range) in declaration.columnUnits {
      let place = try columnAt(column, range)
      columnUnits[place] = (unit.text ?? "", unit.range)
      if !valueColumns.contains(place) { valueColumns.append(place) }
    }
  }
}
