/// Words that the data choose: `trend(series)` prints "rose" in English and equals 'rising' in a condition.
public struct Phrase: Sendable {
  /// What conditions compare it with, in any language; `unclear` where the figures leave more than one open.
  public let key: String
  /// The keys that the figures leave open; the one key where they decide.
  let possible: [String]
  /// Every key that the function has, so that a misspelt one is found; empty where they are not a fixed list.
  let vocabulary: [String]
  /// What it says; nil where that is unclear.
  let meaning: Meaning?
  /// The number in the words, such as a rank or a ratio, where there is one.
  let outcome: Quantity?
  /// The figures that it rests on.
  let operands: [Quantity]
  /// What was compared to choose the words.
  let comparisons: [ComparedValues]
  /// What else to write where it is unclear.
  let hint: String?

  enum Meaning: Sendable {
    case trend(Trend)
    case comparison(Comparison)
    case change(Trend, Figure)
    case multiple(Approximation)
    /// A fraction of something.
    case fraction(Approximation)
    /// A place among others, the greatest first.
    case place(Int)
    /// So many steps of a length in a row.
    case run(Int, PeriodLength)

    var key: String {
      switch self {
      case .trend(let trend), .change(let trend, _): trend.rawValue
      case .comparison(let comparison): comparison.rawValue
      case .multiple(let approximation), .fraction(let approximation): approximation.key
      case .place(let place): "\(place)"
      case .run(let length, _): "\(length)"
      }
    }
  }

  /// How a series went.
  enum Trend: String, CaseIterable, Sendable {
    case rising, falling, steady, mixed
    static let keys = allCases.map(\.rawValue) + [Phrase.unclear]
  }
  /// How one figure stands to another.
  enum Comparison: String, CaseIterable, Sendable {
    case higher, lower, same
    static let keys = allCases.map(\.rawValue) + [Phrase.unclear]
  }

  static let unclear = "unclear"

  init(
    _ meaning: Meaning?, possible: [String] = [], vocabulary: [String] = [], outcome: Quantity? = nil,
    operands: [Quantity],
    comparisons: [ComparedValues], hint: String? = nil
  ) {
    key = meaning?.key ?? Phrase.unclear
    self.possible = meaning.map { [$0.key] } ?? possible
    self.vocabulary = vocabulary
    self.meaning = meaning
    self.outcome = outcome
    self.operands = operands
    self.comparisons = comparisons
    self.hint = hint
  }

  /// Whether it is what a condition says.
  func equals(_ word: String) -> Truth {
    if word == key { return .holds }
    return meaning == nil && (vocabulary.isEmpty || possible.contains(word)) ? .undecided : .fails
  }
}
