import Diagnostics
import Styling

/// What style sheets add to a document: pseudo-elements, markers, running strings and the values of counters, computed in
/// one walk in document order.
///
/// Pseudo-elements become nodes as if the author had written them. They stand behind all others in the tree's array and
/// only their links put them in their places, so that no index changes.
struct GeneratedContent {
  private(set) var content: ContentTree
  private(set) var contexts: [StyleContext]
  private(set) var markers: [Int: GeneratedMarker] = [:]
  /// By the node of the call.
  private(set) var noteCalls: [Int: GeneratedMarker] = [:]
  private(set) var strings: [Int: [RunningStringValue]] = [:]
  private(set) var pageCounts: [Int: Int] = [:]
  private(set) var diagnostics = Diagnostics()

  /// Nodes from here on are generated.
  private let authored: Int
  private let notes: ElementNotes
  private let styles: CounterStyles
  private let language: String
  private var scopes = CounterScopes()
  private var noteNumbers: [Int: Int] = [:]
  private var quoteDepth = 0
  /// The parts of an element whose text is being found.
  private var openParts: Set<ElementTextPart> = []
  /// What is known of the elements that targets name; nil in the first walk.
  private let targets: Targets?
  /// What this walk finds out of them, if it is asked to.
  private var found: Targets?
  /// Whether a target was asked for that was not known.
  private var missesTargets = false

  /// What target functions take from elements, by their ids.
  private struct Targets {
    var counters: [String: [String: [Int]]] = [:]
    var before: [String: String] = [:]
    var after: [String: String] = [:]
    var nodes: [String: Int] = [:]
  }

  /// - Parameter contexts: The style of each node of `content`.
  init(
    _ content: ContentTree, contexts: [StyleContext], notes: ElementNotes, styles: CounterStyles, language: String
  ) {
    self.init(content, contexts, notes, styles, language, targets: nil, recording: false)
    guard !content.nodes.isEmpty else { return }
    walk()
    guard missesTargets else { return }
    // Links lead forward, too: a walk finds what the targets hold, the next prints it.
    var recorder = GeneratedContent(content, contexts, notes, styles, language, targets: Targets(), recording: true)
    recorder.walk()
    self.init(content, contexts, notes, styles, language, targets: recorder.found, recording: false)
    walk()
  }

  private init(
    _ content: ContentTree, _ contexts: [StyleContext], _ notes: ElementNotes, _ styles: CounterStyles,
    _ language: String, targets: Targets?, recording: Bool
  ) {
    self.content = content
    self.contexts = contexts
    authored = content.nodes.count
    self.notes = notes
    self.styles = styles
    self.language = language
    self.targets = targets
    guard recording else { return }
    var found = Targets()
    for (index, node) in content.nodes.enumerated() {
      if let name = node.identifier, found.nodes[name] == nil { found.nodes[name] = index }
    }
    self.found = found
  }

  private mutating func walk() {
    if notes.countsAnew { scopes.reset("footnote", to: 0, in: -1) }
    visit(ContentTree.root, parent: -1, language: language)
  }

  private func values(_ node: Int) -> StyleValues { contexts[node].style.values }

  // MARK: Walking

  private mutating func visit(_ node: Int, parent: Int, language: String) {
    guard node < authored else { return }
    switch content.nodes[node].kind {
    case .text, .lineBreak, .pageReference, .leader: return
    case .footnoteCall(let note, let number): return call(node, note, number: number, parent: parent, language)
    case .element where content.nodes[node].isAnonymousBox:
      // What is in it counts as a child of the element around it.
      return visitChildren(of: node, parent: parent, language)
    case .element, .chart, .table, .image: break
    }
    let style = contexts[node].style
    if style.values.display == .none { return }
    if notes.nodes.contains(node) { addCall(of: node, in: parent, language) }
    let language = content.nodes[node].attributes["lang"] ?? language
    count(node, style, parent: parent)
    if let name = content.nodes[node].identifier, found != nil { found?.counters[name] = scopes.snapshot }
    if style.values.display == .listItem { mark(node, language) }
    // Only elements have a content that can be added to.
    let isElement = if case .element = content.nodes[node].kind { style.values.display.holdsFlow } else { false }
    let before = isElement ? generate(.before, of: node, language) : nil
    let settings = style.values.stringSet
    if !settings.isEmpty { set(settings, node, language) }
    if content.nodes[node].elementName == "footnote" { markNote(node, language) }
    visitChildren(of: node, parent: node, language)
    let after = isElement ? generate(.after, of: node, language) : nil
    insert(before, after, into: node)
    scopes.leave(node)
  }

