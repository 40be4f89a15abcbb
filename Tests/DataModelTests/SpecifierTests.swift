import Diagnostics
import Testing

@testable import DataModel

@Suite("Formats of d3")
struct SpecifierTests {
  @Test(
    "Numbers are printed as d3-format's documentation and tests have them",
    arguments: [
      (".0%", "0.123", "12%"), ("($.2f", "-3.5", "($3.50)"), ("+20", "42", "                 +42"),
      (".^20", "42", ".........42........."), (".2s", "42e6", "42M"), ("#x", "48879", "0xbeef"),
      (",.2r", "4223", "4,200"), ("s", "0", "0.00000"), ("s", "1", "1.00000"), ("s", "1e6", "1.00000M"),
      (".3s", "999.5", "1.00k"), (".4s", "999.5", "999.5"), (".3s", "0.00000152", "1.52µ"), ("~s", "1500", "1.5k"),
      (".1g", "0.049", "0.05"), (".3g", "0.049", "0.0490"), ("g", "0.00000001", "1.00000e-8"), ("", "0.049", "0.049"),
      (".2g", "123", "1.2e+2"), ("", "1234567890123456", "1.23456789012e+15"), ("n", "1234.5", "1,234.50"),
      (".3r", "0.049", "0.0490"), (".2r", "449", "450"), (".1p", "0.49", "50%"), (".3p", "0.00049", "0.0490%"),
      ("e", "42", "4.200000e+1"), (".1e", "0.0123", "1.2e-2"), ("d", "1.5", "2"), (",d", "-1234567", "−1,234,567"),
      ("04,d", "0", "0,000"), ("08,d", "0", "0,000,000"), ("03,d", "0", "000"), ("013,d", "0", "0,000,000,000"),
      ("+.1f", "0", "+0.0"), ("+d", "-5", "−5"), (" d", "7", " 7"), (".0f", "-0.2", "0"), ("+.0f", "-0.2", "−0"),
      ("b", "10", "1010"), ("o", "10", "12"), ("X", "48879", "BEEF"), ("*>8,.1f", "1234.56", "*1,234.6"),
      ("<6d", "42", "42    "), ("=+8d", "42", "+     42"), ("08.2f", "-3.14159", "−0003.14"), ("~f", "1.5", "1.5"),
      ("~%", "0.125", "12.5%"), ("$,.0f", "1234.5", "$1,235"), (".2f", "2.675", "2.68"),
    ])
  func numbers(_ row: (format: String, value: String, text: String)) throws {
    let specifier = try #require(NumberSpecifier(row.format))
    let value = try #require(WrittenDecimal(row.value)).value
    #expect(specifier.text(of: value, locale: NumberLocale(language: "en")) == row.text)
  }

