import Diagnostics

/// Rows and columns of a CSV file, of an SQL query, or made by a chart's transforms.
public final class DataTable: Sendable {
  public enum ColumnType: Hashable, Sendable {
    case text, number
    /// Every value is a year and month or a full date; years alone are numbers.
    case date
  }
  public struct Column: Hashable, Sendable {
    public var name: String
    public var type: ColumnType
  }
  public let name: String
  public let columns: [Column]
  public let rowCount: Int
  /// Where the table is declared.
  public let range: SourceRange

  init(name: String, columns: [Column], rowCount: Int, range: SourceRange) {
    self.name = name
    self.columns = columns
    self.rowCount = rowCount
    self.range = range
  }

  /// The place of a column; a diagnostic with the nearest name if there is none.
  public func column(_ name: String, at range: SourceRange) throws(Diagnostic) -> Int {
    preconditionFailure("being written")
  }
  /// The text as written; nil where the cell is empty.
  public func text(_ row: Int, _ column: Int) -> String? { preconditionFailure("being written") }
  /// Nil where the cell is empty or no number.
  public func number(_ row: Int, _ column: Int) -> Decimal? { preconditionFailure("being written") }
  /// The same as a binary number, for drawing.
  public func double(_ row: Int, _ column: Int) -> Double? { preconditionFailure("being written") }
  /// The figure that a cell of a number column is; nil where it is empty. Diagnostics: not a number, an unknown unit,
  /// qualifier, status or source in the row.
  public func figure(_ row: Int, _ column: Int) throws(Diagnostic) -> Figure? { preconditionFailure("being written") }
  public func cell(_ row: Int, _ column: Int) -> DataCell { preconditionFailure("being written") }
  /// The unit that all figures of a column share, if they do.
  public func unit(of column: Int) -> Unit? { preconditionFailure("being written") }

  /// The rows named, in that order.
  public func selecting(rows: [Int]) -> DataTable { preconditionFailure("being written") }
  /// With one more column, or another in place of that name.
  public func adding(_ name: String, _ values: [Value]) -> DataTable { preconditionFailure("being written") }
  /// A table made of values, such as groups and their aggregates.
  public static func of(name: String, columns: [(name: String, values: [Value])], at range: SourceRange) -> DataTable {
    preconditionFailure("being written")
  }
}

public struct DataCell: Sendable {
  /// As written; empty where the cell is.
  public var text: String
  public var number: Decimal?
  public var figure: Figure?
}
