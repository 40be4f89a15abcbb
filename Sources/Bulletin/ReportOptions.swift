import Geometry

/// What a build is told besides the report itself.
public struct ReportOptions: Sendable {
  /// A style sheet that is stronger than the report's own: a path relative to the working directory, or `bulletin:` and
  /// the name of an installed one.
  public var styleSheet: String?
  /// Values for the report's parameters, by name.
  public var parameters: [String: String] = [:]
  /// Further folders from which files may be read.
  public var allowedFolders: [String] = []
  /// Database servers to which the report may connect.
  public var allowedServers: [AllowedServer] = []
  public var warningsAreErrors = false
  /// Whether tables of data.yaml that nothing uses are read too, to find what is wrong with them.
  public var readsUnusedTables = false
  /// Whether the evidence of all figures is set after the references, even if the front matter does not ask for it.
  public var hasAnnex = false
  /// What the SVG files of a build are made for.
  public var chartProfile = SVGProfile.image
  public init() {}
}

public enum OutputFormat: String, CaseIterable, Hashable, Sendable {
  case pdf, svg, png
}

/// A chart's width as a user writes it.
public struct ChartWidth: Hashable, Sendable {
  public let length: Length

  /// - Parameter text: A number of mm, cm, in, pt or px, from 20 mm to 2,000 mm.
  /// - Returns: Nil if it is none of these.
  public init?(_ text: String) {
    let units: [(suffix: String, points: Double)] = [
      ("mm", 72 / 25.4), ("cm", 720 / 25.4), ("in", 72), ("pt", 1), ("px", 0.75),
    ]
    guard let unit = units.first(where: { text.hasSuffix($0.suffix) }),
      let number = Double(text.dropLast(unit.suffix.count)), number.isFinite
    else { return nil }
    length = .pt(number * unit.points)
    guard length >= .mm(20), length <= .mm(2000) else { return nil }
  }
}
