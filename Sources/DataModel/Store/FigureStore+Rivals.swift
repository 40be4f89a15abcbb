import Diagnostics

extension FigureStore {
  /// Gives the observations that name others under `also` what those state. All figures have to be known.
  func addRivals(into diagnostics: inout Diagnostics) {
    for id in figureIDs {
      guard let also = observations[id]?.also, !also.isEmpty, case .success(let figure)? = known(id) else { continue }
      var completed = figure
      for node in also {
        // What is wrong with the other figure itself has been said.
        if let other = node.text.flatMap({ known($0) }), case .failure = other { continue }
        if let rival = diagnostics.collect({ () throws(Diagnostic) in try rival(of: figure, node) }) {
          completed.rivals.append(rival)
        }
      }
      state.withLock { $0.figures[id] = .success(completed) }
    }
  }

  private func known(_ id: String) -> Result<Figure, Diagnostic>? { state.withLock { $0.figures[id] } }

  private func rival(of figure: Figure, _ node: SourceNode) throws(Diagnostic) -> Rival {
    let id = node.text ?? ""
    guard id != figure.id else {
      throw .error(
        "data.own-rival", "'\(id)' names itself under 'also'", at: node.range,
        hint: "name the figures in which other sources state it")
    }
    return try Rival(of: figure, try self.figure(id, at: node.range), at: node.range)
  }
}

extension Rival {
  /// What another source states for a figure; a diagnostic if the units cannot be compared.
  init(of figure: Figure, _ other: Figure, at range: SourceRange) throws(Diagnostic) {
    do {
      self.init(figure: other, agrees: try figure.meets(other))
      self.figure.rivals = []
    } catch {
      func name(_ unit: Unit?) -> String {
        unit.map { $0.text.isEmpty ? "a plain number" : $0.text } ?? "a plain number"
      }
      throw .error(
        "data.rival-unit",
        "'\(other.id)' is in \(name(other.unit)), which cannot be compared with \(name(figure.unit))",
        at: range)
    }
  }
}

extension Figure {
  /// Whether some number may be the true value of both, in a common unit.
  fileprivate func meets(_ other: Figure) throws -> Bool {
    let combination = try Unit.comparison(unit, other.unit)
    let converted = try Quantity(other).converted(by: combination.second, to: combination.unit)
    let range = converted.figure?.interval ?? converted.term.tightRange()
    return !interval.isBelow(range) && !range.isBelow(interval)
  }
}
