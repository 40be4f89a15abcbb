import DataModel
import Diagnostics

/// A place on a continuous axis and what is printed there.
struct AxisTick: Hashable, Sendable {
  var value: Double
  var text: String
}

/// Chooses the ticks of a continuous axis and prints them.
struct AxisTicks {
  let axis: PlotAxis
  let locale: NumberLocale

  /// - Parameter room: How many labels fit.
  func ticks(room: Double) -> [AxisTick] {
    guard let expression = axis.labelExpression else { return plainTicks(room: room) }
    let ticks = plainTicks(room: room)
    let values = ticks.map { tick -> Value in
      axis.kind == .time ? .text(Moment(days: tick.value).text) : Decimal(tick.value).map { .number($0) } ?? .null
    }
    let texts = expression.texts(of: zip(values, ticks.map(\.text)).map { ($0, $1) })
    return zip(ticks, texts).map { AxisTick(value: $0.value, text: $1) }
  }

  private func plainTicks(room: Double) -> [AxisTick] {
    switch axis.kind {
    case .linear: linear(room: room)
    case .logarithmic: logarithmic(room: room)
    case .time: time(room: room)
    case .band, .point: []
    }
  }

  private func linear(room: Double) -> [AxisTick] {
    if let values = axis.values { return printed(values.filter { axis.domain.contains($0) }.sorted()) }
    let (low, high) = (axis.domain.lowerBound, axis.domain.upperBound)
    if axis.spec.tickCount == 0 { return [] }
    func steps(_ room: Double) -> TickSteps? {
      axis.spec.tickCount != nil
        ? TickSteps(from: low, to: high, count: room)
        : ContinuousScale(domain: axis.domain, range: ScaleRange(start: 0, end: 1)).sparseTicks(room: room)
    }
    var count = axis.spec.tickCount ?? room
    var found = steps(count)
    // Steps that are smaller than the spec allows are made fewer.
    while let least = axis.spec.tickMinStep, let narrow = found, narrow.step < least, count > 1 {
      count -= 1
      found = steps(count)
    }
    guard let steps = found else { return printed([low]) }
    return printed(steps.values, decimals: steps.decimals)
  }

  private func logarithmic(room: Double) -> [AxisTick] {
    if let values = axis.values { return printed(values.filter { axis.domain.contains($0) }.sorted()) }
    let scale = ContinuousScale(axis.scale.transform, domain: axis.domain, range: ScaleRange(start: 0, end: 1))
    guard let count = axis.spec.tickCount else { return printed(scale.sparsePowers(room: max(2, Int(room)))) }
    return printed(scale.ticks(count: count)).map { tick in
      scale.isLabelled(tick.value, count: count) ? tick : AxisTick(value: tick.value, text: "")
    }
  }

  /// The percent sign stands on the topmost label only.
  private func printed(_ values: [Double], decimals: Int? = nil) -> [AxisTick] {
    let numbers = values.map { Decimal(axis.isMirrored ? abs($0) : $0) ?? .zero }
    // Ticks of one axis have the same decimals, except on a logarithmic one, where each has its own.
    let common = decimals ?? numbers.map { max(0, -$0.lastPlace) }.max() ?? 0
    return values.indices.map { index in
      let own = axis.kind == .logarithmic ? max(0, -numbers[index].lastPlace) : common
      let isTop = index == values.count - 1
      return AxisTick(value: values[index], text: text(numbers[index], decimals: own, isTop: isTop))
    }
  }

