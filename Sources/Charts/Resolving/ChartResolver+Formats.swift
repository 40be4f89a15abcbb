import DataModel
import Diagnostics

extension ChartResolver {
  /// A number format: ours, such as `percent(1) | bare`, or one of d3-format's, such as `.1f` and `.0%`.
  func readFormat(_ text: SpecText) throws(Diagnostic) -> FigureFormat {
    var rest = text.text.utf8[...]
    var format = FigureFormat(.number)
    if rest.first == UInt8(ascii: "+") {
      format.isChange = true
      rest.removeFirst()
    }
    if rest.first == UInt8(ascii: ",") { rest.removeFirst() }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard let digit = rest.first, isDigit(digit) else {
        throw .error(
          "chart.unsupported-format", "'\(text.text)' is no number format", at: text.range,
          hint: "write '.1f' or 'percent(1)'")
      }
      format.decimals = Int(digit) - 48
      rest.removeFirst()
    }
    switch (rest.first, rest.count) {
    case (UInt8(ascii: "f"), 1): break
    case (UInt8(ascii: "d"), 1): format.decimals = 0
    case (UInt8(ascii: "%"), 1): format.shape = .percent
    case (nil, _) where format.decimals != nil || format.isChange || text.text == ",": break
    default: return try FigureFormat(parsing: text.text, at: text.range)
    }
    return format
  }

  /// A date format: ICU's skeleton for the parts that d3-time-format's directives name. Their order is the language's.
  func readDateFormat(_ text: SpecText) -> String? {
    var skeleton = ""
    var bytes = text.text.utf8[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else { continue }
      switch bytes.popFirst() {
      case UInt8(ascii: "Y"): skeleton += "y"
      case UInt8(ascii: "y"): skeleton += "yy"
      case UInt8(ascii: "B"): skeleton += "MMMM"
      case UInt8(ascii: "b"): skeleton += "MMM"
      case UInt8(ascii: "m"): skeleton += "MM"
      case UInt8(ascii: "d"), UInt8(ascii: "e"): skeleton += "d"
      case UInt8(ascii: "A"): skeleton += "EEEE"
      case UInt8(ascii: "a"): skeleton += "EEE"
      case UInt8(ascii: "q"): skeleton += "QQQ"
      default:
        diagnostics.error(
          "chart.unsupported-format", "'\(text.text)' is no date format", at: text.range,
          hint: "use %Y, %y, %B, %b, %m, %d, %A, %a and %q")
        return nil
      }
    }
    if skeleton.isEmpty {
      diagnostics.error(
        "chart.unsupported-format", "'\(text.text)' names no part of a date", at: text.range, hint: "write '%b %Y'")
      return nil
    }
    return skeleton
  }
}
