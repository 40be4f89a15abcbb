import Authoring
import DataModel
import Diagnostics
import Graphics

/// Which sources have a number in the list of references.
///
/// Sources are numbered in the order in which they are first cited, as ISO 690's numeric system has it: a number in
/// brackets leads to the list. Sources that figures come from but no sentence cites follow in the order of first use.
struct ReferenceState {
  var numbers: [String: Int] = [:]
  var order: [String] = []
  /// How many were in the list when it was built; nil before that.
  var printed: Int?

  mutating func number(of source: String) -> Int {
    if let number = numbers[source] { return number }
    order.append(source)
    numbers[source] = order.count
    return order.count
  }
}

extension ReportBuilder {
  // MARK: Cross-references and citations

  mutating func citation(_ source: Document, _ node: Int, isBracketed: Bool, in parent: Int) {
    let items = source.citation(of: node)
    // A list of nothing but parts of the report needs no brackets.
    let hasBrackets =
      isBracketed && items.contains { !$0.isCrossReference && survey.labels[$0.key.text] == nil }
    if hasBrackets {
      bindToNext(in: parent)
      text("[", in: parent)
    }
    for (index, item) in items.enumerated() {
      if index > 0 { text(hasBrackets ? "; " : ", ", in: parent) }
      let range = source.range(of: item.key)
      if let label = survey.labels[item.key.text], item.isCrossReference || store.source(item.key.text) == nil {
        crossReference(item.key.text, label, in: parent, range: range)
      } else if item.isCrossReference {
        diagnostics.add(unknownLabel(item.key.text, at: range))
        text(item.key.text, in: parent)
      } else {
        sourceCitation(item.key.text, isBracketed: isBracketed, at: range, in: parent)
      }
      if !item.suffix.isEmpty {
        text(", ", in: parent)
        citedText(item.suffix, in: parent)
      }
    }
    if hasBrackets { text("]", in: parent) }
  }

  /// Makes the space that the words so far end with one that no line ends at: a citation does not begin a line.
  private mutating func bindToNext(in parent: Int) {
    guard let last = tree.nodes[parent].lastChild, case .text(let words, let mark) = tree.nodes[last].kind,
      words.hasSuffix(" ")
    else { return }
    tree.nodes[last].kind = .text(words.dropLast() + "\u{A0}", mark: mark)
  }

  func unknownLabel(_ id: String, at range: SourceRange) -> Diagnostic {
    let kind =
      id.hasPrefix("fig-")
      ? "figure" : id.hasPrefix("tbl-") ? "table" : id.hasPrefix("sec-") ? "section" : "part of the report"
    return .error(
      "content.unknown-reference", "there is no \(kind) '\(id)'", at: range,
      hint: didYouMean(id, in: survey.labels.keys) ?? "give the part that is meant the id: {#\(id)}")
  }

  private mutating func crossReference(
    _ id: String, _ label: Survey.Label, in parent: Int, range: SourceRange
  ) {
    let link = element("a", classes: ["reference"], attributes: ["href": "#\(id)"], in: parent, range: range)
    let word: String
    switch label.kind {
    case .figure: word = words.figureReference
    case .table: word = words.tableReference
    case .section, .other: word = words.sectionReference
    }
    if let number = label.number {
      structural("\(word)\u{A0}\(number)", in: link)
    } else {
      // A section without a number is named by its heading.
      let state = block
      text(punctuation.apply(to: "\"\(document.plainText(of: label.node).trimmed)\""), in: link)
      block = state
    }
  }

  private mutating func sourceCitation(
    _ key: String, isBracketed: Bool, at range: SourceRange, in parent: Int
  ) {
    guard let cited = store.source(key) else {
      let near = didYouMean(key, in: store.sources.map(\.id) + survey.labels.keys.sorted())
      if let missing = store.missing, near == nil {
        diagnostics.add(missing)
      } else {
        diagnostics.error(
          "content.unknown-source", "there is no source '\(key)'", at: range,
          hint: near ?? "declare it under 'sources:' in data.yaml; a plain sign is written \\@")
      }
      text("@\(key)", in: parent)
      return
    }
    if isBracketed {
      referenceLink(cited, in: parent, range: range)
    } else {
      namedCitation(cited, in: parent, range: range)
    }
  }

