import DataModel
import Diagnostics
import Testing

@Suite("Formats in words")
struct FormatTests {
  private static let yaml = """
    observations:
      users: {value: 1120, unit: million persons, precision: 10, qualifier: more than}
      two.billion: {value: 2, unit: billion persons, precision: 1, qualifier: about}
      rural: {value: 69.2, unit: percent}
      half: {value: 48.3, unit: percent}
      third: {value: 33.3, unit: percent}
      rough: {value: 33, unit: percent}
      one: {value: 1, unit: persons, qualifier: exact}
      two: {value: 2, unit: persons, qualifier: exact}
      three: {value: 3, unit: persons, qualifier: exact}
      eight: {value: 8, unit: persons, qualifier: exact}
      many: {value: 25, unit: persons, qualifier: exact}
      broken: {value: 2.5, unit: persons, qualifier: exact}
      all: {value: 300, unit: million persons}
      some: {value: 148, unit: million persons}
      few: {value: 77, unit: million persons}
      low: {value: 84.035, unit: percent, qualifier: exact}
      spread: {value: 1.1415, unit: percent, precision: 2.283}
    derived:
      wide: {formula: low + spread}
    """

  /// What is printed, with plain spaces and without marks of direction.
  private func printed(_ contents: [String], _ language: String) throws -> [String] {
    let store = try store(Self.yaml, language: language)
    return try contents.map {
      String(
        try store.print($0, at: here).text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }.filter {
          $0 != "\u{61C}"
        })
    }
  }

  @Test(
    "Abbreviated numbers, ends and scale words are the language's own",
    arguments: [
      ("en", ["more than 1.12B", "about 2 billion", "between 84.0 and 86.3%", "between 1.12 and 1.13 billion"]),
      ("fr", ["plus de 1,12 Md", "environ 2 milliards", "entre 84,0 et 86,3 %", "entre 1,12 et 1,13 milliards"]),
      (
        "es", ["más de 1120 M", "alrededor de 2 mil millones", "entre 84,0 y 86,3 %", "entre 1,12 y 1,13 mil millones"]
      ),
      ("ru", ["более 1,12 млрд", "около 2 миллиардов", "от 84,0 до 86,3 %", "от 1,12 до 1,13 миллиарда"]),
      ("ar", ["أكثر من ١٫١٢ مليار", "نحو ٢ مليار", "بين ٨٤٫٠٪ و٨٦٫٣٪", "بين ١٫١٢ مليار و١٫١٣ مليار"]),
      ("zh", ["超过11.2亿", "约20亿", "84.0%至86.3%", "11.2亿至11.3亿"]),
    ])
  func numbers(_ row: (language: String, texts: [String])) throws {
    #expect(
      try printed(["users | short", "two.billion", "wide | between", "users | between"], row.language) == row.texts)
  }

  @Test(
    "Fractions have the word that makes them true",
    arguments: [
      ("en", ["just over two thirds", "nearly half", "a third", "about a third", "a third"]),
      ("fr", ["un peu plus de deux tiers", "près de la moitié", "un tiers", "environ un tiers", "un tiers"]),
      ("es", ["algo más de dos tercios", "casi la mitad", "un tercio", "alrededor de un tercio", "un tercio"]),
      ("ru", ["чуть более двух третей", "почти половина", "треть", "около трети", "треть"]),
      ("ar", ["ما يزيد قليلاً على ثلثي", "ما يقارب نصف", "ثلث", "نحو ثلث", "ثلث"]),
      ("zh", ["略高于三分之二", "近一半", "三分之一", "约三分之一", "三分之一"]),
    ])
  func fractions(_ row: (language: String, texts: [String])) throws {
    #expect(
      try printed(
        ["rural | fraction", "half | fraction", "third | fraction", "rough | fraction", "third | words"], row.language)
        == row.texts)
  }

  @Test(
    "Numbers up to nine are words; a form that a gender changes is printed in digits unless the gender is given",
    arguments: [
      ("en", ["three", "one", "one", "25", "3rd", "third", "third", "25th"]),
      ("fr", ["trois", "1", "une", "25", "3e", "troisième", "troisième", "25e"]),
      ("es", ["tres", "1", "una", "25", "3.º", "3.º", "tercera", "25.º"]),
      ("ru", ["три", "1", "одна", "25", "3-й", "3-й", "третья", "25-й"]),
      ("ar", ["٣", "١", "واحدة", "٢٥", "٣", "٣", "الثالثة", "٢٥"]),
      ("zh", ["三", "一", "一", "25", "第3", "第三", "第三", "第25"]),
    ])
  func words(_ row: (language: String, texts: [String])) throws {
    #expect(
      try printed(
        [
          "three | words", "one | words", "one | words(feminine)", "many | words", "three | ordinal",
          "three | ordinal(words)", "three | ordinal(words, feminine)", "many | ordinal(words)",
        ], row.language) == row.texts)
    #expect(try printed(["two | words"], "zh") == ["两"])
    #expect(try printed(["eight | words(feminine)", "eight | words(masculine)"], "ar") == ["ثماني", "ثمانية"])
  }

  @Test(
    "Places and multiples need no gender",
    arguments: [
      ("en", ["second highest", "the highest", "nearly twice", "nearly four times", "just over a quarter of"]),
      (
        "fr",
        ["au deuxième rang", "au premier rang", "près de deux fois", "près de quatre fois", "un peu plus d’un quart"]
      ),
      (
        "es",
        ["en segundo lugar", "en primer lugar", "casi dos veces", "casi cuatro veces", "algo más de una cuarta parte"]
      ),
      ("ru", ["на втором месте", "на первом месте", "почти в два раза", "почти в четыре раза", "чуть более четверти"]),
      (
        "ar",
        ["في المرتبة الثانية", "في المرتبة الأولى", "ما يقارب مرتين", "ما يقارب أربع مرات", "ما يزيد قليلاً على ربع"]
      ),
      ("zh", ["第二高", "最高", "近两倍", "近四倍", "略高于四分之一"]),
    ])
  func places(_ row: (language: String, texts: [String])) throws {
    #expect(
      try printed(
        [
          "rank(some, [all, some, few]) | rank", "ranking(all, [all, some, few])", "multiple(some, few)",
          "multiple(all, few)", "fractionOf(few, all)",
        ], row.language) == row.texts)
  }

  @Test(
    "A run of steps is counted in the length of its periods",
    arguments: [
      ("en", ["for the third year in a row", "for the second quarter in a row", "for the third time in a row"]),
      (
        "fr",
        [
          "pour la troisième année consécutive", "pour le deuxième trimestre consécutif",
          "pour la troisième fois consécutive",
        ]
      ),
      ("es", ["por tercer año consecutivo", "por segundo trimestre consecutivo", "por tercera vez consecutiva"]),
      ("ru", ["третий год подряд", "второй квартал подряд", "третий раз подряд"]),
      ("ar", ["للعام الثالث على التوالي", "للربع الثاني على التوالي", "للمرة الثالثة على التوالي"]),
      ("zh", ["连续第三年", "连续第二个季度", "连续第三次"]),
    ])
  func runs(_ row: (language: String, texts: [String])) throws {
    let store = try store(
      "tables:\n  y: {file: y.csv, qualifier: exact}\n  q: {file: q.csv, qualifier: exact}",
      files: [
        "y.csv": "year,value\n2020,5\n2021,9\n2022,8\n2023,7\n2024,6\n",
        "q.csv": "period,value\n2021-Q4,4\n2022-Q1,5\n2022-Q2,6\n",
      ], language: row.language)
    #expect(
      try ["inARow(y.value)", "inARow(q.value)", "inARow([1, 2, 3, 4])"].map { try store.print($0, at: here).text }
        == row.texts)
    #expect(try store.condition("inARow(y.value) == '3'", at: here))
    #expect(
      diagnostic { () throws(Diagnostic) in _ = try store.print("inARow([1, 3, 2])", at: here) }?.id == "phrase.unclear"
    )
  }

  @Test(
    "The word follows from where the interval lies, at the edges too",
    arguments: [
      ("50", "1", "half"), ("50", "2", "about half"), ("50", "5", "about half"), ("50", "7", "more than two fifths"),
      ("52.4", "0.1", "just over half"), ("52.6", "0.1", "more than half"), ("47.6", "0.1", "nearly half"),
      ("47.4", "0.1", "more than two fifths"), ("9.9", "0.02", "nearly a tenth"), ("6", "1", "less than a tenth"),
      ("97", "1", "more than nine tenths"), ("66.67", "0.01", "two thirds"), ("66.6", "0.1", "nearly two thirds"),
      ("40", "30", nil), ("100", "1", nil),
    ] as [(String, String, String?)])
  func edges(_ row: (value: String, precision: String, text: String?)) throws {
    let store = try store(
      "observations:\n  x: {value: \(row.value), unit: percent, precision: \(row.precision), qualifier: reported}\n")
    if let text = row.text {
      #expect(try store.print("x | fraction", at: here).text == text)
    } else {
      let found = diagnostic { () throws(Diagnostic) in _ = try store.print("x | fraction", at: here) }
      #expect(found?.id == "format.no-fraction")
    }
  }

  @Test("Multiples are round numbers, true at their edges, and never less than once")
  func multiples() throws {
    let store = try store(Self.yaml)
    for (a, b, text) in [
      ("2", "1", "twice"), ("2.09", "1", "just over twice"), ("2.2", "1", "more than twice"),
      ("2.9", "1", "nearly three times"),
      ("1.5", "1", "one and a half times"), ("19.5", "1", "nearly 20 times"), ("24", "1", "more than 20 times"),
      ("users", "all", "more than three times"), ("1000", "1", "1,000 times"),
    ] {
      #expect(try store.print("multiple(\(a), \(b))", at: here).text == text)
    }
    #expect(try store.condition("multiple(2.2, 1) == 'more than 2' && fractionOf(some, all) == 'nearly 1/2'", at: here))
    let found = try #require(
      diagnostic { () throws(Diagnostic) in _ = try store.print("multiple(12, 10)", at: here) })
    #expect(found.id == "phrase.unclear" && found.hint?.contains("ratio") == true)
  }

  @Test("What the formats cannot say is an error that names what is true")
  func mistakes() throws {
    let store = try store(Self.yaml)
    for (written, id, part) in [
      ("rural | words", "format.no-fraction", "it is just over two thirds"),
      ("broken | words", "format.not-whole", "2.5"),
      ("all | fraction", "format.not-a-share", "million persons"), ("all | rank", "format.not-a-rank", "all"),
      ("three | words(feminin)", "format.invalid-argument", "feminin"),
      ("rural | percent(2)", "format.too-precise", "from 69.15 to 69.25"),
    ] {
      let found = try #require(diagnostic { () throws(Diagnostic) in _ = try store.print(written, at: here) })
      #expect(found.id == id && found.message.contains(part), "\(found)")
      #expect(found.message.count < 120)
    }
  }
}
