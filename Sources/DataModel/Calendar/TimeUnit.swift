import Glibc

/// Which parts of a date are looked at, as Vega-Lite's `timeUnit` has them: `yearmonth` puts all days of a month together,
/// `month` all Januaries.
///
/// Parts that are left out are those of 2012, a leap year that begins on a Sunday, as in vega-time 2.
public struct TimeUnit: Hashable, Sendable {
  public enum Part: String, CaseIterable, Comparable, Sendable {
    case year, quarter, month, week, day, dayofyear, date, hours, minutes, seconds, milliseconds

    public static func < (a: Part, b: Part) -> Bool { a.place < b.place }
    private var place: Int { Part.allCases.firstIndex(of: self) ?? 0 }
  }
  /// Coarsest first.
  public let parts: [Part]
  /// How many of the finest part go together.
  public var step: Int
  /// As it is written in the names of columns.
  public let name: String

  public init(_ parts: [Part], step: Int = 1) {
    self.parts = parts.sorted()
    self.step = step
    name = self.parts.map(\.rawValue).joined()
  }

  /// Reads `yearmonthdate`, and `utcyearmonthdate`, which is the same: all dates are in UTC. Nil for what is none.
  public init?(named text: String) {
    var rest = Substring(text)
    if rest.hasPrefix("utc") { rest.removeFirst(3) }
    if rest.hasPrefix("binned") { rest.removeFirst(6) }
    var parts: [Part] = []
    // 'dayofyear' before 'day'; the parts follow one another from coarse to fine.
    let byLength = Part.allCases.sorted { $0.rawValue.count > $1.rawValue.count }
    while !rest.isEmpty {
      guard let part = byLength.first(where: { rest.hasPrefix($0.rawValue) }) else { return nil }
      guard parts.last.map({ $0 < part }) ?? true else { return nil }
      parts.append(part)
      rest.removeFirst(part.rawValue.count)
    }
    guard !parts.isEmpty else { return nil }
    self.init(parts)
  }

  /// The units that Vega-Lite names, for hints.
  public static let names: [String] = [
    "year", "quarter", "month", "week", "day", "dayofyear", "date", "hours", "minutes", "seconds", "milliseconds",
    "yearquarter", "yearquartermonth", "yearmonth", "yearmonthdate", "yearmonthdatehours", "yearmonthdatehoursminutes",
    "yearmonthdatehoursminutesseconds", "yearweek", "yearweekday", "yearweekdayhours", "yeardayofyear",
    "quartermonth", "monthdate", "monthdatehours", "weekday", "weekdayhours", "dayhours", "hoursminutes",
    "hoursminutesseconds", "minutesseconds", "secondsmilliseconds",
  ]

  /// Where the unit begins that a moment lies in.
  public func floor(_ moment: Moment) -> Moment {
    let day = moment.day
    let date = day.parts
    let has = { (part: Part) in parts.contains(part) }
    func stepped(_ part: Part, _ value: Int, from first: Int = 0) -> Int {
      part == parts.last && step > 1 ? first + (value - first).dividedRoundingDown(by: step) * step : value
    }
    let year = has(.year) ? stepped(.year, date.year) : 2012
    var month = 1
    if has(.month) {
      month = stepped(.month, date.month - 1) + 1
    } else if has(.quarter) {
      month = stepped(.quarter, (date.month - 1) / 3) * 3 + 1
    }
    var dayOfMonth = 1
    if has(.week) {
      let week = stepped(.week, moment.week, from: 1)
      // The Sunday on which the week begins, and the days after it.
      let first = CalendarDay(year: year, month: 1, day: 1).weekday
      dayOfMonth = week * 7 - (first + 6) % 7 + (has(.day) ? stepped(.day, day.weekday) : 0)
    } else if has(.day) {
      dayOfMonth = 1 + stepped(.day, day.weekday)
    } else if has(.date) {
      dayOfMonth = stepped(.date, date.day, from: 1)
    } else if has(.dayofyear) {
      dayOfMonth = stepped(.dayofyear, day.dayOfYear, from: 1)
    }
    return Moment(
      year: year, month: month, day: dayOfMonth,
      hour: has(.hours) ? Double(stepped(.hours, moment.hour)) : 0,
      minute: has(.minutes) ? Double(stepped(.minutes, moment.minute)) : 0,
      second: has(.seconds) ? Double(stepped(.seconds, moment.second)) : 0,
      millisecond: has(.milliseconds) ? Double(stepped(.milliseconds, moment.millisecond)) : 0)
  }

