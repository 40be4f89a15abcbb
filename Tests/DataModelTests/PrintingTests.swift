import DataModel
import Diagnostics
import Testing

@Suite("Printing figures")
struct PrintingTests {
  private static let china = """
    sources:
      cnnic-56: {publisher: CNNIC, title: Statistical Report, date: 2025-07-21}
    observations:
      users.total: {value: 1120, unit: million persons, precision: 10, qualifier: more than, period: 2025-06, source: cnnic-56}
      users.rural: {value: 322, unit: million persons, source: cnnic-56}
      rural.share: {value: 69.2, unit: percent}
      rural.before: {value: 65.6, unit: percent}
      total: {value: 1123, unit: million persons}
      population.urban: {value: 943.50, unit: million persons}
      few: {value: 21, unit: persons, qualifier: exact}
    derived:
      urban.share: {formula: (total - users.rural) / population.urban, unit: percent}
      rural.change: {formula: rural.share - rural.before}
    """

  @Test("An observation prints its qualifier, its number and the word of its scale, and never its noun")
  func observation() throws {
    let store = try store(Self.china)
    #expect(try store.print("users.total", at: here).text == "more than 1.12\u{A0}billion")
    #expect(try store.print("users.total | bare", at: here).text == "1.12\u{A0}billion")
    #expect(try store.print("users.total | cap", at: here).text == "More than 1.12\u{A0}billion")
    #expect(try store.print("users.total | millions", at: here).text == "more than 1,120\u{A0}million")
    #expect(try store.print("users.rural", at: here).text == "322\u{A0}million")
    #expect(try store.print("rural.share", at: here).text == "69.2%")
    #expect(try store.print("few | words", at: here).text == "21")
    #expect(try store.print("few | ordinal", at: here).text == "21st")
  }

  @Test("A value has as many decimals as its stated precision, though it was written with fewer")
  func precision() throws {
    let store = try store(
      """
      observations:
        share: {value: 92, unit: percent, precision: 0.1}
        people: {value: 6, unit: billion persons, precision: 0.1}
        users: {value: 1123.4, unit: million persons, precision: 1}
        census: {value: 1405.45, unit: million persons}
      """)
    // A billion would have five decimals.
    #expect(try store.print("census", at: here).text == "1,405.45\u{A0}million")
    #expect(try store.print("share", at: here).text == "92.0%")
    #expect(try store.print("people", at: here).text == "6.0\u{A0}billion")
    #expect(try store.print("users", at: here).text == "1.123\u{A0}billion")
  }

  @Test("A calendar year has no signs between its digits, and a span of years has them")
  func calendarYear() throws {
    let store = try store(
      """
      observations:
        founded: {value: 2017, unit: year, qualifier: exact}
        first: {value: 1994, unit: year, qualifier: about, precision: 4}
        span: {value: 2017, unit: years, qualifier: exact}
      """)
    #expect(try store.print("founded", at: here).text == "2017")
    #expect(try store.print("founded | number", at: here).text == "2017")
    #expect(try store.print("first", at: here).text == "about 1994")
    #expect(try store.print("first | range", at: here).text == "1992–1996")
    #expect(try store.print("span", at: here).text == "2,017")
  }

