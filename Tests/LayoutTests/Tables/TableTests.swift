import Content
import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Tables")
struct TableTests {
  private func place(_ table: TableBlock, _ units: Range<Int>? = nil) -> Page {
    var page = Page.blank
    table.place(units ?? 0..<table.unitCount, at: .zero, on: &page)
    return page
  }

  private func figures(_ css: String = "") throws -> Typesetting {
    try Typesetting(
      table: css, columns: [.start, .decimal, .decimal],
      head: [[.head("Region"), .head("Users, million"), .head("Share, percent")]],
      body: Rows(rows: [
        .body(.words("North"), .number("1,120"), .number("79.5", 4)),
        .body(.words("South coast"), .number("98.25"), .number("8.25\u{2009}[e]", status: "estimated")),
        .body(.words("Islands"), .number(">\u{202F}7.5"), .number("..")),
        TableRow(kind: .total, cells: [.words("All"), .number("1,226"), .number("100")]),
      ]))
  }

  @Test("Numbers stand on their decimal sign, their signs and flags outside")
  func decimals() throws {
    let page = place(try figures().table(width: 400))
    let sign = try #require(page.x(of: ".", in: "98.25"))
    let other = try #require(page.x(of: ".", in: ">\u{202F}7.5"))
    #expect(abs(sign - other) < 0.01)
    let whole = try #require(page.run("1,120"))
    #expect(abs(whole.origin.x.points + whole.width.points - sign) < 0.1)
    let share = try #require(page.x(of: ".", in: "79.5"))
    #expect(abs(share - (try #require(page.x(of: ".", in: "8.25\u{2009}[e]")))) < 0.01)
    let missing = try #require(page.run(".."))
    #expect(abs(missing.origin.x.points + missing.width.points - share) < 0.1)
  }

