import Content
import Diagnostics
import Testing

@Suite("Number words that nothing stands behind")
struct NumberWordTests {
  /// The numbers that are found in a text to come from nowhere.
  func strays(_ text: String, lang: String = "en", literals: String = "[]") -> [String] {
    let resolved = resolve(text, front: "title: T\nlang: \(lang)\nliterals: \(literals)\ncontents: false")
    return resolved.found.filter { $0.id == "content.untracked-number" }.map {
      String($0.message.dropFirst("the number ".count).dropLast(" comes from nowhere".count))
    }
  }

  @Test(
    "English: cardinals, fractions, multiples and ranks are numbers",
    arguments: [
      ("It has seventeen members.", ["seventeen"]), ("Twenty-five regions grew.", ["Twenty-five"]),
      ("One third of users and two-thirds of the others.", ["One third", "two-thirds"]),
      ("Nearly half the people, or more than half.", ["half", "half"]),
      ("It rose by a quarter, to three quarters of all.", ["a quarter", "three quarters"]),
      ("One in five is offline, nine out of ten are not.", ["five", "nine out of ten"]),
      ("It doubled, then grew tenfold; twice as many and to double again.", ["doubled", "tenfold", "twice", "double"]),
      ("Hundreds of villages, tens of thousands of people, a dozen towns.", ["Hundreds", "thousands", "a dozen"]),
      ("Some two and a half million people.", ["two and a half million"]),
      ("The second-largest market, for the third year, ranked fourth.", ["second", "third", "fourth"]),
      ("It is up 5 million, or sixty percent.", ["5", "sixty"]),
    ])
  func english(text: String, numbers: [String]) { #expect(strays(text) == numbers) }

  @Test(
    "English: words that only look like numbers are none",
    arguments: [
      "One may say that no one knows.", "The two differ; these three agree, and all six hold.",
      "Its two parts are one.",
      "In the first half of the year and the second quarter.", "The third edition, a third party, a second look.",
      "Half-hearted two-way four-legged plans, a double standard.", "He asked twice a year. It is second to none.",
      "The Three Gorges and the Group of Seven.", "Chapter three and phase two.",
      "The table's two titles and the following three.", "Users, million, or in thousands.",
      "A quarter of growth came as users tended.",
    ])
  func englishNames(text: String) {
    // "a quarter of" is a fraction for all that can be told.
    #expect(strays(text) == (text.hasPrefix("A quarter") ? ["A quarter"] : []))
  }

  @Test(
    "French, Spanish, Russian, Arabic and Chinese have their own words",
    arguments: [
      (
        "fr", "Deux tiers des ménages, soit vingt-cinq millions, un quart de plus.",
        ["Deux tiers", "vingt-cinq millions", "un quart"]
      ),
      ("fr", "La moitié du pays ; le nombre a doublé pour la troisième année.", ["moitié", "doublé", "troisième"]),
      ("fr", "Les deux pays, ces trois villes, un produit neuf, un pays tiers, pour cent.", []),
      (
        "es", "Dos tercios de los hogares, unos veinticinco millones, la mitad.",
        ["Dos tercios", "veinticinco millones", "mitad"]
      ),
      ("es", "El número se duplicó por tercer año; el segundo mayor.", ["duplicó por tercer", "segundo"]),
      ("es", "Los dos países, estas tres ciudades, por ciento, un cuarto de hora.", []),
      (
        "ru", "Две трети населения, двадцать пять миллионов человек, половина.",
        ["Две трети", "двадцать пять миллионов", "половина"]
      ),
      ("ru", "Число удвоилось третий год подряд; второй по величине рынок.", ["удвоилось третий", "второй"]),
      ("ru", "Эти два доклада, оба, первая половина, моя семья с семью.", []),
      ("ar", "ثلثا السكان وخمسة وعشرون مليون شخص ونصف الأسر.", ["ثلثا", "وخمسة وعشرون مليون", "ونصف"]),
      ("ar", "الدول الثلاث والسنة الثانية وضعف التغطية.", []),
      ("zh", "三分之二的家庭，约二十五万人，超过一半，增长了两倍。", ["三分之二", "二十五万", "一半", "两倍"]),
      ("zh", "第三大市场，数十个国家，五个省，三亿用户。", ["第三大", "十", "五", "三亿"]),
      ("zh", "四川的第三季度，这两个国家，十分重要，六月，万一，一个问题，百度，十四五规划。", []),
      ("zh-Hant", "三分之二的家庭，約二十五萬人，兩個國家。", ["三分之二", "二十五萬", "兩"]),
    ])
  func languages(language: String, text: String, numbers: [String]) {
    #expect(strays(text, lang: language) == numbers)
  }

  @Test(
    "Days and years are dates as each language writes them",
    arguments: [
      ("en", "On 1 May, June 1st, the 2nd of March and 12 Sept. 2025; in 2023–24 and 2024/25."),
      ("fr", "Le 1er janvier 2025, le 12 mai et en 2023–24."),
      ("es", "El 1 de enero de 2025, el 12 de mayo y el 1.º de Marzo."), ("ru", "С 12 мая по 1 июня 2025 года."),
      ("ar", "في ١٢ مايو ٢٠٢٥."), ("zh", "２０２５年６月３０日。"),
    ])
  func dates(language: String, text: String) { #expect(strays(text, lang: language) == []) }

  @Test(
    "What only looks like a date is a number",
    arguments: [
      ("fr", "Avec 5 maisons.", ["5"]), ("en", "Of 12 may leave; 2010–20% and 5th place.", ["12", "20%", "5th"]),
    ])
  func noDates(language: String, text: String, numbers: [String]) { #expect(strays(text, lang: language) == numbers) }

  @Test(
    "Digits of other scripts, fractions of one character and groups parted by spaces are numbers",
    arguments: [
      ("ar", "بلغ ٧٩٫٧٪ و٥ ملايين ثم ۱۲۳.", ["٧٩٫٧٪", "٥", "۱۲۳"]), ("zh", "共１２．５％的家庭。", ["１２．５％"]),
      ("en", "About ½ of them, 2½ times, ⅓ more.", ["½", "2½", "⅓"]),
      (
        "fr", "Soit 12 345 foyers, 1\u{A0}234\u{202F}567 personnes ; en 2024 300 de plus.",
        ["12 345", "1\u{A0}234\u{202F}567", "300"]
      ),
      ("es", "Unos 12 345 hogares.", ["12 345"]), ("ru", "Около 12 345 семей.", ["12 345"]),
      ("en", "Some 12 345 homes.", ["12", "345"]),
    ])
  func digits(language: String, text: String, numbers: [String]) { #expect(strays(text, lang: language) == numbers) }

  @Test(
    "Numbers of sections, figures, pages and the like are counted as structural",
    arguments: [
      ("en", "See section 3, page 12, Figure 2, Table 1.2, chapter 5, § 3, no. 4, step 2, p. 7 and fig. 3.", 10),
      ("en", "Figures 2, 3 and 5, pages 3–5, Annex\u{A0}4, Sections 1 to 2; **Table** 9.", 9),
      ("fr", "Section 3, page 4, tableau 2, étape 1, n° 4, chap. 5 ; figures 2 et 3.", 8),
      ("es", "Sección 3, página 4, cuadro 2, paso 1, núm. 4, n.º 5; figuras 2 y 3.", 8),
      ("ru", "В разделе 3, на странице 4, рис. 2, табл. 1, № 4, шаг 2, главы 3 и 4.", 8),
      ("ar", "القسم 3 والصفحة 4 وفي الشكل ٢ والجدول 1 رقم 4.", 5), ("zh", "见第3节、第 12 页、图2、表 1、步骤3。", 5),
    ])
  func numbering(language: String, text: String, count: Int) {
    let resolved = resolve(text, front: "title: T\nlang: \(language)\ncontents: false")
    #expect(resolved.found.isEmpty, "\(resolved.found.map(\.message))")
    #expect(resolved.ledger.entries.count { $0.kind == .structural } == count)
  }

  @Test(
    "What only stands near such a word is a number",
    arguments: [
      ("en", "The figure 45%, no 4 homes, in part 12,500 of them, and sections 5 or so.", ["45%", "4", "12,500"]),
      ("en", "See Table 1, 5 million people.", ["5"]), ("zh", "第3大市场，共3页。", ["3", "3"]),
    ])
  func noNumbering(language: String, text: String, numbers: [String]) {
    #expect(strays(text, lang: language) == numbers)
  }

  @Test("A number word is found at its place, not in a longer word before it")
  func place() {
    let resolved = resolve("Conocidos y todos, unos **dos**, y dos.\n", front: "title: T\nlang: es")
    #expect(resolved.places == ["5:27", "5:36"], "\(resolved.places)")
  }

  @Test("A claim binds the words in it, a quotation cites them, and the author can mark them as meant")
  func bound() {
    #expect(strays("[more than half]{claim=\"rural > users / 4\"} of them\n").isEmpty)
    #expect(strays("He said “two thirds are enough”.\n").isEmpty)
    #expect(strays("> Two thirds are enough.\n").isEmpty)
    #expect(strays("[Two]{.literal} ways, and the Big Five, five rivers.\n", literals: "[five rivers]").isEmpty)
    #expect(strays("{{ users | number }} million\n").isEmpty)
    let cited = resolve("He said “two thirds are enough”.\n")
    #expect(cited.entry("two thirds")?.kind == .cited)
  }

  @Test(
    "Beyond twenty, one warning stands at the first number left out and says where all are listed", arguments: [1, 3])
  func beyondTwenty(more: Int) throws {
    let found = resolve(String(repeating: "Some 7 apples.\n\n", count: 20 + more)).found
    let last = try #require(found.last)
    #expect(found.count == 21)
    #expect(last.message == (more == 1 ? "1 more number comes from nowhere" : "3 more numbers come from nowhere"))
    #expect("\(last.range.line):\(last.range.column)" == "44:6")
    #expect(last.hint?.contains("bulletin check --numbers") == true)
  }

  @Test("Titles, captions, tiles, headings and charts count as prose, at their places")
  func everywhere() {
    let resolved = resolve(
      """
      # Three ways

      ```tiles
      - {value: "{{ users }}", label: two thirds of all, context: "over sixty"}
      ```

      ```chart
      title: 'Four lines, [five]{.literal} dots and [two to one]{claim="users > rural"}'
      note: Six remarks
      mark: bar
      data: {table: groups}
      encoding: {y: {field: group, type: nominal}, x: {field: value, type: quantitative}}
      ```

      ```table
      title: Seven rows
      data: groups
      ```
      """, front: "title: T\ncontents: false")
    #expect(
      resolved.found.map { "\($0.range.line):\($0.range.column) \($0.message.split(separator: " ")[2])" } == [
        "5:3 Three", "8:33 two", "8:67 sixty", "12:9 Four", "13:7 Six", "20:8 Seven",
      ], "\(resolved.found)")
  }
}