  @Test(
    "A derived share prints the digits that its interval supports, and 'about' where it is wider than the last"
  )
  func derivedShare() throws {
    let store = try store(Self.china)
    let figure = try store.figure("urban.share", at: here)
    #expect(figure.interval.lower.value.map { $0.rounded(toPlace: -3) } == WrittenDecimal("84.790")?.value)
    #expect(figure.interval.upper.value.map { $0.rounded(toPlace: -3) } == WrittenDecimal("85.003")?.value)
    #expect(try store.print("urban.share", at: here).text == "about 84.9%")
    #expect(try store.print("urban.share | percent(1) | bare", at: here).text == "84.9%")
    #expect(try store.print("urban.share | range", at: here).text == "84.8–85.0%")
    let tooFine = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.print("urban.share | percent(2)", at: here) })
    #expect(tooFine.id == "format.too-precise" && tooFine.hint == "ask for 1 decimal at most")
  }

  @Test("The interval from 84.035 to 86.318 prints as about 85")
  func wideShare() throws {
    let store = try store(
      """
      observations:
        low: {value: 84.035, unit: percent, qualifier: exact}
        spread: {value: 1.1415, unit: percent, precision: 2.283, qualifier: reported}
      derived:
        wide: {formula: low + spread}
      """)
    let figure = try store.figure("wide", at: here)
    #expect(figure.interval.description == "[84.035, 86.318]")
    #expect(try store.print("wide", at: here).text == "about 85%")
  }

  @Test("What is open to one side is printed as its end, with the word for the side")
  func openIntervals() throws {
    let store = try store(
      """
      observations:
        many: {value: 1100, unit: million persons, qualifier: more than}
        some: {value: 300, unit: million persons}
        least: {value: 40, unit: persons, qualifier: at least}
        upto: {value: 12, unit: points, qualifier: at most}
        two: {value: 2, unit: persons, qualifier: exact}
      derived:
        rest: {formula: many - some}
        less: {formula: some - many}
        double: {formula: 2 * least}
        gap: {formula: upto - 2}
        both: {formula: many - least * 1000000}
      """)
    // 1100 less 300.5 is 799.5: rounded down, away from what is possible.
    #expect(try store.print("rest", at: here).text == "more than 799\u{A0}million")
    #expect(try store.print("rest | bare", at: here).text == "799\u{A0}million")
    #expect(try store.print("less", at: here).text == "less than \u{2212}799\u{A0}million")
    #expect(try store.print("double", at: here).text == "at least 80")
    #expect(try store.print("gap", at: here).text == "at most 10")
    let found = diagnostic { () throws(Diagnostic) in _ = try store.print("both", at: here) }
    #expect(found?.id == "format.unbounded")
  }

  @Test("Where not even the first digit is certain, or the sign is open, both ends are printed")
  func vagueIntervals() throws {
    let store = try store(
      """
      observations:
        a: {value: 0.55, unit: percent, precision: 0.7, qualifier: reported}
        b: {value: 33.3, unit: percent}
        c: {value: 33, unit: percent}
        d: {value: 3, unit: million persons, precision: 6, qualifier: reported}
      derived:
        vague: {formula: a * 1}
        sign: {formula: b - c}
        count: {formula: d * 1}
      """)
    #expect(try store.print("vague", at: here).text == "between 0.2 and 0.9%")
    #expect(try store.print("vague | bare", at: here).text == "1%")
    #expect(try store.print("sign", at: here).text == "between \u{2212}0.3 and 0.9")
    #expect(try store.print("count", at: here).text == "at most 6\u{A0}million")
  }

  @Test(
    "The ends of a range are as fine as it takes to move neither by more than a tenth of the width",
    arguments: [
      ("value: 45, unit: million persons", "44.5–45.5\u{A0}million"),
      ("value: 0.62, unit: million persons", "615,000–625,000"),
      ("value: 45, unit: million persons, precision: 0.25", "44.9–45.1\u{A0}million"),
      ("value: 28.5, unit: percent, precision: 1", "28–29%"), ("value: 0, unit: million persons", "0–500,000"),
      ("value: 2, unit: million persons, precision: 6", "0–5\u{A0}million"),
      ("value: 0, unit: degrees", "\u{2212}0.5\u{2009}–\u{2009}0.5"),
    ])
  func rangeEnds(_ pair: (facts: String, text: String)) throws {
    let store = try store("units:\n  degrees: {minimum: null}\nobservations:\n  m: {\(pair.facts)}\n")
    #expect(try store.print("m | range", at: here).text == pair.text)
  }

  @Test("A number outside its own interval, whose values do not all round to it, is printed with 'about'")
  func outsideItsInterval() throws {
    let store = try store(
      """
      observations:
        m: {value: 12, unit: million persons}
        n: {value: 12.004, unit: percent}
      derived:
        triple: {formula: 3 * m}
        share: {formula: n * 1}
      """)
    #expect(try store.print("triple", at: here).text == "about 40\u{A0}million")
    #expect(try store.print("triple | bare", at: here).text == "40\u{A0}million")
    #expect(try store.print("share | percent(1)", at: here).text == "12.0%")
  }

  @Test("A difference of percentages is in points, printed with its sign where a change is asked for")
  func points() throws {
    let store = try store(Self.china)
    let change = try store.figure("rural.change", at: here)
    #expect(change.unit?.kind == .points && change.interval.description == "[3.5, 3.7]")
    #expect(try store.print("rural.change", at: here).text == "about 3.6")
    #expect(try store.print("rural.change | change | bare", at: here).text == "+3.6")
    #expect(try store.print("change(rural.share, rural.before) | bare", at: here).text == "\u{2212}3.6")
  }

  @Test("A qualifier that is typed just before the figure is an error with the fix")
  func repeatedQualifier() throws {
    let store = try store(Self.china)
    let found = try #require(
      diagnostic { () throws(Diagnostic) in
        _ = try store.print("users.total", precededBy: "Online are more than ", at: here)
      })
    #expect(found.id == "format.repeated-qualifier")
    #expect(found.hint == "leave 'more than' out, or write {{ users.total | bare }}")
    #expect(
      try store.print("users.total | bare", precededBy: "more than ", at: here).text == "1.12\u{A0}billion")
    #expect(try store.print("users.rural", precededBy: "more than ", at: here).text == "322\u{A0}million")
    let other = try #require(
      diagnostic { () throws(Diagnostic) in
        _ = try store.print("users.total", precededBy: "They are nearly ", at: here)
      })
    #expect(other.id == "format.repeated-qualifier")
    #expect(
      other.message == "'nearly' stands before 'more than 1.12\u{A0}billion', which has a qualifier of its own")
    #expect(other.hint?.hasPrefix("leave 'nearly' out") == true)
  }

  @Test("Numbers and dates follow the report's language")
  func languages() throws {
    let nbsp = "\u{A0}"
    let expected: [(String, String, String, String)] = [
      ("en", "more than 1.12\(nbsp)billion", "69.2%", "June 2025"),
      ("fr", "plus de 1,12\(nbsp)milliard", "69,2\(nbsp)%", "juin 2025"),
      ("es", "más de 1,12\(nbsp)mil\(nbsp)millones", "69,2\(nbsp)%", "junio de 2025"),
      ("ru", "более 1,12\(nbsp)миллиарда", "69,2\(nbsp)%", "июнь 2025\u{202F}г."),
      ("zh", "超过11.2亿", "69.2%", "2025年6月"),
    ]
    for (language, total, share, date) in expected {
      let store = try store(Self.china, language: language)
      let printed = [
        try store.print("users.total", at: here).text, try store.print("rural.share", at: here).text,
        try store.print("users.total.period | date", at: here).text,
      ]
      #expect(printed == [total, share, date], "\(language)")
    }
    let arabic = try store(Self.china, language: "ar")
    #expect(try arabic.print("users.total", at: here).text.hasPrefix("أكثر من "))
  }
}