  private mutating func visitChildren(of node: Int, parent: Int, _ language: String) {
    var child = content.nodes[node].firstChild
    while let here = child {
      visit(here, parent: parent, language: language)
      child = content.nodes[here].nextSibling
    }
  }

  // MARK: Counters

  private mutating func count(_ node: Int, _ style: ComputedStyle, parent: Int) {
    let name = content.nodes[node].elementName
    let isList = name == "ol" || name == "ul"
    let isItem = style.values.display == .listItem
    if !isList, !isItem, style.values.counters.isEmpty { return }
    let changes = style.values.counters
    if isList, !changes.reset.contains(where: { $0.name == Self.listItem }) {
      scopes.reset(Self.listItem, to: firstOrdinal(ofList: node), in: parent)
    }
    for change in changes.reset {
      if change.name == "page" { pageCounts[node] = change.value }
      let start = change.countsItems ? increments(of: change.name, in: node) + 1 : change.value
      scopes.reset(change.name, to: start, in: parent)
    }
    if isItem, !changes.increment.contains(where: { $0.name == Self.listItem }) {
      let isReversed = content.nodes[node].parent.map { content.nodes[$0].attributes["reversed"] != nil } ?? false
      scopes.increment(Self.listItem, by: isReversed ? -1 : 1, in: parent)
    }
    for change in changes.increment { scopes.increment(change.name, by: change.value, in: parent) }
    if isItem, let value = content.nodes[node].attributes["value"].flatMap({ Int($0) }) {
      scopes.set(Self.listItem, to: Int(Int32(clamping: value)), in: parent)
    }
    for change in changes.set {
      if change.name == "page" { pageCounts[node] = change.value }
      scopes.set(change.name, to: change.value, in: parent)
    }
  }

  /// The counter that every list item counts on.
  private static let listItem = "list-item"

  /// What a list's counter begins at, so that its first item has the number that the list asks for.
  private func firstOrdinal(ofList node: Int) -> Int {
    let attributes = content.nodes[node].attributes
    let isReversed = attributes["reversed"] != nil
    if let start = attributes["start"].flatMap({ Int($0) }) {
      return Int(Int32(clamping: start)) + (isReversed ? 1 : -1)
    }
    return isReversed ? increments(of: Self.listItem, in: node) + 1 : 0
  }

  /// How many elements in an element count on a counter that is not made anew among them.
  private func increments(of name: String, in node: Int) -> Int {
    var count = 0
    for child in content.children(of: node) {
      let values = contexts[child].style.values
      guard case .element = content.nodes[child].kind, values.display != .none else { continue }
      if values.counters.increment.contains(where: { $0.name == name })
        || (name == Self.listItem && values.display == .listItem)
      {
        count += 1
      }
      let isList = ["ol", "ul"].contains(content.nodes[child].elementName)
      if name == Self.listItem ? isList : values.counters.reset.contains(where: { $0.name == name }) { continue }
      count += increments(of: name, in: child)
    }
    return count
  }

  // MARK: Markers

  private mutating func mark(_ item: Int, _ language: String) {
    let own = contexts[item].style
    let context = contexts[item].pseudo(.marker)
    let style = context?.style ?? own
    if style.values.display == .none { return }
    let value = scopes.value(Self.listItem) ?? 0
    var alternative: String?
    var text = styles.marker(value, own.values.listStyleType)
    switch style.values.content {
    case .normal: break
    case .none: return
    case .parts(let parts, let other):
      text = plainText(parts, of: item, language)
      alternative = other.map { plainText($0, of: item, language) }
    }
    guard !text.isEmpty else { return }
    if own.values.listStylePosition == .inside {
      // It stands in the first line of text, wherever in the item that is.
      let marker = append("::marker", context ?? contexts[item].anonymous(.inline), alternative: alternative)
      append(text: text, to: marker)
      content.link(marker, asFirstChildOf: firstTextBlock(in: item))
      return
    }
    while text.last == " " { text.removeLast() }
    markers[item] = GeneratedMarker(text: text, style: style, alternative: alternative)
  }

  private func firstTextBlock(in node: Int) -> Int {
    var at = node
    while let child = content.children(of: at).first(where: { values($0).display != .none }), !isInline(child),
      case .element = content.nodes[child].kind
    {
      at = child
    }
    return at
  }

