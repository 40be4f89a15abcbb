/// Functions of dates. All are in UTC, so that those with `utc` before their names are the same; months and weekdays count
/// from 0, as in Vega.
enum DateFunction: String, PlainFunction {
  case year, quarter, month, date, day, dayofyear, week, hours, minutes, seconds, milliseconds
  case utcyear, utcquarter, utcmonth, utcdate, utcday, utcdayofyear, utcweek, utchours, utcminutes, utcseconds
  case utcmilliseconds
  case time, timezoneoffset, datetime, utc, now, timeOffset, utcOffset, timeSequence, utcSequence

  var signature: String {
    switch self {
    case .datetime: "datetime(year[, month, day, hours, minutes, seconds, milliseconds])"
    case .utc: "utc(year[, month, day, hours, minutes, seconds, milliseconds])"
    case .now: "now()"
    case .timeOffset, .utcOffset: "\(rawValue)(unit, date[, step])"
    case .timeSequence, .utcSequence: "\(rawValue)(unit, start, stop[, step])"
    default: "\(rawValue)(date)"
    }
  }

  func value(of call: PlainCall) throws(EvaluationFailure) -> Operand {
    switch self {
    case .now: throw call.notRepeatable
    case .datetime: return try moment(call).map { .moment($0) } ?? .null
    case .utc: return try moment(call).map { Operand(plain: $0.milliseconds) } ?? .null
    case .timeOffset, .utcOffset:
      guard let start = try call.moment(1) else { return .null }
      let unit = try unit(call)
      return .moment((unit.parts.last ?? .year).offset(start, by: try call.int(2, or: 1)))
    case .timeSequence, .utcSequence: return try sequence(call)
    default: break
    }
    guard let moment = try call.moment(0) else { return .null }
    switch self {
    case .time: return Operand(plain: moment.milliseconds)
    case .timezoneoffset: return call.evaluator.number(0)
    default: return call.evaluator.number(part(of: moment))
    }
  }

  private func part(of moment: Moment) -> Int {
    let day = moment.day
    switch self {
    case .year, .utcyear: return day.parts.year
    case .quarter, .utcquarter: return (day.parts.month - 1) / 3 + 1
    case .month, .utcmonth: return day.parts.month - 1
    case .date, .utcdate: return day.parts.day
    case .day, .utcday: return day.weekday
    case .dayofyear, .utcdayofyear: return day.dayOfYear
    case .week, .utcweek: return moment.week
    case .hours, .utchours: return moment.hour
    case .minutes, .utcminutes: return moment.minute
    case .seconds, .utcseconds: return moment.second
    default: return moment.millisecond
    }
  }

  /// From its parts, or from one text, date or number of milliseconds.
  private func moment(_ call: PlainCall) throws(EvaluationFailure) -> Moment? {
    if call.count == 1 { return try call.moment(0) }
    var parts = [0.0, 0, 1, 0, 0, 0, 0]
    for index in 0..<call.count {
      guard let part = try call.number(index), part.magnitude < 1e9 else { return nil }
      parts[index] = part
    }
    let moment = Moment(
      year: Int(parts[0]), month: Int(parts[1]) + 1, day: Int(parts[2]), hour: parts[3], minute: parts[4],
      second: parts[5], millisecond: parts[6])
    return moment.isValid ? moment : nil
  }

  private func unit(_ call: PlainCall) throws(EvaluationFailure) -> TimeUnit {
    let name = try call.text(0) ?? ""
    if let unit = TimeUnit(named: name) { return unit }
    throw call.mistake(
      "expression.not-a-time-unit", "'\(name)' is no unit of time",
      hint: "it can be \(TimeUnit.Part.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  private func sequence(_ call: PlainCall) throws(EvaluationFailure) -> Operand {
    guard let start = try call.moment(1), let stop = try call.moment(2) else { return .null }
    let unit = try unit(call)
    let step = max(1, try call.int(3, or: 1))
    let stepped = TimeUnit(unit.parts, step: step)
    var at = stepped.floor(start)
    if at < start { at = stepped.end(of: at) }
    var moments: [Operand] = []
    while at < stop {
      guard moments.count < 100_000 else {
        throw call.mistake("expression.too-large", "the sequence would have more than 100,000 dates")
      }
      moments.append(.moment(at))
      at = stepped.end(of: at)
    }
    return .series(moments)
  }
}