  /// The name of a source with its number: `CNNIC [2]`.
  mutating func namedCitation(_ source: Source, in parent: Int, range: SourceRange? = nil) {
    text(source.shortName, in: parent)
    text("\u{A0}[", in: parent)
    referenceLink(source, in: parent, range: range)
    text("]", in: parent)
  }

  /// The number of a source, as a link to the list.
  mutating func referenceLink(_ source: Source, in parent: Int, range: SourceRange? = nil) {
    let number = references.number(of: source.id)
    let link = element(
      "a", classes: ["citation"], attributes: ["href": "#ref-\(source.id)", "title": source.shortName],
      in: parent, range: range)
    structural(store.locale.format(Decimal(number), decimals: 0, grouping: false), in: link)
  }

  /// A line that names the sources of a figure or table: `Source: CNNIC [2]; ITU [5, 7]`.
  mutating func sourceLine(_ ids: [String], in parent: Int) {
    let sources = ids.compactMap { store.source($0) }
    guard !sources.isEmpty else { return }
    let line = element("p", classes: ["source"], in: parent)
    text("\(sources.count == 1 ? words.source : words.sources)\(words.colon) ", in: line)
    sourceNames(ids, in: line)
  }

  /// Sources by name, each name once: `CNNIC [2]; ITU [5, 7]`.
  mutating func sourceNames(_ ids: [String], in parent: Int) {
    let sources = ids.compactMap { store.source($0) }
    var names: [String] = []
    for source in sources where !names.contains(source.shortName) { names.append(source.shortName) }
    for (index, name) in names.enumerated() {
      if index > 0 { text("; ", in: parent) }
      text("\(name)\u{A0}[", in: parent)
      for (place, source) in sources.filter({ $0.shortName == name }).enumerated() {
        if place > 0 { text(",\u{A0}", in: parent) }
        referenceLink(source, in: parent)
      }
      text("]", in: parent)
    }
  }

  // MARK: The list

  /// The list of all sources that the report cites or takes figures from.
  mutating func referenceList(in parent: Int, withHeading: Bool) {
    for entry in ledger.entries {
      for id in entry.sources where store.source(id) != nil { _ = references.number(of: id) }
    }
    if front.linksNumbers {
      // The rows of a long table enter the ledger only when they are laid out, and lead here then.
      for id in tableSources.flatMap(\.sources) where store.source(id) != nil { _ = references.number(of: id) }
    }
    references.printed = references.order.count
    guard !references.order.isEmpty else { return }
    var list = parent
    if withHeading {
      let section = element("section", classes: ["references"], in: ContentTree.root)
      sections = [(2, section)]
      let heading = element("h2", id: survey.referencesIdentifier, in: section)
      block = BlockState()
      text(words.references, in: heading)
      list = element("div", classes: ["references"], in: section)
    }
    for (index, id) in references.order.enumerated() {
      guard let source = store.source(id) else { continue }
      reference(source, number: index + 1, in: list)
    }
  }

  /// An entry of the list, in the manner of ISO 690: who, what, in what, where in it, when; its address and licence.
  private mutating func reference(_ source: Source, number: Int, in list: Int) {
    let item = element("reference", id: "ref-\(source.id)", in: list, range: source.range)
    structural("\(store.locale.format(Decimal(number), decimals: 0, grouping: false)).", in: item)
    text("\u{2002}", in: item)
    let form = ReferenceWords.of(document.language)
    block = BlockState()
    var isFirst = true
    func separate(_ builder: inout ReportBuilder) {
      if !isFirst { builder.text(form.separator, in: item) }
      isFirst = false
    }
    let authors = source.authors.joined(separator: ", ")
    if let name = authors.isEmpty ? source.publisher : authors {
      separate(&self)
      citedText(name, in: item)
    }
    if let title = source.title {
      separate(&self)
      if source.container == nil {
        workTitle(title, form, in: item)
      } else {
        citedText(punctuation.apply(to: "\"\(title)\""), in: item)
      }
    }
    if let container = source.container {
      separate(&self)
      workTitle(container, form, in: item)
    }
    for part in form.place(volume: source.volume, issue: source.issue, pages: source.pages) {
      separate(&self)
      citedText(part, in: item)
    }
    // Who publishes a journal says nothing; who publishes a book or report does.
    if !source.authors.isEmpty, let publisher = source.publisher, source.volume == nil, source.issue == nil {
      separate(&self)
      citedText(publisher, in: item)
    }
    if let date = source.date {
      separate(&self)
      dateText(date, in: item)
    }
    endSentence(form, in: item)
    address(source, form, in: item)
    for remark in [source.licence, source.credit] {
      guard let remark else { continue }
      text(" ", in: item)
      citedText(punctuation.apply(to: remark.capitalizedFirst), in: item)
      endSentence(form, in: item)
    }
  }

