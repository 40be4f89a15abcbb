import Authoring
import DataModel
import Diagnostics
import Graphics

extension ReportBuilder {
  /// Builds the inline children of a node.
  ///
  /// - Parameter source: The document that the node is of: the report, or a piece of Markdown from YAML.
  mutating func inline(
    _ source: Document, childrenOf node: Int, in parent: Int, mode: InlineMode = InlineMode()
  ) {
    for child in source.children(of: node) { inline(source, child, in: parent, mode: mode) }
  }

  private mutating func inline(_ source: Document, _ node: Int, in parent: Int, mode: InlineMode) {
    // Places are worked out where something may be said about them; for words they are not.
    switch source[node].kind {
    case .text: typedText(source, node, in: parent, mode: mode)
    case .lineBreak:
      if mode.isPlain {
        text(" ", in: parent)
      } else {
        _ = tree.append(ContentNode(.lineBreak, name: ""), to: parent)
      }
    case .code:
      let code = element("code", classes: classes(source.attributes(of: node)), in: parent)
      text(source.text(of: node), in: code)
    case .emphasis: wrap("em", source, node, in: parent, mode: mode)
    case .strong: wrap("strong", source, node, in: parent, mode: mode)
    case .strikethrough: wrap("s", source, node, in: parent, mode: mode)
    case .link: link(source, node, in: parent, mode: mode)
    case .image: inlinePicture(source, node, in: parent, mode: mode)
    case .figure: figure(source.text(of: node), at: source.range(of: node), in: parent, mode: mode)
    case .span: span(source, node, in: parent, mode: mode)
    case .citation(let isBracketed):
      if !mode.isPlain { citation(source, node, isBracketed: isBracketed, in: parent) }
    case .footnoteReference: if !mode.isPlain { footnoteCall(source, node, in: parent) }
    default: inline(source, childrenOf: node, in: parent, mode: mode)
    }
  }

  private mutating func wrap(
    _ name: String, _ source: Document, _ node: Int, in parent: Int, mode: InlineMode
  ) {
    let wrapper = element(name, in: parent)
    inline(source, childrenOf: node, in: wrapper, mode: mode)
  }

  // MARK: Numbers

  /// Prints a figure of the data model.
  private mutating func figure(
    _ expression: String, at range: SourceRange, in parent: Int, mode: InlineMode
  ) {
    let before = block.last
    guard
      let printed = attempt({ (store) throws(Diagnostic) in
        try store.print(expression, precededBy: before, at: range)
      })
    else {
      // A reader of a draft sees that something is missing, and where; in signs that text faces have, since a warning of
      // a fallback would only hide the mistake.
      text("‹\(expression)›", in: parent, range: range)
      return
    }
    if let claim = printed.claim { ledger.record(claim) }
    let isDisputed = printed.disputed != nil
    let outer = isDisputed ? element("span", classes: ["disputed"], in: parent, range: range) : parent
    let holder = numberHolder(of: printed.entry, in: outer, mode: mode)
    text(printed.text, in: holder, range: range, entry: printed.entry)
    if let disputed = printed.disputed, !mode.isPlain { noteDispute(disputed, at: range, in: parent) }
    if let number = printed.number, !mode.isPlain { review(number, after: before, at: range) }
  }

  /// Adds words that the author typed, with an entry for each number among them.
  private mutating func typedText(_ source: Document, _ node: Int, in parent: Int, mode: InlineMode) {
    let bytes = source.utf8(of: node)
    if let number = block.number { review(number.printed, at: number.range, followedBy: bytes) }
    guard mode.takesNumbers else {
      text(String(decoding: bytes, as: UTF8.self), in: parent)
      return
    }
    let found = typedNumbers.find(
      in: bytes, after: block.last, quotation: &block.quotation, isCited: block.isCited,
      scope: mode.isClaimed ? .digits : .digitsAndWords)
    guard !found.isEmpty else {
      text(String(decoding: bytes, as: UTF8.self), in: parent)
      return
    }
    var at = bytes.startIndex
    let start = at
    var searchFrom = source[node].start
    for number in found {
      let lower = start + number.range.lowerBound
      let upper = start + number.range.upperBound
      let digits = String(decoding: bytes[lower..<upper], as: UTF8.self)
      text(String(decoding: bytes[at..<lower], as: UTF8.self), in: parent)
      let range = place(of: digits, in: source, node, from: &searchFrom)
      if number.kind == .untracked { reportUntracked(digits, at: range) }
      let kind: LedgerEntry.Kind =
        switch number.kind {
        case .date: .date
        case .cited: .cited
        case .structural: .structural
        case .literal, .untracked: .literal
        }
      text(digits, in: parent, range: range, entry: LedgerEntry(kind: kind, text: digits, value: digits))
      at = upper
    }
    text(String(decoding: bytes[at...], as: UTF8.self), in: parent)
  }

