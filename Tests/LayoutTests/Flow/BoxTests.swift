import Content
import Diagnostics
import Geometry
import Graphics
import Testing

import Styling

@testable import Layout

@Suite("Boxes")
struct BoxTests {
  /// A path as it is drawn.
  private struct Drawn {
    var path: Path
    var fill: Color?
    var stroke: Stroke?
    var points: [Point] {
      path.elements.flatMap { element -> [Point] in
        switch element {
        case .move(let point), .line(let point): [point]
        case .curve(let a, let b, let c): [a, b, c]
        case .close: []
        }
      }
    }
    var bounds: Rectangle {
      points.dropFirst().reduce(Rectangle(origin: points[0], size: .zero)) {
        $0.union(Rectangle(origin: $1, size: .zero))
      }
    }
  }

  private func drawn(_ css: String, cut: BoxEdges = []) throws -> [Drawn] {
    var diagnostics = Diagnostics()
    let cascade = try testCascade("p { \(css) }", into: &diagnostics)
    #expect(diagnostics.all == [])
    var report = FakeReport()
    report.add("p", text: "word")
    let style = StyledTree(report.tree, cascade: cascade).style(1)
    return Self.paths(
      boxShapes(style, frame: Rectangle(x: .pt(10), y: .pt(20), width: .pt(100), height: .pt(50)), cut: cut))
  }

  private static func paths(_ shapes: [Shape]) -> [Drawn] {
    shapes.compactMap {
      if case .path(let path, let fill, let stroke) = $0 { Drawn(path: path, fill: fill, stroke: stroke) } else { nil }
    }
  }
  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Rectangle {
    Rectangle(x: .pt(x), y: .pt(y), width: .pt(width), height: .pt(height))
  }
  private let red = Color(hex: 0xFF0000)
  private let blue = Color(hex: 0x0000FF)

  @Test("A border that is the same all around is one stroke along its middle")
  func uniform() throws {
    let box = try drawn("border: 2pt solid red; background: blue")
    #expect(box.count == 2 && box[0].fill == blue && box[0].bounds == rectangle(10, 20, 100, 50))
    #expect(box[1].stroke?.width == .pt(2) && box[1].bounds == rectangle(11, 21, 98, 48))
  }

