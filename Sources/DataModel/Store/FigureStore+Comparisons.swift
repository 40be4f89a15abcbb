import Diagnostics

extension FigureStore {
  /// Both sides of comparisons with their intervals and sources, and by how much they are apart or what is open, a line
  /// each.
  func notes(on comparisons: [ComparedValues], in source: String) -> [String] {
    var notes: [String] = []
    func add(_ note: String) { if !notes.contains(note) { notes.append(note) } }
    for comparison in comparisons.prefix(4) {
      let left = comparison.leftText(in: source)
      let right = comparison.rightText(in: source)
      for (operand, name) in [(comparison.left, left), (comparison.right, right)] {
        switch operand {
        case .quantity(let quantity): add(quantity.asFigure(id: name, formula: nil).described)
        case .phrase(let phrase):
          add("\(name) is '\(phrase.key)'")
          for note in self.notes(on: phrase.comparisons, in: source) { add(note) }
        default: break
        }
      }
      if let distance = distance(comparison, left, right) { add(distance) }
    }
    if comparisons.count > 4 { notes.append("and \(comparisons.count - 4) more") }
    return notes
  }

  /// "urban is greater by 15.6 to 15.8 points"; nil where the sides are no numbers.
  private func distance(_ comparison: ComparedValues, _ left: String, _ right: String) -> String? {
    let evaluator = Evaluator(locale: locale, lookup: { (_, _) in nil }, hint: { _ in nil })
    let place = Expression.Place(start: 0, end: 0)
    guard let a = try? evaluator.quantity(comparison.left, place),
      let b = try? evaluator.quantity(comparison.right, place),
      a.term.hasQuantities || b.term.hasQuantities,
      let difference = try? evaluator.arithmetic(.subtract, .quantity(a), .quantity(b), place),
      let apart = try? evaluator.quantity(difference, place)
    else { return nil }
    let unit = apart.unit.map { $0.text.isEmpty ? "" : " \($0.text)" } ?? ""
    let interval = apart.term.tightRange()
    let zero = Interval.exactly(.zero)
    func amount(_ interval: Interval) -> String {
      guard let low = interval.lower.value?.shortened(toDigits: 6, .down),
        let high = interval.upper.value?.shortened(toDigits: 6, .up)
      else {
        return interval.lower.value.map { "more than \($0.shortened(toDigits: 6, .down))\(unit)" }
          ?? "an amount that is open"
      }
      return low == high ? "\(low)\(unit)" : "\(low) to \(high)\(unit)"
    }
    if zero.isBelow(interval) { return "\(left) is greater by \(amount(interval))" }
    if interval.isBelow(zero) { return "\(left) is less by \(amount(-interval))" }
    if interval == zero { return "they are equal" }
    return "the difference is \(interval.words)\(unit): the intervals meet"
  }
}

extension ComparedValues {
  func leftText(in source: String) -> String { text(left, places?.left, in: source) ?? "the left side" }
  func rightText(in source: String) -> String { text(right, places?.right, in: source) ?? "the right side" }

  /// The figure's id, or the part of the expression.
  private func text(_ operand: Operand, _ place: Expression.Place?, in source: String) -> String? {
    if case .quantity(let quantity) = operand, let id = quantity.figure?.id, !id.isEmpty { return id }
    guard let place, place.end > place.start else { return nil }
    return String(
      String.UnicodeScalarView(source.unicodeScalars.dropFirst(place.start).prefix(place.end - place.start)))
  }
}

extension LedgerClaim.Side {
  init(_ operand: Operand, named name: String) {
    switch operand {
    case .quantity(let quantity):
      let figure = quantity.asFigure(id: name, formula: nil)
      self.init(
        text: figure.id, value: figure.value?.shortened(.nearest).description, interval: figure.interval,
        unit: figure.unit?.text)
    case .number(let number): self.init(text: number.value.description, value: number.value.description)
    case .text(let text): self.init(text: text)
    case .phrase(let phrase): self.init(text: phrase.key)
    default: self.init(text: operand.kindName)
    }
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
