import Content
import Graphics

/// Where in the document numbers stand, for the pages that references to them print.
struct NumberNodes {
  enum Place {
    /// A node of words.
    case words(Int)
    case row(Int, table: Int)
    case chart(Int)
  }
  private var places: [NumberMark: Place] = [:]
  /// The rows that cells written as nodes are in.
  private(set) var rowOfCell: [Int: (table: Int, row: Int)] = [:]
  /// The call of each note, by the note's node.
  private(set) var callOfNote: [Int: Int] = [:]

  /// - Parameters:
  ///   - wanted: The numbers that are referred to.
  ///   - findsNodes: Whether the pages of nodes are asked for, too.
  init(_ wanted: Set<NumberMark>, findsNodes: Bool, in content: ContentTree) {
    guard findsNodes || !wanted.isEmpty else { return }
    for (node, entry) in content.nodes.enumerated() {
      switch entry.kind {
      case .text(_, let mark?) where wanted.contains(mark): places[mark] = .words(node)
      case .footnoteCall(let note, _): if callOfNote[note] == nil { callOfNote[note] = node }
      case .table(let table) where table.body.holdsRows: add(table, node, wanted)
      default: continue
      }
    }
    for drawn in content.drawnNumbers {
      for raw in drawn.marks where wanted.contains(NumberMark(rawValue: raw)) {
        places[NumberMark(rawValue: raw)] = .chart(drawn.node)
      }
    }
  }

  private mutating func add(_ table: TableContent, _ node: Int, _ wanted: Set<NumberMark>) {
    for index in 0..<table.body.rowCount {
      for cell in table.body.row(at: index).cells {
        switch cell.content {
        case .text(_, let mark?) where wanted.contains(mark): places[mark] = .row(index, table: node)
        case .text: continue
        case .node(let cell): rowOfCell[cell] = (node, index)
        }
      }
    }
  }

  subscript(mark: NumberMark) -> Place? { places[mark] }
}
