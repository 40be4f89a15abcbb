import Authoring
import DataModel
import Diagnostics
import Graphics

extension ReportBuilder {
  /// Builds `::: {.revisions}`: what stands in it, and a table of the figures that the previous edition had otherwise, or a
  /// sentence that there are none. With `updated=true` figures that have moved on to another period follow.
  mutating func revisions(_ node: Int, in parent: Int) {
    let attributes = document.attributes(of: node)
    let range = document.range(of: node)
    let withUpdates = attributes?["updated"].map { takesUpdates($0) } ?? false
    let box = element(
      "div", id: attributes?.identifier?.text, classes: classes(attributes), attributes: language(attributes),
      in: parent, range: range)
    buildChildren(of: node, in: box)
    guard store.previousEdition != nil else {
      diagnostics.warning(
        "edition.no-previous", "nothing is known of an earlier edition, so that the table of revisions is empty",
        at: range, hint: "name the earlier ledger or PDF in the front matter: previous: old/ledger.json")
      return
    }
    let words = RevisionWords.of(document.language)
    let revisions = store.revisions(withUpdates: withUpdates)
    if !revisions.contains(where: { $0.change.kind != .updated }) {
      block = BlockState()
      text(words.none, in: element("p", in: box))
    }
    guard !revisions.isEmpty else { return }
    let figure = element("figure", classes: ["table"], in: box, range: range)
    notes.barriers += 1
    let table = tree.append(
      ContentNode(
        .table(TableContent(columns: [], head: [], body: WrittenBody(rows: []))), name: "table", range: range),
      to: figure)
    let heads = [
      words.quantity, words.period, words.previous, withUpdates ? words.now : words.revised, words.difference,
      self.words.sources,
    ]
    let head = TableRow(kind: .head, cells: heads.indices.map { headCell(heads[$0], column: $0, in: table) })
    var rows: [TableRow] = []
    let groups: [(kind: FigureChange.Kind, title: String)] = [
      (.revised, words.revisedFigures), (.restated, words.restatedFigures), (.updated, words.updatedFigures),
    ]
    for (kind, title) in groups {
      let group = revisions.filter { $0.change.kind == kind }
      guard !group.isEmpty else { continue }
      var cell = headCell(title, column: 0, in: table)
      cell.columnSpan = heads.count
      rows.append(TableRow(kind: .group, cells: [cell]))
      rows += group.map { row($0, words, in: table, at: range) }
    }
    let alignments: [TableContent.Alignment] = [.start, .start, .end, .end, .end, .start]
    tree.nodes[table].kind = .table(
      TableContent(
        columns: zip(Self.revisionColumns, alignments).map { TableContent.Column(name: $0, alignment: $1) },
        head: [head], body: WrittenBody(rows: rows)))
    notes.barriers -= 1
  }

  private static let revisionColumns = ["quantity", "period", "previous", "revised", "difference", "sources"]

  private mutating func headCell(_ words: String, column: Int, in table: Int) -> TableCell {
    cell(column: column, isHeader: true, in: table) { $0.text(words, in: $1) }
  }

  private mutating func cell(
    column: Int, isHeader: Bool = false, in table: Int, _ build: (inout ReportBuilder, Int) -> Void
  ) -> TableCell {
    let holder = element(isHeader ? "th" : "td", in: table)
    block = BlockState()
    build(&self, holder)
    return TableCell(
      .node(holder), isHeader: isHeader, attributes: ["data-column": Self.revisionColumns[column]])
  }

