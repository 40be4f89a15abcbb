/// Tokens, and for each that opens a block or function where that ends.
///
/// Component values of CSS Syntax Level 3 (section 5.4.7), kept flat, so that no depth of nesting can exhaust the stack.
struct TokenList: Sendable {
  let tokens: [Token]
  /// For an opening token the index of its closing one, or the number of tokens where it is never closed; else its own.
  private let closings: [Int32]

  init(_ tokens: [Token]) {
    self.tokens = tokens
    var closings = (0..<Int32(tokens.count)).map { $0 }
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      if token.opens {
        open.append(index)
      } else if let last = open.last, token.kind == tokens[last].closingKind {
        closings[last] = Int32(index)
        open.removeLast()
      }
      // Any other closing token is a stray one and belongs to the block around it.
    }
    for index in open { closings[index] = Int32(tokens.count) }
    self.closings = closings
  }

  var all: Range<Int> { 0..<tokens.count }
  subscript(index: Int) -> Token { tokens[index] }

  /// Where the block or function that begins at `index` ends.
  func closing(of index: Int) -> Int { Int(closings[index]) }

  /// The index after the component value that begins at `index`.
  func after(_ index: Int) -> Int { min(closing(of: index) + 1, tokens.count) }

  /// The first place, outside blocks and functions, of a token of a kind.
  func first(_ kind: Token.Kind, in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      if tokens[index].kind == kind { return index }
      index = after(index)
    }
    return nil
  }

  /// The parts between tokens of a kind that stand outside blocks and functions.
  func split(_ range: Range<Int>, at kind: Token.Kind) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    while let separator = first(kind, in: start..<range.upperBound) {
      parts.append(start..<separator)
      start = separator + 1
    }
    parts.append(start..<range.upperBound)
    return parts
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, tokens[low].kind == .whitespace { low += 1 }
    while high > low, tokens[high - 1].kind == .whitespace { high -= 1 }
    return low..<high
  }

  /// The bytes that a range of tokens was written with.
  func stretch(_ range: Range<Int>) -> Range<Int> {
    guard let first = tokens[range].first, let last = tokens[range].last else {
      let place = range.lowerBound < tokens.count ? tokens[range.lowerBound].start : tokens.last?.end ?? 0
      return place..<place
    }
    return first.start..<last.end
  }
}

extension Token {
  fileprivate var closingKind: Kind? {
    switch kind {
    case .function, .openParenthesis: .closeParenthesis
    case .openSquare: .closeSquare
    case .openBrace: .closeBrace
    default: nil
    }
  }
}
