import Diagnostics

extension FigureStore {
  /// What an expression comes to.
  ///
  /// - Parameter range: Where the expression is written; its places are counted from there.
  public func value(of expression: String, at range: SourceRange) throws(Diagnostic) -> Value {
    value(try evaluate(expression, at: range).operand, named: expression)
  }

  func value(_ operand: Operand, named name: @autoclosure () -> String) -> Value {
    switch operand {
    case .quantity(let quantity):
      .figure(quantity.asFigure(id: name(), formula: quantity.figure == nil ? name() : nil))
    case .number(let number): .number(number.value)
    case .text(let text): .text(text)
    case .truth(let truth): .truth(truth)
    case .phrase(let phrase): .phrase(phrase)
    case .null: .null
    case .series(let items): .series(items.map { value($0, named: name()) })
    case .moment(let moment): .text(moment.text)
    case .object, .pattern: .null
    }
  }

  func parsed(_ source: String) throws(ExpressionMistake) -> Expression {
    if let known = state.withLock({ $0.expressions[source] }) { return try known.get() }
    let result = Result { () throws(ExpressionMistake) in try ExpressionParser.parse(source) }
    state.withLock { $0.expressions[source] = result }
    return try result.get()
  }

  func evaluate(
    _ source: String, at range: SourceRange, resolving: [String] = [], watch: MixtureWatch? = nil
  ) throws(Diagnostic) -> (operand: Operand, comparisons: [ComparedValues]) {
    let expression: Expression
    do { expression = try parsed(source) } catch {
      throw FigureStore.diagnostic(error, source: source, at: range)
    }
    do { return try evaluate(expression, resolving: resolving, watch: watch) } catch {
      throw diagnostic(error, source: source, at: range)
    }
  }

  func evaluate(
    _ expression: Expression, resolving: [String] = [], watch: MixtureWatch? = nil
  ) throws(EvaluationFailure) -> (operand: Operand, comparisons: [ComparedValues]) {
    var evaluator = Evaluator(
      locale: locale,
      lookup: { (parts, place) throws(EvaluationFailure) in
        try self.lookUp(parts, place, resolving: resolving)
      },
      hint: { self.hint(for: $0, row: nil) }, watch: watch)
    let operand = try evaluator.value(of: expression)
    return (operand, evaluator.comparisons)
  }

  func diagnostic(_ failure: EvaluationFailure, source: String, at range: SourceRange) -> Diagnostic {
    switch failure {
    case .data(let diagnostic): diagnostic
    case .mistake(let mistake): FigureStore.diagnostic(mistake, source: source, at: range)
    }
  }

  /// Turns an offset in an expression into a place in the file.
  ///
  /// Where the range is wider than the text by as much as quotes or braces take, the text begins after those. Where it
  /// cannot be told, the place is the whole range, and the message says the column in the expression.
  static func diagnostic(_ mistake: ExpressionMistake, source: String, at range: SourceRange) -> Diagnostic {
    if let place = place(mistake.start..<max(mistake.end, mistake.start), in: source, at: range) {
      return .error(mistake.id, mistake.message, at: place, hint: mistake.hint)
    }
    let shown = source.unicodeScalars.count > 60 ? "" : " of '\(source)'"
    return .error(
      mistake.id, "\(mistake.message) (column \(mistake.start + 1)\(shown))", at: range, hint: mistake.hint)
  }

  /// Where a part of an expression stands in the file; nil where that cannot be told.
  static func place(_ offsets: Range<Int>, in source: String, at range: SourceRange) -> SourceRange? {
    let width = range.endColumn - range.column
    let margin = width - source.unicodeScalars.count
    guard range.line == range.endLine, margin == 0 || margin == 2 || margin == 4, width > 0 else { return nil }
    let start = range.column + margin / 2
    return SourceRange(
      file: range.file, line: range.line,
      columns: (start + offsets.lowerBound)..<(start + offsets.upperBound))
  }

