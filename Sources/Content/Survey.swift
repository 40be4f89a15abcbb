import Authoring
import DataModel
import Diagnostics

/// What has to be known of the whole report before its first page is made: which blocks are kept, what is numbered how,
/// and what can be referred to.
struct Survey {
  enum LabelKind: Hashable { case figure, table, section, other }
  struct Label {
    var kind: LabelKind
    /// The number as printed; nil for what has none.
    var number: String?
    var node: Int
    var range: SourceRange
  }
  struct Heading {
    var node: Int
    var level: Int
    var identifier: String
    var number: String?
    /// The words of a heading that no author wrote.
    var title: String?
  }

  /// By id.
  private(set) var labels: [String: Label] = [:]
  /// Headings that are part of the outline, in order.
  private(set) var headings: [Heading] = []
  private var headingPlaces: [Int: Int] = [:]
  /// Ids of figures, tables and headings, those that were made up among them, by node.
  private(set) var identifiers: [Int: String] = [:]
  /// Figures and tables that are numbered, in order.
  private(set) var captioned: [(kind: LabelKind, node: Int)] = []
  /// The numbers of figures and tables, by node.
  private(set) var numbers: [Int: String] = [:]
  /// Blocks whose condition does not hold.
  private(set) var dropped: Set<Int> = []
  /// The caption of each table that is written in Markdown.
  private(set) var captions: [Int: Int] = [:]
  private(set) var footnotes: [String: Int] = [:]
  /// All labels of footnotes, in order of definition.
  private(set) var footnoteLabels: [String] = []
  private(set) var hasContentsPlace = false
  private(set) var referencesPlace: Int?
  /// The id of the list of references that is added at the end.
  let referencesIdentifier: String
  /// The id of the evidence annex.
  let annexIdentifier: String
  private var citesSources = false

  private let document: Document
  private let store: FigureStore
  private let ledger: Ledger
  private let numbersSections: Bool
  private var figureCount = 0
  private var tableCount = 0
  private var sectionCounts = Array(repeating: 0, count: 7)
  /// Headings without an id of their own, named last so that they do not take an author's id.
  private var unnamed: [(heading: Int, node: Int)] = []

  /// - Parameters:
  ///   - referencesTitle: The heading of the list of references that is added at the end.
  ///   - annexTitle: The heading of the evidence annex; nil for a report without one.
  init(
    _ document: Document, store: FigureStore, ledger: Ledger, numbersSections: Bool, referencesTitle: String,
    annexTitle: String? = nil,
    into diagnostics: inout Diagnostics
  ) {
    self.document = document
    self.store = store
    self.ledger = ledger
    self.numbersSections = numbersSections
    let taken = Set(document.nodes.indices.compactMap { document.attributes(of: $0)?.identifier?.text })
    referencesIdentifier = taken.contains("references") ? "list-of-references" : "references"
    annexIdentifier = taken.contains("evidence") ? "annex-of-evidence" : "evidence"
    for child in document.children(of: Document.root) { visit(child, isLocal: false, into: &diagnostics) }
    for (heading, node) in unnamed { nameHeading(heading, node: node) }
    if citesSources, referencesPlace == nil {
      headings.append(
        Heading(node: -1, level: 2, identifier: referencesIdentifier, number: nil, title: referencesTitle))
    }
    if let annexTitle {
      headings.append(Heading(node: -1, level: 2, identifier: annexIdentifier, number: nil, title: annexTitle))
    }
  }

  /// - Parameter isLocal: Whether the node stands in a quote, a list or a note, whose headings are no sections.
  private mutating func visit(_ node: Int, isLocal: Bool, into diagnostics: inout Diagnostics) {
    let attributes = document.attributes(of: node)
    switch document[node].kind {
    case .division:
      if let condition = attributes?["when"] {
        let range = document.range(of: condition)
        let holds = diagnostics.collect { () throws(Diagnostic) in
          try store.condition(condition.text, at: range, into: ledger)
        }
        if holds == false {
          dropped.insert(node)
          return
        }
      }
      if attributes?.has(class: "contents") == true { hasContentsPlace = true }
      if isReferencesPlace(attributes) { referencesPlace = node }
      label(attributes?.identifier, .other, node: node, into: &diagnostics)
      for child in document.children(of: node) { visit(child, isLocal: isLocal, into: &diagnostics) }
      return
    case .heading(let level): heading(node, level: level, attributes, isLocal: isLocal, into: &diagnostics)
    case .data(.chart): figure(node, attributes, into: &diagnostics)
    case .data(.table): table(node, attributes, into: &diagnostics)
    case .table:
      pairCaption(of: node)
      if let caption = captions[node] { table(node, document.attributes(of: caption), into: &diagnostics) }
    case .paragraph:
      if let image = document.lonePicture(in: node) {
        let attributes = document.attributes(of: image)
        if attributes?.identifier != nil || document.target(of: image)?.title.isEmpty == false {
          figure(image, attributes, into: &diagnostics)
        }
        return
      }
    case .footnoteDefinition:
      let name = document.text(of: node)
      if footnotes[name] != nil {
        diagnostics.error(
          "content.duplicate-footnote", "the footnote [^\(name)] is there twice",
          at: document.range(of: node),
          hint: "give one of them another name")
      } else {
        footnotes[name] = node
        footnoteLabels.append(name)
      }
    case .citation:
      if document.citation(of: node).contains(where: { store.source($0.key.text) != nil }) {
        citesSources = true
      }
    case .span, .link, .image, .code, .data(.tiles):
      label(attributes?.identifier, .other, node: node, into: &diagnostics)
    default: break
    }
    let inner = isLocal || document[node].kind != .document
    for child in document.children(of: node) { visit(child, isLocal: inner, into: &diagnostics) }
  }

