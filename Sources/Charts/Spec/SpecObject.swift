import Diagnostics

/// The keys of one mapping of a spec. Making one reports every key that is not known there, so that nothing is passed
/// over in silence.
struct SpecObject {
  let node: SourceNode
  /// What the mapping is, as messages name it, such as `encoding of x`.
  let name: String

  /// - Parameters:
  ///   - keys: What may stand here.
  ///   - unheeded: What Vega-Lite knows here and this drawing has no use for, such as tooltips; a warning says so.
  init?(
    _ node: SourceNode, _ name: String, keys: [String], unheeded: [String] = [], into diagnostics: inout Diagnostics
  ) {
    guard let entries = node.entries else {
      diagnostics.error(
        "chart.not-a-mapping", "\(name) has to be a mapping of names to values", at: node.range,
        hint: keys.first.map { "write it as '\($0): …'" })
      return nil
    }
    self.node = node
    self.name = name
    var seen: Set<String> = []
    for entry in entries {
      if unheeded.contains(entry.key), !keys.contains(entry.key) {
        diagnostics.warning(
          "chart.no-effect", "'\(entry.key)' of \(name) has no effect on the drawing", at: entry.keyRange,
          hint: "remove it")
      } else if !keys.contains(entry.key) {
        diagnostics.error(
          "chart.unsupported-property", "\(name) has no property '\(entry.key)'", at: entry.keyRange,
          hint: didYouMean(entry.key, in: keys) ?? "it has " + keys.joined(separator: ", "))
      } else if !seen.insert(entry.key).inserted {
        diagnostics.error(
          "chart.repeated-property", "\(name) has '\(entry.key)' twice", at: entry.keyRange, hint: "remove one")
      }
    }
  }

  /// A mapping whose keys have been looked at.
  init(known node: SourceNode, _ name: String) {
    self.node = node
    self.name = name
  }

  /// Where each property was written.
  var places: [String: SourceRange] {
    Dictionary((node.entries ?? []).map { ($0.key, $0.keyRange) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(key: String) -> SourceNode? { node[key] }

  func text(_ key: String, into diagnostics: inout Diagnostics) -> SpecText? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let text = value.text else {
      diagnostics.error("chart.not-a-text", "'\(key)' of \(name) has to be a text", at: value.range)
      return nil
    }
    return SpecText(text: text, range: value.range)
  }

  func bool(_ key: String, into diagnostics: inout Diagnostics) -> Bool? {
    guard let value = self[key] else { return nil }
    guard let bool = value.bool else {
      diagnostics.error("chart.not-a-truth-value", "'\(key)' of \(name) has to be true or false", at: value.range)
      return nil
    }
    return bool
  }

  func number(_ key: String, in allowed: ClosedRange<Double>, into diagnostics: inout Diagnostics) -> Double? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let number = value.double, allowed.contains(number) else {
      diagnostics.error(
        "chart.not-a-number",
        "'\(key)' of \(name) has to be a number from \(plain(allowed.lowerBound)) to \(plain(allowed.upperBound))",
        at: value.range)
      return nil
    }
    return number
  }

  /// One of the words of an enumeration.
  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type, into diagnostics: inout Diagnostics
  ) -> Word? where Word.RawValue == String {
    guard let value = self[key] else { return nil }
    return parseWord(value, "'\(key)' of \(name)", type, into: &diagnostics)
  }
}

/// Reads one of the words of an enumeration.
func parseWord<Word: RawRepresentable & CaseIterable>(
  _ value: SourceNode, _ what: String, _ type: Word.Type, into diagnostics: inout Diagnostics
) -> Word? where Word.RawValue == String {
  let words = Word.allCases.map(\.rawValue)
  guard let text = value.text else {
    diagnostics.error(
      "chart.unsupported-value", "\(what) has to be a word", at: value.range,
      hint: "it can be " + words.joined(separator: ", "))
    return nil
  }
  if let word = Word(rawValue: text) { return word }
  diagnostics.error(
    "chart.unsupported-value", "\(what) cannot be '\(text)'", at: value.range,
    hint: didYouMean(text, in: words) ?? "it can be " + words.joined(separator: ", "))
  return nil
}

/// A text of the spec and where it was written.
struct SpecText: Hashable, Sendable {
  var text: String
  var range: SourceRange
}

/// A number without a needless `.0`.
func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
