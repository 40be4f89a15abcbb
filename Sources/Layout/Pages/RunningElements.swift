import Geometry
import Graphics
import Styling

/// Elements taken out of the text to run in the margins of pages (CSS GCPM Level 3, section 1.1), each set once for every
/// width that it is wanted in and then drawn on page after page.
final class RunningElements {
  private struct Key: Hashable {
    var node: Int
    var width: Double
  }
  private let builder: FlowBuilder
  private let placer: FlowPlacer
  private let labels: PageLabels
  private var lists: [Key: VerticalList] = [:]
  /// The number that the page prints on which they run.
  private var page = 0
  /// By the running element, what in it has to be set anew for every page.
  private var numbered: [Int: [Int]] = [:]

  init(builder: FlowBuilder, placer: FlowPlacer, labels: PageLabels) {
    self.builder = builder
    self.placer = placer
    self.labels = labels
  }

  /// - Parameter number: What the page prints of itself; elements that print it are set for that number.
  func begin(page number: Int) {
    if number == page { return }
    page = number
    for (node, blocks) in numbered where !blocks.isEmpty {
      lists = lists.filter { $0.key.node != node }
      for block in blocks { builder.forget(block) }
    }
  }

  func drawing(of node: Int, width: Double) -> Drawing {
    labels.running(on: page) {
      let list = list(of: node, width: width)
      let size = Size(width: .pt(width), height: .pt(list.totalHeight))
      var page = Page(size: size, label: "")
      placer.placeAside(list, at: .zero, on: &page)
      return Drawing(size: size, shapes: page.shapes.map(\.shape))
    }
  }

  func widths(of node: Int, in available: Double) -> (minimum: Double, natural: Double) {
    labels.running(on: page) {
      note(node)
      return builder.widths(of: node, in: available)
    }
  }

  private func list(of node: Int, width: Double) -> VerticalList {
    let key = Key(node: node, width: width)
    if let known = lists[key] { return known }
    note(node)
    let list = builder.separateFlow(of: node, width: max(width, BoxGeometry.leastWidth))
    lists[key] = list
    return list
  }

  private func note(_ node: Int) {
    if numbered[node] == nil { numbered[node] = labels.blocksWithOwnPage(in: node) }
  }
}
