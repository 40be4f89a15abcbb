import Geometry
import Styling

extension FlowBuilder {
  /// A column narrower than this many times its font size holds no line of words.
  private static let leastColumnWidth = 5.0

  /// The columns that a block sets its content in, as many as CSS Multi-column Layout 1, 3.4, gives it; nil for one.
  func columns(of node: Int, _ style: StyleValues, _ box: BoxGeometry, in place: Place) -> ColumnSection? {
    guard style.columns.isMulticol else { return nil }
    guard place.mayDivide, place.columns == nil else {
      warn(
        "layout.no-columns", "what stands in columns, figures, notes or boxes side by side has no columns of its own",
        node: node, hint: "set 'columns' on a block of the text, such as body or section")
      return nil
    }
    let gap = style.columnGap?.points ?? style.fontSize.points
    let room = box.contentWidth
    func fitting(_ width: Double) -> Int { max(1, Int(min((room + gap) / max(width + gap, 0.01), 10_000))) }
    let wanted =
      switch (style.columns.width, style.columns.count) {
      case (let width?, let count?): min(count, fitting(width.points))
      case (let width?, nil): fitting(width.points)
      default: style.columns.count ?? 1
      }
    let count = min(wanted, fitting(style.fontSize.points * Self.leastColumnWidth))
    if count < wanted {
      warn(
        "layout.narrow-columns", "there is no room for \(wanted) columns, and \(count) are set", node: node,
        hint: "ask for fewer columns or a smaller 'column-gap'")
    }
    guard count > 1 else { return nil }
    return ColumnSection(
      items: 0..<0, count: count, x: box.contentX, width: (room - gap * Double(count - 1)) / Double(count), gap: gap,
      isRightToLeft: style.direction == .rightToLeft, isBalanced: style.columns.isBalanced, node: node)
  }

  /// Adds content in columns.
  func addInColumns(
    _ columns: ColumnSection, to list: inout VerticalListBuilder, in place: Place, calls: @escaping Calls,
    _ body: (inout VerticalListBuilder, Place, @escaping Calls) -> Void
  ) {
    var inside = place
    inside.columns = columns
    inside.x = columns.x
    inside.width = columns.width
    list.beginColumns(columns)
    body(&list, inside, self.calls(calls, width: columns.width))
    list.endColumns()
  }

  /// Calls of notes that are set for a width unless they have been called before.
  func calls(_ calls: @escaping Calls, width: Double) -> Calls {
    { note in
      self.setNote(note, width: width)
      return calls(note)
    }
  }

  /// Whether an element goes across the columns that it is in.
  func spansColumns(_ node: Int, _ style: StyleValues, in place: Place) -> Bool {
    guard place.columns != nil else { return false }
    let spans =
      switch style.float {
      case .page(let float): style.columns.spansAll || (float.reference ?? style.floatReference ?? .page) == .page
      case .auto: style.columns.spansAll || style.floatReference == .page
      case .none, .footnote, .sidenote: style.columns.spansAll
      }
    if spans, place.isBoxed {
      warn(
        "layout.no-span", "what stands in a box with a border, background or padding cannot go across columns",
        node: node, hint: "take it out of the box, or give the box itself 'column-span: all'")
    }
    return spans && !place.isBoxed
  }

  func warn(_ id: String, _ message: String, node: Int, hint: String) {
    diagnostics.warning(id, message, at: styled.place(of: node), hint: hint)
  }
}

extension FlowBuilder.Place {
  /// The same place across the columns that it is in.
  var acrossColumns: FlowBuilder.Place {
    guard let columns else { return self }
    var place = self
    place.columns = nil
    place.x = columns.x
    place.width = columns.fullWidth
    return place
  }
}