  /// The title of a work that stands for itself: in italics, or between the marks of a script that has none.
  private mutating func workTitle(_ title: String, _ form: ReferenceWords, in item: Int) {
    let words = punctuation.apply(to: title)
    if let marks = form.titleMarks, title.unicodeScalars.contains(where: { ("\u{3040}"..."\u{9FFF}").contains($0) }) {
      citedText(marks.open + words + marks.close, in: item)
    } else {
      citedText(words, in: element("em", in: item))
    }
  }

  /// Ends what has been said of a source, unless its last word ends in a point already, such as an abbreviation.
  private mutating func endSentence(_ form: ReferenceWords, in item: Int) {
    guard !block.last.isEmpty, block.last != "\u{2002}", !block.last.hasSuffix("."), !block.last.hasSuffix(form.end)
    else {
      return
    }
    text(form.end, in: item)
  }

  /// The identifier of a source, or else its address with the day on which it was looked at.
  private mutating func address(_ source: Source, _ form: ReferenceWords, in item: Int) {
    guard let target = source.doi.map({ "https://doi.org/\($0)" }) ?? source.url else { return }
    text(" ", in: item)
    let link = element("a", classes: ["url"], attributes: ["href": target], in: item)
    text(source.doi.map { "doi:\($0)" } ?? Self.shortAddress(target), in: link)
    if source.doi == nil, let accessed = source.accessed {
      text(" (\(words.accessed) ", in: item)
      dateText(accessed, in: item)
      text(")", in: item)
    }
    text(form.end, in: item)
  }

  mutating func dateText(_ date: String, in parent: Int) {
    let printed = store.locale.date(date) ?? date
    text(printed, in: parent, entry: LedgerEntry(kind: .date, text: printed, value: date))
  }

  /// Words of someone else, whose numbers are theirs.
  mutating func citedText(_ words: String, in parent: Int) {
    let bytes = Array(words.utf8)
    var quotation = TypedNumbers.Quotation()
    var at = 0
    for number in typedNumbers.find(in: bytes[...], quotation: &quotation, isCited: true, scope: .digits) {
      text(String(decoding: bytes[at..<number.range.lowerBound], as: UTF8.self), in: parent)
      let digits = String(decoding: bytes[number.range], as: UTF8.self)
      text(
        digits, in: parent,
        entry: LedgerEntry(kind: number.kind == .date ? .date : .cited, text: digits, value: digits))
      at = number.range.upperBound
    }
    text(String(decoding: bytes[at...], as: UTF8.self), in: parent)
  }

  /// An address without what every address has.
  private static func shortAddress(_ url: String) -> String {
    var rest = Substring(url)
    for prefix in ["https://", "http://", "www."] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    return String(rest)
  }

  /// Warns where the list was built before all sources were known.
  mutating func checkReferences() {
    guard let place = survey.referencesPlace, let printed = references.printed,
      printed < references.order.count
    else {
      return
    }
    let missing = references.order[printed...].map { "'\($0)'" }.joined(separator: ", ")
    diagnostics.warning(
      "content.references", "sources that are used after the list of references are not in it: \(missing)",
      at: document.range(of: place), hint: "move ::: {#references} to the end")
  }
}

extension Source {
  /// What a sentence calls it: its authors or its publisher.
  var shortName: String {
    if let publisher, authors.isEmpty { return publisher }
    switch authors.count {
    case 0: return title ?? id
    case 1: return authors[0]
    case 2: return "\(authors[0]) & \(authors[1])"
    default: return "\(authors[0]) et al."
    }
  }
}
