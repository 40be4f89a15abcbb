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
  let plotContext: StyleContext
  let shaper: TextShaper
  let locale: NumberLocale
  let words: ChartWords
  /// Of the whole drawing, in points.
  let width: Double
  let series: [SeriesLook]
  private let specColors: [Color?]
  let xLook: AxisLook
  let yLook: AxisLook
  /// What the words stand on.
  let ground: Color
  var canvas = Canvas()
  var warnings = Diagnostics()
  /// Whether bars carry their values; they do all or none.
  let barsHaveLabels: Bool
  /// Set where the values of bars do not fit, so that the chart has to be drawn with an axis instead.
  var barLabelsFailed = false
  /// Words of labels that found no place.
  var leftOut: [String] = []

  init(
    plot: Plot, colors: [Color?], context: StyleContext, shaper: TextShaper, locale: NumberLocale, words: ChartWords,
    width: Length, valuesAreDirect: Bool, barsHaveLabels: Bool
  ) {
    self.plot = plot
    specColors = colors
    self.context = context
    self.shaper = shaper
    self.locale = locale
    self.words = words
    self.width = width.points
    self.barsHaveLabels = barsHaveLabels
    let language = words.language
    plotContext = context.child(ChartPart("plot", attributes: [("data-form", plot.form.name)]), at: .only)
    let backgrounds = [plotContext.style.values.backgroundColor, context.style.values.backgroundColor]
    let ground = backgrounds.first { $0.alpha > 0 } ?? .white
    self.ground = ground
    let axes = [plot.x, plot.y].count { $0 != nil }
    let count = axes + plot.series.count
    let plotContext = plotContext
    func axis(_ name: String, _ index: Int, _ axis: PlotAxis?) -> AxisLook {
      // An axis that repeats what the labels say can be left out by the sheet, unless the spec asks for it.
      let direct = valuesAreDirect && axis?.spec.isShown == nil && axis?.isContinuous ?? false && axis?.kind != .time
      let part = ChartPart(
        "axis", classes: [name], attributes: direct ? [("data-values", "direct")] : [])
      let position = SiblingPosition(index: index, indexOfType: index, count: count, countOfType: axes)
      return AxisLook(plotContext.child(part, at: position), width: width, language: language, shaper: shaper)
    }
    xLook = axis("x", 1, plot.x)
    yLook = axis("y", axes, plot.y)
    series = plot.series.enumerated().map { index, series in
      let part = ChartPart("series", classes: series.classes, attributes: [("data-name", series.value)])
      let position = SiblingPosition(
        index: axes + index + 1, indexOfType: index + 1, count: count, countOfType: plot.series.count)
      return SeriesLook(
        plotContext.child(part, at: position), color: index < colors.count ? colors[index] : nil, ground: ground,
        width: width, language: language, shaper: shaper)
    }
  }

  /// The colour that the spec gives a series, if any.
  func colors(_ series: Int) -> Color? { series < specColors.count ? specColors[series] : nil }

  /// A look for the words of a part of the chart, such as its title.
  func look(_ name: String, classes: [String] = []) -> TextLook {
    TextLook(
      context.child(ChartPart(name, classes: classes), at: .only), width: .pt(width), language: words.language,
      shaper: shaper)
  }

  func block(_ text: MarkedText, _ look: TextLook, maximum: Double = .infinity) -> TextBlock {
    TextBlock(text, look: look, maximum: maximum, shaper: shaper)
  }

  /// Sets the paragraphs of a title, subtitle or note, and moves `y` under them.
  func setTexts(_ texts: [MarkedText], _ look: TextLook, _ y: inout Double) {
    guard !look.isHidden else { return }
    for (index, text) in texts.enumerated() {
      let block = block(text, look, maximum: width)
      if index == 0 { y += look.marginTop }
      // The line's height is shared out above and below the letters, as CSS does.
      canvas.add(block, x: 0, top: y + (look.lineHeight - look.capHeight - look.descent) / 2)
      y += block.lineHeight
      if index == texts.count - 1 { y += look.marginBottom }
    }
  }

  func draw() -> ChartDrawing {
    var y = 0.0
    setTexts(plot.title, look("title"), &y)
    setTexts(plot.subtitle, look("subtitle"), &y)
    if y > 0 { y += gapUnderTitles }
    let footHeight = self.footHeight
    let top = y
    switch plot.form {
    case .timeline: TimelinePainter(painter: self).draw(&y)
    case .cartesian, .dumbbell:
      let fixed = plot.height.map { max($0 - top - footHeight, 0) }
      CartesianLayout(painter: self, top: top, fixedHeight: fixed).draw(&y)
    }
    if !plot.note.isEmpty || !plot.source.isEmpty { y += gapAboveSource }
    setTexts(plot.note, look("source", classes: ["note"]), &y)
    setTexts(plot.source, look("source"), &y)
    warnAboutLeftOut()
    let size = Size(width: .pt(width), height: .pt(max(y, 1)))
    return ChartDrawing(drawing: canvas.drawing(size: size), warnings: warnings.all)
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
