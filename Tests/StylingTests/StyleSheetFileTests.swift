import Diagnostics
import Geometry
import Testing

@testable import Styling

@Suite("The sheets that come with Bulletin")
struct StyleSheetFileTests {
  private static let sheets = [
    "bulletin:briefing.css", "bulletin:journal.css", "bulletin:plain.css", "bulletin:slides.css",
  ]

  /// Every kind of element that a report is made of, with what it stands in.
  private static let paths = [
    "body header.title-block h1", "body header.title-block p.subtitle", "body header.title-block p.date",
    "body p.lead", "body section h2", "body section section h3", "body section p a", "body section p code",
    "body section p strong", "body section p em", "body ul li p", "body ol li ul li", "body blockquote p em",
    "body pre code",
    "body hr", "body nav.contents p.level-2 a", "body nav.contents p.level-3 a",
    "body tiles tile p.value span.unit",
    "body tiles tile p.unit", "body tiles tile p.label", "body tiles tile p.context", "body div.callout h3",
    "body div.callout p",
    "body figure.wide figcaption p.title", "body figure figcaption p.subtitle", "body figure p.source",
    "body figure p.note",
    "body figure img", "body table caption", "body figure table thead tr.spanner th",
    "body table tbody tr.group th",
    "body table tbody tr.total td", "body table tbody tr td", "body footnote p", "body reference",
    "body reference p",
    "body figure chart title", "body figure chart subtitle", "body figure chart source",
    "body figure chart legend",
    "body figure chart annotation", "body figure chart plot axis.x label",
    "body figure chart plot axis.y gridline",
    "body figure chart plot axis tick", "body figure chart plot axis domain",
    "body figure chart plot series label",
    "body figure chart plot series mark.bar", "body figure chart plot series mark.line",
    "body figure chart plot series mark.point", "body figure chart plot series.context mark.rule",
    "body figure chart plot series.accent mark.line", "body figure chart plot series mark.tick",
    "body figure chart plot series mark.text",
  ]

  @Test("Each parses and is computed without any diagnostic", arguments: sheets)
  func nothingIsWrong(name: String) throws {
    let (cascade, diagnostics) = try StyleFiles.cascade(name)
    #expect(diagnostics == [])
    for path in Self.paths {
      for index in 1...6 {
        let position = SiblingPosition(index: index, indexOfType: index, count: 6, countOfType: 6)
        _ = cascade.root.descendant(path, at: position)
      }
    }
    for isFirst in [true, false] {
      for isLeft in [true, false] { _ = cascade.page(PageKind(isFirst: isFirst, isLeft: isLeft)) }
    }
    #expect(cascade.diagnostics.all == [])
  }

