import Diagnostics

extension FigureStore {
  /// A table by its name, read or queried when first asked for.
  ///
  /// What is wrong with single rows does not stop it: see ``takeDiagnostics()``.
  public func table(_ name: String, at range: SourceRange) throws(Diagnostic) -> DataTable {
    try table(name, at: range, querying: [])
  }

  /// - Parameter querying: Tables whose queries led here.
  func table(_ name: String, at range: SourceRange, querying: [String]) throws(Diagnostic) -> DataTable {
    if let known = state.withLock({ $0.tables[name] }) { return try known.get() }
    guard let declaration = tables[name] else {
      if let reason = broken[name] { throw reason }
      if let missing, nearestName(to: name, in: tableNames) == nil { throw missing }
      throw .error(
        "data.unknown-table", "there is no table '\(name)'", at: range,
        hint: didYouMean(name, in: tableNames) ?? "declare it under 'tables:' in data.yaml")
    }
    if let start = querying.firstIndex(of: name) { throw cycle(Array(querying[start...])) }
    let result = Result { () throws(Diagnostic) in try read(declaration, querying: querying + [name]) }
    if case .failure(let diagnostic) = result, diagnostic.id == "data.cyclic-tables", !querying.isEmpty {
      throw diagnostic
    }
    state.withLock { $0.tables[name] = result }
    return try result.get()
  }

  private func cycle(_ names: [String]) -> Diagnostic {
    let first = names.indices.min { names[$0] < names[$1] } ?? 0
    let turned = Array(names[first...] + names[..<first])
    return .error(
      "data.cyclic-tables", "tables go round in a circle: \((turned + [turned[0]]).joined(separator: " → "))",
      at: tables[turned[0]]?.range ?? .file(file))
  }

  private func read(_ declaration: TableDeclaration, querying: [String]) throws(Diagnostic) -> DataTable {
    switch declaration.content {
    case .file(let path, let inner, let range):
      let input = try reader.read(path, from: file, at: range)
      return try made(declaration.name, declaration.facts, at: declaration.range) { (found) throws(Diagnostic) in
        try DataFile.reading(input, table: inner, format: declaration.format, at: range, into: &found)
      }
    case .rows(let rows):
      return try made(of: rows, declaration.name, declaration.facts, at: declaration.range)
    case .sql(let sql, let range): return try query(sql, declaration, at: range, querying: querying)
    case .database(var query):
      query.parameters = parameters
      return try made(declaration.name, declaration.facts, at: declaration.range) {
        [query] (found) throws(Diagnostic) in
        DataFile.csv(try reader.query(query, into: &found), into: &found)
      }
    }
  }

  private func made(
    of rows: [SourceNode], _ name: String, _ facts: RowMapping.Declaration, at range: SourceRange
  ) throws(Diagnostic) -> DataTable {
    try made(name, facts, at: range) { (found) throws(Diagnostic) in
      DataFile.objects(rows, name: rows.first?.range.file ?? range.file, into: &found)
    }
  }

  /// A table of the cells that `read` gives; nil is for what it has reported.
  private func made(
    _ name: String, _ facts: RowMapping.Declaration, at range: SourceRange,
    of read: (inout Diagnostics) throws(Diagnostic) -> DataFile?
  ) throws(Diagnostic) -> DataTable {
    var found = Diagnostics()
    defer { context.report(found) }
    guard let file = try read(&found) else {
      throw found.all.first ?? .error("data.unreadable", "table '\(name)' cannot be read", at: range)
    }
    return try DataTable(name: name, file: file, declaration: facts, context: context, range: range)
  }

  /// A table whose rows are written in place, as a chart's `data: {values: […]}`: mappings of column to value.
  ///
  /// - Parameters:
  ///   - source: The id of the source that the values come from.
  ///   - unit: The unit of the values.
  public func table(
    inline rows: [SourceNode], name: String, source: String?, unit: String? = nil, at range: SourceRange
  ) throws(Diagnostic) -> DataTable {
    try made(of: rows, name, facts(source: source, unit: unit, at: range), at: range)
  }

  /// A table over a data file that is not declared, such as a chart's `data: {url: …}`; the path is relative to the
  /// report's folder.
  public func table(
    file path: String, format: DataFormat = DataFormat(), source: String? = nil, unit: String? = nil,
    at range: SourceRange
  ) throws(Diagnostic) -> DataTable {
    var declaration = TableDeclaration(
      name: path, content: .file(path, table: nil, range), facts: facts(source: source, unit: unit, at: range),
      range: range)
    declaration.format = format
    return try read(declaration, querying: [])
  }

  /// A table whose file is written out where it is used, such as lines of CSV in a chart.
  public func table(
    text: String, format: DataFormat, name: String, source: String?, unit: String?, at range: SourceRange
  ) throws(Diagnostic) -> DataTable {
    let input = InputFile(name: range.file, bytes: Array(text.utf8))
    return try made(name, facts(source: source, unit: unit, at: range), at: range) { (found) throws(Diagnostic) in
      try DataFile.reading(input, table: nil, format: format, at: range, into: &found)
    }
  }

  private func facts(source: String?, unit: String?, at range: SourceRange) -> RowMapping.Declaration {
    var facts = RowMapping.Declaration()
    facts.constants[.source] = source.map { SourceNode(.scalar($0, isPlain: true), at: range) }
    facts.constants[.unit] = unit.map { SourceNode(.scalar($0, isPlain: true), at: range) }
    return facts
  }

  /// A table by an SQL query over the declared ones.
  ///
  /// - Parameter precision: Stated for numbers that the query computes; without it those cannot be printed.
  public func table(
    sql: String, name: String, precision: Decimal? = nil, at range: SourceRange
  ) throws(Diagnostic) -> DataTable {
    let declaration = TableDeclaration(
      name: name, content: .sql(sql, range), facts: RowMapping.Declaration(), precision: precision,
      range: range)
    return try query(sql, declaration, at: range, querying: [name])
  }
}

extension DataFile {
  /// Reads a file by its format, else by its name: `.csv`, `.tsv`, `.json`, `.sqlite` or `.db`.
  ///
  /// - Parameters:
  ///   - table: Which table of an SQLite database.
  ///   - range: Where the file is named.
  static func reading(
    _ input: InputFile, table: String?, format: DataFormat = DataFormat(), at range: SourceRange,
    into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> DataFile? {
    let name = input.name.lowercased()
    switch format.kind {
    case .separated(let separator):
      return csv(input, separator: separator.utf8.first ?? UInt8(ascii: ","), into: &diagnostics)
    case .json: return try json(input, property: format.property, into: &diagnostics)
    case nil: break
    }
    if name.hasSuffix(".csv") { return csv(input, into: &diagnostics) }
    if name.hasSuffix(".tsv") { return csv(input, separator: 9, into: &diagnostics) }
    if name.hasSuffix(".json") { return try json(input, property: format.property, into: &diagnostics) }
    if isDatabase(name) {
      return try SQLiteFile(input: input).table(table, at: range)
    }
    throw .error(
      "data.unknown-file-type", "'\(input.name)' is not a type of data file that is known", at: range,
      hint: "use a .csv, .tsv, .json or .sqlite file")
  }

  /// Whether a file of this name is an SQLite database.
  static func isDatabase(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".sqlite") || name.hasSuffix(".db")
  }
}
