import Diagnostics

extension FigureStore {
  /// An observation or derived value by its id.
  public func figure(_ id: String, at range: SourceRange) throws(Diagnostic) -> Figure {
    try figure(id, at: range, resolving: [])
  }

  /// - Parameter resolving: Ids of the derived values whose formulas led here.
  func figure(_ id: String, at range: SourceRange, resolving: [String]) throws(Diagnostic) -> Figure {
    if let known = state.withLock({ $0.figures[id] }) { return try known.get() }
    let result: Result<Figure, Diagnostic>
    if let declaration = observations[id] {
      result = Result { () throws(Diagnostic) in try observation(id, declaration) }
    } else if let declaration = derived[id] {
      if let start = resolving.firstIndex(of: id) { throw cycle(Array(resolving[start...])) }
      guard resolving.count < 200 else {
        throw .error(
          "data.formulas-too-deep", "the formula rests on more than 200 others, one in another",
          at: declaration.formulaRange)
      }
      result = Result { () throws(Diagnostic) in
        try derivedFigure(id, declaration, resolving: resolving + [id])
      }
      // Whether a value is part of a cycle depends on where one came from; only what is settled is kept.
      if case .failure(let diagnostic) = result, diagnostic.id == "data.cyclic-formula", !resolving.isEmpty {
        throw diagnostic
      }
    } else if let reason = broken[id] {
      throw reason
    } else if let member = try member(id, at: range, resolving: resolving) {
      return member
    } else {
      let near = didYouMean(id, in: figureIDs + familyIDs)
      if let missing, near == nil { throw missing }
      throw .error(
        "data.unknown-figure", "there is no observation or derived value '\(id)'", at: range,
        hint: near ?? "declare it under 'observations:' or 'derived:' in data.yaml"
      )
    }
    state.withLock { $0.figures[id] = result }
    return try result.get()
  }

  /// One diagnostic for a cycle, wherever it was entered: told from the id that comes first in the alphabet.
  private func cycle(_ ids: [String]) -> Diagnostic {
    let first = ids.indices.min { ids[$0] < ids[$1] } ?? 0
    let turned = Array(ids[first...] + ids[..<first])
    let range = derived[turned[0]]?.formulaRange ?? .file(file)
    return .error(
      "data.cyclic-formula",
      "formulas go round in a circle: \((turned + [turned[0]]).joined(separator: " → "))",
      at: range, hint: turned.count == 1 ? "a formula cannot use its own value" : nil)
  }

  private func observation(_ id: String, _ declaration: ObservationDeclaration) throws(Diagnostic) -> Figure {
    var figure: Figure
    switch declaration.content {
    case .value(let node): figure = try stated(id, node, declaration)
    case .row(let reference):
      let finder = try finder(reference, declaration)
      let place = try valueColumn(reference.column, of: finder.table, declaration)
      let row = try finder.row()
      figure = try rowFigure(id, declaration, finder.table, row, place)
      figure.seriesName = .row(
        finder.table, row, column: place, by: finder.table.seriesColumns(among: finder.columns))
    }
    figure.id = id
    figure.label = declaration.label
    figure.format = declaration.format
    return figure
  }

  func finder(
    _ reference: ObservationDeclaration.RowReference, _ declaration: ObservationDeclaration
  ) throws(Diagnostic) -> RowFinder {
    try RowFinder(
      table: try table(reference.table, at: reference.tableRange),
      conditions: try reference.conditions.map { entry throws(Diagnostic) in try resolved(entry) },
      range: declaration.range)
  }

  /// A condition whose value is an expression in braces, such as `"{{ region.code }}"`, with what that comes to.
  private func resolved(_ condition: SourceNode.Entry) throws(Diagnostic) -> SourceNode.Entry {
    guard let text = condition.value.text, text.hasPrefix("{{"), text.hasSuffix("}}") else {
      return condition
    }
    let range = condition.value.range
    let result = try value(of: String(text.dropFirst(2).dropLast(2)), at: range)
    var entry = condition
    entry.value = SourceNode(.scalar(result.plainText ?? "", isPlain: result.plainText == nil), at: range)
    return entry
  }

