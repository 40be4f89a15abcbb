import DataModel
import Diagnostics
import Geometry
import Graphics
import Testing

@testable import Charts

/// Charts of every kind, with words and numbers that make trouble.
enum Gallery {
  static let specs: [(name: String, spec: String)] = {
    var specs: [(String, String)] = []
    // Numbers from a fixed sequence, so that the gallery is the same every time.
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let words = [
      "Urban", "Rural", "Aged 60 and over", "Commonwealth of Independent States", "Least developed countries", "CIS",
      "Community with a shared future in cyberspace, as proposed in 2015", "A", "Asia-Pacific", "High income",
    ]
    for count in [1, 2, 3, 5, 8, 14] {
      for magnitude in [1, 100, 1_000_000] {
        let rows: String = (0..<count).map { index in
          let qualifier = ["", ", qualifier: more than", ", qualifier: about", ", status: e"][random(4)]
          return
            "{what: \"\(words[index % words.count]) \(index)\", value: \((random(900) + 3) * magnitude)\(qualifier)}"
        }.joined(separator: ", ")
        let title = "title: A message that is a whole sentence with the number 42, subtitle: Measure"
        specs.append(
          (
            "bar \(count) \(magnitude)",
            "{\(title), mark: bar, data: \(values(rows)), encoding: {y: {field: what}, x: {field: value, type: quantitative}}}"
          ))
        specs.append(
          (
            "column \(count) \(magnitude)",
            "{\(title), mark: bar, data: \(values(rows)), encoding: {x: {field: what}, y: {field: value, type: quantitative}}}"
          ))
      }
    }
    for series in [1, 2, 4, 6, 11] {
      let rows: String = (0..<series).flatMap { s -> [String] in
        (0..<12).map { t -> String in "{t: \(2010 + t), g: \"\(words[s % words.count]) \(s)\", v: \(20 + random(70))}" }
      }.joined(separator: ", ")
      let lines = "mark: line, data: \(values(rows, unit: "percent"))"
      let encoding = "x: {field: t, type: temporal}, y: {field: v, type: quantitative}, color: {field: g}"
      specs.append(("line \(series)", "{title: Lines, \(lines), encoding: {\(encoding)}}"))
      specs.append(
        (
          "labelled line \(series)",
          "{\(lines.replacing("mark: line", with: "mark: {type: line, labels: all, point: true}")), encoding: {\(encoding)}}"
        ))
      specs.append(
        (
          "annotated line \(series)",
          "{\(lines), annotations: [{x: 2015, text: Something happened here}, {y: 50, text: Half}], encoding: {\(encoding)}}"
        ))
    }
    for groups in [2, 3, 5] {
      let rows: String = (0..<5).flatMap { c -> [String] in
        (0..<groups).map { g -> String in "{c: \"\(words[c])\", g: \"\(words[g + 4])\", v: \(random(100) + 1)}" }
      }.joined(separator: ", ")
      let data = "mark: bar, data: \(values(rows))"
      specs.append(
        (
          "grouped \(groups)",
          "{\(data), encoding: {y: {field: c}, x: {field: v, type: quantitative}, yOffset: {field: g}, color: {field: g}}}"
        ))
      specs.append(
        (
          "grouped columns \(groups)",
          "{\(data), encoding: {x: {field: c}, y: {field: v, type: quantitative}, xOffset: {field: g}, color: {field: g}}}"
        ))
      specs.append(
        (
          "stacked \(groups)",
          "{\(data), encoding: {y: {field: c}, x: {field: v, type: quantitative}, color: {field: g}}}"
        ))
      specs.append(
        (
          "stacked columns \(groups)",
          "{\(data), encoding: {x: {field: c}, y: {field: v, type: quantitative, stack: normalize}, color: {field: g}}}"
        ))
      specs.append(
        (
          "dumbbell \(groups)",
          "{kind: dumbbell, data: \(values(rows)), encoding: {y: {field: c}, x: {field: v, type: quantitative}, color: {field: g}}}"
        ))
    }
    let points: String = (0..<40).map { "{a: \(random(1000) + 1), b: \(random(100)), n: p\($0)}" }.joined(
      separator: ", ")
    specs.append(
      (
        "scatter",
        "{mark: point, data: \(values(points)), encoding: {x: {field: a, type: quantitative}, y: {field: b, type: quantitative}, text: {field: n}}}"
      ))
    specs.append(
      (
        "logarithmic",
        "{mark: point, data: \(values(points)), encoding: {x: {field: a, type: quantitative, scale: {type: log}}, y: {field: b, type: quantitative}}}"
      ))
    let events: [String] = (0..<14).map { _ in
      "{d: \(2005 + random(20))-\(["02", "07", "11"][random(3)]), what: \"\(words[random(10)])\"}"
    }
    for count in [1, 4, 14] {
      specs.append(
        (
          "timeline \(count)",
          "{title: Events, kind: timeline, data: \(values(events[..<count].joined(separator: ", "))), encoding: {x: {field: d, type: temporal}, text: {field: what}}}"
        ))
    }
    return specs
  }()
}

