extension PropertyTable {
  /// Generated content, counters and lists.
  static let generatedProperties: [PropertyDefinition] = [
    PropertyDefinition("content", \.values.content, inherited: false) { $0.content() },
    PropertyDefinition("string-set", \.values.stringSet, inherited: false) { $0.stringSettings() },
    PropertyDefinition("counter-reset", \.values.counters.reset, inherited: false) {
      $0.counterChanges(standard: 0, mayReverse: true)
    },
    PropertyDefinition("counter-increment", \.values.counters.increment, inherited: false) {
      $0.counterChanges(standard: 1)
    },
    PropertyDefinition("counter-set", \.values.counters.set, inherited: false) { $0.counterChanges(standard: 0) },
    PropertyDefinition("quotes", \.values.quotes, inherited: true) { $0.quotes() },
    PropertyDefinition("list-style-type", \.values.listStyleType, inherited: true) { $0.listStyleType() },
    PropertyDefinition("list-style-position", \.values.listStylePosition, inherited: true) {
      $0.constant(["outside": .outside, "inside": .inside])
    },
  ]
}
