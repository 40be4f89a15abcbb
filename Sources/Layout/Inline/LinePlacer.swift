import Geometry
import Graphics
import TextShaping

/// Draws the lines of one paragraph, one after another.
struct LinePlacer {
  let setter: InlineSetter
  let paragraph: Paragraph
  let left: Double
  let fixedLabel: StructureLabel?

  /// The run of glyphs that is being written, and the inline run that it belongs to.
  private var glyphs: GlyphRun?
  private var glyphRun: Int32 = -1
  private var glyphLabel = StructureLabel.artifact(.layout)
  var labels: [StructureLabel?]
  /// How much wider than their own the letters of the line at hand are, and how much farther apart, in points.
  private var scale = 1.0
  private var tracking = 0.0

  /// Where an inline run stands on the line.
  struct Span {
    var run: Int32
    var start: Double
    var end: Double
  }
  var spans: [Span] = []
  struct OpenLink {
    var node: Int
    var boxes: [Rectangle]
  }
  var links: [OpenLink] = []

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
    let fill = fit(line, first: first, last: last, index: index)
    let firstShape = page.shapes.count
    spans.removeAll(keepingCapacity: true)
    scale = 1 + fill.share.letters
    tracking = spacing(of: fill.share)
    let places = places(fill, hasHyphen: line.hasHyphen)
    var x = fill.start
    for index in setter.parts.indices {
      let part = setter.parts[index]
      let style = setter.styles[setter.text.runs[Int(part.run)].style]
      if let places {
        x = places[index]
        // A run of glyphs goes from left to right.
        if part.isRightToLeft || index == 0 || setter.parts[index - 1].isRightToLeft { close(on: &page) }
      }
      x += lead(of: part, fill)
      let begin = x
      x += part.isRightToLeft ? part.trailing : part.leading
      switch part.kind {
      case .word, .fixedSpace:
        drawWord(part, style, at: x, baseline, on: &page)
        x += width(of: part)
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
        drawLeader(part.run, from: x - part.width - fill.leader, to: x, baseline: baseline, style: style, on: &page)
      case .lineFeed: break
      }
      x += part.isRightToLeft ? part.leading : part.trailing
      addSpan(part.run, from: begin, to: x)
    }
    if last.isRightToLeft, let place = places?.last { x = place }
    drawEnd(of: line, after: last, isLast: index == paragraph.lines.count - 1, at: x, baseline, on: &page)
    close(on: &page)
    placeSpans(line, from: start, baseline: baseline, behind: firstShape, on: &page)
  }

  /// Adds the links whose boxes were collected.
  mutating func finish(on page: inout Page) {
    for link in links {
      guard let area = linkArea(link) else { continue }
      page.links.append(area)
    }
  }

  /// Where each part of the line at hand begins, in the order of the text; nil where all runs from left to right.
  private func places(_ fill: Fill, hasHyphen: Bool) -> [Double]? {
    guard setter.parts.contains(where: \.isRightToLeft) else { return nil }
    var places = [Double](repeating: fill.start, count: setter.parts.count)
    var x = fill.start
    for index in visualOrder(ofLevels: setter.parts.map { $0.level ?? 0 }) {
      let part = setter.parts[index]
      let hyphen = hasHyphen && index == setter.parts.count - 1 ? hyphenWidth(after: part) : 0
      places[index] = part.isRightToLeft ? x + hyphen : x
      x += lead(of: part, fill) + hyphen + part.leading + part.trailing
      switch part.kind {
      case .word, .fixedSpace: x += width(of: part)
      case .space, .noBreakSpace: x += part.isElastic ? part.width * (1 + fill.share.spaces) : part.width
      case .leader: x += part.width + fill.leader
      case .object, .lineFeed: x += part.width
      }
    }
    return places
  }

  private func hyphenWidth(after part: LinePart) -> Double {
    setter.styles[setter.text.runs[Int(part.run)].style].hyphenWidth * scale
  }

  private mutating func addSpan(_ run: Int32, from start: Double, to end: Double) {
    guard let last = spans.last, last.run == run, abs(last.end - start) < 0.01 || abs(last.start - end) < 0.01
    else {
      spans.append(Span(run: run, start: start, end: end))
      return
    }
    spans[spans.count - 1].start = min(last.start, start)
    spans[spans.count - 1].end = max(last.end, end)
  }

  // MARK: Filling

  private typealias Fill = (start: Double, share: Justification, leader: Double)

  /// Where the line starts, how its spaces and letters change, and what leaders get.
  private func fit(
    _ line: SetLine, first: LinePart, last: LinePart, index: Int
  ) -> Fill {
    var natural = line.hasHyphen ? setter.styles[setter.text.runs[Int(last.run)].style].hyphenWidth : 0
    var spaces = 0.0
    var letters = natural
    var leaders = 0.0
    var gaps = 0.0
    for part in setter.parts {
      natural += part.width + part.leading + part.trailing + part.lead
      gaps += part.gap
      if part.isElastic { spaces += part.width }
      if part.kind == .word { letters += part.width }
      if part.kind == .leader { leaders += 1 }
    }
    let block = paragraph.block
    let indent = block.indent(in: paragraph.width).width(
      isFirst: index == 0, followsForcedBreak: index > 0 && paragraph.lines[index - 1].isLast)
    let width = paragraph.width.points - indent
    var (leftHang, rightHang, spareHang) = hangs(line, first: first, last: last, index: index)
    let isRightToLeft = block.direction == .rightToLeft
    let start = isRightToLeft ? left : left + indent
    let align = line.isLast ? block.alignLast : block.align
    if width + leftHang + rightHang < natural { rightHang += spareHang }
    let free = width + leftHang + rightHang - natural
    switch align {
    case .center: return (start + max(0, (width - natural) / 2), .none, 0)
    case .right,
      .end where !isRightToLeft, .start where isRightToLeft && leaders == 0 && !mustShrink(free):
      return (start + width - natural + rightHang, .none, 0)
    case .left, .start, .end, .justify: break
    }
    if leaders > 0 { return (start - leftHang, .none, max(0, free) / leaders) }
    guard align == .justify || mustShrink(free) else {
      return (start - leftHang, .none, 0)
    }
    var share = Justification(
      difference: free, spaces: spaces, gaps: gaps, letters: letters, limits: setter.letterLimits(block)
    )
    .rounded(spaces: spaces, gaps: gaps, letters: letters)
    share.spaces = max(share.spaces, -Justification.spaceShrinkLimit - 0.02)
    return (start - leftHang, share, 0)
  }

  /// How far the ends of a line stand out to the left and right, and how much farther the right one may.
  private func hangs(
    _ line: SetLine, first: LinePart, last: LinePart, index: Int
  ) -> (left: Double, right: Double, spare: Double) {
    let block = paragraph.block
    let hanging = block.hanging
    guard hanging != .none, block.direction == .leftToRight else { return (0, 0, 0) }
    var left: Float = 0
    if first.word >= 0, first.leading == 0 { left = hanging.left(setter.words[first.word], isFirstLine: index == 0) }
    if line.hasHyphen {
      let width = setter.styles[setter.text.runs[Int(last.run)].style].hyphenWidth
      return (Double(left), Double(hanging.hyphen(width: width)), 0)
    }
    guard last.word >= 0, last.trailing == 0 else { return (Double(left), 0, 0) }
    let word = setter.words[last.word]
    let right = hanging.right(word, endsParagraph: index == paragraph.lines.count - 1)
    return (Double(left), Double(right), Double(hanging.spare(word)))
  }

  /// The room that a share of the letters' width adds after each of them, in points.
  private func spacing(of share: Justification) -> Double {
    guard share.tracking != 0 else { return 0 }
    var width = 0.0
    var clusters = 0
    for part in setter.parts where part.kind == .word {
      width += part.width
      clusters += clusterCount(of: part)
    }
    return clusters > 0 ? share.tracking * width / Double(clusters) : 0
  }

  private func clusterCount(of part: LinePart) -> Int {
    part.word < 0 ? 0 : setter.words.pieces(of: part.word).reduce(0) { $0 + Int($1.clusterCount) }
  }

  /// The space before a part.
  private func lead(of part: LinePart, _ fill: Fill) -> Double { part.lead + part.gap * max(0, fill.share.spaces) }

  /// The room that a word takes on the line.
  private func width(of part: LinePart) -> Double {
    part.width * scale + (tracking == 0 || part.kind != .word ? 0 : tracking * Double(clusterCount(of: part)))
  }

  /// A justified paragraph's last line may have to shrink like the others.
  private func mustShrink(_ free: Double) -> Bool { paragraph.block.align == .justify && free < 0 }

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

  private mutating func drawWord(
    _ part: LinePart, _ style: InlineStyle, at start: Double, _ baseline: Double, on page: inout Page
  ) {
    let pieces = setter.words.pieces(of: part.word)
    let spacing = style.letterSpacing * scale + (part.kind == .word ? tracking : 0)
    func width(_ piece: ShapedWord) -> Double {
      piece.width(size: .pt(style.size)).points * scale + Double(piece.clusterCount) * spacing
    }
    guard part.isRightToLeft else {
      var x = start
      for piece in pieces {
        open(piece.face, part.run, style, at: x, baseline: baseline, on: &page)
        glyphs?.append(piece, letterSpacing: .pt(spacing))
        x += width(piece)
      }
      return
    }
    // In the order of the text, for whoever copies it.
    var x = start + self.width(of: part)
    for piece in pieces.reversed() {
      x -= width(piece)
      close(on: &page)
      open(piece.face, part.run, style, at: x, baseline: baseline, on: &page)
      glyphs?.append(piece, letterSpacing: .pt(spacing))
    }
  }

  /// Draws what ends a line: a hyphen, or the space at which it was broken.
  private mutating func drawEnd(
    of line: SetLine, after last: LinePart, isLast: Bool, at edge: Double, _ baseline: Double,
    on page: inout Page
  ) {
    let style = setter.styles[setter.text.runs[Int(last.run)].style]
    var x = edge
    if last.isRightToLeft {
      close(on: &page)
      x -= line.hasHyphen ? hyphenWidth(after: last) : style.spaceWidth
    }
    if line.hasHyphen, let hyphen = style.hyphen {
      open(hyphen.face, last.run, style, at: x, baseline: baseline, on: &page)
      glyphs?.append(hyphen, standingFor: softHyphen)
      addSpan(last.run, from: x, to: x + style.hyphenWidth * scale)
    } else if line.next > line.end, !isLast, last.kind != .leader, last.kind != .object {
      // The space at which the line ends is drawn, so that whoever copies the text gets it.
      drawSpace(last.run, style, standingFor: nil, at: x, baseline, on: &page)
    }
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
}

private let noBreakSpace: [UInt8] = [0xC2, 0xA0]
private let softHyphen: [UInt8] = [0xC2, 0xAD]
