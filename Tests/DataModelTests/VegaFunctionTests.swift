import Diagnostics
import Testing

@testable import DataModel

@Suite("Functions of Vega's expressions")
struct VegaFunctionTests {
  private static func text(_ value: Value) -> String {
    switch value {
    case .number(let number): number.double == number.double.rounded() ? number.description : "\(Float(number.double))"
    case .text(let text): text
    case .truth(let truth): "\(truth == .holds)"
    case .null: "null"
    case .series(let items): "[" + items.map(text).joined(separator: ", ") + "]"
    case .figure(let figure): "figure \(figure.value?.description ?? "")"
    case .phrase(let phrase): phrase.key
    }
  }

  /// One row: `n` 4, `half` 0.5, `s` 'Hello World', `d` 2012-03-05T14:30, `e` empty, `yes` true, `x y` 7, `v` a figure.
  private func row() throws -> (FigureStore, DataTable) {
    let store = try store(
      """
      sources:
        s: {publisher: Office}
      tables:
        t: {file: t.csv, source: s}
      """,
      files: [
        "t.csv": "n,half,s,d,e,yes,x y,value,d2\n4,0.5,Hello World,2012-03-05T14:30,,true,7,69.2,2012-03-06T14:30\n"
      ])
    return (store, try store.table("t", at: here))
  }

  private func result(_ source: String) throws -> String {
    let (store, table) = try row()
    return Self.text(try store.rowExpression(source, at: here).evaluation(over: table).value(0))
  }

