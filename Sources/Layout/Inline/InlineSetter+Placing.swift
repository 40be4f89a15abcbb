import Content
import Geometry
import Graphics
import TextShaping

/// A part of a line as it is placed.
struct LinePart {
  var kind: InlineItem.Kind
  var run: Int32
  /// Its index in the ``WordTable``; -1 for what is no word.
  var word: Int32
  /// In points, without the padding around it.
  var width: Double
  var leading: Double = 0
  var trailing: Double = 0
  /// Whether it is a space that may be stretched and shrunk.
  var isElastic = false
}

extension InlineSetter {
  /// Draws lines of a paragraph with the top left corner of the first at `origin`.
  func place(
    _ units: Range<Int>, of paragraph: Paragraph, at origin: Point, label: StructureLabel?,
    on page: inout Page
  ) {
    guard !units.isEmpty else { return }
    measure(paragraph.source, style: paragraph.block.style, width: paragraph.width.points)
    var top = origin.y.points
    var item = 0
    var placer = LinePlacer(setter: self, paragraph: paragraph, left: origin.x.points, label: label)
    for index in units {
      let line = paragraph.lines[index]
      let start = index == 0 ? 0 : paragraph.lines[index - 1].next
      let extent = paragraph.extents?[index]
      let baseline = top + (extent.map { Double($0.baseline) } ?? paragraph.block.baseline)
      item = firstItem(endingAfter: start, from: item)
      placer.place(
        line, from: start, firstItem: item, index: index, top: top, baseline: baseline, on: &page)
      top += extent.map { Double($0.height) } ?? paragraph.block.lineHeight
    }
    placer.finish(on: &page)
  }