  private mutating func row(
    _ revision: FigureRevision, _ words: RevisionWords, in table: Int, at range: SourceRange
  ) -> TableRow {
    let change = revision.change
    var format = revision.figure.format ?? .automatic
    format.isUndisputed = true
    var cells = [
      cell(column: 0, isHeader: true, in: table) { $0.text($0.name(of: revision, words), in: $1) },
      cell(column: 1, in: table) { builder, cell in
        if change.kind == .updated {
          builder.periods(of: change.old, in: cell)
          builder.text(" → ", in: cell)
        }
        builder.periods(of: change.new, in: cell)
      },
      cell(column: 2, in: table) { builder, cell in
        guard let old = change.old else { return }
        builder.print(old.figure, as: format, at: range, in: cell) { entry in
          // It is what the other edition said; where that stood in its files says nothing here.
          entry.kind = .cited
          entry.inputs = []
          entry.origin = nil
        }
      },
      cell(column: 3, in: table) { $0.print(revision.figure, as: format, at: range, in: $1) },
      cell(column: 4, in: table) { $0.difference(change, words, at: range, in: $1) },
    ]
    cells.append(
      cell(column: 5, in: table) { builder, cell in
        let old = change.old?.figure.sources ?? []
        builder.sourceNames(old + revision.figure.sources.filter { !old.contains($0) }, in: cell)
      })
    return TableRow(kind: .body, cells: cells)
  }

  /// The label of a figure, or its id or what it measures in words; its place; both bases or units where they differ.
  private func name(of revision: FigureRevision, _ words: RevisionWords) -> String {
    let figure = revision.figure
    var name = figure.label ?? ""
    if name.isEmpty {
      name = revision.change.new?.nameInWords ?? figure.id
      if let place = figure.place, !name.lowercased().contains(place.lowercased()) { name += ", \(place)" }
    }
    if let (old, new) = revision.change.restatement { name += " (\(words.basis(old: old, new: new)))" }
    return punctuation.apply(to: name)
  }

  private mutating func periods(of figure: EditionFigure?, in cell: Int) {
    for (index, period) in (figure?.periods ?? []).enumerated() {
      if index > 0 { text("; ", in: cell) }
      self.period(period, in: cell)
    }
  }

  private mutating func takesUpdates(_ value: PlacedText) -> Bool {
    if let flag = ["true": true, "false": false][value.text] { return flag }
    diagnostics.error("content.attribute", "'updated' takes true or false", at: document.range(of: value))
    return false
  }

  /// A date that is not broken over two lines.
  private mutating func period(_ date: String, in cell: Int) {
    let printed = (store.locale.date(date, style: .medium) ?? date).replacing(" ", with: "\u{A0}")
    text(printed, in: cell, entry: LedgerEntry(kind: .date, text: printed, value: date))
  }

  private mutating func print(
    _ figure: Figure, as format: FigureFormat, at range: SourceRange, in cell: Int,
    _ amend: (inout LedgerEntry) -> Void = { _ in }
  ) {
    guard
      var printed = attempt({ (store) throws(Diagnostic) in try store.print(figure, as: format, at: range) })
    else { return }
    amend(&printed.entry)
    text(printed.text, in: cell, range: range, entry: printed.entry)
  }

  private mutating func difference(
    _ change: FigureChange, _ words: RevisionWords, at range: SourceRange, in cell: Int
  ) {
    guard let difference = change.difference, let value = difference.value else { return }
    if change.isUncertain {
      text(words.uncertain, in: cell)
      return
    }
    var format = FigureFormat(isBare: true, isChange: true)
    // 0.3 billion beside 2.6 billion; but 2 million beside 1.125 billion, not 0.002 billion.
    if let exponent = scaleExponent(of: change.new?.figure),
      value.leadingPlace + (difference.unit?.exponent ?? 0) >= exponent - 1
    {
      format.shape = .scaled(exponent)
    }
    guard
      var printed = attempt({ (store) throws(Diagnostic) in try store.print(difference, as: format, at: range) })
    else { return }
    if difference.unit == .points {
      let category = store.locale.pluralCategory(value, decimals: max(0, -difference.finestPlace))
      printed.text += words.points(category)
    }
    // It is no figure that the next edition should look for.
    printed.entry.id = nil
    printed.entry.text = printed.text
    text(printed.text, in: cell, range: range, entry: printed.entry)
  }

  /// The power of ten of the word that a figure is printed with, such as billion, so that a difference is too.
  private func scaleExponent(of figure: Figure?) -> Int? {
    guard let figure, let unit = figure.unit, unit.noun != nil, unit.exponent > 0, let value = figure.value else {
      return nil
    }
    let place = value.leadingPlace + unit.exponent
    return place < 6 ? nil : store.locale.scaleExponent(forPlace: place)
  }
}
