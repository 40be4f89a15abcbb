import Authoring
import Charts
import DataModel
import Diagnostics
import Graphics

extension ReportBuilder {
  // MARK: Charts

  mutating func chart(_ node: Int, in parent: Int) {
    let range = document.range(of: node)
    let attributes = document.attributes(of: node)
    warnUnused(attributes, known: [])
    guard let spec = document.data(of: node) else {
      diagnostics.error(
        "content.empty-chart", "the chart says nothing", at: range,
        hint: "write mark, data and encoding between the fences")
      return
    }
    let identifier = survey.identifiers[node] ?? "fig-\(node)"
    let figure = element("figure", id: identifier, classes: classes(attributes), in: parent, range: range)
    notes.barriers += 1
    let caption = element("figcaption", in: figure)
    numberLine(words.figure, survey.numbers[node], in: element("p", classes: ["number"], in: caption))
    let first = Int32(ledger.count)
    if let chart = ChartContent.resolve(
      spec, identifier: identifier, store: store, ledger: ledger, language: document.language,
      punctuation: punctuation.apply(to:), into: &diagnostics)
    {
      let index = tree.append(ContentNode(.chart(chart), name: "chart", range: range), to: figure)
      charts.append(ResolvedReport.Chart(identifier: identifier, node: index))
      tree.drawnNumbers.append(DrawnNumbers(node: index, marks: first..<Int32(ledger.count)))
      for words in Self.prose(of: spec) { reportUntracked(in: words) }
    }
    notes.barriers -= 1
  }

  /// The sentences of a chart; what else it says are names and labels.
  private static func prose(of spec: SourceNode) -> [SourceNode] {
    let title = spec["title"]
    return [title?["text"] ?? title, title?["subtitle"], spec["subtitle"], spec["note"]].compactMap { $0 }
      .flatMap { $0.items ?? [$0] }
  }

  private mutating func numberLine(_ word: String, _ number: String?, in parent: Int) {
    guard let number else { return }
    structural("\(word)\u{A0}\(number)", in: parent)
  }

  // MARK: Tables over data

  mutating func statisticalTable(_ node: Int, in parent: Int) {
    let range = document.range(of: node)
    let attributes = document.attributes(of: node)
    warnUnused(attributes, known: [])
    guard let spec = document.data(of: node) else {
      diagnostics.error(
        "content.empty-table", "the table says nothing", at: range,
        hint: "write data and columns between the fences")
      return
    }
    let resolver = TableResolver(store: store, ledger: ledger, punctuation: punctuation, links: tableLinks())
    guard var table = resolver.resolve(spec, into: &diagnostics) else { return }
    tableSources.append((survey.identifiers[node] ?? "table", table.sources))
    if front.linksNumbers, hasAnnex {
      table.content.linkNumbers { mark in evidenceIdentifier(of: LedgerEntry.ID(rawValue: mark.rawValue)) }
    }
    let figure = element(
      "figure", id: survey.identifiers[node], classes: ["table"] + classes(attributes), in: parent,
      range: range)
    notes.barriers += 1
    let outer = beginMarks(table.disputes)
    let caption = element("figcaption", in: figure)
    let title = element("p", classes: ["title"], in: caption)
    tableNumber(survey.numbers[node], in: title, isFollowed: table.title != nil)
    if let words = table.title {
      fragment(words, at: spec["title"].map(Self.contentRange) ?? range, in: title, keepsState: true)
    }
    if let words = table.subtitle {
      let subtitle = element("p", classes: ["subtitle"], in: caption)
      fragment(words, at: spec["subtitle"].map(Self.contentRange) ?? range, in: subtitle)
    }
    let index = tree.append(ContentNode(.table(table.content), name: "table", range: range), to: figure)
    if let body = table.longBody {
      evidence.longTables.append(
        .init(position: ledger.count, node: index, number: survey.numbers[node], body: body))
    }
    for note in table.notes {
      fragment(note.text, at: note.range, in: element("p", classes: ["note"], in: figure, range: note.range))
    }
    if !table.keys.isEmpty {
      let line = element("p", classes: ["note", "key"], in: figure)
      text(table.keys.joined(separator: "; ") + ".", in: line)
    }
    endMarks(outer, in: figure)
    if let source = table.source {
      fragment(
        source.text, at: source.range, in: element("p", classes: ["source"], in: figure, range: source.range))
    } else {
      sourceLine(table.sources, in: figure)
    }
    notes.barriers -= 1
  }