  @Test("Rounded corners are followed by the background and by the border's middle")
  func rounded() throws {
    let box = try drawn("border: 2pt solid red; background: blue; border-radius: 10pt 0 0 0 / 8pt 0 0 0")
    #expect(box[0].path.elements.first == .move(Point(x: .pt(10), y: .pt(28))))
    #expect(
      box[0].points.contains(Point(x: .pt(20), y: .pt(20))) && !box[0].points.contains(Point(x: .pt(10), y: .pt(20))))
    #expect(box[1].path.elements.first == .move(Point(x: .pt(11), y: .pt(28))))
    #expect(box[1].points.contains(Point(x: .pt(20), y: .pt(21))))
  }

  @Test("Radii that would overlap are made smaller together, and percentages are of width and height")
  func overlapping() throws {
    let pill = try drawn("background: red; border-radius: 1000pt")
    #expect(
      pill[0].points.contains(Point(x: .pt(35), y: .pt(20))) && pill[0].points.contains(Point(x: .pt(10), y: .pt(45))))
    let ellipse = try drawn("background: red; border-radius: 50%")
    #expect(
      ellipse[0].points.contains(Point(x: .pt(60), y: .pt(20)))
        && ellipse[0].points.contains(Point(x: .pt(10), y: .pt(45))))
  }

  @Test("Sides of two colours or widths meet in a mitre")
  func mitred() throws {
    let box = try drawn("border: 4pt solid red; border-left: 10pt solid blue")
    #expect(box.map(\.fill) == [red, blue] || box.map(\.fill) == [blue, red])
    let left = try #require(box.first { $0.fill == blue })
    let corners = [(10.0, 20.0), (20, 24), (20, 66), (10, 70)].map { Point(x: .pt($0.0), y: .pt($0.1)) }
    #expect(Set(left.points) == Set(corners))
    // Widths alone need no seam.
    let ring = try drawn("border: 4pt solid red; border-left-width: 10pt")
    #expect(ring.count == 1 && ring[0].fill == red && ring[0].points.contains(Point(x: .pt(20), y: .pt(24))))
  }

  @Test("A lone side is a straight stroke, as rules are")
  func lone() throws {
    let box = try drawn("border-bottom: 0.4pt solid red")
    #expect(box.count == 1 && box[0].stroke?.width == .pt(0.4))
    #expect(box[0].bounds == rectangle(10, 69.8, 100, 0))
  }

  @Test("Double borders are two lines of a third each")
  func double() throws {
    let box = try drawn("border: 3pt double red")
    #expect(box.map { $0.stroke?.width } == [.pt(1), .pt(1)])
    #expect(box[0].bounds == rectangle(10.5, 20.5, 99, 49) && box[1].bounds == rectangle(12.5, 22.5, 95, 45))
  }

  @Test("Dashes and dots are spaced to end where their side does")
  func broken() throws {
    let top = try drawn("border-top: 2pt dashed red")
    let dashes = try #require(top[0].stroke?.dashes)
    let period = (dashes[0] + dashes[1]).points
    let count = (100 - dashes[0].points) / period
    #expect(abs(count - count.rounded()) < 0.01 && dashes[0] == .pt(6))
    let dotted = try drawn("border: 2pt dotted red")
    #expect(dotted.count == 4 && dotted.allSatisfy { $0.stroke?.cap == .round && $0.stroke?.dashes.first == .zero })
    #expect(dotted.contains { $0.bounds == rectangle(11, 21, 98, 0) })
    let rounded = try drawn("border: 2pt dashed red; border-radius: 5pt")
    #expect(rounded.count == 1)
  }

  @Test("Where a box is cut it has neither border nor rounded corners")
  func cut() throws {
    let box = try drawn("border: 2pt solid red; border-radius: 6pt; background: blue", cut: .bottom)
    #expect(
      box[0].points.contains(Point(x: .pt(10), y: .pt(70))) && !box[0].points.contains(Point(x: .pt(10), y: .pt(20))))
    #expect(box.count == 2 && box[1].fill == red)
    #expect(
      box[1].points.contains(Point(x: .pt(12), y: .pt(70))) && box[1].points.contains(Point(x: .pt(110), y: .pt(70))))
  }

  // MARK: In the flow

  @Test("Sizes and their limits, of the content or of the border's box")
  func sizes() throws {
    var report = FakeReport()
    for name in ["a", "b", "c", "d"] { report.add("div", classes: [name], text: name) }
    let (list, _) = try testFlow(
      report,
      css: """
        div { padding: 5pt; border: 1pt solid } .a { box-sizing: border-box; width: 50%; height: 40pt }
        .b { width: calc(100% - 50pt); min-height: 30pt } .c { min-width: 80%; width: 10pt; max-height: 20pt; height: 90pt }
        .d { max-width: min(50%, 60pt); box-sizing: border-box; width: 3pt; height: 50% }
        """)
    #expect(list.boxes.map(\.width) == [100, 162, 172, 13])
    var heights: [Double] = []
    for box in list.boxes { heights.append(list.items[Int(box.open)...Int(box.close)].map(\.height).reduce(0, +)) }
    #expect(heights == [40, 42, 32, 22])
  }

  @Test("A height alone takes room, and a box without any lets margins through")
  func empty() throws {
    var report = FakeReport()
    report.add("p", text: "one")
    report.add("div", classes: ["gap"])
    report.add("p", text: "two")
    report.add("div", classes: ["none"])
    report.add("p", text: "three")
    let (list, _) = try testFlow(
      report,
      css: "p { margin: 6pt 0 } .gap { height: 20pt; margin: 3pt } .none { background: red; margin: -2pt 0 9pt }")
    #expect(list.items.map(\.kind) == [.unit, .open, .close, .unit, .unit])
    #expect(list.items.map(\.height) == [10, 0, 20, 10, 10])
    #expect(list.items.map(\.space) == [6, 6, 0, 6, 7])
    #expect(list.boxes.count == 1)
  }

  @Test("Sizes beyond reason neither crash nor hang")
  func hostile() throws {
    for css in [
      "width: 1e30pt", "margin: 0 1e9pt", "margin: calc(1pt / 0)", "padding: 1e30pt", "height: 1e30pt", "font-size: 0",
      "border: 1e30pt dotted red; border-radius: 1e30pt", "width: 0; border-radius: 50%", "margin: -1e30pt",
      "min-width: 1e30pt", "border: 1e-30pt dashed red", "text-indent: 1e30pt", "letter-spacing: -1e30pt",
      "line-height: 0",
      "line-height: 1e30", "text-decoration: underline wavy 1e-30pt", "vertical-align: 1e30pt",
    ] {
      var report = FakeReport()
      let block = report.add("div", text: "Some words to be set ")
      report.add("em", to: block, text: "and some more")
      let laid = try LaidOut(report, css: "div, em { \(css) }")
      #expect(!laid.pages.isEmpty && laid.pages.count < 20, "\(css)")
    }
  }
}
