import Authoring
import DataModel
import Diagnostics
import Graphics

/// Builds the content of a report from its document, from the beginning to the end.
struct ReportBuilder {
  let document: Document
  let store: FigureStore
  let ledger: Ledger
  let reader: any InputReading
  let defaultDate: CalendarDate

  var diagnostics = Diagnostics()
  var tree = ContentTree()
  let front: FrontMatter
  let survey: Survey
  let words: LanguageWords
  let punctuation: SmartPunctuation
  var typedNumbers: TypedNumbers
  var charts: [ResolvedReport.Chart] = []
  /// The sources of each table over data, with its id.
  var tableSources: [(name: String, sources: [String])] = []
  /// What the running text prints.
  var printedNumbers = PrintedNumbers()
  let percentWords: PercentWords?

  /// The block that words are being added to.
  var block = BlockState()
  /// The attributes of the cells of Markdown tables, by column.
  var cellAttributes: [[String: String]] = []
  /// How many quotations are open.
  var quoted = 0
  /// The open sections, outermost first.
  var sections: [(level: Int, node: Int)] = []
  var notes = NoteState()
  var references = ReferenceState()
  var evidence = EvidenceState()
  let evidenceWords: EvidenceWords
  let hasAnnex: Bool
  var disputes = DisputeState()
  var pendingLinks: [PendingNumberLink] = []
  var pictures: [String: ImageContent.Source] = [:]
  /// Numbers that nothing stands behind.
  var strayNumbers: [ResolvedReport.StrayNumber] = []

  /// What has been added to a block so far, as far as what follows depends on it.
  struct BlockState {
    /// The words just before.
    var last = ""
    var quotation = TypedNumbers.Quotation()
    /// Whether the numbers in it are someone else's.
    var isCited = false
    /// The number just before, if the running text printed one.
    var number: (printed: PrintedNumber, range: SourceRange)?
  }

  /// How inline parts are to be built.
  struct InlineMode {
    /// Whether links, notes and citations are left out, as in the contents.
    var isPlain = false
    /// Whether typed numbers have been dealt with, as in a literal.
    var takesNumbers = true
    /// Whether a claim stands behind the words, so that numbers among them are no strays.
    var isClaimed = false
    /// Whether figures may be links to their sources; not in headings and links.
    var linksNumbers = true
  }

  struct NoteState {
    enum Note: Hashable {
      /// One that the author wrote, by its label.
      case written(String)
      /// One that says what other sources give for a figure, by the figure's id.
      case dispute(String)
    }
    /// The numbers given.
    var numbers: [Note: Int] = [:]
    /// Notes called whose text is still to come, with the calls that wait for its node.
    var pending: [(note: Note, calls: [Int])] = []
    /// The nodes of notes.
    var nodes: [Note: Int] = [:]
    /// How many lists, figures and other blocks are open that cannot hold a note.
    var barriers = 0
  }

  init(
    document: Document, store: FigureStore, ledger: Ledger, reader: any InputReading, date: CalendarDate, annex: Bool
  ) {
    self.document = document
    self.store = store
    self.ledger = ledger
    self.reader = reader
    defaultDate = date
    front = FrontMatter(document.frontMatter, locale: store.locale, into: &diagnostics)
    words = LanguageWords.of(document.language)
    evidenceWords = EvidenceWords.of(document.language)
    hasAnnex = annex || front.hasAnnex
    percentWords = PercentWords(language: store.locale.baseLanguage)
    survey = Survey(
      document, store: store, ledger: ledger, numbersSections: front.numbersSections,
      referencesTitle: words.references, annexTitle: hasAnnex ? evidenceWords.title : nil,
      into: &diagnostics)
    punctuation = SmartPunctuation(language: document.language)
    typedNumbers = TypedNumbers(literals: front.literals, locale: store.locale)
  }

  mutating func build() -> ResolvedReport {
    // Numbers and citations part the words around them; growing would move all nodes.
    tree.nodes.reserveCapacity(document.nodes.count + document.nodes.count / 4 + 1024)
    let body = tree.append(ContentNode(.element, name: "body"), to: nil)
    let title = handlingDisputes(.silence) { $0.titleBlock(in: body) }
    var contentsAreDue = front.hasContents && !survey.hasContentsPlace && !survey.headings.isEmpty
    for child in document.children(of: Document.root) {
      if contentsAreDue, startsSection(child) {
        contents(in: body, depth: 2)
        contentsAreDue = false
      }
      flow(child, in: body)
    }
    flushNotes(in: sectionNode ?? body)
    if survey.referencesPlace == nil { referenceList(in: sectionNode ?? body, withHeading: true) }
    if hasAnnex { evidenceAnnex() }
    resolveNumberLinks()
    checkFootnotes()
    checkReferences()
    checkSources()
    checkSourceAges()
    checkTurnedClaims()
    for finding in printedNumbers.findings() { diagnostics.add(finding.diagnostic) }
    reportRemainingStrays()
    tree.close()
    return ResolvedReport(
      content: tree,
      metadata: DocumentMetadata(
        title: title, authors: front.authors, subject: front.description, keywords: front.keywords,
        language: document.language, date: front.calendarDate ?? defaultDate),
      headings: survey.headings.map { heading in
        ResolvedReport.Heading(
          text: heading.title ?? document.plainText(of: heading.node), level: heading.level,
          identifier: heading.identifier,
          number: heading.number)
      },
      charts: charts, dataFiles: dataFiles(), strayNumbers: strayNumbers, sourceAges: sourceAges)
  }

