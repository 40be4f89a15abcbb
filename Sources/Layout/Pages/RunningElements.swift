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
  private var drawings: [Key: Drawing] = [:]

  init(builder: FlowBuilder, placer: FlowPlacer) {
    self.builder = builder
    self.placer = placer
  }

  func drawing(of node: Int, width: Double) -> Drawing {
    let key = Key(node: node, width: width)
    if let known = drawings[key] { return known }
    let list = builder.separateFlow(of: node, width: max(width, BoxGeometry.leastWidth))
    let size = Size(width: .pt(width), height: .pt(list.totalHeight))
    var page = Page(size: size, label: "")
    placer.placeAside(list, at: .zero, on: &page)
    let drawing = Drawing(size: size, shapes: page.shapes.map(\.shape))
    drawings[key] = drawing
    return drawing
  }

  func widths(of node: Int, in available: Double) -> (minimum: Double, natural: Double) {
    builder.widths(of: node, in: available)
  }
}
