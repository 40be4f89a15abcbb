import DataModel

/// A stretch of the calendar that ticks can be apart, in UTC; d3-time 3's intervals and their `every(step)`.
enum CalendarInterval: Hashable, Sendable {
  case milliseconds(Int)
  case seconds(Int)
  case minutes(Int)
  case hours(Int)
  case days(Int)
  case weeks
  case months(Int)
  case years(Int)

  /// Those that ticks are chosen from, with their lengths in milliseconds.
  static let steps: [(interval: CalendarInterval, length: Double)] = [
    (.seconds(1), second), (.seconds(5), 5 * second), (.seconds(15), 15 * second), (.seconds(30), 30 * second),
    (.minutes(1), minute), (.minutes(5), 5 * minute), (.minutes(15), 15 * minute), (.minutes(30), 30 * minute),
    (.hours(1), hour), (.hours(3), 3 * hour), (.hours(6), 6 * hour), (.hours(12), 12 * hour), (.days(1), day),
    (.days(2), 2 * day), (.weeks, 7 * day), (.months(1), 30 * day), (.months(3), 90 * day), (.years(1), 365 * day),
  ]
  static let second = 1000.0
  static let minute = 60 * second
  static let hour = 60 * minute
  static let day = 24 * hour

  /// The interval of which about as many as asked for lie between two days, by d3-time 3's `utcTickInterval`.
  static func of(from start: Double, to stop: Double, count: Double) -> CalendarInterval {
    let target = abs(stop - start) * day / max(count, 0.1)
    guard let above = steps.firstIndex(where: { $0.length > target }) else {
      let years = TickSteps(from: start / 365, to: stop / 365, count: count)
      return .years(max(1, Int(min(years?.step ?? 1, 1e6))))
    }
    guard above > 0 else {
      let steps = TickSteps(from: 0, to: max(target * count, 1), count: count)
      return .milliseconds(max(1, Int(steps?.step ?? 1)))
    }
    let below = steps[above - 1]
    return target / below.length < steps[above].length / target ? below.interval : steps[above].interval
  }

  /// Milliseconds, where all stretches are equally long from midnight on.
  private var even: Int? {
    switch self {
    case .milliseconds(let n): n
    case .seconds(let n): n * 1000
    case .minutes(let n): n * 60_000
    case .hours(let n): n * 3_600_000
    case .days, .weeks, .months, .years: nil
    }
  }

  /// The beginning of the stretch in which a time lies; times are milliseconds since 1970.
  func floor(_ time: Int) -> Int {
    if let even { return time - modulo(time, even) }
    return floor(CalendarDay(number: time.dividedRoundingDown(by: Int(Self.day)))).number * Int(Self.day)
  }

  /// The beginning of the next stretch after one that begins at a time.
  func next(after time: Int) -> Int {
    if let even { return time + even }
    return next(after: CalendarDay(number: time.dividedRoundingDown(by: Int(Self.day)))).number * Int(Self.day)
  }

  private func modulo(_ a: Int, _ b: Int) -> Int { a - a.dividedRoundingDown(by: b) * b }

  private func floor(_ day: CalendarDay) -> CalendarDay {
    let parts = day.parts
    switch self {
    case .milliseconds, .seconds, .minutes, .hours: return day
    case .days(let n): return CalendarDay(number: day.number - (parts.day - 1) % n)
    // 4 January 1970 was a Sunday, on which d3's weeks begin.
    case .weeks: return CalendarDay(number: (day.number - 3).dividedRoundingDown(by: 7) * 7 + 3)
    case .months(let n): return CalendarDay(year: parts.year, month: (parts.month - 1) / n * n + 1, day: 1)
    case .years(let n): return CalendarDay(year: parts.year.dividedRoundingDown(by: n) * n, month: 1, day: 1)
    }
  }

  private func next(after day: CalendarDay) -> CalendarDay {
    let parts = day.parts
    switch self {
    case .milliseconds, .seconds, .minutes, .hours: return day
    case .days(let n):
      let next = CalendarDay(number: day.number + n)
      let month = CalendarDay(year: parts.year, month: parts.month + 1, day: 1)
      return next >= month ? month : next
    case .weeks: return CalendarDay(number: day.number + 7)
    case .months(let n):
      // Stretches begin anew with each year, which steps that do not divide twelve show.
      let next = CalendarDay(year: parts.year, month: parts.month + n, day: 1)
      let year = CalendarDay(year: parts.year + 1, month: 1, day: 1)
      return n < 12 && next > year ? year : next
    case .years(let n): return CalendarDay(year: parts.year + n, month: 1, day: 1)
    }
  }
}

extension CalendarInterval {
  /// An interval by Vega's name of it, such as `month`, and how many of them make a step.
  init?(name: String, step: Int) {
    switch name {
    case "milliseconds", "millisecond": self = .milliseconds(step)
    case "seconds", "second": self = .seconds(step)
    case "minutes", "minute": self = .minutes(step)
    case "hours", "hour": self = .hours(step)
    case "date", "day": self = .days(step)
    case "week": self = .weeks
    case "month": self = .months(step)
    case "quarter": self = .months(3 * step)
    case "year": self = .years(step)
    default: return nil
    }
  }
  static let names = ["millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"]

  var isYears: Bool {
    if case .years = self { true } else { false }
  }
  /// Whether its stretches are parts of a day.
  var isWithinDay: Bool { even != nil }
}
