import Styling

/// What runs in the margins under names, strings or elements, as one page after another sets it.
struct RunningValues<Value> {
  private struct Assignments {
    /// As the page begins.
    var entry: Value?
    var first: Value?
    var last: Value?
    /// Whether the first thing on the page sets it.
    var isAtStart = false
  }
  private var assignments: [String: Assignments] = [:]

  /// Goes on with what the last page ended with.
  mutating func beginPage() {
    for name in assignments.keys {
      guard let last = assignments[name]?.last else { continue }
      assignments[name] = Assignments(entry: last)
    }
  }

  mutating func set(_ name: String, to value: Value, isAtStart: Bool) {
    var known = assignments[name] ?? Assignments()
    if known.first == nil {
      known.first = value
      known.isAtStart = isAtStart
    }
    known.last = value
    assignments[name] = known
  }

  /// What a box on the page prints (CSS GCPM Level 3, section 1.1.2).
  func value(_ name: String, _ position: RunningPosition) -> Value? {
    guard let known = assignments[name] else { return nil }
    switch position {
    case .first: return known.first ?? known.entry
    case .start: return known.isAtStart ? known.first : known.entry
    case .last: return known.last ?? known.entry
    case .firstExcept: return known.first == nil ? known.entry : nil
    }
  }
}
