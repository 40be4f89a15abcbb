/// Tests put together with `not`, `and` and `or`, as `@media` and `@supports` have them.
indirect enum Condition<Test: Sendable>: Sendable {
  case test(Test)
  case not(Condition)
  case all([Condition])
  case any([Condition])
  /// Something that CSS may know one day. Neither it nor its opposite holds.
  case unknown

  /// Whether it holds, by Kleene's logic of three values (Media Queries Level 4, section 3.1); nil if that is unknown.
  func value(_ test: (Test) -> Bool?) -> Bool? {
    switch self {
    case .test(let single): return test(single)
    case .not(let inner): return inner.value(test).map { !$0 }
    case .unknown: return nil
    case .all(let parts):
      let values = parts.map { $0.value(test) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .any(let parts):
      let values = parts.map { $0.value(test) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    }
  }
}

extension ValueParser {
  /// Reads a condition up to the end, or up to a comma.
  ///
  /// - Parameters:
  ///   - allowsOr: Whether `or` may join tests.
  ///   - test: Reads a function or what stands in parentheses, which are still to be taken; gives nil and takes nothing if
  ///     it does not know it.
  mutating func condition<Test>(
    allowsOr: Bool = true, depth: Int = 0, _ test: (inout ValueParser) -> Condition<Test>?
  ) -> Condition<Test>? {
    guard depth < Self.deepest else {
      refuse(tooDeep)
      return nil
    }
    if takeKeyword("not") { return operand(depth, test).map { .not($0) } }
    guard let first = operand(depth, test) else { return nil }
    var parts = [first]
    let joinsAll = next?.isIdent("and") ?? true
    while takeKeyword(joinsAll || !allowsOr ? "and" : "or") {
      guard let part = operand(depth, test) else { return nil }
      parts.append(part)
    }
    return parts.count == 1 ? first : joinsAll ? .all(parts) : .any(parts)
  }

  private mutating func operand<Test>(
    _ depth: Int, _ test: (inout ValueParser) -> Condition<Test>?
  ) -> Condition<Test>? {
    guard let token = next, token.kind == .openParenthesis || token.kind == .function else {
      expect("a condition in parentheses")
      return nil
    }
    let start = at
    if var inner = group() {
      let begins = inner.next.map { $0.isIdent("not") || $0.kind == .openParenthesis || $0.kind == .function } ?? false
      if begins {
        let found = inner.condition(depth: depth + 1, test)
        refuse(inner.mismatch)
        if let found, inner.isAtEnd { return found }
      }
      rewind(to: start)
    }
    if let found = test(&self) { return found }
    advance()
    return .unknown
  }
}
