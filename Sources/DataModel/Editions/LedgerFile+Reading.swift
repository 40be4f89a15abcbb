import Diagnostics

extension Source {
  init(ledger node: SourceNode) throws(Diagnostic) {
    self.init(id: try node.text("id"), range: node.range)
    for entry in node.entries ?? [] { if let text = entry.value.text { set(entry.key, to: text) } }
    authors = try node.list("authors").compactMap(\.text)
  }
}

extension LedgerEntry {
  init(ledger node: SourceNode) throws(Diagnostic) {
    let kind: Kind = try node.word("kind")
    self.init(
      kind: kind, id: node["id"]?.text, text: try node.text("text"), value: node["value"]?.text,
      domain: node["domain"]?.text, written: node["written"]?.text)
    interval = try node["interval"].map { interval throws(Diagnostic) in try Interval(ledger: interval) }
    unit = node["unit"]?.text
    precision = try node["precision"].map { step throws(Diagnostic) in
      guard let step = step.text.flatMap({ WrittenDecimal($0) })?.value else { throw node.broken("precision") }
      return step
    }
    // What is derived is reported unless the ledger says otherwise.
    qualifier = node["qualifier"] == nil ? (kind == .derived ? .reported : nil) : try node.word("qualifier")
    if let letters = node["status"]?.text {
      guard let flags = StatusFlags(reading: letters) else { throw node.broken("status") }
      status = flags
    }
    period = node["period"]?.text
    place = node["place"]?.text
    basis = node["basis"]?.text
    series = node["series"]?.text
    formula = node["formula"]?.text
    inputs = try node.list("inputs").map { node throws(Diagnostic) in
      FigureInput(
        id: try node.text("id"), value: try node.text("value"), unit: node["unit"]?.text,
        source: node["source"]?.text, origin: CellOrigin(ledger: node), period: node["period"]?.text)
    }
    sources = try node.list("sources").compactMap(\.text)
    origin = CellOrigin(ledger: node)
    note = node["note"]?.text
  }
}

extension LedgerClaim {
  init(ledger node: SourceNode) throws(Diagnostic) {
    self.init(
      kind: try node.word("kind"), expression: try node.text("expression"), words: node["words"]?.text ?? "",
      truth: try node.word("truth"),
      comparisons: try node.list("comparisons").map { node throws(Diagnostic) in
        guard let left = node["left"], let right = node["right"] else { throw node.broken("left") }
        return Comparison(
          left: try Side(ledger: left), right: try Side(ledger: right), truth: try node.word("truth"))
      }, written: node["written"]?.text)
    key = node["key"]?.text
  }
}

extension LedgerClaim.Side {
  fileprivate init(ledger node: SourceNode) throws(Diagnostic) {
    self.init(
      text: try node.text("text"), value: node["value"]?.text,
      interval: try node["interval"].map { interval throws(Diagnostic) in try Interval(ledger: interval) },
      unit: node["unit"]?.text)
  }
}

extension CellOrigin {
  fileprivate init?(ledger node: SourceNode) {
    guard let file = node["file"]?.text else { return nil }
    self.init(
      file: file, line: node["line"]?.int ?? 1, row: node["row"]?.int ?? 0, column: node["column"]?.text ?? "")
  }
}

extension Interval {
  fileprivate init(ledger node: SourceNode) throws(Diagnostic) {
    func end(_ name: String) throws(Diagnostic) -> End {
      guard let member = node[name] else { return .unbounded }
      guard let value = member.text.flatMap({ WrittenDecimal($0) })?.value else { throw node.broken(name) }
      return End(value: value, isClosed: node[name + "Included"]?.bool ?? false)
    }
    self.init(from: try end("low"), to: try end("high"))
  }
}

extension SourceNode {
  fileprivate func broken(_ name: String) -> Diagnostic {
    .error(
      "edition.no-ledger", "'\(range.file)' is no ledger: '\(name)' is missing here, or not what it should be",
      at: self[name]?.range ?? range, hint: "name the ledger.json that a build has written, or its PDF")
  }

  fileprivate func text(_ name: String) throws(Diagnostic) -> String {
    guard let text = self[name]?.text else { throw broken(name) }
    return text
  }

  fileprivate func word<Word: RawRepresentable>(_ name: String) throws(Diagnostic) -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try text(name)) else { throw broken(name) }
    return word
  }

  /// The elements of an array; none where it is left out.
  func list(_ name: String) throws(Diagnostic) -> [SourceNode] {
    guard let member = self[name] else { return [] }
    guard let items = member.items else { throw broken(name) }
    return items
  }
}