  /// Where the unit ends that begins at a moment.
  public func end(of start: Moment) -> Moment { (parts.last ?? .year).offset(start, by: step) }

  /// The parts as a title names them: `year-month`.
  public var title: String { parts.map(\.rawValue).joined(separator: "-") }

  /// Directives of d3-time-format that print the unit, as Vega-Lite chooses them.
  public var format: String {
    let together: [([Part], String)] = [
      ([.year, .month, .date], "%b %d, %Y "), ([.year, .month], "%b %Y "), ([.hours, .minutes], "%H:%M"),
    ]
    let single: [Part: String] = [
      .year: "%Y ", .quarter: "Q%q ", .month: "%b ", .week: "W%U ", .day: "%a ", .dayofyear: "%j ", .date: "%d ",
      .hours: "%H:00", .minutes: "00:%M", .seconds: ":%S", .milliseconds: ".%L",
    ]
    var text = ""
    var rest = parts[...]
    while let first = rest.first {
      if let (run, format) = together.first(where: { rest.starts(with: $0.0) }) {
        text += format
        rest.removeFirst(run.count)
      } else {
        text += single[first] ?? ""
        rest.removeFirst()
      }
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension TimeUnit.Part {
  /// A moment so many units later, or earlier.
  public func offset(_ moment: Moment, by count: Int) -> Moment {
    let date = moment.day.parts
    func months(_ count: Int) -> Moment {
      Moment(
        CalendarDay(year: date.year, month: date.month + count, day: date.day),
        milliseconds: Double(moment.millisecondOfDay))
    }
    func milliseconds(_ unit: Double) -> Moment { Moment(milliseconds: moment.milliseconds + Double(count) * unit) }
    switch self {
    case .year: return months(12 * count)
    case .quarter: return months(3 * count)
    case .month: return months(count)
    case .week: return milliseconds(7 * Moment.millisecondsPerDay)
    case .day, .dayofyear, .date: return milliseconds(Moment.millisecondsPerDay)
    case .hours: return milliseconds(3_600_000)
    case .minutes: return milliseconds(60_000)
    case .seconds: return milliseconds(1000)
    case .milliseconds: return milliseconds(1)
    }
  }
}

extension TimeUnit {
  private static let day: [Part] = [.year, .month, .date]
  /// What stretches of time are told apart by, and how long they are in milliseconds.
  private static let intervals: [(parts: [Part], step: Int, length: Double)] = {
    let second = 1000.0
    let seconds = day + [.hours, .minutes, .seconds]
    return [
      (seconds, 1, second), (seconds, 5, 5 * second), (seconds, 15, 15 * second), (seconds, 30, 30 * second),
      (day + [.hours, .minutes], 1, 60 * second), (day + [.hours, .minutes], 5, 300 * second),
      (day + [.hours, .minutes], 15, 900 * second), (day + [.hours, .minutes], 30, 1800 * second),
      (day + [.hours], 1, 3600 * second), (day + [.hours], 3, 3 * 3600 * second),
      (day + [.hours], 6, 6 * 3600 * second), (day + [.hours], 12, 12 * 3600 * second),
      (day, 1, 86_400 * second), ([.year, .week], 1, 7 * 86_400 * second),
      ([.year, .month], 1, 30 * 86_400 * second), ([.year, .month], 3, 90 * 86_400 * second),
      ([.year], 1, 365 * 86_400 * second),
    ]
  }()

  /// The unit that cuts a stretch of time into at most about so many parts, by the rule of vega-time 2's `timeBin`.
  public static func fitting(_ range: ClosedRange<Moment>, maximum: Double) -> TimeUnit {
    let target = (range.upperBound.milliseconds - range.lowerBound.milliseconds) / max(maximum, 1)
    guard let above = intervals.firstIndex(where: { $0.length > target }) else {
      let year = 365 * Moment.millisecondsPerDay
      return TimeUnit([.year], step: max(1, Int(roundStep(target / year))))
    }
    guard above > 0 else {
      return TimeUnit(
        day + [.hours, .minutes, .seconds, .milliseconds], step: max(1, Int(roundStep(max(target, 1)))))
    }
    let below = intervals[above - 1]
    let chosen = target / below.length < intervals[above].length / target ? below : intervals[above]
    return TimeUnit(chosen.parts, step: chosen.step)
  }

  /// 1, 2 or 5 times a power of ten, as d3-array's `tickStep` has it.
  private static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    let error = step / power
    return power
      * (error >= 50.0.squareRoot() ? 10 : error >= 10.0.squareRoot() ? 5 : error >= 2.0.squareRoot() ? 2 : 1)
  }
}