  @Test(
    "Numbers",
    arguments: [
      ("datum.n + 1", "5"), ("datum['x y'] * 2", "14"), ("datum[\"x y\"]", "7"), ("datum.n / 0", "null"),
      ("datum.e + 1", "null"), ("-datum.e", "null"), ("isNaN(datum.s)", "true"), ("isNaN(datum.n)", "false"),
      ("isFinite(datum.e)", "false"), ("clamp(datum.n, 0, 3)", "3"), ("sqrt(datum.n)", "2"), ("sqrt(-1)", "null"),
      ("log(0)", "null"), ("exp(0)", "1"), ("pow(datum.n, 0.5)", "2"), ("sin(PI / 2)", "1"),
      ("atan2(1, 1)", "0.7853982"),
      ("hypot(3, datum.n)", "5"), ("max(datum.n, datum.e, 9)", "9"), ("min(datum.e)", "null"),
      ("round(datum.half)", "1"),
      ("floor(-1.5)", "-2"), ("cumulativeNormal(1.96)", "0.9750021"), ("densityNormal(0)", "0.3989423"),
      ("quantileNormal(0.975)", "1.959964"), ("quantileNormal(0.001)", "-3.0902324"),
      ("cumulativeUniform(3, 0, 4)", "0.75"),
      ("quantileUniform(0.25, 8)", "2"), ("densityUniform(1, 2)", "0.5"), ("cumulativeLogNormal(1)", "0.5"),
      ("toNumber('1.5') + 1", "2.5"), ("+'3'", "3"), (".5 * 2", "1"), ("datum.n % 3", "1"), ("5 % 0", "null"),
      ("parseFloat('12.5px')", "12.5"), ("parseInt('ff', 16)", "255"), ("parseFloat('x')", "null"), ("true + 1", "2"),
    ])
  func numbers(_ row: (source: String, result: String)) throws { #expect(try result(row.source) == row.result) }

  @Test(
    "Conditions",
    arguments: [
      ("datum.n && datum.s", "Hello World"), ("datum.e || 'none'", "none"), ("!datum.s", "false"), ("!datum.e", "true"),
      ("datum.yes", "true"), ("datum.yes == true", "true"), ("datum.n === 4", "true"), ("datum.n !== 4", "false"),
      ("datum.e == null", "true"), ("datum.e != null", "false"), ("datum.e < 5", "false"), ("datum.s > 3", "false"),
      ("if(datum.s, 'a', 'b')", "a"), ("datum.n ? 1 : 2", "1"), ("inrange(datum.n, [1, 4])", "true"),
      ("inrange(5, [4, 1])", "false"), ("isValid(datum.e)", "false"), ("isNumber(datum.n)", "true"),
      ("isString(datum.n)", "false"), ("isArray([1])", "true"), ("isBoolean(datum.yes)", "true"),
      ("isDate(toDate(datum.d))", "true"), ("isObject({a: 1})", "true"), ("isRegExp(/a/)", "true"),
      ("toBoolean('false')", "false"), ("test(/wor/i, datum.s)", "true"), ("test(/^wor/, datum.s)", "false"),
      ("test(/a|Hello/, datum.s)", "true"), ("test('^H.l', datum.s)", "true"),
      ("datum.d > toDate('2012-01-01')", "true"),
      ("toDate(datum.d) < datetime(2012, 2, 5, 15)", "true"), ("datum.d == utc(2012, 2, 5, 14, 30)", "false"),
      ("indexof(['a', 'b'], 'b')", "1"), ("indexof([1, 2], 3)", "-1"),
    ])
  func conditions(_ row: (source: String, result: String)) throws { #expect(try result(row.source) == row.result) }

  @Test(
    "Texts",
    arguments: [
      ("datum.s + ' ' + datum.n", "Hello World 4"), ("'x' + datum.value", "x69.2"), ("datum.e + 'x'", "null"),
      ("'' + 1/3", "0.3333333333333333"), ("upper(datum.s)", "HELLO WORLD"), ("length(datum.s)", "11"),
      ("datum.s.length", "11"), ("slice(datum.s, -5)", "World"), ("slice(datum.s, 0, 5)", "Hello"),
      ("substring(datum.s, 5, 0)", "Hello"), ("split(datum.s, ' ')[1]", "World"),
      ("split('a1b22c', /[0-9]+/)", "[a, b, c]"),
      ("split('a,b,c', ',', 2)", "[a, b]"), ("replace(datum.s, 'l', 'L')", "HeLlo World"),
      ("replace(datum.s, /l/g, 'L')", "HeLLo WorLd"), ("replace(datum.s, /(\\w+) (\\w+)/, '$2 $1')", "World Hello"),
      ("replace('aaa', regexp('a', 'g'), 'b')", "bbb"), ("pad('7', 3, '0', 'left')", "007"), ("pad('ab', 4)", "ab  "),
      ("truncate(datum.s, 6)", "Hello…"), ("truncate(datum.s, 6, 'left')", "…World"), ("truncate('abc', 6)", "abc"),
      ("trim('  a ')", "a"), ("indexof(datum.s, 'o')", "4"), ("lastindexof(datum.s, 'o')", "7"), ("datum.s[0]", "H"),
      ("'caf\\u00e9\\n'", "café\n"), ("toString(datum.n)", "4"), ("format(datum.n, '.2f')", "4.00"),
      ("format(1234567.891, ',.1f')", "1,234,567.9"), ("format(datum.half, '.0%')", "50%"),
      ("format(datum.e, 'd')", "null"),
      ("format(datum.value, '.1f')", "69.2"), ("lower('ÄB')", "äb"),
    ])
  func texts(_ row: (source: String, result: String)) throws { #expect(try result(row.source) == row.result) }

  @Test(
    "Dates are in UTC, months and weekdays from 0",
    arguments: [
      ("year(datum.d)", "2012"), ("month(datum.d)", "2"), ("quarter(datum.d)", "1"), ("date(datum.d)", "5"),
      ("day(datum.d)", "1"), ("dayofyear(datum.d)", "65"), ("week(datum.d)", "10"), ("hours(datum.d)", "14"),
      ("utcminutes(datum.d)", "30"), ("seconds(datum.d)", "0"), ("time('1970-01-02')", "86400000"),
      ("time(datum.d2) - time(datum.d)", "86400000"), ("toDate(datum.d2) - toDate(datum.d)", "86400000"),
      ("datum.d2 - datum.d", "86400000"), ("datetime(2012, 0, 1)", "2012-01-01"),
      ("datetime('2012-05-06')", "2012-05-06"),
      ("datetime(2012, 14, 1, 12, 30)", "2013-03-01T12:30"), ("utc(1970, 0, 2)", "86400000"), ("year(0)", "1970"),
      ("year('2025')", "2025"), ("toDate(86400000)", "1970-01-02"), ("toDate('nonsense')", "null"),
      ("year(datum.e)", "null"),
      ("timeOffset('month', datum.d, 2)", "2012-05-05T14:30"), ("timeOffset('day', '2012-02-28')", "2012-02-29"),
      ("timeSequence('month', '2012-01-15', '2012-04-01')", "[2012-02-01, 2012-03-01]"),
      ("timezoneoffset(datum.d)", "0"),
      ("timeFormat(datum.d, '%b %d, %Y')", "Mar 05, 2012"), ("utcFormat(datum.d, '%H:%M')", "14:30"),
      ("timeParse('5.3.2012', '%d.%m.%Y')", "2012-03-05"), ("monthFormat(11)", "December"),
      ("monthAbbrevFormat(0)", "Jan"),
      ("dayFormat(0)", "Sunday"), ("dayAbbrevFormat(6)", "Sat"), ("timeUnitSpecifier('yearmonth')", "%b %Y"),
    ])
  func dates(_ row: (source: String, result: String)) throws { #expect(try result(row.source) == row.result) }

  @Test(
    "Lists and objects",
    arguments: [
      ("extent([3, 1, 2])", "[1, 3]"), ("span([2, 5, 9])", "7"), ("sequence(3)", "[0, 1, 2]"),
      ("sequence(1, 2, 0.5)", "[1, 1.5]"), ("join([1, 'a'], '-')", "1-a"), ("reverse([1, 2])", "[2, 1]"),
      ("sort([10, 9, 2])", "[2, 9, 10]"), ("slice([1, 2, 3], 1)", "[2, 3]"), ("peek([1, 2])", "2"),
      ("lerp([0, 10], 0.25)", "2.5"), ("clampRange([8, 12], 0, 10)", "[6, 10]"), ("length([1, 2])", "2"),
      ("{a: 1, 'b c': 2}['b c']", "2"), ("{a: {b: 3}}['a'].b", "3"), ("merge({a: 1}, {a: 2})['a']", "2"),
      ("pluck([{a: 1}, {a: 2}], 'a')", "[1, 2]"), ("[1, 2][5]", "null"), ("[[1, 2], [3]][0][1]", "2"),
      ("lastindexof([1, 2, 1], 1)", "2"), ("[1, 2].length", "2"),
    ])
  func lists(_ row: (source: String, result: String)) throws { #expect(try result(row.source) == row.result) }

  @Test("Figures keep their intervals; elsewhere than over rows a function without one refuses them")
  func figures() throws {
    let (store, table) = try row()
    let evaluation = try store.rowExpression("datum.value * 2", at: here).evaluation(over: table)
    guard case .figure(let figure) = try evaluation.value(0) else {
      Issue.record("no figure")
      return
    }
    #expect(figure.value == 138.4.decimal && figure.interval.width == 0.2.decimal)
    #expect(try result("abs(sin(datum.value) - 0.0848594423) < 1e-9") == "true")
    let claims = try shareStore()
    let wrong = diagnostic { () throws(Diagnostic) in _ = try claims.value(of: "sin(share) > 0", at: here) }
    #expect(wrong?.id == "expression.no-interval" && wrong?.hint?.contains("stated") == true)
  }

  private func shareStore() throws -> FigureStore {
    try DataModelTests.store(
      """
      sources:
        s: {publisher: Office}
      observations:
        share: {value: 69.2, unit: percent, source: s}
      """)
  }

  @Test("A misspelt column or function is named with the nearest one; what no cell can hold is an error")
  func mistakes() throws {
    let (store, table) = try row()
    func found(_ source: String) -> Diagnostic? {
      diagnostic { () throws(Diagnostic) in
        _ = try store.rowExpression(source, at: here).evaluation(over: table).value(0)
      }
    }
    #expect(found("datum.haf > 1")?.hint == "did you mean 'half'?")
    #expect(found("uper(datum.s)")?.hint == "did you mean 'upper'?")
    #expect(found("{a: 1}")?.id == "expression.no-cell")
    #expect(found("datum.s.toFixed(2)")?.id == "expression.unknown-function")
    #expect(found("random()")?.id == "expression.not-repeatable")
    #expect(
      found("test(/(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')")?.id == "expression.invalid-pattern")
    #expect(found("test(/a/q, 'a')")?.id == "expression.invalid-pattern")
  }
}

extension Double {
  fileprivate var decimal: Decimal { Decimal(self) ?? .zero }
}
