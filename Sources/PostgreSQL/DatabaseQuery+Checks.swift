import Diagnostics

extension DatabaseQuery {
  /// The query as the server gets it, if it is one query.
  func checkedText(into diagnostics: inout Diagnostics) throws(Diagnostic) -> QueryText {
    switch content {
    case .table(let name):
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, !parts.contains("") else {
        throw .error(
          "database.invalid-table", "'\(name)' is not the name of a table", at: contentRange,
          hint: "write table or schema.table; for anything else use 'sql'")
      }
      return QueryText("SELECT * FROM \(parts.map(DatabaseQuery.quoted).joined(separator: "."))")
    case .sql(let sql):
      let text = QueryText(sql)
      guard ["select", "with", "values", "table"].contains(text.firstWord) else {
        throw .error(
          "sql.not-allowed",
          text.firstWord.isEmpty
            ? "there is no query" : "a report may only read a database: it cannot use \(text.firstWord.uppercased())",
          at: contentRange, hint: "write one SELECT")
      }
      guard !text.hasSeveralStatements else {
        throw .error(
          "sql.several-statements", "a query is one statement", at: contentRange, hint: "leave out what follows ';'")
      }
      if text.isLimited, !text.isOrdered {
        diagnostics.warning(
          "sql.unordered-limit", "which rows are left out is open, since the query has no ORDER BY", at: contentRange,
          hint: "add an ORDER BY, so that the same data give the same rows")
      }
      return text
    }
  }

  private static func quoted(_ name: Substring) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// What the parameters of a query stand for; nil is null.
  func values(of text: QueryText) throws(Diagnostic) -> [String?] {
    var values: [String?] = []
    for name in text.parameters {
      guard let node = parameters[name], let value = node.text else {
        throw .error(
          "sql.unknown-parameter", "there is no parameter '\(name)'", at: contentRange,
          hint: didYouMean(name, in: parameters.keys) ?? "declare it under 'parameters:' in the report")
      }
      values.append(node.isNull ? nil : value)
    }
    return values
  }

  /// Where a place of the query stands, if it was written on one line and without escapes; else the whole query.
  func range(of place: Int, in text: QueryText) -> SourceRange {
    guard case .sql = content, contentRange.line == contentRange.endLine else { return contentRange }
    let quotes = contentRange.endColumn - contentRange.column - text.scalarCount
    guard quotes == 0 || quotes == 2 else { return contentRange }
    let column = contentRange.column + quotes / 2 + place
    let width = max(1, text.word(at: place).unicodeScalars.count)
    return SourceRange(file: contentRange.file, line: contentRange.line, columns: column..<(column + width))
  }
}
