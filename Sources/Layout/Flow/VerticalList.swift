import Content
import Geometry
import Styling

/// What a flow is made of from top to bottom: items that are never divided, with the space between them.
///
/// Paragraphs, tables and drawings have been taken apart into their units, margins have collapsed, and nesting is left
/// only as the opening and closing items of boxes that are drawn. A page is a stretch of such a list, so choosing where
/// pages end needs to know nothing else. All distances are in points.
struct VerticalList {
  /// Whether a page may end before an item.
  enum BreakRule: UInt8, Comparable {
    case allowed
    /// Only where it saves a bad page (`break-inside: avoid`, `break-before: avoid`).
    case avoided
    /// Would part lines or items that belong together.
    case forbidden
    /// A column ends here in any case.
    case column
    /// A page ends here in any case.
    case page, left, right

    var isForced: Bool { self >= .column }
    var isPageForced: Bool { self >= .page }
    static func < (a: BreakRule, b: BreakRule) -> Bool { a.rawValue < b.rawValue }
  }

  struct Item {
    enum Kind: UInt8 { case unit, open, close }
    var kind: Kind
    /// Whether no page should end after it, as after a heading.
    var keepsNext = false
    /// Whether floats that are still waiting are placed before it, as before a heading of level 2.
    var isBarrier = false
    /// Whether it begins a heading.
    var isHeading = false
    var breakBefore: BreakRule
    /// The block or box it belongs to.
    var index: Int32
    /// Which unit of the block.
    var unit: Int32 = 0
    /// The float that begins with it; -1 for none.
    var float: Int32 = -1
    /// The margin above it, which is dropped at the top of a page.
    var space: Double
    var height: Double
    /// The notes called in it, by their places in ``VerticalList/calls``.
    var firstCall: Int32 = 0
    var callCount: Int32 = 0
  }

  /// A block that has been set for its width.
  struct Block {
    var content: any FlowContent
    var x: Double
    /// The document's node, for warnings.
    var node: Int
    var repeatedHeight: Double
  }

  /// A box with a background or borders around some of the items.
  struct Box {
    var node: Int
    var x: Double
    var width: Double
    var parent: Int32
    var open: Int32
    var close: Int32
  }

  /// Items that stay together and may move to the top of a later page while what follows moves up.
  struct Float {
    /// Where a float may stand.
    struct Placement: OptionSet {
      var rawValue: UInt8
      /// Where it comes in the flow.
      static let flow = Placement(rawValue: 1)
      /// At the top of its page or column, or of a later one.
      static let top = Placement(rawValue: 2)
      /// At the foot of its page or column, or of a later one.
      static let foot = Placement(rawValue: 4)
      /// Only on a page or in a column after the one that it comes in.
      static let later = Placement(rawValue: 8)
    }
    /// The items, none of which has a space before the first.
    var items: Range<Int>
    var height: Double
    var spaceAbove: Double
    var spaceBelow: Double
    var firstCall: Int32
    var callCount: Int32
    var node: Int
    var placement: Placement = [.flow, .top]
    /// Whether it goes across columns.
    var isWide = false

    /// What it takes at the foot of a page, with the space above it.
    var heightAtFoot: Double { height + spaceAbove }
  }

  /// Something that is drawn or takes effect where an item stands.
  enum Mark {
    /// A node begins, so that links can lead to it.
    case anchor(node: Int)
    /// A running string is set.
    case string(name: String, value: String)
    case marker(Marker)
  }

  /// The marker of a list item, or the number of a note.
  struct Marker {
    var text: String
    var node: Int
    /// The edge at which the text begins that it stands beside, or at which it begins itself.
    var x: Double
    /// Whether text begins at the right.
    var isRightToLeft = false
    /// Whether it ends before `x`, hanging in the margin, or begins there.
    var hangs: Bool
    /// Below the item's top.
    var baseline: Double
  }

