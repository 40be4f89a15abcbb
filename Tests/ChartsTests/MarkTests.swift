import Geometry
import Graphics
import Testing

@testable import Charts

@Suite struct MarkTests {
  private let rows = values(
    "{a: A, n: 4, g: u}, {a: B, n: 8, g: u}, {a: C, n: 2, g: u}, {a: A, n: 6, g: v}, {a: B, n: 2, g: v}, {a: C, n: 3, g: v}"
  )

  @Test("A row has the colour of its number on the ramp of the sheet, or on that of a scheme")
  func ramps() throws {
    let fixture = try Fixture()
    func fills(_ scale: String) throws -> [Color] {
      let spec = """
        {mark: rect, data: \(values("{x: a, v: 0}, {x: b, v: 5}, {x: c, v: 10}")),
         encoding: {x: {field: x, type: nominal}, color: {field: v, type: quantitative, legend: null\(scale)}}}
        """
      return try fixture.drawing(spec).drawing.filledBoxes.map(\.fill)
    }
    let sheet = try fills("")
    #expect(sheet[0] == Color(hex: 0xE2E9F3) && sheet[2] == Color(hex: 0x004A7B))
    let viridis = try fills(", scale: {scheme: viridis}")
    #expect(viridis[0] == Color(hex: 0x440154) && viridis[2] == Color(hex: 0xFDE725))
    let turned = try fills(", scale: {scheme: viridis, reverse: true}")
    #expect(turned[0] == viridis[2] && turned[2] == viridis[0])
    let classes = try fills(", scale: {type: threshold, domain: [3, 8], range: [red, lime, blue]}")
    #expect(classes == [Color(hex: 0xFF0000), Color(hex: 0x00FF00), Color(hex: 0x0000FF)])
  }

