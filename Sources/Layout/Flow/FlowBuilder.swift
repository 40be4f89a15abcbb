import Charts
import Content
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// Takes a styled document apart into the items of a flow.
///
/// It can be run again after a page number changed: blocks that have been set for the same width are kept, but for those
/// that ``forget(_:)`` names.
final class FlowBuilder {
  let styled: StyledTree
  let setter: any BlockSetting
  let placer: FlowPlacer
  var notes = NoteList()
  /// Notes and blocks that stand beside the text, in the order in which they were met.
  var sidenotes: [Sidenote] = []
  /// What would stand beside the text and is taller than a page.
  var tallSidenotes: Set<Int> = []
  /// Whether any note that is called stands beside the text.
  let hasSidenotes: Bool
  var diagnostics = Diagnostics()

  /// The room on a page of a type.
  struct Room {
    var width: Double
    /// Nil where nothing is fitted to pages, and so nothing floats.
    var height: Double?
    /// How the area for notes looks.
    var notes = StyleValues()
    /// The widths of the areas beside the text.
    var sidenotes: [PageStyle.NoteSide: Double] = [:]
  }
  let room: (_ pageName: String?) -> Room
  /// The blocks that were set, by their nodes.
  var set: [Int: (width: Double, content: any FlowContent)] = [:]
  /// The notes in the order of their first calls.
  let noteOrder: [Int]
  let called: Set<Int>
  private var calledNotes: Set<Int> = []

  init(
    styled: StyledTree, setter: any BlockSetting, placer: FlowPlacer,
    room: @escaping (_ pageName: String?) -> Room
  ) {
    self.styled = styled
    self.setter = setter
    self.placer = placer
    self.room = room
    var called: Set<Int> = []
    var order: [Int] = []
    styled.content.visitInOrder { node in
      if case .footnoteCall(let note, _) = styled.content.nodes[node].kind,
        styled.content.nodes[note].elementName == "footnote",
        !styled.isHidden(note: note), called.insert(note).inserted
      {
        order.append(note)
      }
    }
    noteOrder = order
    self.called = called
    hasSidenotes = order.contains { styled.contexts[$0].style.values.float.isSidenote }
  }

  /// Sets a block anew when the flow is next built.
  func forget(_ node: Int) { set[node] = nil }

  /// Where blocks stand and what may be done with them.
  struct Place {
    var x = 0.0
    var width: Double
    /// The height of a page; nil where nothing is fitted to it.
    var pageHeight: Double?
    /// Whether figures may leave their place.
    var mayFloat = false
    /// Whether it is in the flow that pages are made of, not in something that is set as a whole.
    var mayDivide = false
    /// The columns that it is in one of.
    var columns: ColumnSection?
    /// Whether it is inside something that is drawn around it.
    var isBoxed = false
    var page = PageWish()
  }

  /// The type of page that an element asks for.
  struct PageWish {
    var name: String?
    var owner = -1
    /// Whether the element begins a page in any case.
    var isForced = false
  }

  /// The whole document as a flow, with its notes in ``notes``.
  func build() -> VerticalList {
    buildNotes()
    sidenotes = []
    calledNotes = []
    var list = VerticalListBuilder()
    guard !styled.content.nodes.isEmpty else { return list.finish() }
    let page = room(nil)
    add(
      ContentTree.root, to: &list,
      in: Place(width: page.width, pageHeight: page.height, mayFloat: true, mayDivide: true),
      calls: calls(
        { node in self.calledNotes.insert(node).inserted ? self.notes.byNode[node] ?? -1 : -1 }, width: page.width))
    return list.finish()
  }

  typealias Calls = (_ note: Int) -> Int32

  // MARK: Blocks

  func add(_ node: Int, to list: inout VerticalListBuilder, in place: Place, calls: @escaping Calls) {
    let style = styled.style(node)
    guard style.display != .none, !isNote(node) else { return }
    if style.float == .footnote { warnOfNote(node) }
    if let name = style.running {
      list.mark(.running(name: name, node: node))
      markAnchors(in: node, to: &list)
      return
    }
    if let width = sidenoteWidth(of: node, on: place.page.name) {
      list.mark(.sidenote(sidenote(node, width: width), baseline: nil))
      addCalls(in: node, to: &list, in: place, calls: calls)
      return
    }
    var place = place
    let changesPage = style.page.map { $0 != place.page.name } ?? false
    if let name = style.page, place.mayFloat {
      place.page = PageWish(name: name, owner: node, isForced: rule(style.breakBefore, in: place).isForced)
      let page = room(name)
      if place.columns == nil { place.width = page.width }
      place.pageHeight = page.height
    } else if changesPage {
      warnOfPage(node)
    }
    if isWhole(node, style) { settlePage(for: place, on: &list) }
    list.breakBefore(rule(style.breakBefore, in: place))
    if style.clearsFloats { list.clearFloats() }
    let isWide = spansColumns(node, style, in: place)
    let across = isWide ? place.acrossColumns : place
    let acrossCalls = isWide ? self.calls(calls, width: across.width) : calls
    if changesPage || !addFloat(node, style, to: &list, in: across, isWide: isWide, calls: acrossCalls) {
      let columns = isWide ? list.endColumns() : nil
      addInFlow(node, style, to: &list, in: across, calls: acrossCalls)
      if let columns { list.beginColumns(columns) }
    }
    let after = rule(style.breakAfter, in: place)
    if after == .avoided { list.keepWithNext() } else { list.breakBefore(after) }
  }