@Suite struct LabelTests {
  @Test("No label touches another, none leaves the drawing, none is smaller than 7 pt", arguments: [84.0, 118, 164])
  func overlaps(width: Double) throws {
    let fixture = try Fixture()
    for (name, spec) in Gallery.specs {
      let chart = try #require(fixture.resolve(spec), "\(name): \(fixture.diagnostics.all)")
      let drawing = fixture.draw(chart, width).drawing
      let texts = drawing.texts.filter { !$0.text.allSatisfy { $0 == " " } }
      let whole = Box(x0: -0.1, y0: -0.1, x1: drawing.size.width.points + 0.1, y1: drawing.size.height.points + 0.1)
      #expect(abs(drawing.size.width.millimetres - width) < 1e-6)
      for (index, a) in texts.enumerated() {
        #expect(whole.contains(a.box), "\(name) at \(width) mm: '\(a.text)' leaves the drawing \(a.box)")
        #expect(a.size >= 7, "\(name): '\(a.text)' is set in \(a.size) pt")
        for b in texts[(index + 1)...] where a.box.overlaps(b.box) {
          // Runs of one line that meet share an edge and no more.
          let shared = min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0)
          #expect(shared < 0.2, "\(name) at \(width) mm: '\(a.text)' overlaps '\(b.text)'")
        }
      }
    }
    #expect(!fixture.diagnostics.hasErrors, "\(fixture.diagnostics.all)")
  }

  @Test(
    "No line and no mark runs through a label, but for those that stand inside the parts of a stack",
    arguments: [84.0, 118, 164])
  func crossings(width: Double) throws {
    let fixture = try Fixture(sheet: "axis[data-values=direct] { display: block }")
    for (name, spec) in Gallery.specs {
      let chart = try #require(fixture.resolve(spec))
      let drawing = fixture.draw(chart, width).drawing
      let segments = drawing.segments
      let boxes = name.hasPrefix("stacked") ? [] : drawing.filledBoxes
      for text in drawing.texts where !text.text.allSatisfy({ $0 == " " }) {
        let box = text.box.grown(x: -0.3, y: -0.3)
        for segment in segments {
          #expect(
            !box.isCrossed(from: segment.from, to: segment.to), "\(name) at \(width) mm: a line crosses '\(text.text)'")
        }
        for mark in boxes {
          #expect(!box.overlaps(mark.box), "\(name) at \(width) mm: a mark lies under '\(text.text)'")
        }
      }
    }
  }

  @Test(
    "Every printed number has its place, within the drawing and over the words of its entry", arguments: [84.0, 164])
  func numbers(width: Double) throws {
    let fixture = try Fixture()
    for (name, spec) in Gallery.specs {
      let chart = try #require(fixture.resolve(spec))
      let drawing = fixture.draw(chart, width).drawing
      let whole = Box(x0: -0.1, y0: -0.1, x1: drawing.size.width.points + 0.1, y1: drawing.size.height.points + 0.1)
      var places: [Int32: String] = [:]
      for number in drawing.numbers {
        let r = number.box
        let box = Box(x0: r.minX.points, y0: r.minY.points, x1: r.maxX.points, y1: r.maxY.points)
        #expect(whole.contains(box), "\(name)")
        let under = drawing.texts.filter { $0.box.grown(by: -0.2).overlaps(box) }.map(\.text).joined(separator: " ")
        places[number.mark.rawValue, default: ""] += under
      }
      for (mark, under) in places {
        let entry = fixture.ledger[LedgerEntry.ID(rawValue: mark)]
        guard entry.kind != .scale else { continue }
        func letters(_ text: String) -> [Character] { text.filter { $0.isLetter || $0.isNumber } }
        // A label can be set in two lines, so its words are looked for one by one.
        for word in entry.text.split(whereSeparator: { $0.isWhitespace }) {
          #expect(
            String(letters(under)).contains(String(letters(String(word)))),
            "\(name): '\(word)' is not under its place, but '\(under)'")
        }
      }
      // Digits outside labels of axes are all known to the ledger.
      let marked = drawing.numbers.map { place -> Box in
        Box(
          x0: place.box.minX.points - 0.5, y0: place.box.minY.points - 0.5, x1: place.box.maxX.points + 0.5,
          y1: place.box.maxY.points + 0.5)
      }
      for text in drawing.texts where text.text.allSatisfy({ $0.isNumber || $0 == "," || $0 == "." }) {
        let middle = (text.box.midX, text.box.midY)
        #expect(marked.contains { $0.contains(x: middle.0, y: middle.1) }, "\(name): '\(text.text)' is in no entry")
      }
    }
  }

  @Test("Ticks share one entry of their axis")
  func scaleEntries() throws {
    let fixture = try Fixture()
    let rows = "{t: 2020, v: 1}, {t: 2024, v: 97}"
    let spec =
      "{mark: line, data: \(values(rows)), encoding: {x: {field: t, type: temporal}, y: {field: v, type: quantitative}}}"
    let drawing = try fixture.drawing(spec).drawing
    let scales = drawing.numbers.filter { fixture.ledger[LedgerEntry.ID(rawValue: $0.mark.rawValue)].kind == .scale }
    #expect(Set(scales.map(\.mark)).count == 2 && scales.count > 6)
    #expect(fixture.ledger.entries.contains { $0.kind == .scale && $0.domain == "0 … 100" && $0.id == "fig-test" })
  }

  @Test("The same chart is drawn the same, whoever asks and how often")
  func deterministic() throws {
    for (_, spec) in Gallery.specs {
      let first = try Fixture()
      let second = try Fixture()
      let chart = try #require(first.resolve(spec))
      let other = try #require(second.resolve(spec))
      let trace = first.draw(chart).drawing.trace
      #expect(trace == first.draw(chart).drawing.trace)
      #expect(trace == second.draw(other).drawing.trace)
      #expect(chart.alternativeText == other.alternativeText && chart.description == other.description)
    }
  }

  @Test("A label that finds no place is left out, and a warning says which")
  func leftOut() throws {
    let fixture = try Fixture()
    let rows = (0..<60).map { "{a: \(50 + $0 % 3), b: \(50 + $0 % 2), n: \"point number \($0)\"}" }.joined(
      separator: ", ")
    let spec =
      "{mark: point, data: \(values(rows)), encoding: {x: {field: a, type: quantitative}, y: {field: b, type: quantitative}, text: {field: n}}}"
    let drawing = try fixture.drawing(spec)
    #expect(drawing.warnings.count == 1 && drawing.warnings[0].id == "chart.label-left-out")
    #expect(drawing.warnings[0].message.contains("point number"))
  }
}
