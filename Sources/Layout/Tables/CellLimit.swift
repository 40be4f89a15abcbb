import Content
import Styling

/// What a sheet asks of a cell and cannot have.
enum CellLimit: Hashable {
  /// Generated words in a cell that holds a text and is no node of the document.
  case generated(PseudoElement)
  /// A first line or letter in a style of its own.
  case first(PseudoElement)
  /// A width that is a share of the table's.
  case share
  /// A property that cells do not heed.
  case property(String)

  /// - Parameter context: That of a cell.
  static func all(of context: StyleContext) -> [CellLimit] {
    var limits: [CellLimit] = []
    for part in [PseudoElement.before, .after] {
      if case .parts = context.pseudo(part)?.style.values.content { limits.append(.generated(part)) }
    }
    for part in [PseudoElement.firstLine, .firstLetter] where context.pseudo(part) != nil {
      limits.append(.first(part))
    }
    switch context.style.values.width {
    case .auto, .length: break
    case .fraction, .calculated: limits.append(.share)
    }
    let values = context.style.values
    let isRounded = values.borderRadius != StyleValues().borderRadius
    if isRounded { limits.append(.property("border-radius")) }
    if values.minWidth != .auto { limits.append(.property("min-width")) }
    if values.height != .auto { limits.append(.property("height")) }
    return limits
  }

  /// Whether cells that hold nodes have what it asks for.
  var isOfWordsAlone: Bool {
    switch self {
    case .generated: true
    case .first, .share, .property: false
    }
  }
}

extension TableCell {
  var isText: Bool { if case .text = content { true } else { false } }
}

extension InlineSetter {
  /// Says once that a cell is not as a sheet asks.
  func warn(_ limit: CellLimit, of table: Int) {
    guard reportedLimits.insert(limit).inserted else { return }
    switch limit {
    case .generated(let part):
      warn(
        "style.unsupported-part", "'::\(part.rawValue)' is not for the cells of tables over data", node: table,
        hint: "write the words into the table's column, by its format or title")
    case .first(let part):
      warn(
        "style.unsupported-part", "'::\(part.rawValue)' is not for the cells of tables", node: table,
        hint: "style the cell as a whole, or its column: td[data-column=name]")
    case .share:
      warn(
        "style.no-effect", "the width of a column is a length; a share of the table's is left out", node: table,
        hint: "columns share the table by what they hold; write the width in mm or pt")
    case .property(let name):
      warn(
        "style.no-effect", "'\(name)' has no effect on the cells of a table", node: table,
        hint: "cells take 'width' as a length, and are as high as their words and 'padding' make them")
    }
  }
}
