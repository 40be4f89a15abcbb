import Geometry

/// Colours between 0 and 1, with those given at equal distances.
struct ColorRamp: Hashable, Sendable {
  var colors: [Color]
  var interpolation = ColorInterpolation.rgb

  /// The colour at a share of the ramp, which is held between 0 and 1.
  func color(at share: Double) -> Color {
    guard let first = colors.first else { return .black }
    guard colors.count > 1, !share.isNaN else { return first }
    let place = min(max(share, 0), 1) * Double(colors.count - 1)
    // The colours that are given come out as they were written.
    if place == place.rounded() { return colors[Int(place)] }
    let index = min(Int(place), colors.count - 2)
    return interpolation.color(from: colors[index], to: colors[index + 1], at: place - Double(index))
  }

  /// Colours for classes, which keep off the ends of the ramp as Vega's do.
  func steps(_ count: Int) -> [Color] { (1...max(count, 1)).map { color(at: Double($0) / Double(max(count, 1) + 1)) } }
}
