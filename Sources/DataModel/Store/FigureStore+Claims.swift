import Diagnostics

extension FigureStore {
  /// Checks words that the data must bear out: `[higher than]{claim="urban.share > rural.share"}`.
  ///
  /// Throws a diagnostic that shows both sides, with their intervals and sources, unless the claim holds.
  ///
  /// - Parameters:
  ///   - mixtures: What may differ among figures that are compared or joined.
  ///   - ledger: Is told of the claim, whatever comes of it.
  public func check(
    claim: String, words: String, allowing mixtures: Set<Mixture> = [], at range: SourceRange,
    into ledger: Ledger? = nil
  ) throws(Diagnostic) {
    let (operand, comparisons) = try evaluateClaim(claim, allowing: mixtures, at: range)
    guard case .truth(let truth) = operand else {
      throw .error(
        "claim.not-a-condition", "the claim '\(claim)' gives \(operand.kindName), not a condition", at: range,
        hint: "compare two figures, such as \(claim.split(separator: " ").first ?? "a") > 0")
    }
    ledger?.record(record(.claim, claim, words: words, truth, comparisons, at: range))
    if truth == .holds { return }
    let shown = comparisons.filter { $0.truth != .holds }
    let sides = sides(shown.isEmpty ? comparisons : shown)
    let values = sides.isEmpty ? "" : ": \(sides)"
    if truth == .undecided {
      throw .error(
        "claim.undecided", "the data do not decide '\(words)' (\(claim))\(values)", at: range,
        hint: "say it more carefully, or state figures more precisely")
    }
    throw .error("claim.false", "the data contradict '\(words)' (\(claim))\(values)", at: range)
  }

  /// Whether a condition holds; undecided is a diagnostic.
  ///
  /// - Parameter ledger: Is told of the condition if it is decided.
  public func condition(
    _ expression: String, at range: SourceRange, into ledger: Ledger? = nil
  ) throws(Diagnostic) -> Bool {
    let (operand, comparisons) = try evaluateClaim(expression, allowing: [], at: range)
    let truth: Truth
    switch operand {
    case .truth(let found): truth = found
    case .null: truth = .fails
    default:
      throw .error(
        "expression.not-a-condition", "'\(expression)' gives \(operand.kindName), not a condition", at: range,
        hint: "compare it with something, such as \(expression) > 0")
    }
    guard truth != .undecided else {
      throw .error(
        "expression.undecided",
        "the data do not decide the condition '\(expression)': \(sides(comparisons.filter { $0.truth == .undecided }))",
        at: range,
        hint: "compare stated(x) to go by the stated values")
    }
    ledger?.record(record(.condition, expression, words: "", truth, comparisons, at: range))
    return truth == .holds
  }

  func record(
    _ kind: LedgerClaim.Kind, _ expression: String, words: String, _ truth: Truth, _ comparisons: [ComparedValues],
    at range: SourceRange
  ) -> LedgerClaim {
    func side(_ operand: Operand, _ place: Expression.Place, isLeft: Bool) -> LedgerClaim.Side {
      switch operand {
      case .quantity(let quantity):
        let figure = quantity.asFigure(id: isLeft ? "the left side" : "the right side", formula: nil)
        return LedgerClaim.Side(
          text: figure.id, value: figure.value?.shortened(.nearest).description, interval: figure.interval,
          unit: figure.unit?.text)
      case .number(let number):
        return LedgerClaim.Side(text: number.value.description, value: number.value.description)
      case .text(let text): return LedgerClaim.Side(text: text)
      case .phrase(let phrase): return LedgerClaim.Side(text: phrase.key)
      default: return LedgerClaim.Side(text: operand.kindName)
      }
    }
    return LedgerClaim(
      kind: kind, expression: expression, words: words, truth: truth,
      comparisons: comparisons.map {
        LedgerClaim.Comparison(
          left: side($0.left, $0.place, isLeft: true), right: side($0.right, $0.place, isLeft: false),
          truth: $0.truth)
      },
      written: "\(range.file):\(range.line):\(range.column)")
  }

  /// Both sides of each comparison, with their intervals and sources.
  func sides(_ comparisons: [ComparedValues]) -> String {
    func side(_ operand: Operand, _ name: String) -> String {
      switch operand {
      case .number(let number): "\(number.value)"
      case .text(let text): "'\(text)'"
      case .phrase(let phrase): "'\(phrase.key)'"
      case .quantity(let quantity): quantity.asFigure(id: name, formula: nil).described
      default: operand.kindName
      }
    }
    return comparisons.map { "\(side($0.left, "the left side")), and \(side($0.right, "the right side"))" }
      .joined(separator: "; ")
  }
}

extension Figure {
  /// `rural.share is 69.2 percent, from 69.15 to 69.25 (cnnic-56, data/users.csv:12)`, as diagnostics show a figure.
  var described: String {
    let unit = unit.map { $0.text.isEmpty ? "" : " \($0.text)" } ?? ""
    var text = id + " is"
    if let value { text += " \(value.rounded(toPlace: min(finestPlace, value.leadingPlace) - 2))\(unit)," }
    text += " \(interval.words)"
    let origins = inputs.prefix(3).map { input in
      let place = input.origin.map { "\($0.file):\($0.line)" }
      return [input.source, place].compactMap { $0 }.joined(separator: ", ")
    }
    let whence = origin.map { origin in
      [sources.first, "\(origin.file):\(origin.line)"].compactMap { $0 }.joined(separator: ", ")
    }
    let from = whence ?? origins.joined(separator: "; ") + (inputs.count > 3 ? "; …" : "")
    return from.isEmpty ? text : "\(text) (\(from))"
  }
}
