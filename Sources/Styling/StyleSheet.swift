import Diagnostics
import Geometry

/// Who wrote a style rule. A later case is stronger, whatever the specificity.
public enum StyleOrigin: Int, Comparable, Hashable, Sendable {
  /// Our own defaults, which give each element its display and margins.
  case defaults
  /// A sheet that comes with the program, named by `bulletin:`.
  case installed
  /// A sheet of the report's author.
  case report

  public static func < (a: StyleOrigin, b: StyleOrigin) -> Bool { a.rawValue < b.rawValue }
}

/// A style sheet, parsed, with what it imports.
public struct StyleSheet: Sendable {
  /// The display names of the files that it was read from, each after those that it imports.
  public internal(set) var files: [String] = []
  var fontFaces: [FontFace] = []
  var rules: [StyleRule] = []
  var pageRules: [PageRule] = []
  var layers: [StyleOrigin: LayerTree] = [:]
  var counterStyles: [CounterStyleRule] = []

  /// A sheet without rules.
  public init() {}

  /// Parses a sheet by CSS Syntax Level 3 and follows its `@import` rules.
  ///
  /// Always gives a sheet: what is not understood is left out, with a diagnostic at its place.
  ///
  /// - Parameters:
  ///   - reader: Reads what the sheet imports.
  ///   - origin: How strong its rules are; by default `.defaults` for `bulletin:base.css`, `.installed` for the other
  ///     sheets of that kind and `.report` for all else. Rules imported from `bulletin:` are never stronger than
  ///     `.installed`.
  public static func parse(
    _ file: InputFile, reader: any InputReading, origin: StyleOrigin? = nil,
    into diagnostics: inout Diagnostics
  ) -> StyleSheet {
    let standard: StyleOrigin =
      file.name == SheetReading.installedPrefix + "base.css"
      ? .defaults : file.name.hasPrefix(SheetReading.installedPrefix) ? .installed : .report
    let reading = SheetReading(reader: reader)
    reading.read(file, RulePlacement(origin: origin ?? standard))
    diagnostics.add(contentsOf: reading.diagnostics.all)
    return reading.sheet
  }

  /// Whether any of it depends on the page.
  private var hasConditions: Bool {
    rules.contains { !$0.placement.media.isEmpty } || pageRules.contains { !$0.placement.media.isEmpty }
      || fontFaces.contains { !$0.placement.media.isEmpty }
      || counterStyles.contains { !$0.placement.media.isEmpty }
  }

  /// The sheets with what holds on their own page alone.
  ///
  /// The page's size is what they say where no condition is: a size within one cannot depend on itself (CSS Paged Media
  /// Level 3, section 7.1).
  static func decided(_ sheets: [StyleSheet], pageSize: ([StyleSheet]) -> Size) -> [StyleSheet] {
    guard sheets.contains(where: \.hasConditions) else { return sheets }
    let size = pageSize(sheets.map { $0.filtered { $0.isEmpty } })
    return sheets.map { $0.filtered { $0.allSatisfy { $0.holds(on: size) } } }
  }

  private func filtered(_ holds: ([MediaCondition]) -> Bool) -> StyleSheet {
    var sheet = self
    sheet.rules = rules.filter { holds($0.placement.media) }
    sheet.pageRules = pageRules.filter { holds($0.placement.media) }
    sheet.fontFaces = fontFaces.filter { holds($0.placement.media) }
    sheet.counterStyles = counterStyles.filter { holds($0.placement.media) }
    sheet.layers = layers.mapValues { $0.decided(holds) }
    return sheet
  }
}