  /// A heading that is part of the outline, by its node.
  func heading(_ node: Int) -> Heading? { headingPlaces[node].map { headings[$0] } }

  func isReferencesPlace(_ attributes: Attributes?) -> Bool {
    attributes?.identifier?.text == "references" || attributes?.has(class: "references") == true
  }

  // MARK: Ids

  private mutating func label(
    _ identifier: PlacedText?, _ kind: LabelKind, number: String? = nil, node: Int,
    into diagnostics: inout Diagnostics
  ) {
    guard let identifier else { return }
    let range = document.range(of: identifier)
    if let first = labels[identifier.text] {
      let place =
        first.range.file == range.file
        ? "line \(first.range.line)" : "\(first.range.file):\(first.range.line)"
      diagnostics.error(
        "content.duplicate-id", "the id '\(identifier.text)' is there twice", at: range,
        hint: "the first is in \(place); ids name one thing each")
      return
    }
    identifiers[node] = identifier.text
    labels[identifier.text] = Label(kind: kind, number: number, node: node, range: range)
  }

  private mutating func figure(_ node: Int, _ attributes: Attributes?, into diagnostics: inout Diagnostics) {
    figureCount += 1
    number(node, attributes?.identifier, .figure, count: figureCount, prefix: "fig-", into: &diagnostics)
  }

  private mutating func table(_ node: Int, _ attributes: Attributes?, into diagnostics: inout Diagnostics) {
    tableCount += 1
    number(node, attributes?.identifier, .table, count: tableCount, prefix: "tbl-", into: &diagnostics)
  }

  private mutating func number(
    _ node: Int, _ identifier: PlacedText?, _ kind: LabelKind, count: Int, prefix: String,
    into diagnostics: inout Diagnostics
  ) {
    let text = store.locale.format(Decimal(count), decimals: 0, grouping: false)
    numbers[node] = text
    captioned.append((kind, node))
    if let identifier, !identifier.text.hasPrefix(prefix) {
      diagnostics.error(
        "content.id-prefix", "the id of a \(kind == .figure ? "figure" : "table") begins with \(prefix)",
        at: document.range(of: identifier), hint: "write #\(prefix)\(identifier.text)")
    }
    label(identifier, kind, number: text, node: node, into: &diagnostics)
    if identifiers[node] == nil, identifier == nil { identifiers[node] = "\(prefix)\(count)" }
  }

  // MARK: Sections

  private mutating func heading(
    _ node: Int, level: Int, _ attributes: Attributes?, isLocal: Bool, into diagnostics: inout Diagnostics
  ) {
    if isLocal {
      label(attributes?.identifier, .other, node: node, into: &diagnostics)
      return
    }
    var number: String?
    if numbersSections, attributes?.has(class: "unnumbered") != true {
      sectionCounts[level] += 1
      for deeper in (level + 1)..<7 where deeper < 7 { sectionCounts[deeper] = 0 }
      number = sectionCounts[2...level].map { store.locale.format(Decimal($0), decimals: 0, grouping: false) }
        .joined(separator: ".")
    }
    label(attributes?.identifier, .section, number: number, node: node, into: &diagnostics)
    headingPlaces[node] = headings.count
    headings.append(Heading(node: node, level: level, identifier: identifiers[node] ?? "", number: number))
    if identifiers[node] == nil { unnamed.append((headings.count - 1, node)) }
  }

  /// An id from the words of a heading: letters and digits, the rest as hyphens.
  private mutating func nameHeading(_ heading: Int, node: Int) {
    var name = "sec-"
    for scalar in document.plainText(of: node).lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        name.unicodeScalars.append(scalar)
      } else if !name.hasSuffix("-") {
        name += "-"
      }
    }
    while name.hasSuffix("-"), name.count > 4 { name.removeLast() }
    if name == "sec-" { name = "sec-\(heading + 1)" }
    var unique = name
    var count = 1
    while labels[unique] != nil {
      count += 1
      unique = "\(name)-\(count)"
    }
    identifiers[node] = unique
    headings[heading].identifier = unique
    labels[unique] = Label(
      kind: .section, number: headings[heading].number, node: node, range: document.range(of: node))
  }

  // MARK: Captions

  /// The caption of a table stands right after it or else right before it.
  private mutating func pairCaption(of table: Int) {
    let next = Int(document[table].nextSibling)
    if next >= 0, document[next].kind == .caption {
      captions[table] = next
      return
    }
    var previous: Int?
    for sibling in document.children(of: Int(document[table].parent)) {
      if sibling == table { break }
      previous = sibling
    }
    if let previous, document[previous].kind == .caption, !captions.values.contains(previous) {
      captions[table] = previous
    }
  }
}

extension Document {
  /// The picture that a paragraph consists of.
  func lonePicture(in paragraph: Int) -> Int? {
    let first = Int(self[paragraph].firstChild)
    guard first >= 0, self[first].kind == .image, self[first].nextSibling < 0 else { return nil }
    return first
  }

  /// The words of a node and of what stands in it; the expressions of figures are left out.
  func plainText(of node: Int) -> String {
    switch self[node].kind {
    case .text, .code: return text(of: node)
    case .lineBreak: return " "
    case .figure, .citation, .footnoteReference: return ""
    default:
      var text = ""
      for child in children(of: node) { text += plainText(of: child) }
      return text
    }
  }
}
