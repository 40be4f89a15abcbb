import Diagnostics
import Synchronization

/// The figures of a report: what `data.yaml` declares, looked up and derived when asked for.
public final class FigureStore: Sendable {
  public let locale: NumberLocale
  let context: ReportContext
  let reader: any InputReading
  /// The display name of `data.yaml`.
  let file: String
  let parameters: [String: SourceNode]
  let tables: [String: TableDeclaration]
  /// The names of the tables, in the order in which they are declared.
  public let tableNames: [String]
  let observations: [String: ObservationDeclaration]
  /// Observations with a key: one figure a row.
  let families: [String: ObservationDeclaration]
  let derived: [String: DerivedDeclaration]
  /// Ids of observations and derived values, in the order in which they are declared.
  public let figureIDs: [String]
  /// Ids of the families of observations, in the order in which they are declared.
  public let familyIDs: [String]
  let checks: [CheckDeclaration]
  /// Figures and tables whose entries are broken, with the mistake: who asks for them is told that, and no other.
  let broken: [String: Diagnostic]
  /// Why there are no data, or not all of them; names that nothing has are put down to it.
  public let missing: Diagnostic?
  let state: Mutex<State>

  struct State {
    var figures: [String: Result<Figure, Diagnostic>] = [:]
    var families: [String: Result<ObservationFamily, Diagnostic>] = [:]
    var tables: [String: Result<DataTable, Diagnostic>] = [:]
    /// Opened when a query is first run.
    var workspace: SQLWorkspace?
    var expressions: [String: Result<Expression, ExpressionMistake>] = [:]
    var previous: Edition?
    var checks: [CoherenceCheck] = []
  }

  private init(
    _ declarations: DeclarationReader, sources: [Source], file: String, reader: any InputReading, locale: NumberLocale,
    parameters: [String: SourceNode], missing: Diagnostic?
  ) {
    self.file = file
    self.missing = missing
    broken = declarations.broken
    self.reader = reader
    self.locale = locale
    self.parameters = parameters
    context = ReportContext(units: declarations.units, sources: sources)
    tableNames = declarations.tables.map(\.name)
    tables = Dictionary(declarations.tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let single = declarations.observations.filter(\.declaration.key.isEmpty)
    let keyed = declarations.observations.filter { !$0.declaration.key.isEmpty }
    observations = Dictionary(single.map { ($0.id, $0.declaration) }, uniquingKeysWith: { first, _ in first })
    families = Dictionary(keyed.map { ($0.id, $0.declaration) }, uniquingKeysWith: { first, _ in first })
    familyIDs = keyed.map(\.id)
    derived = Dictionary(
      declarations.derived.map { ($0.id, $0.declaration) }, uniquingKeysWith: { first, _ in first })
    figureIDs = single.map(\.id) + declarations.derived.map(\.id)
    checks = declarations.checks
    state = Mutex(State())
  }

  /// Reads a report's data, looks up every observation and derives every value. Mistakes are collected, and what they
  /// spoil throws its diagnostic again when it is asked for.
  ///
  /// - Parameters:
  ///   - data: The content of `data.yaml`, or nil for a report without one.
  ///   - file: Its display name, to which the files of tables are relative.
  ///   - parameters: Values that expressions see by name.
  ///   - missing: Why there are no data, or not all of them, where that is so: a file that is not there or is broken. It is
  ///     thrown for each name that nothing has, so that one mistake is said once.
  public static func load(
    _ data: SourceNode?, file: String, reader: any InputReading, locale: NumberLocale,
    parameters: [String: SourceNode] = [:], missing: Diagnostic? = nil, into diagnostics: inout Diagnostics
  ) -> FigureStore {
    var declarations = DeclarationReader()
    if let data { declarations.read(data, into: &diagnostics) }
    let sources = sources(declarations, file: file, reader: reader, into: &diagnostics)
    let store = FigureStore(
      declarations, sources: sources, file: file, reader: reader, locale: locale, parameters: parameters,
      missing: missing)
    for synonym in declarations.synonyms {
      diagnostics.collect { () throws(Diagnostic) in _ = try store.unit(synonym.unit, at: synonym.range) }
    }
    for (id, declaration) in declarations.derived where store.observations[id] != nil || store.families[id] != nil {
      diagnostics.error(
        "data.repeated-id", "'\(id)' is both an observation and a derived value", at: declaration.idRange)
    }
    store.checkFamilies(into: &diagnostics)
    store.state.withLock { $0.figures.reserveCapacity(store.figureIDs.count) }
    for id in store.figureIDs {
      diagnostics.collect { () throws(Diagnostic) in _ = try store.figure(id, at: .file(file)) }
    }
    store.addRivals(into: &diagnostics)
    store.runChecks(into: &diagnostics)
    diagnostics.add(contentsOf: store.context.takeDiagnostics())
    return store
  }

  /// The sources of `data.yaml` and of its bibliography. One that is given twice is a mistake, wherever it stands.
  private static func sources(
    _ declarations: DeclarationReader, file: String, reader: any InputReading, into diagnostics: inout Diagnostics
  ) -> [Source] {
    var sources = declarations.sources
    for node in declarations.bibliography {
      do throws(Diagnostic) {
        let input = try reader.read(node.text ?? "", from: file, at: node.range)
        sources += try Bibliography.sources(of: input, at: node.range, into: &diagnostics)
      } catch {
        diagnostics.add(error)
      }
    }
    var first: [String: SourceRange] = [:]
    for source in sources {
      if let known = first[source.id] {
        diagnostics.error(
          "data.repeated-source", "the source '\(source.id)' is given twice: here and at \(known.file):\(known.line)",
          at: source.range, hint: "leave one of them out, or give it another id")
      } else {
        first[source.id] = source.range
      }
    }
    return sources
  }

  /// Reads every table, so that what is wrong with one that no part of the report uses is found too.
  public func checkTables(into diagnostics: inout Diagnostics) {
    for name in tableNames {
      diagnostics.collect { () throws(Diagnostic) in _ = try table(name, at: .file(file)) }
    }
    diagnostics.add(contentsOf: context.takeDiagnostics())
  }

  /// What was found wrong, beside what was thrown, since this was last asked: rows left out, formulas not known.
  public func takeDiagnostics() -> [Diagnostic] { context.takeDiagnostics() }

  /// The sources in the order in which they are declared.
  public var sources: [Source] { context.sources }
  public func source(_ id: String) -> Source? { context.source(id) }

  /// Reads a unit by its built-in words and those declared under `units:`.
  public func unit(_ text: String, at range: SourceRange) throws(Diagnostic) -> Unit {
    try context.unit(text, at: range)
  }
}
