import Content
import Styling

/// A part of a table that is no node of the content, as style rules select it.
struct TablePart: StyleNode {
  var elementName: String
  var classes: [String] = []
  var identifier: String? { nil }
  func attribute(_ name: String) -> String? { nil }
}

extension TableRow.Kind {
  /// The row as style rules see it; rows of the head but the last hold spanners.
  func styleNode(isSpanner: Bool) -> TablePart {
    switch self {
    case .head: TablePart(elementName: "tr", classes: isSpanner ? ["spanner"] : [])
    case .body: TablePart(elementName: "tr")
    case .group: TablePart(elementName: "tr", classes: ["group"])
    case .total: TablePart(elementName: "tr", classes: ["total"])
    }
  }
}

/// The contexts of a table's parts, from which those of its cells are computed.
struct TableContexts {
  let table: StyleContext
  let head: StyleContext
  let body: StyleContext
  private let headRowCount: Int
  private let bodyRowCount: Int

  init(table: StyleContext, headRowCount: Int, bodyRowCount: Int) {
    self.table = table
    self.headRowCount = headRowCount
    self.bodyRowCount = bodyRowCount
    let parts = headRowCount > 0 ? 2 : 1
    head = table.child(
      TablePart(elementName: "thead"),
      at: SiblingPosition(index: 1, indexOfType: 1, count: parts, countOfType: 1))
    body = table.child(
      TablePart(elementName: "tbody"),
      at: SiblingPosition(index: parts, indexOfType: 1, count: parts, countOfType: 1))
  }

  /// The context of a row of the head or the body, counted from 0.
  func row(_ kind: TableRow.Kind, _ index: Int) -> StyleContext {
    let count = kind == .head ? headRowCount : bodyRowCount
    let position = SiblingPosition(index: index + 1, indexOfType: index + 1, count: count, countOfType: count)
    let isSpanner = kind == .head && index < headRowCount - 1
    return (kind == .head ? head : body).child(kind.styleNode(isSpanner: isSpanner), at: position)
  }
}