  var items: [Item] = []
  var blocks: [Block] = []
  var boxes: [Box] = []
  var floats: [Float] = []
  /// The stretches set in columns, in order.
  var sections: [ColumnSection] = []
  /// Notes in the order of their calls: indices of notes in the flow's ``NoteList``.
  var calls: [Int32] = []
  /// Pages of one type that follow one another, or that one element asks for.
  struct PageGroup {
    /// The first item of the stretch.
    var item: Int32
    /// Nil for the ordinary type.
    var name: String?
    /// The node that asks for the type.
    var owner: Int32
    /// Which of the stretches the group begins with: another one where something else has interrupted it.
    var first: Int32
  }
  /// The types of pages asked for, each from an item on.
  var pageGroups: [PageGroup] = []
  /// In order of their items.
  var marks: [(item: Int32, mark: Mark)] = []
  /// What is left below the last item: its margin.
  var spaceAtEnd: Double = 0

  /// The height of all items one under another, floats in their places, with the spaces above the first and below the last.
  var totalHeight: Double {
    var height = spaceAtEnd
    for item in items { height += item.space + item.height }
    return height
  }

  /// The group of the page that begins with an item.
  func pageGroup(at item: Int) -> PageGroup {
    var low = 0
    var high = pageGroups.count
    while low < high {
      let middle = (low + high) / 2
      if Int(pageGroups[middle].item) <= item { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? pageGroups[low - 1] : PageGroup(item: 0, name: nil, owner: -1, first: -1)
  }

  /// Whether a page that begins with an item is the first of its group.
  func beginsPageGroup(_ item: Int) -> Bool {
    let group = pageGroup(at: item)
    return item == Int(group.item) && (group.first < 0 || Int(pageGroups[Int(group.first)].item) == item)
  }

  /// The list with its outermost box made taller, as the cells of a row are.
  func stretched(by extra: Double) -> VerticalList {
    var taller = self
    if extra > 0, let last = items.last, last.kind == .close, boxes[Int(last.index)].parent < 0 {
      taller.items[items.count - 1].height += extra
    }
    return taller
  }

  /// The first mark at or after an item.
  func firstMark(from item: Int) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if Int(marks[middle].item) < item { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The boxes that are open just before an item, outermost first.
  func boxesOpen(before item: Int) -> [Int] {
    var low = 0
    var high = boxes.count
    while low < high {
      let middle = (low + high) / 2
      if Int(boxes[middle].open) < item { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    var at = low - 1
    while at >= 0 {
      if Int(boxes[at].close) >= item { found.append(at) }
      at = Int(boxes[at].parent)
    }
    return found.reversed()
  }
}

/// The notes of a document, each a flow of its own at the foot of a page.
struct NoteList {
  struct Note {
    var node: Int
    var list: VerticalList
    var height: Double
    /// Whether it may go on overleaf though it would fit if the line that calls it moved there.
    var mayDivide = true
    /// Whether the block that calls it moves with its line.
    var keepsBlock = false
  }
  var notes: [Note] = []
  /// Where each note stands in `notes`, by its node.
  var byNode: [Int: Int32] = [:]
  /// The rule above the notes of a page with the space around it.
  var separatorHeight: Double = 0
  /// Between two notes.
  var gap: Double = 0

  /// The height of some items of a note.
  func height(of note: Int, items: Range<Int>) -> Double {
    var height = 0.0
    for index in items {
      let item = notes[note].list.items[index]
      height += item.height + (index == items.lowerBound ? 0 : item.space)
    }
    return height
  }

  /// The height of the notes at the foot of a page, with the rule above them.
  func height(of parts: [PageSpan.NotePart]) -> Double {
    guard !parts.isEmpty else { return 0 }
    return parts.reduce(separatorHeight + gap * Double(parts.count - 1)) { height, part in
      height + self.height(of: Int(part.note), items: Int(part.items.lowerBound)..<Int(part.items.upperBound))
    }
  }
}
