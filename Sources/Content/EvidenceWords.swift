/// The words of the evidence annex, by language. Languages that are not in the list get English words.
struct EvidenceWords: Sendable {
  let title: String
  /// Before page numbers.
  let page: String
  let line: String
  let row: String
  let rows: String
  /// Of a long table, after the number of its figures.
  let figures: String

  private init(_ title: String, _ page: String, _ line: String, _ row: String, _ rows: String, _ figures: String) {
    self.title = title
    self.page = page
    self.line = line
    self.row = row
    self.rows = rows
    self.figures = figures
  }

  /// The words of a language, by its BCP 47 tag.
  static func of(_ language: String) -> EvidenceWords { translations[language] }

  private static let translations = Translations(
    english: english, traditionalChinese: traditionalChinese, byLanguage)
  private static let english = EvidenceWords("Evidence", "p.", "line", "row", "rows", "figures")
  private static let traditionalChinese = EvidenceWords("數據依據", "頁", "文件行", "列", "列", "個數值")
  private static let byLanguage: [String: EvidenceWords] = [
    "fr": EvidenceWords("Éléments justificatifs", "p.", "ligne du fichier", "rang", "rangs", "chiffres"),
    "de": EvidenceWords("Nachweise", "S.", "Dateizeile", "Zeile", "Zeilen", "Zahlen"),
    "es": EvidenceWords("Pruebas", "pág.", "línea", "fila", "filas", "cifras"),
    "it": EvidenceWords("Riscontri", "p.", "linea", "riga", "righe", "cifre"),
    "pt": EvidenceWords("Comprovação", "p.", "linha do ficheiro", "linha", "linhas", "valores"),
    "nl": EvidenceWords("Onderbouwing", "p.", "regel", "rij", "rijen", "cijfers"),
    "sv": EvidenceWords("Underlag", "s.", "filrad", "rad", "rader", "siffror"),
    "da": EvidenceWords("Dokumentation", "s.", "linje", "række", "rækker", "tal"),
    "nb": EvidenceWords("Dokumentasjon", "s.", "linje", "rad", "rader", "tall"),
    "fi": EvidenceWords("Lukujen perusteet", "s.", "tiedoston rivi", "rivi", "rivit", "lukua"),
    "pl": EvidenceWords("Dane źródłowe", "s.", "linia", "wiersz", "wiersze", "liczb"),
    "cs": EvidenceWords("Doklady", "s.", "řádek souboru", "řádek", "řádky", "údajů"),
    "ru": EvidenceWords("Обоснование данных", "с.", "строка файла", "строка", "строки", "значений"),
    "uk": EvidenceWords("Обґрунтування даних", "с.", "рядок файлу", "рядок", "рядки", "значень"),
    "tr": EvidenceWords("Dayanaklar", "s.", "dosya satırı", "satır", "satırlar", "sayı"),
    "ar": EvidenceWords("الأدلة", "ص", "سطر الملف", "الصف", "الصفوف", "قيمة"),
    "zh": EvidenceWords("数据依据", "页", "文件行", "行", "行", "个数值"),
    "ja": EvidenceWords("数値の根拠", "頁", "ファイル行", "行", "行", "個の数値"),
    "ko": EvidenceWords("수치 근거", "쪽", "파일 줄", "행", "행", "개 수치"),
  ]
}