  func lookUp(
    _ parts: [String], _ place: Expression.Place, resolving: [String]
  ) throws(EvaluationFailure) -> Operand? {
    let id = parts.joined(separator: ".")
    if observations[id] != nil || derived[id] != nil { return .quantity(Quantity(try found(id, resolving))) }
    for count in stride(from: parts.count, to: 0, by: -1) {
      let name = parts[..<count].joined(separator: ".")
      let rest = Array(parts[count...])
      if let parameter = parameters[name] {
        guard let node = rest.reduce(parameter as SourceNode?, { $0?[$1] }) else { continue }
        return operand(node)
      }
      if rest.count == 1, observations[name] != nil || derived[name] != nil {
        return try fact(rest[0], of: try found(name, resolving))
      }
      if families[name] != nil { return try members(of: name, rest, place, resolving) }
      if !rest.isEmpty, tables[name] != nil {
        return try column(rest.joined(separator: "."), of: name, place)
      }
      if let reason = broken[name] { throw .data(reason) }
    }
    if let missing, hint(for: parts, row: nil) == nil { throw .data(missing) }
    return nil
  }

  private func found(_ id: String, _ resolving: [String]) throws(EvaluationFailure) -> Figure {
    do { return try figure(id, at: .file(file), resolving: resolving) } catch { throw .data(error) }
  }

  /// What ``fact(_:of:)`` knows, for hints.
  private static let facts = ["period", "place", "basis", "unit", "source", "publisher", "note", "label"]

  /// `id.period` and its kin.
  func fact(_ name: String, of figure: Figure) throws(EvaluationFailure) -> Operand? {
    let text: String?
    switch name {
    case "period": text = figure.period
    case "place": text = figure.place
    case "basis": text = figure.basis
    case "unit": text = figure.unit?.text
    case "note": text = figure.note
    case "label": text = figure.label
    case "source": text = figure.sources.first.flatMap { source($0)?.title ?? source($0)?.publisher ?? $0 }
    case "publisher": text = figure.sources.first.flatMap { source($0)?.publisher }
    default: return nil
    }
    return text.map { .text($0) } ?? .null
  }

  private func operand(_ node: SourceNode) -> Operand {
    if let items = node.items { return .series(items.map(operand)) }
    if node.isNull { return .null }
    if let bool = node.bool { return .truth(Truth(bool)) }
    if let number = node.numberText.flatMap({ WrittenDecimal($0) }) { return .number(number) }
    return node.text.map { .text($0) } ?? .null
  }

  private func column(
    _ name: String, of tableName: String, _ place: Expression.Place
  ) throws(EvaluationFailure) -> Operand {
    let found: DataTable
    do { found = try table(tableName, at: .file(file)) } catch { throw .data(error) }
    let column: Int
    do { column = try found.column(name, at: .file(file)) } catch {
      throw .mistake(
        ExpressionMistake(
          id: error.id, message: error.message, start: place.start, end: place.end, hint: error.hint))
    }
    var values: [Operand] = []
    for row in 0..<found.rowCount {
      do { values.append(Operand(try found.value(row, column))) } catch { throw .data(error) }
    }
    return .series(values)
  }

  func hint(for parts: [String], row table: DataTable?) -> String? {
    let name = parts.joined(separator: ".")
    if let table, table.columns.contains(where: { $0.name == name }) {
      return "did you mean 'datum.\(name)'?"
    }
    let owner = parts.dropLast().joined(separator: ".")
    if observations[owner] != nil || derived[owner] != nil {
      return didYouMean(name, in: figureIDs) ?? didYouMean(parts.last ?? "", in: Self.facts)
        ?? "write '\(owner)' for the figure itself; its facts are \(Self.facts.joined(separator: ", "))"
    }
    for count in stride(from: parts.count - 1, to: 0, by: -1) {
      if let near = nearestName(to: parts[..<count].joined(separator: "."), in: familyIDs) {
        return "did you mean '\(ObservationFamily.name(of: Array(parts[count...]), in: near))'?"
      }
    }
    return didYouMean(name, in: figureIDs + familyIDs + parameters.keys.sorted() + tableNames)
  }
}

extension Operand {
  init(_ value: Value) {
    switch value {
    case .figure(let figure): self = .quantity(Quantity(figure))
    case .number(let number):
      self = .number(WrittenDecimal(value: number, lastWrittenPlace: min(0, number.lastPlace)))
    case .text(let text): self = .text(text)
    case .truth(let truth): self = .truth(truth)
    case .phrase(let phrase): self = .phrase(phrase)
    case .null: self = .null
    case .series(let values): self = .series(values.map { Operand($0) })
    }
  }
}
