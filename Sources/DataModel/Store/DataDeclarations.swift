import Diagnostics

/// A table as `data.yaml` declares it.
struct TableDeclaration: Sendable {
  enum Content: Sendable {
    /// - Parameter table: The table in an SQLite database.
    case file(String, table: String?, SourceRange)
    case sql(String, SourceRange)
    case rows([SourceNode])
    /// The report's parameters are put in when it is asked.
    case database(DatabaseQuery)
  }
  var name: String
  var content: Content
  var facts: RowMapping.Declaration
  /// Stated for what SQL computes.
  var precision: Decimal?
  var format = DataFormat()
  var range: SourceRange
}

/// An observation as `data.yaml` declares it.
struct ObservationDeclaration: Sendable {
  enum Content: Sendable {
    case value(SourceNode)
    case row(RowReference)
  }
  /// Which cell of a table an observation is.
  struct RowReference: Sendable {
    var table: String
    var tableRange: SourceRange
    var conditions: [SourceNode.Entry]
    var column: SourceNode?
  }
  var content: Content
  /// The columns whose values tell the members of a family apart; empty for a single observation.
  var key: [SourceNode]
  var facts: [RowMapping.Fact: SourceNode]
  /// Ids of figures in which other sources state the same quantity.
  var also: [SourceNode]
  var label: String?
  var format: FigureFormat?
  /// The whole entry, and its id.
  var range: SourceRange
  var idRange: SourceRange
}

/// A derived value as `data.yaml` declares it.
struct DerivedDeclaration: Sendable {
  var formula: String
  var formulaRange: SourceRange
  var unit: (text: String, range: SourceRange)?
  var precision: Decimal?
  var period: String?
  var place: String?
  var basis: String?
  var note: String?
  var label: String?
  var format: FigureFormat?
  /// What may differ among the figures of the formula.
  var mixes: Set<Mixture> = []
  var idRange: SourceRange
}

/// Reads `data.yaml` into declarations, and adds what is wrong with it to the diagnostics.
struct DeclarationReader {
  private(set) var sources: [Source] = []
  /// Files of further sources.
  private(set) var bibliography: [SourceNode] = []
  private(set) var tables: [TableDeclaration] = []
  private(set) var observations: [(id: String, declaration: ObservationDeclaration)] = []
  private(set) var derived: [(id: String, declaration: DerivedDeclaration)] = []
  private(set) var checks: [CheckDeclaration] = []
  private(set) var units = UnitCatalogue()
  /// Figures and tables whose entries are broken, with the mistake.
  private(set) var broken: [String: Diagnostic] = [:]
  /// What units under `units:` are said to be the same as.
  private(set) var synonyms: [(unit: String, range: SourceRange)] = []

  mutating func read(_ data: SourceNode, into diagnostics: inout Diagnostics) {
    if data.isNull { return }
    guard let entries = data.entries else {
      diagnostics.error(
        "data.not-a-mapping", "data.yaml has to be a mapping", at: data.range,
        hint: "begin with 'sources:' or 'observations:'")
      return
    }
    let sections = ["bibliography", "sources", "tables", "observations", "derived", "units", "checks"]
    check(entries, sections, "data.unknown-section", "data.yaml has no section", into: &diagnostics)
    for section in entries where sections.contains(section.key) && !section.value.isNull {
      if section.key == "bibliography" {
        bibliography = diagnostics.collect { () throws(Diagnostic) in try texts(data, section.key) } ?? []
        continue
      }
      guard let items = section.value.entries else {
        diagnostics.error(
          "data.not-a-mapping", "'\(section.key)' has to be a mapping of ids", at: section.value.range)
        continue
      }
      for item in items { read(item, in: section.key, into: &diagnostics) }
    }
  }

  private mutating func read(
    _ item: SourceNode.Entry, in section: String, into diagnostics: inout Diagnostics
  ) {
    if !["units", "sources", "checks"].contains(section), !DeclarationReader.isID(item.key) {
      diagnostics.error(
        "data.invalid-id", "'\(item.key)' is not an id", at: item.keyRange,
        hint: "use letters, digits and _, each part between dots beginning with a letter")
      return
    }
    do throws(Diagnostic) {
      switch section {
      case "sources": sources.append(try source(item, &diagnostics))
      case "tables": tables.append(try table(item, &diagnostics))
      case "observations": observations.append((item.key, try observation(item, &diagnostics)))
      case "derived": derived.append((item.key, try derivedValue(item, &diagnostics)))
      case "checks": checks.append(try check(item, &diagnostics))
      default: try unit(item, &diagnostics)
      }
    } catch {
      diagnostics.add(error)
      if ["tables", "observations", "derived"].contains(section) { broken[item.key] = error }
    }
  }

