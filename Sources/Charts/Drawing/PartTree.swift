/// The parts of a chart that have been opened, and which of them is open now.
struct PartTree {
  /// A part by its place among those opened; nil for the chart itself.
  typealias Index = Int?

  private struct Node {
    var part: ChartPart
    /// From the outermost part around it to itself.
    var path: [Int]
    var children: [Int] = []
  }
  private var nodes: [Node] = []
  private var outermost: [Int] = []
  private(set) var current: Index = nil

  /// Opens a part of the current one. One like it that was opened there before is opened again.
  mutating func open(_ part: ChartPart) {
    let siblings = current.map { nodes[$0].children } ?? outermost
    if let known = siblings.last(where: { nodes[$0].part == part }) {
      current = known
      return
    }
    let index = nodes.count
    nodes.append(Node(part: part, path: path(of: current) + [index]))
    if let current { nodes[current].children.append(index) } else { outermost.append(index) }
    current = index
  }

  /// Closes the current part; the one around it is current again.
  mutating func close() { current = path(of: current).dropLast().last }

  /// From the outermost part to this one.
  func path(of index: Index) -> [Int] { index.map { nodes[$0].path } ?? [] }
  func part(_ index: Int) -> ChartPart { nodes[index].part }
}
