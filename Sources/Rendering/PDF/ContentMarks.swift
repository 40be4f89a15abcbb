import Geometry
import Graphics

/// Where the marked content of each element is, gathered page by page.
struct ContentMarks {
  /// The element of each piece of marked content, page after page in the order drawn.
  private(set) var elements: [StructureID] = []
  /// Where each page begins in `elements`.
  private(set) var pageStarts: [Int] = []
  /// What the keys of the parent tree stand for, in ascending order.
  private(set) var keys: [Key] = []
  /// The key of the page begun last, if it has marked content.
  private(set) var pageKey: Int?
  /// Where each element that is not only text is drawn, on the first page that has it.
  private(set) var boxes: [StructureID: Box] = [:]

  enum Key {
    case page(Int)
    case annotation(Int)
  }
  struct Box {
    var rectangle: Rectangle
    var page: Int
    var pageHeight: Length
  }

  mutating func beginPage(hasContent: Bool) {
    pageKey = hasContent ? keys.count : nil
    if hasContent { keys.append(.page(pageStarts.count)) }
    pageStarts.append(elements.count)
  }

  mutating func add(_ element: StructureID, box: Rectangle?, pageHeight: Length) {
    elements.append(element)
    guard let box else { return }
    let page = pageStarts.count - 1
    if let known = boxes[element] {
      if known.page == page { boxes[element]?.rectangle = known.rectangle.union(box) }
    } else {
      boxes[element] = Box(rectangle: box, page: page, pageHeight: pageHeight)
    }
  }

  /// Gives the annotation with an index a key in the parent tree.
  mutating func addAnnotation(_ index: Int) -> Int {
    keys.append(.annotation(index))
    return keys.count - 1
  }

  /// The pieces of marked content of a page.
  func pieces(ofPage page: Int) -> Range<Int> {
    pageStarts[page]..<(page + 1 < pageStarts.count ? pageStarts[page + 1] : elements.count)
  }
}