  @Test("A ramp is explained by a bar of its colours with round numbers, and sizes by circles")
  func guides() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: circle, data: \(values("{x: 1, y: 2, v: 0, s: 10}, {x: 2, y: 3, v: 100, s: 40}")),
       encoding: {x: {field: x, type: quantitative}, y: {field: y, type: quantitative},
         color: {field: v, type: quantitative, title: Heat}, size: {field: s, type: quantitative, title: Mass}}}
      """
    let drawing = try fixture.drawing(spec).drawing
    let words = drawing.texts.map(\.text)
    #expect(words.contains("Heat") && words.contains("Mass") && words.contains("100") && words.contains("40"))
    #expect(drawing.filledBoxes.count == 64, "the steps of the bar")
  }

  @Test("The area of a circle grows with its number, from nothing at zero")
  func sizes() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: circle, data: \(values("{x: 1, s: 10}, {x: 2, s: 40}")),
       encoding: {x: {field: x, type: quantitative}, size: {field: s, type: quantitative, legend: null}}}
      """
    let circles = try fixture.drawing(spec).drawing.circles
    #expect(circles.count == 2)
    #expect(abs(circles[1] / circles[0] - 2) < 1e-6, "four times the area is twice the radius")
    #expect(abs(circles[1] - (361 / Double.pi).squareRoot() * 0.75) < 0.01)
  }

  @Test("A condition on the data gives single marks another colour")
  func conditions() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: bar, data: \(values("{a: A, n: 4}, {a: B, n: 8}, {a: C, n: 2}")),
       encoding: {x: {field: a, type: nominal}, y: {field: n, type: quantitative},
         color: {condition: {test: datum.n > 5, value: orange}, value: "#123456"}}}
      """
    let fills = try fixture.drawing(spec).drawing.filledBoxes.map(\.fill)
    #expect(fills == [Color(hex: 0x123456), Color(hex: 0xFFA500), Color(hex: 0x123456)])
  }

  @Test("Areas on one another fill the whole of it where they are shares, and meet without a gap")
  func areas() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: area, data: \(rows),
       encoding: {x: {field: a, type: ordinal}, y: {field: n, type: quantitative, stack: normalize}, color: {field: g}}}
      """
    let areas = try fixture.drawing(spec).drawing.polygons.filter { $0.count == 6 }
    #expect(areas.count == 2)
    // u lies under v: its upper edge is the lower edge of v, and v ends at a hundred percent.
    let (u, v) = (areas[0], areas[1])
    #expect(zip(u.prefix(3), v.suffix(3).reversed()).allSatisfy { abs($0.y - $1.y) < 1e-6 })
    #expect(Set(v.prefix(3).map { ($0.y * 1000).rounded() }).count == 1)
    let height = u[5].y - v[0].y
    #expect(abs((u[5].y - u[0].y) / height - 0.4) < 1e-6, "4 of 10")
  }

  @Test("Missing values of a stack of areas count as nothing")
  func holesInStacks() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: area, data: \(values("{a: 1, n: 4, g: u}, {a: 2, n: 8, g: u}, {a: 3, n: 2, g: u}, {a: 2, n: 2, g: v}")),
       encoding: {x: {field: a, type: quantitative}, y: {field: n, type: quantitative}, color: {field: g}}}
      """
    let areas = try fixture.drawing(spec).drawing.polygons.filter { $0.count == 6 }
    #expect(areas.count == 2 && areas[1][0].y == areas[0][0].y && areas[1][1].y < areas[0][1].y)
  }

  @Test("Arcs take parts of the circle as large as their values, clockwise from the top")
  func arcs() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: arc, data: \(values("{c: A, v: 1}, {c: B, v: 1}, {c: C, v: 2}")),
       encoding: {theta: {field: v, type: quantitative}, color: {field: c}}}
      """
    let drawing = try fixture.drawing(spec).drawing
    let starts = drawing.paths.compactMap { path -> Point? in
      guard path.fill != nil, case .move(let p) = path.path.elements.first, path.path.elements.count > 3 else {
        return nil
      }
      return p
    }
    #expect(starts.count == 3)
    // From the top over the right to the foot.
    #expect(starts[1].x > starts[0].x && abs(starts[2].x.points - starts[0].x.points) < 1e-6)
    #expect(starts[2].y > starts[1].y && starts[1].y > starts[0].y)
    #expect(drawing.texts.map(\.text).joined(separator: " ").contains("C 2"))
  }

  @Test("A box plot stands at the quartiles, with whiskers of 1.5 times their distance and the rest as points")
  func boxPlots() throws {
    let fixture = try Fixture()
    let numbers = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 40].map { "{n: \(plain($0)), g: a}" }.joined(separator: ", ")
    let spec = """
      {mark: boxplot, data: \(values(numbers)),
       encoding: {x: {field: g, type: nominal}, y: {field: n, type: quantitative, axis: {values: [0, 10, 20, 30, 40]}}}}
      """
    let drawing = try fixture.drawing(spec).drawing
    let box = try #require(drawing.filledBoxes.first?.box)
    // Gridlines of the values 0 and 40 give the scale.
    let lines = drawing.segments.filter { $0.from.y == $0.to.y && abs($0.to.x - $0.from.x) > 50 }.map(\.from.y).sorted()
    let unit = (lines[lines.count - 1] - lines[0]) / 40
    #expect(abs(box.height / unit - 4.5) < 1e-6, "from 3.25 to 7.75")
    let whiskers = drawing.segments.filter { $0.from.x == $0.to.x && abs($0.from.x - box.midX) < 0.01 }
    let reach = whiskers.flatMap { [$0.from.y, $0.to.y] }
    #expect(abs(((reach.max() ?? 0) - (reach.min() ?? 0)) / unit - 8) < 1e-6, "from 1 to 9")
    #expect(drawing.circles.count == 1, "40 lies beyond")
  }

  @Test("Error bars without an extent show the intervals of the figures themselves")
  func figureIntervals() throws {
    let fixture = try Fixture(
      data: """
        {observations: {a: {value: 100, unit: persons, precision: 10, period: 2024, source: s},
          b: {value: 200, unit: persons, precision: 40, period: 2024, source: s}}}
        """)
    let spec = """
      {mark: errorbar, data: {figures: [{id: a, label: A}, {id: b, label: B}]},
       encoding: {y: {field: label, type: nominal}, x: {field: value, type: quantitative, scale: {domain: [0, 250]}}}}
      """
    let bars = try fixture.drawing(spec).drawing.segments.filter { $0.from.y == $0.to.y && $0.to.x - $0.from.x < 100 }
      .filter { $0.stroke.width.points > 1 }
    #expect(bars.count == 2)
    let widths = bars.map { abs($0.to.x - $0.from.x) }
    #expect(abs(widths[1] / widths[0] - 4) < 1e-6, "from 95 to 105, and from 180 to 220")
  }

  @Test("Curves pass through their points, and monotone ones do not leave the range between two of them")
  func curves() {
    let points: [Curve.Place] = [(0, 0), (10, 8), (20, 8), (30, 2), (40, 9)]
    for interpolation in [CurveInterpolation.linear, .monotone, .natural, .cardinal, .catmullRom, .step] {
      let curve = Curve(points, interpolation)
      var place = curve.start
      #expect(curve.parts.count == 4, "\(interpolation)")
      for (part, point) in zip(curve.parts, points.dropFirst()) {
        place = part.places(from: place).last ?? place
        #expect(abs(place.x - point.x) < 1e-9 && abs(place.y - point.y) < 1e-9, "\(interpolation)")
      }
    }
    let monotone = Curve(points, .monotone)
    let between = monotone.parts[1].places(from: (10, 8))
    #expect(between.allSatisfy { abs($0.y - 8) < 1e-9 }, "level between equal values")
    #expect(Curve([(1, 2)], .natural).parts.isEmpty && Curve([], .basis).parts.isEmpty)
    #expect(Curve(points, .basis).parts.last?.places(from: (0, 0)).last.map { $0.x == 40 && $0.y == 9 } == true)
  }

  @Test("Labels of x are turned where the spec asks for it, and stay within the drawing")
  func turnedLabels() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: bar, data: \(values("{a: A rather long category, n: 4}, {a: Another long one, n: 8}")),
       encoding: {x: {field: a, type: nominal, axis: {labelAngle: -90}}, y: {field: n, type: quantitative}}}
      """
    let drawing = try fixture.drawing(spec).drawing
    let turns = drawing.turned
    #expect(turns.count == 2 && turns.allSatisfy { $0.b == -1 && $0.a == 0 })
    #expect(turns.allSatisfy { $0.ty < drawing.size.height.points })
  }

  @Test("An axis stands at the right or on top where the spec asks for it")
  func orients() throws {
    let fixture = try Fixture()
    let spec = """
      {mark: point, data: \(values("{x: 1, y: 20}, {x: 5, y: 90}")),
       encoding: {x: {field: x, type: quantitative, axis: {orient: top}},
         y: {field: y, type: quantitative, axis: {orient: right, labelExpr: "datum.label + ' m'"}}}}
      """
    let drawing = try fixture.drawing(spec).drawing
    let right = try #require(drawing.texts.first { $0.text == "80 m" })
    #expect(right.box.x1 > drawing.size.width.points - 20)
    let top = try #require(drawing.texts.first { $0.text == "5" })
    #expect(top.box.y1 < right.box.y0 + 20)
  }

  @Test("What bad data lead to is said once, and is no empty picture")
  func badData() throws {
    func problems(_ rows: String, _ encoding: String, mark: String = "point") throws -> [String] {
      let fixture = try Fixture()
      let chart = fixture.resolve("{mark: \(mark), data: \(values(rows)), encoding: {\(encoding)}}")
      if let chart { _ = fixture.draw(chart) }
      return fixture.diagnostics.all.filter { $0.severity == .error }.map(\.id)
    }
    let xy = "x: {field: x, type: quantitative}, y: {field: y, type: quantitative}"
    #expect(try problems("{x: null, y: null}, {x: null, y: null}", xy) == ["chart.no-rows", "chart.no-rows"])
    #expect(try problems("{x: a, y: 1}, {x: b, y: 2}", xy) == ["chart.not-a-number"])
    #expect(try problems("{x: 1, y: 2}", xy).isEmpty)
    #expect(try problems("{x: 1.0e300, y: 1.0e-300}, {x: -1.0e300, y: 2.0e-300}", xy).isEmpty)
    let log = "x: {field: x, type: quantitative, scale: {type: log}}, y: {field: y, type: quantitative}"
    #expect(try problems("{x: -1, y: 1}, {x: 10, y: 2}", log) == ["chart.not-above-zero"])
    #expect(try problems("{x: 1, y: 1}", "x: {field: x}", mark: "geoshape") == ["chart.unsupported-value"])
    let scheme = "color: {field: x, type: quantitative, scale: {scheme: bleus}}, " + xy
    #expect(try problems("{x: 1, y: 1}", scheme) == ["chart.unknown-scheme"])
  }
}

extension Drawing {
  /// All paths, with what they are painted with.
  fileprivate var paths: [(path: Path, fill: Color?, stroke: Stroke?)] {
    leaves.compactMap { shape in
      if case .path(let path, let fill, let stroke) = shape { (path, fill, stroke) } else { nil }
    }
  }
  /// The radii of circles.
  fileprivate var circles: [Double] {
    paths.compactMap { entry in
      guard entry.path.elements.count == 6, case .move(let start) = entry.path.elements[0],
        case .curve(_, _, _) = entry.path.elements[1], case .curve(_, _, let far) = entry.path.elements[2]
      else { return nil }
      return (start.x.points - far.x.points) / 2
    }
  }
  /// The corners of what is filled and has straight sides only.
  fileprivate var polygons: [[(x: Double, y: Double)]] {
    paths.compactMap { entry in
      guard entry.fill != nil else { return nil }
      var corners: [(x: Double, y: Double)] = []
      for element in entry.path.elements {
        switch element {
        case .move(let p), .line(let p): corners.append((p.x.points, p.y.points))
        case .curve: return nil
        case .close: break
        }
      }
      return corners
    }
  }
  /// The transforms of words that are turned.
  fileprivate var turned: [Transform] {
    leaves.compactMap { shape in
      if case .drawing(_, let transform) = shape { transform } else { nil }
    }
  }
}
