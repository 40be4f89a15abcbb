/// The rule that others are nested in, for which `&` stands in their selectors (CSS Nesting Level 1, section 3).
final class ParentRule: Hashable, Sendable {
  /// What the rule selects.
  let selectors: [ComplexSelector]
  /// What `&` selects: it cannot stand for a pseudo-element.
  let elements: [ComplexSelector]
  /// What `&` counts for, whichever of the selectors it is that selects.
  let specificity: Specificity
  /// The compounds and names that it comes to when `&` is put in, roughly.
  let weight: Int

  /// A rule whose selectors could not be read.
  static let none = ParentRule([], weight: 0)

  /// - Parameters:
  ///   - tokens: How many tokens the selectors are written with.
  ///   - parser: The parser that has read them.
  convenience init(_ selectors: [ComplexSelector], tokens: Int, _ parser: SelectorParser) {
    self.init(selectors, weight: tokens + parser.parentUses * (parser.parent?.weight ?? 0))
  }

  private init(_ selectors: [ComplexSelector], weight: Int) {
    self.selectors = selectors
    self.weight = weight
    elements = selectors.filter { $0.pseudoElement == nil }
    specificity = elements.map(\.specificity).max() ?? Specificity()
  }

  static func == (a: ParentRule, b: ParentRule) -> Bool { a === b }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
