import DataModel
import Diagnostics

extension DataTable {
  /// With a column read as the spec says; numbers that are figures stay figures.
  func read(
    _ field: SpecText, as format: DataSpec.ColumnFormat, _ locale: NumberLocale
  ) throws(Diagnostic) -> DataTable {
    let column = try column(field)
    let name = columns[column].name
    func mistaken(_ row: Int, _ what: String) -> Diagnostic {
      .error(
        "chart.not-\(what)",
        "'\(text(row, column) ?? "")' in column '\(name)' is no \(what.split(separator: "-").last ?? "")",
        at: place(row, column), hint: "correct it, or change 'parse' of the column")
    }
    switch format {
    case .string: return adding(name, (0..<rowCount).map { row in text(row, column).map { .text($0) } ?? .null })
    case .number:
      if columns[column].type == .number { return self }
      var numbers: [Double] = []
      for row in 0..<rowCount {
        guard let text = text(row, column)?.trimmingSpaces, !text.isEmpty, text != "NaN" else {
          numbers.append(.nan)
          continue
        }
        guard let number = Double(text) else { throw mistaken(row, "a-number") }
        numbers.append(number)
      }
      return adding(name, .numbers(numbers))
    case .boolean:
      return adding(
        name,
        (0..<rowCount).map { row in
          text(row, column).map { .text($0 == "false" || $0 == "0" ? "false" : "true") } ?? .null
        })
    case .date(let specifier):
      var moments: [Double] = []
      for row in 0..<rowCount {
        guard let text = text(row, column)?.trimmingSpaces, !text.isEmpty else {
          moments.append(.nan)
          continue
        }
        let moment = specifier.map { $0.parse(text, locale: locale) } ?? Self.date(text)
        guard let moment else { throw mistaken(row, "a-date") }
        moments.append(moment.milliseconds)
      }
      return adding(name, .moments(moments))
    }
  }

  /// ISO 8601, milliseconds, and the English forms that all engines of JavaScript read.
  private static func date(_ text: String) -> Moment? {
    if let date = WrittenDate(text) { return date.moment }
    if let milliseconds = Double(text) { return Moment(milliseconds: milliseconds) }
    for format in englishDates {
      if let moment = format.parse(text, locale: english) { return moment }
    }
    return nil
  }
  private static let english = NumberLocale(language: "en")
  private static let englishDates = ["%m/%d/%Y", "%b %d %Y", "%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y"]
    .compactMap { TimeSpecifier($0) }
}
