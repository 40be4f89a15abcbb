/// The custom properties of an element, inherited ones among them, with their own variables put in.
final class CustomProperties: Sendable {
  /// Tokens by name; a name that is known to be invalid is absent.
  let values: [String: [Token]]
  /// Those that are set to a value which turned out to be none.
  let invalid: Set<String>

  init(_ values: [String: [Token]], invalid: Set<String> = []) {
    self.values = values
    self.invalid = invalid
  }

  static let none = CustomProperties([:])

  /// Puts variables into a value (CSS Custom Properties Level 1, section 3).
  func substitute(_ list: TokenList) throws(VariableProblem) -> [Token] {
    try Self.substitute(list, from: values, invalid)
  }

  fileprivate static func substitute(
    _ list: TokenList, from values: [String: [Token]], _ invalid: Set<String>
  ) throws(VariableProblem) -> [Token] {
    var result: [Token] = []
    try substitute(list, list.all, from: values, invalid, depth: 0, into: &result)
    return result
  }

  /// Bounds that no real sheet comes near, against values that double at each step.
  private static let deepest = 16
  private static let longest = 4096

  private static func substitute(
    _ list: TokenList, _ range: Range<Int>, from values: [String: [Token]], _ invalid: Set<String>, depth: Int,
    into result: inout [Token]
  ) throws(VariableProblem) {
    guard depth < deepest else { throw .tooLong }
    var at = range.lowerBound
    while at < range.upperBound {
      let token = list[at]
      guard token.isFunction("var") else {
        result.append(token)
        at += 1
        guard result.count < longest else { throw .tooLong }
        continue
      }
      let inner = (at + 1)..<min(list.closing(of: at), range.upperBound)
      at = min(list.after(at), range.upperBound)
      let comma = list.first(.comma, in: inner)
      let name = list.trimmed(inner.lowerBound..<(comma ?? inner.upperBound))
      guard name.count == 1, list[name.lowerBound].kind == .ident, list[name.lowerBound].text.hasPrefix("--")
      else {
        throw .malformed
      }
      if let value = values[list[name.lowerBound].text] {
        result += value
        guard result.count < longest else { throw .tooLong }
      } else if let comma {
        try substitute(
          list, list.trimmed((comma + 1)..<inner.upperBound), from: values, invalid, depth: depth + 1,
          into: &result)
      } else {
        let name = list[name.lowerBound].text
        throw invalid.contains(name) ? .invalid(name) : .unknown(name)
      }
    }
  }

  /// A custom property that an element declares.
  struct Declared {
    var name: String
    var value: Declaration.CustomValue
    var place: SourcePlace
  }

  /// The properties of an element that declares some of its own.
  ///
  /// - Parameter declared: Each name once.
  /// - Returns: Also what went wrong, by the name of the property in whose value it did.
  func adding(_ declared: [Declared]) -> (CustomProperties, problems: [(name: String, VariableProblem)]) {
    var resolution = Resolution(inherited: self)
    for property in declared {
      switch property.value {
      // What goes back has been replaced by what it goes back to.
      case .inherit, .revert, .revertLayer: continue
      case .initial:
        resolution.values[property.name] = nil
        resolution.invalid.remove(property.name)
      case .tokens(let tokens):
        resolution.pending[property.name] = TokenList(tokens)
        resolution.values[property.name] = nil
        resolution.invalid.remove(property.name)
      }
    }
    for property in declared { resolution.resolve(property.name) }
    return (CustomProperties(resolution.values, invalid: resolution.invalid), resolution.problems)
  }
}

/// Why variables could not be put into a value.
enum VariableProblem: Error {
  case unknown(String)
  /// One that is set, but to a value which is none; why was said where it is set.
  case invalid(String)
  /// The names that refer to one another in a circle, in order.
  case cycle([String])
  case malformed
  case tooLong
  /// By way of too many other properties.
  case tooDeep
}

/// Resolves custom properties that refer to one another, each after those that it needs.
private struct Resolution {
  var values: [String: [Token]]
  var pending: [String: TokenList] = [:]
  var invalid: Set<String>
  var problems: [(name: String, VariableProblem)] = []
  private var stack: [String] = []
  private var cyclic: Set<String> = []

  /// A longer chain of references is refused, so that none exhausts the stack.
  private static let deepest = 64

  init(inherited: CustomProperties) {
    values = inherited.values
    invalid = inherited.invalid
  }

  mutating func resolve(_ name: String) {
    guard let list = pending[name] else { return }
    if let start = stack.firstIndex(of: name) {
      let circle = Array(stack[start...])
      if !cyclic.contains(name) { problems.append((name, .cycle(circle + [name]))) }
      cyclic.formUnion(circle)
      invalid.formUnion(circle)
      return
    }
    guard stack.count < Self.deepest else {
      pending[name] = nil
      fail(name, .tooDeep)
      return
    }
    stack.append(name)
    // References in fallbacks count too, as CSS has it, so that a circle does not depend on what is defined elsewhere.
    for (index, token) in list.tokens.enumerated() where token.isFunction("var") {
      guard let inner = list.tokens[(index + 1)...].first(where: { $0.kind != .whitespace }),
        inner.kind == .ident
      else { continue }
      resolve(inner.text)
    }
    stack.removeLast()
    pending[name] = nil
    guard !cyclic.contains(name) else { return }
    do throws(VariableProblem) {
      values[name] = try CustomProperties.substitute(list, from: values, invalid)
    } catch {
      fail(name, error)
    }
  }

  private mutating func fail(_ name: String, _ problem: VariableProblem) {
    invalid.insert(name)
    problems.append((name, problem))
  }
}

extension [Token] {
  /// The text of a value, written out again.
  var cssText: String {
    var text = ""
    for token in self {
      switch token.kind {
      case .ident, .delimiter, .htmlComment: text += token.text
      case .function: text += token.text + "("
      case .atKeyword: text += "@" + token.text
      case .hash: text += "#" + token.text
      case .string:
        let escaped = token.text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        text += "\"\(escaped)\""
      case .url: text += "url(\(token.text))"
      case .number: text += numberText(token.number)
      case .percentage: text += numberText(token.number) + "%"
      case .dimension: text += numberText(token.number) + token.text
      case .whitespace: text += " "
      case .colon: text += ":"
      case .semicolon: text += ";"
      case .comma: text += ","
      case .openSquare: text += "["
      case .closeSquare: text += "]"
      case .openParenthesis: text += "("
      case .closeParenthesis: text += ")"
      case .openBrace: text += "{"
      case .closeBrace: text += "}"
      case .unicodeRange, .badString, .badURL: break
      }
    }
    return text
  }
}

private func numberText(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
}
