/// The words by which the number next to them is that of a part of something: section 3, № 4, 第3节.
struct NumberingWords: Sendable {
  /// In lower case; abbreviations with their point.
  private let words: Set<String>
  /// Those that more than one number may follow: sections 3 and 4.
  private let plurals: Set<String>
  /// What may stand between those numbers.
  private let joints: Set<String>
  private let isChinese: Bool

  /// Number what follows in every language.
  private static let signs = ["§", "№", "n°", "nº", "N°", "Nº", "n.º", "N.º"].map { Array($0.utf8) }
  /// What 第3 counts the parts of.
  private static let chineseParts = [
    "节", "節", "章", "页", "頁", "图", "圖", "表", "步", "条", "條", "款", "号", "號", "期", "版", "卷", "部分", "附件", "段",
  ].map { Array($0.utf8) }

  /// - Parameters:
  ///   - words: Separated by spaces.
  ///   - plurals: And these too.
  ///   - joints: Separated by commas.
  init(_ words: String, plurals: String = "", joints: String = "", isChinese: Bool = false) {
    self.plurals = Set(plurals.split(separator: " ").map(String.init))
    self.words = self.plurals.union(words.split(separator: " ").map(String.init))
    self.joints = Set(joints.split(separator: ",").map(String.init)).union([",", "&"])
    self.isChinese = isChinese
  }

  /// A number of a part that was found.
  struct Part {
    var end: Int
    /// Whether others may follow it.
    var isInList: Bool
  }

  /// The number in a range, if it is one of a part.
  ///
  /// - Parameters:
  ///   - preceding: The text before the bytes.
  ///   - previous: The last one in the bytes.
  func part(_ bytes: [UInt8], _ range: Range<Int>, after preceding: String, previous: Part?) -> Part? {
    guard Self.isPartNumber(TypedDigits.folded(bytes[range])) else { return nil }
    if let previous, range.lowerBound - previous.end < 12 {
      let between = WordBytes.lowercased(bytes[previous.end..<range.lowerBound]).split(separator: " ")
      if between.count == 1, between[0] == "–" || (previous.isInList && joints.contains(String(between[0]))) {
        return Part(end: range.upperBound, isInList: previous.isInList)
      }
    }
    let near = bytes[max(0, range.lowerBound - 40)..<range.lowerBound]
    let before = near.count < 40 ? Array(preceding.utf8.suffix(40)) + near : Array(near)
    if isChinese, numbersChinesePart(bytes, range, before) { return Part(end: range.upperBound, isInList: true) }
    return lastWord(before).map { Part(end: range.upperBound, isInList: plurals.contains($0)) }
  }

  /// 3, 3.2, 12a or 3-5; no share, and no count with grouped digits.
  private static func isPartNumber(_ token: [UInt8]) -> Bool {
    var run = 0
    for (index, byte) in token.enumerated() {
      if WordBytes.isDigit(byte) {
        run += 1
        if run > 4 { return false }
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") {
        run = 0
      } else if index < token.count - 1 || !WordBytes.isLetter(byte, inWord: false) || byte >= 0x80 {
        return false
      }
    }
    return true
  }