  private func firstItem(endingAfter offset: Int32, from item: Int) -> Int {
    var low = item
    var high = items.items.count
    while low < high {
      let middle = (low + high) / 2
      if items.items[middle].end > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Collects what is on a line, words cut where it begins and ends.
  func collectParts(from start: Int32, to end: Int32, firstItem: Int) {
    parts.removeAll(keepingCapacity: true)
    var index = firstItem
    while index < items.items.count, items.items[index].start < end {
      let item = items.items[index]
      index += 1
      let run = text.runs[Int(item.run)]
      let style = styles[run.style]
      var part = LinePart(kind: item.kind, run: item.run, word: item.word, width: Double(item.width))
      if item.start == run.start, item.start >= start {
        part.leading = Double(run.leading)
      }
      if Int(item.end) == text.end(of: Int(item.run)), item.end <= end {
        part.trailing = Double(run.trailing)
      }
      switch item.kind {
      case .word where item.start < start || item.end > end:
        let range = Int(max(start, item.start))..<Int(min(end, item.end))
        part.word = words.index(of: range, in: text.bytes, style: style, shaper: shaper)
        part.width = words[part.word].width
      case .word, .fixedSpace:
        part.width = words[item.word].width
      case .space, .noBreakSpace:
        part.width = style.spaceWidth
        part.isElastic = !style.keepsSpaces
      case .object: part.width -= part.leading + part.trailing
      case .leader: part.width = style.size
      case .lineFeed: continue
      }
      parts.append(part)
    }
  }
}

/// Draws the lines of one paragraph, one after another.
private struct LinePlacer {
  private let setter: InlineSetter
  private let paragraph: Paragraph
  private let left: Double
  private let fixedLabel: StructureLabel?

  /// The run of glyphs that is being written, and the inline run that it belongs to.
  private var glyphs: GlyphRun?
  private var glyphRun: Int32 = -1
  private var glyphLabel = StructureLabel.artifact(.layout)
  private var labels: [StructureLabel?]
  /// How much wider than their own the letters of the line at hand are.
  private var scale = 1.0

  /// Where an inline run stands on the line.
  private struct Span {
    var run: Int32
    var start: Double
    var end: Double
  }
  private var spans: [Span] = []
  private struct OpenLink {
    var node: Int
    var boxes: [Rectangle]
  }
  private var links: [OpenLink] = []

  init(setter: InlineSetter, paragraph: Paragraph, left: Double, label: StructureLabel?) {
    self.setter = setter
    self.paragraph = paragraph
    self.left = left
    fixedLabel = label
    labels = Array(repeating: nil, count: setter.text.runs.count)
  }

  mutating func place(
    _ line: SetLine, from start: Int32, firstItem: Int, index: Int, top: Double, baseline: Double,
    on page: inout Page
  ) {
    placeAnchors(from: start, to: line, isLast: index == paragraph.lines.count - 1, top: top, on: &page)
    setter.collectParts(from: start, to: line.end, firstItem: firstItem)
    guard let first = setter.parts.first, let last = setter.parts.last else { return }
    let fill = fit(line, first: first, last: last, isFirst: index == 0)
    let firstShape = page.shapes.count
    spans.removeAll(keepingCapacity: true)
    scale = 1 + fill.share.letters
    var x = fill.start
    for index in setter.parts.indices {
      let part = setter.parts[index]
      let style = setter.styles[setter.text.runs[Int(part.run)].style]
      let begin = x
      x += part.leading
      switch part.kind {
      case .word, .fixedSpace:
        for piece in setter.words.pieces(of: part.word) {
          open(piece.face, part.run, style, at: x, baseline: baseline, on: &page)
          glyphs?.append(piece, letterSpacing: .pt(style.letterSpacing * scale))
          x += piece.width(size: .pt(style.size), letterSpacing: .pt(style.letterSpacing)).points * scale
        }
      case .space, .noBreakSpace:
        drawSpace(
          part.run, style, standingFor: part.kind == .noBreakSpace ? noBreakSpace : nil, at: x, baseline,
          on: &page)
        x += part.isElastic ? part.width * (1 + fill.share.spaces) : part.width
      case .object:
        close(on: &page)
        drawPicture(part.run, at: x, width: part.width, baseline: baseline, on: &page)
        x += part.width
      case .leader:
        close(on: &page)
        x += part.width + fill.leader
        drawLeader(from: x - part.width - fill.leader, to: x, baseline: baseline, style: style, on: &page)
      case .lineFeed: break
      }
      x += part.trailing
      if let previous = spans.last, previous.run == part.run {
        spans[spans.count - 1].end = x
      } else {
        spans.append(Span(run: part.run, start: begin, end: x))
      }
    }
    let lastStyle = setter.styles[setter.text.runs[Int(last.run)].style]
    if line.hasHyphen, let hyphen = lastStyle.hyphen {
      open(hyphen.face, last.run, lastStyle, at: x, baseline: baseline, on: &page)
      glyphs?.append(hyphen, standingFor: softHyphen)
      x += lastStyle.hyphenWidth * scale
      spans[spans.count - 1].end = x
    } else if line.next > line.end, index < paragraph.lines.count - 1, last.kind != .leader,
      last.kind != .object
    {
      // The space at which the line ends is drawn, so that whoever copies the text gets it.
      drawSpace(last.run, lastStyle, standingFor: nil, at: x, baseline, on: &page)
    }
    close(on: &page)
    placeSpans(top: top, baseline: baseline, behind: firstShape, on: &page)
  }

  /// Adds the links whose boxes were collected.
  mutating func finish(on page: inout Page) {
    for link in links {
      guard let area = linkArea(link) else { continue }
      page.links.append(area)
    }
  }

  // MARK: Filling

  /// Where the line starts, how its spaces and letters change, and what leaders get.
  private func fit(
    _ line: SetLine, first: LinePart, last: LinePart, isFirst: Bool
  ) -> (start: Double, share: Justification, leader: Double) {
    var natural = line.hasHyphen ? setter.styles[setter.text.runs[Int(last.run)].style].hyphenWidth : 0
    var spaces = 0.0
    var letters = natural
    var leaders = 0.0
    for part in setter.parts {
      natural += part.width + part.leading + part.trailing
      if part.isElastic { spaces += part.width }
      if part.kind == .word { letters += part.width }
      if part.kind == .leader { leaders += 1 }
    }
    let block = paragraph.block
    let indent = isFirst ? block.indent : 0
    let width = paragraph.width.points - indent
    var leftHang = 0.0
    var rightHang = 0.0
    if block.hangs {
      if first.word >= 0, first.leading == 0 { leftHang = Double(setter.words[first.word].leftHang) }
      if line.hasHyphen {
        rightHang = MarginKerning.hyphenHang(
          width: setter.styles[setter.text.runs[Int(last.run)].style].hyphenWidth)
      } else if last.word >= 0, last.trailing == 0 {
        rightHang = Double(setter.words[last.word].rightHang)
      }
    }
    let start = left + indent
    let align = line.isLast ? block.alignLast : block.align
    switch align {
    case .center: return (start + max(0, (width - natural) / 2), .none, 0)
    case .right, .end: return (start + width - natural + rightHang, .none, 0)
    case .left, .start, .justify: break
    }
    let free = width + leftHang + rightHang - natural
    if leaders > 0 { return (start - leftHang, .none, max(0, free) / leaders) }
    // A justified paragraph's last line may have to shrink like the others.
    guard align == .justify || (block.align == .justify && free < 0) else {
      return (start - leftHang, .none, 0)
    }
    var share = Justification(difference: free, spaces: spaces, letters: letters)
      .rounded(spaces: spaces, letters: letters)
    share.spaces = max(share.spaces, -Justification.spaceShrinkLimit - 0.02)
    return (start - leftHang, share, 0)
  }

  // MARK: Drawing

  /// Makes sure that glyphs go to a run of this face and style that has come to `x`.
  private mutating func open(
    _ face: FontFace, _ run: Int32, _ style: InlineStyle, at x: Double, baseline: Double, on page: inout Page
  ) {
    let label = label(of: run)
    let isSame =
      glyphs.map { current in
        current.face === face
          && (run == glyphRun
            || (label == glyphLabel && current.size.points == style.size && current.color == style.color
              && current.origin.y.points == baseline - style.rise))
      } ?? false
    if !isSame {
      close(on: &page)
      glyphs = GlyphRun(
        face: face, size: .pt(style.size), horizontalScale: scale, color: style.color,
        origin: Point(x: .pt(x), y: .pt(baseline - style.rise)))
      glyphLabel = label
    } else if let current = glyphs {
      let gap = x - current.origin.x.points - current.width.points
      if abs(gap) > 1e-9 { glyphs?.advance(by: .pt(gap)) }
    }
    glyphRun = run
  }

  private mutating func close(on page: inout Page) {
    if let done = glyphs, !done.glyphs.isEmpty {
      page.shapes.append(LabelledShape(.glyphs(done), as: glyphLabel))
    }
    glyphs = nil
    glyphRun = -1
  }

  private mutating func drawSpace(
    _ run: Int32, _ style: InlineStyle, standingFor text: [UInt8]?, at x: Double, _ baseline: Double,
    on page: inout Page
  ) {
    guard let space = style.space else { return }
    open(space.face, run, style, at: x, baseline: baseline, on: &page)
    glyphs?.append(space, letterSpacing: .pt(style.letterSpacing), standingFor: text)
  }

  private func drawPicture(_ run: Int32, at x: Double, width: Double, baseline: Double, on page: inout Page) {
    let info = setter.text.runs[Int(run)]
    guard case .image(let image) = setter.nodes[Int(info.node)].kind else { return }
    let size = setter.imageSize(Int(info.node), lineWidth: paragraph.width.points)
    let bottom = baseline - setter.styles[info.style].rise
    let origin = Point(x: .pt(x), y: .pt(bottom) - size.height)
    let label = setter.structure.label(of: Int(info.node))
    switch image.source {
    case .raster(let raster):
      page.shapes.append(LabelledShape(.image(raster, Rectangle(origin: origin, size: size)), as: label))
    case .drawing(let drawing):
      guard drawing.size.width > .zero, drawing.size.height > .zero else { return }
      let transform = Transform.scale(size.width / drawing.size.width, size.height / drawing.size.height)
        .then(.translation(origin))
      page.shapes.append(LabelledShape(.drawing(drawing, transform), as: label))
    }
  }

  /// Draws dots that lead the eye. Their places are counted from the column's right edge, so that those of lines under one
  /// another stand in line; they are a stroke and not text, so that nobody has them read out.
  private func drawLeader(
    from start: Double, to end: Double, baseline: Double, style: InlineStyle, on page: inout Page
  ) {
    let pitch = style.size * 0.5
    let dot = style.size * 0.1
    let right = left + paragraph.width.points
    let first = ((right - start - pitch * 0.7) / pitch).rounded(.down)
    let last = ((right - end + pitch * 0.7) / pitch).rounded(.up)
    guard first >= last else { return }
    let y = Length.pt(baseline - style.rise - dot / 2)
    // From the right, so that the dashes' phase is the same on each line; a hair longer, so that the last dot is drawn.
    let path = Path.line(
      from: Point(x: .pt(right - last * pitch), y: y), to: Point(x: .pt(right - first * pitch - 0.01), y: y))
    page.shapes.append(
      LabelledShape(
        .path(
          path, fill: nil,
          stroke: Stroke(color: style.color, width: .pt(dot), dashes: [.zero, .pt(pitch)], cap: .round)),
        as: .artifact(.layout)))
  }

  // MARK: What belongs to stretches of the line

  private mutating func label(of run: Int32) -> StructureLabel {
    if let fixedLabel { return fixedLabel }
    if let known = labels[Int(run)] { return known }
    let node = setter.text.runs[Int(run)].node
    let label = node < 0 ? .artifact(.layout) : setter.structure.label(of: Int(node))
    labels[Int(run)] = label
    return label
  }

  private mutating func placeSpans(top: Double, baseline: Double, behind firstShape: Int, on page: inout Page) {
    var backgrounds: [LabelledShape] = []
    for span in spans {
      let run = setter.text.runs[Int(span.run)]
      let style = setter.styles[run.style]
      let box = Rectangle(
        x: .pt(span.start), y: .pt(baseline - style.rise - style.ascent), width: .pt(span.end - span.start),
        height: .pt(style.ascent + style.descent))
      if let color = style.background {
        backgrounds.append(
          LabelledShape(.path(.rectangle(box), fill: color, stroke: nil), as: .artifact(.background)))
      }
      if style.isUnderlined || style.isStruckThrough {
        decorate(span, style: style, baseline: baseline, on: &page)
      }
      if let mark = mark(of: run) { page.numbers.append(NumberPlace(mark: mark, box: box)) }
      if run.node >= 0 { addLinkBox(box, of: run) }
    }
    if !backgrounds.isEmpty { page.shapes.insert(contentsOf: backgrounds, at: firstShape) }
  }

  private func decorate(_ span: Span, style: InlineStyle, baseline: Double, on page: inout Page) {
    let metrics = setter.shaper[style.font].face.metrics
    let stroke = Stroke(color: style.color, width: .pt(metrics.underlineThickness * style.size))
    func draw(_ position: Double) {
      let y = Length.pt(baseline - style.rise - position * style.size)
      page.shapes.append(
        LabelledShape(
          .path(
            .line(from: Point(x: .pt(span.start), y: y), to: Point(x: .pt(span.end), y: y)), fill: nil,
            stroke: stroke),
          as: .artifact(.layout)))
    }
    if style.isUnderlined { draw(metrics.underlinePosition) }
    if style.isStruckThrough { draw(metrics.strikeoutPosition) }
  }

  private func mark(of run: InlineRun) -> NumberMark? {
    if run.node < 0 {
      if case .text(_, let mark, _) = paragraph.source { return mark }
      return nil
    }
    if case .text(_, let mark) = setter.nodes[Int(run.node)].kind { return mark }
    return nil
  }

  private mutating func addLinkBox(_ box: Rectangle, of run: InlineRun) {
    guard let node = linkNode(around: Int(run.node)) else { return }
    guard let known = links.firstIndex(where: { $0.node == node }) else {
      links.append(OpenLink(node: node, boxes: [box]))
      return
    }
    if let last = links[known].boxes.last, abs((last.maxX - box.minX).points) < 0.01,
      last.overlaps(box.shiftedLeft)
    {
      links[known].boxes[links[known].boxes.count - 1] = last.union(box)
    } else {
      links[known].boxes.append(box)
    }
  }

  /// The link that a node is or stands in.
  private func linkNode(around node: Int) -> Int? {
    var at: Int? = node
    while let here = at {
      if case .footnoteCall = setter.nodes[here].kind { return here }
      if case .node(let block) = paragraph.source, here == block { return nil }
      if setter.nodes[here].elementName == "a", setter.nodes[here].attributes["href"] != nil { return here }
      at = setter.nodes[here].parent
    }
    return nil
  }

  private func linkArea(_ link: OpenLink) -> LinkArea? {
    guard let element = setter.structure.element(of: link.node) else { return nil }
    let node = setter.nodes[link.node]
    if case .footnoteCall(let note, let number) = node.kind {
      return LinkArea(
        target: .destination(setter.nodes[note].identifier ?? "note-\(number)"), boxes: link.boxes,
        element: element,
        description: node.attributes["title"] ?? String(number))
    }
    guard let address = node.attributes["href"] else { return nil }
    return LinkArea(
      target: address.hasPrefix("#") ? .destination(String(address.dropFirst())) : .address(address),
      boxes: link.boxes,
      element: element, description: node.attributes["title"] ?? setter.plainText(of: link.node))
  }

  private func placeAnchors(
    from start: Int32, to line: SetLine, isLast: Bool, top: Double, on page: inout Page
  ) {
    for anchor in setter.anchors
    where anchor.offset >= start && (anchor.offset < line.next || isLast) {
      guard let name = setter.nodes[Int(anchor.node)].identifier else { continue }
      page.destinations.append(Destination(name: name, point: Point(x: .pt(left), y: .pt(top))))
    }
  }
}

private let noBreakSpace: [UInt8] = [0xC2, 0xA0]
private let softHyphen: [UInt8] = [0xC2, 0xAD]

extension Rectangle {
  /// Moved by a point to the left, so that a box that touches another overlaps it.
  fileprivate var shiftedLeft: Rectangle { offset(by: Point(x: .pt(-1), y: .zero)) }
}

extension InlineSetter {
  /// The words of a node and all in it.
  func plainText(of node: Int) -> String {
    switch nodes[node].kind {
    case .text(let words, _): return words
    case .lineBreak: return " "
    case .leader, .chart, .table, .footnoteCall: return ""
    case .pageReference(let target): return " " + (pageLabel(target) ?? "")
    case .image(let image): return image.alternativeText
    case .element: break
    }
    var result = ""
    var child = nodes[node].firstChild
    while let here = child {
      result += plainText(of: here)
      child = nodes[here].nextSibling
    }
    return result
  }
}
