/// A number format of d3-format 3: `[[fill]align][sign][symbol][0][width][,][.precision][~][type]`, such as `,.1f` or `.2s`.
///
/// Digits, separators and the percent sign are the language's; numbers are decimals, and halves are rounded away from zero.
public struct NumberSpecifier: Hashable, Sendable {
  enum Kind: Character, CaseIterable, Sendable {
    case exponent = "e"
    case fixed = "f"
    case general = "g"
    case significant = "r"
    case prefixed = "s"
    case percent = "%"
    case significantPercent = "p"
    case integer = "d"
    case binary = "b"
    case octal = "o"
    case hexadecimal = "x"
    case upperHexadecimal = "X"
    case plain = "c"
  }
  private(set) var fill: Character = " "
  private(set) var alignment: Character = ">"
  private(set) var sign: Character = "-"
  private(set) var symbol: Character?
  private(set) var isZeroFilled = false
  private(set) var width = 0
  private(set) var isGrouped = false
  private(set) var precision: Int?
  private(set) var isTrimmed = false
  private(set) var kind: Kind

  /// Nil for what is no specifier.
  public init?(_ text: String) {
    var rest = Array(text)[...]
    if rest.count > 1, "<>=^".contains(rest[rest.startIndex + 1]) {
      fill = rest.removeFirst()
      alignment = rest.removeFirst()
    } else if let first = rest.first, "<>=^".contains(first) {
      alignment = rest.removeFirst()
    }
    func take(_ signs: String) -> Character? {
      guard let first = rest.first, signs.contains(first) else { return nil }
      return rest.removeFirst()
    }
    func number() -> Int? {
      let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
      guard !digits.isEmpty, digits.count < 4 else { return nil }
      rest = rest.dropFirst(digits.count)
      return Int(String(digits))
    }
    if let written = take("+-( ") { sign = written }
    symbol = take("$#")
    if take("0") != nil { isZeroFilled = true }
    width = number() ?? 0
    isGrouped = take(",") != nil
    if take(".") != nil {
      guard let digits = number() else { return nil }
      precision = digits
    }
    isTrimmed = take("~") != nil
    switch rest.popFirst() {
    case nil:
      // Up to twelve significant digits, without zeros behind.
      kind = .general
      precision = precision ?? 12
      isTrimmed = true
    case "n":
      kind = .general
      isGrouped = true
    case let letter?:
      guard let known = Kind(rawValue: letter) else { return nil }
      kind = known
    }
    guard rest.isEmpty else { return nil }
    if isZeroFilled || (fill == "0" && alignment == "=") {
      isZeroFilled = true
      fill = "0"
      alignment = "="
    }
  }

  /// Whether it prints a share as percent.
  public var isPercent: Bool { kind == .percent || kind == .significantPercent }

  /// Whether its digits are not those of decimals, or stand as they are.
  private var writesOtherDigits: Bool {
    switch kind {
    case .binary, .octal, .hexadecimal, .upperHexadecimal, .plain: true
    default: false
    }
  }

  private var digits: Int {
    switch kind {
    case .general, .significantPercent, .significant, .prefixed: max(1, min(21, precision ?? 6))
    default: max(0, min(20, precision ?? 6))
    }
  }

  /// The place of the last digit that it prints of a number.
  ///
  /// - Parameter value: In percent, for a percentage.
  func place(of value: Decimal) -> Int {
    switch kind {
    case .fixed, .percent: -digits
    case .integer, .binary, .octal, .hexadecimal, .upperHexadecimal: 0
    case .exponent: value.leadingPlace - digits
    case .general, .significantPercent, .significant, .prefixed: value.leadingPlace - digits + 1
    case .plain: value.lastPlace
    }
  }

  /// A number as it is printed; a share is multiplied by a hundred for a percentage.
  public func text(of value: Decimal, locale: NumberLocale) -> String {
    text(shown: isPercent ? value * 100 : value, locale: locale)
  }

  /// - Parameter value: In percent, for a percentage.
  public func text(shown value: Decimal, locale: NumberLocale) -> String {
    let marks = locale.numberMarks
    var body = Self.unsigned(value.magnitude, self)
    if isTrimmed { body.digits = Self.trimmed(body.digits) }
    let isNegative = value.isNegative && (body.digits.contains { $0 != "0" && $0 != "." } || sign == "+")
    var prefix = isNegative ? (sign == "(" ? "(" : "\u{2212}") : sign == "+" || sign == " " ? String(sign) : ""
    var suffix = isNegative && sign == "(" ? ")" : ""
    switch symbol {
    case "$": prefix += "$"
    case "#":
      switch kind {
      case .binary: prefix += "0b"
      case .octal: prefix += "0o"
      case .hexadecimal, .upperHexadecimal: prefix += "0x"
      default: break
      }
    default: break
    }
    if isPercent {
      prefix += marks.percentPrefix
      suffix = marks.percentSuffix + suffix
    }
    suffix = body.suffix + suffix
    var integer = body.digits
    if !writesOtherDigits, let end = integer.firstIndex(where: { !$0.isWholeNumber }) {
      let tail = integer[end...]
      suffix = (tail.first == "." ? marks.decimal + tail.dropFirst() : String(tail)) + suffix
      integer = String(integer[..<end])
    }
    return marks.localized(filled(prefix, integer, suffix, marks))
  }

