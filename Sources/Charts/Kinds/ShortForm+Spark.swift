import Diagnostics

extension ShortForm {
  /// A line without axes and words, as small as a word.
  func spark(into diagnostics: inout Diagnostics) -> SourceNode? {
    guard needs(["x", "y"], into: &diagnostics) else { return nil }
    return
      view
      .setting("mark", mapping(["type": word("line"), "labels": word("none")]))
      .defaulting("height", to: plain("32"))
      .defaulting("source", to: plain("null"))
      .defaulting("encoding", "x", "type", to: word("temporal"))
      .defaulting("encoding", "x", "axis", to: plain("null"))
      .defaulting("encoding", "y", "axis", to: plain("null"))
      .defaulting("encoding", "y", "scale", "zero", to: plain("false"))
  }
}

extension ChartContent {
  /// The spec of the line in a tile, which names a table or query, its columns `x` and `y`, and a filter.
  ///
  /// - Returns: Nil if something is missing, which is reported.
  public static func spark(_ node: SourceNode, into diagnostics: inout Diagnostics) -> SourceNode? {
    let keys = ["table", "sql", "x", "y", "filter", "alt"]
    guard let object = SpecObject(node, "'spark'", keys: keys, into: &diagnostics) else { return nil }
    let form = ShortForm(kind: .spark, view: node)
    guard let x = object["x"], let y = object["y"], let data = object["table"] ?? object["sql"] else {
      diagnostics.error(
        "chart.incomplete-spark", "'spark' needs a table and its columns 'x' and 'y'", at: node.range,
        hint: "write 'spark: {table: users, x: date, y: value}'")
      return nil
    }
    return form.mapping([
      "kind": form.word(ChartKind.spark.rawValue),
      "alt": object["alt"],
      "data": form.mapping([object["table"] == nil ? "sql" : "table": data]),
      "transform": object["filter"].map { form.list([form.mapping(["filter": $0])]) },
      "encoding": form.mapping(["x": form.field(x), "y": form.field(y)]),
    ])
  }
}