  private mutating func tableNumber(_ number: String?, in title: Int, isFollowed: Bool) {
    block = BlockState()
    guard number != nil else { return }
    numberLine(words.table, number, in: element("span", classes: ["number"], in: title))
    if isFollowed { text("\u{2002}", in: title) }
  }

  // MARK: Tables in Markdown

  /// The attributes of the cells of a column, shared by all tables.
  private mutating func columnAttributes(_ column: Int) -> [String: String] {
    while cellAttributes.count <= column { cellAttributes.append(["data-column": String(cellAttributes.count + 1)]) }
    return cellAttributes[column]
  }

  mutating func writtenTable(_ node: Int, in parent: Int) {
    let range = document.range(of: node)
    let caption = survey.captions[node]
    let attributes = caption.flatMap { document.attributes(of: $0) }
    warnUnused(attributes, known: [])
    let figure = element(
      "figure", id: survey.identifiers[node], classes: ["table"] + classes(attributes), in: parent,
      range: range)
    notes.barriers += 1
    let outer = beginMarks()
    if let caption {
      let title = element(
        "p", classes: ["title"], in: element("figcaption", in: figure), range: document.range(of: caption))
      tableNumber(survey.numbers[node], in: title, isFollowed: document[caption].firstChild >= 0)
      inline(document, childrenOf: caption, in: title)
    }
    // The rows are known only when the cells have their nodes, which stand below the table's.
    let table = tree.append(
      ContentNode(
        .table(TableContent(columns: [], head: [], body: WrittenBody(rows: []))), name: "table", range: range),
      to: figure)
    let alignments = document.alignments(of: node)
    var head: [TableRow] = []
    var body: [TableRow] = []
    for row in document.children(of: node) {
      guard case .tableRow(let isHead) = document[row].kind else { continue }
      var cells: [TableCell] = []
      for (column, cell) in document.children(of: row).enumerated() {
        let isRowHeader = !isHead && column == 0 && alignments.first != .end
        let isHeader = isHead || isRowHeader
        let holder = element(isHeader ? "th" : "td", in: table, range: document.range(of: cell))
        block = BlockState(isCited: quoted > 0)
        inline(document, childrenOf: cell, in: holder)
        cells.append(
          TableCell(.node(holder), isHeader: isHeader, attributes: columnAttributes(column)))
      }
      if isHead {
        // A head without words is no head.
        if cells.contains(where: { tree.nodes[holderOf($0)].firstChild != nil }) {
          head.append(TableRow(kind: .head, cells: cells))
        }
      } else {
        body.append(TableRow(kind: .body, cells: cells))
      }
    }
    let columns = alignments.enumerated().map { index, alignment in
      TableContent.Column(
        name: String(index + 1), alignment: columnAlignment(alignment, column: index, rows: body))
    }
    tree.nodes[table].kind = .table(TableContent(columns: columns, head: head, body: WrittenBody(rows: body)))
    endMarks(outer, in: figure)
    notes.barriers -= 1
  }

  private func holderOf(_ cell: TableCell) -> Int {
    if case .node(let node) = cell.content { node } else { ContentTree.root }
  }

  /// A column set to the right is one of numbers, which stand on their decimal signs.
  private func columnAlignment(_ written: ColumnAlignment, column: Int, rows: [TableRow])
    -> TableContent.Alignment
  {
    switch written {
    case .start, .none: return .start
    case .center: return .center
    case .end:
      let isNumeric = rows.allSatisfy { row in
        guard column < row.cells.count else { return true }
        let words = plainText(holderOf(row.cells[column]))
        return words.isEmpty || words.contains(where: \.isNumber) || words.count <= 2
      }
      return isNumeric ? .decimal : .end
    }
  }

  // MARK: Pictures

