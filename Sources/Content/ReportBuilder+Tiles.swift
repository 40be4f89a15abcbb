import Authoring
import Charts
import DataModel
import Diagnostics
import Graphics

extension ReportBuilder {
  private static let tileKeys = ["value", "unit", "label", "context", "spark"]

  /// Key figures side by side.
  mutating func tiles(_ node: Int, in parent: Int) {
    let range = document.range(of: node)
    let attributes = document.attributes(of: node)
    warnUnused(attributes, known: [])
    guard let items = document.data(of: node)?.items, !items.isEmpty else {
      diagnostics.error(
        "content.tiles", "tiles are a list", at: document.data(of: node)?.range ?? range,
        hint: "write - value: \"{{ id }}\" and, under it, label: …")
      return
    }
    let tiles = element(
      "tiles", id: survey.identifiers[node], classes: classes(attributes), in: parent, range: range)
    notes.barriers += 1
    let outer = beginMarks()
    for item in items { tile(item, in: tiles) }
    if !disputes.marks.isEmpty {
      tree.nodes[tiles].classes.append("noted")
      endMarks(outer, in: element("div", classes: ["notes"], in: parent))
    } else {
      endMarks(outer, in: parent)
    }
    notes.barriers -= 1
  }

  private mutating func tile(_ item: SourceNode, in parent: Int) {
    guard let entries = item.entries else {
      diagnostics.error(
        "content.tiles", "a tile is a mapping of value, label and context", at: item.range,
        hint: "write value: \"{{ id }}\"")
      return
    }
    for entry in entries where !Self.tileKeys.contains(entry.key) {
      diagnostics.error(
        "content.tiles", "a tile has no '\(entry.key)'", at: entry.keyRange,
        hint: didYouMean(entry.key, in: Self.tileKeys) ?? "it has \(Self.tileKeys.joined(separator: ", "))")
    }
    for entry in entries where Self.tileKeys.contains(entry.key) && entry.key != "spark" && entry.value.text == nil {
      diagnostics.error("content.tiles", "'\(entry.key)' takes words", at: entry.value.range)
    }
    guard let value = item["value"], value.text != nil else {
      diagnostics.error(
        "content.tiles", "the tile has no value", at: item.range, hint: "write value: \"{{ id }}\"")
      return
    }
    let tile = element("tile", in: parent, range: item.range)
    let line = element("p", classes: ["value"], in: tile, range: value.range)
    tileValue(value, in: line)
    if let unit = item["unit"], let words = unit.text {
      text("\u{A0}", in: line)
      fragment(
        words, at: Self.contentRange(of: unit),
        in: element("span", classes: ["unit"], in: line, range: unit.range))
    }
    for key in ["label", "context"] {
      guard let node = item[key], node.text != nil, !node.isNull else { continue }
      fragment(node, in: element("p", classes: [key], in: tile, range: node.range))
    }
    if let spark = item["spark"], !spark.isNull { self.spark(spark, in: tile) }
  }

  /// A small line under the words of a tile: how its figure came to be what it is.
  private mutating func spark(_ node: SourceNode, in tile: Int) {
    guard let spec = ChartContent.spark(node, into: &diagnostics) else { return }
    if let chart = ChartContent.resolve(
      spec, identifier: "spark-\(tile)", store: store, ledger: ledger, language: document.language,
      punctuation: punctuation.apply(to:), into: &diagnostics)
    {
      _ = tree.append(ContentNode(.chart(chart), name: "chart", range: node.range), to: tile)
    }
  }

  /// The number in the large type, and its words beside it in the small.
  private mutating func tileValue(_ value: SourceNode, in line: Int) {
    let written = value.text ?? ""
    let range = Self.contentRange(of: value)
    block = BlockState()
    guard let expression = Self.loneExpression(written) ?? (written.contains("{{") ? nil : written) else {
      fragment(value, in: line)
      return
    }
    guard
      let printed = attempt({ (store) throws(Diagnostic) in
        try store.print(expression, precededBy: "", at: range)
      })
    else { return }
    var recorded = printed
    recorded.entry.locate(at: range)
    let mark = NumberMark(rawValue: ledger.record(recorded).rawValue)
    let (before, number, after) = Self.parts(of: printed.text)
    let whole = numberHolder(of: printed.entry, in: line, mode: InlineMode())
    func add(_ words: Substring, as name: String?) {
      guard !words.isEmpty else { return }
      let holder = name.map { element("span", classes: [$0], in: whole) } ?? whole
      _ = tree.append(ContentNode(.text(String(words), mark: mark), name: "", range: range), to: holder)
    }
    add(before, as: "qualifier")
    add(number, as: printed.disputed == nil ? nil : "disputed")
    add(after, as: "unit")
    if let disputed = printed.disputed { noteDispute(disputed, at: range, in: line) }
  }

  /// What stands between the braces, if the text is nothing but `{{ … }}`.
  private static func loneExpression(_ text: String) -> String? {
    let text = text.trimmed
    guard text.hasPrefix("{{"), text.hasSuffix("}}"), text.utf8.count > 4 else { return nil }
    let inner = text.dropFirst(2).dropLast(2)
    guard !inner.contains("}}") else { return nil }
    return String(inner).trimmed
  }

  /// A printed figure in its qualifier, its number with sign and percent sign, and its scale word.
  private static func parts(of text: String) -> (Substring, Substring, Substring) {
    func isNumeric(_ character: Character) -> Bool {
      character.isNumber || "%٪−+–".contains(character)
    }
    guard let first = text.firstIndex(where: isNumeric), let last = text.lastIndex(where: isNumeric) else {
      return ("", text[...], "")
    }
    let end = text.index(after: last)
    return (text[..<first], text[first..<end], text[end...])
  }
}
