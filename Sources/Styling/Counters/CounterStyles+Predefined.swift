extension CounterStyles {
  static let decimal = CounterStyle(.numeric, digits(from: 0x30))

  /// The styles that sheets need not define, after CSS Counter Styles Level 3, sections 6 and 7.
  static let predefined: [String: CounterStyle] = {
    var styles: [String: CounterStyle] = ["decimal": decimal]
    var leadingZero = decimal
    leadingZero.pad = (2, "0")
    styles["decimal-leading-zero"] = leadingZero
    for (name, zero) in zeros { styles[name] = CounterStyle(.numeric, digits(from: zero)) }
    styles["khmer"] = styles["cambodian"]
    var cjk = CounterStyle(.numeric, "〇一二三四五六七八九".map(String.init))
    cjk.ranges = [0...Int.max]
    cjk.suffix = "、"
    styles["cjk-decimal"] = cjk
    for (name, letters) in alphabets { styles[name] = CounterStyle(.alphabetic, letters.map(String.init)) }
    styles["lower-latin"] = styles["lower-alpha"]
    styles["upper-latin"] = styles["upper-alpha"]
    for name in ["hiragana", "hiragana-iroha", "katakana", "katakana-iroha"] { styles[name]?.suffix = "、" }
    for (name, symbols) in [
      ("cjk-earthly-branch", "子丑寅卯辰巳午未申酉戌亥"), ("cjk-heavenly-stem", "甲乙丙丁戊己庚辛壬癸"),
    ] {
      var style = CounterStyle(.fixed(first: 1), symbols.map(String.init))
      style.suffix = "、"
      style.fallback = "cjk-decimal"
      styles[name] = style
    }
    for (name, bullet) in [("disc", "•"), ("circle", "◦"), ("square", "▪")] {
      var style = CounterStyle(.cyclic, [bullet])
      style.suffix = " "
      styles[name] = style
    }
    styles.merge(additiveStyles) { _, new in new }
    return styles
  }()

  private static func digits(from zero: UInt32) -> [String] {
    (0..<10).compactMap { Unicode.Scalar(zero + $0).map { String(Character($0)) } }
  }

  /// The digit zero of decimal systems, nine others after it.
  private static let zeros: [(String, UInt32)] = [
    ("arabic-indic", 0x660), ("persian", 0x6F0), ("bengali", 0x9E6), ("cambodian", 0x17E0), ("devanagari", 0x966),
    ("gujarati", 0xAE6), ("gurmukhi", 0xA66), ("kannada", 0xCE6), ("lao", 0xED0), ("malayalam", 0xD66),
    ("mongolian", 0x1810), ("myanmar", 0x1040), ("oriya", 0xB66), ("tamil", 0xBE6), ("telugu", 0xC66),
    ("thai", 0xE50), ("tibetan", 0xF20),
  ]

  private static let alphabets: [(String, String)] = [
    ("lower-alpha", "abcdefghijklmnopqrstuvwxyz"), ("upper-alpha", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("lower-greek", "αβγδεζηθικλμνξοπρστυφχψω"),
    ("hiragana", "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"),
    ("hiragana-iroha", "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"),
    ("katakana", "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン"),
    ("katakana-iroha", "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"),
  ]

  private static var additiveStyles: [String: CounterStyle] {
    let places = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1]
    let roman = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    return [
      "upper-roman": additive(places, roman, upTo: 3999),
      "lower-roman": additive(places, roman.map { $0.lowercased() }, upTo: 3999),
      "armenian": additive(decades(4), letters(0x531), upTo: 9999),
      "upper-armenian": additive(decades(4), letters(0x531), upTo: 9999),
      "lower-armenian": additive(decades(4), letters(0x561), upTo: 9999),
      "georgian": additive([10000] + decades(4), georgian, upTo: 19999),
      "hebrew": additive(hebrewPlaces, hebrew, upTo: 10999),
    ]
  }

  private static func additive(_ values: [Int], _ symbols: [String], upTo last: Int) -> CounterStyle {
    var style = CounterStyle(.additive(zip(values, symbols).map { CounterStyle.Weight($0, $1) }))
    style.ranges = [1...last]
    return style
  }

  /// 9000, 8000, … 1000, 900, … 1 for four places.
  private static func decades(_ count: Int) -> [Int] {
    var unit = 1
    var values: [Int] = []
    for _ in 0..<count {
      values = (1...9).reversed().map { $0 * unit } + values
      unit *= 10
    }
    return values
  }

  /// Thirty-six letters, the last of which is worth 9000.
  private static func letters(_ first: UInt32) -> [String] {
    (0..<36).reversed().compactMap { Unicode.Scalar(first + $0).map { String(Character($0)) } }
  }

  private static let georgian = [
    0x10F5, 0x10F0, 0x10EF, 0x10F4, 0x10EE, 0x10ED, 0x10EC, 0x10EB, 0x10EA, 0x10E9, 0x10E8, 0x10E7, 0x10E6, 0x10E5,
    0x10E4, 0x10F3, 0x10E2, 0x10E1, 0x10E0, 0x10DF, 0x10DE, 0x10DD, 0x10F2, 0x10DC, 0x10DB, 0x10DA, 0x10D9, 0x10D8,
    0x10D7, 0x10F1, 0x10D6, 0x10D5, 0x10D4, 0x10D3, 0x10D2, 0x10D1, 0x10D0,
  ].compactMap { Unicode.Scalar(UInt32($0)).map { String(Character($0)) } }

  // 15 and 16 are written so that they do not spell the name of God.
  private static let hebrewPlaces =
    (1...10).reversed().map { $0 * 1000 } + [400, 300, 200, 100, 90, 80, 70, 60, 50, 40, 30, 20]
    + [19, 18, 17, 16, 15, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
  private static let hebrew =
    ["י", "ט", "ח", "ז", "ו", "ה", "ד", "ג", "ב", "א"].map { $0 + "׳" }
    + ["ת", "ש", "ר", "ק", "צ", "פ", "ע", "ס", "נ", "מ", "ל", "כ"]
    + ["יט", "יח", "יז", "טז", "טו", "י", "ט", "ח", "ז", "ו", "ה", "ד", "ג", "ב", "א"]
}
