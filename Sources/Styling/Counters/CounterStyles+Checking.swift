import Diagnostics

extension CounterStyles {
  /// Warns of counter styles that sheets name and that do not exist, and of those that lead to one another in a circle.
  /// Only now can it be told, since a style may be made after the rule that names it.
  func problems(in sheets: [StyleSheet]) -> [Diagnostic] {
    var found = CountedDiagnostics(mostOfAKind: 100)
    for sheet in sheets {
      for rule in sheet.rules { check(rule.declarations, into: &found) }
      for rule in sheet.pageRules {
        check(rule.declarations, into: &found)
        for box in rule.boxes { check(box.declarations, into: &found) }
      }
    }
    checkRules(into: &found)
    return found.all
  }

  /// Looks at what styles extend and fall back on.
  private func checkRules(into found: inout CountedDiagnostics) {
    for circle in circles { reportCircle(circle, "extend", into: &found) }
    for rule in rules.values.sorted(by: { $0.name < $1.name }) {
      if case .extends(let other) = rule.system, !has(other) { reportUnknown(other, at: rule.place, into: &found) }
      if let fallback = rule.fallback, !has(fallback) { reportUnknown(fallback, at: rule.place, into: &found) }
    }
    var finished: Set<String> = []
    for name in rules.keys.sorted() {
      var chain: [String] = []
      var open: [String: Int] = [:]
      var at = name
      while let style = style(named: at), finished.insert(at).inserted {
        open[at] = chain.count
        chain.append(at)
        at = style.fallback
      }
      // Decimal, on which all fall back in the end, writes every number and so falls back on nothing.
      if let start = open[at], at != "decimal" { reportCircle(Array(chain[start...]), "fall back on", into: &found) }
    }
  }

  private func reportCircle(_ names: [String], _ verb: String, into found: inout CountedDiagnostics) {
    guard let place = names.lazy.compactMap({ rules[$0]?.place }).first else { return }
    found.add("style.counter-style") {
      let shown = names.count > 6 ? names.prefix(5) + ["…"] : names + [names[0]]
      return .warning(
        "style.counter-style", "counter styles \(verb) one another in a circle: \(shown.joined(separator: " → "))",
        at: place.range, hint: "numbers are decimal there; let one of them end in a style such as decimal")
    }
  }

  private func reportUnknown(_ name: String, at place: SourcePlace, into found: inout CountedDiagnostics) {
    found.add("style.unknown-counter-style") {
      .warning(
        "style.unknown-counter-style", "there is no counter style '\(name)'", at: place.range,
        hint: didYouMean(name, in: names.sorted())
          ?? "make it with '@counter-style \(name) { … }'; numbers are decimal until then")
    }
  }

  private static let properties: Set<Int> = [
    PropertyTable.index("content"), PropertyTable.index("string-set"), PropertyTable.index("list-style-type"),
  ]

  private func check(_ declarations: [Declaration], into found: inout CountedDiagnostics) {
    for declaration in declarations {
      guard case .parsed(let values) = declaration.value else { continue }
      for (property, value) in values where Self.properties.contains(property) {
        guard case .value(let apply) = value else { continue }
        var state = ComputedState.initial
        apply(&state, .none)
        for name in state.values.counterStyleNames where !has(name) {
          reportUnknown(name, at: declaration.place, into: &found)
        }
      }
    }
  }
}

extension StyleValues {
  fileprivate var counterStyleNames: [String] {
    var references = [listStyleType]
    var parts = content.parts + stringSet.flatMap(\.parts)
    if case .parts(_, let alternative?) = content { parts += alternative }
    for part in parts {
      switch part {
      case .counter(_, let style), .counters(_, _, let style), .targetCounter(_, _, let style),
        .targetCounters(_, _, _, let style):
        references.append(style)
      case .text, .string, .runningElement, .elementText, .attribute, .targetText, .leader, .quote: break
      }
    }
    return references.compactMap { if case .named(let name) = $0 { name } else { nil } }
  }
}
