/// How far apart the periods of a series are: the noun of "for the third year in a row".
enum PeriodLength: String, CaseIterable, Sendable {
  case year
  case halfYear = "half-year"
  case quarter, month, week, day
  /// Not evenly spaced, or not known.
  case time

  /// The length of the steps between periods, which all have to be alike.
  init(between periods: [String?]) {
    let places = periods.map { $0.flatMap(PeriodPlace.init) }
    let steps = zip(places, places.dropFirst()).map { before, after -> PeriodLength in
      guard let before, let after else { return .time }
      return before.step(to: after)
    }
    self = steps.allSatisfy { $0 == steps.first } ? steps.first ?? .time : .time
  }
}

/// Where a period begins: a number of months or days, or of weeks.
private struct PeriodPlace {
  private enum Unit { case year, month, day, week }
  private var unit: Unit
  private var months: Int
  private var days = 0

  init?(_ text: String) {
    if let date = CalendarText(text) {
      unit = date.day != nil ? .day : date.month != nil ? .month : .year
      months = date.year * 12 + (date.month ?? 1) - 1
      days = Int(date.milliseconds / 86_400_000)
      return
    }
    let parts = text.split(separator: "-")
    guard CalendarText.isSDMXPeriod(text), let year = Int(parts[0]), let number = Int(parts[1].dropFirst()) else {
      return nil
    }
    unit = parts[1].first == "W" ? .week : .month
    let length = ["Q": 3, "S": 6, "T": 4][parts[1].prefix(1)] ?? 0
    months = year * 12 + (number - 1) * length
    days = number * 7
  }

  func step(to other: PeriodPlace) -> PeriodLength {
    guard unit == other.unit else { return .time }
    switch unit {
    case .week: return other.months == months && other.days - days == 7 ? .week : .time
    case .day:
      if other.days - days == 1 { return .day }
      if other.days - days == 7 { return .week }
    case .year, .month: break
    }
    switch other.months - months {
    case 1: return .month
    case 3: return .quarter
    case 6: return .halfYear
    case 12: return .year
    default: return .time
    }
  }
}
