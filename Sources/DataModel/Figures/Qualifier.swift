/// How a stated value relates to the true one: `more than 1,120 million`.
public enum Qualifier: String, Hashable, Sendable, CaseIterable {
  case exact
  case reported
  case moreThan = "more than"
  case atLeast = "at least"
  case lessThan = "less than"
  case atMost = "at most"
  case about
  case nearly

  /// The qualifier that a word in the data means; nil for a word that is none.
  public init?(word: some StringProtocol) {
    switch word.lowercased() {
    case "exact", "exactly": self = .exact
    case "reported", "totalled", "totaled", "reached", "estimate", "estimated", "provisional", "revised",
      "e", "p", "r":
      self = .reported
    case "more than", "over", "exceeding": self = .moreThan
    case "at least": self = .atLeast
    case "less than", "under": self = .lessThan
    case "at most", "up to": self = .atMost
    case "about", "roughly", "around": self = .about
    case "nearly", "almost": self = .nearly
    default: return nil
    }
  }

  /// Every word that ``init(word:)`` understands, for hints.
  public static let words = [
    "exact", "reported", "totalled", "totaled", "reached", "estimate", "provisional", "revised", "more than",
    "over",
    "exceeding", "at least", "less than", "under", "at most", "up to", "about", "roughly", "around", "nearly",
    "almost", "derived",
  ]
}

/// Flags on a figure, by Eurostat's letters.
public struct StatusFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let breakInSeries = StatusFlags(rawValue: 1)
  public static let confidential = StatusFlags(rawValue: 2)
  public static let definitionDiffers = StatusFlags(rawValue: 4)
  public static let estimated = StatusFlags(rawValue: 8)
  public static let forecast = StatusFlags(rawValue: 16)
  public static let notSignificant = StatusFlags(rawValue: 32)
  public static let provisional = StatusFlags(rawValue: 64)
  public static let revised = StatusFlags(rawValue: 128)
  public static let eurostatEstimate = StatusFlags(rawValue: 256)
  public static let lowReliability = StatusFlags(rawValue: 512)
  public static let notApplicable = StatusFlags(rawValue: 1024)

  /// The flags of figures that what is derived from them has too: it is no surer than they are.
  static let inherited: StatusFlags = [
    .breakInSeries, .definitionDiffers, .estimated, .forecast, .provisional, .revised, .eurostatEstimate,
    .lowReliability,
  ]

  /// The flags that are set, as (letter, word), in Eurostat's order.
  public var named: [(letter: String, word: String)] {
    StatusFlags.names.filter { contains($0.flag) }.map { ($0.letter, $0.word) }
  }
  /// The letters, such as `ep`.
  public var letters: String { named.map(\.letter).joined() }

  static let names: [(flag: StatusFlags, letter: String, word: String)] = [
    (.breakInSeries, "b", "break in series"), (.confidential, "c", "confidential"),
    (.definitionDiffers, "d", "definition differs"), (.estimated, "e", "estimated"),
    (.forecast, "f", "forecast"), (.notSignificant, "n", "not significant"),
    (.provisional, "p", "provisional"), (.revised, "r", "revised"),
    (.eurostatEstimate, "s", "Eurostat estimate"),
    (.lowReliability, "u", "low reliability"), (.notApplicable, "z", "not applicable"),
  ]
}
