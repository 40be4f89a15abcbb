import DataModel
import Diagnostics

/// Dates that a spec writes as text, as a number of milliseconds, or in parts as Vega-Lite's DateTime objects:
/// `{year: 2012, month: january}`.
enum DateTime {
  private static let keys = [
    "year", "quarter", "month", "date", "day", "hours", "minutes", "seconds", "milliseconds", "utc",
  ]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  private static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

  /// - Parameter unit: The unit in which a bare number counts, such as months from 1; nil for milliseconds.
  static func moment(of node: SourceNode, _ unit: TimeUnit? = nil) throws(Diagnostic) -> Moment {
    if node.entries != nil { return try parts(of: node) }
    if let number = node.double {
      if let unit, unit.parts.count == 1, let moment = moment(unit.parts[0], Int(number)) { return moment }
      return node.text.flatMap { WrittenDate($0)?.moment } ?? Moment(milliseconds: number)
    }
    if let text = node.text {
      if let date = WrittenDate(text) { return date.moment }
      if let unit, unit.parts == [.month], let month = place(text, in: months) {
        return Moment(year: 2012, month: month + 1)
      }
      if let unit, unit.parts == [.day], let day = place(text, in: weekdays) { return Moment(year: 2012, day: day + 1) }
    }
    throw .error(
      "chart.not-a-date", "'\(node.text ?? "this")' is no date", at: node.range,
      hint: "write it as 2025, 2025-06, 2025-06-30 or {year: 2025, month: 6}")
  }

  private static func moment(_ part: TimeUnit.Part, _ number: Int) -> Moment? {
    switch part {
    case .year: Moment(year: number)
    case .quarter: Moment(year: 2012, month: number * 3 - 2)
    case .month: Moment(year: 2012, month: number)
    case .date: Moment(year: 2012, day: number)
    // Vega-Lite counts Monday as 1 and Sunday as 0 or 7.
    case .day: Moment(year: 2012, day: number % 7 + 1)
    case .hours: Moment(year: 2012, hour: Double(number))
    case .minutes: Moment(year: 2012, minute: Double(number))
    case .seconds: Moment(year: 2012, second: Double(number))
    case .week, .dayofyear, .milliseconds: nil
    }
  }

  /// Where a name, or its first three letters, stands in a list.
  private static func place(_ word: String, in names: [String]) -> Int? {
    let lower = word.lowercased()
    return names.firstIndex { $0 == lower || (lower.utf8.count >= 3 && $0.hasPrefix(lower)) }
  }

  private static func parts(of node: SourceNode) throws(Diagnostic) -> Moment {
    var found = Diagnostics()
    guard let object = SpecObject(node, "a date", keys: keys, into: &found), !found.hasErrors else {
      throw found.all.first ?? .error("chart.not-a-date", "this is no date", at: node.range)
    }
    func number(_ key: String, _ names: [String] = []) throws(Diagnostic) -> Double? {
      guard let value = object[key] else { return nil }
      if let number = value.double, number.magnitude < 1e9 { return number }
      if let text = value.text, let place = place(text, in: names) { return Double(place + (key == "month" ? 1 : 0)) }
      throw .error("chart.not-a-date", "'\(value.text ?? "this")' is no '\(key)' of a date", at: value.range)
    }
    let quarter = try number("quarter").map { $0 * 3 - 2 }
    let month = try number("month", months) ?? quarter ?? 1
    let weekday = try number("day", weekdays).map { Int($0) % 7 + 1 }
    let moment = Moment(
      year: try number("year").map { Int($0) } ?? 2012, month: Int(month),
      day: try number("date").map { Int($0) } ?? weekday ?? 1, hour: try number("hours") ?? 0,
      minute: try number("minutes") ?? 0, second: try number("seconds") ?? 0,
      millisecond: try number("milliseconds") ?? 0)
    return moment
  }
}
