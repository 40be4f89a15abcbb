import Content
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// Sets blocks whose children are inline nodes as lines of text.
///
/// Keeps what all paragraphs of a document share: the styles met so far, the shaped words by style, and the buffers in
/// which one paragraph at a time is measured.
final class InlineSetter {
  let styled: StyledTree
  let nodes: [ContentNode]
  let structure: StructureMap
  let shaper: TextShaper
  let language: String
  let pageLabel: (PageTarget, CounterStyleReference) -> String?
  /// Lines that stay overfull and the like, with the place in the source where it is known.
  var diagnostics = Diagnostics()
  var reportedLimits: Set<CellLimit> = []

  /// What it shares with the setters of other layouts of the report.
  let memory: LayoutMemory
  var styles: InlineStyles {
    get { memory.styles }
    _modify { yield &memory.styles }
  }
  var words: WordTable {
    get { memory.words }
    _modify { yield &memory.words }
  }

  // The paragraph at hand.
  private var gathered = GatheredText()
  /// Its text in the style of its first line, if that has one of its own.
  private(set) var firstLine: FirstLine?
  var items = ParagraphItems()
  /// Whether some of its text runs from right to left.
  private var runsBothWays = false
  /// Whether it may have ideographs.
  private var isEastAsian = false
  var text: ParagraphText { gathered.text }
  var anchors: [InlineAnchor] { gathered.anchors }
  var inlineBoxes: [InlineBox] { gathered.boxes }
  var calls: [Paragraph.NoteCall] { gathered.calls }
  private var gatheredNode: Int?
  private var gatheredWidth = 0.0
  /// Where its first line ends in either style, if its lines are known.
  private var gatheredCut: FirstLineCut?
  /// Whether the items are of the text at hand.
  private var isMeasured = false
  private(set) var measuredLabels: [String] = []
  private var labels: [String] = []
  private var breaker = LineBreaker()
  private var candidates: [BreakCandidate] = []
  private var taken: [Int32] = []
  var parts: [LinePart] = []

  /// - Parameter pageLabel: The printed page number of what is referred to; nil while it is not known, which
  ///   takes the room of two digits.
  init(
    styled: StyledTree, structure: StructureMap, shaper: TextShaper, language: String,
    memory: LayoutMemory = LayoutMemory(keepsParagraphs: false),
    pageLabel: @escaping (PageTarget, CounterStyleReference) -> String?
  ) {
    self.memory = memory
    self.styled = styled
    nodes = styled.content.nodes
    self.structure = structure
    self.shaper = shaper
    self.language = language
    self.pageLabel = pageLabel
  }

  /// The lines of a block whose children are inline nodes, broken for a width.
  func paragraph(_ node: Int, width: Length) -> any FlowContent {
    paragraph(.node(node), style: styled.contexts[node].style, width: width)
  }

  /// The lines of words that are no node, broken for a width.
  func paragraph(_ text: String, mark: NumberMark?, style: ComputedStyle, width: Length) -> Paragraph {
    paragraph(.text(text, mark: mark, style: style), style: style, width: width)
  }

  func paragraph(_ source: ParagraphSource, style: ComputedStyle, width: Length) -> Paragraph {
    let block = blockStyle(style)
    if memory.paragraphs != nil { return remembered(source, block, width: width) }
    let entry = lines(of: source, block, width: width)
    return Paragraph(
      setter: self, source: source, block: block, width: width, lines: entry.lines, extents: entry.extents,
      calls: calls, cut: entry.cut)
  }

  func lines(of source: ParagraphSource, _ block: BlockTextStyle, width: Length) -> ParagraphMemory.Entry {
    measure(source, style: block.style, width: width.points)
    var settings = lineSettings(block, width: width)
    let chosen = chooseBreaks(settings)
    if block.isBalanced, (2...Self.longestBalanced).contains(chosen.count) {
      balance(&settings, lineCount: chosen.count)
    }
    let findings = findings(settings)
    for finding in findings { warn(finding, source) }
    var lines = taken.map { SetLine(endingAt: candidates[Int($0)]) }
    var cut: FirstLineCut?
    if let firstLine, let index = taken.first, let end = firstLine.ends[Int(index)] {
      let found = FirstLineCut(first: end.next, rest: lines[0].next)
      cut = found
      lines[0] = SetLine(endingAt: end)
      for index in lines.indices.dropFirst() { lines[index].move(by: found.first - found.rest) }
      gather(source, style: block.style, width: width.points, cut: found)
    }
    return ParagraphMemory.Entry(
      lines: lines, extents: extents(of: lines, block: block), findings: findings, cut: cut)
  }

