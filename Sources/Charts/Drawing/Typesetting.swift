import TextShaping

/// What the words of a chart are measured and shaped with.
struct Typesetting {
  let shaper: TextShaper
  /// A BCP 47 tag.
  let language: String
  /// How much wider than the sheet's faces the words may come out where the chart is shown, as a factor of 1 or more: all
  /// room for them is measured by it.
  let slack: Double
}
