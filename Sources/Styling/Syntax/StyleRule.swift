/// Selectors and what they set.
struct StyleRule: Sendable {
  var selectors: [ComplexSelector]
  var declarations: [Declaration]
  var origin: StyleOrigin
}
