/// How far above the foot of its frame the text ends, in points: as little as that where spaces in it are made wider, and as
/// much where they stay as they are.
struct Shortfall: Hashable {
  var least: Float
  var most: Float

  /// That of a frame with which none is compared, such as the end of a part.
  static let none = Shortfall(least: -1, most: -1)
  /// That of a frame with notes or floats at its foot.
  static let full = Shortfall(least: 0, most: 0)

  /// - Parameters:
  ///   - hole: What is left of the frame.
  ///   - stretchable: The spaces in it that may be made wider.
  init(hole: Double, stretchable: Double) {
    let hole = max(hole, 0)
    most = Float(hole)
    least = Float(max(hole - stretchable * VerticalList.mostStretching, 0))
  }

  private init(least: Float, most: Float) {
    self.least = least
    self.most = most
  }

  /// What of this is the same as the other, or as near to it as can be.
  func nearest(to other: Shortfall) -> Shortfall {
    if self == .none || other == .none { return self }
    func own(_ value: Float) -> Float { min(max(value, least), most) }
    return Shortfall(least: own(other.least), most: own(other.most))
  }

  /// How far apart the feet of two frames are at best.
  func distance(to other: Shortfall) -> Double {
    if self == .none || other == .none { return 0 }
    return Double(max(least - other.most, other.least - most, 0))
  }

  /// How much farther from any third one the other may be than this, at most: infinitely if only this is compared.
  func excess(over other: Shortfall) -> Double {
    if self == other || self == .none { return 0 }
    return other == .none ? .infinity : Double(max(abs(least - other.least), abs(most - other.most)))
  }
}
