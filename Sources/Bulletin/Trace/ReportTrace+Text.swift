import DataModel
import Diagnostics

extension ReportTrace {
  /// Explains every printed number that a text names; without one, a line for each figure.
  public func text(for query: String?) throws(ReportError) -> String {
    guard let query else { return overview() }
    let matches = try matches(query)
    var text = TraceText()
    for (index, number) in matches.enumerated() {
      if index > 0 { text.addLine() }
      explain(number, in: &text)
    }
    return text.text
  }

  // MARK: A line for each figure

  private func overview() -> String {
    let figures = numbers.filter { entries[$0.entries[0]].subject != nil }
    let rows = figures.map { number in
      let entry = entries[number.entries[0]]
      return (
        number: entry.text.withPlainSpaces, name: number.name, pages: pages(of: number).joined(separator: ","),
        from: entry.origin.map { "\(lastComponent(of: $0.file)):\($0.line)" } ?? entry.formula.map { "= \($0)" } ?? ""
      )
    }
    let widths = (
      rows.map(\.number.count).max() ?? 0, min(rows.map(\.name.count).max() ?? 0, 34),
      rows.map(\.pages.count).max() ?? 0
    )
    return rows.map { row in
      let line =
        row.number.padded(to: widths.0) + "  " + row.name.padded(to: widths.1) + "  p. "
        + row.pages.padded(to: widths.2) + "  "
        + row.from
      let short = line.count > ColumnText.lineLength ? line.prefix(ColumnText.lineLength - 1) + "…" : line[...]
      return short + "\n"
    }.joined()
  }

  func pages(of number: TracedNumber) -> [String] {
    var found: [String] = []
    for index in number.entries {
      for place in places[index] where !found.contains(place.page) { found.append(place.page) }
    }
    return found
  }

  // MARK: One number

  private func explain(_ number: TracedNumber, in text: inout TraceText) {
    guard let first = number.entries.first.map({ entries[$0] }) else {
      guard let derivation = store.derivation(ofFigure: number.name) else { return }
      text.addLine("\(number.name), not printed")
      add(derivation, number, in: &text)
      return
    }
    let isFigure = first.subject != nil
    text.addLine("\(first.text.withPlainSpaces)  \(isFigure ? number.name + ", " : "")\(Self.kinds[first.kind] ?? "")")
    addPlaces(of: number, in: &text)
    if first.kind == .scale, let domain = first.domain { text.add("scale", domain) }
    guard isFigure else { return }
    add(self.derivation(of: first, named: number.name), first, number, in: &text)
  }

  private static let kinds: [LedgerEntry.Kind: String] = [
    .observation: "as stated", .derived: "derived", .scale: "the ticks of an axis", .date: "a date",
    .cited: "in a title or quotation", .literal: "meant as it stands",
  ]

  func derivation(of entry: LedgerEntry, named name: String) -> Derivation {
    if let found = store.derivation(ofFigure: name), found.fault == nil, found.formula == entry.formula { return found }
    return store.derivation(of: entry, named: name)
  }

  private func add(_ derivation: Derivation, _ number: TracedNumber, in text: inout TraceText) {
    if let fault = derivation.fault { return text.add("error", fault) }
    text.add("value", described(derivation))
    if let formula = derivation.formula { text.add("formula", formula) }
    addFrom(derivation, in: &text)
    addSources(derivation.sources, in: &text)
    addClaims(on: derivation, in: &text)
  }

  private func add(
    _ derivation: Derivation, _ entry: LedgerEntry, _ number: TracedNumber, in text: inout TraceText
  ) {
    text.add("value", described(derivation))
    let facts = [entry.period, entry.place, entry.basis.map { "basis " + $0 }].compactMap { $0 }
    if !facts.isEmpty { text.add("for", facts.joined(separator: ", ")) }
    if !entry.status.isEmpty { text.add("status", entry.status.named.map(\.word).joined(separator: ", ")) }
    text.add("digits", digits(of: entry))
    if let formula = entry.formula { text.add("formula", formula) }
    addFrom(derivation, in: &text)
    if let note = entry.note { text.add("note", note) }
    addSources(entry.sources, in: &text)
    for (index, rival) in entry.rivals.enumerated() {
      let other = Derivation(rival.figure)
      text.add(
        index == 0 ? "rivals" : "",
        "\(other.name) = \(described(other)) (\(other.sources.joined(separator: ", "))), which "
          + (rival.agrees ? "agrees" : "differs"))
    }
    addClaims(on: derivation, in: &text)
  }

  private func addPlaces(of number: TracedNumber, in text: inout TraceText) {
    for (index, entry) in number.entries.enumerated() {
      let own = entries[entry]
      var parts: [String] = []
      var pages: [String] = []
      for place in places[entry] where !pages.contains(place.page) { pages.append(place.page) }
      if !pages.isEmpty { parts.append("page " + pages.joined(separator: ", ")) }
      if let written = own.written { parts.append(written.relative(to: folder)) }
      for element in elements[entry] { parts.append("\(element.element) in charts/\(element.chart).svg") }
      if let asked = asked(own) { parts.append(asked) }
      let shown = parts.isEmpty ? "in the ledger, on no page" : parts.joined(separator: ", ")
      text.add(index == 0 ? "printed" : "", "\(own.text.withPlainSpaces): \(shown)")
    }
  }