  /// The last word or sign of a text, if it numbers what follows.
  private func lastWord(_ text: [UInt8]) -> String? {
    var end = text.count
    while let length = Self.spaceLength(text, endingAt: end) { end -= length }
    if Self.signs.contains(where: { text[..<end].suffix($0.count).elementsEqual($0) }) { return "" }
    let isAbbreviated = end > 0 && text[end - 1] == UInt8(ascii: ".")
    if isChinese {
      return words.first { text[..<end].suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
    guard isAbbreviated || end < text.count else { return nil }
    let start = text.withUnsafeBufferPointer {
      WordBytes.start(ofWordEndingAt: isAbbreviated ? end - 1 : end, in: $0)
    }
    let word = WordBytes.lowercased(text[start..<end])
    return words.contains(word) ? word : nil
  }

  /// How many bytes the space that ends at an index has; nil where none does.
  private static func spaceLength(_ text: [UInt8], endingAt end: Int) -> Int? {
    if end > 0, text[end - 1] == 0x20 || text[end - 1] == 0x0A { return 1 }
    if end > 1, text[end - 2] == 0xC2, text[end - 1] == 0xA0 { return 2 }
    return end > 2 && text[(end - 3)..<end].elementsEqual([0xE2, 0x80, 0xAF]) ? 3 : nil
  }

  /// 第3节; 第3大市场 is a rank.
  private func numbersChinesePart(_ bytes: [UInt8], _ range: Range<Int>, _ before: [UInt8]) -> Bool {
    func trimmed(_ text: some BidirectionalCollection<UInt8>) -> [UInt8] { Array(text.drop { $0 == 0x20 }) }
    guard trimmed(before.reversed()).starts(with: Array("第".utf8).reversed()) else { return false }
    let after = trimmed(bytes[range.upperBound...].prefix(12))
    return Self.chineseParts.contains { after.starts(with: $0) }
  }
}

extension NumberingWords {
  /// The words of a language; of those that are not known, the signs alone.
  static func of(_ language: String) -> NumberingWords {
    switch language {
    case "en": english
    case "fr": french
    case "es": spanish
    case "ru": russian
    case "ar": arabic
    case "zh": chinese
    default: NumberingWords("")
    }
  }

  private static let english = NumberingWords(
    """
    section sec. page p. figure fig. table tab. chapter ch. chap. part annex appendix step phase stage \
    note footnote equation eq. box item paragraph para. article art. no. volume vol. issue question \
    column row line version map chart option goal target tier level
    """,
    plurals: """
      sections pages pp. figures figs. tables chapters parts annexes steps phases stages notes footnotes \
      equations boxes items paragraphs articles nos. questions columns rows lines maps charts
      """,
    joints: "and,or,to")
  private static let french = NumberingWords(
    """
    section page p. figure fig. tableau tabl. tab. chapitre chap. partie annexe étape phase note équation \
    encadré point paragraphe par. article art. numéro no. volume vol. question colonne ligne graphique \
    carte version niveau objectif
    """,
    plurals: """
      sections pages pp. figures tableaux chapitres parties annexes étapes notes encadrés points \
      paragraphes articles numéros nos. questions graphiques cartes
      """,
    joints: "et,ou,à")
  private static let spanish = NumberingWords(
    """
    sección página pág. p. figura fig. tabla cuadro capítulo cap. parte anexo apéndice paso fase etapa \
    nota ecuación recuadro punto apartado párrafo artículo art. número núm. no. nro. volumen vol. \
    pregunta columna fila línea gráfico mapa versión nivel objetivo
    """,
    plurals: """
      secciones páginas págs. pp. figuras figs. tablas cuadros capítulos partes anexos pasos notas \
      recuadros apartados párrafos artículos números preguntas gráficos mapas
      """,
    joints: "y,e,o,a,al")
  private static let russian = NumberingWords(
    """
    раздел раздела разделе разделу разделом страница странице страницу с. стр. рисунок рисунка рисунке \
    рисунку рис. таблица таблице таблицу табл. глава главе главу гл. часть части приложение приложения \
    приложении прил. шаг шага шаге этап этапа этапе примечание примечания прим. уравнение формула формулы \
    пункт пункта пункте п. статья статье ст. номер номера том тома вопрос вопроса график графика графике \
    карта карте версия уровень цель
    """,
    plurals: """
      разделы разделах разделов страницы страницах рисунки рисунках таблицы таблицах главы главах шаги \
      пункты пп. статьи графики
      """,
    joints: "и,или,по,до")
  private static let arabic = NumberingWords(
    joined("قسم فصل صفحة شكل جدول خطوة باب مادة ملحق رقم بند فقرة جزء مرحلة سؤال إطار"),
    plurals: "الصفحات الأقسام الفصول الأشكال الجداول", joints: "و,أو,إلى")

  /// Words with and without the article and the particles that are written as one word with them.
  private static func joined(_ words: String) -> String {
    var forms: [String] = []
    for word in words.split(separator: " ") {
      for particle in ["", "و", "ب", "ف", "ك", "ل"] {
        forms.append(particle + word)
        forms.append(particle + "ال" + word)
      }
      forms.append("لل" + word)
    }
    return forms.joined(separator: " ")
  }

  private static let chinese = NumberingWords(
    "", plurals: "图 圖 表 步骤 步驟 附件 附录 附錄 公式 专栏 專欄 章节 章節 页 頁 注 问题 問題 图表 圖表",
    joints: "、,和,与,與,及,至,到", isChinese: true)
}
