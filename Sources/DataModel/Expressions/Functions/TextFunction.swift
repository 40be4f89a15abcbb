/// Functions of texts, whose places count characters.
enum TextFunction: String, PlainFunction {
  case lower, pad, parseFloat, parseInt, replace, split, substring, test, trim, truncate, upper

  var signature: String {
    switch self {
    case .pad: "pad(text, length[, character, align])"
    case .parseInt: "parseInt(text[, radix])"
    case .replace: "replace(text, pattern, replacement)"
    case .split: "split(text, separator[, limit])"
    case .substring: "substring(text, start[, end])"
    case .test: "test(pattern, text)"
    case .truncate: "truncate(text, length[, align, ellipsis])"
    default: "\(rawValue)(text)"
    }
  }

  func value(of call: PlainCall) throws(EvaluationFailure) -> Operand {
    if self == .test {
      let pattern: Operand
      if case .text(let written) = call[0] {
        pattern = .pattern(written, flags: "")
      } else {
        pattern = call[0]
      }
      guard let text = try call.text(1) else { return .truth(.fails) }
      return .truth(Truth(try call.match(pattern, in: Array(text.utf16)) != nil))
    }
    guard let text = try call.text(0) else { return .null }
    switch self {
    case .lower: return .text(text.lowercased())
    case .upper: return .text(text.uppercased())
    case .trim: return .text(Self.trimmed(text))
    case .pad: return .text(try padded(text, call))
    case .truncate: return .text(try truncated(text, call))
    case .parseFloat: return Self.leadingNumber(text).flatMap { Decimal($0) }.map { Operand(plain: $0.double) } ?? .null
    case .parseInt: return try whole(text, call)
    case .substring:
      let characters = Array(text)
      let start = min(max(try call.int(1, or: 0), 0), characters.count)
      let end = min(max(try call.int(2, or: characters.count), 0), characters.count)
      return .text(String(characters[min(start, end)..<max(start, end)]))
    case .replace:
      let replacement = try call.text(2) ?? ""
      if case .pattern(let pattern, let flags) = call[1] {
        let compiled = try call.evaluator.pattern(pattern, flags: flags, call.place)
        do { return .text(try compiled.replacing(in: text, with: replacement)) } catch {
          throw call.mistake("expression.invalid-pattern", error.reason)
        }
      }
      guard let part = try call.text(1), let found = text.firstRange(of: part) else { return .text(text) }
      return .text(text.replacingCharacters(in: found, with: replacement))
    default: return .series(try parts(of: text, call).map { .text($0) })
    }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private func padded(_ text: String, _ call: PlainCall) throws(EvaluationFailure) -> String {
    let missing = min(try call.int(1, or: 0), 10_000) - text.count
    guard missing > 0 else { return text }
    let character = try call.text(2) ?? " "
    func filler(_ count: Int) -> String { String(repeating: character, count: count) }
    switch try call.text(3) {
    case "left": return filler(missing) + text
    case "center": return filler(missing / 2) + text + filler(missing - missing / 2)
    default: return text + filler(missing)
    }
  }

  private func truncated(_ text: String, _ call: PlainCall) throws(EvaluationFailure) -> String {
    let length = try call.int(1, or: 0)
    guard text.count > length else { return text }
    let ellipsis = try call.text(3) ?? "…"
    let kept = max(0, length - ellipsis.count)
    switch try call.text(2) {
    case "left": return ellipsis + text.suffix(kept)
    case "center": return text.prefix((kept + 1) / 2) + ellipsis + text.suffix(kept / 2)
    default: return text.prefix(kept) + ellipsis
    }
  }

  /// The number that a text begins with, as JavaScript's `parseFloat` reads it.
  private static func leadingNumber(_ text: String) -> Double? {
    var digits = ""
    var hasPoint = false
    var rest = Substring(trimmed(text))
    if let sign = rest.first, sign == "-" || sign == "+" {
      if sign == "-" { digits = "-" }
      rest.removeFirst()
    }
    while let next = rest.first, next.isASCII, next.isWholeNumber || (next == "." && !hasPoint) {
      hasPoint = hasPoint || next == "."
      digits.append(next)
      rest.removeFirst()
    }
    if rest.first == "e" || rest.first == "E" {
      let exponent = rest.dropFirst()
      let unsigned = exponent.first == "-" || exponent.first == "+" ? exponent.dropFirst() : exponent
      let power = unsigned.prefix { $0.isASCII && $0.isWholeNumber }
      if !power.isEmpty, power.count < 4 { digits += "e" + (exponent.first == "-" ? "-" : "") + power }
    }
    return Double(digits)
  }

  private func whole(_ text: String, _ call: PlainCall) throws(EvaluationFailure) -> Operand {
    let radix = try call.int(1, or: 10)
    guard (2...36).contains(radix) else { return .null }
    var rest = Substring(Self.trimmed(text))
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    let digits = rest.prefix { $0.isASCII && Int(String($0), radix: radix) != nil }
    guard let value = Int(digits, radix: radix) else { return .null }
    return call.evaluator.number(isNegative ? -value : value)
  }

  private func parts(of text: String, _ call: PlainCall) throws(EvaluationFailure) -> [String] {
    var parts: [String] = []
    if case .pattern = call[1] {
      let units = Array(text.utf16)
      var start = 0
      var at = 0
      while at <= units.count, let match = try call.match(call[1], in: units, from: at), let whole = match[0] {
        if !whole.isEmpty {
          parts.append(String(decoding: units[start..<whole.lowerBound], as: UTF16.self))
          start = whole.upperBound
        }
        at = max(whole.upperBound, at + 1)
      }
      parts.append(String(decoding: units[start...], as: UTF16.self))
    } else {
      let separator = try call.text(1) ?? ""
      parts = separator.isEmpty ? text.map(String.init) : Self.split(text, by: separator)
    }
    return call.count > 2 ? Array(parts.prefix(max(0, try call.int(2, or: 0)))) : parts
  }

  private static func split(_ text: String, by separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(text)
    while let found = rest.firstRange(of: separator) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
