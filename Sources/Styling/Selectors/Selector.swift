/// A selector such as `section > p.lead`, as written.
struct ComplexSelector: Hashable, Sendable {
  enum Combinator: Hashable, Sendable { case descendant, child, nextSibling, laterSibling }
  struct Step: Hashable, Sendable {
    var compound: CompoundSelector
    /// How the step after this one in the array, which stands to its left in writing, relates to it.
    var combinator: Combinator
  }
  /// Rightmost first: the selected element, then those that it is found by. The last step's combinator tells how a relative
  /// selector begins, as in `:has(> p)`, and means nothing elsewhere.
  var steps: [Step]
  var specificity: Specificity
  /// The part of the selected element's box that is meant; nil for the element itself.
  var pseudoElement: PseudoElement?
}

/// Conditions on one element.
struct CompoundSelector: Hashable, Sendable {
  /// In lower case; nil for any.
  var elementName: String?
  var conditions: [SimpleSelector] = []
}

enum SimpleSelector: Hashable, Sendable {
  case identifier(String)
  case ofClass(String)
  case attribute(AttributeTest)
  case position(PositionTest)
  /// `:nth-child(an+b of …)`: its position among the siblings that any of the selectors selects, itself among them.
  case positionAmong(PositionTest, [ComplexSelector])
  case root
  /// Without children, words among them.
  case empty
  /// `:is()`, or `:where()`, which does not count.
  case any([ComplexSelector], counts: Bool)
  case none([ComplexSelector])
  /// `&`: what the rule around selects.
  case parent(ParentRule)
  /// Any of the relative selectors finds something from here.
  case has([ComplexSelector])
  /// The language that it is in, stated by it or its nearest ancestor, fits one of the ranges.
  case language([LanguageRange])
  case direction(TextDirection)
  /// A state that a printed page is always or never in, such as `:hover`, by its name.
  case state(String, holds: Bool)
}

/// Selectors Level 4, section 17: ids, then classes and their like, then elements.
struct Specificity: Comparable, Hashable, Sendable {
  var identifiers = 0
  var classes = 0
  var elements = 0

  static func < (a: Specificity, b: Specificity) -> Bool {
    (a.identifiers, a.classes, a.elements) < (b.identifiers, b.classes, b.elements)
  }
  static func + (a: Specificity, b: Specificity) -> Specificity {
    Specificity(
      identifiers: a.identifiers + b.identifiers, classes: a.classes + b.classes,
      elements: a.elements + b.elements)
  }
}
