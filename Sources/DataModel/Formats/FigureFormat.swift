import Diagnostics

/// How a figure is to be printed: what stands after the bars in `{{ id | percent(1) | bare }}`.
public struct FigureFormat: Hashable, Sendable {
  public enum Shape: Hashable, Sendable {
    /// By unit, precision and size.
    case automatic
    /// With a percent sign.
    case percent
    /// In the unit as it stands, without a scale word: a table's cell, whose head names the unit.
    case number
    /// With the word for 10 to this power: 6 for million.
    case scaled(Int)
    case words
    case ordinal
    /// The ends of the interval.
    case range
    case date(NumberLocale.DateStyle)
  }
  public var shape: Shape
  /// How many decimals; nil for as many as the interval supports.
  public var decimals: Int?
  /// Whether the qualifier, or 'about', is left out.
  public var isBare: Bool
  public var isCapitalized: Bool
  /// Whether a plus sign is printed.
  public var isChange: Bool
  /// Whether decimals that the interval does not support are printed as asked; for columns that need one count of
  /// decimals, never for prose.
  public var isForced: Bool

  public init(
    _ shape: Shape = .automatic, decimals: Int? = nil, isBare: Bool = false, isCapitalized: Bool = false,
    isChange: Bool = false, isForced: Bool = false
  ) {
    self.shape = shape
    self.decimals = decimals
    self.isBare = isBare
    self.isCapitalized = isCapitalized
    self.isChange = isChange
    self.isForced = isForced
  }

  public static let automatic = FigureFormat()

  /// Reads `percent(1) | bare`.
  public init(parsing text: String, at range: SourceRange) throws(Diagnostic) {
    preconditionFailure("being written")
  }
}
