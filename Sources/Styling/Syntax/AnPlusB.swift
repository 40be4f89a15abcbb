/// The notation of `:nth-child()` and its kin: every index a·n + b for n from 0 (CSS Syntax Level 3, section 6).
struct AnPlusB: Hashable, Sendable {
  var step: Int
  var offset: Int

  init(step: Int, offset: Int) {
    self.step = step
    self.offset = offset
  }

  /// Whether an index from 1 is one of its own.
  func contains(_ index: Int) -> Bool {
    let distance = index - offset
    return step == 0 ? distance == 0 : distance % step == 0 && distance / step >= 0
  }

  /// As CSSOM writes it: `2n+1`.
  var text: String {
    if step == 0 { return String(offset) }
    let factor = step == 1 ? "n" : step == -1 ? "-n" : "\(step)n"
    return offset == 0 ? factor : factor + (offset > 0 ? "+" : "") + String(offset)
  }

  /// Reads it from the tokens at a place, moves the place past it, and gives nil if it is not there.
  ///
  /// The grammar is one of tokens, of which `3n`, `-1` or `n-5` may be one each.
  init?(_ list: TokenList, at: inout Int, end: Int) {
    while at < end, list[at].kind == .whitespace { at += 1 }
    guard at < end else { return nil }
    let first = list[at]
    if first.isIdent("odd") || first.isIdent("even") {
      self.init(step: 2, offset: first.isIdent("odd") ? 1 : 0)
      at += 1
      return
    }
    if first.kind == .number {
      guard first.isInteger else { return nil }
      self.init(step: 0, offset: Int(first.number))
      at += 1
      return
    }
    // The part with the n: its factor, and what the same token says after the letter.
    var step: Int
    var rest: Substring
    if first.kind == .dimension, first.isInteger {
      step = Int(first.number)
      rest = asciiLowercased(first.text)[...]
    } else if first.isDelimiter("+"), at + 1 < end, list[at + 1].kind == .ident {
      at += 1
      step = 1
      rest = asciiLowercased(list[at].text)[...]
      // A sign of its own would be a second one.
      guard rest.first == "n" else { return nil }
    } else if first.kind == .ident {
      step = 1
      rest = asciiLowercased(first.text)[...]
      if rest.first == "-" {
        step = -1
        rest.removeFirst()
      }
    } else {
      return nil
    }
    guard rest.popFirst() == "n" else { return nil }
    at += 1
    if rest.isEmpty {
      self.init(step: step, offset: Self.offset(list, at: &at, end: end))
    } else if rest == "-" {
      guard let number = Self.number(list, at: &at, end: end, isSigned: false) else { return nil }
      self.init(step: step, offset: -number)
    } else {
      guard rest.first == "-", rest.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }), rest.utf8.count < 11,
        let number = Int(rest)
      else { return nil }
      self.init(step: step, offset: number)
    }
  }

  /// What may follow `n`: a signed number, or a sign and a number; 0 if neither is there.
  private static func offset(_ list: TokenList, at: inout Int, end: Int) -> Int {
    let start = at
    if let number = number(list, at: &at, end: end, isSigned: true) { return number }
    while at < end, list[at].kind == .whitespace { at += 1 }
    if at < end, list[at].isDelimiter("+") || list[at].isDelimiter("-") {
      let factor = list[at].text == "+" ? 1 : -1
      at += 1
      if let number = number(list, at: &at, end: end, isSigned: false) { return factor * number }
    }
    at = start
    return 0
  }

  private static func number(_ list: TokenList, at: inout Int, end: Int, isSigned: Bool) -> Int? {
    var place = at
    while place < end, list[place].kind == .whitespace { place += 1 }
    guard place < end, list[place].kind == .number, list[place].isInteger, list[place].isSigned == isSigned else {
      return nil
    }
    at = place + 1
    return Int(list[place].number)
  }
}
