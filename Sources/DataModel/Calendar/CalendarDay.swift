/// A day of the proleptic Gregorian calendar, counted from 1 January 1970.
///
/// The arithmetic is H. Hinnant's, "chrono-Compatible Low-Level Date Algorithms" (2013).
public struct CalendarDay: Hashable, Comparable, Sendable {
  public var number: Int

  public init(number: Int) { self.number = number }

  /// - Parameter month: 1 for January; 13 is January of the year after, and so on.
  public init(year: Int, month: Int, day: Int) {
    let carried = year + (month - 1).dividedRoundingDown(by: 12)
    let month = month - (carried - year) * 12
    let y = month <= 2 ? carried - 1 : carried
    let era = y.dividedRoundingDown(by: 400)
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  public var parts: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = z.dividedRoundingDown(by: 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// 0 for Sunday, as in JavaScript and d3; 1 January 1970 was a Thursday.
  public var weekday: Int { (number + 4) - (number + 4).dividedRoundingDown(by: 7) * 7 }
  /// From 1.
  public var dayOfYear: Int { number - CalendarDay(year: parts.year, month: 1, day: 1).number + 1 }

  public static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }
}

extension Int {
  public func dividedRoundingDown(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor != 0 && (self % divisor < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}
