/// Maps values of the data to distances in points.
///
/// Quantities are numbers in the unit of the axis, dates are days since 1970, categories are the places in the list of
/// the domain.
enum Scale: Sendable {
  case continuous(ContinuousScale)
  case time(TimeScale)
  case band(BandScale)

  /// Where a value stands: for a category, the middle of its band.
  func position(_ value: Double) -> Double {
    switch self {
    case .continuous(let scale): scale.position(value)
    case .time(let scale): scale.position(value)
    case .band(let scale): scale.position(Int(value)) + scale.bandwidth / 2
    }
  }

  /// Where bars begin: at zero, or at the end of the domain that is nearest to it.
  var baseline: Double {
    switch self {
    case .continuous(let scale):
      scale.transform.isLogarithmic
        ? scale.range[0] : scale.position(min(max(0, scale.interval.lowerBound), scale.interval.upperBound))
    case .time(let scale): scale.range.start
    case .band(let scale): scale.range.start
    }
  }

  /// Whether zero is a place on it.
  var hasZero: Bool {
    if case .continuous(let scale) = self {
      !scale.transform.isLogarithmic && scale.interval.contains(0)
    } else {
      false
    }
  }

  var bandwidth: Double {
    if case .band(let scale) = self { scale.bandwidth } else { 0 }
  }

  var range: ScaleRange {
    switch self {
    case .continuous(let scale): ScaleRange(start: scale.range.first ?? 0, end: scale.range.last ?? 0)
    case .time(let scale): scale.range
    case .band(let scale): scale.range
    }
  }
}

/// Where a scale's domain begins and ends on the drawing, in points; `end` is less than `start` where values grow upwards.
struct ScaleRange: Hashable, Sendable {
  var start: Double
  var end: Double
  var length: Double { abs(end - start) }
  /// Whether a place lies within, give or take a hundredth of a point.
  func contains(_ place: Double) -> Bool { place >= min(start, end) - 0.01 && place <= max(start, end) + 0.01 }
}
