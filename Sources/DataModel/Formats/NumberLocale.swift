import CICU
import Synchronization

/// Numbers, dates and plural rules of one language, through ICU. Its objects are opened when first used and kept.
public final class NumberLocale: Sendable {
  /// A BCP 47 tag.
  public let language: String
  private let state = Mutex(State())

  private struct State: ~Copyable {
    var formatters: [String: OpaquePointer] = [:]
    /// The same formatters, by what they do.
    var styles: [Style: OpaquePointer] = [:]
    var dateFormatters: [String: OpaquePointer] = [:]
    var texts: [String: String] = [:]
    /// By place; those of abbreviations by its negative.
    var exponents: [Int: Int] = [:]
    var marks: NumberMarks?
    deinit {
      for formatter in formatters.values { cicu_number_formatter_close(formatter) }
      for formatter in dateFormatters.values { cicu_date_formatter_close(formatter) }
    }
  }

  public init(language: String) { self.language = language }

  /// The language without region and script, such as `en`.
  public var baseLanguage: String {
    String(language.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }

  public enum Sign: Hashable, Sendable {
    /// A minus sign where the number is negative.
    case negative
    /// A plus sign too; none for zero.
    case always
  }
  public enum Notation: Hashable, Sendable {
    case plain
    /// With the percent sign where the language puts it; the number is in percent already.
    case percent
    /// With the language's word for a power of ten, such as million: see ``scaleExponent(forPlace:)``.
    case scaled
    /// With the language's abbreviation for a power of ten, such as M.
    case short

    var isScaled: Bool { self == .scaled || self == .short }
  }

  /// A number with grouping and so many decimals; rounds half away from zero.
  ///
  /// In the notations `scaled` and `short` the decimals are those of the number before the word.
  public func format(
    _ value: Decimal, decimals: Int, notation: Notation = .plain, sign: Sign = .negative,
    grouping: Bool = true
  ) -> String {
    let style = Style(decimals: decimals, notation: notation, sign: sign, grouping: grouping)
    let rounded = notation.isScaled ? value : value.rounded(toPlace: -decimals)
    let number = rounded.description
    let text = state.withLock { state in
      if state.styles[style] == nil {
        state.styles[style] = NumberLocale.formatter(style.skeleton, language, &state)
      }
      return state.styles[style].flatMap { NumberLocale.format(number, $0) } ?? number
    }
    return typographic(text)
  }

  /// What one formatter of ICU does.
  private struct Style: Hashable {
    var decimals: Int
    var notation: Notation
    var sign: Sign
    var grouping: Bool

    var skeleton: String {
      var skeleton = decimals > 0 ? "." + String(repeating: "0", count: decimals) : "precision-integer"
      switch notation {
      case .plain: break
      case .percent: skeleton += " percent"
      case .scaled: skeleton += " compact-long rounding-mode-half-up"
      case .short: skeleton += " compact-short rounding-mode-half-up"
      }
      // The sign of zero is not printed, nor that of what rounds to it.
      skeleton += sign == .always ? " sign-except-zero" : " sign-negative"
      if !grouping { skeleton += " group-off" }
      return skeleton
    }
  }

  /// Minus signs instead of hyphens, and no line break between a number and its word or sign.
  private func typographic(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 != 0x2D && $0 != 0x20 }) { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0 == "-" ? "\u{2212}" : $0 == " " ? "\u{A0}" : $0 }))
  }

  /// The power of ten that the language's word stands for at a number's leading place: 9 for billion at 9, 10 and 11 in
  /// English, 8 in Chinese; nil where it has none or begins later than at this place.
  public func scaleExponent(forPlace place: Int, notation: Notation = .scaled) -> Int? {
    guard place > 0 else { return nil }
    let style = notation == .short ? "compact-short" : "compact-long"
    let key = notation == .short ? -place : place
    if let known = state.withLock({ $0.exponents[key] }) { return known == 0 ? nil : known }
    // ICU writes 10^place with as many digits as the word leaves to write.
    let text = NumberLocale.latinDigits(
      in: withLatinDigits("precision-integer \(style) group-off", .powerOfTen(place)))
    let exponent = text > 0 ? place - (text - 1) : 0
    state.withLock { $0.exponents[key] = exponent }
    return exponent == 0 ? nil : exponent
  }
  private func withLatinDigits(_ skeleton: String, _ value: Decimal) -> String {
    formatted(value, skeleton + " numbering-system/latn")
  }
  private static func latinDigits(in text: String) -> Int {
    text.utf8.reduce(0) { $0 + ((48...57).contains($1) ? 1 : 0) }
  }

  /// The decimal separator, for aligning columns.
  public var decimalSeparator: String {
    remembered("separator") {
      NumberLocale.text { cicu_decimal_separator(language, $0, $1, $2) } ?? "."
    }
  }

  /// The plural category (`one`, `few`, `other`, …) of a number with so many decimals.
  public func pluralCategory(_ value: Decimal, decimals: Int) -> String {
    let skeleton = decimals > 0 ? "." + String(repeating: "0", count: decimals) : "precision-integer"
    let number = value.text(decimals: decimals)
    return state.withLock { state in
      guard let formatter = NumberLocale.formatter(skeleton, language, &state) else { return "other" }
      return NumberLocale.text {
        cicu_plural_category(formatter, language, number, Int32(number.utf8.count), $0, $1, $2)
      } ?? "other"
    }
  }

  public enum DateStyle: Hashable, Sendable {
    /// `30 June 2025`, `June 2025`.
    case long
    /// `30 Jun 2025`, `Jun 2025`.
    case medium
    /// By numbers only.
    case short
    /// ICU's skeleton, such as `yMMMd`.
    case skeleton(String)
  }
  /// A date given as `2025`, `2025-06` or `2025-06-30`; nil if it is none.
  public func date(_ text: String, style: DateStyle = .long) -> String? {
    guard let date = CalendarText(text) else { return nil }
    let month: String
    switch style {
    case .long: month = "MMMM"
    case .medium: month = "MMM"
    case .short: month = "M"
    case .skeleton: month = ""
    }
    var skeleton = "y"
    if date.month != nil { skeleton += month }
    if date.day != nil { skeleton += "d" }
    if case .skeleton(let given) = style { skeleton = given }
    return remembered("date \(skeleton) \(text)") {
      moment(Moment(milliseconds: date.milliseconds), skeleton: skeleton)
    }
  }

  private func remembered(_ key: String, _ make: () -> String) -> String {
    if let known = state.withLock({ $0.texts[key] }) { return known }
    let made = make()
    state.withLock { $0.texts[key] = made }
    return made
  }

  func rememberedMarks(_ make: () -> NumberMarks) -> NumberMarks {
    if let known = state.withLock({ $0.marks }) { return known }
    let made = make()
    state.withLock { $0.marks = made }
    return made
  }

  /// A moment by ICU's skeleton for dates and times.
  func moment(_ moment: Moment, skeleton: String) -> String {
    state.withLock { state in
      guard let formatter = NumberLocale.dateFormatter(skeleton, dateLanguage, &state) else { return moment.text }
      return NumberLocale.text { cicu_date_format(formatter, moment.milliseconds, $0, $1, $2) } ?? moment.text
    }
  }
  /// A bare "en" is no country's English: days come before months there, as everywhere but in the United States.
  private var dateLanguage: String { language == "en" ? "en-GB" : language }

  /// A number by ICU's rules for spelling; nil where the language has no rules of that name.
  func spelled(_ value: Decimal, isOrdinal: Bool, rules: String? = nil) -> String? {
    let number = value.description
    let text = remembered("\(isOrdinal) \(rules ?? "") \(number)") {
      NumberLocale.text {
        cicu_number_spell(language, isOrdinal ? 1 : 0, rules, number, Int32(number.utf8.count), $0, $1, $2)
      } ?? ""
    }
    return text.isEmpty ? nil : text
  }

  private func formatted(_ value: Decimal, _ skeleton: String) -> String {
    let number = value.description
    return state.withLock { state in
      guard let formatter = NumberLocale.formatter(skeleton, language, &state) else { return number }
      return NumberLocale.format(number, formatter) ?? number
    }
  }
  private static func format(_ number: String, _ formatter: OpaquePointer) -> String? {
    text { cicu_number_format(formatter, number, Int32(number.utf8.count), $0, $1, $2) }
  }

  private static func formatter(
    _ skeleton: String, _ language: String, _ state: inout State
  ) -> OpaquePointer? {
    if let known = state.formatters[skeleton] { return known }
    var error: Int32 = 0
    let opened = cicu_number_formatter_open(language, skeleton, &error)
    state.formatters[skeleton] = opened
    return opened
  }

  private static func dateFormatter(
    _ skeleton: String, _ language: String, _ state: inout State
  ) -> OpaquePointer? {
    if let known = state.dateFormatters[skeleton] { return known }
    var error: Int32 = 0
    let opened = cicu_date_formatter_open(language, skeleton, &error)
    state.dateFormatters[skeleton] = opened
    return opened
  }

  /// The text that a function of the wrapper writes, asked again with more room if need be; nil if it fails.
  private static func text(
    _ write: (UnsafeMutablePointer<CChar>, Int32, UnsafeMutablePointer<Int32>) -> Int32
  ) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 2048) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var error: Int32 = 0
      let length = Int(write(base, Int32(buffer.count), &error))
      guard length >= 0, length <= buffer.count else { return nil }
      return buffer.prefix(length).withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    }
  }
}

extension CalendarText {
  /// Since 1970-01-01 UTC; the first day of what is not given.
  var milliseconds: Double { Moment(year: year, month: month ?? 1, day: day ?? 1).milliseconds }
}
