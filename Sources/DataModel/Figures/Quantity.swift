import Diagnostics

/// A figure on its way through an expression: its term, unit, and what it rests on.
struct Quantity {
  var term: Term
  var unit: Unit?
  var inputs: [FigureInput]
  var sources: [String]
  var period: String?
  var place: String?
  var basis: String?
  var status: StatusFlags = []
  /// What is measured, as long as only the unit was changed.
  var series: String? { seriesName?.text }
  private var seriesName: SeriesName?
  /// The figure itself, as long as nothing was done to it.
  var figure: Figure?

  init(_ figure: Figure) {
    term = figure.term
    unit = figure.unit
    inputs = figure.inputs
    sources = figure.sources
    period = figure.period
    place = figure.place
    basis = figure.basis
    status = figure.status
    seriesName = figure.seriesName
    self.figure = figure
  }
  init(constant: Decimal, unit: Unit? = nil) {
    term = .constant(constant)
    self.unit = unit
    inputs = []
    sources = []
  }
  /// The outcome of an operation, resting on all that its operands rest on.
  init(_ term: Term, unit: Unit?, from operands: [Quantity]) {
    self.term = term
    self.unit = unit
    inputs = []
    sources = []
    var seenInputs: Set<FigureInput> = []
    var seenSources: Set<String> = []
    let resting = operands.filter { !$0.inputs.isEmpty }
    for operand in resting {
      for input in operand.inputs where seenInputs.insert(input).inserted { inputs.append(input) }
      for source in operand.sources where seenSources.insert(source).inserted { sources.append(source) }
    }
    func common(_ fact: KeyPath<Quantity, String?>) -> String? {
      guard let first = resting.first?[keyPath: fact] else { return nil }
      return resting.allSatisfy { $0[keyPath: fact] == first } ? first : nil
    }
    period = common(\.period)
    place = common(\.place)
    basis = common(\.basis)
    status = operands.reduce([]) { $0.union($1.status) }
  }

  func converted(by factor: UnitFactor, to unit: Unit?) throws(ArithmeticFailure) -> Quantity {
    if factor.isOne && unit == self.unit { return self }
    var result = self
    result.term = try term.scaled(by: factor)
    result.unit = unit
    result.figure = nil
    return result
  }

  /// The figure that this has become.
  func asFigure(id: String, formula: String?) -> Figure {
    if var figure, formula == nil {
      if figure.id.isEmpty { figure.id = id }
      return figure
    }
    let interval = term.tightRange()
    let value = term.isPlainlyStated ? term.stated : interval.midpoint
    return Figure(
      kind: .derived, id: id, value: value, interval: interval, unit: unit, qualifier: .reported,
      status: status.intersection(.inherited), precision: nil, period: period, place: place, basis: basis,
      sources: sources, origin: nil, formula: formula,
      inputs: inputs,
      note: nil, label: nil, format: nil, writtenPlace: term.writtenPlace, term: term)
  }
}
