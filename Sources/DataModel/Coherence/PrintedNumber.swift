/// A figure that the text prints in digits, for what a reader makes of it.
public struct PrintedNumber: Sendable {
  /// As in ``Figure/id``.
  public let id: String
  /// Where the unit is one of shares; nil for other units.
  public let kind: Unit.Kind?
  /// With its sign, scale word or percent sign, without a qualifier: `84.9%`.
  public let text: String
  /// What is printed, and the place of its last digit, in the figure's unit.
  let value: Decimal
  let place: Int
  let formula: String?
  let term: Term
  /// Whether it is rounded to the nearest, not cut off after 'more than'.
  let isRounded: Bool

  init(_ figure: Figure, _ parts: FigurePrinter.NumberParts) {
    id = figure.id
    kind = figure.unit?.kind
    text = parts.text
    value = parts.value
    place = parts.place
    formula = figure.formula
    term = figure.term
    switch parts.qualifier {
    case nil, .exact, .reported, .about: isRounded = true
    default: isRounded = false
    }
  }

  /// From the first digit to the last: what is compared with another printing of the same quantity.
  var digits: Substring {
    guard let first = text.firstIndex(where: \.isNumber), let last = text.lastIndex(where: \.isNumber) else {
      return text[...]
    }
    return text[first...last]
  }

  public var hasPercentSign: Bool { text.contains { "%٪％".contains($0) } }
}