  @Test("Heads end where the numbers under them do, flags left out")
  func heads() throws {
    let page = place(try figures().table(width: 400))
    let users = try #require(page.run("Users, million"))
    let number = try #require(page.run("98.25"))
    #expect(
      abs((users.origin.x + users.width).points - (number.origin.x + number.width).points) < 0.01)
    let share = try #require(page.run("Share, percent"))
    let flagged = try #require(page.x(of: "[", in: "8.25\u{2009}[e]"))
    #expect((share.origin.x + share.width).points < flagged)
  }

  @Test("A table is no wider than it needs, or as wide as its style says")
  func width() throws {
    let narrow = try figures().table(width: 400)
    #expect(narrow.width < 200)
    let wide = try figures("table { width: 100% }").table(width: 400)
    #expect(abs(wide.width - 400) < 0.01)
  }

  @Test("Rows are as high as the style says, rules are artifacts, and a total has its own rule")
  func heights() throws {
    let table = try figures().table(width: 400)
    #expect(table.unitCount == 5)
    #expect(abs(table.height(of: 2..<3).points - 14.2) < 0.01)
    let page = place(table)
    let rules = page.shapes.filter { if case .path = $0.shape { true } else { false } }
    #expect(rules.count == 3 + 3)
    #expect(rules.allSatisfy { $0.label == .artifact(.layout) })
  }

  @Test("The structure has head and body, rows, and heads with their scope; cells in reading order")
  func structure() throws {
    let setting = try figures()
    let page = place(try setting.table(width: 400))
    let elements = setting.structure.tree.elements
    #expect(elements.filter { $0.role == .tableHead }.count == 1)
    #expect(elements.filter { $0.role == .tableBody }.count == 1)
    #expect(elements.filter { $0.role == .tableRow }.count == 5)
    #expect(elements.filter { $0.role == .tableHeader && $0.scope == .column }.count == 3)
    #expect(elements.filter { $0.role == .tableCell }.count == 12)
    let labels: [Int32] = page.shapes.compactMap {
      if case .element(let id) = $0.label { id.rawValue } else { nil }
    }
    #expect(labels == labels.sorted() && Set(labels).count == 15)
  }

  @Test("On the next page the head is set again, but not read out again")
  func continuation() throws {
    let setting = try Typesetting(
      columns: [.start, .decimal], head: [[.head("Year"), .head("Value")]],
      body: MadeRows(rowCount: 40) { .body(.words("Row \($0)"), .number("\($0).5")) })
    let table = try setting.table(width: 300)
    #expect(table.repeatedHeight.points > 14)
    let first = place(table, 0..<20)
    let elements = setting.structure.tree.elements.count
    var second = Page.blank
    table.place(20..<table.unitCount, at: .zero, on: &second)
    #expect(first.runs.count == 2 + 19 * 2)
    #expect(second.runs.count == 2 + 21 * 2)
    let head = try #require(
      second.shapes.first {
        if case .glyphs(let run) = $0.shape { run.text == Array("Year".utf8) } else { false }
      })
    #expect(head.label == .artifact(.pagination))
    let row = try #require(second.run("Row 19"))
    #expect(row.origin.y.points > table.repeatedHeight.points)
    #expect(setting.structure.tree.elements.count == elements + 21 * 3)
    #expect(setting.structure.tree.elements.filter { $0.role == .tableBody }.count == 1)
  }

  @Test("Pages break neither after a group's head nor before a total, and leave two rows together")
  func breaks() throws {
    let rows: [TableRow] = [
      .body(.words("a")), .body(.words("b")), .body(.words("c")),
      TableRow(kind: .group, cells: [.head("Group", span: 1)]),
      .body(.words("d")), .body(.words("e")), .body(.words("f")),
      TableRow(kind: .total, cells: [.words("All")]),
    ]
    let table = try Typesetting(columns: [.start], head: [[.head("Name")]], body: Rows(rows: rows)).table(
      width: 200)
    #expect((1..<table.unitCount).filter { table.canBreak(before: $0) } == [3, 4, 6, 7])
  }

  @Test("Long words wrap in their columns, numbers never do, and the row grows with them")
  func wrapping() throws {
    let long =
      "The share of residents aged six and over who used the internet in the last three months by any device"
    let setting = try Typesetting(
      columns: [.start, .start, .decimal], head: [[.head("Measure"), .head("Meaning"), .head("Value")]],
      body: Rows(rows: [
        .body(.words("Penetration"), .words(long), .number("79.7 million")),
        .body(.words("Users"), .words("Count"), .number("1,123")),
      ]))
    let table = try setting.table(width: 220)
    #expect(table.width <= 220.01)
    #expect(table.height(of: 1..<2).points > 30)
    #expect(abs(table.height(of: 2..<3).points - 14.6) < 0.01)
    let page = place(table)
    #expect(page.run("79.7 million") != nil)
    #expect(page.runs.allSatisfy { $0.origin.x.points + $0.width.points <= 224 })
  }

  @Test("Room goes to the column whose text needs it")
  func distribution() throws {
    let long = String(repeating: "some words of explanation ", count: 20)
    let setting = try Typesetting(
      columns: [.start, .start, .start], head: [[.head("Who"), .head("When"), .head("What")]],
      body: Rows(
        rows: (0..<6).map { .body(.words("Ministry of Industry \($0)"), .words("1 June 2025"), .words(long)) }
      ))
    let table = try setting.table(width: 460)
    #expect(table.columns[2].width > 250)
    #expect(table.columns[1].width > 45)
  }

  @Test(
    "A head over several columns is centred on them if its style says so, with a rule no longer than they are"
  )
  func spanner() throws {
    let setting = try Typesetting(
      table: "tr.spanner > th { text-align: center; border-bottom: 0.4pt solid black }",
      columns: [.start, .decimal, .decimal],
      head: [
        [TableCell(.text("", mark: nil)), .head("2025", span: 2)],
        [.head("Region"), .head("Users"), .head("Share")],
      ], body: Rows(rows: [.body(.words("All"), .number("1"), .number("2"))]))
    let table = try setting.table(width: 300)
    let page = place(table)
    let head = try #require(page.run("2025"))
    let middle = (head.origin.x + head.width / 2).points
    let left = table.columns[1].x
    #expect(abs(middle - (left + table.columns[2].x + table.columns[2].width) / 2) < 3.1)
    let spanning = try #require(
      setting.structure.tree.elements.first { $0.role == .tableHeader && $0.columnSpan == 2 })
    #expect(spanning.scope == .column)
  }

  @Test("Numbers keep their marks in the ledger, with the box where they stand")
  func marks() throws {
    let page = place(try figures().table(width: 400))
    #expect(page.numbers.map(\.mark) == [NumberMark(rawValue: 4)])
    let run = try #require(page.run("79.5"))
    #expect(page.numbers.first?.box.minX == run.origin.x)
  }

  @Test("A comma is the decimal sign where the language has it so")
  func comma() throws {
    let setting = try Typesetting(
      language: "de", columns: [.decimal], head: [],
      body: Rows(rows: [.body(.number("1.120,5")), .body(.number("98,25"))]))
    let page = place(try setting.table(width: 200))
    let a = try #require(page.x(of: ",", in: "1.120,5"))
    let b = try #require(page.x(of: ",", in: "98,25"))
    #expect(abs(a - b) < 0.01)
  }

  @Test("Cells of a table written as text keep their emphasis and links")
  func inlineCells() throws {
    var cell = 0
    let setting = try Typesetting(tableSheet) { tree, root in
      // The cell's node comes after the table's own.
      cell = 2
      let content = TableContent(
        columns: [.init(name: "a", alignment: .start)],
        head: [TableRow(kind: .head, cells: [.head("Source")])],
        body: Rows(rows: [TableRow(kind: .body, cells: [TableCell(.node(cell))])]))
      let table = tree.append(ContentNode(.table(content), name: "table", identifier: "t"), to: root)
      let node = tree.append(ContentNode(.element, name: "td"), to: table)
      #expect(node == cell)
      tree.addText("The ", to: node)
      tree.addElement("a", "register", attributes: ["href": "https://example.org"], to: node)
    }
    let page = place(try setting.table(width: 200))
    #expect(page.lines.last?.text == "The register")
    #expect(page.links.map(\.target) == [.address("https://example.org")])
    #expect(setting.structure.element(of: cell).map { setting.structure[$0].role } == .tableCell)
  }

  @Test("A table wider than its place is set nevertheless, with a warning")
  func tooWide() throws {
    let setting = try Typesetting(
      columns: Array(repeating: .decimal, count: 9), head: [],
      body: Rows(rows: [TableRow(kind: .body, cells: (0..<9).map { _ in .number("1,234,567") })]))
    let table = try setting.table(width: 100)
    #expect(table.width > 100)
    #expect(setting.inline.diagnostics.all.map(\.id) == ["layout.table-too-wide"])
  }

  @Test("Figures among the words of cells keep their width where words are cut")
  func figuresInWords() throws {
    let setting = try Typesetting(tableSheet) { tree, root in
      let content = TableContent(
        columns: [.init(name: "a", alignment: .start), .init(name: "b", alignment: .start)], head: [],
        body: Rows(rows: [TableRow(kind: .body, cells: [TableCell(.node(2)), TableCell(.node(4))])]))
      let table = tree.append(ContentNode(.table(content), name: "table", identifier: "t"), to: root)
      for text in ["1,234,567", "Donaudampfschifffahrt"] {
        let node = tree.append(ContentNode(.element, name: "td"), to: table)
        tree.addText(text, to: node)
      }
    }
    let page = place(try setting.table(width: 90))
    let runs = page.lines.flatMap(\.runs).map { (text: String(decoding: $0.text, as: UTF8.self), run: $0) }
    let figure = try #require(runs.first { $0.text.contains("1,234,567") }).run
    let words = try #require(runs.first { $0.text.hasPrefix("D") }).run
    #expect(figure.origin.x + figure.width < words.origin.x)
  }

  @Test("What a sheet asks of cells and cells do not heed is a warning")
  func cellLimits() throws {
    let setting = try Typesetting(
      table: "td { border-radius: 3pt; height: 20mm; min-width: 30mm }", columns: [.start], head: [],
      body: Rows(rows: [TableRow(kind: .body, cells: [.words("x")])]))
    _ = try setting.table(width: 100)
    let messages = setting.inline.diagnostics.all.map(\.message)
    for name in ["border-radius", "height", "min-width"] {
      #expect(messages.contains { $0.contains("'\(name)'") })
    }
  }

  @Test("Cells that span rows push those beside them to the right, and their rows stay on one page")
  func rowSpans() throws {
    let setting = try Typesetting(
      columns: [.start, .start], head: [],
      body: Rows(rows: [
        .body(.words("x"), .words("y")),
        .body(.words("x2"), .words("y2")),
        .body(.head("Both", rows: 2), .words("first")),
        .body(.words("second")),
        .body(.words("Last"), .words("third")),
        .body(.words("Very last"), .words("fourth")),
      ]))
    let table = try setting.table(width: 200)
    let page = place(table)
    #expect(page.run("first")?.origin.x == page.run("second")?.origin.x)
    #expect(!table.canBreak(before: 3))
    #expect(table.canBreak(before: 2) && table.canBreak(before: 4))
  }

  @Test("Numbers with words before some and after others end together, since on the decimal sign they would fly apart")
  func mixed() throws {
    let setting = try Typesetting(
      columns: [.start, .decimal], head: [[.head("Claim"), .head("Value")]],
      body: Rows(rows: [
        .body(.words("a"), .number("more than 1,600")), .body(.words("b"), .number("161 million")),
        .body(.words("c"), .number("4")),
      ]))
    let table = try setting.table(width: 300)
    let page = place(table)
    let ends = ["more than 1,600", "161 million", "4", "Value"].map { text in
      page.run(text).map { ($0.origin.x + $0.width).points } ?? -1
    }
    #expect(ends.allSatisfy { abs($0 - table.width) < 0.01 })
    #expect(table.width < 120)
  }
}