  @Test("What is no format is none", arguments: ["percent", ".f", "..2f", "1.2.3", "f1", ",,f", ".2q", "%Y"])
  func notFormats(_ text: String) { #expect(NumberSpecifier(text) == nil) }

  @Test(
    "Signs and digits are the language's",
    arguments: [
      ("de", ",.1f", "1234567.8", "1.234.567,8"), ("fr", ".0%", "0.12", "12\u{202F}%"),
      ("hi", ",d", "12345678", "1,23,45,678"), ("es", ",d", "1234", "1.234"), ("tr", ".0%", "0.5", "%50"),
    ])
  func languages(_ row: (language: String, format: String, value: String, text: String)) throws {
    let value = try #require(WrittenDecimal(row.value)).value
    let text = try #require(NumberSpecifier(row.format)).text(of: value, locale: NumberLocale(language: row.language))
    #expect(text.replacing("\u{A0}", with: "\u{202F}") == row.text)
  }

  @Test(
    "Dates are printed as d3-time-format has them",
    arguments: [
      ("%Y-%m-%d", "2012-01-05"), ("%b %d, %Y", "Jan 05, 2012"), ("%-d %B", "5 January"), ("%e|%_d", " 5| 5"),
      ("%A %a", "Thursday Thu"), ("%H:%M:%S.%L", "14:03:09.007"), ("%I %p", "02 PM"), ("%j", "005"), ("%q", "1"),
      ("%U %W %V %G-%g", "01 01 01 2012-12"), ("%u %w", "4 4"), ("%y %%", "12 %"), ("%f", "007000"), ("%Z", "+0000"),
      ("%Q %s", "1325772189007 1325772189"), ("Q%q ’%y", "Q1 ’12"),
    ])
  func dates(_ row: (format: String, text: String)) throws {
    let moment = try #require(WrittenDate("2012-01-05T14:03:09.007Z")).moment
    let specifier = try #require(TimeSpecifier(row.format))
    #expect(specifier.text(of: moment, locale: NumberLocale(language: "en")) == row.text)
    #expect(TimeSpecifier("%K") == nil && TimeSpecifier("100%") == nil)
  }

  @Test("Names of months and days are the language's")
  func monthNames() throws {
    let moment = try #require(WrittenDate("2012-03-05")).moment
    let text = try #require(TimeSpecifier("%A %-d %B %Y")).text(of: moment, locale: NumberLocale(language: "fr"))
    #expect(text == "lundi 5 mars 2012")
  }

  @Test(
    "Dates are read by a format",
    arguments: [
      ("%b %d %Y", "Jan 5 2012", "2012-01-05"), ("%m/%d/%Y", "3/14/2001", "2001-03-14"),
      ("%Y-%m-%d %H:%M", "2012-01-05 14:30", "2012-01-05T14:30"), ("%d %B %y", "30 june 99", "1999-06-30"),
      ("%I:%M %p", "02:15 PM", "1900-01-01T14:15"), ("%Y%m%d", "20250630", "2025-06-30"),
      ("%H:%M %Z", "12:00 +02:00", "1900-01-01T10:00"), ("%Y", "nonsense", nil), ("%d.%m.%Y", "31.13.2012", nil),
    ] as [(String, String, String?)])
  func reading(_ row: (format: String, text: String, date: String?)) throws {
    let specifier = try #require(TimeSpecifier(row.format))
    #expect(specifier.parse(row.text, locale: NumberLocale(language: "en"))?.text == row.date)
  }

  @Test(
    "Dates are written with as much of a time as they have",
    arguments: [
      ("2012-01-01T12:30", "2012-01-01T12:30"), ("2012-01-01T12:30Z", "2012-01-01T12:30"),
      ("2012-01-01T12:30:15.25+02:00", "2012-01-01T10:30:15.250"), ("2012-01-01 00:00", "2012-01-01"),
      ("2012/02/29", "2012-02-29"), ("2012", "2012-01-01"), ("2012-Q3", "2012-07-01"), ("1899-12-31", "1899-12-31"),
      ("2013-02-29", nil), ("2012-01-01T25:00", nil), ("2012-01-01Tnoon", nil), ("2012-1-1", nil), ("20120101", nil),
    ] as [(String, String?)])
  func writtenDates(_ row: (text: String, moment: String?)) {
    #expect(WrittenDate(row.text)?.moment.text == row.moment)
  }

  @Test(
    "Time units begin where vega-time has them begin",
    arguments: [
      ("year", "2013-01-01"), ("yearquarter", "2013-04-01"), ("yearmonth", "2013-05-01"),
      ("yearmonthdate", "2013-05-17"), ("month", "2012-05-01"), ("quarter", "2012-04-01"), ("date", "2012-01-17"),
      ("day", "2012-01-06"), ("hours", "2012-01-01T15:00"), ("hoursminutes", "2012-01-01T15:42"),
      ("yearweek", "2013-05-12"), ("week", "2012-05-06"), ("yearweekday", "2013-05-17"), ("dayofyear", "2012-05-16"),
      ("monthdate", "2012-05-17"), ("utcyearmonth", "2013-05-01"), ("yearmonthdatehours", "2013-05-17T15:00"),
    ])
  func timeUnits(_ row: (unit: String, start: String)) throws {
    // A Friday, the 137th day and in the 19th week that begins on a Sunday.
    let moment = try #require(WrittenDate("2013-05-17T15:42:30")).moment
    let unit = try #require(TimeUnit(named: row.unit))
    #expect(unit.floor(moment).text == row.start)
    #expect(unit.floor(unit.floor(moment)).text == row.start || row.unit.contains("week") || row.unit == "dayofyear")
  }

  @Test("Steps of a unit, the ends of units, and the unit that fits a stretch of time")
  func timeUnitSteps() throws {
    let moment = try #require(WrittenDate("2013-05-17T15:42")).moment
    let halves = TimeUnit([.year, .month], step: 6)
    #expect(halves.floor(moment).text == "2013-01-01" && halves.end(of: halves.floor(moment)).text == "2013-07-01")
    #expect(TimeUnit([.hours, .minutes], step: 15).floor(moment).text == "2012-01-01T15:30")
    #expect(TimeUnit([.year], step: 10).floor(moment).text == "2010-01-01")
    let year = try #require(WrittenDate("2014-05-17T15:42")).moment
    #expect(TimeUnit.fitting(moment...year, maximum: 20).name == "yearmonth")
    #expect(TimeUnit.fitting(moment...year, maximum: 60).name == "yearweek")
    #expect(TimeUnit(named: "yearmonthdate")?.format == "%b %d, %Y" && TimeUnit(named: "quarter")?.format == "Q%q")
    #expect(TimeUnit(named: "monthyear") == nil && TimeUnit(named: "fortnight") == nil)
  }

  @Test(
    "A format of d3's may not ask for digits that a figure does not support, and takes no share twice times a hundred")
  func figures() throws {
    let store = try store(
      """
      sources:
        s: {publisher: Office}
      observations:
        share: {value: 69.2, unit: percent, source: s}
        ratio: {value: 0.692, unit: ratio, source: s}
      """)
    func text(_ id: String, _ format: String) throws -> String {
      let figure = try store.figure(id, at: here)
      return try store.print(figure, as: FigureFormat(specifying: format, at: here), at: here).text
    }
    #expect(try text("share", ".1f") == "69.2" && text("share", ".1%") == "69.2%" && text("ratio", ".1%") == "69.2%")
    #expect(
      diagnostic { () throws(Diagnostic) in
        let figure = try store.figure("share", at: here)
        _ = try store.print(figure, as: FigureFormat(specifying: ".3f", at: here), at: here)
      }?.id == "format.too-precise")
  }
}
