import DataModel
import Diagnostics

/// Fetches the rows of a layer and applies its transforms.
struct TableLoader {
  let store: FigureStore
  /// The chart's id, after which tables without a name are named.
  let identifier: String
  private var loaded: [SourceRange: DataTable] = [:]

  init(store: FigureStore, identifier: String) {
    self.store = store
    self.identifier = identifier
  }

  /// - Returns: Nil if there are no rows; the reason is among the diagnostics.
  mutating func rows(of layer: LayerSpec, into diagnostics: inout Diagnostics) -> DataTable? {
    guard let data = layer.data else {
      diagnostics.error(
        "chart.no-data", "the chart has no 'data'", at: layer.range, hint: "write 'data: {table: …}'")
      return nil
    }
    guard var table = loaded[data.range] ?? load(data, into: &diagnostics) else { return nil }
    loaded[data.range] = table
    guard table.rowCount > 0 else {
      diagnostics.error("chart.no-rows", "the data of the chart have no rows", at: data.range)
      return nil
    }
    for transform in layer.transforms {
      guard let next = apply(transform, to: table, into: &diagnostics) else { return nil }
      table = next
      guard table.rowCount > 0 else {
        diagnostics.error(
          "chart.no-rows", "no row is left after '\(transform.name)'", at: transform.range ?? layer.range)
        return nil
      }
    }
    return table
  }

  private func load(_ data: DataSpec, into diagnostics: inout Diagnostics) -> DataTable? {
    switch data.kind {
    case .table(let name):
      return diagnostics.collect { () throws(Diagnostic) in try store.table(name.text, at: name.range) }
    case .sql(let query):
      return diagnostics.collect { () throws(Diagnostic) in
        try store.table(sql: query.text, name: identifier, at: query.range)
      }
    case .url(let path):
      return diagnostics.collect { () throws(Diagnostic) in try store.table(file: path.text, at: path.range) }
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
      let value = diagnostics.collect { () throws(Diagnostic) in
        try store.value(of: item.expression.text, at: item.expression.range)
      }
      guard let value else { continue }
      guard case .figure(let figure) = value else {
        diagnostics.error(
          "chart.not-a-figure", "'\(item.expression.text)' is not a figure", at: item.expression.range)
        continue
      }
      columns[0].values.append(.text(item.expression.text))
      columns[1].values.append(.text(item.label?.text ?? figure.label ?? item.expression.text))
      columns[2].values.append(value)
      columns[3].values.append(figure.period.map { .text($0) } ?? .null)
      for (index, name) in extra.enumerated() {
        let node = item.columns.first { $0.key == name }?.value
        columns[4 + index].values.append(
          node?.isNull ?? true
            ? .null
            : node?.numberText.flatMap { WrittenDecimal($0) }.map { .number($0.value) } ?? .text(node?.text ?? ""))
      }
    }
    guard !columns[0].values.isEmpty else { return nil }
    return DataTable.of(name: identifier, columns: columns, at: range)
  }
}
