import Diagnostics

/// How a figure is to be printed: what stands after the bars in `{{ id | percent(1) | bare }}`.
public struct FigureFormat: Hashable, Sendable {
  public enum Shape: Hashable, Sendable {
    /// By unit, precision and size.
    case automatic
    /// With a percent sign.
    case percent
    /// In the unit as it stands, without scale word or percent sign: a table's cell, whose head names the unit.
    case number
    /// With the word for 10 to this power: 6 for million.
    case scaled(Int)
    /// With the abbreviation for a power of ten: `1.12B`.
    case short
    /// Up to nine in words, shares as fractions.
    case words(GrammaticalGender?)
    /// The nearest simple fraction, with the word that makes it true.
    case fraction
    case ordinal(inWords: Bool, GrammaticalGender?)
    /// A place among others: `second highest`.
    case rank
    /// The ends of the interval.
    case range
    /// The ends of the interval, in words: `between 84.8 and 85.0%`.
    case between
    case date(NumberLocale.DateStyle)
    /// By a number format of d3-format.
    case specifier(NumberSpecifier)
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
  /// Whether the text itself speaks of what other sources state, so that no note has to.
  public var isUndisputed = false

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

  static let names = [
    "bare", "between", "billions", "cap", "change", "date", "fraction", "millions", "number", "ordinal", "percent",
    "range", "rank", "short", "trillions", "undisputed", "words",
  ]

  /// Reads `percent(1) | bare`. Names may follow one another in any order; the last that sets a shape counts.
  public init(parsing text: String, at range: SourceRange) throws(Diagnostic) {
    self.init()
    try add(text, at: range)
  }

  /// Reads a format of a chart: one of d3-format, such as `.1f`, or one of ours.
  public init(specifying text: String, at range: SourceRange) throws(Diagnostic) {
    if let specifier = NumberSpecifier(text) {
      self.init(.specifier(specifier))
    } else {
      do throws(Diagnostic) { try self.init(parsing: text, at: range) } catch {
        guard error.id == "format.unknown" else { throw error }
        throw .error(
          "format.unknown", "'\(text)' is no number format", at: range,
          hint:
            "write one of d3-format's, such as '.1f', ',d' or '.0%', or one of \(FigureFormat.names.joined(separator: ", "))"
        )
      }
    }
  }

  /// Adds what a text asks for to what is asked for already.
  mutating func add(_ text: String, at range: SourceRange) throws(Diagnostic) {
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      let words = part.split(whereSeparator: { " \t\n()".contains($0) })
      guard let first = words.first else {
        throw .error(
          "format.missing", "a format is missing after the bar", at: range,
          hint: "write one of \(FigureFormat.names.joined(separator: ", "))")
      }
      let name = String(first)
      let argument = words.count > 1 ? words[1...].joined(separator: " ") : nil
      guard part.filter({ $0 == "(" }).count == part.filter({ $0 == ")" }).count else {
        throw .error("format.unclosed", "the bracket in the format '\(name)' is not closed", at: range)
      }
      try set(name, argument, at: range)
    }
  }

  private mutating func set(_ name: String, _ argument: String?, at range: SourceRange) throws(Diagnostic) {
    switch name {
    case "percent": shape = .percent
    case "number": shape = .number
    case "millions": shape = .scaled(6)
    case "billions": shape = .scaled(9)
    case "trillions": shape = .scaled(12)
    case "short": shape = .short
    case "fraction": shape = .fraction
    case "rank": shape = .rank
    case "words", "ordinal":
      try setSpelling(name, argument ?? "", at: range)
      return
    case "range": shape = .range
    case "between": shape = .between
    case "bare": isBare = true
    case "cap": isCapitalized = true
    case "change": isChange = true
    case "undisputed": isUndisputed = true
    case "date":
      let style = argument.map { $0.filter { $0 != "'" && $0 != "\"" } }
      switch style {
      case nil, "long": shape = .date(.long)
      case "medium": shape = .date(.medium)
      case "short": shape = .date(.short)
      case .some(let skeleton):
        guard skeleton.utf8.allSatisfy({ (65...90).contains($0) || (97...122).contains($0) }) else {
          throw .error(
            "format.invalid-argument", "'\(skeleton)' is not a style of dates", at: range,
            hint: "write long, medium, short, or a skeleton such as yMMM")
        }
        shape = .date(.skeleton(skeleton))
      }
      return
    default:
      throw .error(
        "format.unknown", "there is no format '\(name)'", at: range,
        hint: didYouMean(name, in: FigureFormat.names)
          ?? "the formats are \(FigureFormat.names.joined(separator: ", "))")
    }
    guard let argument else { return }
    guard ["percent", "number", "millions", "billions", "trillions", "range", "between", "change"].contains(name) else {
      throw .error("format.invalid-argument", "the format '\(name)' takes no argument", at: range)
    }
    guard let count = Int(argument), (0...12).contains(count) else {
      throw .error(
        "format.invalid-argument", "'\(argument)' is not a number of decimals", at: range,
        hint: "write \(name)(1) for one decimal")
    }
    decimals = count
  }

  /// `words(feminine)`, `ordinal(words, masculine)`
  private mutating func setSpelling(_ name: String, _ argument: String, at range: SourceRange) throws(Diagnostic) {
    var gender: GrammaticalGender?
    var isInWords = false
    for word in argument.split(whereSeparator: { ", '\"".contains($0) }) {
      if name == "ordinal", word == "words" {
        isInWords = true
      } else if let named = GrammaticalGender(rawValue: String(word)) {
        gender = named
      } else {
        let known = (name == "ordinal" ? ["words"] : []) + GrammaticalGender.allCases.map(\.rawValue)
        throw .error(
          "format.invalid-argument", "'\(word)' means nothing to the format '\(name)'", at: range,
          hint: didYouMean(String(word), in: known) ?? "it can be \(known.joined(separator: ", "))")
      }
    }
    shape = name == "words" ? .words(gender) : .ordinal(inWords: isInWords, gender)
  }
}
