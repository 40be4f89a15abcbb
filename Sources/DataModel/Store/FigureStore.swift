import Diagnostics

/// The figures of a report: what `data.yaml` declares, looked up and derived when asked for.
public final class FigureStore: Sendable {
  public let locale: NumberLocale

  init(locale: NumberLocale) { self.locale = locale }

  /// Reads a report's data. Mistakes are collected, and what they spoil is left out.
  ///
  /// - Parameters:
  ///   - data: The content of `data.yaml`, or nil for a report without one.
  ///   - file: Its display name, to which the files of tables are relative.
  ///   - parameters: Values that expressions see by name.
  public static func load(
    _ data: SourceNode?, file: String, reader: any InputReading, locale: NumberLocale,
    parameters: [String: SourceNode] = [:], into diagnostics: inout Diagnostics
  ) -> FigureStore { preconditionFailure("being written") }

  /// The sources in the order in which they are declared.
  public var sources: [Source] { preconditionFailure("being written") }
  public func source(_ id: String) -> Source? { preconditionFailure("being written") }

  /// An observation or derived value by its id.
  public func figure(_ id: String, at range: SourceRange) throws(Diagnostic) -> Figure {
    preconditionFailure("being written")
  }
  /// What an expression comes to.
  public func value(of expression: String, at range: SourceRange) throws(Diagnostic) -> Value {
    preconditionFailure("being written")
  }
  /// Prints what stands inside `{{ }}`: an expression, and formats after bars.
  ///
  /// - Parameter precededBy: The text just before it, in which the qualifier must not stand already.
  public func print(
    _ content: String, precededBy: String = "", at range: SourceRange
  ) throws(Diagnostic) -> PrintedFigure { preconditionFailure("being written") }
  /// Prints a figure that is at hand, such as a table's cell or a chart's label.
  public func print(
    _ figure: Figure, as format: FigureFormat = .automatic, at range: SourceRange
  ) throws(Diagnostic) -> PrintedFigure { preconditionFailure("being written") }

  /// Throws a diagnostic that shows both sides unless the claim holds.
  public func check(claim: String, words: String, at range: SourceRange) throws(Diagnostic) {
    preconditionFailure("being written")
  }
  /// Whether a condition holds; undecided is a diagnostic.
  public func condition(_ expression: String, at range: SourceRange) throws(Diagnostic) -> Bool {
    preconditionFailure("being written")
  }

  /// The names of the tables, in the order in which they are declared.
  public var tableNames: [String] { preconditionFailure("being written") }
  /// A table by its name, read or queried when first asked for.
  public func table(_ name: String, at range: SourceRange) throws(Diagnostic) -> DataTable {
    preconditionFailure("being written")
  }
  /// A table whose rows are written in place, as a chart's `data: {values: […]}`: mappings of column to value.
  ///
  /// - Parameter source: The id of the source that the values come from.
  public func table(inline rows: [SourceNode], name: String, source: String?, unit: String? = nil, at range: SourceRange)
    throws(Diagnostic) -> DataTable
  { preconditionFailure("being written") }
  /// A table read from a data file that a chart names by its path, relative to the folder of `data.yaml`.
  public func table(file path: String, at range: SourceRange) throws(Diagnostic) -> DataTable {
    preconditionFailure("being written")
  }
  /// A table by an SQL query over the declared ones.
  public func table(sql: String, name: String, at range: SourceRange) throws(Diagnostic) -> DataTable {
    preconditionFailure("being written")
  }

  /// Parses an expression over rows.
  public func rowExpression(_ text: String, at range: SourceRange) throws(Diagnostic) -> RowExpression {
    preconditionFailure("being written")
  }

  /// Reads a unit by its built-in words and those declared under `units:`.
  public func unit(_ text: String, at range: SourceRange) throws(Diagnostic) -> Unit {
    preconditionFailure("being written")
  }
}

extension RowExpression {
  /// The value for one row; `datum.name` and `datum['name']` are its cells.
  public func value(in table: DataTable, row: Int) throws(Diagnostic) -> Value {
    preconditionFailure("being written")
  }
  /// Whether the row is kept by a filter: undecided rows are a diagnostic.
  public func holds(in table: DataTable, row: Int) throws(Diagnostic) -> Bool {
    preconditionFailure("being written")
  }
}