  /// What stands in braces in the report's text, with the format asked for.
  private func asked(_ entry: LedgerEntry) -> String? {
    guard let range = entry.written.flatMap({ SourceRange(start: $0) }),
      let line = files.lines(of: range.file)?[range.line]
    else { return nil }
    let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
    let before = scalars.prefix(range.column - 1).reversed().drop { $0 == " " }
    guard before.starts(with: "{{".unicodeScalars) else { return nil }
    let rest = String(String.UnicodeScalarView(scalars.dropFirst(range.column - 1)))
    return rest.firstRange(of: "}}").map { "{{ \(rest[..<$0.lowerBound])}}" }
  }

  // MARK: What it rests on

  private func described(_ part: Derivation) -> String {
    var words: [String] = []
    if part.qualifier != .reported { words.append(part.qualifier.rawValue) }
    if let value = part.value { words.append(value.shortened(toDigits: 6).description) }
    if let unit = part.unit, !unit.isEmpty { words.append(unit) }
    let shown = words.isEmpty ? "no single value" : words.joined(separator: " ")
    guard let interval = part.interval else { return shown }
    return shown + ", " + interval.words
  }

  private func addFrom(_ derivation: Derivation, in text: inout TraceText) {
    if let origin = derivation.origin {
      text.add("from", place(origin))
      addRecord(origin, indent: 14, in: &text)
    }
    guard !derivation.parts.isEmpty else { return }
    text.addLine("  rests on")
    addParts(of: derivation, depth: 0, in: &text)
  }

  /// More than this many rows of a series are counted.
  private static let shownRows = 12

  private func addParts(of derivation: Derivation, depth: Int, in text: inout TraceText) {
    let indent = min(4 + 3 * depth, 40)
    for part in derivation.parts.prefix(Self.shownRows) {
      var line = part.name
      if let fault = part.fault {
        line += ": " + fault
      } else if part.value != nil || part.interval != nil {
        line += " = " + described(part)
      }
      if let formula = part.formula { line += " = " + formula }
      if part.isRepeated { line += " (as above)" }
      text.add(indent: indent, line)
      if let origin = part.origin {
        let sources = part.sources.isEmpty ? "" : ", source " + part.sources.joined(separator: ", ")
        text.add(indent: indent + 3, place(origin) + sources)
        addRecord(origin, indent: indent + 6, in: &text)
      }
      addParts(of: part, depth: depth + 1, in: &text)
    }
    let more = derivation.parts.count - Self.shownRows
    if more > 0 { text.add(indent: indent, "and \(more) more") }
  }

  private func place(_ origin: CellOrigin) -> String {
    let row = origin.row > 0 ? ", row \(origin.row), column \(origin.column)" : ""
    return "\(origin.file.relative(to: folder)), line \(origin.line)\(row)"
  }

  private func addRecord(_ origin: CellOrigin, indent: Int, in text: inout TraceText) {
    guard let record = files.record(of: origin) else { return }
    if let head = record.head, text.isFirst(head, of: origin.file) { text.add(indent: indent, head) }
    text.add(indent: indent, record.row)
  }

  private func addSources(_ ids: [String], in text: inout TraceText) {
    for (index, id) in ids.enumerated() {
      guard let source = store.source(id) else { continue }
      let names = source.authors.isEmpty ? source.publisher : source.authors.joined(separator: ", ")
      let words = [names, source.title, source.date].compactMap { $0 }.joined(separator: ", ")
      text.add(index == 0 ? "sources" : "", "[\(id)] \(words)")
      if let url = source.url { text.add("", "  " + url + (source.accessed.map { ", accessed \($0)" } ?? "")) }
    }
  }

  /// The claims that rest on a figure: they name it, a value derived from it, or the cell that it stands in.
  func claims(on derivation: Derivation) -> [LedgerClaim] {
    zip(claims, claimGrounds).filter { _, grounds in
      grounds.names.contains(derivation.name) || derivation.origin.map(grounds.origins.contains) == true
    }.map(\.0)
  }

  private func addClaims(on derivation: Derivation, in text: inout TraceText) {
    for (index, claim) in claims(on: derivation).enumerated() {
      let words = claim.words.isEmpty ? "a block" : "'\(claim.words.withPlainSpaces)'"
      let place = claim.written.map { " at " + $0.relative(to: folder) } ?? ""
      text.add(index == 0 ? "claims" : "", "\(words)\(place): \(claim.expression), which \(claim.truth.words)")
    }
  }
}

extension Truth {
  fileprivate var words: String {
    switch self {
    case .holds: "holds"
    case .fails: "fails"
    case .undecided: "is undecided"
    }
  }
}
