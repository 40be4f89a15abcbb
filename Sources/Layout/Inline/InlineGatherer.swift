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
  /// Outer ones before those that they hold.
  private(set) var boxes: [InlineBox] = []
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
      let state = InlineState(decorationsOf: style.values, language: setter.languageNumber(of: source))
      var child = setter.nodes[node].firstChild
      while let here = child {
        visit(here, style: style, state: state)
        child = setter.nodes[here].nextSibling
      }
    case .text(let words, _, let style):
      let number = number(of: style, InlineState(decorationsOf: style.values))
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
      for note in setter.styled.notes(with: note) {
        calls.append(Paragraph.NoteCall(offset: Int32(text.bytes.count), note: Int32(note)))
      }
      append(call: node, number: printed, style: style, state: state)
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

  private mutating func append(call node: Int, number: Int, style: ComputedStyle, state: InlineState) {
    let made = setter.styled.noteCalls[node]
    let words = made?.text ?? String(number)
    var raised = state
    raised.decorations = []
    switch made?.style.values.verticalAlign ?? .baseline {
    case .super: raised.rise += style.values.fontSize.points * 0.34
    case .sub: raised.rise -= style.values.fontSize.points * 0.16
    // Signs such as an asterisk stand high already, or are meant to be seen.
    case .baseline, .raised, .top, .middle, .bottom:
      if words.allSatisfy(\.isNumber) {
        raised.noteNumber = .figures
      } else if words.contains(where: \.isLetter) {
        raised.noteNumber = .letters
      }
    }
    let number = self.number(of: made?.style ?? style, raised)
    let count = text.runs.count
    text.append(words, kind: .noteCall, style: number, of: setter.styles[number], node: node)
    if text.runs.count > count { spendLeading() }
  }

  private mutating func visitChildren(
    of node: Int, style: ComputedStyle, state: InlineState, within outer: StyleValues
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
    let box = InlineBox.isDrawn(values) ? boxes.count : nil
    let firstRun = text.runs.count
    if box != nil {
      boxes.append(
        InlineBox(
          style: style, text: number(of: style, inner), runs: firstRun..<firstRun, outerLeading: leading,
          innerTrailing: 0))
    }
    leading += edge(values.padding.left, values.border.left)
    var child = setter.nodes[node].firstChild
    while let here = child {
      visit(here, style: style, state: inner)
      child = setter.nodes[here].nextSibling
    }
    guard text.runs.count > firstRun else {
      if box != nil { boxes.removeLast() }
      return
    }
    let last = text.runs.count - 1
    text.runs[last].trailing += edge(values.padding.right, values.border.right)
    if let box {
      boxes[box].runs = firstRun..<text.runs.count
      boxes[box].innerTrailing = text.runs[last].trailing
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