  /// Parts of letters, digits and `_`, each beginning with a letter, with dots between.
  static func isID(_ text: String) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.unicodeScalars.first, first.properties.isAlphabetic else { return false }
      return part.unicodeScalars.allSatisfy {
        $0 == "_" || $0.properties.isAlphabetic || (48...57).contains($0.value)
      }
    }
  }

  private func check(
    _ entries: [SourceNode.Entry], _ known: [String], _ id: String, _ message: String,
    into diagnostics: inout Diagnostics
  ) {
    var seen: Set<String> = []
    for entry in entries {
      if !known.contains(entry.key) {
        diagnostics.error(
          id, "\(message) '\(entry.key)'", at: entry.keyRange,
          hint: WrittenDecimal(entry.key) == nil
            ? didYouMean(entry.key, in: known) ?? "it can have \(known.joined(separator: ", "))"
            : "a comma ends the value before it: write the number without one")
      }
      if !seen.insert(entry.key).inserted {
        diagnostics.error("data.repeated-key", "'\(entry.key)' is given twice", at: entry.keyRange)
      }
    }
  }

  private func fields(
    _ item: SourceNode.Entry, _ what: String, _ known: [String], _ diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> [SourceNode.Entry] {
    if item.value.isNull { return [] }
    guard let entries = item.value.entries else {
      throw .error(
        "data.not-a-mapping", "\(what) '\(item.key)' has to be a mapping", at: item.value.range,
        hint: "write {\(known.prefix(2).joined(separator: ": …, ")): …}")
    }
    check(entries, known, "data.unknown-key", "\(what) '\(item.key)' has no", into: &diagnostics)
    return entries
  }

  private func text(_ node: SourceNode, _ name: String) throws(Diagnostic) -> String {
    guard let text = node.text else {
      throw .error("data.not-a-text", "'\(name)' has to be a text", at: node.range)
    }
    return text
  }

  private func source(_ item: SourceNode.Entry, _ diagnostics: inout Diagnostics) throws(Diagnostic) -> Source {
    var source = Source(id: item.key, range: item.keyRange)
    for entry in try fields(item, "source", Source.keys, &diagnostics) where !entry.value.isNull {
      if entry.key == "authors" || entry.key == "author" {
        source.authors = try texts(item.value, entry.key).compactMap(\.text)
        continue
      }
      source.set(entry.key, to: try text(entry.value, entry.key), at: entry.value.range, into: &diagnostics)
    }
    return source
  }

  private func table(
    _ item: SourceNode.Entry, _ diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> TableDeclaration {
    let known = ["file", "table", "sql", "database", "values", "columns", "units"] + RowMapping.Fact.keys
    let entries = try fields(item, "table", known, &diagnostics)
    var content: TableDeclaration.Content?
    var facts = RowMapping.Declaration()
    var precision: Decimal?
    let contentKeys = item.value["database"] == nil ? ["file", "sql", "values"] : ["database", "file", "values"]
    let contents = entries.filter { contentKeys.contains($0.key) }
    if contents.count > 1 {
      diagnostics.error(
        "data.several-contents", "table '\(item.key)' has both '\(contents[0].key)' and '\(contents[1].key)'",
        at: contents[1].keyRange, hint: "leave one of them out")
    }
    for entry in entries {
      switch entry.key {
      case "file":
        content = .file(
          try text(entry.value, "file"), table: item.value["table"]?.text, entry.value.range)
      case "sql" where item.value["database"] == nil:
        content = .sql(try text(entry.value, "sql"), entry.value.range)
      case "database": content = .database(try databaseQuery(item, address: entry.value))
      case "values":
        guard let rows = entry.value.items else {
          throw .error(
            "data.not-a-list", "'values' has to be a list of rows", at: entry.value.range,
            hint: "write [{place: A, value: 12}]")
        }
        content = .rows(rows)
      case "columns":
        guard let columns = entry.value.entries else {
          throw .error(
            "data.not-a-mapping", "'columns' has to be a mapping", at: entry.value.range,
            hint: "write {value: name_of_column}")
        }
        check(
          columns, ["value"] + RowMapping.Fact.keys, "data.unknown-key", "'columns' has no",
          into: &diagnostics)
        for column in columns {
          if column.key == "value" {
            for name in column.value.items ?? [column.value] {
              facts.values.append((try text(name, "value"), name.range))
            }
          } else {
            facts.columns.append((column.key, try text(column.value, column.key), column.value.range))
          }
        }
      case "units":
        guard let columns = entry.value.entries else {
          throw .error(
            "data.not-a-mapping", "'units' has to be a mapping of columns to units", at: entry.value.range,
            hint: "write {people: million persons}")
        }
        for column in columns {
          facts.columnUnits.append((column.key, column.value, column.keyRange))
        }
      default:
        if let fact = RowMapping.Fact(key: entry.key) {
          facts.constants[fact] = entry.value
          if fact == .precision {
            precision = try readPrecision(try text(entry.value, entry.key), at: entry.value.range)
          }
        }
      }
    }
    guard let content else {
      throw .error(
        "data.table-without-content", "table '\(item.key)' has no 'file', 'sql', 'values' or 'database'",
        at: item.keyRange,
        hint: "write {file: data/\(item.key).csv}")
    }
    if contents.count == 1 { try checkInnerTable(item, content) }
    return TableDeclaration(
      name: item.key, content: content, facts: facts, precision: precision, range: item.keyRange)
  }

  /// Only a database has tables to choose from.
  private func checkInnerTable(
    _ item: SourceNode.Entry, _ content: TableDeclaration.Content
  ) throws(Diagnostic) {
    guard let entry = item.value.entries?.first(where: { $0.key == "table" }), !entry.value.isNull else { return }
    switch content {
    case .database: return
    case .file(let path, _, _) where DataFile.isDatabase(path): return
    default:
      throw .error(
        "data.table-without-database",
        "'table' names a table of an SQLite file or a database, and '\(item.key)' has none",
        at: entry.keyRange, hint: "leave 'table' out")
    }
  }

  private func databaseQuery(
    _ item: SourceNode.Entry, address: SourceNode
  ) throws(Diagnostic) -> DatabaseQuery {
    let content: DatabaseQuery.Content
    let range: SourceRange
    switch (item.value["sql"], item.value["table"]) {
    case (let sql?, nil): (content, range) = (.sql(try text(sql, "sql")), sql.range)
    case (nil, let table?): (content, range) = (.table(try text(table, "table")), table.range)
    case (_, let table):
      throw .error(
        "data.database-without-query", "table '\(item.key)' needs either 'sql' or 'table' beside 'database'",
        at: table?.range ?? item.keyRange,
        hint: "write sql: SELECT … for a query, or table: schema.name for a whole table")
    }
    return DatabaseQuery(
      name: item.key, address: try text(address, "database"), addressRange: address.range, content: content,
      contentRange: range)
  }

  private func observation(
    _ item: SourceNode.Entry, _ diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> ObservationDeclaration {
    let known = ["value", "table", "where", "column", "key", "also", "label", "format"] + RowMapping.Fact.keys
    let entries = try fields(item, "observation", known, &diagnostics)
    var facts: [RowMapping.Fact: SourceNode] = [:]
    for entry in entries { if let fact = RowMapping.Fact(key: entry.key) { facts[fact] = entry.value } }
    let content: ObservationDeclaration.Content
    if let value = item.value["value"] {
      content = .value(value)
      for key in ["table", "where", "column", "key"] {
        if let extra = entries.first(where: { $0.key == key }) {
          diagnostics.error(
            "data.value-and-table", "observation '\(item.key)' has both a value and '\(key)'",
            at: extra.keyRange)
        }
      }
    } else if let table = item.value["table"] {
      let conditions = item.value["where"]
      if let conditions, conditions.entries == nil {
        throw .error(
          "data.not-a-mapping", "'where' has to be a mapping of columns to values", at: conditions.range,
          hint: "write {edition: 56, group: rural}")
      }
      content = .row(
        ObservationDeclaration.RowReference(
          table: try text(table, "table"), tableRange: table.range, conditions: conditions?.entries ?? [],
          column: item.value["column"]))
    } else {
      throw .error(
        "data.observation-without-value", "observation '\(item.key)' has no 'value' and no 'table'",
        at: item.keyRange)
    }
    return ObservationDeclaration(
      content: content, key: try texts(item.value, "key"), facts: facts, also: try texts(item.value, "also"),
      label: item.value["label"]?.text, format: try format(item.value), range: item.value.range,
      idRange: item.keyRange)
  }

  /// What is given as one text or a list of them.
  private func texts(_ node: SourceNode, _ name: String) throws(Diagnostic) -> [SourceNode] {
    guard let given = node[name], !given.isNull else { return [] }
    let items = given.items ?? [given]
    for item in items { _ = try text(item, name) }
    return items
  }

  private func format(_ node: SourceNode) throws(Diagnostic) -> FigureFormat? {
    guard let format = node["format"], !format.isNull else { return nil }
    return try FigureFormat(parsing: try text(format, "format"), at: format.range)
  }

  private func derivedValue(
    _ item: SourceNode.Entry, _ diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> DerivedDeclaration {
    let known = ["formula", "unit", "precision", "period", "place", "basis", "note", "label", "format", "mixes"]
    // A formula alone may stand without its key.
    let formula: SourceNode
    if item.value.text != nil, !item.value.isNull {
      formula = item.value
    } else {
      _ = try fields(item, "derived value", known, &diagnostics)
      guard let given = item.value["formula"] else {
        throw .error(
          "data.derived-without-formula-key", "derived value '\(item.key)' has no 'formula'",
          at: item.keyRange)
      }
      formula = given
    }
    var precision: Decimal?
    if let step = item.value["precision"], !step.isNull {
      precision = try readPrecision(try text(step, "precision"), at: step.range)
    }
    return DerivedDeclaration(
      formula: try text(formula, "formula"), formulaRange: formula.range,
      unit: item.value["unit"].flatMap { node in node.text.map { ($0, node.range) } }, precision: precision,
      period: item.value["period"]?.text, place: item.value["place"]?.text, basis: item.value["basis"]?.text,
      note: item.value["note"]?.text, label: item.value["label"]?.text, format: try format(item.value),
      mixes: try mixes(item.value), idRange: item.keyRange)
  }

  private func mixes(_ node: SourceNode) throws(Diagnostic) -> Set<Mixture> {
    try node["mixes"].map { (node) throws(Diagnostic) in try Mixture.reading(node) } ?? []
  }

  private func check(
    _ item: SourceNode.Entry, _ diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> CheckDeclaration {
    let known = ["total", "parts", "incomplete", "that", "note", "mixes"]
    _ = try fields(item, "check", known, &diagnostics)
    let content: CheckDeclaration.Content
    switch (item.value["that"], item.value["total"], item.value["parts"]) {
    case (let condition?, nil, nil): content = .condition(condition)
    case (nil, let total?, let parts?):
      content = .parts(
        total: total, parts.items ?? [parts], isIncomplete: item.value["incomplete"]?.bool == true)
    default:
      throw .error(
        "data.check-without-question", "check '\(item.key)' says nothing that can be checked", at: item.keyRange,
        hint: "write {total: ID, parts: [ID, ID]} or {that: \"a condition\"}")
    }
    return CheckDeclaration(
      name: item.key, content: content, note: item.value["note"]?.text, mixes: try mixes(item.value),
      range: item.keyRange)
  }

  private mutating func unit(_ item: SourceNode.Entry, _ diagnostics: inout Diagnostics) throws(Diagnostic) {
    if let other = item.value.text, !item.value.isNull {
      units.declare(item.key, sameAs: other)
      synonyms.append((other, item.value.range))
      return
    }
    var minimum: Decimal? = .zero
    var maximum: Decimal?
    for entry in try fields(item, "unit", ["minimum", "maximum"], &diagnostics) {
      var limit: Decimal?
      if !entry.value.isNull {
        guard let number = entry.value.text.flatMap({ WrittenDecimal($0) }) else {
          throw .error(
            "data.invalid-limit", "'\(entry.key)' has to be a number, or null for none", at: entry.value.range
          )
        }
        limit = number.value
      }
      if entry.key == "minimum" { minimum = limit } else { maximum = limit }
    }
    units.declare(item.key, minimum: minimum, maximum: maximum)
  }
}
