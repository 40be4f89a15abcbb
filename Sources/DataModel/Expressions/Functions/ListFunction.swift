/// Functions of lists, and those that lists share with texts.
enum ListFunction: String, PlainFunction {
  case clampRange, extent, indexof, inrange, join, lastindexof, length, lerp, peek, pluck, reverse, sequence, slice
  case sort, span

  var signature: String {
    switch self {
    case .clampRange: "clampRange(range, min, max)"
    case .indexof, .lastindexof: "\(rawValue)(text, part)"
    case .inrange: "inrange(x, range)"
    case .join: "join(list[, separator])"
    case .lerp: "lerp(range, fraction)"
    case .pluck: "pluck(list, field)"
    case .sequence: "sequence(start[, stop, step])"
    case .slice: "slice(list, start[, end])"
    default: "\(rawValue)(list)"
    }
  }

  func value(of call: PlainCall) throws(EvaluationFailure) -> Operand {
    switch self {
    case .length:
      switch call[0] {
      case .series(let items): return call.evaluator.number(items.count)
      case .text(let text): return call.evaluator.number(text.count)
      case .null where call.evaluator.rows != nil: return .null
      default: throw call.mistake("expression.no-length", "\(call[0].kindName) has no length")
      }
    case .indexof, .lastindexof: return try place(call)
    case .slice: return try sliced(call)
    case .sequence: return .series(try numbers(call).map { Operand(plain: $0) })
    case .inrange:
      guard let x = try call.number(0), let range = try call.numbers(1), range.count >= 2 else {
        return .truth(.fails)
      }
      return .truth(Truth(x >= min(range[0], range[1]) && x <= max(range[0], range[1])))
    default: break
    }
    guard let items = try call.list(0) else { return .null }
    switch self {
    case .peek: return items.last ?? .null
    case .reverse: return .series(items.reversed())
    case .join:
      let separator = try call.text(1) ?? ","
      return .text(items.map { call.evaluator.plainText($0) ?? "" }.joined(separator: separator))
    case .pluck:
      guard let field = try call.text(1) else { return .null }
      return .series(items.map { if case .object(let members) = $0 { members[field] ?? .null } else { .null } })
    case .sort: return .series(sorted(items, call))
    default: return try ofNumbers(call)
    }
  }

  private func ofNumbers(_ call: PlainCall) throws(EvaluationFailure) -> Operand {
    let numbers = try call.numbers(0) ?? []
    guard let first = numbers.first, let last = numbers.last else { return .null }
    switch self {
    case .extent:
      return .series([
        Operand(plain: numbers.reduce(first, Swift.min)), Operand(plain: numbers.reduce(first, Swift.max)),
      ])
    case .span: return Operand(plain: last - first)
    case .lerp: return Operand(plain: first + (last - first) * (try call.number(1, or: 0)))
    default:
      // The range keeps its width if that fits, as in vega-util.
      let (low, high) = (try call.number(1, or: first), try call.number(2, or: last))
      let (start, end) = (min(first, last), max(first, last))
      if end - start >= high - low { return .series([Operand(plain: low), Operand(plain: high)]) }
      let moved = min(max(start, low), high - (end - start))
      return .series([Operand(plain: moved), Operand(plain: moved + (end - start))])
    }
  }

  private func place(_ call: PlainCall) throws(EvaluationFailure) -> Operand {
    if case .series(let items) = call[0] {
      var found: [Int] = []
      for (index, item) in items.enumerated() {
        if try call.evaluator.compare(.equal, item, call[1], call.place) == .holds { found.append(index) }
      }
      return call.evaluator.number((self == .indexof ? found.first : found.last) ?? -1)
    }
    guard let text = try call.text(0) else { return call.evaluator.number(-1) }
    guard let part = try call.text(1) else {
      throw call.mistake("expression.not-a-text", "\(call[1].kindName) is not a text")
    }
    if part.isEmpty { return call.evaluator.number(self == .indexof ? 0 : text.count) }
    let found = self == .indexof ? text.firstRange(of: part) : text.ranges(of: part).last
    return call.evaluator.number(found.map { text.distance(from: text.startIndex, to: $0.lowerBound) } ?? -1)
  }

  private func sliced(_ call: PlainCall) throws(EvaluationFailure) -> Operand {
    if call.isEmpty { return .null }
    func bounds(_ count: Int) throws(EvaluationFailure) -> Range<Int> {
      let start = try call.int(1, or: 0)
      let end = try call.int(2, or: count)
      let low = min(max(start < 0 ? count + start : start, 0), count)
      return low..<max(low, min(max(end < 0 ? count + end : end, 0), count))
    }
    if case .series(let items) = call[0] { return .series(Array(items[try bounds(items.count)])) }
    let characters = Array(try call.text(0) ?? "")
    return .text(String(characters[try bounds(characters.count)]))
  }

  private func numbers(_ call: PlainCall) throws(EvaluationFailure) -> [Double] {
    let start = call.count > 1 ? try call.number(0, or: 0) : 0
    let stop = call.count > 1 ? try call.number(1, or: 0) : try call.number(0, or: 0)
    let step = try call.number(2, or: 1)
    let count = step == 0 ? 0 : ((stop - start) / step).rounded(.up)
    guard count < 1_000_000 else {
      throw call.mistake("expression.too-large", "the sequence would have more than a million numbers")
    }
    return (0..<max(0, Int(count))).map { start + Double($0) * step }
  }

  private func sorted(_ items: [Operand], _ call: PlainCall) -> [Operand] {
    func number(_ operand: Operand) -> Decimal? {
      switch operand {
      case .number(let number): number.value
      case .quantity(let quantity): quantity.term.stated
      case .moment(let moment): Decimal(moment.milliseconds)
      default: nil
      }
    }
    return items.enumerated().sorted { a, b in
      if let x = number(a.element), let y = number(b.element) { return x == y ? a.offset < b.offset : x < y }
      let (x, y) = (call.evaluator.plainText(a.element) ?? "", call.evaluator.plainText(b.element) ?? "")
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }
}