  private func lineSettings(_ block: BlockTextStyle, width: Length) -> LineSettings {
    let hangs = block.direction == .leftToRight && block.align != .center
    return LineSettings(
      width: width.points, indent: block.indent(in: width), isJustified: block.align == .justify,
      letterLimits: letterLimits(block), hangsLeft: hangs && block.align != .right && block.align != .end,
      hangsRight: hangs, hyphenLimit: block.hyphenLimit,
      hyphenatesBeforeLastLine: block.hyphenateLimitLast != .always,
      hyphenationZone: block.style.values.hyphenateLimitZone.resolved(in: width)?.points ?? 0, em: block.size)
  }

  /// What the letters of the paragraph at hand may take up of what a line has too much or too little. Letters that are joined,
  /// as those of Arabic are, are not set apart, and ideographs stand in squares.
  func letterLimits(_ block: BlockTextStyle) -> LetterLimits {
    if isEastAsian { return .none }
    guard runsBothWays else { return block.letterLimits }
    return LetterLimits(expansion: block.letterLimits.expansion, closer: 0, wider: 0)
  }

  /// Longer paragraphs are not balanced, as in browsers: it is for headings.
  private static let longestBalanced = 6

  /// The width of a block's widest line when it is broken only where it must be, and that of the widest part that
  /// cannot be broken.
  func extents(of source: ParagraphSource, style: ComputedStyle) -> (minimum: Length, natural: Length) {
    measure(source, style: style, width: .infinity)
    var (minimum, natural) = items.extents
    if let first = firstLine?.items.extents {
      minimum = max(minimum, first.minimum)
      natural = max(natural, first.natural)
    }
    let indent = blockStyle(style).indent(in: .zero)
    return (.pt(minimum + max(0, indent.width)), .pt(natural + max(0, indent.width)))
  }

  /// The width of the widest figure in what was measured last.
  var widestFigure: Length { .pt(items.widestFigure(in: text)) }

  /// Where the words of an inline node begin in the text of its block, in bytes; nil if it has none there.
  func offset(of node: Int, in source: ParagraphSource, width: Length, cut: FirstLineCut?) -> Int32? {
    guard case .node(let block) = source else { return nil }
    measure(source, style: styled.contexts[block].style, width: width.points, cut: cut)
    return text.runs.first { Int($0.node) == node }?.start
  }

  /// The width of a block's widest line when it is broken only where it must be.
  func naturalWidth(of node: Int) -> Length {
    extents(of: .node(node), style: styled.contexts[node].style).natural
  }

  /// The distance from the top of a block's first line to its baseline, for what stands beside it, such as the marker of
  /// a list item.
  func firstBaseline(of node: Int) -> Length {
    .pt(blockStyle((styled.firstLines[node] ?? styled.contexts[node]).style).baseline)
  }

  func blockStyle(_ style: ComputedStyle) -> BlockTextStyle {
    if let known = memory.blocks[ObjectIdentifier(style)] { return known }
    let number = styles.number(of: style, InlineState(), shaper: shaper, language: language)
    let block = BlockTextStyle(style, strut: styles[number])
    memory.blocks[ObjectIdentifier(style)] = block
    return block
  }

  // MARK: Measuring