  /// Adds the call of an element that is a note to the line that the element was written in, or to one of its own among blocks.
  private mutating func addCall(of note: Int, in parent: Int, _ language: String) {
    let isAmongBlocks = content.children(of: parent).contains {
      values($0).display != .none && !isInline($0) && content.nodes[$0].elementName != "footnote"
    }
    let range = content.nodes[note].range
    func made(in context: StyleContext) -> Int {
      append(ContentNode(.footnoteCall(note: note, number: 0), name: "", range: range), context)
    }
    let node: Int
    if isAmongBlocks {
      let line = anonymous(in: parent)
      content.link(line, before: note)
      node = made(in: contexts[line])
      content.link(node, asLastChildOf: line)
    } else {
      node = made(in: contexts[parent])
      content.link(node, before: note)
    }
    call(node, note, number: 0, parent: parent, language)
    content.nodes[node].kind = .footnoteCall(note: note, number: noteNumbers[note] ?? 0)
  }

  /// Counts a note where it is first called, and prints the call if sheets say how.
  private mutating func call(_ node: Int, _ note: Int, number: Int, parent: Int, _ language: String) {
    // What is not displayed is not called either.
    if values(note).display == .none { return }
    if noteNumbers[note] == nil {
      // The report numbers its notes throughout; they count anew only where a sheet says so.
      if scopes.value("footnote") != nil { scopes.increment("footnote", by: 1, in: ContentTree.root) }
      noteNumbers[note] = scopes.value("footnote") ?? number
    }
    let context = contexts[note].pseudo(.footnoteCall, inheritingFrom: contexts[node])
    if let made = noteText(note, context, standard: contexts[node].style, language) { noteCalls[node] = made }
  }

  private mutating func markNote(_ note: Int, _ language: String) {
    let context = contexts[note].pseudo(.footnoteMarker)
    if let made = noteText(note, context, standard: contexts[note].style, language) { markers[note] = made }
  }

  private mutating func noteText(
    _ note: Int, _ context: StyleContext?, standard: ComputedStyle, _ language: String
  ) -> GeneratedMarker? {
    guard let number = noteNumbers[note] else { return nil }
    let style = context?.style ?? standard
    let alignment = context?.origin(of: "vertical-align").map { _ in style.values.verticalAlign }
    switch style.values.content {
    case .none: return GeneratedMarker(text: "", style: style)
    case .parts(let parts, let alternative) where context != nil:
      return GeneratedMarker(
        text: plainText(parts, of: note, language), style: style,
        alternative: alternative.map { plainText($0, of: note, language) }, alignment: alignment)
    case .normal, .parts: return GeneratedMarker(text: String(number), style: style, alignment: alignment)
    }
  }

  // MARK: Pseudo-elements

  /// Makes the nodes of a pseudo-element, without a place in the tree as yet.
  private mutating func generate(_ element: PseudoElement, of node: Int, _ language: String) -> Int? {
    guard let context = contexts[node].pseudo(element) else { return nil }
    let style = context.style.values
    guard style.display != .none, case .parts(let parts, let alternative) = style.content else { return nil }
    count(context.style, in: node)
    let spoken = alternative.map { plainText($0, of: node, language) }
    let made = append("::" + element.rawValue, context, alternative: spoken)
    for piece in pieces(parts, of: node, language) {
      let kind: ContentNode.Kind =
        switch piece {
        case .text(let text): .text(text, mark: nil)
        case .page(let target, let style): .pageReference(target, style: style)
        case .ownPage(let style): .pageReference(.node(made), style: style)
        case .leader(let pattern): .leader(pattern)
        }
      content.link(append(ContentNode(kind, name: ""), context), asLastChildOf: made)
    }
    if let name = content.nodes[node].identifier, found != nil {
      let text = content.children(of: made).map { content.plainText(of: $0) }.joined()
      if element == .before { found?.before[name] = text } else { found?.after[name] = text }
    }
    return made
  }

  /// A pseudo-element counts as a child of its element.
  private mutating func count(_ style: ComputedStyle, in node: Int) {
    for change in style.values.counters.reset { scopes.reset(change.name, to: change.value, in: node) }
    for change in style.values.counters.increment { scopes.increment(change.name, by: change.value, in: node) }
    for change in style.values.counters.set { scopes.set(change.name, to: change.value, in: node) }
  }

