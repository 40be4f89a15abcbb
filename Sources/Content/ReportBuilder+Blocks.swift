import Authoring
import DataModel
import Diagnostics
import Graphics

extension ReportBuilder {
  /// Builds a block of the text itself: headings open sections here.
  mutating func flow(_ node: Int, in body: Int) {
    if survey.dropped.contains(node) { return }
    switch document[node].kind {
    case .heading(let level): section(node, level: level, in: body)
    case .division where isTransparent(node):
      for child in document.children(of: node) { flow(child, in: body) }
    default: build(node, in: sectionNode ?? body)
    }
  }

  /// Whether a division only includes a file or has a condition, and is no box of its own.
  func isTransparent(_ node: Int) -> Bool {
    guard let attributes = document.attributes(of: node) else { return true }
    return attributes.classes.isEmpty && attributes.identifier == nil
  }

  private mutating func section(_ node: Int, level: Int, in body: Int) {
    while let open = sections.last, open.level >= level { sections.removeLast() }
    let section = element("section", in: sectionNode ?? body, range: document.range(of: node))
    sections.append((level, section))
    if sections.count == 1 { evidence.sections.append((ledger.count, node)) }
    heading(node, level: level, in: section)
    flushNotes(in: section)
  }

  private mutating func heading(_ node: Int, level: Int, in parent: Int) {
    let attributes = document.attributes(of: node)
    let heading = element(
      "h\(level)", id: survey.identifiers[node], classes: classes(attributes), in: parent,
      range: document.range(of: node))
    warnUnused(attributes, known: [])
    block = BlockState()
    if let number = survey.heading(node)?.number {
      let span = element("span", classes: ["number"], in: heading)
      structural(number, in: span)
      text("\u{2002}", in: heading)
    }
    handlingDisputes(.silence) {
      $0.inline($0.document, childrenOf: node, in: heading, mode: InlineMode(linksNumbers: false))
    }
  }

  /// Builds a block within another.
  mutating func build(_ node: Int, in parent: Int) {
    if survey.dropped.contains(node) { return }
    let range = document.range(of: node)
    switch document[node].kind {
    case .paragraph: paragraph(node, in: parent, range: range)
    case .heading(let level): heading(node, level: level, in: parent)
    case .blockQuote:
      let quote = element("blockquote", in: parent, range: range)
      quoted += 1
      buildChildren(of: node, in: quote)
      quoted -= 1
    case .list(let start, let isTight): list(node, start: start, isTight: isTight, in: parent)
    case .item: break
    case .thematicBreak: _ = element("hr", in: parent, range: range)
    case .codeBlock: codeBlock(node, in: parent, range: range)
    case .division: division(node, in: parent)
    case .data(.chart): chart(node, in: parent)
    case .data(.table): statisticalTable(node, in: parent)
    case .data(.tiles): tiles(node, in: parent)
    case .table: writtenTable(node, in: parent)
    case .caption:
      if !survey.captions.values.contains(node) {
        // It stands between two tables that have captions already.
        diagnostics.warning(
          "content.caption", "this caption belongs to no table", at: range, hint: "move it to its table")
      }
      return
    // Notes are built where they are called.
    case .footnoteDefinition: return
    default: return
    }
    flushNotes(in: parent)
  }

  mutating func buildChildren(of node: Int, in parent: Int) {
    for child in document.children(of: node) { build(child, in: parent) }
  }

  private mutating func paragraph(_ node: Int, in parent: Int, range: SourceRange) {
    guard document[node].firstChild >= 0 else { return }
    if let picture = document.lonePicture(in: node) {
      pictureFigure(picture, in: parent)
      return
    }
    // A lead is a paragraph for style sheets, whatever box it was written in.
    let isLead = tree[parent].classes.contains("lead")
    let paragraph = element("p", classes: isLead ? ["lead"] : [], in: parent, range: range)
    block = BlockState(isCited: quoted > 0)
    inline(document, childrenOf: node, in: paragraph)
  }

  private mutating func list(_ node: Int, start: Int?, isTight: Bool, in parent: Int) {
    var attributes: [String: String] = [:]
    if let start, start != 1 { attributes["start"] = String(start) }
    let list = element(
      start == nil ? "ul" : "ol", classes: isTight ? ["tight"] : [], attributes: attributes, in: parent,
      range: document.range(of: node))
    notes.barriers += 1
    for item in document.children(of: node) {
      let element = element("li", in: list, range: document.range(of: item))
      if isTight { tightItem(item, in: element) } else { buildChildren(of: item, in: element) }
    }
    notes.barriers -= 1
  }

  /// The paragraphs of a tight list are words of their items (CommonMark, section 5.3); beside other blocks they stand in a
  /// box of their own that is no element.
  private mutating func tightItem(_ item: Int, in element: Int) {
    let children = document.children(of: item)
    let isAlone = document[item].firstChild == document[item].lastChild
    for child in children {
      guard document[child].kind == .paragraph, document.lonePicture(in: child) == nil else {
        build(child, in: element)
        continue
      }
      let lines = isAlone ? element : tree.append(ContentNode(.element, name: ""), to: element)
      block = BlockState(isCited: quoted > 0)
      inline(document, childrenOf: child, in: lines)
    }
  }

