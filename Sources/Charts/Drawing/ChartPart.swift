import Geometry
import Graphics
import Graphics
import Styling
import TextShaping

/// A part of a chart as style rules see it.
struct ChartPart: StyleNode {
  var elementName: String
  var classes: [String] = []
  var attributes: [(name: String, value: String)] = []
  var identifier: String? { nil }

  init(_ name: String, classes: [String] = [], attributes: [(name: String, value: String)] = []) {
    elementName = name
    self.classes = classes
    self.attributes = attributes
  }
  func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

extension ChartPart {
  /// Shapes under the names that the sheet knows them by.
  func group(of shapes: [Shape]) -> ShapeGroup {
    ShapeGroup(
      classes: [elementName] + classes,
      attributes: attributes.map { ShapeGroup.Attribute(name: $0.name, value: $0.value) }, shapes: shapes)
  }
}

extension ChartPart: Equatable {
  static func == (a: ChartPart, b: ChartPart) -> Bool {
    a.elementName == b.elementName && a.classes == b.classes && a.attributes.elementsEqual(b.attributes, by: ==)
  }
}

/// How words of a part are set.
struct TextLook {
  private let typesetting: Typesetting
  private(set) var font: FontRequest
  private(set) var style: FontStyleID
  var color: Color
  /// Points from one baseline to the next.
  private(set) var lineHeight: Double
  private(set) var size: Double
  /// From the baseline up to the top of capitals and figures, in points.
  private(set) var capHeight: Double
  /// From the baseline down to the foot of letters such as g, in points.
  private(set) var descent: Double
  let isHidden: Bool
  let align: StyleValues.TextAlign
  let isBalanced: Bool
  let marginTop: Double
  let marginBottom: Double

  init(_ context: StyleContext, width: Length, _ typesetting: Typesetting) {
    self.typesetting = typesetting
    let shaper = typesetting.shaper
    let values = context.style.values
    font = FontRequest(values, language: typesetting.language)
    style = shaper.style(font)
    color = values.color
    lineHeight = values.lineHeight.points
    size = values.fontSize.points
    let metrics = shaper[style].face.metrics
    capHeight = size * metrics.capHeight
    // Where the face's descent includes line gap, a quarter of the size covers every letter.
    descent = size * min(metrics.descent, 0.25)
    isHidden = values.display == .none
    align = values.textAlign
    isBalanced = values.textWrapStyle == .balance
    marginTop = values.margin.top.resolved(in: width)?.points ?? 0
    marginBottom = values.margin.bottom.resolved(in: width)?.points ?? 0
  }

  /// The same with what a spec says otherwise.
  ///
  /// - Parameter size: In pixels.
  func adjusted(
    size: Double? = nil, weight: Double? = nil, isItalic: Bool? = nil, color: Color? = nil
  ) -> TextLook {
    var look = self
    if let color { look.color = color }
    guard size != nil || weight != nil || isItalic != nil else { return look }
    if let size { look.font.size = .px(size) }
    if let weight { look.font.weight = min(max(Int(weight), 1), 1000) }
    if let isItalic { look.font.isItalic = isItalic }
    look.style = typesetting.shaper.style(look.font)
    let scale = look.font.size.points / self.size
    look.size = self.size * scale
    look.lineHeight = lineHeight * scale
    look.capHeight = capHeight * scale
    look.descent = descent * scale
    return look
  }

  /// The room that words in one line need, in points.
  func width(of text: String) -> Double { typesetting.shaper.width(of: text, font).points * typesetting.slack }
  func line(_ text: [UInt8]) -> TextLine {
    TextLine(utf8: text, style: style, color: color, shaper: typesetting.shaper)
  }
  /// The room that a line needs, in points.
  func width(of line: TextLine) -> Double { line.width.points * typesetting.slack }
  func lineBreaks(in text: [UInt8]) -> [LineBreak] {
    typesetting.shaper.lineBreaks(in: text, language: typesetting.language)
  }
}

/// How the shapes of a part are painted.
struct MarkLook {
  var fill: Color?
  var stroke: Color?
  var strokeWidth: Double
  var dashes: [Length]
  let isHidden: Bool

  init(_ context: StyleContext) {
    let values = context.style.values
    fill = values.fill.color(current: values.color)
    stroke = values.stroke.color(current: values.color)
    strokeWidth = values.strokeWidth.points
    dashes = values.strokeDasharray
    isHidden = values.display == .none
  }
}

extension PaintValue {
  func color(current: Color) -> Color? {
    switch self {
    case .none: nil
    case .currentColor: current
    case .color(let color): color.alpha > 0 ? color : nil
    }
  }
}

extension Color {
  /// Mixed with another: 0 gives this colour, 1 the other.
  func mixed(with other: Color, _ share: Double) -> Color {
    Color(
      red: red + (other.red - red) * share, green: green + (other.green - green) * share,
      blue: blue + (other.blue - blue) * share, alpha: alpha + (other.alpha - alpha) * share)
  }
}
