import Content
import Geometry
import Graphics
import Testing

@testable import Layout

@Suite("Widths of columns of words")
struct ColumnBalanceTests {
  private static let space: Float = 2

  private func row(_ wordCounts: [Int], width: Float = 20) -> SampleRow {
    SampleRow(
      isHead: false,
      cells: wordCounts.map { SampleCell(words: Array(repeating: width, count: $0), space: Self.space) })
  }

  private func lines(_ rows: [SampleRow], _ widths: [Double]) -> Int {
    rows.reduce(0) { sum, row in
      sum + (zip(row.cells, widths).map { $0.lineCount(in: Float($1)) }.max() ?? 1)
    }
  }

  private func balanced(_ rows: [SampleRow], minimum: Double = 20, available: Double) -> [Double] {
    let count = rows[0].cells.count
    let preferred = (0..<count).map { column in
      rows.reduce(minimum) { max($0, Double($1.cells[column].natural)) }
    }
    return ColumnBalance(
      minimum: Array(repeating: minimum, count: count), preferred: preferred,
      needs: Array(repeating: ColumnNeeds(), count: count), available: available, rows: rows
    ).widths
  }

  @Test("No other share of the room makes a table of three columns lower")
  func lowest() {
    let tables = [
      [row([1, 3, 30]), row([2, 9, 0]), row([2, 12, 2]), row([3, 4, 6])],
      [row([4, 20, 20]), row([9, 1, 25]), row([2, 18, 3])],
      [row([12, 12, 1]), row([1, 12, 12]), row([12, 1, 12])],
    ]
    for rows in tables {
      let available = 300.0
      let widths = balanced(rows, available: available)
      #expect(abs(widths.reduce(0, +) - available) < 0.01)
      var lowest = Int.max
      for first in stride(from: 20.0, through: available - 40, by: 2) {
        for second in stride(from: 20.0, through: available - 20 - first, by: 2) {
          lowest = min(lowest, lines(rows, [first, second, available - first - second]))
        }
      }
      #expect(lines(rows, widths) == lowest)
    }
  }

  @Test("One long text among short ones gets the room that other columns leave")
  func oneLongText() {
    let rows = [row([3, 2, 5, 18])] + Array(repeating: row([3, 2, 5, 3]), count: 8)
    // The short texts need 64, 42 and 108, which leaves 146 for the long one: three lines of six words.
    let widths = balanced(rows, available: 360)
    #expect(lines(rows, widths) == 11)
  }

  @Test("Names stay on one line where that costs no line elsewhere")
  func names() {
    let rows = Array(repeating: row([2, 11]), count: 4)
    let widths = balanced(rows, available: 330 * 0.6)
    #expect(rows[0].cells[0].lineCount(in: Float(widths[0])) == 1)
    #expect(rows[0].cells[1].lineCount(in: Float(widths[1])) == 2)
  }

  @Test("A figure among words stays on one line, and its flag with it")
  func figures() throws {
    let statement = Array(repeating: "statement", count: 12).joined(separator: " ")
    let setting = try Typesetting(
      table: "table { width: 100% }", columns: [.start, .start, .start],
      head: [[.head("Statement"), .head("Printed"), .head("Note")]],
      body: Rows(rows: [
        .body(.words(statement), .number("about 161\u{A0}million\u{202F}[e]", 1), .words(statement)),
        .body(.words(statement), .number("more than 80%", 2), .words(statement)),
      ]))
    for width in [190.0, 260, 400] {
      let table = try setting.table(width: width)
      var page = Page.blank
      table.place(0..<table.unitCount, at: .zero, on: &page)
      #expect(page.run("about 161\u{A0}million\u{202F}[e]") != nil)
      #expect(page.run("more than 80%") != nil)
    }
  }

  @Test("Heads that end with their columns stand at least 9 points apart")
  func heads() throws {
    let setting = try Typesetting(
      columns: [.start, .decimal, .decimal],
      head: [[.head("Group"), .head("Users, million"), .head("People, million")]],
      body: Rows(rows: [.body(.words("All"), .number("1"), .number("2"))]))
    let table = try setting.table(width: 400)
    var page = Page.blank
    table.place(0..<table.unitCount, at: .zero, on: &page)
    let users = try #require(page.run("Users, million"))
    let people = try #require(page.run("People, million"))
    #expect((people.origin.x - users.origin.x - users.width).points > 8.9)
  }
}
