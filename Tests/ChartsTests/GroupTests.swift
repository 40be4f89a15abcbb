import Geometry
import Graphics
import Testing

@testable import Charts

@Suite("Parts of a drawing") struct GroupTests {
  private func groups(_ shapes: [Shape]) -> [ShapeGroup] {
    shapes.flatMap { shape -> [ShapeGroup] in
      if case .group(let group) = shape { [group] + groups(group.shapes) } else { [] }
    }
  }
  private func words(of group: ShapeGroup) -> [String] {
    Drawing(size: Size(width: .pt(1), height: .pt(1)), shapes: group.shapes).texts.map(\.text)
  }

  @Test("marks and labels stand in groups that have the names by which the sheet knows them") func names() throws {
    let fixture = try Fixture()
    let drawing = try fixture.drawing(
      "{title: Up, mark: line, data: "
        + values("{d: 2020, g: A, v: 1}, {d: 2021, g: A, v: 3}, {d: 2020, g: B, v: 2}, {d: 2021, g: B, v: 1}")
        + ", highlight: A, encoding: {x: {field: d, type: temporal}, y: {field: v}, color: {field: g}}}"
    ).drawing
    let found = groups(drawing.shapes)
    let series = found.filter {
      $0.classes.first == "series" && $0.attributes == [.init(name: "data-name", value: "A")]
    }
    #expect(series.allSatisfy { $0.classes == ["series", "accent"] })
    #expect(series.flatMap(words).contains { $0.hasPrefix("A") })
    #expect(found.filter { $0.classes == ["title"] }.flatMap(words) == ["Up"])
    #expect(found.filter { $0.classes == ["axis", "x"] }.flatMap(words).contains("2020"))
    let lines = series.flatMap(\.shapes).filter { if case .path(_, fill: nil, .some) = $0 { true } else { false } }
    #expect(lines.count == 1)
  }

  @Test("words on marks keep their colour, others may follow the page's") func onMarks() throws {
    let fixture = try Fixture()
    let drawing = try fixture.drawing(
      "{title: Shares, mark: {type: bar, labels: all}, data: " + values("{c: x, g: A, v: 40}, {c: x, g: B, v: 60}")
        + ", encoding: {y: {field: c}, x: {field: v}, color: {field: g}}}"
    ).drawing
    let fixed = groups(drawing.shapes).filter(\.keepsColors).flatMap { words(of: $0) }
    #expect(Set(fixed) == ["40", "60"])
    #expect(drawing.textColor == fixture.context.style.values.color)
  }

  @Test("with slack, words have room to grow on the side where they are free", arguments: ["", "-"])
  func slack(sign: String) throws {
    let fixture = try Fixture()
    let spec =
      "{mark: bar, data: " + values("{c: Some category, v: \(sign)4}, {c: Another, v: \(sign)6}")
      + ", encoding: {y: {field: c}, x: {field: v}}}"
    let chart = try #require(fixture.resolve(spec))
    let drawing = chart.draw(width: .mm(60), context: fixture.context, shaper: fixture.shaper, textSlack: 0.06).drawing
    let texts = drawing.leaves.compactMap { if case .text(let text) = $0 { text } else { nil } }
    #expect(texts.count >= 4)
    let wide = texts.map { text -> Box in
      let (width, wider) = (text.width.points, text.width.points * 1.06)
      let start = text.origin.x.points
      let left =
        text.anchor == .start ? start : text.anchor == .end ? start + width - wider : start + (width - wider) / 2
      return Box(x0: left, y0: text.origin.y.points - 5, x1: left + wider, y1: text.origin.y.points)
    }
    for (index, box) in wide.enumerated() {
      #expect(box.x0 >= -0.01 && box.x1 <= Length.mm(60).points + 0.01)
      #expect(!drawing.filledBoxes.contains { $0.box.overlaps(box) })
      #expect(!wide[..<index].contains { $0.overlaps(box) })
    }
    let values = texts.filter { $0.text.last == UInt8(ascii: "4") || $0.text.last == UInt8(ascii: "6") }
    #expect(values.allSatisfy { $0.anchor == (sign.isEmpty ? .start : .end) })
  }
}
