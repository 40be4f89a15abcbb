import Charts

/// A chart as a figure of HTML: its titles as a caption, the drawing, the source, and its values in a table.
struct ChartFigure {
  private let chart: ChartContent
  private let language: String

  init(_ chart: ChartContent, language: String) {
    self.chart = chart
    self.language = language
  }

  /// - Parameter svg: The drawing without titles and source.
  func html(svg: [UInt8]) -> [UInt8] {
    var text = "<figure class=\"bulletin-figure\" lang=\"\(escaped(language))\">\n"
    if chart.title != nil || chart.subtitle != nil {
      text += "<figcaption>"
      if let title = chart.title { text += "<strong>\(escaped(title))</strong>" }
      if let subtitle = chart.subtitle { text += (chart.title == nil ? "" : "<br>") + escaped(subtitle) }
      text += "</figcaption>\n"
    }
    var out = Array(text.utf8) + svg
    text = ""
    for note in [chart.note, chart.sourceLine] { if let note { text += "<p><small>\(escaped(note))</small></p>\n" } }
    text += table()
    text += "</figure>\n"
    out += text.utf8
    return out
  }

  private func table() -> String {
    let table = chart.dataTable
    guard !table.rows.isEmpty else { return "" }
    var text = "<details>\n<summary>\(escaped(Self.data(in: language)))</summary>\n<table>\n<thead>\n<tr>"
    for (index, column) in table.columns.enumerated() {
      text += index == 0 && column.isEmpty ? "<td></td>" : "<th scope=\"col\">\(escaped(column))</th>"
    }
    text += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      text += "<tr><th scope=\"row\">\(escaped(row[0]))</th>"
      for cell in row.dropFirst() { text += "<td>\(escaped(cell))</td>" }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n</details>\n"
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// The heading of the table, by language; English for others.
  private static func data(in language: String) -> String {
    let names = [
      "ar": "البيانات", "de": "Daten", "es": "Datos", "fr": "Données", "it": "Dati", "nl": "Gegevens", "pt": "Dados",
      "ru": "Данные", "zh": "数据",
    ]
    return names[String(language.lowercased().prefix { $0 != "-" && $0 != "_" })] ?? "Data"
  }
}