  @Test("By the defaults alone every element has its place: blocks, words, lists, tables, notes")
  func defaults() throws {
    let (cascade, diagnostics) = try StyleFiles.cascade("bulletin:base.css")
    #expect(diagnostics == [])
    func display(_ path: String) -> StyleValues.Display { cascade.root.descendant(path).values.display }
    for name in [
      "body", "header", "section", "nav", "div", "p", "h1", "h2", "h6", "ul", "ol", "blockquote", "pre", "hr",
      "figure",
      "figcaption", "tile", "reference", "footnote", "chart", "contents",
    ] { #expect(display(name) == .block, "\(name)") }
    for name in ["a", "em", "strong", "span", "code", "del", "sup", "sub", "cite"] {
      #expect(display(name) == .inline, "\(name)")
    }
    #expect(display("ul li") == .listItem && display("tiles") == .grid && display("p img") == .inlineBlock)
    #expect(
      display("table") == .table && display("table thead") == .tableHeaderGroup
        && display("table tr") == .tableRow)
    #expect(
      display("table tbody") == .tableRowGroup && display("td") == .tableCell && display("th") == .tableCell)
    #expect(cascade.root.descendant("footnote").values.float == .footnote)
    #expect(cascade.root.descendant("p em em").values.isItalic == false)
    #expect(cascade.page(PageKind(isFirst: true, isLeft: false)).marginBoxes.isEmpty)
    #expect(cascade.diagnostics.all == [])
  }

  @Test("No property is set to a variable that is missing on its own", arguments: sheets)
  func everyRuleIsSound(name: String) throws {
    var diagnostics = Diagnostics()
    let file = try StyleFiles().read(name, from: nil, at: nil)
    let sheet = StyleSheet.parse(file, reader: StyleFiles(), into: &diagnostics)
    // Each rule's declarations, put on one element.
    let root = Cascade(sheets: [sheet]).root
    for rule in sheet.rules {
      var probe = StyleSheet()
      probe.rules = sheet.rules.filter {
        $0.selectors.contains { $0.steps.count == 1 && $0.specificity.classes == 1 }
      }
      let any = ComplexSelector(
        steps: [.init(compound: CompoundSelector(elementName: "probe"), combinator: .descendant)],
        specificity: Specificity(elements: 1))
      probe.rules.append(
        StyleRule(selectors: [any], declarations: rule.declarations, placement: RulePlacement(origin: .report)))
      let cascade = Cascade(sheets: [probe])
      _ = cascade.root.descendant("probe")
      #expect(cascade.diagnostics.all == [])
    }
    #expect(root.customProperty("--accent") != nil)
  }

  @Test("Every face named is a bundled file", arguments: sheets)
  func faces(name: String) throws {
    let (cascade, _) = try StyleFiles.cascade(name)
    #expect(cascade.fontFaces.count == 12)
    for face in cascade.fontFaces {
      for source in face.sources {
        #expect(source.path.hasPrefix("bulletin:"))
        #expect(isReadable(repositoryFile("Fonts/" + source.path.dropFirst(9))), "\(source.path)")
      }
    }
    let families = Set(cascade.fontFaces.map(\.family))
    for path in Self.paths {
      let first = cascade.root.descendant(path).values.fontFamily.first ?? ""
      #expect(families.contains(first), "\(path): \(first)")
    }
  }

  @Test("The house style's page is A4 with a text column of 118 mm and room for 46 mm beside it")
  func page() throws {
    let (cascade, _) = try StyleFiles.cascade("bulletin:briefing.css")
    let first = cascade.page(PageKind(isFirst: true, isLeft: false))
    let second = cascade.page(PageKind(isFirst: false, isLeft: true))
    let notes = try #require(second.noteAreas[.right]?.values)
    let beside = try #require(notes.width.resolved(in: .zero)) + (notes.padding.left.resolved(in: .zero) ?? .zero)
    let column = second.size.width - second.margin.left - second.margin.right - beside
    #expect(second.size.width == .mm(210) && second.size.height == .mm(297))
    #expect(abs(column.millimetres - 118) < 1e-6 && abs(beside.millimetres - 46) < 1e-6)
    #expect(first.marginBoxes.isEmpty)
    #expect(second.marginBoxes[.topLeft]?.content == [.string("section", .first)])
    #expect(second.marginBoxes[.bottomRight]?.content == [.counter("page", style: .decimal)])
  }

  @Test("The two sheets differ in paper, faces and colours")
  func difference() throws {
    let (house, _) = try StyleFiles.cascade("bulletin:briefing.css")
    let (plain, _) = try StyleFiles.cascade("bulletin:plain.css")
    let kind = PageKind(isFirst: false, isLeft: false)
    #expect(house.page(kind).size != plain.page(kind).size)
    let (a, b) = (
      house.root.descendant("body section h2").values, plain.root.descendant("body section h2").values
    )
    #expect(a.fontFamily != b.fontFamily && a.color != b.color)
    let series = "body figure chart plot series mark.bar"
    #expect(house.root.descendant(series).values.color != plain.root.descendant(series).values.color)
  }

  @Test(
    "A sheet laid over the house style takes back what would show through",
    arguments: [
      ("plain", [.topCenter, .bottomCenter]), ("journal", [.topLeft, .topRight]),
      ("slides", [.topLeft, .bottomLeft, .bottomRight]),
    ] as [(String, Set<PageStyle.MarginBoxName>)])
  func overlay(name: String, boxes: Set<PageStyle.MarginBoxName>) throws {
    var diagnostics = Diagnostics()
    var sheets: [StyleSheet] = []
    for (name, origin) in [("base", StyleOrigin.defaults), ("briefing", .installed), (name, .report)] {
      let file = try StyleFiles().read("bulletin:\(name).css", from: nil, at: nil)
      sheets.append(StyleSheet.parse(file, reader: StyleFiles(), origin: origin, into: &diagnostics))
    }
    let cascade = Cascade(sheets: sheets)
    let page = cascade.page(PageKind(isFirst: false, isLeft: false))
    #expect(Set(page.marginBoxes.keys) == boxes)
    #expect(page.noteAreas.values.allSatisfy { $0.values.display == .none })
    for path in Self.paths {
      let margin = cascade.root.descendant(path).values.margin.right.resolved(in: page.size.width) ?? .zero
      #expect(margin >= .zero, "\(path) would leave the page")
    }
  }

  @Test("Prose has old-style figures, tables and charts tabular lining ones")
  func figures() throws {
    let (cascade, _) = try StyleFiles.cascade("bulletin:briefing.css")
    func tags(_ path: String) -> [String] { cascade.root.descendant(path).values.fontFeatures.map(\.tag) }
    #expect(tags("body section p") == ["onum", "pnum"])
    for path in ["body table tbody tr td", "body figure chart plot axis.y label", "body tiles tile p.value"] {
      #expect(tags(path) == ["lnum", "tnum"], "\(path)")
    }
  }
}

