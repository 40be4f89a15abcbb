extension Aggregate {
  /// How many rows a group has, as a figure; exact, and resting on no observation of its own.
  public static func ofRows(_ count: Int) -> Figure {
    Quantity(constant: Decimal(count)).asFigure(id: "count", formula: "count")
  }
}
