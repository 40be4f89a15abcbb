/// The words that a report adds by itself, by language.
///
/// Languages that are not in the list get English words.
struct LanguageWords: Sendable {
  /// As in captions.
  let figure: String
  let table: String
  /// As in references within a sentence.
  let figureReference: String
  let tableReference: String
  let sectionReference: String
  let contents: String
  let references: String
  let source: String
  let sources: String
  let accessed: String
  /// Between a caption's number and a source's word and what follows: French sets a space before a colon.
  let colon: String

  private init(
    _ figure: String, _ table: String, _ figureReference: String, _ tableReference: String,
    _ sectionReference: String, _ contents: String, _ references: String, _ source: String, _ sources: String,
    _ accessed: String, colon: String = ":"
  ) {
    self.figure = figure
    self.table = table
    self.figureReference = figureReference
    self.tableReference = tableReference
    self.sectionReference = sectionReference
    self.contents = contents
    self.references = references
    self.source = source
    self.sources = sources
    self.accessed = accessed
    self.colon = colon
  }

  /// The words of a language, by its BCP 47 tag.
  static func of(_ language: String) -> LanguageWords { translations[language] }

  private static let translations = Translations(
    english: english, traditionalChinese: traditionalChinese, byLanguage)
  private static let english = LanguageWords(
    "Figure", "Table", "Figure", "Table", "Section", "Contents", "References", "Source", "Sources", "accessed"
  )
  private static let traditionalChinese = LanguageWords(
    "圖", "表", "圖", "表", "第", "目錄", "參考資料", "資料來源", "資料來源", "查閱日期", colon: "：")
  private static let byLanguage: [String: LanguageWords] = [
    "fr": LanguageWords(
      "Figure", "Tableau", "figure", "tableau", "section", "Sommaire", "Références", "Source", "Sources",
      "consulté le",
      colon: "\u{A0}:"),
    "de": LanguageWords(
      "Abbildung", "Tabelle", "Abbildung", "Tabelle", "Abschnitt", "Inhalt", "Quellenverzeichnis", "Quelle",
      "Quellen",
      "abgerufen am"),
    "es": LanguageWords(
      "Figura", "Cuadro", "figura", "cuadro", "sección", "Índice", "Referencias", "Fuente", "Fuentes",
      "consultado el"),
    "it": LanguageWords(
      "Figura", "Tabella", "figura", "tabella", "sezione", "Indice", "Riferimenti", "Fonte", "Fonti",
      "consultato il"),
    "pt": LanguageWords(
      "Figura", "Quadro", "figura", "quadro", "secção", "Índice", "Referências", "Fonte", "Fontes",
      "consultado em"),
    "nl": LanguageWords(
      "Figuur", "Tabel", "figuur", "tabel", "paragraaf", "Inhoud", "Referenties", "Bron", "Bronnen",
      "geraadpleegd op"),
    "sv": LanguageWords(
      "Figur", "Tabell", "figur", "tabell", "avsnitt", "Innehåll", "Referenser", "Källa", "Källor", "hämtad"),
    "da": LanguageWords(
      "Figur", "Tabel", "figur", "tabel", "afsnit", "Indhold", "Referencer", "Kilde", "Kilder", "hentet"),
    "nb": LanguageWords(
      "Figur", "Tabell", "figur", "tabell", "avsnitt", "Innhold", "Referanser", "Kilde", "Kilder", "hentet"),
    "fi": LanguageWords(
      "Kuvio", "Taulukko", "kuvio", "taulukko", "luku", "Sisällys", "Lähteet", "Lähde", "Lähteet", "viitattu"),
    "pl": LanguageWords(
      "Wykres", "Tablica", "wykres", "tablica", "sekcja", "Spis treści", "Bibliografia", "Źródło", "Źródła",
      "dostęp"),
    "cs": LanguageWords(
      "Graf", "Tabulka", "graf", "tabulka", "oddíl", "Obsah", "Literatura", "Zdroj", "Zdroje", "citováno"),
    "ru": LanguageWords(
      "Рисунок", "Таблица", "рисунок", "таблица", "раздел", "Содержание", "Источники", "Источник",
      "Источники",
      "дата обращения"),
    "uk": LanguageWords(
      "Рисунок", "Таблиця", "рисунок", "таблиця", "розділ", "Зміст", "Джерела", "Джерело", "Джерела",
      "дата звернення"),
    "tr": LanguageWords(
      "Şekil", "Tablo", "Şekil", "Tablo", "Bölüm", "İçindekiler", "Kaynakça", "Kaynak", "Kaynaklar", "erişim"),
    "ar": LanguageWords(
      "الشكل", "الجدول", "الشكل", "الجدول", "القسم", "المحتويات", "المراجع", "المصدر", "المصادر",
      "اطُّلع عليه في"),
    "zh": LanguageWords("图", "表", "图", "表", "第", "目录", "参考资料", "资料来源", "资料来源", "查阅日期", colon: "："),
    "ja": LanguageWords("図", "表", "図", "表", "第", "目次", "参考資料", "出典", "出典", "閲覧日", colon: "："),
    "ko": LanguageWords("그림", "표", "그림", "표", "절", "차례", "참고 자료", "출처", "출처", "열람일"),
  ]
}
