import Diagnostics

/// Which columns of a table say what about a figure, and what is the same for all rows.
struct RowMapping: Sendable {
  enum Fact: String, CaseIterable, Sendable {
    case unit, precision, qualifier, status, period, source, note

    /// Names under which the fact is looked for in a header.
    var columnNames: [String] {
      switch self {
      case .unit: ["unit"]
      case .precision: ["precision"]
      case .qualifier: ["qualifier"]
      case .status: ["status"]
      case .period: ["period", "date", "year"]
      case .source: ["source", "source_id"]
      case .note: ["note"]
      }
    }
  }

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
    for fact in Fact.allCases {
      if let named = fact.columnNames.compactMap({ names.firstIndex(of: $0) }).first { columns[fact] = named }
    }
    for (fact, column, range) in declaration.columns {
      let key = fact == "date" ? "period" : fact == "source_id" ? "source" : fact
      guard let known = Fact(rawValue: key) else { continue }
      columns[known] = try columnAt(column, range)
    }
    for (column, range) in declaration.values { valueColumns.append(try columnAt(column, range)) }
    if valueColumns.isEmpty, let value = names.firstIndex(of: "value") { valueColumns = [value] }
    for (column, unit, range) in declaration.columnUnits {
      let place = try columnAt(column, range)
      columnUnits[place] = (unit.text ?? "", unit.range)
      if !valueColumns.contains(place) { valueColumns.append(place) }
    }
  }
}