  /// Makes a paragraph the one at hand: its text, items and the places where its lines may end.
  ///
  /// - Parameters:
  ///   - width: Of the line, in points, for pictures whose width is a share of it.
  ///   - cut: Where its first line ends, once that is known.
  func measure(_ source: ParagraphSource, style: ComputedStyle, width: Double, cut: FirstLineCut? = nil) {
    if isAtHand(source, width: width, cut: cut), isMeasured { return }
    gather(source, style: style, width: width, cut: cut)
    let block = blockStyle(style)
    measure(text, into: &items, source, block, width: width)
    if cut == nil, var first = firstLine {
      measure(first.gathered.text, into: &first.items, source, block, width: width)
      // Ends of lines are the same whatever the letters' case is; if ever they are not, there is no pairing them.
      let isAlike =
        first.items.items.count == items.items.count && first.items.candidates.count == items.candidates.count
      firstLine = isAlike ? first : nil
    }
    isMeasured = true
    reportMissingCharacters(node: gatheredNode)
  }

  private func measure(
    _ text: ParagraphText, into items: inout ParagraphItems, _ source: ParagraphSource, _ block: BlockTextStyle,
    width: Double
  ) {
    let breaks =
      text.bytes.isEmpty
      ? []
      : shaper.lineBreaks(
        in: text.bytes,
        language: lineBreakingTag(language(languageNumber(of: source)), strictness: block.lineBreak))
    let levels = bidirectionalLevels(of: text.bytes, direction: block.direction)
    runsBothWays = levels != nil
    isEastAsian = EastAsianSpacing.mayOccur(in: text.bytes)
    items.measure(
      text, breaks: breaks, levels: levels, hanging: block.hanging, isEastAsian: isEastAsian,
      styles: styles, words: &words,
      shaper: shaper,
      objectWidth: { run in self.imageSize(Int(run.node), lineWidth: width).width.points },
      pageNumber: { run, words in
        let label = Array(self.printedPage(of: run).utf8)
        return words.index(of: 0..<label.count, in: label, style: self.styles[run.style], shaper: self.shaper)
      })
  }

  /// Makes a paragraph's text the one at hand, its items not yet found.
  func gather(_ source: ParagraphSource, style: ComputedStyle, width: Double, cut: FirstLineCut? = nil) {
    if isAtHand(source, width: width, cut: cut) { return }
    var gatherer = InlineGatherer(setter: self, gathered)
    gatherer.gather(source, style: style)
    gathered = gatherer.gathered
    firstLine = gatherFirstLine(of: source)
    if let cut, let firstLine { gathered = firstLine.gathered.joined(to: gathered, at: cut) }
    measuredLabels = currentLabels()
    if case .node(let node) = source { gatheredNode = node } else { gatheredNode = nil }
    gatheredWidth = width
    gatheredCut = cut
    isMeasured = false
  }

  private func isAtHand(_ source: ParagraphSource, width: Double, cut: FirstLineCut?) -> Bool {
    guard case .node(let node) = source else { return false }
    return node == gatheredNode && width == gatheredWidth && cut == gatheredCut
      && (measuredLabels.isEmpty || measuredLabels == currentLabels())
  }

  /// The number of the language that a paragraph is in: its own, or that of the nearest around it that has one.
  func languageNumber(of source: ParagraphSource) -> Int32 {
    guard case .node(let node) = source else { return 0 }
    var at: Int? = node
    while let here = at {
      if let tag = nodes[here].attributes["lang"] { return memory.languages.number(of: tag) }
      at = nodes[here].parent
    }
    return 0
  }

  /// The language of a number, in BCP 47.
  func language(_ number: Int32) -> String { number == 0 ? language : memory.languages[number] }

  private func currentLabels() -> [String] {
    text.runs.isEmpty ? [] : text.runs.filter { $0.kind == .pageNumber }.map(printedPage)
  }

  /// The page number that a run prints, or what takes its room while it is not known.
  private func printedPage(of run: InlineRun) -> String {
    guard case .pageReference(let target, let style) = nodes[Int(run.node)].kind else { return "" }
    return pageLabel(target, style) ?? "00"
  }

  // MARK: Breaking

