/// A date format of d3-time-format 4, such as `%b %d, %Y`: directives with what stands between them, in UTC.
///
/// Names of months and days are the language's, and `%c`, `%x`, `%X` its way of writing dates and times.
public struct TimeSpecifier: Hashable, Sendable {
  enum Padding: Sendable { case none, space, zero }
  private enum Piece: Hashable, Sendable {
    case text(String)
    case directive(Character, Padding?)
  }
  private let pieces: [Piece]

  static let directives = "aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ%"

  /// Nil where a percent sign is followed by what is no directive.
  public init?(_ text: String) {
    var pieces: [Piece] = []
    var plain = ""
    var rest = Array(text)[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        plain.append(character)
        continue
      }
      var padding: Padding?
      if let modifier = rest.first, "-_0".contains(modifier) {
        padding = modifier == "-" ? Padding.none : modifier == "_" ? .space : .zero
        rest.removeFirst()
      }
      guard let directive = rest.popFirst(), Self.directives.contains(directive) else { return nil }
      if directive == "%" {
        plain.append("%")
        continue
      }
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(.directive(directive, padding))
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  /// Whether it prints any part of a date.
  public var hasDirectives: Bool { pieces.contains { if case .directive = $0 { true } else { false } } }

  public func text(of moment: Moment, locale: NumberLocale) -> String {
    guard moment.isValid else { return "" }
    return pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .directive(let directive, let padding): Self.part(directive, padding, moment, locale)
      }
    }.joined()
  }

  private static func part(
    _ directive: Character, _ padding: Padding?, _ moment: Moment, _ locale: NumberLocale
  ) -> String {
    let day = moment.day
    let (year, month, dayOfMonth) = day.parts
    func number(_ value: Int, _ width: Int, _ usual: Padding = .zero) -> String {
      let digits = String(value.magnitude)
      let filler =
        switch padding ?? usual {
        case .none: ""
        case .space: String(repeating: " ", count: max(0, width - digits.utf8.count))
        case .zero: String(repeating: "0", count: max(0, width - digits.utf8.count))
        }
      return (value < 0 ? "-" : "") + filler + digits
    }
    switch directive {
    case "a": return locale.moment(moment, skeleton: "ccc")
    case "A": return locale.moment(moment, skeleton: "cccc")
    case "b": return locale.moment(moment, skeleton: "LLL")
    case "B": return locale.moment(moment, skeleton: "LLLL")
    case "c": return locale.moment(moment, skeleton: "yMMMEdjms")
    case "x": return locale.moment(moment, skeleton: "yMd")
    case "X": return locale.moment(moment, skeleton: "jms")
    case "p": return locale.dayPeriod(moment)
    case "d": return number(dayOfMonth, 2)
    case "e": return number(dayOfMonth, 2, .space)
    case "f": return number(moment.millisecond * 1000, 6)
    case "g": return number(isoYear(day) % 100, 2)
    case "G": return number(isoYear(day), 4)
    case "H": return number(moment.hour, 2)
    case "I": return number(moment.hour % 12 == 0 ? 12 : moment.hour % 12, 2)
    case "j": return number(day.dayOfYear, 3)
    case "L": return number(moment.millisecond, 3)
    case "m": return number(month, 2)
    case "M": return number(moment.minute, 2)
    case "q": return String((month - 1) / 3 + 1)
    case "Q": return Decimal(moment.milliseconds.rounded(.down))?.description ?? ""
    case "s": return Decimal((moment.milliseconds / 1000).rounded(.down))?.description ?? ""
    case "S": return number(moment.second, 2)
    case "u": return String(day.weekday == 0 ? 7 : day.weekday)
    case "U": return number(moment.week, 2)
    case "V": return number(isoWeek(day), 2)
    case "w": return String(day.weekday)
    case "W": return number((day.dayOfYear + 6 - (day.weekday + 6) % 7) / 7, 2)
    case "y": return number(year % 100, 2)
    case "Y": return number(year, 4)
    default: return "+0000"
    }
  }

  /// The Thursday of the ISO week decides which year it belongs to.
  private static func thursday(_ day: CalendarDay) -> CalendarDay {
    CalendarDay(number: day.number - (day.weekday + 6) % 7 + 3)
  }
  private static func isoYear(_ day: CalendarDay) -> Int { thursday(day).parts.year }
  private static func isoWeek(_ day: CalendarDay) -> Int { (thursday(day).dayOfYear + 6) / 7 }
}