  /// More typed numbers than this are counted and not listed.
  static let untrackedLimit = 20

  /// Warns once of the stray numbers beyond the limit, at the first of them.
  private mutating func reportRemainingStrays() {
    guard strayNumbers.count > Self.untrackedLimit else { return }
    let count = strayNumbers.count - Self.untrackedLimit
    diagnostics.warning(
      "content.untracked-number",
      count == 1 ? "1 more number comes from nowhere" : "\(count) more numbers come from nowhere",
      at: strayNumbers[Self.untrackedLimit].range,
      hint: "'bulletin check --numbers' lists all that were typed, with their places")
  }

  private func startsSection(_ node: Int) -> Bool {
    if survey.dropped.contains(node) { return false }
    if survey.heading(node) != nil { return true }
    guard document[node].kind == .division else { return false }
    return document.children(of: node).contains { startsSection($0) }
  }

  var sectionNode: Int? { sections.last?.node }

  /// The header with title, subtitle, authors and date; returns the title's words.
  private mutating func titleBlock(in body: Int) -> String {
    guard let title = front.title else {
      diagnostics.error(
        "content.no-title", "the report has no title",
        at: document.frontMatter?.range ?? .file(document.sourceName),
        hint: "write title: … in the front matter, between lines of --- at the beginning")
      return document.sourceName
    }
    let header = element("header", classes: ["title-block"], in: body)
    notes.barriers += 1
    let heading = element("h1", in: header, range: title.range)
    fragment(title, in: heading, mode: InlineMode(linksNumbers: false))
    if let subtitle = front.subtitle {
      fragment(
        subtitle, in: element("p", classes: ["subtitle"], in: header, range: subtitle.range),
        mode: InlineMode(linksNumbers: false))
    }
    if !front.authors.isEmpty {
      let line = element("p", classes: ["authors"], in: header)
      text(punctuation.apply(to: front.authors.joined(separator: ", ")), in: line)
    }
    if let date = front.date, let printed = store.locale.date(date) {
      let line = element("p", classes: ["date"], in: header)
      text(printed, in: line, entry: LedgerEntry(kind: .date, text: printed, value: date))
    }
    notes.barriers -= 1
    flushNotes(in: body)
    return plainText(heading)
  }

  /// Data files in the order in which their numbers were printed.
  private func dataFiles() -> [String] {
    var seen: Set<String> = []
    var files: [String] = []
    func add(_ origin: CellOrigin?) {
      if let file = origin?.file, seen.insert(file).inserted { files.append(file) }
    }
    for entry in ledger.entries {
      add(entry.origin)
      for input in entry.inputs { add(input.origin) }
    }
    return files
  }

  // MARK: Nodes

  mutating func element(
    _ name: String, id: String? = nil, classes: [String] = [], attributes: [String: String] = [:],
    in parent: Int,
    range: SourceRange? = nil
  ) -> Int {
    tree.append(
      ContentNode(
        .element, name: name, identifier: id, classes: classes, attributes: attributes, range: range),
      to: parent)
  }

  /// Adds words; with an entry for the ledger if they are a number.
  mutating func text(_ text: String, in parent: Int, range: SourceRange? = nil, entry: LedgerEntry? = nil) {
    guard !text.isEmpty else { return }
    var mark: NumberMark?
    if var entry {
      if let range { entry.locate(at: range) }
      mark = NumberMark(rawValue: ledger.record(entry).rawValue)
    }
    block.last = text
    block.number = nil
    _ = tree.append(ContentNode(.text(text, mark: mark), name: "", range: range), to: parent)
  }

  /// Adds a number of the report's own counting, such as that of a figure.
  mutating func structural(_ text: String, in parent: Int) {
    self.text(text, in: parent, entry: LedgerEntry(kind: .structural, text: text))
  }

  /// The words of a node that has been built.
  func plainText(_ node: Int) -> String { tree.plainText(of: node) }

  /// What the store makes of something, or nil after its diagnostic has been added.
  mutating func attempt<Value>(_ body: (FigureStore) throws(Diagnostic) -> Value) -> Value? {
    do { return try body(store) } catch {
      diagnostics.add(error)
      return nil
    }
  }
}

extension Document {
  var sourceName: String { sources.first?.name ?? "report.md" }
}
