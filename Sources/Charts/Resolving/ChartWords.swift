/// The words that a chart adds by itself, by language.
///
/// Other languages than those below get English.
struct ChartWords: Sendable {
  let language: String
  private let words: Words
  let description: DescriptionWords

  init(language: String) {
    self.language = language
    let tag = language.lowercased()
    let isTraditional = ["zh-hant", "zh-tw", "zh-hk"].contains { tag.hasPrefix($0) }
    let base = String(tag.prefix { $0 != "-" && $0 != "_" })
    words = Self.byLanguage[isTraditional ? "zh-hant" : base] ?? Self.english
    description = DescriptionWords(language: isTraditional ? "zh-hant" : base)
  }

  /// With the space that stands after it.
  var source: String { words.source }
  var noData: String { words.noData }
  var breakInSeries: String { words.breakInSeries }

  /// What stands for the rest of a list.
  func others(_ count: Int) -> String { words.others.before + String(count) + words.others.after }

  /// Explains what estimates and forecasts look like in the marks of a chart.
  func estimateKey(_ kind: MarkSpec.Kind) -> String {
    switch kind {
    case .line, .rule, .tick, .trail: words.dashed + words.estimate
    case .bar, .area, .rect, .arc: words.hatched + words.estimate
    case .point, .circle, .square, .text, .errorbar, .errorband, .boxplot: words.hollow + words.estimate
    }
  }

  /// Explains what a value that the report derives looks like.
  func derivedKey(_ kind: MarkSpec.Kind) -> String {
    switch kind {
    case .rule, .tick, .trail: words.dashed + words.derived
    case .bar, .area, .rect, .arc: words.hatched + words.derived
    case .line, .point, .circle, .square, .text, .errorbar, .errorband, .boxplot: words.hollow + words.derived
    }
  }

  /// What words for an estimate have in common, in lower case.
  static let estimates = ["estimat", "estimac", "schätz", "оценк", "оценок", "تقدير", "估计", "估計"]

  private struct Words {
    var source: String
    var noData: String
    var breakInSeries: String
    /// What stands before and after the number of what is left out.
    var others: (before: String, after: String)
    /// Beginnings of a key, with the space after them.
    var dashed: String
    var hatched: String
    var hollow: String
    /// Ends of a key.
    var estimate: String
    var derived: String
  }

  private static let english = Words(
    source: "Source: ", noData: "no data", breakInSeries: "break in series", others: ("", " others"),
    dashed: "Dashed: ", hatched: "Hatched: ", hollow: "Hollow points: ", estimate: "estimate.",
    derived: "calculated for this report.")
  private static let byLanguage: [String: Words] = [
    "de": Words(
      source: "Quelle: ", noData: "keine Angabe", breakInSeries: "Bruch in der Reihe", others: ("", " weitere"),
      dashed: "Gestrichelt: ", hatched: "Schraffiert: ", hollow: "Hohle Punkte: ", estimate: "geschätzt.",
      derived: "für diesen Bericht berechnet."),
    "fr": Words(
      source: "Source\u{A0}: ", noData: "non disponible", breakInSeries: "rupture de série",
      others: ("", " autres"), dashed: "En pointillé\u{A0}: ", hatched: "Hachuré\u{A0}: ",
      hollow: "Points évidés\u{A0}: ", estimate: "estimation.", derived: "calcul pour ce rapport."),
    "es": Words(
      source: "Fuente: ", noData: "sin datos", breakInSeries: "ruptura de la serie", others: ("otras ", ""),
      dashed: "Línea discontinua: ", hatched: "Rayado: ", hollow: "Puntos huecos: ", estimate: "estimación.",
      derived: "calculado para este informe."),
    "ru": Words(
      source: "Источник: ", noData: "нет данных", breakInSeries: "разрыв ряда", others: ("ещё ", ""),
      dashed: "Пунктир: ", hatched: "Штриховка: ", hollow: "Полые точки: ", estimate: "оценка.",
      derived: "расчёт для этого отчёта."),
    "ar": Words(
      source: "المصدر: ", noData: "لا توجد بيانات", breakInSeries: "انقطاع في السلسلة", others: ("و", " أخرى"),
      dashed: "خط متقطع: ", hatched: "مظلل: ", hollow: "نقاط مفرغة: ", estimate: "تقدير.",
      derived: "محسوب لهذا التقرير."),
    "zh": Words(
      source: "来源：", noData: "无数据", breakInSeries: "序列中断", others: ("另外", "个"), dashed: "虚线：",
      hatched: "斜线：", hollow: "空心点：", estimate: "估计值。", derived: "本报告计算。"),
    "zh-hant": Words(
      source: "資料來源：", noData: "無資料", breakInSeries: "序列中斷", others: ("另外", "個"), dashed: "虛線：",
      hatched: "斜線：", hollow: "空心點：", estimate: "估計值。", derived: "本報告計算。"),
  ]
}
