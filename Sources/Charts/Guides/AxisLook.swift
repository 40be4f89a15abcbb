import Geometry
import Graphics
import Styling
import TextShaping

/// How an axis and its parts are drawn.
struct AxisLook {
  private(set) var label: TextLook
  private(set) var title: TextLook
  private(set) var gridline: MarkLook
  private(set) var tick: MarkLook
  private(set) var domain: MarkLook
  let isHidden: Bool
  /// From the axis to its labels, in points.
  private(set) var padding: Double

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

  /// Puts what the spec says of the axis over the sheet.
  func adjusted(by spec: AxisSpec?, _ palette: SheetPalette) -> AxisLook {
    guard let spec, spec.range != nil else { return self }
    var look = self
    look.label = label.adjusted(by: spec.label, palette)
    look.title = title.adjusted(by: spec.titleLook, palette)
    look.gridline.adjust(by: spec.gridLine, palette)
    look.tick.adjust(by: spec.tickLine, palette)
    look.domain.adjust(by: spec.domainLine, palette)
    if let padding = spec.label.padding { look.padding = padding * 0.75 }
    return look
  }

  /// How the label of a category that stands out is set.
  func accentLabel(_ painter: PanelPainter) -> TextLook {
    let part = ChartPart("label", classes: ["accent"])
    let position = SiblingPosition(index: 1, indexOfType: 1, count: 5, countOfType: 1)
    return TextLook(context.child(part, at: position), width: .pt(painter.width), painter.typesetting)
  }
}

extension TextLook {
  fileprivate func adjusted(by spec: AxisSpec.TextSpec, _ palette: SheetPalette) -> TextLook {
    adjusted(size: spec.size, weight: spec.weight, isItalic: spec.isItalic, color: palette.color(spec.color))
  }
}

extension MarkLook {
  fileprivate mutating func adjust(by spec: AxisSpec.LineSpec, _ palette: SheetPalette) {
    if let color = palette.color(spec.color) { stroke = color.alpha > 0 ? color : nil }
    if let width = spec.width { strokeWidth = width * 0.75 }
    if let dash = spec.dash { dashes = dash.map { .px($0) } }
    if let opacity = spec.opacity { stroke?.alpha *= opacity }
  }

  /// The stroke of a line; nil where none is to be drawn.
  var line: Stroke? {
    guard let stroke, strokeWidth > 0, !isHidden else { return nil }
    return Stroke(color: stroke, width: .pt(strokeWidth), dashes: dashes)
  }
}
