import Diagnostics

extension ShortForm {
  /// Bars to both sides of a line: answers from the most negative to the most positive, or two groups back to back.
  ///
  /// - Parameter shares: Whether each bar is drawn as shares of its whole.
  func diverging(shares: Bool, into diagnostics: inout Diagnostics) -> SourceNode? {
    guard needs(["x", "y", "color"], into: &diagnostics) else { return nil }
    let mode = shares ? "diverging-normalize" : "diverging"
    var view = view.setting("mark", word("bar"))
      .defaulting("encoding", "x", "stack", to: word(mode))
      .defaulting("encoding", "x", "axis", to: plain("null"))
      .defaulting("encoding", "y", "sort", to: plain("null"))
    if shares {
      // A line through the answers in the middle would cross their numbers.
      view = view.defaulting("encoding", "y", "axis", "domain", to: plain("false"))
    } else {
      // The youngest stand at the foot.
      view = view.defaulting("encoding", "y", "scale", "reverse", to: plain("true"))
    }
    return view
  }
}
