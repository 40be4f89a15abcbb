import DataModel
import Diagnostics

extension DataSpec {
  static let sources = ["table", "sql", "url", "values", "name", "sequence", "figures"]

  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> DataSpec? {
    if let text = node.text, !node.isNull {
      return DataSpec(kind: .table(SpecText(text: text, range: node.range)), range: node.range)
    }
    guard
      let object = SpecObject(node, "'data'", keys: sources + ["source", "unit", "format"], into: &diagnostics)
    else { return nil }
    var given = sources.filter { object[$0] != nil }
    var added: [FigureItem] = []
    if given.count == 2, given.last == "figures", let items = object["figures"] {
      given.removeLast()
      added = FigureItem.readList(items, into: &diagnostics)
    }
    // Vega-Lite names values, so that programs can put others in their place.
    if given == ["values", "name"] { given.removeLast() }
    guard given.count == 1, let name = given.first, let value = object[name] else {
      diagnostics.error(
        "chart.no-data",
        given.isEmpty ? "'data' says not where from" : "'data' has both '\(given[0])' and '\(given[1])'",
        at: node.range, hint: "give one of " + sources.joined(separator: ", "))
      return nil
    }
    guard let kind = readKind(name, value, object, into: &diagnostics) else { return nil }
    var spec = DataSpec(
      kind: kind, added: added, source: object.text("source", into: &diagnostics),
      unit: object.text("unit", into: &diagnostics), range: node.range)
    if let format = object["format"], !format.isNull { spec.readFormat(format, into: &diagnostics) }
    if case .text = kind, spec.format.kind == nil { spec.format.kind = .separated(",") }
    return spec
  }

  private static func readKind(
    _ name: String, _ value: SourceNode, _ object: SpecObject, into diagnostics: inout Diagnostics
  ) -> Kind? {
    switch name {
    case "values":
      if let items = value.items { return .values(items) }
      if value.entries != nil { return .values([value]) }
      return object.text(name, into: &diagnostics).map { .text($0) }
    case "figures":
      guard value.items != nil else {
        _ = FigureItem.readList(value, into: &diagnostics)
        return nil
      }
      return .figures(FigureItem.readList(value, into: &diagnostics))
    case "sequence": return Sequence.read(value, into: &diagnostics).map { .sequence($0) }
    case "url":
      guard let path = object.text(name, into: &diagnostics) else { return nil }
      if path.text.contains("://") || path.text.hasPrefix("//") {
        diagnostics.error(
          "chart.no-network", "nothing is loaded from a network, and '\(path.text)' is an address of one",
          at: path.range, hint: "save the file in the report's folder, and write its path there")
        return nil
      }
      return .url(path)
    case "table": return object.text(name, into: &diagnostics).map { .table($0) }
    case "name": return object.text(name, into: &diagnostics).map { .name($0) }
    default: return object.text(name, into: &diagnostics).map { .sql($0) }
    }
  }

  private mutating func readFormat(_ node: SourceNode, into diagnostics: inout Diagnostics) {
    guard
      let object = SpecObject(
        node, "'format' of the data", keys: ["type", "delimiter", "property", "parse"], into: &diagnostics)
    else { return }
    let delimiter = object.text("delimiter", into: &diagnostics)
    switch object.word("type", FileType.self, into: &diagnostics) {
    case .csv: format.kind = .separated(",")
    case .tsv: format.kind = .separated("\t")
    case .json: format.kind = .json
    case .dsv:
      guard let delimiter else {
        diagnostics.error("chart.no-field", "the format 'dsv' needs a 'delimiter'", at: node.range)
        return
      }
      format.kind = .separated(delimiter.text)
    case nil: if let delimiter { format.kind = .separated(delimiter.text) }
    }
    if let delimiter, delimiter.text.utf8.count != 1 {
      diagnostics.error(
        "chart.unsupported-value", "'delimiter' has to be one character of ASCII", at: delimiter.range)
      format.kind = nil
    }
    format.property = object.text("property", into: &diagnostics)?.text
    guard let parse = object["parse"], !parse.isNull else { return }
    guard let entries = parse.entries else {
      diagnostics.error(
        "chart.not-a-mapping", "'parse' has to map columns to how they are read", at: parse.range,
        hint: "write 'parse: {when: \"date:'%d.%m.%Y'\"}'")
      return
    }
    for entry in entries where !entry.value.isNull {
      if let kind = ColumnFormat.read(entry.value, into: &diagnostics) {
        self.parse.append((SpecText(text: entry.key, range: entry.keyRange), kind))
      }
    }
  }

