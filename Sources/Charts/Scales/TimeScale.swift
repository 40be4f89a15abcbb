/// A scale of days, in UTC; a time of day is a fraction.
struct TimeScale: Hashable, Sendable {
  /// Days since 1 January 1970.
  var domain: ClosedRange<Double>
  var range: ScaleRange

  func position(_ value: Double) -> Double {
    ContinuousScale(domain: domain, range: range).position(value)
  }

  /// The ticks at which a calendar interval begins, about as many as there is room for.
  ///
  /// The choice of interval is that of d3-time 3's `utcTicks`. That rule may give more than was asked for; where labels need
  /// the room, `exact` is false and it is asked for fewer.
  func ticks(room: Double, exact: Bool = false) -> TimeTicks {
    var count = max(room, 1)
    while true {
      let interval = CalendarInterval.of(from: domain.lowerBound, to: domain.upperBound, count: count)
      let ticks = TimeTicks(from: domain.lowerBound, to: domain.upperBound, interval: interval)
      if exact || Double(ticks.values.count) <= max(room, 2) || count < 1 { return ticks }
      count -= 1
    }
  }

  /// Widens a domain to the beginnings of an interval, as d3-scale 4's `utc.nice(interval)` does.
  static func nice(_ domain: ClosedRange<Double>, interval: CalendarInterval) -> ClosedRange<Double> {
    let (low, high) = (TimeTicks.milliseconds(domain.lowerBound), TimeTicks.milliseconds(domain.upperBound))
    let start = interval.floor(low)
    let floor = interval.floor(high)
    let end = floor == high ? floor : interval.next(after: floor)
    return Double(start) / CalendarInterval.day...Double(max(start, end)) / CalendarInterval.day
  }
}

struct TimeTicks: Hashable, Sendable {
  var interval: CalendarInterval
  /// Days since 1970.
  var values: [Double]

  init(from start: Double, to stop: Double, interval: CalendarInterval) {
    self.interval = interval
    values = []
    let (low, high) = (Self.milliseconds(start), Self.milliseconds(stop))
    var time = interval.floor(low)
    // No axis has room for more, so a step that is too small does no harm.
    while time <= high, values.count < 10_000 {
      if time >= low { values.append(Double(time) / CalendarInterval.day) }
      time = interval.next(after: time)
    }
  }

  /// Years beyond what d3 and its `Date` can count are at its ends.
  static func milliseconds(_ days: Double) -> Int {
    Int((min(max(days, -1e8), 1e8) * CalendarInterval.day).rounded())
  }
}