  private mutating func append(_ name: String, _ context: StyleContext, alternative: String? = nil) -> Int {
    let attributes = alternative.map { ["alt": $0] } ?? [:]
    return append(ContentNode(.element, name: name, attributes: attributes), context)
  }
  private mutating func append(_ node: ContentNode, _ context: StyleContext) -> Int {
    contexts.append(context)
    return content.append(unlinked: node)
  }
  private mutating func append(text: String, to node: Int) {
    content.link(append(ContentNode(.text(text, mark: nil), name: ""), contexts[node]), asLastChildOf: node)
  }

  /// Puts pseudo-elements before and after what an element holds.
  ///
  /// A block holds either blocks or lines. Where a pseudo-element is of the other sort than its neighbours, lines are put in
  /// an anonymous block (CSS 2, section 9.2.1.1).
  private mutating func insert(_ before: Int?, _ after: Int?, into node: Int) {
    guard before != nil || after != nil else { return }
    let display = values(node).display
    let children = content.children(of: node).filter { values($0).display != .none || isInline($0) }
    let generated = [before, after].compactMap { $0 }
    let holdsBlocks = children.contains { !isInline($0) && content.nodes[$0].elementName != "footnote" }
    let isInlineBox = display == .inline || display == .inlineBlock
    let isMixed = holdsBlocks ? generated.contains(where: isInline) : generated.contains { !isInline($0) }
    guard isMixed, !isInlineBox else {
      if let before { content.link(before, asFirstChildOf: node) }
      if let after { content.link(after, asLastChildOf: node) }
      return
    }
    var lines: Int?
    if !holdsBlocks, !children.isEmpty {
      let box = anonymous(in: node)
      content.moveChildren(of: node, to: box)
      content.link(box, asLastChildOf: node)
      lines = box
    }
    if let before {
      if isInline(before) {
        let box = lines ?? linesBox(children.first) ?? anonymous(in: node)
        if content.nodes[box].parent == nil { content.link(box, asFirstChildOf: node) }
        content.link(before, asFirstChildOf: box)
        if !holdsBlocks { lines = box }
      } else {
        content.link(before, asFirstChildOf: node)
      }
    }
    guard let after else { return }
    if isInline(after) {
      let box = lines ?? linesBox(children.last) ?? anonymous(in: node)
      if content.nodes[box].parent == nil { content.link(box, asLastChildOf: node) }
      content.link(after, asLastChildOf: box)
    } else {
      content.link(after, asLastChildOf: node)
    }
  }

  /// A box of lines that stands at the end of an element to which something is added, if there is one.
  private func linesBox(_ child: Int?) -> Int? { child.flatMap { content.nodes[$0].isAnonymousBox ? $0 : nil } }

  private mutating func anonymous(in node: Int) -> Int {
    append(ContentNode(.element, name: ""), contexts[node].anonymous(.block))
  }

  private func isInline(_ node: Int) -> Bool { content.isInline(node, display: values(node).display) }

  // MARK: Values of content

  private enum Piece {
    case text(String)
    case page(PageTarget, CounterStyleReference)
    /// The page on which the piece itself is.
    case ownPage(CounterStyleReference)
    case leader(String)
  }

  private mutating func plainText(_ parts: [ContentPart], of node: Int, _ language: String) -> String {
    var text = ""
    for piece in pieces(parts, of: node, language) {
      switch piece {
      case .text(let words): text += words
      case .page, .ownPage, .leader: warnOfPage(node)
      }
    }
    return text
  }

  private mutating func pieces(_ parts: [ContentPart], of node: Int, _ language: String) -> [Piece] {
    var pieces: [Piece] = []
    func add(_ text: String) {
      guard !text.isEmpty else { return }
      if case .text(let before) = pieces.last {
        pieces[pieces.count - 1] = .text(before + text)
      } else {
        pieces.append(.text(text))
      }
    }
    for part in parts {
      switch part {
      case .text(let text): add(text)
      case .attribute(let name): add(attribute(name, of: node))
      case .counter("page", let style): pieces.append(.ownPage(style))
      case .counter("pages", let style): pieces.append(.page(.pageCount, style))
      case .counter(let name, let style): add(styles.text(value(name, at: node), style))
      case .counters(let name, let separator, let style):
        add(scopes.values(name).map { styles.text($0, style) }.joined(separator: separator))
      case .elementText(let part): add(text(part, of: node))
      case .quote(let mark): add(quote(mark, of: node, language))
      case .leader(let pattern): pieces.append(.leader(pattern))
      case .targetCounter(let reference, "page", let style):
        if let name = target(reference, of: node) { pieces.append(.page(.element(name), style)) }
      case .targetCounter(let reference, let counter, let style):
        if let values = targetValues(reference, counter, of: node) { add(styles.text(values.last ?? 0, style)) }
      case .targetCounters(let reference, let counter, let separator, let style):
        let values = targetValues(reference, counter, of: node) ?? []
        add(values.map { styles.text($0, style) }.joined(separator: separator))
      case .targetText(let reference, let part): add(targetText(reference, part, of: node))
      case .string, .runningElement: warnOfPage(node)
      }
    }
    return pieces
  }

