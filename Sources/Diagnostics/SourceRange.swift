/// A stretch of a file that someone wrote. Lines and columns count from 1; columns count Unicode scalars.
public struct SourceRange: Hashable, Sendable {
  /// The path as a user would type it from where the report is named, such as `Reports/a/report.md`.
  public var file: String
  public var line: Int
  public var column: Int
  /// Where the stretch ends: the place just after its last character.
  public var endLine: Int
  public var endColumn: Int

  public init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  public init(file: String, line: Int, columns: Range<Int>) {
    self.init(
      file: file, line: line, column: columns.lowerBound, endLine: line, endColumn: columns.upperBound)
  }

  /// Where it begins, as diagnostics and the ledger name it: `report.md:12:3`.
  public var start: String { "\(file):\(line):\(column)" }

  /// The whole of a file, for what is wrong with it as such.
  public static func file(_ name: String) -> SourceRange { SourceRange(file: name, line: 1, columns: 1..<1) }
}