  private func filled(_ prefix: String, _ digits: String, _ suffix: String, _ marks: NumberMarks) -> String {
    var digits = digits
    if isGrouped, !isZeroFilled { digits = marks.grouped(digits, width: .max) }
    let missing = max(0, width - prefix.count - digits.count - suffix.count)
    var padding = String(repeating: fill, count: missing)
    if isGrouped, isZeroFilled {
      digits = marks.grouped(padding + digits, width: missing > 0 ? width - suffix.count : .max)
      padding = ""
    }
    switch alignment {
    case "<": return prefix + digits + suffix + padding
    case "=": return prefix + padding + digits + suffix
    case "^":
      let before = String(repeating: fill, count: missing / 2)
      return before + prefix + digits + suffix + String(repeating: fill, count: missing - missing / 2)
    default: return padding + prefix + digits + suffix
    }
  }

  private static func unsigned(_ value: Decimal, _ format: NumberSpecifier) -> (digits: String, suffix: String) {
    let count = format.digits
    switch format.kind {
    case .fixed, .percent: return (value.text(decimals: count), "")
    case .integer: return (value.text(decimals: 0), "")
    case .plain: return (value.description, "")
    case .exponent: return (exponential(value, decimals: count), "")
    case .significant, .significantPercent:
      let rounded = value.rounded(toPlace: value.leadingPlace - count + 1)
      return (rounded.text(decimals: max(0, count - 1 - rounded.leadingPlace)), "")
    case .general:
      let rounded = value.rounded(toPlace: value.leadingPlace - count + 1)
      let place = rounded.leadingPlace
      if place < -6 || place >= count { return (exponential(value, decimals: count - 1), "") }
      return (rounded.text(decimals: max(0, count - 1 - place)), "")
    case .prefixed:
      let rounded = value.rounded(toPlace: value.leadingPlace - count + 1)
      let step = max(-8, min(8, rounded.leadingPlace.dividedRoundingDown(by: 3)))
      let scaled = rounded * .powerOfTen(-3 * step)
      return (scaled.text(decimals: max(0, count - 1 - scaled.leadingPlace)), prefixes[step + 8])
    case .binary: return (radix(value, 2), "")
    case .octal: return (radix(value, 8), "")
    case .hexadecimal: return (radix(value, 16), "")
    case .upperHexadecimal: return (radix(value, 16).uppercased(), "")
    }
  }

  private static let prefixes = [
    "y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y",
  ]

  private static func radix(_ value: Decimal, _ radix: Int) -> String {
    value.rounded(toPlace: 0).int.map { String($0, radix: radix) } ?? value.text(decimals: 0)
  }

  /// `1.2345e+3`
  private static func exponential(_ value: Decimal, decimals: Int) -> String {
    let rounded = value.rounded(toPlace: value.leadingPlace - decimals)
    let place = rounded.leadingPlace
    let mantissa = (rounded * .powerOfTen(-place)).text(decimals: decimals)
    return mantissa + "e" + (place < 0 ? "-" : "+") + String(abs(place))
  }

  /// Without zeros behind the decimals, `1.500e+3` as `1.5e+3`.
  private static func trimmed(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let end = text[point...].firstIndex(of: "e") ?? text.endIndex
    var digits = text[..<end]
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return String(digits + text[end...])
  }
}

/// The signs with which a language writes numbers.
struct NumberMarks: Hashable, Sendable {
  var decimal: String
  var group: String
  /// Of the groups of digits, from the point; the last one is repeated.
  var groupSizes: [Int]
  var percentPrefix: String
  var percentSuffix: String
  /// 0 to 9, where they are not those of ASCII.
  var digits: [String]?

  /// Digits in groups; at most so many characters, as d3-format cuts the zeros with which it fills.
  func grouped(_ digits: String, width: Int) -> String {
    var rest = Array(digits)[...]
    var groups: [String] = []
    var index = 0
    var length = 0
    while !rest.isEmpty {
      var size = groupSizes[min(index, groupSizes.count - 1)]
      if length + size + 1 > width { size = max(1, width - length) }
      groups.append(String(rest.suffix(size)))
      rest = rest.dropLast(size)
      length += size + 1
      if length > width { break }
      index += 1
    }
    return groups.reversed().joined(separator: group)
  }

  func localized(_ text: String) -> String {
    guard let digits else { return text }
    return text.reduce(into: "") { result, character in
      result +=
        character.isASCII ? character.wholeNumberValue.map { digits[$0] } ?? String(character) : String(character)
    }
  }
}

extension NumberLocale {
  var numberMarks: NumberMarks {
    rememberedMarks {
      // A number with enough groups that every language sets them apart.
      let long = format(.powerOfTen(12), decimals: 0)
      let runs = long.split(whereSeparator: { !$0.isWholeNumber })
      let group = long.first { !$0.isWholeNumber }.map(String.init) ?? ""
      let percent = format(.one, decimals: 0, notation: .percent)
      let parts = percent.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isWholeNumber)
      let digits = (0...9).map { format(Decimal($0), decimals: 0) }
      return NumberMarks(
        decimal: decimalSeparator, group: group,
        groupSizes: runs.count > 1 ? runs.dropFirst().reversed().map(\.count) : [3],
        percentPrefix: parts.first.map(String.init) ?? "", percentSuffix: parts.count > 1 ? String(parts[1]) : "",
        digits: digits[0] == "0" ? nil : digits)
    }
  }
}
