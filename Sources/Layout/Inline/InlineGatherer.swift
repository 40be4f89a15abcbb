import Content
import Geometry
import Graphics
import Styling

/// An inline node that links can lead to, and where it begins in the paragraph's text.
struct InlineAnchor {
  var offset: Int32
  var node: Int32
}

/// Walks a block's inline nodes and gathers their text into one paragraph.
struct InlineGatherer {
  private let setter: InlineSetter
  private(set) var gathered: GatheredText
  private var text: ParagraphText {
    get { gathered.text }
    _modify { yield &gathered.text }
  }
  /// Padding of elements that have begun since the last run.
  private var leading: Float = 0

  /// Takes over buffers from the paragraph before.
  init(setter: InlineSetter, _ before: consuming GatheredText) {
    self.setter = setter
    gathered = before
    gathered.removeAll()
  }

  mutating func gather(_ source: ParagraphSource, style: ComputedStyle) {
    switch source {
    case .node(let node):
      let state = InlineState(decorationsOf: style.values, language: setter.languageNumber(of: source))
      visitChildren(of: node, style: style, state: state, line: nil)
    case .text(let words, _, let style):
      let number = number(of: style, InlineState(decorationsOf: style.values))
      text.append(words, style: number, of: setter.styles[number], node: -1)
    }
    text.finish(keepsSpaces: style.values.whiteSpaceCollapse == .preserve)
  }

  /// Gathers all words of a block as they look in its first line.
  ///
  /// - Parameter line: The context of the line, from which what is in it inherits.
  mutating func gatherFirstLine(_ node: Int, _ line: StyleContext) {
    let style = line.style
    let state = InlineState(decorationsOf: style.values, language: setter.languageNumber(of: .node(node)))
    let isDrawn = InlineBox.isDrawn(style.values)
    if isDrawn {
      gathered.boxes.append(
        InlineBox(style: style, text: number(of: style, state), runs: 0..<0, outerLeading: 0, innerTrailing: 0))
    }
    visitChildren(of: node, style: style, state: state, line: line)
    text.finish(keepsSpaces: style.values.whiteSpaceCollapse == .preserve)
    if isDrawn { gathered.boxes[0].runs = text.runs.indices }
  }

  private mutating func visitChildren(of node: Int, style: ComputedStyle, state: InlineState, line: StyleContext?) {
    var child = setter.nodes[node].firstChild
    while let here = child {
      visit(here, style: style, state: state, line: line)
      child = setter.nodes[here].nextSibling
    }
  }

  private func number(of style: ComputedStyle, _ state: InlineState) -> Int32 {
    setter.styles.number(of: style, state, shaper: setter.shaper, language: setter.language(state.language))
  }

  /// - Parameters:
  ///   - style: That of the element around the node.
  ///   - line: The context of that element in a first line which has a style of its own.
  private mutating func visit(_ node: Int, style: ComputedStyle, state: InlineState, line: StyleContext?) {
    if setter.nodes[node].identifier != nil {
      gathered.anchors.append(InlineAnchor(offset: Int32(text.bytes.count), node: Int32(node)))
    }
    switch setter.nodes[node].kind {
    case .text(let words, _):
      let number = number(of: style, state)
      let count = text.runs.count
      text.append(words, style: number, of: setter.styles[number], node: node)
      if text.runs.count > count { spendLeading() }
    case .lineBreak:
      text.appendLineBreak(style: number(of: style, state), node: node)
    case .footnoteCall(let note, let printed):
      guard !setter.styled.isHidden(note: note) else { return }
      for note in setter.styled.notes(with: note) {
        gathered.calls.append(Paragraph.NoteCall(offset: Int32(text.bytes.count), note: Int32(note)))
      }
      append(call: node, number: printed, style: style, state: state, isInOwnLine: line != nil)
    case .pageReference:
      text.appendObject(.pageNumber, style: number(of: style, state), node: node)
      spendLeading()
    case .leader:
      text.appendObject(.leader, style: number(of: style, state), node: node)
      spendLeading()
    case .image:
      let own = (line.map { setter.styled.contexts[node].inheriting(from: $0) } ?? setter.styled.contexts[node]).style
      guard own.values.display != .none else { return }
      text.appendObject(
        .image, style: number(of: own, pictureState(node, own.values, within: style.values, state)),
        node: node)
      spendLeading()
    case .element:
      let inner = line.map { setter.styled.contexts[node].inheriting(from: $0) }
      let own = inner?.style ?? setter.styled.contexts[node].style
      guard own.values.display != .none, setter.nodes[node].elementName != "footnote" else { return }
      visit(element: node, style: own, state: state, within: style.values, line: inner)
    case .chart, .table:
      // Content never puts these among inline nodes.
      return
    }
  }

