import DataModel
import Diagnostics
import Testing

@Suite("Intervals")
struct IntervalTests {
  @Test(
    "Each qualifier stands for its interval",
    arguments: [
      ("value: 1120, precision: 10, qualifier: exact", "[1120, 1120]"),
      ("value: 1120, precision: 10", "[1115, 1125]"),
      ("value: 1120, precision: 10, qualifier: reached", "[1115, 1125]"),
      ("value: 1120, precision: 10, qualifier: estimate", "[1115, 1125]"),
      ("value: 1120, precision: 10, status: p", "[1115, 1125]"),
      ("value: 1120, precision: 10, qualifier: more than", "(1120, 1130)"),
      ("value: 1120, precision: 10, qualifier: over", "(1120, 1130)"),
      ("value: 1120, precision: 10, qualifier: exceeding", "(1120, 1130)"),
      ("value: 1120, precision: 10, qualifier: at least", "[1120, 1130)"),
      ("value: 1120, precision: 10, qualifier: less than", "(1110, 1120)"),
      ("value: 1120, precision: 10, qualifier: under", "(1110, 1120)"),
      ("value: 1120, precision: 10, qualifier: at most", "(1110, 1120]"),
      ("value: 1120, precision: 10, qualifier: up to", "(1110, 1120]"),
      ("value: 1120, precision: 10, qualifier: about", "[1115, 1125]"),
      ("value: 1120, precision: 10, qualifier: roughly", "[1115, 1125]"),
      ("value: 1120, precision: 10, qualifier: nearly", "(1110, 1120)"),
      ("value: 1120, precision: 10, qualifier: almost", "(1110, 1120)"),
      // Without a stated precision.
      ("value: 69.2", "[69.15, 69.25]"), ("value: 69.20", "[69.195, 69.205]"),
      ("value: 1123", "[1122.5, 1123.5]"),
      ("value: 1100, qualifier: about", "[1050, 1150]"), ("value: 2.50, qualifier: about", "[2.45, 2.55]"),
      ("value: 300, qualifier: almost", "(200, 300)"), ("value: 1120, qualifier: more than", "(1120, ∞)"),
      ("value: 1120, qualifier: at least", "[1120, ∞)"),
      ("value: 90, unit: percent, qualifier: over", "(90, 100]"),
      ("value: 5, unit: percent, qualifier: under", "[0, 5)"),
      ("value: 5, unit: persons, qualifier: at most", "[0, 5]"),
      ("value: 5, unit: points, qualifier: under", "(−∞, 5)"),
    ])
  func stated(_ pair: (String, String)) throws {
    let store = try store("observations:\n  x: {\(pair.0)}")
    #expect(try store.figure("x", at: here).interval.description == pair.1)
  }

  @Test("A qualifier that is not known is an error, with the nearest one")
  func unknown() {
    let (_, diagnostics) = loaded("observations:\n  x: {value: 5, qualifier: mroe than}")
    #expect(diagnostics.all.map(\.id) == ["data.unknown-qualifier"])
    #expect(diagnostics.all.first?.hint == "did you mean 'more than'?")
    #expect(diagnostics.all.first?.range == SourceRange(file: "data.yaml", line: 2, columns: 28..<37))
  }

  private static let figures = """
    observations:
      a: {value: 10, precision: 2}
      b: {value: 4, precision: 2}
      c: {value: 0, precision: 2}
      least: {value: 5, qualifier: at least}
      open: {value: 3, precision: 1, qualifier: more than}
    """

  @Test(
    "Operations go to the corners",
    arguments: [
      ("a + b", "[12, 16]"), ("a - b", "[4, 8]"), ("a * b", "[27, 55]"), ("a * c", "[-11, 11]"),
      ("a + open", "(12, 15)"), ("a * open", "(27, 44)"), ("a + least", "[14, ∞)"), ("-least", "(−∞, -5]"),
      ("a / least", "(0, 2.2]"), ("a * (0 - least)", "(−∞, -45]"), ("abs(c)", "[0, 1]"),
      ("abs(c - 5)", "[4, 6]"),
      ("min(a, open)", "(3, 4)"), ("max(b, open)", "(3, 5]"), ("pow(c, 2)", "[0, 1]"),
      ("pow(c, 3)", "[-1, 1]"),
      ("sqrt(a - b)", "[2, 2.828427124746190097603377449]"), ("round(open)", "[3, 4]"),
      ("sum([a, b])", "[12, 16]"),
      ("mean([a, b])", "[6, 8]"), ("a > b ? a : b", "[9, 11]"),
    ])
  func operations(_ pair: (String, String)) throws {
    let store = try store(Self.figures)
    guard case .figure(let figure) = try store.value(of: pair.0, at: here) else {
      Issue.record("\(pair.0) is no figure")
      return
    }
    if pair.0.hasPrefix("sqrt") {
      #expect(figure.interval.lower.value == 2)
      #expect(figure.interval.upper.value.map { $0.rounded(toPlace: -9).description } == "2.828427125")
    } else {
      #expect(figure.interval.description == pair.1)
    }
  }

