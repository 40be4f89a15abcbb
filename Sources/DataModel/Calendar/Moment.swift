import Glibc

/// A point in time, in UTC, as JavaScript counts it.
public struct Moment: Hashable, Comparable, Sendable {
  /// Since 1 January 1970.
  public var milliseconds: Double

  static let millisecondsPerDay = 86_400_000.0
  /// What a date of JavaScript may be at most; beyond it there are no dates (ECMA-262, "Time Values and Time Range").
  static let farthest = 8.64e15

  public init(milliseconds: Double) { self.milliseconds = milliseconds }
  /// - Parameter days: Since 1 January 1970; a time of day is a fraction.
  public init(days: Double) { milliseconds = (days * Self.millisecondsPerDay).rounded() }
  public init(_ day: CalendarDay, milliseconds: Double = 0) {
    self.milliseconds = Double(day.number) * Self.millisecondsPerDay + milliseconds
  }

  /// Parts that are too large or below zero carry over, as in JavaScript's `Date.UTC`.
  ///
  /// - Parameter month: 1 for January.
  public init(
    year: Int, month: Int = 1, day: Int = 1, hour: Double = 0, minute: Double = 0, second: Double = 0,
    millisecond: Double = 0
  ) {
    self.init(
      CalendarDay(year: year, month: month, day: day),
      milliseconds: hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond)
  }

  public var isValid: Bool { milliseconds.magnitude <= Self.farthest }
  public var days: Double { milliseconds / Self.millisecondsPerDay }
  public var day: CalendarDay { CalendarDay(number: Int((milliseconds / Self.millisecondsPerDay).rounded(.down))) }
  /// Of the day.
  public var millisecondOfDay: Int {
    Int(milliseconds - Double(day.number) * Self.millisecondsPerDay)
  }
  public var hour: Int { millisecondOfDay / 3_600_000 }
  public var minute: Int { millisecondOfDay / 60_000 % 60 }
  public var second: Int { millisecondOfDay / 1000 % 60 }
  public var millisecond: Int { millisecondOfDay % 1000 }
  /// The week of the year as `%U` counts it: weeks begin on Sundays, and days before the first one are in week 0.
  public var week: Int { (day.dayOfYear + 6 - day.weekday) / 7 }

  /// `2025-06-30`, and where there is a time of day `2025-06-30T12:30:00` with as many parts as are needed.
  public var text: String {
    let (year, month, dayOfMonth) = day.parts
    let digits = String(year.magnitude)
    let filled = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    var text = (year < 0 ? "-" : "") + filled + "-" + two(month) + "-" + two(dayOfMonth)
    guard millisecondOfDay != 0 else { return text }
    text += "T" + two(hour) + ":" + two(minute)
    if second != 0 || millisecond != 0 { text += ":" + two(second) }
    if millisecond != 0 { text += "." + (millisecond < 100 ? "0" : "") + two(millisecond) }
    return text
  }
  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  public static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }
}