  private func stated(
    _ id: String, _ node: SourceNode, _ declaration: ObservationDeclaration
  ) throws(Diagnostic) -> Figure {
    guard let text = node.text, let written = WrittenDecimal(text) else {
      throw .error(
        "data.not-a-number", "the value of '\(id)' is not a number", at: node.range,
        hint: "write a plain number, such as 1120 or 69.2, and its unit under 'unit'")
    }
    func fact(_ fact: RowMapping.Fact) throws(Diagnostic) -> (text: String, range: SourceRange)? {
      guard let node = declaration.facts[fact], !node.isNull else { return nil }
      guard let text = node.text else {
        throw .error("data.not-a-text", "'\(fact.rawValue)' has to be a text or number", at: node.range)
      }
      return (text, node.range)
    }
    var statement = StatedValue(
      id: id, key: .named(id), written: written,
      origin: CellOrigin(file: node.range.file, line: node.range.line, row: 0, column: "value"),
      range: { node.range })
    let unit = try fact(.unit)
    let multiplier = try fact(.multiplier)
    if let range = unit?.range ?? multiplier?.range {
      statement.unit = try context.unit(
        unit?.text ?? "", multiplier: multiplier?.text ?? "", at: range, multiplierAt: multiplier?.range)
    }
    if let step = try fact(.precision) { statement.precision = try readPrecision(step.text, at: step.range) }
    if let status = try fact(.status) { statement.status = try readStatus(status.text, at: status.range) }
    if let qualifier = try fact(.qualifier) {
      statement.qualifierWord = qualifier.text
      // A misspelt one is shown where it is written.
      if Qualifier(word: qualifier.text) == nil, qualifier.text.lowercased() != "derived" {
        statement.range = { qualifier.range }
      }
    }
    if let source = try fact(.source) {
      try context.checkSource(source.text, at: source.range)
      statement.source = source.text
    }
    if let period = try fact(.period) {
      guard CalendarText(period.text) != nil || CalendarText.isSDMXPeriod(period.text) else {
        throw .error(
          "data.invalid-date", "'\(period.text)' is not a period", at: period.range,
          hint: "write 2025, 2025-Q2, 2025-06 or 2025-06-30")
      }
      statement.period = period.text
    }
    statement.place = try fact(.place)?.text
    statement.basis = try fact(.basis)?.text
    statement.note = try fact(.note)?.text
    return try statement.figure(in: context)
  }

  /// The place of the column that holds the value of an observation.
  func valueColumn(
    _ column: SourceNode?, of table: DataTable, _ declaration: ObservationDeclaration
  ) throws(Diagnostic) -> Int {
    if let column { return try table.column(column.text ?? "", at: column.range) }
    if table.valueColumns.count == 1 { return table.valueColumns[0] }
    throw .error(
      "data.no-value-column", "which column of table '\(table.name)' holds the value is not known",
      at: declaration.range, hint: "add 'column: NAME', or 'columns: {value: NAME}' to the table")
  }

  /// The figure of a row's cell, with what the observation says itself.
  func rowFigure(
    _ id: String, _ declaration: ObservationDeclaration, _ table: DataTable, _ row: Int, _ place: Int
  ) throws(Diagnostic) -> Figure {
    let figure: Figure?
    if case .file(let fileColumn) = table.storage[place] {
      figure = try table.fileFigure(row, place, fileColumn, overrides: declaration.facts, id: id)
    } else {
      figure = try table.figure(row, place)
    }
    guard let figure else {
      throw .error(
        "data.empty-value", "the cell of '\(id)' is empty", at: declaration.range,
        hint: "it is in row \(row + 1), column '\(table.columns[place].name)' of table '\(table.name)'")
    }
    return figure
  }

  private func derivedFigure(
    _ id: String, _ declaration: DerivedDeclaration, resolving: [String]
  ) throws(Diagnostic) -> Figure {
    let watch = MixtureWatch(
      allowing: declaration.mixes.union(declaration.period == nil ? [] : [.period]))
    let (operand, _) = try evaluate(
      declaration.formula, at: declaration.formulaRange, resolving: resolving, watch: watch)
    report(watch, in: declaration.formula, at: declaration.formulaRange, isNamed: true)
    var quantity: Quantity
    switch operand {
    case .quantity(let found): quantity = found
    case .number(let number): quantity = Quantity(constant: number.value)
    default:
      throw .error(
        "data.formula-not-a-number", "the formula of '\(id)' gives \(operand.kindName), not a number",
        at: declaration.formulaRange)
    }
    if let written = declaration.unit {
      let unit = try context.unit(written.text, at: written.range)
      if let own = quantity.unit {
        guard let factor = own.conversion(to: unit) else {
          throw .error(
            "data.unit-mismatch",
            "the formula of '\(id)' gives \(own.text.isEmpty ? "a plain number" : own.text), which cannot be shown as \(unit.text)",
            at: written.range, hint: own.kind == .percent ? "a share is not a difference in points" : nil)
        }
        quantity = try convert(quantity, by: factor, to: unit, at: declaration.formulaRange)
      } else {
        quantity.unit = unit
      }
    }
    quantity.figure = nil
    var figure = quantity.asFigure(id: id, formula: declaration.formula)
    if let step = declaration.precision {
      figure.precision = step
      figure.writtenPlace = max(step.leadingPlace, figure.finestPlace)
    }
    figure.period = declaration.period ?? figure.period
    figure.place = declaration.place ?? figure.place
    figure.basis = declaration.basis ?? figure.basis
    figure.note = declaration.note
    figure.label = declaration.label
    figure.format = declaration.format
    return figure
  }

  private func convert(
    _ quantity: Quantity, by factor: UnitFactor, to unit: Unit, at range: SourceRange
  ) throws(Diagnostic) -> Quantity {
    do { return try quantity.converted(by: factor, to: unit) } catch {
      throw .error("expression.too-large", "the number is too large in \(unit.text)", at: range)
    }
  }
}
