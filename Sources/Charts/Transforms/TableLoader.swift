import DataModel
import Diagnostics

/// Fetches the rows of a layer and applies its transforms.
struct TableLoader {
  let store: FigureStore
  /// The chart's id, after which tables without a name are named.
  let identifier: String
  /// Rows that the spec gives a name.
  let datasets: [String: SourceNode]
  private var loaded: [SourceRange: DataTable] = [:]

  init(store: FigureStore, identifier: String, datasets: [String: SourceNode] = [:]) {
    self.store = store
    self.identifier = identifier
    self.datasets = datasets
  }

  /// The rows of some data after transforms.
  ///
  /// - Parameters:
  ///   - rows: The rows of the facet around, where there are no data of its own.
  ///   - mayBeEmpty: Whether it is no mistake if no row is left, as in one panel of many.
  /// - Returns: Nil if there are no rows; the reason is among the diagnostics.
  mutating func rows(
    of data: DataSpec?, _ transforms: [any DataTransform], rows: DataTable?, mayBeEmpty: Bool, at range: SourceRange,
    into diagnostics: inout Diagnostics
  ) -> DataTable? {
    guard var table = data == nil ? rows : load(once: data, into: &diagnostics) else {
      if data == nil {
        diagnostics.error(
          "chart.no-data", "the chart has no 'data'", at: range, hint: "write 'data: {table: …}'")
      }
      return nil
    }
    guard table.rowCount > 0 || mayBeEmpty else {
      diagnostics.error("chart.no-rows", "the data of the chart have no rows", at: data?.range ?? range)
      return nil
    }
    for transform in transforms {
      let before = table
      let next = diagnostics.collect { () throws(Diagnostic) in try transform.apply(to: before, self) }
      guard let next else { return nil }
      table = next
      guard table.rowCount > 0 || mayBeEmpty else {
        diagnostics.error("chart.no-rows", "no row is left after '\(type(of: transform).name)'", at: transform.range)
        return nil
      }
    }
    return table
  }

  private mutating func load(once data: DataSpec?, into diagnostics: inout Diagnostics) -> DataTable? {
    guard let data else { return nil }
    if let known = loaded[data.range] { return known }
    let table = loadAll(data, into: &diagnostics)
    loaded[data.range] = table
    return table
  }

  /// The table and the figures that are added to it.
  private func loadAll(_ data: DataSpec, into diagnostics: inout Diagnostics) -> DataTable? {
    guard let table = load(data, into: &diagnostics) else { return nil }
    return data.added.isEmpty ? table : adding(data.added, to: table, into: &diagnostics)
  }

  /// The table that another one is looked up in.
  func table(of data: DataSpec) throws(Diagnostic) -> DataTable {
    var found = Diagnostics()
    if let table = loadAll(data, into: &found) { return table }
    throw found.all.first { $0.severity == .error } ?? .error("chart.no-rows", "the data have no rows", at: data.range)
  }

  private func load(_ data: DataSpec, into diagnostics: inout Diagnostics) -> DataTable? {
    guard let table = loadAsWritten(data, into: &diagnostics) else { return nil }
    return diagnostics.collect { () throws(Diagnostic) in
      var table = table
      for (field, format) in data.parse { table = try table.read(field, as: format, store.locale) }
      return table
    }
  }

  private func loadAsWritten(_ data: DataSpec, into diagnostics: inout Diagnostics) -> DataTable? {
    switch data.kind {
    case .table(let name):
      return diagnostics.collect { () throws(Diagnostic) in try store.table(name.text, at: name.range) }
    case .sql(let query):
      return diagnostics.collect { () throws(Diagnostic) in
        try store.table(sql: query.text, name: identifier, at: query.range)
      }
    case .url(let path):
      return diagnostics.collect { () throws(Diagnostic) in
        try store.table(
          file: path.text, format: data.format, source: data.source?.text, unit: data.unit?.text, at: path.range)
      }
    case .text(let text):
      return diagnostics.collect { () throws(Diagnostic) in
        try store.table(
          text: text.text, format: data.format, name: identifier, source: data.source?.text, unit: data.unit?.text,
          at: text.range)
      }
    case .name(let name): return named(name, data, into: &diagnostics)
    case .sequence(let sequence):
      let count = max(0, Int(((sequence.stop - sequence.start) / sequence.step).rounded(.up)))
      let numbers = (0..<count).map { sequence.start + Double($0) * sequence.step }
      return DataTable.of(name: identifier, cells: [(sequence.name, .numbers(numbers))], at: data.range)
    case .values(let rows):
      if data.source == nil {
        diagnostics.warning(
          "chart.no-source", "the values written in the chart name no source", at: data.range,
          hint: "add 'source: id' beside 'values'")
      }
      guard !rows.isEmpty else {
        diagnostics.error("chart.no-rows", "the data of the chart have no rows", at: data.range)
        return nil
      }
      return diagnostics.collect { () throws(Diagnostic) in
        try store.table(
          inline: rows, name: identifier, source: data.source?.text, unit: data.unit?.text, at: data.range)
      }
    case .figures(let items):
      return figures(items, at: data.range, into: &diagnostics)
    }
  }

