/// Where the pages of a document begin and end.
public struct Plan: Sendable {
  /// How many pages there are, blank ones among them.
  public var pageCount: Int { pages.count }

  var pages: [PageSpan]

  /// The number printed on a page, for diagnostics and links; `index` counts from 0.
  public func label(ofPage index: Int) -> String { String(pages[index].number) }

  init(pages: [PageSpan]) { self.pages = pages }
}
