import DataModel
import Diagnostics
import Graphics

extension ReportBuilder {
  /// The id of the annex's entry for a number that has been printed, such as `evidence-12`, for links to it; nil for a number
  /// that is no figure, and where the report has no annex.
  mutating func evidenceIdentifier(of entry: LedgerEntry.ID) -> String? {
    guard hasAnnex else { return nil }
    return evidence.number(of: entry, in: ledger).map { "evidence-\($0)" }
  }

  /// Builds the annex, once all figures have been printed: each of them once, by section, with where it stands, what it is
  /// and what it rests on.
  ///
  /// What the annex prints is not entered into the ledger, which it repeats.
  mutating func evidenceAnnex() {
    let figures = evidenceFigures()
    guard !figures.isEmpty || !evidence.longTables.isEmpty else { return }
    let section = element("section", classes: ["evidence"], in: ContentTree.root)
    sections = [(2, section)]
    let heading = element("h2", id: survey.annexIdentifier, in: section)
    block = BlockState()
    text(evidenceWords.title, in: heading)
    let ends = evidence.sections.dropFirst().map(\.position) + [Int.max]
    let starts = [(position: 0, heading: -1)] + evidence.sections
    var rest = figures[...]
    var tables = evidence.longTables[...]
    for (start, end) in zip(starts, [evidence.sections.first?.position ?? Int.max] + ends) {
      let own = rest.prefix { $0.entries[0].number < end }
      let ownTables = tables.prefix { $0.position < end }
      rest = rest.dropFirst(own.count)
      tables = tables.dropFirst(ownTables.count)
      guard !own.isEmpty || !ownTables.isEmpty else { continue }
      if start.heading >= 0 { evidenceHeading(start.heading, in: section) }
      let list = element("ul", classes: ["evidence"], in: section)
      for figure in own { evidenceItem(figure, in: list) }
      for table in ownTables { evidenceItem(table, in: list) }
    }
  }

  private mutating func evidenceHeading(_ heading: Int, in section: Int) {
    let node = element("h3", in: section)
    if let number = survey.heading(heading)?.number {
      text(number, in: element("span", classes: ["number"], in: node))
      text("\u{2002}", in: node)
    }
    text(punctuation.apply(to: document.plainText(of: heading).trimmed), in: node)
  }

  // MARK: Figures

  /// A figure that was printed, with all entries of it.
  private struct EvidenceFigure {
    var entries: [(number: Int, entry: LedgerEntry)]
  }

  private func evidenceFigures() -> [EvidenceFigure] {
    var figures: [EvidenceFigure] = []
    var places: [LedgerSubject: Int] = [:]
    for (number, entry) in ledger.entries.enumerated() {
      guard let subject = entry.subject else { continue }
      if let place = places[subject] {
        figures[place].entries.append((number, entry))
      } else {
        places[subject] = figures.count
        figures.append(EvidenceFigure(entries: [(number, entry)]))
      }
    }
    return figures
  }

  private mutating func evidenceItem(_ figure: EvidenceFigure, in list: Int) {
    let (number, first) = figure.entries[0]
    let item = element("li", id: "evidence-\(number)", in: list)
    let head = element("p", classes: ["printed"], in: item)
    var texts: [String] = []
    for (_, entry) in figure.entries where !texts.contains(entry.text) { texts.append(entry.text) }
    text(texts.joined(separator: "; "), in: element("strong", in: head))
    if let id = figure.entries.lazy.compactMap(\.entry.id).first(where: { !isCell($0) }) ?? first.id,
      id != first.formula
    {
      text("\u{2002}", in: head)
      text(id, in: element("code", in: head))
    }
    text("\u{2002}", in: head)
    let pages = element("span", classes: ["pages"], in: head)
    text("\(evidenceWords.page)\u{A0}", in: pages)
    let marks = figure.entries.map { NumberMark(rawValue: Int32($0.number)) }
    _ = tree.append(ContentNode(.pageReference(.numbers(marks)), name: ""), to: pages)
    let facts = element("p", in: item)
    text(evidenceFacts(first), in: facts)
    if let origin = first.origin {
      text("; ", in: facts)
      origins([(origin, first.sources.first)], in: facts)
    }
    if let formula = first.formula { evidenceFormula(formula, first, in: item) }
  }

  /// `84.8967 percent, [84.7902, 85.0032]; 2025-06; China`
  private func evidenceFacts(_ entry: LedgerEntry) -> String {
    var value = entry.qualifier.map { $0 == .reported || $0 == .exact ? "" : $0.rawValue + " " } ?? ""
    value += entry.value.flatMap { WrittenDecimal($0)?.value }.map { evidenceNumber($0, .nearest) } ?? ""
    if let unit = entry.unit, !unit.isEmpty { value += (value.isEmpty ? "" : " ") + unit }
    if let interval = entry.interval, !interval.isPoint {
      let low = interval.lower.value.map { evidenceNumber($0, .down) } ?? "\u{2212}∞"
      let high = interval.upper.value.map { evidenceNumber($0, .up) } ?? "∞"
      // Where the decimal sign is a comma, another would be lost among them.
      let separator = store.locale.format(Decimal(1), decimals: 1).contains(",") ? ";" : ","
      value +=
        ", \(interval.lower.isClosed ? "[" : "(")\(low)\(separator)\u{A0}\(high)\(interval.upper.isClosed ? "]" : ")")"
    }
    let status = entry.status.isEmpty ? nil : entry.status.named.map(\.word).joined(separator: ", ")
    return [value, entry.period, entry.place, entry.basis, status].compactMap { $0 }.filter { !$0.isEmpty }
      .joined(separator: "; ")
  }

