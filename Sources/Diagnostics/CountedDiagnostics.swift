/// What is wrong with input that may have any number of the same mistake: of each kind the first ones are kept, and the
/// others are counted.
public struct CountedDiagnostics: Sendable {
  private var kept = Diagnostics()
  private var counts: [String: Int] = [:]
  private let mostOfAKind: Int

  /// - Parameter mostOfAKind: How many are kept that have the same id.
  public init(mostOfAKind: Int) { self.mostOfAKind = mostOfAKind }

  /// Adds a diagnostic, which is made only if there is room for one of its kind.
  public mutating func add(_ id: String, _ make: () -> Diagnostic) {
    counts[id, default: 0] += 1
    if counts[id, default: 0] <= mostOfAKind { kept.add(make()) }
  }

  public mutating func add(_ diagnostic: Diagnostic) { add(diagnostic.id) { diagnostic } }

  public mutating func warning(_ id: String, _ message: String, at range: SourceRange, hint: String? = nil) {
    add(id) { .warning(id, message, at: range, hint: hint) }
  }
  public mutating func error(_ id: String, _ message: String, at range: SourceRange, hint: String? = nil) {
    add(id) { .error(id, message, at: range, hint: hint) }
  }

  /// The value of `body`, or nil after its diagnostic has been added.
  public mutating func collect<Value>(_ body: () throws(Diagnostic) -> Value) -> Value? {
    do { return try body() } catch {
      add(error)
      return nil
    }
  }

  /// All that are kept, and after the last one of a kind how many more there were.
  public var all: [Diagnostic] {
    var all = kept.all
    for (id, count) in counts where count > mostOfAKind {
      guard let last = all.lastIndex(where: { $0.id == id }) else { continue }
      let more = Diagnostic(
        id: id, severity: all[last].severity, message: "\(count - mostOfAKind) more of this kind are not listed",
        range: .file(all[last].range.file))
      all.insert(more, at: last + 1)
    }
    return all
  }
}
