import Geometry
import Styling

/// Where the parts of a page are, in the coordinates of the sheet that it is printed on.
///
/// The sheet is the paper itself unless backgrounds bleed over its edges or marks stand around it.
struct PageGeometry {
  /// An area beside the text.
  struct NoteArea {
    /// With its borders and padding.
    var box: Rectangle
    var content: Rectangle
    /// Between two notes.
    var gap: Length
  }

  /// The whole of what is printed on.
  let sheet: Size
  /// The paper as it is when cut.
  let trim: Rectangle
  /// What backgrounds may cover.
  let bleed: Rectangle
  /// Within the page's margins.
  let border: Rectangle
  /// Within its margins, borders and padding: that which the margin boxes stand around.
  let area: Rectangle
  /// What is left of the area between the notes at its sides.
  let text: Rectangle
  /// The areas for sidenotes.
  let notes: [PageStyle.NoteSide: NoteArea]

  init(_ style: PageStyle) {
    let marks = style.marks.crop || style.marks.cross ? PageMarks.room : .zero
    let around = style.bleed + marks
    let size = style.size
    trim = Rectangle(origin: Point(x: around, y: around), size: size)
    sheet = Size(width: size.width + around * 2, height: size.height + around * 2)
    bleed = trim.insetBy(.zero - style.bleed)
    border = trim.inset(by: style.margin)
    area = border.inset(by: style.style.values.edges(in: size.width))
    (text, notes) = Self.divide(area, among: style.noteAreas)
  }

  /// Takes the areas for sidenotes off the sides of a page's content.
  private static func divide(
    _ area: Rectangle, among areas: [PageStyle.NoteSide: ComputedStyle]
  ) -> (text: Rectangle, notes: [PageStyle.NoteSide: NoteArea]) {
    var text = area
    var notes: [PageStyle.NoteSide: NoteArea] = [:]
    for side in PageStyle.NoteSide.allCases {
      // One without a width is none, whatever stands around it.
      guard let values = areas[side]?.values,
        let wanted = values.width.resolved(in: area.size.width), wanted.points > BoxGeometry.leastWidth
      else { continue }
      func length(_ extent: Extent) -> Length { extent.resolved(in: area.size.width) ?? .zero }
      let edges = values.edges(in: area.size.width)
      let margin = (left: length(values.margin.left), right: length(values.margin.right))
      let width = wanted + edges.left + edges.right
      let outer = width + margin.left + margin.right
      let x = side == .left ? text.minX : text.maxX - outer
      let box = Rectangle(x: x + margin.left, y: area.minY, width: width, height: area.size.height)
      notes[side] = NoteArea(box: box, content: box.inset(by: edges), gap: values.rowGap ?? .zero)
      if side == .left { text.origin.x = text.minX + outer }
      text.size.width = text.size.width - outer
    }
    return (text, notes)
  }

  /// The side on which a sidenote stands; nil where the page has no area for it.
  func noteSide(_ wanted: PageStyle.NoteSide?, isLeftPage: Bool) -> PageStyle.NoteSide? {
    let outer: PageStyle.NoteSide = isLeftPage ? .left : .right
    let sides = wanted.map { [$0] } ?? (outer == .left ? [.left, .right] : [.right, .left])
    return sides.first { notes[$0] != nil }
  }
}

extension Rectangle {
  func inset(by insets: Insets) -> Rectangle {
    Rectangle(
      x: minX + insets.left, y: minY + insets.top, width: size.width - insets.left - insets.right,
      height: size.height - insets.top - insets.bottom)
  }
}

extension StyleValues {
  /// The borders and the padding inside them.
  func edges(in containing: Length) -> Insets {
    func padding(_ extent: Extent) -> Length { max(extent.resolved(in: containing) ?? .zero, .zero) }
    return Insets(
      top: border.top.usedWidth + padding(self.padding.top),
      right: border.right.usedWidth + padding(self.padding.right),
      bottom: border.bottom.usedWidth + padding(self.padding.bottom),
      left: border.left.usedWidth + padding(self.padding.left))
  }
}