  /// A picture that stands alone.
  mutating func pictureFigure(_ node: Int, in parent: Int) {
    let attributes = document.attributes(of: node)
    let figure = element(
      "figure", id: survey.identifiers[node], classes: classes(attributes), in: parent,
      range: document.range(of: node))
    notes.barriers += 1
    let title = document.target(of: node)?.title ?? ""
    if survey.numbers[node] != nil {
      let line = element("p", classes: ["title"], in: element("figcaption", in: figure))
      block = BlockState()
      numberLine(words.figure, survey.numbers[node], in: element("span", classes: ["number"], in: line))
      if !title.isEmpty {
        text("\u{2002}", in: line)
        let range = document.range(of: node)
        handlingDisputes(.silence) { $0.fragment(title, at: range, in: line, keepsState: true) }
      }
    }
    picture(document, node, classes: [], in: figure)
    notes.barriers -= 1
  }

  mutating func inlinePicture(_ source: Document, _ node: Int, in parent: Int, mode: InlineMode) {
    guard !mode.isPlain else { return }
    picture(source, node, classes: classes(source.attributes(of: node)), in: parent)
  }

  /// - Parameter classes: Those of the picture itself; of one that stands alone they are the figure's.
  private mutating func picture(_ source: Document, _ node: Int, classes: [String], in parent: Int) {
    let attributes = source.attributes(of: node)
    warnUnused(attributes, known: ["width", "height"], in: source)
    let range = source.range(of: node)
    guard let address = source.target(of: node)?.address, let picture = readPicture(address, at: range) else {
      return
    }
    let words = alternativeText(source, node)
    if words.isEmpty, attributes?.has(class: "decorative") != true {
      diagnostics.error(
        "content.no-alternative-text", "the picture has no alternative text", at: range,
        hint: "write ![what it shows](\(address)), or {.decorative} after it if it says nothing")
    }
    var values: [String: String] = [:]
    for key in ["width", "height"] { if let value = attributes?[key] { values[key] = value.text } }
    _ = tree.append(
      ContentNode(
        .image(ImageContent(source: picture, alternativeText: words)), name: "img",
        classes: classes.filter { $0 != "decorative" }, attributes: values, range: range),
      to: parent)
  }

  /// The words in a picture's brackets, with its figures printed.
  private mutating func alternativeText(_ source: Document, _ node: Int) -> String {
    var words = ""
    for child in source.children(of: node) {
      if source[child].kind == .figure {
        let range = source.range(of: child)
        let expression = source.text(of: child)
        let before = words
        if let printed = attempt({ (store) throws(Diagnostic) in
          try store.print(expression, precededBy: before, at: range)
        }) {
          words += printed.text
          ledger.record(printed)
        }
      } else if source[child].firstChild >= 0 {
        words += alternativeText(source, child)
      } else {
        words += source.plainText(of: child)
      }
    }
    return words.trimmed
  }

  private mutating func readPicture(_ address: String, at range: SourceRange) -> ImageContent.Source? {
    if let known = pictures[address] { return known }
    guard !address.contains("://") else {
      diagnostics.error(
        "content.picture", "a picture on the network is not fetched", at: range,
        hint: "put a copy beside the report")
      return nil
    }
    let ending = address.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard ["png", "jpg", "jpeg", "svg"].contains(ending) else {
      diagnostics.error(
        "content.picture", "'\(address)' is no picture that can be printed", at: range,
        hint: "use PNG, JPEG or SVG")
      return nil
    }
    let reader = reader
    var found = Diagnostics()
    let picture = attempt { (_) throws(Diagnostic) -> ImageContent.Source in
      let file = try reader.read(address, from: range.file, at: range)
      if ending == "svg" { return .drawing(try SVGImage.read(file, into: &found)) }
      return .raster(try RasterImage.read(file))
    }
    diagnostics.add(contentsOf: found.all)
    pictures[address] = picture
    return picture
  }
}

/// Rows of a table that was written in Markdown.
struct WrittenBody: TableRowSource {
  let rows: [TableRow]
  var rowCount: Int { rows.count }
  func row(at index: Int) -> TableRow { rows[index] }
}
