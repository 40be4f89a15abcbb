import Diagnostics

/// Looks for custom properties of the report that are meant to be others.
enum MisspeltProperties {
  /// Comparisons of names, which no report comes near, so that a hostile sheet takes no longer.
  private static let mostComparisons = 200_000

  /// Warnings about properties that the report's sheets set, that no value reads, and whose name is nearly that of one which
  /// is read or which another sheet sets.
  static func warnings(in sheets: [StyleSheet]) -> [Diagnostic] {
    var uses = Uses()
    for sheet in sheets {
      for rule in sheet.rules {
        for declaration in rule.declarations { uses.add(declaration, isReport: rule.placement.origin == .report) }
      }
      for rule in sheet.pageRules {
        for declaration in rule.declarations + rule.boxes.flatMap(\.declarations) {
          uses.add(declaration, isReport: rule.placement.origin == .report)
        }
      }
    }
    let unread = uses.set.keys.filter { !uses.read.contains($0) && !uses.setElsewhere.contains($0) }.sorted()
    if unread.isEmpty { return [] }
    // What is read and set nowhere is reported where it is read, unless it has a fallback.
    let meant = uses.setElsewhere.union(uses.readWithFallback).union(uses.read.filter { uses.set[$0] != nil })
    guard unread.count * meant.count <= mostComparisons else { return [] }
    var found = CountedDiagnostics(mostOfAKind: 100)
    for name in unread {
      guard let place = uses.set[name], let hint = didYouMean(name, in: meant) else { continue }
      found.add("style.unused-variable") {
        .warning("style.unused-variable", "nothing reads the custom property '\(name)'", at: place.range, hint: hint)
      }
    }
    return found.all
  }

  /// What sheets do with custom properties, by their names.
  private struct Uses {
    var read: Set<String> = []
    var readWithFallback: Set<String> = []
    /// Those of the report, with the first place of each.
    var set: [String: SourcePlace] = [:]
    var setElsewhere: Set<String> = []

    mutating func add(_ declaration: Declaration, isReport: Bool) {
      switch declaration.value {
      case .parsed: break
      case .deferred(_, let list): addVariables(list.tokens)
      case .custom(let name, let value):
        if case .tokens(let tokens) = value { addVariables(tokens) }
        if !isReport {
          setElsewhere.insert(name)
        } else if set[name] == nil {
          set[name] = declaration.place
        }
      }
    }

    /// Notes the names that `var()` asks for.
    private mutating func addVariables(_ tokens: [Token]) {
      for (index, token) in tokens.enumerated() where token.isFunction("var") {
        let inside = tokens[(index + 1)...].lazy.filter { $0.kind != .whitespace }.prefix(2)
        guard let name = inside.first, name.kind == .ident else { continue }
        read.insert(name.text)
        if inside.dropFirst().first?.kind == .comma { readWithFallback.insert(name.text) }
      }
    }
  }
}
