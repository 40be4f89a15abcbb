import Styling

/// The counters that exist at a place of the document, by CSS Lists Level 3, section 4.4.
///
/// A counter belongs to the element that resets it and is seen by that element, what is in it, and what follows it under
/// the same parent.
struct CounterScopes {
  private struct Counter {
    var value: Int
    /// The parent of the element that made it; when that parent ends, so does the counter.
    var scope: Int
  }
  /// By name, innermost last.
  private var counters: [String: [Counter]] = [:]
  /// In the order in which they were made.
  private var made: [(name: String, scope: Int)] = []

  /// Makes a counter, or begins again the one that an element beside this one made.
  mutating func reset(_ name: String, to value: Int, in scope: Int) {
    if let last = counters[name]?.last, last.scope == scope { return set(name, to: value, in: scope) }
    counters[name, default: []].append(Counter(value: value, scope: scope))
    made.append((name, scope))
  }

  mutating func increment(_ name: String, by step: Int, in scope: Int) {
    // 32 bits are enough for any list, and can be added to without care.
    set(name, to: Int(Int32(clamping: (value(name) ?? 0) + step)), in: scope)
  }

  /// Changes the innermost counter of a name; makes one if there is none.
  mutating func set(_ name: String, to value: Int, in scope: Int) {
    let count = counters[name]?.count ?? 0
    if count == 0 { return reset(name, to: value, in: scope) }
    counters[name]?[count - 1].value = value
  }

  /// Ends the counters that the children of an element made.
  mutating func leave(_ parent: Int) {
    while let last = made.last, last.scope == parent {
      made.removeLast()
      counters[last.name]?.removeLast()
    }
  }

  func value(_ name: String) -> Int? { counters[name]?.last?.value }
  /// All of a name, outermost first.
  func values(_ name: String) -> [Int] { counters[name]?.map(\.value) ?? [] }

  /// All values as they are now.
  var snapshot: [String: [Int]] { counters.mapValues { $0.map(\.value) } }
}