  private mutating func codeBlock(_ node: Int, in parent: Int, range: SourceRange) {
    let attributes = document.attributes(of: node)
    let pre = element(
      "pre", id: attributes?.identifier?.text, classes: classes(attributes), in: parent, range: range)
    var lines = document.text(of: node).split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      if index > 0 { _ = tree.append(ContentNode(.lineBreak, name: ""), to: pre) }
      text(String(line), in: pre)
    }
  }

  private mutating func division(_ node: Int, in parent: Int) {
    let attributes = document.attributes(of: node)
    warnUnused(attributes, known: ["when", "include", "lang", "dir", "depth", "updated"])
    if attributes?.has(class: "contents") == true {
      if front.hasContents, !survey.headings.isEmpty {
        contents(in: parent, depth: attributes?["depth"].flatMap { depth(from: $0) } ?? 2)
      }
      return
    }
    for (name, kind) in [("list-of-figures", Survey.LabelKind.figure), ("list-of-tables", .table)]
    where attributes?.has(class: name) == true {
      buildChildren(of: node, in: parent)
      list(of: kind, in: parent)
      return
    }
    if survey.isReferencesPlace(attributes) {
      // Its heading, if any, is the author's.
      let list = element(
        "div", classes: ["references"] + classes(attributes).filter { $0 != "references" }, in: parent,
        range: document.range(of: node))
      buildChildren(of: node, in: list)
      referenceList(in: list, withHeading: false)
      return
    }
    if attributes?.has(class: "revisions") == true {
      revisions(node, in: parent)
      return
    }
    guard !isTransparent(node) else {
      buildChildren(of: node, in: parent)
      return
    }
    let box = element(
      "div", id: attributes?.identifier?.text, classes: classes(attributes), attributes: language(attributes),
      in: parent,
      range: document.range(of: node))
    buildChildren(of: node, in: box)
  }

  private mutating func depth(from value: PlacedText) -> Int? {
    if let depth = Int(value.text), (1...5).contains(depth) { return depth }
    diagnostics.error(
      "content.attribute", "depth takes a number of levels from 1 to 5", at: document.range(of: value))
    return nil
  }

  // MARK: Notes

  /// Builds the notes that were called since, after the block that calls them.
  mutating func flushNotes(in parent: Int) {
    guard notes.barriers == 0, !notes.pending.isEmpty else { return }
    let due = notes.pending
    notes.pending = []
    for (note, calls) in due {
      guard let number = notes.numbers[note] else { continue }
      let outer = block
      let built = build(note, number: number, in: parent)
      for call in calls { tree.nodes[call].kind = .footnoteCall(note: built, number: number) }
      block = outer
    }
    flushNotes(in: parent)
  }

  private mutating func build(_ note: NoteState.Note, number: Int, in parent: Int) -> Int {
    let node: Int
    // Notes called within a note follow it.
    notes.barriers += 1
    switch note {
    case .written(let label):
      let definition = survey.footnotes[label]
      node = element(
        "footnote", id: "note-\(number)", in: parent, range: definition.map { document.range(of: $0) })
      notes.nodes[note] = node
      if let definition { buildChildren(of: definition, in: node) }
    case .dispute(let id):
      node = element("footnote", id: "note-\(number)", classes: ["disputed"], in: parent)
      notes.nodes[note] = node
      if let figure = disputes.noted[id] { dispute(figure, in: element("p", in: node)) }
    }
    notes.barriers -= 1
    return node
  }

  mutating func checkFootnotes() {
    for label in survey.footnoteLabels where notes.numbers[.written(label)] == nil {
      guard let node = survey.footnotes[label] else { continue }
      diagnostics.warning(
        "content.unused-footnote", "the footnote [^\(label)] is never called", at: document.range(of: node),
        hint: "write [^\(label)] where it belongs, or take it out")
    }
  }

  // MARK: Attributes

  func classes(_ attributes: Attributes?) -> [String] { attributes?.classes.map(\.text) ?? [] }

  func language(_ attributes: Attributes?) -> [String: String] {
    var values: [String: String] = [:]
    for name in ["lang", "dir"] { if let value = attributes?[name] { values[name] = value.text } }
    return values
  }

  /// Warns of attributes that do nothing.
  mutating func warnUnused(_ attributes: Attributes?, known: [String], in source: Document? = nil) {
    for pair in attributes?.pairs ?? [] where !known.contains(pair.key.text) {
      diagnostics.warning(
        "content.attribute", "the attribute '\(pair.key.text)' does nothing here",
        at: (source ?? document).range(of: pair.key),
        hint: didYouMean(pair.key.text, in: known))
    }
  }
}
