import Diagnostics

/// What may differ among figures that are put together; an author says with `mixes: [period, basis]` that it is meant to.
public enum Mixture: String, CaseIterable, Sendable {
  case period, basis

  /// Reads `[period, basis]`, or one of the two.
  public static func reading(_ node: SourceNode) throws(Diagnostic) -> Set<Mixture> {
    var mixtures: Set<Mixture> = []
    for item in node.items ?? [node] where !item.isNull {
      mixtures.formUnion(try reading(item.text ?? "", at: item.range))
    }
    return mixtures
  }

  /// Reads words with spaces or commas between them, as in an attribute: `mixes="basis"`.
  public static func reading(_ text: String, at range: SourceRange) throws(Diagnostic) -> Set<Mixture> {
    var mixtures: Set<Mixture> = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      guard let mixture = Mixture(rawValue: String(word)) else {
        throw .error(
          "data.unknown-mixture", "'mixes' does not know '\(word)'", at: range,
          hint: "it can be period, basis or both")
      }
      mixtures.insert(mixture)
    }
    return mixtures
  }
}
