import Diagnostics
import Synchronization

/// What all figures of a report share: its units and sources, and what was found wrong on the way.
final class ReportContext: Sendable {
  let units: UnitCatalogue
  let sources: [Source]
  private let sourcePlaces: [String: Int]
  private let state: Mutex<State>

  private struct State {
    var units: [String: Result<Unit, UnknownUnit>] = [:]
    var diagnostics: [Diagnostic] = []
  }

  /// For tables made of values, whose figures have their units already.
  static let empty = ReportContext(units: UnitCatalogue(), sources: [])

  init(units: UnitCatalogue, sources: [Source]) {
    self.units = units
    self.sources = sources
    sourcePlaces = Dictionary(
      zip(sources.map(\.id), sources.indices), uniquingKeysWith: { first, _ in first })
    state = Mutex(State())
  }

  func source(_ id: String) -> Source? { sourcePlaces[id].map { sources[$0] } }

  /// An id of a source, checked.
  func checkSource(_ id: String, at range: @autoclosure () -> SourceRange) throws(Diagnostic) {
    if sourcePlaces[id] == nil {
      throw .error(
        "data.unknown-source", "there is no source '\(id)'", at: range(),
        hint: didYouMean(id, in: sourcePlaces.keys) ?? "declare it under 'sources:' in data.yaml")
    }
  }

  func unit(_ text: String, at range: @autoclosure () -> SourceRange) throws(Diagnostic) -> Unit {
    let found = state.withLock { state in
      if let known = state.units[text] { return known }
      let parsed = units.parse(text)
      state.units[text] = parsed
      return parsed
    }
    switch found {
    case .success(let unit): return unit
    case .failure(let unknown):
      throw .error(
        "data.unknown-unit", "the unit '\(unknown.noun)' is not known", at: range(),
        hint: didYouMean(unknown.noun, in: units.known)
          ?? "declare it under 'units:' in data.yaml, as '\(unknown.noun): {}'")
    }
  }

  /// Keeps a warning or a mistake that does not stop what is being done.
  func report(_ diagnostic: Diagnostic) { state.withLock { $0.diagnostics.append(diagnostic) } }
  func report(_ diagnostics: Diagnostics) {
    state.withLock { $0.diagnostics.append(contentsOf: diagnostics.all) }
  }
  /// Hands over what was kept.
  func takeDiagnostics() -> [Diagnostic] {
    state.withLock { state in
      defer { state.diagnostics = [] }
      return state.diagnostics
    }
  }
}
