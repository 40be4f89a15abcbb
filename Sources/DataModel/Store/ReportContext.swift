import Diagnostics
import Synchronization

/// What all figures of a report share: its units and sources, and what was found wrong on the way.
final class ReportContext: Sendable {
  let units: UnitCatalogue
  let sources: [Source]
  private let sourcePlaces: [String: Int]
  private let state: Mutex<State>

  private struct State {
    var units: [WrittenUnit: Result<Unit, UnitMistake>] = [:]
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

  /// A unit that is written once for many figures is read once.
  private struct WrittenUnit: Hashable {
    var text: String
    var multiplier: String
  }

  /// Reads a unit, and a multiplier that stands apart from it.
  ///
  /// - Parameter multiplierRange: Where the multiplier stands, if there is one.
  func unit(
    _ text: String, multiplier: String = "", at range: @autoclosure () -> SourceRange,
    multiplierAt multiplierRange: @autoclosure () -> SourceRange? = nil
  ) throws(Diagnostic) -> Unit {
    let found = state.withLock { state in
      let written = WrittenUnit(text: text, multiplier: multiplier)
      if let known = state.units[written] { return known }
      let parsed = units.parse(text, multiplier: multiplier)
      state.units[written] = parsed
      return parsed
    }
    switch found {
    case .success(let unit): return unit
    case .failure(.unknown(let noun)):
      throw .error(
        "data.unknown-unit", "the unit '\(noun)' is not known", at: range(),
        hint: didYouMean(noun, in: units.known) ?? "declare it under 'units:' in data.yaml, as '\(noun): {}'")
    case .failure(.noMultiplier(let text)):
      throw .error(
        "data.unknown-multiplier", "'\(text)' is not a multiplier", at: multiplierRange() ?? range(),
        hint: "write a word, such as million, or the power of ten: 6")
    case .failure(.multipliedShare(let unit)):
      throw .error(
        "data.multiplied-share", "\(unit.text) takes no multiplier such as '\(multiplier)'",
        at: multiplierRange() ?? range(), hint: "leave the multiplier out, or write 0")
    case .failure(.multipliedTwice(let unit)):
      throw .error(
        "data.multiplied-twice", "the unit '\(unit.text)' has a multiplier, and '\(multiplier)' would be another",
        at: multiplierRange() ?? range(), hint: "leave one of them out; 'multiplier: 0' is none")
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