  /// One of the spec's datasets, else a table of the report.
  private func named(_ name: SpecText, _ data: DataSpec, into diagnostics: inout Diagnostics) -> DataTable? {
    guard let rows = datasets[name.text] else {
      if store.tableNames.contains(name.text) || datasets.isEmpty {
        return diagnostics.collect { () throws(Diagnostic) in try store.table(name.text, at: name.range) }
      }
      diagnostics.error(
        "data.unknown-table", "there is no dataset or table '\(name.text)'", at: name.range,
        hint: didYouMean(name.text, in: datasets.keys.sorted() + store.tableNames))
      return nil
    }
    guard let items = rows.items else {
      diagnostics.error("chart.not-a-list", "the dataset '\(name.text)' has to be a list of rows", at: rows.range)
      return nil
    }
    var data = data
    data.kind = .values(items)
    return loadAsWritten(data, into: &diagnostics)
  }

  /// A table with a row for each figure: its id, label, value and period, and the columns that the spec adds.
  private func figures(
    _ items: [DataSpec.FigureItem], at range: SourceRange, into diagnostics: inout Diagnostics
  ) -> DataTable? {
    guard !items.isEmpty else {
      diagnostics.error("chart.no-rows", "the data of the chart name no figures", at: range)
      return nil
    }
    var columns: [(name: String, values: [Value])] = [("id", []), ("label", []), ("value", []), ("period", [])]
    var extra: [String] = []
    for item in items {
      for entry in item.columns where !extra.contains(entry.key) { extra.append(entry.key) }
    }
    columns += extra.map { ($0, []) }
    for item in items {
      guard let figure = figure(item, into: &diagnostics) else { continue }
      columns[0].values.append(.text(item.expression.text))
      columns[1].values.append(.text(item.label?.text ?? figure.label ?? item.expression.text))
      columns[2].values.append(.figure(figure))
      columns[3].values.append(figure.period.map { .text($0) } ?? .null)
      for (index, name) in extra.enumerated() {
        columns[4 + index].values.append(cell(item, name))
      }
    }
    guard !columns[0].values.isEmpty else { return nil }
    return DataTable.of(name: identifier, columns: columns, at: range)
  }

  private func figure(_ item: DataSpec.FigureItem, into diagnostics: inout Diagnostics) -> Figure? {
    let value = diagnostics.collect { () throws(Diagnostic) in
      try store.value(of: item.expression.text, at: item.expression.range)
    }
    guard let value else { return nil }
    if case .figure(let figure) = value { return figure }
    diagnostics.error("chart.not-a-figure", "'\(item.expression.text)' is not a figure", at: item.expression.range)
    return nil
  }

  /// What an item says for a column.
  private func cell(_ item: DataSpec.FigureItem, _ name: String) -> Value {
    guard let node = item.columns.first(where: { $0.key == name })?.value, !node.isNull else { return .null }
    return node.numberText.flatMap { WrittenDecimal($0) }.map { .number($0.value) } ?? .text(node.text ?? "")
  }

  /// Further rows of a table: the figure stands in its column `value`, the rest is as the item says.
  private func adding(
    _ items: [DataSpec.FigureItem], to table: DataTable, into diagnostics: inout Diagnostics
  ) -> DataTable? {
    let names = table.columns.map(\.name)
    guard let place = names.firstIndex(of: "value") else {
      diagnostics.error(
        "chart.no-value-column", "'\(table.name)' has no column 'value' to add figures to",
        at: items.first?.expression.range ?? table.range, hint: "name the column of its numbers 'value' by SQL")
      return nil
    }
    let figures = items.compactMap { item in figure(item, into: &diagnostics).map { (item, $0) } }
    return diagnostics.collect { () throws(Diagnostic) in
      var columns: [(name: String, values: [Value])] = []
      for (index, name) in names.enumerated() {
        var values: [Value] = []
        for row in 0..<table.rowCount { values.append(try table.cellValue(row, index)) }
        columns.append((name, values))
      }
      for (item, figure) in figures {
        for entry in item.columns { _ = try table.column(entry.key, at: entry.keyRange) }
        for (index, name) in names.enumerated() {
          columns[index].values.append(index == place ? .figure(figure) : cell(item, name))
        }
      }
      return DataTable.of(name: table.name, columns: columns, at: table.range)
    }
  }
}
