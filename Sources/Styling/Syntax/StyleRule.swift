/// Selectors and what they set.
struct StyleRule: Sendable {
  var selectors: [ComplexSelector]
  var declarations: [Declaration]
  var placement: RulePlacement
}

/// A face that an `@font-face` rule makes known.
struct FontFace: Sendable {
  var rule: FontFaceRule
  var placement: RulePlacement
}