  /// Where a number stands in the source of a text, which differs from the text in its quotes, dashes and line ends.
  private func place(
    of digits: String, in source: Document, _ node: Int, from searchFrom: inout Int32
  ) -> SourceRange {
    let wanted = Array(digits.utf8)
    let written = source.written(from: searchFrom, to: source[node].end)
    var at = written.startIndex
    while at + wanted.count <= written.endIndex {
      if written[at] == wanted[0], written[at..<(at + wanted.count)].elementsEqual(wanted),
        TypedNumbers.beginsWord(written, at)
      {
        let start = searchFrom + Int32(at - written.startIndex)
        searchFrom = start + Int32(wanted.count)
        return source.range(from: start, to: searchFrom)
      }
      at += 1
    }
    return source.range(of: node)
  }

  /// Warns of the numbers that nothing stands behind in words that are built elsewhere, such as the title of a chart.
  mutating func reportUntracked(in node: SourceNode) {
    guard let words = node.text, typedNumbers.mayFind(in: Array(words.utf8)[...]) else { return }
    // What is wrong with the words is said where they are built.
    var ignored = Diagnostics()
    let piece = Document.parse(
      fragment: words, at: Self.contentRange(of: node), language: document.language, into: &ignored)
    block = BlockState()
    reportUntracked(in: piece, childrenOf: Document.root, scope: .digitsAndWords)
  }

  private mutating func reportUntracked(in piece: Document, childrenOf node: Int, scope: TypedNumbers.Scope) {
    for child in piece.children(of: node) {
      switch piece[child].kind {
      case .text:
        let bytes = piece.utf8(of: child)
        var searchFrom = piece[child].start
        for number in typedNumbers.find(
          in: bytes, after: block.last, quotation: &block.quotation, isCited: false, scope: scope)
        where number.kind == .untracked {
          let digits = String(
            decoding: bytes[
              (bytes.startIndex + number.range.lowerBound)..<(bytes.startIndex + number.range.upperBound)],
            as: UTF8.self)
          reportUntracked(digits, at: place(of: digits, in: piece, child, from: &searchFrom))
        }
        block.last = String(decoding: bytes, as: UTF8.self)
      case .figure: block.last = "0"
      default:
        let attributes = piece.attributes(of: child)
        if attributes?.has(class: "literal") == true { continue }
        reportUntracked(in: piece, childrenOf: child, scope: attributes?["claim"] == nil ? scope : .digits)
      }
    }
  }

  private mutating func reportUntracked(_ digits: String, at range: SourceRange) {
    strayNumbers.append(ResolvedReport.StrayNumber(text: digits, range: range))
    guard strayNumbers.count <= Self.untrackedLimit else { return }
    diagnostics.warning(
      "content.untracked-number", "the number \(digits) comes from nowhere", at: range,
      hint:
        "print a figure with {{ }}, bind words to the data with [\(digits)]{claim=\"…\"}, or say that it is meant as it stands: [\(digits)]{.literal}, or 'literals:' in the front matter"
    )
  }

  // MARK: Spans and links

  private mutating func span(_ source: Document, _ node: Int, in parent: Int, mode: InlineMode) {
    let attributes = source.attributes(of: node)
    warnUnused(attributes, known: ["claim", "mixes", "lang", "dir"], in: source)
    let isLiteral = attributes?.has(class: "literal") == true
    let classes = classes(attributes).filter { $0 != "literal" }
    var inner = parent
    let languageAttribute = language(attributes)
    if !classes.isEmpty || attributes?.identifier != nil || !languageAttribute.isEmpty {
      inner = element(
        "span", id: attributes?.identifier?.text, classes: classes, attributes: languageAttribute, in: parent,
        range: source.range(of: node))
    }
    if isLiteral {
      let words = source.plainText(of: node)
      let isPlainText = source.children(of: node).allSatisfy { source[$0].kind == .text }
      if isPlainText {
        text(
          words, in: inner, range: source.range(of: node),
          entry: LedgerEntry(kind: .literal, text: words, value: words))
      } else {
        var literal = mode
        literal.takesNumbers = false
        inline(source, childrenOf: node, in: inner, mode: literal)
        ledger.record(LedgerEntry(kind: .literal, text: words, value: words))
      }
    } else {
      var claimed = mode
      if attributes?["claim"] != nil { claimed.isClaimed = true }
      inline(source, childrenOf: node, in: inner, mode: claimed)
    }
    if let claim = attributes?["claim"] {
      let range = source.range(of: claim)
      let words = source.plainText(of: node)
      let mixes = attributes?["mixes"].map { (text: $0.text, range: source.range(of: $0)) }
      _ = attempt { [ledger] (store) throws(Diagnostic) in
        let allowed = try mixes.map { (mixes) throws(Diagnostic) in try Mixture.reading(mixes.text, at: mixes.range) }
        try store.check(claim: claim.text, words: words, allowing: allowed ?? [], at: range, into: ledger)
      }
    }
  }

