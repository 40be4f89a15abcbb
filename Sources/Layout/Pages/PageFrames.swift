import Diagnostics
import Geometry
import Styling

/// What each page looks like around its content: its size, margins and margin boxes, by the sheet.
final class PageFrames {
  private let cascade: Cascade
  private var known: [PageKind: PageStyle] = [:]
  private var unusable: [PageKind] = []

  init(cascade: Cascade) { self.cascade = cascade }

  /// The style of a page with a number.
  func style(number: Int, name: String?, isBlank: Bool = false) -> PageStyle {
    let kind = PageKind(
      name: name, isFirst: number == 1, isLeft: number.isMultiple(of: 2), isBlank: isBlank)
    if let style = known[kind] { return style }
    var style = cascade.page(kind)
    if Self.mend(&style) { unusable.append(kind) }
    known[kind] = style
    return style
  }

  /// The part of a page that is left between its margins.
  func content(number: Int, name: String?, isBlank: Bool = false) -> Rectangle {
    Self.content(of: style(number: number, name: name, isBlank: isBlank))
  }

  static func content(of style: PageStyle) -> Rectangle {
    Rectangle(
      x: style.margin.left, y: style.margin.top,
      width: style.size.width - style.margin.left - style.margin.right,
      height: style.size.height - style.margin.top - style.margin.bottom)
  }

  /// Warns of pages whose margins left no room.
  func report(into diagnostics: inout Diagnostics) {
    guard !unusable.isEmpty else { return }
    diagnostics.warning(
      "layout.no-page", "the margins of @page leave no room for the text; smaller ones are used",
      at: .file("style sheet"), hint: "make the page larger or its margins smaller")
  }

  /// Gives a page without room for text room again.
  ///
  /// - Returns: Whether that was needed.
  private static func mend(_ style: inout PageStyle) -> Bool {
    let least = Length.pt(36)
    var mended = false
    if !(style.size.width.points >= least.points) || !(style.size.height.points >= least.points) {
      style.size = Size(width: .mm(210), height: .mm(297))
      mended = true
    }
    func mendPair(_ a: inout Length, _ b: inout Length, of whole: Length) {
      let room = whole - a - b
      guard !(room.points >= min(least.points, whole.points / 3)) else { return }
      a = whole / 10
      b = whole / 10
      mended = true
    }
    mendPair(&style.margin.left, &style.margin.right, of: style.size.width)
    mendPair(&style.margin.top, &style.margin.bottom, of: style.size.height)
    return mended
  }
}