  private func evidenceNumber(_ number: Decimal, _ rounding: Decimal.Rounding) -> String {
    let short = number.shortened(toDigits: 6, rounding)
    return store.locale.format(short, decimals: max(0, -short.lastPlace))
  }

  private mutating func evidenceFormula(_ formula: String, _ entry: LedgerEntry, in item: Int) {
    let line = element("p", classes: ["formula"], in: item)
    text("=\u{A0}", in: line)
    text(formula, in: element("code", in: line))
    let named = entry.inputs.filter { !isCell($0.id) }
    for input in named {
      let part = element("p", classes: ["input"], in: item)
      text(input.id, in: element("code", in: part))
      let value = WrittenDecimal(input.value).map { evidenceNumber($0.value, .nearest) } ?? input.value
      text(" \(value)\(input.unit.map { " " + $0 } ?? "")", in: part)
      if let origin = input.origin {
        text("; ", in: part)
        origins([(origin, input.source)], in: part)
      }
    }
    let cells = entry.inputs.filter { isCell($0.id) }.compactMap { input in
      input.origin.map { (origin: $0, source: input.source) }
    }
    if !cells.isEmpty { origins(cells, in: element("p", classes: ["input"], in: item)) }
  }

  /// Whether a figure is called by its place in a table, such as `users[12].value`, for want of a name.
  private func isCell(_ id: String) -> Bool { id.contains("].") }

  // MARK: Long tables

  private mutating func evidenceItem(_ table: EvidenceState.LongTable, in list: Int) {
    for column in table.body.evidence() {
      let item = element("li", in: list)
      let head = element("p", classes: ["printed"], in: item)
      let count = store.locale.format(Decimal(column.count), decimals: 0)
      text("\(count) \(evidenceWords.figures)", in: element("strong", in: head))
      text("\u{2002}" + (table.number.map { "\(words.table)\u{A0}\($0), " } ?? ""), in: head)
      text(column.title, in: element("code", in: head))
      text("\u{2002}", in: head)
      let pages = element("span", classes: ["pages"], in: head)
      text("\(evidenceWords.page)\u{A0}", in: pages)
      _ = tree.append(ContentNode(.pageReference(.table(node: table.node)), name: ""), to: pages)
      if !column.cells.isEmpty { origins(column.cells, in: element("p", in: item)) }
    }
  }

  // MARK: Rows of files

  /// `data/users.csv, row 10, value [3]; …`
  private mutating func origins(_ cells: [(origin: CellOrigin, source: String?)], in parent: Int) {
    for (index, range) in CellRange.of(cells).enumerated() {
      if index > 0 { text("; ", in: parent) }
      text(reportPath(range.file), in: element("code", in: parent))
      let rows: String
      if range.firstRow == 0 {
        rows = "\(evidenceWords.line)\u{A0}\(range.line)"
      } else if range.firstRow == range.lastRow {
        rows = "\(evidenceWords.row)\u{A0}\(range.firstRow)"
      } else {
        rows = "\(evidenceWords.rows)\u{A0}\(range.firstRow)\u{2013}\(range.lastRow)"
      }
      text(", \(rows), ", in: parent)
      text(range.column, in: element("code", in: parent))
      if let source = range.source.flatMap({ store.source($0) }) {
        text("\u{A0}[", in: parent)
        referenceLink(source, in: parent)
        text("]", in: parent)
      }
    }
  }

  /// A file's name without the folder that the report is in.
  private func reportPath(_ file: String) -> String {
    guard let slash = document.sourceName.lastIndex(of: "/") else { return file }
    return file.relative(to: String(document.sourceName[..<slash]))
  }
}

extension TableBody {
  /// Of each column of figures how many there are, and the cells that they rest on.
  func evidence() -> [(title: String, count: Int, cells: [(origin: CellOrigin, source: String?)])] {
    columns.compactMap { column in
      guard column.kind == .figures else { return nil }
      var count = 0
      var cells: [(origin: CellOrigin, source: String?)] = []
      for row in 0..<rows.count {
        guard let figure = try? rows.figure(row, column.field) else { continue }
        count += 1
        if let origin = figure.origin {
          cells.append((origin, figure.sources.first))
        } else {
          for input in figure.inputs { if let origin = input.origin { cells.append((origin, input.source)) } }
        }
      }
      return count == 0 ? nil : (column.spec.title, count, cells)
    }
  }
}
