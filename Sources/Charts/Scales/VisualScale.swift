import Geometry

/// Maps values of the data to looks: colours, sizes, shapes and the like.
struct VisualScale: Sendable {
  enum Kind: Sendable {
    /// Numbers and days to numbers.
    case numbers(ContinuousScale)
    /// Numbers and days to shares of a ramp.
    case ramp(ContinuousScale, RampSource)
    /// Numbers by classes.
    case classes(DiscretizingScale, [VisualValue])
    /// Words by their places.
    case ordinal([String: Int], [VisualValue])
    /// The values are looks themselves.
    case identity
  }
  var channel: EncodingSpec.Channel
  var kind: Kind

  /// What a number looks like; nil where the scale has no place for it.
  func value(of number: Double) -> VisualValue? {
    switch kind {
    case .numbers(let scale):
      let place = scale.position(number)
      return place.isFinite ? .number(place) : nil
    case .ramp(let scale, let source):
      let share = scale.position(number)
      return share.isFinite ? .color(source.color(at: share)) : nil
    case .classes(let scale, let values): return values.isEmpty ? nil : values[scale.index(number) % values.count]
    case .ordinal, .identity: return nil
    }
  }

  /// What a word looks like.
  func value(of text: String) -> VisualValue? {
    guard case .ordinal(let places, let values) = kind, let place = places[text], !values.isEmpty else { return nil }
    return values[place % values.count]
  }
}

/// One look on a channel.
enum VisualValue: Hashable, Sendable {
  case color(ScaledColor)
  case number(Double)
  case shape(PointShape)
  case dash([Double])
}

/// Where the colours of a ramp come from.
enum RampSource: Hashable, Sendable {
  /// From the style sheet.
  case sheet(ScaledColor.Ramp)
  /// From the spec.
  case colors(ColorRamp)

  func color(at share: Double) -> ScaledColor {
    switch self {
    case .sheet(let ramp): .ramp(ramp, min(max(share, 0), 1))
    case .colors(let ramp): .color(ramp.color(at: share))
    }
  }

  /// Colours for classes or for words in an order.
  func steps(_ count: Int) -> [ScaledColor] {
    switch self {
    case .sheet(let ramp): (0..<count).map { .step(ramp, $0, of: count) }
    case .colors(let ramp): ramp.steps(count).map { .color($0) }
    }
  }
}

extension MarkVisual {
  /// Takes on the look of a channel.
  mutating func set(_ value: VisualValue, on channel: EncodingSpec.Channel) {
    switch (channel, value) {
    case (.color, .color(let color)): setColor(color)
    case (.fill, .color(let color)): fill = color
    case (.stroke, .color(let color)): stroke = color
    case (.opacity, .number(let number)): opacity = number
    case (.fillOpacity, .number(let number)): fillOpacity = number
    case (.strokeOpacity, .number(let number)): strokeOpacity = number
    case (.strokeWidth, .number(let number)): strokeWidth = number
    case (.size, .number(let number)): size = number
    case (.angle, .number(let number)): angle = number
    case (.shape, .shape(let value)): shape = value
    case (.strokeDash, .dash(let value)): dash = value
    default: break
    }
  }

  /// A colour of the encoding takes the place of those of the mark.
  private mutating func setColor(_ value: ScaledColor) {
    color = value
    fill = nil
    stroke = nil
  }
}