  private enum FileType: String, CaseIterable { case csv, tsv, dsv, json }
}

extension DataSpec.ColumnFormat {
  /// `number`, `boolean`, `string`, `date`, or `date:'%d.%m.%Y'`.
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> DataSpec.ColumnFormat? {
    let text = node.text ?? ""
    switch text {
    case "number": return .number
    case "boolean": return .boolean
    case "string": return .string
    case "date", "utc": return .date(nil)
    default: break
    }
    for prefix in ["date:", "utc:"] where text.hasPrefix(prefix) {
      let written = text.dropFirst(prefix.utf8.count).filter { $0 != "'" && $0 != "\"" }
      if let format = TimeSpecifier(String(written)), format.hasDirectives { return .date(format) }
    }
    diagnostics.error(
      "chart.unsupported-value", "a column cannot be read as '\(text)'", at: node.range,
      hint: didYouMean(text, in: ["number", "boolean", "string", "date"])
        ?? "it can be number, boolean, string, date, or date:'%d.%m.%Y'")
    return nil
  }
}

extension DataSpec.Sequence {
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> DataSpec.Sequence? {
    guard let object = SpecObject(node, "'sequence'", keys: ["start", "stop", "step", "as"], into: &diagnostics)
    else { return nil }
    let limits = -1e15...1e15
    guard object["start"] != nil, object["stop"] != nil else {
      diagnostics.error("chart.no-field", "'sequence' needs 'start' and 'stop'", at: node.range)
      return nil
    }
    guard let start = object.number("start", in: limits, into: &diagnostics),
      let stop = object.number("stop", in: limits, into: &diagnostics)
    else { return nil }
    let step = object.number("step", in: limits, into: &diagnostics) ?? 1
    guard step != 0, (stop - start) / step <= 1_000_000 else {
      diagnostics.error("chart.too-many-rows", "'sequence' would have more than a million rows", at: node.range)
      return nil
    }
    return DataSpec.Sequence(
      start: start, stop: stop, step: step, name: object.text("as", into: &diagnostics)?.text ?? "data")
  }
}

extension DataSpec.FigureItem {
  static func readList(_ node: SourceNode, into diagnostics: inout Diagnostics) -> [DataSpec.FigureItem] {
    guard let items = node.items else {
      diagnostics.error("chart.not-a-list", "'figures' has to be a list of ids", at: node.range)
      return []
    }
    return items.compactMap { read($0, into: &diagnostics) }
  }

  /// An id or expression; or a mapping of `id`, `label` and what other columns there are.
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> DataSpec.FigureItem? {
    if let text = node.text {
      return DataSpec.FigureItem(expression: SpecText(text: text, range: node.range), columns: [])
    }
    guard let entries = node.entries, let id = node["id"], let text = id.text else {
      diagnostics.error(
        "chart.no-figure", "a figure is named by its id", at: node.range, hint: "write '- {id: …, label: …}'")
      return nil
    }
    return DataSpec.FigureItem(
      expression: SpecText(text: text, range: id.range),
      label: node["label"].flatMap { label in
        label.text.map { SpecText(text: $0, range: label.range) }
      },
      columns: entries.filter { $0.key != "id" && $0.key != "label" })
  }
}