  /// Chooses the ends of lines, with more effort as long as there is no good way.
  @discardableResult
  private func chooseBreaks(_ settings: LineSettings) -> [Int32] {
    let plain = breakWithoutHyphens(settings)
    // Hyphens could not make a paragraph much better than this.
    if let plain, plain <= Double(taken.count) * Demerits.evenLine { return taken }
    // A second time with hyphens, and a last time in which some way is found in any case.
    findHyphens()
    if plain != nil, candidates.count == items.candidates.count { return taken }
    if breakLines(settings, Effort.normal) != nil { return taken }
    var tooWide = items.items(widerThan: settings.width)
    if let firstLine {
      // What is cut in one of the two styles is cut in both, so that the ends of lines are the same.
      tooWide = Set(tooWide + firstLine.items.items(widerThan: settings.width)).sorted()
    }
    findHyphens(tooWide: tooWide)
    _ = breakLines(settings, Effort.emergency(em: settings.em))
    return taken
  }

  /// Adds the ends of lines at which a hyphen is added or a word is cut.
  private func findHyphens(tooWide: [Int] = []) {
    items.withHyphens(text, styles: styles, words: &words, shaper: shaper, tooWide: tooWide, into: &candidates)
    guard var first = firstLine else { return }
    first.items.withHyphens(
      first.gathered.text, styles: styles, words: &words, shaper: shaper, tooWide: tooWide, into: &first.candidates)
    first.pair(with: candidates, of: items)
    firstLine = first
  }

  /// - Returns: The demerits; nil if there is no way.
  private func breakWithoutHyphens(_ settings: LineSettings) -> Double? {
    candidates.removeAll(keepingCapacity: true)
    candidates.append(contentsOf: items.candidates)
    firstLine?.pairAll()
    return breakLines(settings, Effort.normal)
  }

  private func breakLines(_ settings: LineSettings, _ effort: LineBreaker.Effort) -> Double? {
    breaker.breakLines(
      candidates, firstLine: firstLine?.ends ?? [], leftHang: (firstLine?.items ?? items).leftHang, settings: settings,
      effort: effort, into: &taken)
  }

  private enum Effort {
    static let normal = LineBreaker.Effort(tolerance: 0.6, emergencyStretch: 0, acceptsOverfull: false)
    static func emergency(em: Double) -> LineBreaker.Effort {
      LineBreaker.Effort(tolerance: .infinity, emergencyStretch: 0.25 * em, acceptsOverfull: true)
    }
  }

  /// Narrows the lines of a heading until one more would be needed, so that they are about equally long.
  private func balance(_ settings: inout LineSettings, lineCount: Int) {
    let full = settings
    var low = full.width / Double(lineCount + 1)
    var high = full.width
    for _ in 0..<12 {
      settings.width = (low + high) / 2
      let fits = breakWithoutHyphens(settings) != nil && taken.count <= lineCount
      if fits { high = settings.width } else { low = settings.width }
    }
    settings.width = high
    if breakWithoutHyphens(settings) == nil || taken.count > lineCount { chooseBreaks(full) }
  }

  // MARK: Heights

  /// The heights of lines, where something in them would touch the text of the lines beside; nil if nothing does.
  private func extents(of lines: [SetLine], block: BlockTextStyle) -> [Paragraph.Extent]? {
    let first = firstLine?.block ?? block
    var needsExtents = first.lineHeight != block.lineHeight || first.baseline != block.baseline
    for run in text.runs where excess(of: run, block: block) != (0, 0) { needsExtents = true }
    guard needsExtents else { return nil }
    var result: [Paragraph.Extent] = []
    var run = 0
    for line in lines {
      let block = result.isEmpty ? first : block
      var above = 0.0
      var below = 0.0
      var at = run
      while at < text.runs.count, text.runs[at].start < line.end {
        let excess = excess(of: text.runs[at], block: block)
        above = max(above, excess.above)
        below = max(below, excess.below)
        at += 1
      }
      while run + 1 < text.runs.count, text.runs[run + 1].start <= line.next { run += 1 }
      result.append(
        Paragraph.Extent(
          height: Float(block.lineHeight + above + below), baseline: Float(block.baseline + above)))
    }
    return result
  }

  private func excess(of run: InlineRun, block: BlockTextStyle) -> (above: Double, below: Double) {
    let style = styles[run.style]
    var ascent = style.rise + style.ascent
    var descent = style.descent - style.rise
    if run.kind == .image {
      ascent = style.rise + imageSize(Int(run.node), lineWidth: gatheredWidth).height.points
      descent = -style.rise
    }
    return (max(0, ascent - block.roomAbove), max(0, descent - block.roomBelow))
  }