@Suite("Palettes of the sheets")
struct PaletteTests {
  private func colors(_ sheet: String, _ name: String, _ range: ClosedRange<Int>) throws -> [Color] {
    let (cascade, _) = try StyleFiles.cascade(sheet)
    return try range.map { index in
      let text = try #require(cascade.root.customProperty("--\(name)-\(index)"))
      return try #require(StyleParsing.color(from: text))
    }
  }

  @Test("The measure of difference agrees with published pairs")
  func measure() {
    // From the test data of Sharma, Wu and Dalal: pairs 1, 7 and 25.
    let pairs = [
      ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425), ((50, 0, 0), (50, -1, 2), 2.3669),
      ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for (first, second, expected) in pairs {
      let a = CIELab(lightness: first.0, a: first.1, b: first.2)
      let b = CIELab(lightness: second.0, a: second.1, b: second.2)
      #expect(abs(a.difference(from: b) - expected) < 0.00011)
    }
  }

  @Test(
    "Six series stay apart for every kind of colour vision, by 8 at least in CIEDE2000",
    arguments: [
      "bulletin:briefing.css", "bulletin:journal.css", "bulletin:plain.css", "bulletin:slides.css",
    ],
    // As greys they pair off, and charts add shapes and dashes.
    ColorVision.allCases.filter { $0 != .grey })
  func series(sheet: String, vision: ColorVision) throws {
    let seen = try colors(sheet, "series", 1...6).map(vision.lab)
    for first in seen.indices {
      for second in seen.indices where second > first {
        let difference = seen[first].difference(from: seen[second])
        #expect(difference >= 8, "series \(first + 1) and \(second + 1): \(difference)")
      }
    }
  }

  @Test(
    "Each series is 3 : 1 from the ground and from its neighbours",
    arguments: [
      "bulletin:briefing.css", "bulletin:journal.css", "bulletin:plain.css", "bulletin:slides.css",
    ])
  func contrast(sheet: String) throws {
    let series = try colors(sheet, "series", 1...6)
    for (index, color) in series.enumerated() {
      #expect(color.contrast(with: .white) >= 3, "series \(index + 1) on the ground")
      // The seventh series begins again with the first colour.
      #expect(color.contrast(with: series[(index + 1) % 6]) >= 3, "series \(index + 1) and its neighbour")
    }
  }

  @Test(
    "Text in every colour of text is 4.5 : 1 from the ground",
    arguments: [
      "bulletin:briefing.css", "bulletin:journal.css", "bulletin:plain.css", "bulletin:slides.css",
    ])
  func text(sheet: String) throws {
    let (cascade, _) = try StyleFiles.cascade(sheet)
    for name in ["--ink", "--grey", "--accent"] {
      let color = try #require(cascade.root.customProperty(name).flatMap(StyleParsing.color(from:)))
      let tint = try #require(cascade.root.customProperty("--tint").flatMap(StyleParsing.color(from:)))
      #expect(color.contrast(with: .white) >= 4.5 && color.contrast(with: tint) >= 4.5, "\(name)")
    }
    let context = try #require(cascade.root.customProperty("--context").flatMap(StyleParsing.color(from:)))
    #expect(context.contrast(with: .white) >= 3)
  }

  @Test("The sequential and the diverging palette have equal steps of lightness")
  func lightness() throws {
    let sequential = try colors("bulletin:briefing.css", "sequential", 1...6).map {
      ColorVision.normal.lab($0).lightness
    }
    for index in 1..<6 {
      #expect(abs(sequential[index - 1] - sequential[index] - (sequential[0] - sequential[5]) / 5) < 0.6)
    }
    let diverging = try colors("bulletin:briefing.css", "diverging", 1...7).map {
      ColorVision.normal.lab($0).lightness
    }
    for index in 0..<3 {
      #expect(abs(diverging[index + 1] - diverging[index] - 18) < 0.6)
      #expect(abs(diverging[5 - index] - diverging[6 - index] - 18) < 0.6)
      #expect(abs(diverging[index] - diverging[6 - index]) < 0.6)
    }
  }

  @Test(
    "Neighbouring steps of both stay apart for every kind of colour vision", arguments: ColorVision.allCases)
  func steps(vision: ColorVision) throws {
    for (name, range) in [("sequential", 1...6), ("diverging", 1...7)] {
      let seen = try colors("bulletin:briefing.css", name, range).map(vision.lab)
      for index in seen.indices.dropFirst() {
        #expect(seen[index].difference(from: seen[index - 1]) >= 8, "\(name) \(index)")
      }
    }
  }
}
