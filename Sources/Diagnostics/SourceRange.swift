/// A stretch of a file that someone wrote. Lines and columns count from 1; columns count Unicode scalars.
public struct SourceRange: Hashable, Sendable {
  /// The path as a user would type it from where the report is named, such as `Reports/a/report.md`.
  public var file: String
  public var line: Int {
    get { Int(first.line) }
    set { first.line = Int32(clamping: newValue) }
  }
  public var column: Int {
    get { Int(first.column) }
    set { first.column = Int32(clamping: newValue) }
  }
  /// Where the stretch ends: the place just after its last character.
  public var endLine: Int {
    get { Int(end.line) }
    set { end.line = Int32(clamping: newValue) }
  }
  public var endColumn: Int {
    get { Int(end.column) }
    set { end.column = Int32(clamping: newValue) }
  }

  // A long report has a hundred thousand ranges.
  private struct Place: Hashable {
    var line: Int32
    var column: Int32
    init(_ line: Int, _ column: Int) {
      self.line = Int32(clamping: line)
      self.column = Int32(clamping: column)
    }
  }
  private var first: Place
  private var end: Place

  public init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.file = file
    first = Place(line, column)
    end = Place(endLine, endColumn)
  }

  public init(file: String, line: Int, columns: Range<Int>) {
    self.init(
      file: file, line: line, column: columns.lowerBound, endLine: line, endColumn: columns.upperBound)
  }

  /// Where it begins, as diagnostics and the ledger name it: `report.md:12:3`.
  public var start: String { "\(file):\(line):\(column)" }

  /// Whether it stands for the file as a whole: it has no extent, on the first line.
  public var isWholeFile: Bool { self == .file(file) }

  /// Where to look: where it begins, or the name alone of a file that is meant as a whole.
  public var place: String { isWholeFile ? file : start }

  /// Reads ``start`` back, as a place without extent; nil for what is no place.
  public init?(start text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    // A file's name may have colons too.
    guard parts.count > 2, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]), line > 0,
      column > 0
    else { return nil }
    self.init(file: parts.dropLast(2).joined(separator: ":"), line: line, columns: column..<column)
  }

  /// The whole of a file, for what is wrong with it as such.
  public static func file(_ name: String) -> SourceRange { SourceRange(file: name, line: 1, columns: 1..<1) }
}
