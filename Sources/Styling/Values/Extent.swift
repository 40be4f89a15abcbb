import Geometry

/// A length, a share of the containing block's width, a calculation with both, or `auto`.
public enum Extent: Hashable, Sendable {
  case auto
  case length(Length)
  /// 0 to 1 for 0% to 100%.
  case fraction(Double)
  case calculated(CalculatedExtent)

  /// The length within a containing block; nil for `auto`.
  public func resolved(in containing: Length) -> Length? {
    switch self {
    case .auto: nil
    case .length(let length): length
    case .fraction(let share): containing * share
    case .calculated(let calculation): calculation.resolved(in: containing)
    }
  }
}

/// A calculation in which percentages stand, so that only layout can finish it.
public struct CalculatedExtent: Hashable, Sendable {
  private let node: MathNode

  /// - Parameter node: A calculation whose lengths are in points.
  init(_ node: MathNode) { self.node = node }

  func resolved(in containing: Length) -> Length {
    .pt(clamped(node.value(percent: containing.points / 100) { $1.absolute($0) ?? $0 }))
  }

  /// The same calculation, never less than nothing.
  var nonNegative: CalculatedExtent { CalculatedExtent(.call(.max, [.number(0), node])) }
}
