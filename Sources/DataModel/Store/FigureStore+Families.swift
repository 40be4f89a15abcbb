import Diagnostics

extension FigureStore {
  /// Finds the rows of every family, and what is wrong with their keys and rivals; makes no figures.
  func checkFamilies(into diagnostics: inout Diagnostics) {
    for id in familyIDs {
      guard case let family?? = diagnostics.collect({ () throws(Diagnostic) in try family(id) }) else { continue }
      for node in family.declaration.also {
        _ = diagnostics.collect { () throws(Diagnostic) in try rivalFamily(of: family, node) }
      }
      for figure in figureIDs where figure.hasPrefix(id + ".") {
        let key = figure.dropFirst(id.count + 1).split(separator: ".").map(String.init)
        guard key.count == family.keyColumns.count, family.place(of: key) != nil,
          let range = observations[figure]?.idRange ?? derived[figure]?.idRange
        else { continue }
        diagnostics.error(
          "data.repeated-id", "'\(figure)' is given here and is a row of '\(id)'", at: range,
          hint: "give it another id")
      }
    }
  }

  private func family(_ id: String) throws(Diagnostic) -> ObservationFamily? {
    guard let declaration = families[id], case .row(let reference) = declaration.content else { return nil }
    if let known = state.withLock({ $0.families[id] }) { return try known.get() }
    let result = Result { () throws(Diagnostic) in
      let finder = try finder(reference, declaration)
      return try ObservationFamily(
        id: id, declaration, finder: finder,
        valueColumn: try valueColumn(reference.column, of: finder.table, declaration))
    }
    state.withLock { $0.families[id] = result }
    return try result.get()
  }

  /// A member of a family by the name that expressions give it; nil if no family has such a name.
  func member(_ name: String, at range: SourceRange, resolving: [String]) throws(Diagnostic) -> Figure? {
    guard familyIDs.contains(where: { name.hasPrefix($0) }) else { return nil }
    let severalFigures = Diagnostic.error(
      "data.family-not-a-figure", "'\(name)' is several figures", at: range,
      hint: "name one of them, as \(name)['KEY']")
    if families[name] != nil { throw severalFigures }
    switch try evaluate(name, at: range, resolving: resolving).operand {
    case .quantity(let quantity): return quantity.figure
    case .series: throw severalFigures
    default: return nil
    }
  }

  /// What a name that begins with that of a family stands for: a member, a fact about one, or a series of members.
  ///
  /// - Parameter rest: The values of key columns, and after all of them the name of a fact.
  func members(
    of id: String, _ rest: [String], _ place: Expression.Place, _ resolving: [String]
  ) throws(EvaluationFailure) -> Operand? {
    do {
      guard let family = try family(id) else { return nil }
      let key = Array(rest.prefix(family.keyColumns.count))
      if key.count < family.keyColumns.count {
        let places = key.isEmpty ? Array(family.rows.indices) : family.places(beginning: key)
        if !places.isEmpty {
          return .series(
            try places.map { place throws(Diagnostic) in .quantity(Quantity(try figure(of: family, at: place))) })
        }
      } else if let member = family.place(of: key) {
        let figure = try figure(of: family, at: member)
        switch rest.count - key.count {
        case 0: return .quantity(Quantity(figure))
        case 1: return try fact(rest[key.count], of: figure)
        default: return nil
        }
      }
      throw EvaluationFailure.mistake(
        ExpressionMistake(
          id: "data.unknown-member", message: "'\(id)' has no '\(key.joined(separator: "', '"))'", start: place.start,
          end: place.end, hint: family.hint(for: key)))
    } catch let failure as EvaluationFailure {
      throw failure
    } catch let diagnostic as Diagnostic {
      throw .data(diagnostic)
    } catch {
      preconditionFailure("the calls above throw nothing else")
    }
  }

  private func figure(of family: ObservationFamily, at place: Int) throws(Diagnostic) -> Figure {
    try family.figure(at: place) { () throws(Diagnostic) in
      var figure = try plainFigure(of: family, at: place)
      for node in family.declaration.also {
        guard let other = try rivalFamily(of: family, node), let member = other.place(of: family.key(at: place)) else {
          continue
        }
        do throws(Diagnostic) {
          figure.rivals.append(try Rival(of: figure, try plainFigure(of: other, at: member), at: node.range))
        } catch {
          context.report(error)
        }
      }
      return figure
    }
  }

  /// A member without its rivals.
  private func plainFigure(of family: ObservationFamily, at place: Int) throws(Diagnostic) -> Figure {
    let key = family.key(at: place)
    let id = ObservationFamily.name(of: key, in: family.id)
    let row = family.rows[place]
    var figure = try rowFigure(id, family.declaration, family.table, row, family.valueColumn)
    figure.id = id
    figure.seriesName = .row(family.table, row, column: family.valueColumn, by: family.seriesColumns)
    figure.label = family.declaration.label ?? key.joined(separator: ", ")
    figure.format = family.declaration.format
    return figure
  }

  /// The family whose members other sources state for those of this one, under the same keys.
  private func rivalFamily(of family: ObservationFamily, _ node: SourceNode) throws(Diagnostic) -> ObservationFamily? {
    let id = node.text ?? ""
    guard let other = try self.family(id) else {
      throw .error(
        "data.rival-not-a-family", "there is no family of observations '\(id)'", at: node.range,
        hint: didYouMean(id, in: familyIDs) ?? "what stands beside all rows of '\(family.id)' has to have a 'key' too")
    }
    guard other.keyColumns.count == family.keyColumns.count else {
      throw .error(
        "data.rival-not-a-family",
        "'\(id)' has \(other.keyColumns.count) keys, '\(family.id)' has \(family.keyColumns.count)",
        at: node.range)
    }
    return other
  }
}