extension TimeSpecifier {
  /// Reads a date that is written by this format; nil for any other text. What the format does not name is that of
  /// 1 January 1900, as in d3-time-format.
  public func parse(_ text: String, locale: NumberLocale) -> Moment? {
    var rest = Substring(text)
    var found = ParsedParts()
    for piece in pieces {
      switch piece {
      case .text(let text):
        guard rest.hasPrefix(text) else { return nil }
        rest.removeFirst(text.count)
      case .directive(let directive, _):
        guard found.take(directive, from: &rest, locale) else { return nil }
      }
    }
    return rest.isEmpty ? found.moment : nil
  }

  private struct ParsedParts {
    var year = 1900
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0
    var isAfternoon: Bool?
    var zone = 0
    var whole: Moment?

    mutating func take(_ directive: Character, from rest: inout Substring, _ locale: NumberLocale) -> Bool {
      func number(_ width: Int, _ limits: ClosedRange<Int>) -> Int? {
        while rest.first == " " { rest.removeFirst() }
        let isNegative = directive == "Q" || directive == "s" ? rest.first == "-" : false
        if isNegative { rest.removeFirst() }
        let digits = rest.prefix(width).prefix { $0.isASCII && $0.isWholeNumber }
        guard let value = Int(digits), limits.contains(value) else { return nil }
        rest.removeFirst(digits.count)
        return isNegative ? -value : value
      }
      func put(_ part: WritableKeyPath<ParsedParts, Int>, _ value: Int?) -> Bool {
        guard let value else { return false }
        self[keyPath: part] = value
        return true
      }
      func name(_ names: [String]) -> Int? {
        let lowered = rest.lowercased()
        let known = names.indices.filter { !names[$0].isEmpty && lowered.hasPrefix(names[$0].lowercased()) }
        guard let longest = known.max(by: { names[$0].count < names[$1].count }) else { return nil }
        rest.removeFirst(names[longest].count)
        return longest
      }
      func months(_ skeleton: String) -> [String] {
        (1...12).map { locale.moment(Moment(year: 2012, month: $0, day: 1), skeleton: skeleton) }
      }
      func weekdays(_ skeleton: String) -> [String] {
        (1...7).map { locale.moment(Moment(year: 2012, month: 1, day: $0), skeleton: skeleton) }
      }
      switch directive {
      case "Y": return put(\.year, number(4, 0...9999))
      case "y": return put(\.year, number(2, 0...99).map { $0 > 68 ? $0 + 1900 : $0 + 2000 })
      case "m": return put(\.month, number(2, 1...12))
      case "q": return put(\.month, number(1, 1...4).map { $0 * 3 - 2 })
      case "B": return put(\.month, name(months("LLLL")).map { $0 + 1 })
      case "b": return put(\.month, name(months("LLL")).map { $0 + 1 })
      case "A": return name(weekdays("cccc")) != nil
      case "a": return name(weekdays("ccc")) != nil
      case "d", "e": return put(\.day, number(2, 1...31))
      case "j":
        month = 1
        return put(\.day, number(3, 1...366))
      case "H", "I": return put(\.hour, number(2, 0...24))
      case "M": return put(\.minute, number(2, 0...59))
      case "S": return put(\.second, number(2, 0...61))
      case "L": return put(\.millisecond, number(3, 0...999))
      case "f": return put(\.millisecond, number(6, 0...999_999).map { $0 / 1000 })
      case "p":
        guard let half = name(["AM", "PM"]) else { return false }
        isAfternoon = half == 1
        return true
      case "Q", "s":
        guard let value = number(16, 0...Int.max) else { return false }
        whole = Moment(milliseconds: Double(value) * (directive == "s" ? 1000 : 1))
        return true
      case "Z":
        if rest.first == "Z" {
          rest.removeFirst()
          return true
        }
        guard let sign = rest.first, sign == "+" || sign == "-" else { return false }
        rest.removeFirst()
        guard let hours = number(2, 0...23) else { return false }
        if rest.first == ":" { rest.removeFirst() }
        guard let minutes = number(2, 0...59) else { return false }
        zone = (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
        return true
      default: return false
      }
    }

    var moment: Moment? {
      if let whole { return whole }
      var hour = hour
      if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
      return Moment(
        year: year, month: month, day: day, hour: Double(hour), minute: Double(minute - zone),
        second: Double(second), millisecond: Double(millisecond))
    }
  }
}

extension NumberLocale {
  /// AM and PM, as the language has them.
  func dayPeriod(_ moment: Moment) -> String {
    let text = self.moment(Moment(year: 2012, hour: moment.hour < 12 ? 1 : 13), skeleton: "ah")
    let words = String(text.filter { !$0.isWholeNumber && !$0.isWhitespace })
    return baseLanguage == "en" ? words.uppercased() : words
  }
}