  private func text(_ number: Decimal, decimals: Int, isTop: Bool) -> String {
    if let format = axis.format {
      let places = format.decimals ?? decimals
      let sign: NumberLocale.Sign = format.isChange ? .always : .negative
      switch format.shape {
      case .percent: return locale.format(number, decimals: places, notation: .percent, sign: sign)
      case .scaled(let power):
        let scaled = number * Decimal.powerOfTen(-power)
        return locale.format(scaled, decimals: format.decimals ?? max(0, -scaled.lastPlace), sign: sign)
      case .specifier(let specifier):
        return axis.isInPercent
          ? specifier.text(shown: number, locale: locale) : specifier.text(of: number, locale: locale)
      case .words: return locale.words(number)
      case .ordinal(_, let gender): return locale.ordinal(number, gender)
      case .short:
        guard let exponent = locale.scaleExponent(forPlace: number.leadingPlace, notation: .short) else { break }
        return locale.format(number, decimals: max(0, exponent - number.lastPlace), notation: .short, sign: sign)
      // A tick has no interval: what says one is printed as its number.
      case .automatic, .number, .range, .between, .fraction, .rank, .date: break
      }
      return locale.format(number, decimals: places, sign: sign)
    }
    // Beyond what words are known for, powers of ten are shorter than digits.
    if number.leadingPlace >= 18 || number.leadingPlace < -9 || decimals > 12, let exponent = NumberSpecifier("~e") {
      return exponent.text(of: number, locale: locale)
    }
    switch axis.unit {
    case .percent where isTop: return locale.format(number, decimals: decimals, notation: .percent)
    // Scale words start at a million.
    case .scaled where number.leadingPlace >= 6:
      let word = locale.scaleExponent(forPlace: number.leadingPlace) ?? 0
      return locale.format(number, decimals: max(0, word - number.lastPlace), notation: .scaled)
    case .none, .percent, .scaled: return locale.format(number, decimals: decimals)
    }
  }

  private func time(room: Double) -> [AxisTick] {
    if let values = axis.values {
      return values.filter { axis.domain.contains($0) }.sorted().map {
        AxisTick(value: $0, text: date(Moment(days: $0), interval: nil))
      }
    }
    let scale = TimeScale(domain: axis.domain, range: ScaleRange(start: 0, end: 1))
    var ticks = scale.ticks(room: axis.spec.tickCount ?? room, exact: axis.spec.tickCount != nil)
    if let interval = axis.spec.tickInterval {
      ticks = TimeTicks(from: axis.domain.lowerBound, to: axis.domain.upperBound, interval: interval)
    } else if axis.resolution == .year, !ticks.interval.isYears {
      // Data by the year have no months to show.
      ticks = TimeTicks(from: axis.domain.lowerBound, to: axis.domain.upperBound, interval: .years(1))
    }
    return ticks.values.map { AxisTick(value: $0, text: date(Moment(days: $0), interval: ticks.interval)) }
  }

  private func date(_ moment: Moment, interval: CalendarInterval?) -> String {
    if let format = axis.dateFormat { return format.text(of: moment, locale: locale) }
    let (year, month, dayOfMonth) = moment.day.parts
    let written = "\(year)-\(padded(month))-\(padded(dayOfMonth))"
    let skeleton: String
    switch interval {
    case .years: return fourDigits(year)
    case .months: skeleton = "yMMM"
    case .hours where moment.millisecondOfDay != 0, .minutes where moment.millisecondOfDay != 0:
      return "\(padded(moment.hour)):\(padded(moment.minute))"
    case .seconds, .milliseconds: return "\(padded(moment.hour)):\(padded(moment.minute)):\(padded(moment.second))"
    case .weeks, .days, .hours, .minutes: skeleton = "MMMd"
    case nil:
      if axis.resolution == .year || month == 1 && dayOfMonth == 1 { return fourDigits(year) }
      skeleton = axis.resolution >= .day ? "yMMMd" : "yMMM"
    }
    return locale.date(written, style: .skeleton(skeleton)) ?? written
  }

  private func fourDigits(_ year: Int) -> String {
    locale.date(String(year), style: .skeleton("y")) ?? String(year)
  }
}

/// A spec's `labelExpr`: what is printed for a tick, by its `datum.value` and the `datum.label` that it would have.
struct LabelExpression: Sendable {
  var expression: RowExpression
  var range: SourceRange

  /// What cannot be computed keeps its label.
  func texts(of labels: [(value: Value, text: String)]) -> [String] {
    let table = DataTable.of(
      name: "labels", columns: [("value", labels.map(\.value)), ("label", labels.map { .text($0.text) })], at: range)
    let evaluation = try? expression.evaluation(over: table)
    return labels.indices.map { row in
      guard let value = try? evaluation?.value(row) else { return labels[row].text }
      switch value {
      case .text(let text): return text
      case .number(let number): return number.description
      case .null: return ""
      default: return labels[row].text
      }
    }
  }
}
