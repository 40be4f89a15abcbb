/// A day of the proleptic Gregorian calendar, counted from 1 January 1970.
///
/// The arithmetic is H. Hinnant's, "chrono-Compatible Low-Level Date Algorithms" (2013).
struct CalendarDay: Hashable, Comparable, Sendable {
  var number: Int

  init(number: Int) { self.number = number }

  /// - Parameter month: 1 for January; 13 is January of the year after, and so on.
  init(year: Int, month: Int, day: Int) {
    let carried = year + (month - 1).dividedRoundingDown(by: 12)
    let month = month - (carried - year) * 12
    let y = month <= 2 ? carried - 1 : carried
    let era = y.dividedRoundingDown(by: 400)
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  var parts: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = z.dividedRoundingDown(by: 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }
}

extension Int {
  func dividedRoundingDown(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// A date as it was written: a year, a month of a year, a quarter or a day.
struct WrittenDate: Hashable, Sendable {
  enum Resolution: Int, Comparable, Sendable {
    case year, quarter, month, day
    static func < (a: Resolution, b: Resolution) -> Bool { a.rawValue < b.rawValue }
  }
  var start: CalendarDay
  var resolution: Resolution

  /// Reads `2025`, `2025-Q2`, `2025-06` and `2025-06-30`.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte) - 48
      }
      return value
    }
    guard bytes.count >= 4, let year = number(0..<4) else { return nil }
    let dash = UInt8(ascii: "-")
    switch bytes.count {
    case 4:
      start = CalendarDay(year: year, month: 1, day: 1)
      resolution = .year
    case 7 where bytes[4] == dash && bytes[5] | 32 == UInt8(ascii: "q"):
      guard let quarter = number(6..<7), (1...4).contains(quarter) else { return nil }
      start = CalendarDay(year: year, month: quarter * 3 - 2, day: 1)
      resolution = .quarter
    case 7 where bytes[4] == dash:
      guard let month = number(5..<7), (1...12).contains(month) else { return nil }
      start = CalendarDay(year: year, month: month, day: 1)
      resolution = .month
    case 10 where bytes[4] == dash && bytes[7] == dash:
      guard let month = number(5..<7), (1...12).contains(month), let day = number(8..<10), day >= 1 else { return nil }
      start = CalendarDay(year: year, month: month, day: day)
      // 31 April is no day: it would come back as 1 May.
      guard start.parts.month == month else { return nil }
      resolution = .day
    default: return nil
    }
  }
}
