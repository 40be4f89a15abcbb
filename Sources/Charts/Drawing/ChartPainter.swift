import DataModel
import Diagnostics
import Geometry
import Graphics
import Styling
import TextShaping

/// Lays out one chart for one width. Used once.
final class ChartPainter {
  let plot: Plot
  let context: StyleContext
  let typesetting: Typesetting
  let locale: NumberLocale
  let words: ChartWords
  /// Of the whole drawing, in points.
  let width: Double
  private let specColors: [Color?]
  private let valuesAreDirect: Bool
  private let barsHaveLabels: Bool
  private(set) var canvas = Canvas()
  private var warnings = Diagnostics()
  /// Set where the values of bars do not fit, so that the chart has to be drawn with an axis instead.
  private(set) var barLabelsFailed = false
  /// Words of labels that found no place.
  private var leftOut: [String] = []

  init(
    plot: Plot, colors: [Color?], context: StyleContext, typesetting: Typesetting, locale: NumberLocale,
    words: ChartWords, width: Length, valuesAreDirect: Bool, barsHaveLabels: Bool
  ) {
    self.plot = plot
    specColors = colors
    self.context = context
    self.typesetting = typesetting
    self.locale = locale
    self.words = words
    self.width = width.points
    self.valuesAreDirect = valuesAreDirect
    self.barsHaveLabels = barsHaveLabels
  }

  /// The colour that the spec gives a series, if any.
  func color(_ series: Int) -> Color? { series < specColors.count ? specColors[series] : nil }

  /// A look for the words of a part of the chart, such as its title.
  func look(_ name: String, classes: [String] = []) -> TextLook {
    TextLook(context.child(ChartPart(name, classes: classes), at: .only), width: .pt(width), typesetting)
  }

  func block(_ text: MarkedText, _ look: TextLook, maximum: Double = .infinity) -> TextBlock {
    TextBlock(text, look: look, maximum: maximum)
  }

  /// Sets the paragraphs of a title, subtitle or note, and moves `y` under them.
  private func setTexts(_ texts: [MarkedText], _ name: String, classes: [String] = [], _ y: inout Double) {
    let look = look(name, classes: classes)
    guard !look.isHidden else { return }
    canvas.open(ChartPart(name, classes: classes))
    for (index, text) in texts.enumerated() {
      let block = block(text, look, maximum: width)
      if index == 0 { y += look.marginTop }
      // The line's height is shared out above and below the letters, as CSS does.
      canvas.add(block, x: 0, top: y + (look.lineHeight - look.capHeight - look.descent) / 2)
      y += block.lineHeight
      if index == texts.count - 1 { y += look.marginBottom }
    }
    canvas.close()
  }

  func draw() -> ChartDrawing {
    var y = 0.0
    setTexts(plot.title, "title", &y)
    setTexts(plot.subtitle, "subtitle", &y)
    if y > 0 { y += gapUnderTitles }
    let height = plot.height.map { max($0 - y - footHeight, 0) }
    draw(plot.root, &y, height: height)
    if !plot.note.isEmpty || !plot.source.isEmpty { y += gapAboveSource }
    setTexts(plot.note, "source", classes: ["note"], &y)
    setTexts(plot.source, "source", &y)
    warnAboutLeftOut()
    let size = Size(width: .pt(width), height: .pt(max(y, 1)))
    let (color, ground) = (context.style.values.color, context.style.values.backgroundColor)
    let drawing = canvas.drawing(size: size, textColor: color, ground: ground.alpha > 0 ? ground : .white)
    return ChartDrawing(drawing: drawing, warnings: warnings.all)
  }

  private func draw(_ view: PlotView, _ y: inout Double, height: Double?) {
    switch view {
    case .panel(let panel):
      let painter = PanelPainter(
        chart: self, panel: panel, width: width, canvas: canvas, valuesAreDirect: valuesAreDirect,
        barsHaveLabels: barsHaveLabels)
      painter.draw(&y, height: height)
      canvas = painter.canvas
      for warning in painter.warnings.all { warnings.add(warning) }
      leftOut += painter.leftOut
      barLabelsFailed = barLabelsFailed || painter.barLabelsFailed
    }
  }

  private var gapUnderTitles: Double { 6 }
  private var gapAboveSource: Double { 5 }

  /// What the note and the source line take up under the plot.
  private var footHeight: Double {
    var height = 0.0
    for (texts, look) in [(plot.note, look("source", classes: ["note"])), (plot.source, look("source"))] {
      guard !look.isHidden, !texts.isEmpty else { continue }
      height += look.marginTop + look.marginBottom
      for text in texts { height += block(text, look, maximum: width).lineHeight }
    }
    return height > 0 ? height + gapAboveSource : 0
  }

  private func warnAboutLeftOut() {
    guard !leftOut.isEmpty else { return }
    let names = leftOut.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    let more = leftOut.count > 5 ? " and \(leftOut.count - 5) more" : ""
    warnings.warning(
      "chart.label-left-out",
      "no room for the \(leftOut.count == 1 ? "label" : "labels") \(names)\(more) at a width of "
        + "\(Int(Length.pt(width).millimetres.rounded())) mm", at: plot.range,
      hint: "make the chart wider or higher, or its words shorter")
  }
}
