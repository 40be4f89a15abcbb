import Diagnostics

/// How a value was made, step by step: the formulas in between, and the observations at the ends.
public struct Derivation: Sendable {
  /// The id, or the column or expression.
  public var name: String
  /// As stated or derived; nil where there is none.
  public var value: Decimal?
  public var interval: Interval?
  public var unit: String?
  public var qualifier: Qualifier = .reported
  public var period: String?
  public var formula: String?
  public var sources: [String] = []
  public var origin: CellOrigin?
  /// What the formula uses, each once, in the order of the formula.
  public var parts: [Derivation] = []
  /// Whether the parts are left out, because they stand at an earlier place with this name.
  public var isRepeated = false
  /// Why there is no value.
  public var fault: String?

  init(name: String) { self.name = name }

  public init(_ figure: Figure) {
    name = figure.id
    value = figure.value
    interval = figure.interval
    unit = figure.unit?.text
    qualifier = figure.qualifier
    period = figure.period
    formula = figure.formula
    sources = figure.sources
    origin = figure.origin
  }

  init(_ input: FigureInput) {
    name = input.id
    value = WrittenDecimal(input.value)?.value
    unit = input.unit
    sources = input.source.map { [$0] } ?? []
    origin = input.origin
  }

  /// Every name in it, its own among them.
  public var names: Set<String> { parts.reduce(into: [name]) { $0.formUnion($1.names) } }
  /// Every cell that it rests on.
  public var origins: Set<CellOrigin> {
    parts.reduce(into: Set(origin.map { [$0] } ?? [])) { $0.formUnion($1.origins) }
  }
}

extension FigureStore {
  /// What a formula, claim or other expression rests on, one level after another.
  ///
  /// - Parameter inputs: The observations that the whole rests on: of a series, only the items among these are meant.
  ///   Empty if that is not known.
  public func derivation(of expression: String, inputs: [FigureInput] = []) -> [Derivation] {
    var expanded: Set<String> = []
    return parts(of: expression, inputs: inputs, expanded: &expanded)
  }

  /// The ids of observations by the cells that they stand in; of several on one cell the first.
  public var namesByOrigin: [CellOrigin: String] {
    var names: [CellOrigin: String] = [:]
    for id in figureIDs where observations[id] != nil {
      guard let origin = try? figure(id, at: .file(file)).origin, names[origin] == nil else { continue }
      names[origin] = id
    }
    return names
  }

  /// A value of data.yaml with what it rests on, whether or not it is printed; nil if there is none of that id.
  public func derivation(ofFigure id: String) -> Derivation? {
    guard observations[id] != nil || derived[id] != nil else { return nil }
    var expanded: Set<String> = []
    do {
      return derivation(of: try figure(id, at: .file(file)), expanded: &expanded)
    } catch {
      return faulty(id, error.message)
    }
  }

  /// What a printed figure rests on.
  ///
  /// - Parameter name: What it is called: its id, or the expression.
  public func derivation(of entry: LedgerEntry, named name: String) -> Derivation {
    var result = Derivation(name: name)
    result.value = entry.value.flatMap { WrittenDecimal($0)?.value }
    result.interval = entry.interval
    result.unit = entry.unit
    result.qualifier = entry.qualifier ?? .reported
    result.period = entry.period
    result.formula = entry.formula
    result.sources = entry.sources
    result.origin = entry.origin
    if let formula = entry.formula { result.parts = derivation(of: formula, inputs: entry.inputs) }
    return result
  }

  private func faulty(_ name: String, _ message: String) -> Derivation {
    var part = Derivation(name: name)
    part.fault = message
    return part
  }

  private func derivation(of figure: Figure, expanded: inout Set<String>) -> Derivation {
    var result = Derivation(figure)
    guard let formula = figure.formula else { return result }
    // Each once, since formulas that share parts may share them a thousandfold.
    guard expanded.insert(figure.id).inserted else {
      result.isRepeated = true
      return result
    }
    result.parts = parts(of: formula, inputs: figure.inputs, expanded: &expanded)
    return result
  }

  private func parts(of expression: String, inputs: [FigureInput], expanded: inout Set<String>) -> [Derivation] {
    var rest = inputs
    var found: [Derivation] = []
    let names = (try? parsed(expression))?.names ?? []
    var seen: Set<String> = []
    for name in names {
      let id = name.joined(separator: ".")
      guard seen.insert(id).inserted else { continue }
      let operand: Operand
      do { operand = try evaluate(.name(name, Expression.Place(start: 0, end: 0))).operand } catch {
        let diagnostic = diagnostic(error, source: id, at: .file(file))
        // A sum over a table's rows is called what it is, which is no name.
        if diagnostic.id != "data.unknown-name" { found.append(faulty(id, diagnostic.message)) }
        continue
      }
      switch operand {
      case .quantity(let quantity):
        guard let figure = quantity.figure else { continue }
        found.append(derivation(of: figure, expanded: &expanded))
        let known = Set(figure.inputs)
        rest.removeAll { known.contains($0) }
      case .series(let items):
        let figures = used(items, inputs)
        guard !figures.isEmpty else { continue }
        var column = Derivation(name: id)
        for figure in figures { column.parts.append(derivation(of: figure, expanded: &expanded)) }
        found.append(column.parts.count == 1 ? column.parts[0] : column)
        let known = Set(figures.flatMap(\.inputs))
        rest.removeAll { known.contains($0) }
      case .number(let number):
        var parameter = Derivation(name: id)
        parameter.value = number.value
        found.append(parameter)
      case .text, .truth, .null, .phrase, .moment, .object, .pattern: continue
      }
    }
    return found + rest.map { Derivation($0) }
  }

  /// The figures of a series that a value rests on; all where none of them is known to be.
  private func used(_ items: [Operand], _ inputs: [FigureInput]) -> [Figure] {
    let figures = items.compactMap { item -> Figure? in
      guard case .quantity(let quantity) = item else { return nil }
      return quantity.figure
    }
    let known = Set(inputs)
    let used = figures.filter { !known.isDisjoint(with: $0.inputs) }
    return used.isEmpty ? figures : used
  }
}
