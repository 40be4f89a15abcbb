import Diagnostics

extension ShortForm {
  /// A bar from a low value to a high one, with both values at its ends: the two are rows of one chart of points.
  func range(into diagnostics: inout Diagnostics) -> SourceNode? {
    let names = channel("y2") == nil ? ["x", "x2"] : ["y", "y2"]
    guard needs(names, into: &diagnostics) else { return nil }
    let ends = names.compactMap { channel($0)?["field"] }
    guard ends.count == 2, let encoding = view["encoding"], let quantity = encoding[names[0]] else {
      diagnostics.error("chart.no-field", "both ends of a range are columns", at: view.range)
      return nil
    }
    let fold = mapping(["fold": list(ends), "as": list([word("range_end"), word("range_value")])])
    let value = quantity.setting("field", word("range_value")).defaulting("type", to: word("quantitative"))
    return
      view
      .setting("transform", list((view["transform"]?.items ?? []) + [fold]))
      .setting(
        "encoding",
        encoding.without(names[1]).setting(names[0], value)
          .setting("detail", field(word("range_end"))))
  }
}
