import Diagnostics

extension CounterStyles {
  /// Warns of counter styles that sheets name and that do not exist. Only now can it be told, since a style may be made
  /// after the rule that names it.
  func unknownNames(in sheets: [StyleSheet]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for sheet in sheets {
      for rule in sheet.rules { check(rule.declarations, into: &found) }
      for rule in sheet.pageRules {
        check(rule.declarations, into: &found)
        for box in rule.boxes { check(box.declarations, into: &found) }
      }
    }
    return found
  }

  private static let properties: Set<Int> = [
    PropertyTable.index("content"), PropertyTable.index("string-set"), PropertyTable.index("list-style-type"),
  ]

  private func check(_ declarations: [Declaration], into found: inout [Diagnostic]) {
    for declaration in declarations {
      guard case .parsed(let values) = declaration.value else { continue }
      for (property, value) in values where Self.properties.contains(property) {
        guard case .value(let apply) = value else { continue }
        var state = ComputedState.initial
        apply(&state, .none)
        for name in state.values.counterStyleNames where !has(name) {
          found.append(
            .warning(
              "style.unknown-counter-style", "there is no counter style '\(name)'", at: declaration.place.range,
              hint: didYouMean(name, in: names.sorted())
                ?? "make it with '@counter-style \(name) { … }'; numbers are decimal until then"))
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
