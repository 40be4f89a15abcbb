import Diagnostics

extension FigureStore {
  /// Runs a query over the declared tables that it names.
  func query(
    _ sql: String, _ declaration: TableDeclaration, at range: SourceRange, querying: [String]
  ) throws(Diagnostic) -> DataTable {
    var columns: Set<String> = []
    let workspace = try workspace()
    // SQLite's names are the same in capital and small letters.
    let names = Dictionary(tableNames.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    for token in SQLToken.tokens(of: sql) where token.isName {
      guard let name = names[token.lowercased], seen.insert(name).inserted else { continue }
      let found = try table(name, at: range, querying: querying)
      try workspace.load(found)
      for column in found.columns where column.type == .number { columns.insert(column.name.lowercased()) }
    }
    let result = try workspace.run(sql, columns: columns, parameters: parameters, at: range)
    let resultNames = result.columns.map(\.name)
    let mapping = try RowMapping(declaration.facts, names: resultNames) { (name, range) throws(Diagnostic) in
      try DataTable.place(of: name, in: resultNames, table: "table '\(declaration.name)'", at: range)
    }
    return DataTable.made(
      name: declaration.name, columns: result.columns, precision: declaration.precision, context: context,
      range: declaration.range, mapping: mapping)
  }

  private func workspace() throws(Diagnostic) -> SQLWorkspace {
    if let open = state.withLock({ $0.workspace }) { return open }
    let opened = try SQLWorkspace()
    state.withLock { $0.workspace = opened }
    return opened
  }
}
