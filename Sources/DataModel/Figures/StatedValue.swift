import Diagnostics

/// What a row of a table or an entry of `data.yaml` states, before it is a figure.
struct StatedValue {
  var id: String
  var key: QuantityKey
  var written: WrittenDecimal
  var unit: Unit?
  var precision: Decimal?
  var qualifierWord: String?
  var status: StatusFlags = []
  var period: String?
  var place: String?
  var basis: String?
  var source: String?
  var note: String?
  var origin: CellOrigin
  /// Where the value stands; asked for only where something is wrong.
  var range: () -> SourceRange

  /// The figure of this statement, or a diagnostic for its qualifier.
  func figure(in context: ReportContext) throws(Diagnostic) -> Figure {
    var qualifier = Qualifier.reported
    var status = status
    var isDerived = false
    if let word = qualifierWord, !word.isEmpty {
      if word.lowercased() == "derived" {
        isDerived = true
      } else if let known = Qualifier(word: word) {
        qualifier = known
        // The words of statuses stand in the same column in many files.
        if known == .reported, let flags = StatusFlags(reading: word) { status.formUnion(flags) }
      } else {
        throw .error(
          "data.unknown-qualifier", "the qualifier '\(word)' is not known", at: range(),
          hint: didYouMean(word, in: Qualifier.words)
            ?? "it can be \(Qualifier.words.joined(separator: ", "))")
      }
    }
    let limits = context.units.limits(of: unit)
    var (interval, step) = Interval.stated(written, qualifier, precision: precision, limits: limits)
    // A share's limits do not hold for all that is in percent, such as growth.
    if unit?.kind == .quantity { interval = interval.cut(at: limits.lower, under: written.value) }
    if isDerived {
      if let derived = NoteFormula.interval(of: note ?? "", stated: written.value, unit: unit) {
        interval = derived
      } else {
        context.report(
          .warning(
            "data.derived-without-formula",
            "'\(written.value)' is marked as derived, but its note has no formula; its last digit is taken as rounded",
            at: range(), hint: "write the formula into the note, as 'derived: 1123 - 322', or under 'derived:'")
        )
      }
    }
    let input = FigureInput(
      id: id, value: written.value.text(decimals: max(0, -written.lastWrittenPlace)), unit: unit?.text,
      source: source, origin: origin, period: period)
    let isPlain = qualifier == .exact || qualifier == .reported
    // A value of 92 that is known to 0.1 is 92.0.
    let finest = step?.leadingPlace ?? written.lastWrittenPlace
    return Figure(
      kind: .observation, id: id, value: written.value, interval: interval, unit: unit, qualifier: qualifier,
      status: status, precision: step, period: period, place: place, basis: basis,
      sources: source.map { [$0] } ?? [], origin: origin, formula: nil, inputs: [input], note: note, label: nil,
      format: nil, writtenPlace: finest,
      term: .quantity(
        key, stated: written.value, range: interval, isPlainlyStated: isPlain, writtenPlace: finest))
  }
}

/// The formula in the note of a row that is marked as derived: `derived: 1395.38 - 5.30 (stated decrease)`.
enum NoteFormula {
  /// The interval of the formula with each number as it was rounded, if it gives the stated value.
  static func interval(of note: String, stated: Decimal, unit: Unit?) -> Interval? {
    guard let start = note.firstRange(of: "derived:") else { return nil }
    var expression = ""
    var depth = 0
    for character in note[start.upperBound...] {
      // What stands in brackets with words in it is a comment.
      if character == "(" {
        depth += 1
      } else if character == ")" {
        depth -= 1
      } else if depth == 0 {
        if character == ";" || character == "=" || character == "," || character == "∣" { break }
        expression.append(character)
      }
    }
    var tokens: [ExpressionToken] = []
    guard let all = try? ExpressionToken.tokens(of: expression) else { return nil }
    for token in all {
      switch token.kind {
      case .number: tokens.append(token)
      case .sign(let sign) where "+-*/".contains(sign): tokens.append(token)
      default:
        guard case .number? = tokens.last?.kind else { return nil }
        return interval(of: tokens, stated: stated, unit: unit)
      }
    }
    return nil
  }

  private static func interval(of tokens: [ExpressionToken], stated: Decimal, unit: Unit?) -> Interval? {
    // A whole of 100 percent is exact; all other numbers are known to their last digit.
    var sum: Interval?
    var product: Interval?
    var sumSign = "+"
    var productSign = "*"
    for token in tokens {
      switch token.kind {
      case .number(let written):
        let isWhole = unit?.kind == .percent && written.value == 100
        let value = Interval.stated(
          written, isWhole ? .exact : .reported, precision: nil, limits: .everything
        ).interval
        guard let before = product else {
          product = value
          continue
        }
        if productSign == "*" {
          product = before * value
        } else {
          guard let quotient = try? before.divided(by: value) else { return nil }
          product = quotient
        }
      case .sign(let sign) where sign == "*" || sign == "/": productSign = sign
      case .sign(let sign):
        guard let done = product else { return nil }
        sum = sum.map { sumSign == "+" ? $0 + done : $0 - done } ?? done
        product = nil
        sumSign = sign
      default: return nil
      }
    }
    guard let last = product else { return nil }
    var result = sum.map { sumSign == "+" ? $0 + last : $0 - last } ?? last
    if tokens.count == 1 { return nil }
    if result.contains(stated) { return result }
    // A quotient of two counts is a share, stated in percent: 161 / 1123; rounding may put it just outside.
    result = result * .exactly(unit?.kind == .percent ? 100 : 1)
    let slack = Decimal.powerOfTen(min(0, stated.lastPlace))
    let widened = result + Interval(from: .closed(-slack), to: .closed(slack))
    return widened.contains(stated) ? result : nil
  }
}
