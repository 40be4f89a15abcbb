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
  var estimate: String { isGerman ? "Schätzung" : isFrench ? "estimation" : "estimate" }
}
