import Diagnostics

extension ShortForm {
  /// Lines between two moments or states, with values at both ends and names at the right.
  func slope(into diagnostics: inout Diagnostics) -> SourceNode? {
    guard needs(["x", "y"], into: &diagnostics) else { return nil }
    return
      view
      .setting("mark", mapping(["type": word("line"), "labels": word("all"), "point": plain("true")]))
      .defaulting("encoding", "x", "type", to: word("ordinal"))
      .defaulting("encoding", "x", "scale", "paddingOuter", to: plain("0.14"))
      .defaulting("encoding", "y", "axis", to: plain("null"))
      .defaulting("encoding", "y", "scale", "zero", to: plain("false"))
  }
}