  /// Running strings belong to pages, and text to elements.
  private mutating func warnOfPage(_ node: Int) {
    diagnostics.warning(
      "style.misplaced-content",
      "part of the content that the sheet gives '\(content.nodes[node].elementName)' depends on its page and is left out",
      at: content.range(around: node) ?? .file("style sheet"),
      hint: "string() and element() are for the margins of pages; page numbers and leaders for ::before and ::after")
  }

  private func value(_ name: String, at node: Int) -> Int {
    if name == "footnote", let number = noteNumbers[node] { return number }
    return scopes.value(name) ?? 0
  }

  private func attribute(_ name: String, of node: Int) -> String {
    switch name {
    case "id": content.nodes[node].identifier ?? ""
    case "class": content.nodes[node].classes.joined(separator: " ")
    default: content.nodes[node].attributes[name] ?? ""
    }
  }

  private mutating func set(_ settings: [StringSetting], _ node: Int, _ language: String) {
    strings[node] = settings.map {
      RunningStringValue(name: $0.name, value: plainText($0.parts, of: node, language))
    }
  }

  private mutating func text(_ part: ElementTextPart, of node: Int) -> String {
    switch part {
    case .text: return content.plainText(of: node)
    case .firstLetter: return firstLetter(of: node)
    case .before, .after:
      guard let context = contexts[node].pseudo(part == .before ? .before : .after) else { return "" }
      // Neither holds itself, nor by way of the other.
      guard openParts.insert(part).inserted else { return "" }
      defer { openParts.remove(part) }
      return plainText(context.style.values.content.parts, of: node, language)
    }
  }

  private func firstLetter(of node: Int) -> String {
    let text = content.plainText(of: node)
    return rangeOfFirstLetter(in: text).map { String(text[$0]) } ?? ""
  }

  private mutating func quote(_ mark: QuotationMark, of node: Int, _ language: String) -> String {
    let quotes = values(node).quotes
    if mark == .close || mark == .closeSilently {
      // What was never opened is not closed (CSS Content Level 3, section 3.3).
      guard quoteDepth > 0 else { return "" }
      quoteDepth -= 1
    }
    let depth = quoteDepth
    if mark == .open || mark == .openSilently { quoteDepth += 1 }
    let pairs: [Quotes.Pair] =
      switch quotes {
      case .none: []
      case .pairs(let pairs): pairs
      case .auto: Quotes.pairs(ofLanguage: language)
      }
    guard let pair = pairs.indices.contains(depth) ? pairs[depth] : pairs.last else { return "" }
    switch mark {
    case .open: return pair.open
    case .close: return pair.close
    case .openSilently, .closeSilently: return ""
    }
  }

  // MARK: Targets

  /// The id that a reference leads to within the report; nil for other addresses.
  private func target(_ reference: TargetReference, of node: Int) -> String? {
    let address =
      switch reference {
      case .address(let address): address
      case .attribute(let name): attribute(name, of: node)
      }
    return address.first == "#" ? String(address.dropFirst()) : nil
  }

  private mutating func targetValues(_ reference: TargetReference, _ counter: String, of node: Int) -> [Int]? {
    guard let name = target(reference, of: node) else { return nil }
    guard let targets else {
      missesTargets = true
      return nil
    }
    return targets.counters[name].map { $0[counter] ?? [] }
  }

  private mutating func targetText(_ reference: TargetReference, _ part: ElementTextPart, of node: Int) -> String {
    guard let name = target(reference, of: node) else { return "" }
    guard let targets else {
      missesTargets = true
      return ""
    }
    switch part {
    case .text: return targets.nodes[name].map { content.plainText(of: $0) } ?? ""
    case .firstLetter: return targets.nodes[name].map { firstLetter(of: $0) } ?? ""
    case .before: return targets.before[name] ?? ""
    case .after: return targets.after[name] ?? ""
    }
  }
}
