import Diagnostics

/// Numbers and dates as texts, and texts as dates, in the language of the report.
enum FormatFunction: String, PlainFunction {
  case format, timeFormat, utcFormat, timeParse, utcParse, monthFormat, monthAbbrevFormat, dayFormat, dayAbbrevFormat
  case timeUnitSpecifier

  var signature: String {
    switch self {
    case .format: "format(x, ',.1f')"
    case .timeFormat, .utcFormat: "\(rawValue)(date, '%b %Y')"
    case .timeParse, .utcParse: "\(rawValue)(text, '%d.%m.%Y')"
    case .monthFormat, .monthAbbrevFormat: "\(rawValue)(month)"
    case .dayFormat, .dayAbbrevFormat: "\(rawValue)(day)"
    case .timeUnitSpecifier: "timeUnitSpecifier(units)"
    }
  }

  var counts: ClosedRange<Int> {
    switch self {
    case .format, .timeParse, .utcParse: 2...2
    case .timeFormat, .utcFormat: 1...2
    default: 1...1
    }
  }

  func value(of call: PlainCall) throws(EvaluationFailure) -> Operand {
    if call.isEmpty { return .null }
    let locale = call.evaluator.locale
    switch self {
    case .format: return try number(call)
    case .timeFormat, .utcFormat:
      guard let moment = try call.moment(0) else { return .null }
      return .text(try specifier(call, or: "%b %d, %Y").text(of: moment, locale: locale))
    case .timeParse, .utcParse:
      guard let text = try call.text(0) else { return .null }
      return try specifier(call, or: "").parse(text, locale: locale).map { .moment($0) } ?? .null
    case .monthFormat, .monthAbbrevFormat:
      let moment = Moment(year: 2012, month: try call.int(0, or: 0) + 1)
      return .text(TimeSpecifier(self == .monthFormat ? "%B" : "%b")?.text(of: moment, locale: locale) ?? "")
    case .dayFormat, .dayAbbrevFormat:
      // 1 January 2012 was a Sunday.
      let moment = Moment(year: 2012, day: try call.int(0, or: 0) + 1)
      return .text(TimeSpecifier(self == .dayFormat ? "%A" : "%a")?.text(of: moment, locale: locale) ?? "")
    case .timeUnitSpecifier:
      var names: [String] = []
      if case .series(let items) = call[0] {
        names = items.compactMap { call.evaluator.plainText($0) }
      } else {
        names = [try call.text(0) ?? ""]
      }
      guard let unit = TimeUnit(named: names.joined()) else {
        throw call.mistake("expression.not-a-time-unit", "'\(names.joined())' is no unit of time")
      }
      return .text(unit.format)
    }
  }

  private func specifier(_ call: PlainCall, or usual: String) throws(EvaluationFailure) -> TimeSpecifier {
    let text = try call.text(1) ?? usual
    if let specifier = TimeSpecifier(text) { return specifier }
    throw call.mistake(
      "format.unknown", "'\(text)' is no date format", hint: "write directives of d3-time-format, such as '%b %Y'")
  }

  /// By a format of d3's or one of ours; digits that a figure does not support are a mistake.
  private func number(_ call: PlainCall) throws(EvaluationFailure) -> Operand {
    guard let format = try call.text(1) else { return .null }
    let evaluator = call.evaluator
    if let specifier = NumberSpecifier(format), case .number(let number) = evaluator.plainNumber(call[0]) {
      return .text(specifier.text(of: number.value, locale: evaluator.locale))
    }
    if evaluator.rows != nil, evaluator.plainNumber(call[0]).isNull { return .null }
    let figure = try evaluator.quantity(call[0], call.place).asFigure(id: "", formula: nil)
    do {
      let format = try FigureFormat(specifying: format, at: .file(""))
      return .text(try FigurePrinter(locale: evaluator.locale).text(of: figure, as: format, at: .file("")))
    } catch {
      throw call.mistake(error.id, error.message, hint: error.hint)
    }
  }
}