  /// Adds a block at its place in the flow, together with what it has to stay with.
  private func addInFlow(
    _ node: Int, _ style: StyleValues, to list: inout VerticalListBuilder, in outer: Place, calls: @escaping Calls
  ) {
    var place = outer
    if isFigure(node) { place.mayFloat = false }
    if let table = ownTable(of: node) {
      place.mayFloat = false
      list.addTable(table) { addBox(node, style, to: &$0, in: place, calls: calls) }
    } else if let level = styled.headingLevel(node) {
      list.beginHeading(isBarrier: level <= 2 && place.mayFloat)
      list.addTogether(rule: .forbidden) { addBox(node, style, to: &$0, in: place, calls: calls) }
      if style.breakAfter == .auto { list.keepWithNext() }
    } else if isFigure(node) {
      fitToPage(node, in: place)
      list.addTogether(rule: .forbidden) { addBox(node, style, to: &$0, in: place, calls: calls) }
    } else if rule(style.breakInside, in: place) == .avoided {
      list.addTogether { addBox(node, style, to: &$0, in: place, calls: calls) }
    } else {
      addBox(node, style, to: &list, in: place, calls: calls)
    }
  }

  /// Whether what is in a block never asks for pages of its own.
  private func isWhole(_ node: Int, _ style: StyleValues) -> Bool {
    !holdsBlocks(node) || style.display == .flex || style.display == .grid || isFigure(node)
      || styled.content.nodes[node].firstChild == nil
  }

  /// Goes on to a page of the type that is asked for, if what comes next is not on one.
  private func settlePage(for place: Place, on list: inout VerticalListBuilder) {
    guard place.mayFloat else { return }
    list.setPage(place.page.name, owner: place.page.owner, isForced: place.page.isForced)
  }

  /// Whether a block is the note of a call, and set where that is.
  func isNote(_ node: Int) -> Bool {
    called.contains(node) || styled.content.nodes[node].elementName == "footnote"
  }

  /// Tables and charts are no notes; other elements have become notes before.
  private func warnOfNote(_ node: Int) {
    warn(
      "layout.no-note", "'\(styled.content.nodes[node].elementName)' is no note and stays in the text",
      node: node, hint: "set 'float: footnote' on words, or on a block around it")
  }

  private func warnOfPage(_ node: Int) {
    let content = styled.content.nodes[node]
    diagnostics.warning(
      "layout.page-in-box", "'page' of '\(content.elementName)' has no effect inside a box, a figure or a row",
      at: styled.place(of: node), hint: "set it on the outermost element that is drawn")
  }

  private func rule(_ value: StyleValues.Break, in place: Place) -> VerticalList.BreakRule {
    switch value {
    case .auto: .allowed
    case .avoidColumn: place.columns == nil ? .allowed : .avoided
    case .avoid: .avoided
    case .column: place.columns == nil ? .allowed : .column
    case .page: .page
    case .left: .left
    case .right: .right
    }
  }

  /// Adds a block with its margins, borders and padding.
  func addBox(
    _ node: Int, _ style: StyleValues, to list: inout VerticalListBuilder, in place: Place,
    calls: @escaping Calls
  ) {
    // A table fits its own width, and draws borders as wide as its columns, which do not go around its caption.
    let isTable = if case .table = styled.content.nodes[node].kind { true } else { false }
    var box = BoxGeometry(isTable ? style.withoutBox : style, x: place.x, containing: place.width)
    if style.width == .auto, box.isDrawn, case .image = styled.content.nodes[node].kind {
      // The box of a picture is as wide as the picture (CSS 2.2, section 10.3.4).
      let own = picture(node, style, width: box.contentWidth)
      if let own = own as? DrawingContent, own.size.width.points < box.contentWidth {
        var narrow = style
        narrow.width = .length(own.size.width)
        narrow.boxSizing = .contentBox
        box = BoxGeometry(narrow, x: place.x, containing: place.width)
      }
    }
    if box.contentWidth <= BoxGeometry.leastWidth { warnNarrow(node) }
    list.addMargin(box.marginTop)
    markStart(of: node, style, box, to: &list)
    if isPicture(node) ? box.isDrawn || box.top > 0 || box.bottom > 0 : box.hasFrame {
      settlePage(for: place, on: &list)
      list.openBox(node: node, x: box.x, width: box.width, top: box.top)
      var inside = place
      inside.mayFloat = false
      inside.isBoxed = true
      addContent(of: node, style, to: &list, in: inside, box: box, calls: calls)
      list.closeBox(bottom: box.bottom, minimumHeight: isPicture(node) ? 0 : box.leastHeight)
    } else {
      addContent(of: node, style, to: &list, in: place, box: box, calls: calls)
    }
    list.addMargin(box.marginBottom)
  }

