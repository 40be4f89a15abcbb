/// A span of the calendar: so many years, months and days.
public struct CalendarDuration: Hashable, Sendable {
  public var months: Int
  public var days: Int

  public static let hint = "write 18 months, 2 years, 90 days or P18M"

  init(months: Int, days: Int) {
    self.months = months
    self.days = days
  }

  /// Reads `18 months`, `2 years`, `90 days`, `6 weeks`, or ISO 8601's `P1Y6M`, `P90D`, `P6W`; nil if it is none of these.
  public init?(_ text: String) {
    (months, days) = (0, 0)
    if text.hasPrefix("P") {
      guard addISO(text.dropFirst()) else { return nil }
      return
    }
    let words = text.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]), (1...10_000).contains(count) else { return nil }
    switch words[1] {
    case "day", "days": (months, days) = (0, count)
    case "week", "weeks": (months, days) = (0, count * 7)
    case "month", "months": (months, days) = (count, 0)
    case "year", "years": (months, days) = (count * 12, 0)
    default: return nil
    }
  }

  private mutating func addISO(_ text: Substring) -> Bool {
    var rest = text
    var units = Substring("YMWD")
    while !rest.isEmpty {
      let digits = rest.prefix(while: \.isWholeNumber)
      rest = rest.dropFirst(digits.count)
      guard let count = Int(digits), (0...10_000).contains(count), let unit = rest.popFirst(),
        let place = units.firstIndex(of: unit)
      else { return false }
      // Each may be there once, the greater first.
      units = units[units.index(after: place)...]
      switch unit {
      case "Y": months += count * 12
      case "M": months += count
      case "W": days += count * 7
      default: days += count
      }
    }
    return months > 0 || days > 0
  }
}

extension CalendarDuration: CustomStringConvertible {
  /// Such as `18 months` or `90 days`.
  public var description: String {
    func count(_ number: Int, _ unit: String) -> String? {
      number == 0 ? nil : "\(number) \(unit)\(number == 1 ? "" : "s")"
    }
    let years = months % 12 == 0 && months > 0
    return [years ? count(months / 12, "year") : count(months, "month"), count(days, "day")]
      .compactMap { $0 }.joined(separator: " and ")
  }
}

extension CalendarText {
  /// The days since 1 January 1970 of the last day that it may mean: of `2025` the 31st of December.
  var lastDay: Int { number(month: month ?? 12, day: day ?? 31) }
  /// The same of the first day.
  var firstDay: Int { number(month: month ?? 1, day: day ?? 1) }

  /// The last day that it may mean, so much later. The day of the month stays, as far as the month has it.
  func lastDay(after duration: CalendarDuration) -> Int {
    let months = year * 12 + (month ?? 12) - 1 + duration.months
    var later = self
    later.year = months / 12
    return later.number(month: months % 12 + 1, day: day ?? 31) + duration.days
  }

  /// Howard Hinnant's `days_from_civil`, for the years after 0; a day that the month does not have is its last.
  private func number(month: Int, day: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + min(day, length) - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
