/// How a container places what is in it in rows and columns (CSS Grid Layout 1, CSS Flexible Box Layout 1, CSS Box
/// Alignment 3), and how an item asks to be placed.
public struct GridStyle: Hashable, Sendable {
  /// How large a column is at the least or at the most.
  public enum Breadth: Hashable, Sendable {
    case extent(Extent)
    case minContent
    case maxContent
    /// A share of what is left: `2fr`.
    case flex(Double)

    /// Nil for what depends on content or on what is left.
    public var definite: Extent? {
      if case .extent(let extent) = self, extent != .auto { extent } else { nil }
    }
  }
  public struct Track: Hashable, Sendable {
    public var minimum: Breadth
    public var maximum: Breadth
    public init(minimum: Breadth, maximum: Breadth) {
      self.minimum = minimum
      self.maximum = maximum
    }
    public static let auto = Track(minimum: .extent(.auto), maximum: .extent(.auto))
  }
  /// `repeat(auto-fill, …)` or `repeat(auto-fit, …)`.
  public struct AutoRepeat: Hashable, Sendable {
    public var tracks: [Track]
    /// Whether columns with nothing in them take no room.
    public var dropsEmpty: Bool
    /// How many of the list's own tracks come before it.
    public var position: Int
    public init(tracks: [Track], dropsEmpty: Bool, position: Int) {
      self.tracks = tracks
      self.dropsEmpty = dropsEmpty
      self.position = position
    }
  }
  public struct Tracks: Hashable, Sendable {
    public var tracks: [Track] = []
    public var repeated: AutoRepeat?
    public init() {}
  }
  /// An edge of an item's place.
  public enum Line: Hashable, Sendable {
    case auto
    /// From 1; negative ones count from the end.
    case number(Int)
    case span(Int)
  }
  public enum Alignment: Hashable, Sendable { case stretch, start, center, end }
  public enum Distribution: Hashable, Sendable {
    case normal, start, center, end, spaceBetween, spaceAround, spaceEvenly
  }

  // Of the container.
  public var columns = Tracks()
  /// Whether items fill holes that earlier ones left (`grid-auto-flow: dense`).
  public var isDense = false
  public var alignItems: Alignment = .stretch
  public var justifyItems: Alignment = .stretch
  public var justifyContent: Distribution = .normal
  /// Whether the items of a `flex` box go on in a second line.
  public var wraps = false

  // Of the item.
  public var columnStart: Line = .auto
  public var columnEnd: Line = .auto
  public var rowStart: Line = .auto
  public var rowEnd: Line = .auto
  /// Nil for that of the container.
  public var alignSelf: Alignment?
  public var justifySelf: Alignment?
  public var flexGrow = 0.0
  public var flexShrink = 1.0
  /// `auto` for the item's `width`.
  public var flexBasis: Extent = .auto

  public init() {}
}
