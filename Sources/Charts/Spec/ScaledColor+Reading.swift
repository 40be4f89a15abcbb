import Diagnostics
import Geometry
import Styling

extension ScaledColor {
  /// A colour in CSS's words; null is none.
  static func read(_ node: SourceNode, into diagnostics: inout Diagnostics) -> ScaledColor? {
    if node.isNull || node.text == "transparent" || node.text == "none" { return ScaledColor.unpainted }
    if let text = node.text, let color = StyleParsing.color(from: text) { return .color(color) }
    guard let text = node.text else {
      diagnostics.error(
        "chart.unsupported-value", "a colour has to be one word; gradients are not drawn", at: node.range,
        hint: "write it as '#0C487F' or by a name of CSS")
      return nil
    }
    diagnostics.error(
      "chart.not-a-colour", "'\(text)' is no colour", at: node.range,
      hint: "write it as '#0C487F' or by a name of CSS")
    return nil
  }
}