  private mutating func append(
    call node: Int, number: Int, style: ComputedStyle, state: InlineState, isInOwnLine: Bool
  ) {
    let made = setter.styled.noteCalls[node]
    let words = made?.text ?? String(number)
    var raised = state
    raised.decorations = []
    switch made?.alignment {
    case .super: raised.rise += style.values.fontSize.points * 0.34
    case .sub: raised.rise -= style.values.fontSize.points * 0.16
    case .raised(let height): raised.rise += height.points
    case .baseline, .top, .middle, .bottom: break
    // Signs such as an asterisk stand high already, or are meant to be seen.
    case nil:
      if words.allSatisfy(\.isNumber) {
        raised.noteNumber = .figures
      } else if words.contains(where: \.isLetter) {
        raised.noteNumber = .letters
      }
    }
    // A call that no rule selects looks as what is around it.
    let isPlain = isInOwnLine && made?.style === setter.styled.contexts[node].style
    let number = self.number(of: isPlain ? style : made?.style ?? style, raised)
    let count = text.runs.count
    text.append(words, kind: .noteCall, style: number, of: setter.styles[number], node: node)
    if text.runs.count > count { spendLeading() }
  }

  private mutating func visit(
    element node: Int, style: ComputedStyle, state: InlineState, within outer: StyleValues, line: StyleContext?
  ) {
    let values = style.values
    var inner = state
    if let language = setter.nodes[node].attributes["lang"] {
      inner.language = setter.memory.languages.number(of: language)
    }
    switch values.verticalAlign {
    // The rises of most browsers and of TeX's text superscripts, by the font around.
    case .super: inner.rise += outer.fontSize.points * 0.34
    case .sub: inner.rise -= outer.fontSize.points * 0.16
    case .raised(let height): inner.rise += height.points
    case .baseline, .top, .middle, .bottom: break
    }
    if let own = values.ownTextDecoration {
      inner.decorations.append(PlacedDecoration(decoration: own, rise: inner.rise))
    }
    leading += edge(values.margin.left)
    let box = InlineBox.isDrawn(values) ? gathered.boxes.count : nil
    let firstRun = text.runs.count
    if box != nil {
      gathered.boxes.append(
        InlineBox(
          style: style, text: number(of: style, inner), runs: firstRun..<firstRun, outerLeading: leading,
          innerTrailing: 0))
    }
    leading += edge(values.padding.left, values.border.left)
    visitChildren(of: node, style: style, state: inner, line: line)
    guard text.runs.count > firstRun else {
      if box != nil { gathered.boxes.removeLast() }
      return
    }
    let last = text.runs.count - 1
    text.runs[last].trailing += edge(values.padding.right, values.border.right)
    if let box {
      gathered.boxes[box].runs = firstRun..<text.runs.count
      gathered.boxes[box].innerTrailing = text.runs[last].trailing
    }
    text.runs[last].trailing += edge(values.margin.right)
  }

  private mutating func spendLeading() {
    guard leading != 0 else { return }
    text.runs[text.runs.count - 1].leading += leading
    leading = 0
  }

  /// The words are gathered before the width of their line is known, so percentages count for nothing.
  private func edge(_ extent: Extent) -> Float { Float(extent.resolved(in: .zero)?.points ?? 0) }
  private func edge(_ padding: Extent, _ border: Border) -> Float {
    max(edge(padding), 0) + Float(border.usedWidth.points)
  }

  private func pictureState(
    _ node: Int, _ values: StyleValues, within outer: StyleValues, _ state: InlineState
  ) -> InlineState {
    var raised = state
    switch values.verticalAlign {
    case .middle:
      // Centred on half the height of a lower-case letter.
      let height = setter.imageSize(node, lineWidth: .infinity).height.points
      raised.rise += outer.fontSize.points * 0.25 - height / 2
    case .super: raised.rise += outer.fontSize.points * 0.34
    case .sub: raised.rise -= outer.fontSize.points * 0.16
    case .raised(let height): raised.rise += height.points
    case .baseline, .top, .bottom: break
    }
    return raised
  }
}
