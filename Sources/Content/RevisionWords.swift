/// The words of the table of revisions, by language. Languages that are not in the list get English words.
struct RevisionWords: Sendable {
  let quantity: String
  let period: String
  let previous: String
  let revised: String
  /// Instead of `revised` where figures of another period stand in the table too.
  let now: String
  let difference: String
  /// Instead of a difference whose direction the values leave open.
  let uncertain: String
  /// Heads of the groups.
  let revisedFigures: String
  let restatedFigures: String
  let updatedFigures: String
  /// Stands instead of a table.
  let none: String
  /// Bases or units: `{old}, now {new}`.
  private let basis: String
  /// After a difference of percentages, with the space before it, by plural category.
  private let points: [String: String]

  func basis(old: String, new: String) -> String {
    basis.replacing("{old}", with: old).replacing("{new}", with: new)
  }
  func points(_ category: String) -> String { points[category] ?? points["other"] ?? "" }

  /// The words of a language, by its BCP 47 tag.
  static func of(_ language: String) -> RevisionWords { translations[language] }

  private static let translations = Translations(
    english: english, traditionalChinese: traditionalChinese, byLanguage)
  private static let english = RevisionWords(
    quantity: "Quantity", period: "Period", previous: "Previous", revised: "Revised", now: "Now",
    difference: "Difference", uncertain: "not certain",
    revisedFigures: "Revised", restatedFigures: "Restated on another basis or in another unit",
    updatedFigures: "Moved on to another period",
    none: "No figure of the previous edition has been revised.", basis: "{old}, now {new}",
    points: ["one": "\u{A0}point", "other": "\u{A0}points"])
  private static let traditionalChinese = RevisionWords(
    quantity: "指標", period: "時期", previous: "原值", revised: "修訂值", now: "現值", difference: "差異", uncertain: "不確定",
    revisedFigures: "修訂的資料", restatedFigures: "按其他口徑或單位重新計算的資料", updatedFigures: "更新至新時期的資料", none: "上一版的資料未作修訂。",
    basis: "原為{old}，現為{new}", points: ["other": "個百分點"])
  private static let byLanguage: [String: RevisionWords] = [
    "fr": RevisionWords(
      quantity: "Grandeur", period: "Période", previous: "Précédent", revised: "Révisé", now: "Actuel",
      difference: "Écart", uncertain: "incertain",
      revisedFigures: "Chiffres révisés",
      restatedFigures: "Chiffres recalculés sur une autre base ou dans une autre unité",
      updatedFigures: "Chiffres d’une autre période",
      none: "Aucun chiffre de l’édition précédente n’a été révisé.", basis: "{old}, désormais {new}",
      points: ["one": "\u{A0}point", "other": "\u{A0}points"]),
    "de": RevisionWords(
      quantity: "Größe", period: "Zeitraum", previous: "Bisher", revised: "Revidiert", now: "Jetzt",
      difference: "Differenz", uncertain: "nicht sicher",
      revisedFigures: "Revidierte Werte",
      restatedFigures: "Auf anderer Basis oder in anderer Einheit neu berechnete Werte",
      updatedFigures: "Werte für einen anderen Zeitraum",
      none: "Kein Wert der vorigen Ausgabe wurde revidiert.", basis: "{old}, jetzt {new}",
      points: ["one": "\u{A0}Punkt", "other": "\u{A0}Punkte"]),
    "es": RevisionWords(
      quantity: "Magnitud", period: "Período", previous: "Anterior", revised: "Revisado", now: "Actual",
      difference: "Diferencia", uncertain: "incierta",
      revisedFigures: "Cifras revisadas", restatedFigures: "Cifras recalculadas con otra base o en otra unidad",
      updatedFigures: "Cifras de otro período",
      none: "No se ha revisado ninguna cifra de la edición anterior.", basis: "{old}, ahora {new}",
      points: ["one": "\u{A0}punto", "other": "\u{A0}puntos"]),
    "ru": RevisionWords(
      quantity: "Показатель", period: "Период", previous: "Прежнее значение", revised: "Новое значение", now: "Теперь",
      difference: "Разница", uncertain: "неясно", revisedFigures: "Пересмотренные показатели",
      restatedFigures: "Показатели, пересчитанные на другой базе или в других единицах",
      updatedFigures: "Показатели за другой период",
      none: "Показатели предыдущего выпуска не пересматривались.", basis: "{old}, теперь {new}",
      points: ["other": "\u{A0}п.\u{A0}п."]),
    "ar": RevisionWords(
      quantity: "المؤشر", period: "الفترة", previous: "القيمة السابقة", revised: "القيمة المنقحة",
      now: "القيمة الحالية",
      difference: "الفرق", uncertain: "غير مؤكد", revisedFigures: "أرقام منقحة",
      restatedFigures: "أرقام أعيد حسابها على أساس آخر أو بوحدة أخرى", updatedFigures: "أرقام لفترة أخرى",
      none: "لم يُنقَّح أي رقم من أرقام الإصدار السابق.", basis: "{old}، والآن {new}",
      points: ["few": "\u{A0}نقاط مئوية", "other": "\u{A0}نقطة مئوية"]),
    "zh": RevisionWords(
      quantity: "指标", period: "时期", previous: "原值", revised: "修订值", now: "现值", difference: "差异", uncertain: "不确定",
      revisedFigures: "修订的数据", restatedFigures: "按其他口径或单位重新计算的数据", updatedFigures: "更新至新时期的数据", none: "上一版的数据未作修订。",
      basis: "原为{old}，现为{new}", points: ["other": "个百分点"]),
  ]
}