  private mutating func link(_ source: Document, _ node: Int, in parent: Int, mode: InlineMode) {
    guard !mode.isPlain, let target = source.target(of: node) else {
      inline(source, childrenOf: node, in: parent, mode: mode)
      return
    }
    let attributes = source.attributes(of: node)
    warnUnused(attributes, known: ["lang", "dir"], in: source)
    let range = source.range(of: node)
    if target.address.hasPrefix("#") {
      let id = String(target.address.dropFirst())
      if survey.labels[id] == nil { diagnostics.add(unknownLabel(id, at: range)) }
    } else if target.address.isEmpty {
      diagnostics.error(
        "content.link", "the link leads nowhere", at: range, hint: "write [words](https://…) or [words](#id)")
    } else if let scheme = Self.scheme(of: target.address),
      !["http", "https", "mailto", "tel", "doi", "ftp"].contains(scheme)
    {
      diagnostics.error(
        "content.link", "a link cannot lead to '\(scheme):'", at: range,
        hint: "write an address with https:, mailto: or #id")
    }
    var values = language(attributes)
    values["href"] = target.address
    if !target.title.isEmpty { values["title"] = target.title }
    let link = element(
      "a", id: attributes?.identifier?.text, classes: classes(attributes), attributes: values, in: parent,
      range: range)
    var inner = mode
    inner.linksNumbers = false
    inline(source, childrenOf: node, in: link, mode: inner)
  }

  /// The scheme of an address, in lower case; nil for one without.
  private static func scheme(of address: String) -> String? {
    guard let colon = address.firstIndex(of: ":") else { return nil }
    let scheme = address[..<colon]
    guard !scheme.isEmpty, scheme.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x2F && $0 != 0x23 && $0 != 0x3F })
    else { return nil }
    return scheme.lowercased()
  }

  // MARK: Notes

  private mutating func footnoteCall(_ source: Document, _ node: Int, in parent: Int) {
    let label = source.text(of: node)
    let range = source.range(of: node)
    guard survey.footnotes[label] != nil else {
      diagnostics.error(
        "content.unknown-footnote", "there is no footnote [^\(label)]", at: range,
        hint: didYouMean(label, in: survey.footnoteLabels)
          ?? "write its text in a paragraph that begins with [^\(label)]:")
      return
    }
    footnoteCall(.written(label), at: range, in: parent)
  }

  mutating func footnoteCall(_ note: NoteState.Note, at range: SourceRange, in parent: Int) {
    let number = notes.numbers[note] ?? notes.numbers.count + 1
    notes.numbers[note] = number
    let call = tree.append(
      ContentNode(
        .footnoteCall(note: notes.nodes[note] ?? 0, number: number), name: "", range: range), to: parent)
    guard notes.nodes[note] == nil else { return }
    if let waiting = notes.pending.firstIndex(where: { $0.note == note }) {
      notes.pending[waiting].calls.append(call)
    } else {
      notes.pending.append((note, [call]))
    }
  }

  // MARK: Markdown in YAML

  /// Builds the words of a value of YAML, which may hold figures and inline Markdown.
  mutating func fragment(_ node: SourceNode, in parent: Int, mode: InlineMode = InlineMode()) {
    fragment(node.text ?? "", at: Self.contentRange(of: node), in: parent, mode: mode)
  }

  mutating func fragment(
    _ markdown: String, at range: SourceRange, in parent: Int, mode: InlineMode = InlineMode(),
    keepsState: Bool = false
  ) {
    if !keepsState { block = BlockState() }
    guard markdown.utf8.contains(where: Self.isMarkup) || typedNumbers.mayFind(in: Array(markdown.utf8)[...])
    else {
      text(punctuation.apply(to: markdown), in: parent, range: range)
      return
    }
    let piece = Document.parse(fragment: markdown, at: range, language: document.language, into: &diagnostics)
    let blocks = Array(piece.children(of: Document.root))
    guard blocks.allSatisfy({ piece[$0].kind == .paragraph }) else {
      // Such as a label that begins with a number and a point: it is words all the same.
      text(punctuation.apply(to: markdown), in: parent, range: range)
      return
    }
    for (index, paragraph) in blocks.enumerated() {
      if index > 0 { text(" ", in: parent) }
      inline(piece, childrenOf: paragraph, in: parent, mode: mode)
    }
  }

  /// Whether a byte may make more of a text than words.
  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "*"),
      UInt8(ascii: "_"),
      UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "@"),
      UInt8(ascii: "~"), 10:
      true
    default: false
    }
  }

  /// Where the text of a scalar stands: within its quotes.
  static func contentRange(of node: SourceNode) -> SourceRange {
    var range = node.range
    if case .scalar(_, isPlain: false) = node.value, range.line == range.endLine,
      range.endColumn > range.column + 1
    {
      range.column += 1
      range.endColumn -= 1
    }
    return range
  }
}
