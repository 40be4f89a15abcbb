import Diagnostics

/// The copies that Vega-Lite's `repeat` makes of a view, each with other columns in place of `{repeat: …}`.
struct Repetition {
  private var list: [SpecText] = []
  private var rows: [SpecText] = []
  private var columns: [SpecText] = []
  private var layers: [SpecText] = []

  init?(_ node: SourceNode, into diagnostics: inout Diagnostics) {
    if node.items != nil {
      list = texts(node, "repeat", into: &diagnostics)
    } else {
      guard let object = SpecObject(node, "'repeat'", keys: ["row", "column", "layer"], into: &diagnostics) else {
        return nil
      }
      rows = object["row"].map { texts($0, "row", into: &diagnostics) } ?? []
      columns = object["column"].map { texts($0, "column", into: &diagnostics) } ?? []
      layers = object["layer"].map { texts($0, "layer", into: &diagnostics) } ?? []
    }
    let count = max(list.count, max(rows.count, 1) * max(columns.count, 1))
    guard !(list + rows + columns + layers).isEmpty, count <= 400 else {
      diagnostics.error(
        "chart.not-a-list", count > 400 ? "'repeat' makes \(count) views of one" : "'repeat' names no columns",
        at: node.range, hint: "write 'repeat: [population, income]'")
      return nil
    }
  }

  /// Whether the views stand in rows and columns of their own.
  var isMatrix: Bool { !rows.isEmpty || !columns.isEmpty }
  var columnCount: Int { max(columns.count, 1) }
  var columnTitles: [SpecText] { rows.isEmpty ? [] : columns }
  var rowTitles: [SpecText] { columns.isEmpty ? [] : rows }

  /// The views, row by row. Axes say no columns' names here, so that views that differ in nothing else take them as titles.
  func views(of node: SourceNode) -> [SourceNode] {
    if !list.isEmpty {
      return list.map { titled(layered(replacing(["repeat": $0.text], in: node), ["repeat": $0.text]), $0) }
    }
    let rowFields: [SpecText?] = rows.isEmpty ? [nil] : rows
    let columnFields: [SpecText?] = columns.isEmpty ? [nil] : columns
    return rowFields.flatMap { row in
      columnFields.map { column in
        var fields: [String: String] = [:]
        if let row { fields["row"] = row.text }
        if let column { fields["column"] = column.text }
        let view = layered(replacing(fields, in: node), fields)
        let isOneWay = (row == nil) != (column == nil)
        return isOneWay ? titled(view, row ?? column) : view
      }
    }
  }

  /// The view with a layer for each column, if there are such.
  private func layered(_ node: SourceNode, _ fields: [String: String]) -> SourceNode {
    guard !layers.isEmpty else { return node }
    let items = layers.map { replacing(["layer": $0.text], in: node) }
    return SourceNode(
      .mapping([.init(key: "layer", keyRange: node.range, value: SourceNode(.sequence(items), at: node.range))]),
      at: node.range)
  }

  private func titled(_ node: SourceNode, _ title: SpecText?) -> SourceNode {
    guard let title, node["title"] == nil, let entries = node.entries else { return node }
    let value = SourceNode(.scalar(title.text, isPlain: false), at: title.range)
    return SourceNode(
      .mapping([.init(key: "title", keyRange: title.range, value: value)] + entries), at: node.range)
  }

  /// Puts columns in place of `{repeat: row}` and its kin.
  private func replacing(_ fields: [String: String], in node: SourceNode) -> SourceNode {
    switch node.value {
    case .scalar: return node
    case .sequence(let items): return SourceNode(.sequence(items.map { replacing(fields, in: $0) }), at: node.range)
    case .mapping(let entries):
      if entries.count == 1, entries[0].key == "repeat", let name = entries[0].value.text, let field = fields[name] {
        return SourceNode(.scalar(field, isPlain: false), at: node.range)
      }
      let inner = entries.map { entry in
        SourceNode.Entry(key: entry.key, keyRange: entry.keyRange, value: replacing(fields, in: entry.value))
      }
      return SourceNode(.mapping(inner), at: node.range)
    }
  }
}
