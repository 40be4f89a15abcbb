import Geometry

/// Rounded corners (CSS Backgrounds and Borders Level 3, section 5).
extension PropertyTable {
  static let cornerProperties: [PropertyDefinition] = [
    PropertyDefinition("border-top-left-radius", \.values.borderRadius.topLeft, inherited: false) { $0.corner() },
    PropertyDefinition("border-top-right-radius", \.values.borderRadius.topRight, inherited: false) { $0.corner() },
    PropertyDefinition("border-bottom-right-radius", \.values.borderRadius.bottomRight, inherited: false) {
      $0.corner()
    },
    PropertyDefinition("border-bottom-left-radius", \.values.borderRadius.bottomLeft, inherited: false) {
      $0.corner()
    },
  ]

  static let cornerShorthands: [ShorthandDefinition] = [
    ShorthandDefinition(name: "border-radius", longhands: corners) { parser in
      guard let horizontal = parser.radii() else { return nil }
      let vertical = parser.takeDelimiter("/") ? parser.radii() : horizontal
      guard let vertical else { return nil }
      let definitions: [@Sendable (CornerRadius, inout ComputedState) -> Void] = [
        { $1.values.borderRadius.topLeft = $0 }, { $1.values.borderRadius.topRight = $0 },
        { $1.values.borderRadius.bottomRight = $0 }, { $1.values.borderRadius.bottomLeft = $0 },
      ]
      return corners.indices.map { index in
        let (x, y, set) = (horizontal[index], vertical[index], definitions[index])
        return (
          corners[index],
          .value { state, environment in
            set(CornerRadius(horizontal: x.compute(environment), vertical: y.compute(environment)), &state)
          }
        )
      }
    }
  ]

  /// In the order in which the shorthand names them.
  private static let corners = ["top-left", "top-right", "bottom-right", "bottom-left"].map {
    index("border-\($0)-radius")
  }
}

extension ValueParser {
  private mutating func radius() -> Specified<Extent>? { extent(allowsAuto: false, allowsNegative: false) }

  /// The radii of one corner: the same both ways if there is only one.
  fileprivate mutating func corner() -> Specified<CornerRadius>? {
    guard let horizontal = radius() else { return nil }
    let vertical = isAtEnd ? horizontal : radius()
    guard let vertical else { return nil }
    return Specified { CornerRadius(horizontal: horizontal.compute($0), vertical: vertical.compute($0)) }
  }

  /// One to four radii, dealt out to the corners.
  fileprivate mutating func radii() -> [Specified<Extent>]? {
    var radii: [Specified<Extent>] = []
    while radii.count < 4, !isAtEnd, next?.isDelimiter("/") != true {
      guard let radius = radius() else { return nil }
      radii.append(radius)
    }
    guard let first = radii.first else {
      expect("a length such as 4mm or a percentage")
      return nil
    }
    let second = radii.count > 1 ? radii[1] : first
    return [first, second, radii.count > 2 ? radii[2] : first, radii.count > 3 ? radii[3] : second]
  }
}