  /// Lets links to what runs in the margins lead to where it was written.
  private func markAnchors(in node: Int, to list: inout VerticalListBuilder) {
    if styled.content.nodes[node].identifier != nil || styled.headingLevel(node) != nil {
      list.mark(.anchor(node: node))
    }
    for child in styled.content.children(of: node) { markAnchors(in: child, to: &list) }
  }

  private func markStart(
    of node: Int, _ style: StyleValues, _ box: BoxGeometry, to list: inout VerticalListBuilder
  ) {
    if styled.content.nodes[node].identifier != nil || styled.headingLevel(node) != nil {
      list.mark(.anchor(node: node))
    }
    if let count = styled.pageCounts[node] { list.mark(.pageCount(count)) }
    if style.stringSet.isEmpty { return }
    for string in styled.runningStrings[node] ?? [] { list.mark(.string(name: string.name, value: string.value)) }
  }

  func addContent(
    of node: Int, _ style: StyleValues, to list: inout VerticalListBuilder, in outer: Place, box: BoxGeometry,
    calls: @escaping Calls
  ) {
    var place = outer
    place.x = box.contentX
    place.width = box.contentWidth
    if style.display == .listItem { mark(item: node, in: place, to: &list) }
    switch styled.content.nodes[node].kind {
    case .text, .lineBreak, .footnoteCall, .pageReference, .leader: return
    case .chart, .image:
      list.add(picture(node, style, width: place.width), x: place.x, node: node)
    case .table:
      addChildren(of: node, to: &list, in: place, calls: calls) { list in
        addBlock(
          content(node, width: place.width) { setter.table($0, width: $1) }, node: node, to: &list, in: place,
          calls: calls)
      }
    case .element:
      let holdsWords = styled.hasInlineContent(node)
      if style.display == .flex, !holdsWords {
        addFlex(node, style, to: &list, in: place, calls: calls)
      } else if style.display == .grid, !holdsWords {
        addGrid(node, style, to: &list, in: place, calls: calls)
      } else if let columns = columns(of: node, style, box, in: place) {
        addInColumns(columns, to: &list, in: place, calls: calls) { list, place, calls in
          addElement(node, to: &list, in: place, calls: calls)
        }
      } else {
        addElement(node, to: &list, in: place, calls: calls)
      }
    }
  }

  /// Adds the words of an element, or the blocks in it.
  private func addElement(
    _ node: Int, to list: inout VerticalListBuilder, in place: Place, calls: @escaping Calls
  ) {
    guard styled.hasInlineContent(node) else {
      return addChildren(of: node, to: &list, in: place, calls: calls) { _ in }
    }
    let start = list.count
    addBlock(
      content(node, width: place.width) { setter.paragraph($0, width: $1) }, node: node, to: &list, in: place,
      calls: calls)
    list.keepCalls(from: start) { self.notes.notes[Int($0)].keepsBlock }
  }

  /// Adds the blocks in a block, its caption above or below the others as its style says.
  ///
  /// - Parameter middle: Adds what stands between captions above and captions below, beside the children.
  private func addChildren(
    of node: Int, to list: inout VerticalListBuilder, in place: Place, calls: @escaping Calls,
    middle: (inout VerticalListBuilder) -> Void
  ) {
    let content = styled.content
    var captionsBelow: [Int] = []
    let isTable = if case .table = content.nodes[node].kind { true } else { false }
    let holdsCaption = isTable || content.nodes[node].elementName == "figure"
    if holdsCaption {
      for child in content.children(of: node) where isCaption(child) {
        if styled.style(child).captionSide == .bottom {
          captionsBelow.append(child)
        } else {
          add(child, to: &list, in: place, calls: calls)
        }
      }
    }
    middle(&list)
    // Cells of a table written in Markdown are its children, but its setter's concern.
    if !isTable {
      for child in content.children(of: node) where !(holdsCaption && isCaption(child)) {
        add(child, to: &list, in: place, calls: calls)
      }
    }
    for child in captionsBelow { add(child, to: &list, in: place, calls: calls) }
  }

  private func isCaption(_ node: Int) -> Bool {
    let name = styled.content.nodes[node].elementName
    return name == "figcaption" || name == "caption" || styled.style(node).display == .tableCaption
  }

  private func holdsBlocks(_ node: Int) -> Bool {
    if case .element = styled.content.nodes[node].kind { return !styled.hasInlineContent(node) }
    return false
  }

  /// A block as it was set before for the same width, or set now.
  func content(_ node: Int, width: Double, set make: (Int, Length) -> any FlowContent)
    -> any FlowContent
  {
    if let known = set[node], known.width == width { return known.content }
    let made = make(node, .pt(width))
    set[node] = (width, made)
    return made
  }

  private func warnNarrow(_ node: Int) {
    // A box without an element is part of the one around it.
    var named = node
    while styled.content.nodes[named].isAnonymousBox, let around = styled.content.nodes[named].parent { named = around }
    let content = styled.content.nodes[named]
    diagnostics.warning(
      "layout.no-width", "'\(content.elementName)' has no room between its margins and padding",
      at: styled.place(of: node), hint: "make its margins, padding or borders smaller")
  }

}