  @Test(
    "The same figure used twice is one quantity",
    arguments: [
      ("a - a", "[0, 0]"),
      ("a / (a + b)", "[0.6428571428571428571428571428571428, 0.7857142857142857142857142857142858]"),
      ("a + b - a", "[3, 5]"),
      ("(a - b) / a", "[0.4444444444444444444444444444444444, 0.7272727272727272727272727272727273]"),
    ])
  func repeated(_ pair: (String, String)) throws {
    let store = try store(Self.figures)
    guard case .figure(let figure) = try store.value(of: pair.0, at: here) else {
      Issue.record("\(pair.0) is no figure")
      return
    }
    #expect(figure.interval.description == pair.1)
  }

  @Test(
    "Where a formula rises and falls, halving comes close to its range from outside",
    arguments: [("c * c", "0", "1"), ("a / a", "1", "1"), ("c * (1 - c)", "-2", "0.25")])
  func halved(_ row: (formula: String, low: String, high: String)) throws {
    let store = try store(Self.figures)
    guard case .figure(let figure) = try store.value(of: row.formula, at: here) else {
      Issue.record("\(row.formula) is no figure")
      return
    }
    let low = try #require(figure.interval.lower.value)
    let high = try #require(figure.interval.upper.value)
    let slack = try #require(WrittenDecimal("0.005")).value
    let trueLow = try #require(WrittenDecimal(row.low)).value
    let trueHigh = try #require(WrittenDecimal(row.high)).value
    #expect(low <= trueLow && low >= trueLow - slack && high >= trueHigh && high <= trueHigh + slack)
  }

  @Test("A quantity is one through derived values, and as observation and cell of the same row")
  func sharedThroughDerived() throws {
    let store = try store(
      """
      tables:
        t: {file: t.csv}
      observations:
        x: {table: t, where: {k: a}}
      derived:
        half: {formula: x / 2}
        none: {formula: half + half - x}
        other: {formula: x - max(t.value)}
      """, files: ["t.csv": "k,value\na,10\n"])
    #expect(try store.figure("none", at: here).interval.description == "[0, 0]")
    #expect(try store.figure("other", at: here).interval.description == "[0, 0]")
  }

  @Test("A divisor that may be zero is an error at its place")
  func division() throws {
    let store = try store(Self.figures)
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.value(of: "a / c", at: here) })
    #expect(found.id == "expression.division-by-zero")
    #expect(found.message.hasPrefix("the divisor may be zero: c is ") && found.message.contains(", from "))
    #expect(found.hint?.contains("'precision:'") == true)
    let zero = try #require(diagnostic { () throws(Diagnostic) in _ = try store.value(of: "a / (c - c)", at: here) })
    #expect(zero.message.hasPrefix("the divisor is zero"))
  }

  @Test(
    "Comparisons are decided where the intervals are apart",
    arguments: [
      ("a > b", Truth.holds), ("b > a", .fails), ("a >= b", .holds), ("a < b", .fails),
      ("a > 10", .undecided),
      ("a > 11", .fails), ("a >= 9", .holds), ("a <= 11", .holds), ("a = 10.5", .holds), ("a = 12", .fails),
      ("a != 12", .holds), ("a ≠ 10", .fails), ("open > 3", .holds), ("open >= 4", .fails),
      ("b = open", .holds),
      ("a > b && c < b", .holds), ("a > 10 && a > 12", .fails), ("a > 10 || a > b", .holds),
      ("!(a > 10)", .undecided),
      ("a + b > a", .holds), ("least > 4", .holds), ("least < 100", .undecided),
    ])
  func comparisons(_ pair: (String, Truth)) throws {
    let store = try store(Self.figures)
    guard case .truth(let truth) = try store.value(of: pair.0, at: here) else {
      Issue.record("\(pair.0) is no condition")
      return
    }
    #expect(truth == pair.1)
  }
}
