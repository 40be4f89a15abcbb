import Diagnostics

extension TransformSpec {
  static let kinds = ["filter", "calculate", "fold", "sort", "aggregate"]

  static func readList(_ node: SourceNode, into diagnostics: inout Diagnostics) -> [TransformSpec] {
    guard let items = node.items else {
      diagnostics.error(
        "chart.not-a-list", "'transform' has to be a list", at: node.range, hint: "write '- filter: …' under it")
      return []
    }
    return items.compactMap { read($0, into: &diagnostics) }
  }

  private static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> TransformSpec? {
    guard
      let object = SpecObject(node, "a transform", keys: kinds + ["as", "groupby"], into: &diagnostics)
    else { return nil }
    let given = kinds.filter { object[$0] != nil }
    guard given.count == 1, let kind = given.first, let value = object[kind] else {
      if node.entries?.allSatisfy({ kinds.contains($0.key) || $0.key == "as" || $0.key == "groupby" }) ?? false {
        diagnostics.error(
          "chart.no-transform", "a transform is exactly one of " + kinds.joined(separator: ", "), at: node.range)
      }
      return nil
    }
    if let extra = object["groupby"], kind != "aggregate" {
      diagnostics.error("chart.unsupported-property", "'\(kind)' has no 'groupby'", at: extra.range)
    }
    if let extra = object["as"], kind == "filter" || kind == "sort" || kind == "aggregate" {
      diagnostics.error("chart.unsupported-property", "'\(kind)' has no 'as'", at: extra.range)
    }
    switch kind {
    case "filter": return readFilter(value, into: &diagnostics).map { .filter($0) }
    case "calculate":
      guard let expression = object.text("calculate", into: &diagnostics) else { return nil }
      guard let name = object.text("as", into: &diagnostics) else {
        diagnostics.error("chart.no-name", "'calculate' needs 'as', the name of its column", at: node.range)
        return nil
      }
      return .calculate(expression, as: name)
    case "fold":
      let names = object["as"]?.items?.compactMap(\.text) ?? []
      if let written = object["as"], names.count != 2 {
        diagnostics.error(
          "chart.not-a-list", "'as' of 'fold' has to name two columns", at: written.range, hint: "write [key, value]")
      }
      return .fold(
        texts(value, "fold", into: &diagnostics), key: names.first ?? "key",
        value: names.count == 2 ? names[1] : "value",
        node.range)
    case "sort": return .sort(readSort(value, into: &diagnostics))
    default: return readAggregate(value, groupBy: object["groupby"], at: node.range, into: &diagnostics)
    }
  }

  private static func readSort(
    _ node: SourceNode, into diagnostics: inout Diagnostics
  ) -> [(field: SpecText, isDescending: Bool)] {
    (node.items ?? [node]).compactMap { item in
      if let text = item.text {
        let isDescending = text.hasPrefix("-")
        return (SpecText(text: isDescending ? String(text.dropFirst()) : text, range: item.range), isDescending)
      }
      guard let object = SpecObject(item, "'sort'", keys: ["field", "order"], into: &diagnostics),
        let field = object.text("field", into: &diagnostics)
      else { return nil }
      return (field, object.word("order", Order.self, into: &diagnostics) == .descending)
    }
  }

  private static func readAggregate(
    _ node: SourceNode, groupBy: SourceNode?, at range: SourceRange, into diagnostics: inout Diagnostics
  ) -> TransformSpec? {
    var items: [AggregateItem] = []
    for item in node.items ?? [node] {
      guard let object = SpecObject(item, "'aggregate'", keys: ["op", "field", "as"], into: &diagnostics),
        let operation = object.word("op", AggregateOperation.self, into: &diagnostics)
      else { return nil }
      let field = object.text("field", into: &diagnostics)
      if field == nil && operation != .count {
        diagnostics.error("chart.no-field", "'\(operation.rawValue)' names no 'field'", at: item.range)
        return nil
      }
      let name = object.text("as", into: &diagnostics)?.text
      items.append(
        AggregateItem(
          operation: operation, field: field,
          name: name ?? (field.map { "\(operation.rawValue)_\($0.text)" } ?? "count")))
    }
    return .aggregate(items, groupBy: groupBy.map { texts($0, "groupby", into: &diagnostics) } ?? [], range)
  }

  /// An expression, or one of Vega-Lite's field predicates, which is put into words of the expression language.
  private static func readFilter(_ node: SourceNode, into diagnostics: inout Diagnostics) -> SpecText? {
    if let text = node.text { return SpecText(text: text, range: node.range) }
    let comparisons = [("equal", "=="), ("lt", "<"), ("lte", "<="), ("gt", ">"), ("gte", ">=")]
    guard
      let object = SpecObject(
        node, "'filter'", keys: ["field", "oneOf", "range"] + comparisons.map(\.0), into: &diagnostics)
    else { return nil }
    guard let field = object.text("field", into: &diagnostics) else {
      diagnostics.error("chart.no-field", "'filter' names no 'field'", at: node.range)
      return nil
    }
    let name = "datum[\(quoted(field.text))]"
    var parts: [String] = []
    for (key, sign) in comparisons {
      if let value = object[key] { parts.append("\(name) \(sign) \(literal(value))") }
    }
    if let values = object["oneOf"]?.items {
      parts.append("(" + values.map { "\(name) == \(literal($0))" }.joined(separator: " || ") + ")")
    }
    if let ends = object["range"]?.items, ends.count == 2 {
      if !ends[0].isNull { parts.append("\(name) >= \(literal(ends[0]))") }
      if !ends[1].isNull { parts.append("\(name) <= \(literal(ends[1]))") }
    }
    guard !parts.isEmpty else {
      diagnostics.error(
        "chart.no-predicate", "'filter' compares '\(field.text)' with nothing", at: node.range,
        hint: "write 'filter: datum.\(field.text) > …'")
      return nil
    }
    return SpecText(text: parts.joined(separator: " && "), range: node.range)
  }

  private static func literal(_ node: SourceNode) -> String {
    node.numberText ?? (node.bool != nil || node.isNull ? node.text ?? "null" : quoted(node.text ?? ""))
  }
  private static func quoted(_ text: String) -> String {
    "'"
      + text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
      .split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'") + "'"
  }
}
