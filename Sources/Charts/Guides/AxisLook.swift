import Geometry
import Graphics
import Styling
import TextShaping

/// How an axis and its parts are drawn.
struct AxisLook {
  let label: TextLook
  let title: TextLook
  let gridline: MarkLook
  let tick: MarkLook
  let domain: MarkLook
  let isHidden: Bool
  /// From the axis to its labels, in points.
  let padding: Double

  private let context: StyleContext

  init(_ context: StyleContext, width: Length, _ typesetting: Typesetting) {
    self.context = context
    func part(_ name: String, _ index: Int) -> StyleContext {
      context.child(
        ChartPart(name), at: SiblingPosition(index: index, indexOfType: 1, count: 5, countOfType: 1))
    }
    let label = part("label", 1)
    self.label = TextLook(label, width: width, typesetting)
    let values = label.style.values
    let sides = [values.padding.left, values.padding.right, values.padding.top, values.padding.bottom]
    padding = sides.compactMap { $0.resolved(in: width)?.points }.max() ?? 0
    gridline = MarkLook(part("gridline", 2))
    tick = MarkLook(part("tick", 3))
    domain = MarkLook(part("domain", 4))
    title = TextLook(part("title", 5), width: width, typesetting)
    isHidden = context.style.values.display == .none
  }

  /// How the label of a category that stands out is set.
  func accentLabel(_ painter: PanelPainter) -> TextLook {
    let part = ChartPart("label", classes: ["accent"])
    let position = SiblingPosition(index: 1, indexOfType: 1, count: 5, countOfType: 1)
    return TextLook(context.child(part, at: position), width: .pt(painter.width), painter.typesetting)
  }
}

extension MarkLook {
  /// The stroke of a line; nil where none is to be drawn.
  var line: Stroke? {
    guard let stroke, strokeWidth > 0, !isHidden else { return nil }
    return Stroke(color: stroke, width: .pt(strokeWidth), dashes: dashes)
  }
}
