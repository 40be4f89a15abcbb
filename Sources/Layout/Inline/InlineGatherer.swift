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
  private(set) var text: ParagraphText
  private(set) var anchors: [InlineAnchor]
  private(set) var calls: [Paragraph.NoteCall]
  /// Padding of elements that have begun since the last run.
  private var leading: Float = 0

  /// Takes over buffers from the paragraph before.
  init(setter: InlineSetter, text: ParagraphText, anchors: [InlineAnchor], calls: [Paragraph.NoteCall]) {
    self.setter = setter
    self.text = text
    self.anchors = anchors
    self.calls = []
    self.text.removeAll()
    self.anchors.removeAll(keepingCapacity: true)
  }

  mutating func gather(_ source: ParagraphSource, style: ComputedStyle) {
    switch source {
    case .node(let node):
      let state = InlineState(language: setter.languageNumber(of: source))
      var child = setter.nodes[node].firstChild
      while let here = child {
        visit(here, style: style, state: state)
        child = setter.nodes[here].nextSibling
      }
    case .text(let words, _, let style):
      let number = number(of: style, InlineState())
      text.append(words, style: number, of: setter.styles[number], node: -1)
    }
    text.finish(keepsSpaces: style.values.whiteSpaceCollapse == .preserve)
  }

  private func number(of style: ComputedStyle, _ state: InlineState) -> Int32 {
    setter.styles.number(of: style, state, shaper: setter.shaper, language: setter.language(state.language))
  }

  /// - Parameter style: That of the element around the node.
  private mutating func visit(_ node: Int, style: ComputedStyle, state: InlineState) {
    if setter.nodes[node].identifier != nil {
      anchors.append(InlineAnchor(offset: Int32(text.bytes.count), node: Int32(node)))
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
      var raised = state
      raised.isNoteNumber = true
      raised.isUnderlined = false
      let number = number(of: style, raised)
      calls.append(Paragraph.NoteCall(offset: Int32(text.bytes.count), note: Int32(note)))
      text.append(String(printed), kind: .noteCall, style: number, of: setter.styles[number], node: node)
      spendLeading()
    case .pageReference:
      text.appendObject(.pageNumber, style: number(of: style, state), node: node)
      spendLeading()
    case .leader:
      text.appendObject(.leader, style: number(of: style, state), node: node)
      spendLeading()
    case .image:
      let own = setter.styled.contexts[node].style
      guard own.values.display != .none else { return }
      text.appendObject(
        .image, style: number(of: own, pictureState(node, own.values, within: style.values, state)),
        node: node)
      spendLeading()
    case .element:
      let own = setter.styled.contexts[node].style
      guard own.values.display != .none else { return }
      visitChildren(of: node, style: own, state: state, within: style.values)
    case .chart, .table:
      // Content never puts these among inline nodes.
      return
    }
  }

  private mutating func visitChildren(
    of node: Int, style: ComputedStyle, state: InlineState, within outer: StyleValues
  ) {
    let values = style.values
    var inner = state
    inner.isUnderlined = inner.isUnderlined || values.underline
    inner.isStruckThrough = inner.isStruckThrough || values.lineThrough
    if let language = setter.nodes[node].attributes["lang"] {
      inner.language = setter.memory.languages.number(of: language)
    }
    if values.backgroundColor.alpha > 0 { inner.background = values.backgroundColor }
    switch values.verticalAlign {
    // The rises of most browsers and of TeX's text superscripts, by the font around.
    case .super: inner.rise += outer.fontSize.points * 0.34
    case .sub: inner.rise -= outer.fontSize.points * 0.16
    case .baseline, .top, .middle, .bottom: break
    }
    leading += edge(values.margin.left, values.padding.left, values.border.left)
    let firstRun = text.runs.count
    var child = setter.nodes[node].firstChild
    while let here = child {
      visit(here, style: style, state: inner)
      child = setter.nodes[here].nextSibling
    }
    let trailing = edge(values.margin.right, values.padding.right, values.border.right)
    if trailing != 0, text.runs.count > firstRun { text.runs[text.runs.count - 1].trailing += trailing }
  }

  private mutating func spendLeading() {
    guard leading != 0 else { return }
    text.runs[text.runs.count - 1].leading += leading
    leading = 0
  }

  private func edge(_ margin: Extent, _ padding: Extent, _ border: Border) -> Float {
    var width = border.usedWidth.points
    // The words are gathered before the width of their line is known, so percentages count for nothing.
    width += margin.resolved(in: .zero)?.points ?? 0
    width += padding.resolved(in: .zero)?.points ?? 0
    return Float(width)
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
    case .baseline, .top, .bottom: break
    }
    return raised
  }
}
