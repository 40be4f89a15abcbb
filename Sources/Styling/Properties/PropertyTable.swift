/// All the properties that Bulletin knows. A longhand is named by its place in the table.
enum PropertyTable {
  /// Colour and font come first, since other values are computed from them.
  static let longhands: [PropertyDefinition] =
    fontSizeAndColor + fontProperties + boxProperties + flowProperties + textProperties + paintProperties
    + cornerProperties + decorationProperties + columnProperties + sheetProperties + runningProperties
    + lineBreakingProperties + hyphenProperties + gridProperties + generatedProperties

  static let shorthands: [ShorthandDefinition] =
    boxShorthands + cornerShorthands + logicalShorthands + decorationShorthands + otherShorthands + columnShorthands
    + lineBreakingShorthands + gridShorthands

  enum Reference: Sendable {
    case longhand(Int)
    case shorthand(Int)
  }

  static let fontSize = 0
  static let color = 1
  static let lineHeight = index("line-height")

  private static let references: [String: Reference] = {
    var references: [String: Reference] = [:]
    for (index, definition) in longhands.enumerated() { references[definition.name] = .longhand(index) }
    for (index, definition) in shorthands.enumerated() { references[definition.name] = .shorthand(index) }
    for (other, name) in otherNames { references[other] = references[name] }
    return references
  }()

  /// Older names, and those by the direction of writing, with the names of the same things.
  static let otherNames: [(other: String, name: String)] =
    [
      ("page-break-before", "break-before"), ("page-break-after", "break-after"),
      ("page-break-inside", "break-inside"),
    ] + logicalNames.map { ($0.logical, $0.physical) }

  private static let longhandIndices: [String: Int] = {
    var indices: [String: Int] = [:]
    for (index, definition) in longhands.enumerated() { indices[definition.name] = index }
    return indices
  }()

  /// The property of a name in lower case.
  static func reference(_ name: String) -> Reference? { references[name] }

  /// The place of a longhand that is known to exist.
  static func index(_ name: String) -> Int {
    guard let index = longhandIndices[name] else { preconditionFailure("no property is named \(name)") }
    return index
  }

  /// Names of all properties, for hints.
  static var names: some Sequence<String> { longhands.map(\.name) + shorthands.map(\.name) }
}
