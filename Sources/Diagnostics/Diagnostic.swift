/// Something the author of a report should know, and the place it is about.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: Sendable { case error, warning }
  /// Names the kind of problem for tests and filters, so that the wording can still improve.
  public let id: String
  public let severity: Severity
  public let message: String
  public let range: SourceRange
  /// What the message rests on, such as the figures of a claim, a line each.
  public let notes: [String]
  public let hint: String?

  public init(
    id: String, severity: Severity, message: String, range: SourceRange, notes: [String] = [], hint: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.range = range
    self.notes = notes
    self.hint = hint
  }

  public static func error(
    _ id: String, _ message: String, at range: SourceRange, notes: [String] = [], hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(id: id, severity: .error, message: message, range: range, notes: notes, hint: hint)
  }

  public static func warning(
    _ id: String, _ message: String, at range: SourceRange, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(id: id, severity: .warning, message: message, range: range, hint: hint)
  }
}

extension Diagnostic {
  /// The same, about something without which the report can be built.
  public var asWarning: Diagnostic {
    Diagnostic(id: id, severity: .warning, message: message, range: range, notes: notes, hint: hint)
  }

  /// The same, at another place.
  public func moved(to range: SourceRange) -> Diagnostic {
    Diagnostic(id: id, severity: severity, message: message, range: range, notes: notes, hint: hint)
  }
}

/// What the steps found wrong so far. Each step adds to it and carries on.
public struct Diagnostics: Sendable {
  public private(set) var all: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  public init() {}

  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Adds a diagnostic, once: the same mistake met twice is one mistake.
  public mutating func add(_ diagnostic: Diagnostic) {
    if seen.insert(diagnostic).inserted { all.append(diagnostic) }
  }
  public mutating func add(contentsOf others: some Sequence<Diagnostic>) {
    for diagnostic in others { add(diagnostic) }
  }
  public mutating func error(_ id: String, _ message: String, at range: SourceRange, hint: String? = nil) {
    add(.error(id, message, at: range, hint: hint))
  }
  public mutating func warning(_ id: String, _ message: String, at range: SourceRange, hint: String? = nil) {
    add(.warning(id, message, at: range, hint: hint))
  }

  /// The value of `body`, or nil after its diagnostic has been added.
  public mutating func collect<Value>(_ body: () throws(Diagnostic) -> Value) -> Value? {
    do { return try body() } catch {
      add(error)
      return nil
    }
  }
}