  // MARK: Diagnostics

  /// Finds words that are wider than the line, and lines that had to be stretched too far.
  private func findings(_ settings: LineSettings) -> [ParagraphFinding] {
    var findings: [ParagraphFinding] = []
    func find(_ id: String, _ message: String, hint: String?) {
      findings.append(ParagraphFinding(id: id, message: message, hint: hint))
    }
    var start = InlineSums()
    var first: Int32 = 0
    var wasCut = false
    var followsForcedBreak = false
    for (number, index) in taken.enumerated() {
      let other = candidates[Int(index)]
      let candidate = number == 0 ? firstLine?.ends[Int(index)] ?? other : other
      defer {
        start = other.nextSums
        first = other.next
        followsForcedBreak = candidate.kind == .mandatory
      }
      let width =
        settings.width - settings.indent.width(isFirst: number == 0, followsForcedBreak: followsForcedBreak)
      let left = width - (candidate.endSums.width - start.width)
      let spaces = candidate.endSums.spaces - start.spaces
      let share = Justification(
        difference: left, spaces: spaces, gaps: candidate.endSums.gaps - start.gaps,
        letters: candidate.endSums.letters - start.letters, limits: settings.letterLimits)
      let hang =
        settings.hangsRight ? Double(candidate.rightHang + candidate.spareHang) + settings.em * 0.4 : 0
      let isOverfull =
        settings.isJustified && spaces > 0
        ? share.spaces * spaces + hang < -Justification.spaceShrinkLimit * spaces - 0.5
        : left + hang < -0.5
      if candidate.kind == .cut {
        // One warning for a word, however often it is cut.
        defer { wasCut = true }
        if wasCut { continue }
        find(
          "layout.word-cut",
          "\(quoted(first, other.end)) is part of a word wider than its line and is cut without a hyphen",
          hint: "put soft hyphens (U+00AD) where the word may be broken")
      } else if isOverfull {
        find(
          "layout.overfull-line",
          "\(quoted(first, other.end)) is wider than its line by \(rounded(-left)) pt", hint: nil)
      } else if settings.isJustified, candidate.kind != .end, candidate.kind != .mandatory, share.spaces > 2 {
        find(
          "layout.loose-line",
          "the spaces of the line \(quoted(first, other.end)) are more than three times as wide as usual",
          hint: hyphenatesItself
            ? "set the text ragged, or make its lines longer" : "let words be hyphenated, or set the text ragged")
      }
    }
    return findings
  }

  /// Whether the paragraph's words are hyphenated already.
  private var hyphenatesItself: Bool { text.runs.first.map { styles[$0.style].hyphens == .auto } ?? false }

  private func quoted(_ start: Int32, _ end: Int32) -> String {
    // Pictures, leaders and page numbers have a character that stands for them.
    let text = String(decoding: text.bytes[Int(min(start, end))..<Int(end)], as: UTF8.self).filter { $0 != "\u{FFFC}" }
    return text.count > 60 ? "'\(text.prefix(57))…'" : "'\(text)'"
  }

  private func rounded(_ points: Double) -> String { String((points * 10).rounded() / 10) }

  func warn(_ finding: ParagraphFinding, _ source: ParagraphSource) {
    var at: Int?
    if case .node(let node) = source { at = node }
    warn(finding.id, finding.message, node: at, hint: finding.hint)
  }

  /// Adds a warning at the place of a node, or of the nearest around it that has one.
  func warn(_ id: String, _ message: String, node: Int?, hint: String?) {
    diagnostics.warning(
      id, message, at: styled.place(of: node ?? ContentTree.root), hint: hint)
  }

  /// Says where characters were written that no face has; without a place, the font library says it at the end.
  func reportMissingCharacters(node: Int?) {
    guard !words.withMissingCharacters.isEmpty, let range = node.flatMap({ styled.content.range(around: $0) })
    else { return }
    for word in words.withMissingCharacters { shaper.fonts.reportMissing(in: word, at: range) }
    words.forgetMissingCharacters()
  }
}
