import Diagnostics

extension ShortForm {
  /// A hundred squares, of which each part has as many as it has percent.
  func waffle(into diagnostics: inout Diagnostics) -> SourceNode? {
    guard needs(["x", "color"], into: &diagnostics) else { return nil }
    return view.defaulting("encoding", "x", "stack", to: word("normalize"))
  }
}
