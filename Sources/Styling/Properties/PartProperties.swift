/// The properties that apply to a part of an element's box, where not all do.
struct PartProperties: Sendable {
  private let applies: [Bool]

  /// Whether a longhand applies.
  subscript(property: Int) -> Bool { applies[property] }

  private init(_ names: [String]) {
    var applies = Array(repeating: false, count: PropertyTable.longhands.count)
    for name in names { applies[PropertyTable.index(name)] = true }
    self.applies = applies
  }

  /// Those of a pseudo-element; nil if all apply.
  static func of(_ element: PseudoElement) -> PartProperties? {
    switch element {
    case .firstLine: firstLine
    case .firstLetter: firstLetter
    case .before, .after, .marker, .footnoteCall, .footnoteMarker: nil
    }
  }

  /// CSS Pseudo-Elements Level 4, section 2.1.2.
  private static let firstLine = PartProperties(ofText)
  /// Section 2.2.2 there.
  private static let firstLetter = PartProperties(ofText + ofBox)

  private static let ofText =
    (PropertyTable.fontSizeAndColor + PropertyTable.fontProperties + PropertyTable.decorationProperties).map(\.name)
    + ["letter-spacing", "word-spacing", "text-transform", "background-color"]

  private static let ofBox =
    ["top", "right", "bottom", "left"].flatMap { side in
      ["margin-\(side)", "padding-\(side)"] + ["width", "style", "color"].map { "border-\(side)-\($0)" }
    } + PropertyTable.cornerProperties.map(\.name) + ["vertical-align"]
}
