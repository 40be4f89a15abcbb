/// The words that a chart adds by itself, by language.
///
/// Other languages than those below get English, in the same structure.
struct ChartWords: Sendable {
  let language: String

  init(language: String) { self.language = language }

  private var isGerman: Bool { language.hasPrefix("de") }
  private var isFrench: Bool { language.hasPrefix("fr") }

  var source: String { isGerman ? "Quelle:" : isFrench ? "Source :" : "Source:" }
  var noData: String { isGerman ? "keine Angabe" : isFrench ? "non disponible" : "no data" }
  var breakInSeries: String {
    isGerman ? "Bruch in der Reihe" : isFrench ? "rupture de série" : "break in series"
  }

  /// What stands for the rest of a list.
  func others(_ count: Int) -> String {
    isGerman ? "\(count) weitere" : isFrench ? "\(count) autres" : "\(count) others"
  }

  /// Explains what estimates and forecasts look like in the marks of a chart.
  func estimateKey(_ kind: MarkSpec.Kind) -> String {
    switch kind {
    case .line, .rule, .tick:
      isGerman ? "Gestrichelt: geschätzt." : isFrench ? "En pointillé : estimation." : "Dashed: estimate."
    case .bar:
      isGerman ? "Schraffiert: geschätzt." : isFrench ? "Hachuré : estimation." : "Hatched: estimate."
    case .point, .text:
      isGerman ? "Hohle Punkte: geschätzt." : isFrench ? "Points évidés : estimation." : "Hollow points: estimate."
    }
  }
}
