import Geometry
import Graphics
import Styling
import TextShaping

/// How the marks and labels of one series are drawn.
final class SeriesLook {
  private let context: StyleContext
  private let width: Length
  private let typesetting: Typesetting
  private let color: Color?
  private let palette: SheetPalette
  private let ground: Color
  private var marks: [Key: MarkLook] = [:]
  private var labels: [LabelKey: TextLook] = [:]

  /// By what it differs from series of like colours where its name stands in a legend: 0 for its colour alone; see ``ColorProof``.
  let texture: Int
  /// What a label says: which series it is, or a value of it.
  enum LabelKind: String { case name, value }
  private struct LabelKey: Hashable {
    var kind: LabelKind
    var emphasis: MarkDatum.Emphasis
  }

  private struct Key: Hashable {
    var kind: String
    var emphasis: MarkDatum.Emphasis
    var isEstimate: Bool
    var visual: MarkVisual?
  }

  /// - Parameter color: What the spec says, which is stronger than any sheet.
  init(
    _ context: StyleContext, color: Color?, texture: Int, palette: SheetPalette, ground: Color, width: Length,
    _ typesetting: Typesetting
  ) {
    self.texture = texture
    self.palette = palette
    self.context = context
    self.color = color
    self.ground = ground
    self.width = width
    self.typesetting = typesetting
  }

  /// - Parameters:
  ///   - kind: The class of the mark, such as `bar`.
  ///   - visual: What the spec says of this mark, which is stronger than any sheet.
  func mark(_ kind: String, _ datum: MarkDatum? = nil, _ visual: MarkVisual? = nil) -> MarkLook {
    mark(kind, emphasis: datum?.emphasis ?? .none, isEstimate: datum?.isEstimate ?? false, visual)
  }

  /// How a mark is drawn that stands for several values, such as a line.
  func mark(
    _ kind: String, emphasis: MarkDatum.Emphasis, isEstimate: Bool = false, _ visual: MarkVisual? = nil
  ) -> MarkLook {
    let key = Key(kind: kind, emphasis: emphasis, isEstimate: isEstimate, visual: visual)
    if let known = marks[key] { return known }
    let part = ChartPart(
      "mark", classes: [kind] + emphasis.classes,
      attributes: key.isEstimate ? [("data-status", "estimated")] : [])
    var look = MarkLook(context.child(part, at: .only))
    if let color, emphasis != .context {
      if look.fill != nil { look.fill = color }
      if look.stroke != nil, look.fill == nil || kind == "line" || kind == "rule" { look.stroke = color }
    }
    if let visual { palette.apply(visual, to: &look, keepsColor: emphasis == .context) }
    marks[key] = look
    return look
  }

  func label(_ kind: LabelKind, _ datum: MarkDatum? = nil) -> TextLook {
    let key = LabelKey(kind: kind, emphasis: datum?.emphasis ?? .none)
    if let known = labels[key] { return known }
    let part = ChartPart("label", classes: [kind.rawValue] + key.emphasis.classes)
    let child = context.child(part, at: .only)
    var look = TextLook(child, width: width, typesetting)
    if kind == .name, let color { look.color = color }
    // Words need more contrast than marks do.
    look.color = look.color.legible(on: ground)
    labels[key] = look
    return look
  }

  /// Whether the sheet hides the whole series.
  var isHidden: Bool { context.style.values.display == .none }
}

extension SeriesLook {
  /// Where a line is broken that is told from others by more than its colour; none for a plain one.
  func dashes(width: Length) -> [Length] {
    // None is like the dashes of estimates.
    let patterns: [[Double]] = [[], [0.9, 1.2], [3.4, 1, 0.9, 1], [5, 1.6]]
    return patterns[texture % patterns.count].map { width * $0 }
  }
  var shape: PointShape { PointShape.palette[texture % PointShape.palette.count] }
}

extension MarkDatum.Emphasis {
  var classes: [String] {
    switch self {
    case .none: []
    case .accent: ["accent"]
    case .context: ["context"]
    }
  }
}

extension Color {
  /// This colour, or as much darker or lighter as it takes to be read on a ground (4.5 : 1, WCAG 2.2).
  func legible(on ground: Color) -> Color {
    guard alpha > 0, contrast(with: ground) < 4.5 else { return self }
    let end: Color = ground.luminance > 0.18 ? .black : .white
    var share = 0.05
    while share < 1 {
      let mixed = mixed(with: end, share)
      if mixed.contrast(with: ground) >= 4.5 { return mixed }
      share += 0.05
    }
    return end
  }
}
