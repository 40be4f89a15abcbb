/// A scale of days, in UTC.
struct TimeScale: Hashable, Sendable {
  /// Days since 1 January 1970.
  var domain: ClosedRange<Double>
  var range: ScaleRange

  func position(_ value: Double) -> Double {
    LinearScale(domain: domain, range: range).position(value)
  }

  /// The ticks at which a calendar interval begins, about as many as there is room for.
  ///
  /// The choice of interval is that of d3-time 3's `utcTicks`, from days upwards.
  func ticks(room: Double) -> TimeTicks {
    var count = max(room, 1)
    while true {
      let ticks = TimeTicks(from: domain.lowerBound, to: domain.upperBound, interval: interval(count: count))
      // The rule may give more than was asked for; labels need the room.
      if Double(ticks.days.count) <= max(room, 2) || count < 1 { return ticks }
      count -= 1
    }
  }

  private func interval(count: Double) -> CalendarInterval {
    let target = (domain.upperBound - domain.lowerBound) / count
    let steps = CalendarInterval.steps
    guard let above = steps.firstIndex(where: { $0.days > target }) else {
      let years = TickSteps(
        from: domain.lowerBound / 365, to: domain.upperBound / 365, count: count)
      return .years(max(1, Int(years?.step ?? 1)))
    }
    guard above > 0 else { return .days(1) }
    let below = steps[above - 1]
    return target / below.days < steps[above].days / target ? below.interval : steps[above].interval
  }
}

/// A stretch of the calendar that ticks can be apart.
enum CalendarInterval: Hashable, Sendable {
  case days(Int)
  case weeks
  case months(Int)
  case years(Int)

  static let steps: [(interval: CalendarInterval, days: Double)] = [
    (.days(1), 1), (.days(2), 2), (.weeks, 7), (.months(1), 30), (.months(3), 90), (.years(1), 365),
  ]

  /// The beginning of the interval in which a day lies.
  func floor(_ day: CalendarDay) -> CalendarDay {
    let parts = day.parts
    switch self {
    case .days(let n): return CalendarDay(number: day.number - (parts.day - 1) % n)
    // 4 January 1970 was a Sunday, on which d3's weeks begin.
    case .weeks: return CalendarDay(number: (day.number - 3).dividedRoundingDown(by: 7) * 7 + 3)
    case .months(let n): return CalendarDay(year: parts.year, month: (parts.month - 1) / n * n + 1, day: 1)
    case .years(let n): return CalendarDay(year: parts.year.dividedRoundingDown(by: n) * n, month: 1, day: 1)
    }
  }

  func next(after day: CalendarDay) -> CalendarDay {
    let parts = day.parts
    switch self {
    case .days(let n):
      let next = CalendarDay(number: day.number + n)
      let month = CalendarDay(year: parts.year, month: parts.month + 1, day: 1)
      return next >= month ? month : next
    case .weeks: return CalendarDay(number: day.number + 7)
    case .months(let n): return CalendarDay(year: parts.year, month: parts.month + n, day: 1)
    case .years(let n): return CalendarDay(year: parts.year + n, month: 1, day: 1)
    }
  }
}

struct TimeTicks: Hashable, Sendable {
  var interval: CalendarInterval
  var days: [CalendarDay]

  init(from start: Double, to stop: Double, interval: CalendarInterval) {
    self.interval = interval
    days = []
    var day = interval.floor(CalendarDay(number: Int(start.rounded(.down))))
    while Double(day.number) <= stop {
      if Double(day.number) >= start { days.append(day) }
      day = interval.next(after: day)
    }
  }
}
