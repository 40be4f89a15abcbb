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
  /// Places of panels whose bars carry no values, because those do not fit.
  let plainPanels: Set<Int>
  /// Places of panels that draw no axis, because every mark carries its value.
  private let directPanels: Set<Int>
  /// Places of panels where the values of bars do not fit, so that the chart has to be drawn again.
  private(set) var failedPanels: Set<Int> = []
  private(set) var canvas = Canvas()
  private var warnings = Diagnostics()
  /// Words of labels that found no place.
  private var leftOut: [String] = []
  private var looks: [PlotLooks.Key: PlotLooks] = [:]
  private var rooms: [ScaleRoom: ScaleRoom.Ends?] = [:]

  init(
    plot: Plot, context: StyleContext, typesetting: Typesetting, locale: NumberLocale, words: ChartWords,
    width: Length, directPanels: Set<Int>, plainPanels: Set<Int>
  ) {
    self.plot = plot
    self.context = context
    self.typesetting = typesetting
    self.locale = locale
    self.words = words
    self.width = width.points
    self.directPanels = directPanels
    self.plainPanels = plainPanels
  }

  /// A look for the words of a part of the chart, such as its title.
  func look(_ name: String, classes: [String] = []) -> TextLook {
    TextLook(context.child(ChartPart(name, classes: classes), at: .only), width: .pt(width), typesetting)
  }

  /// The style of a panel among others; the chart's own where there is one panel.
  private var panelContext: StyleContext {
    if case .panel = plot.root { return context }
    return context.child(ChartPart("panel"), at: .only)
  }

  func panelTitle(classes: [String] = []) -> TextLook {
    TextLook(panelContext.child(ChartPart("title", classes: classes), at: .only), width: .pt(width), typesetting)
  }

  func looks(of panel: PlotPanel) -> PlotLooks {
    // An axis that repeats what the labels say can be left out by the sheet, unless the spec asks for it.
    func isDirect(_ axis: PlotAxis?) -> Bool {
      guard let axis, directPanels.contains(panel.index), !plainPanels.contains(panel.index) else { return false }
      return axis.spec.isShown == nil && axis.isContinuous && axis.kind != .time
    }
    let key = PlotLooks.Key(
      name: panel.name, axisCount: [panel.x, panel.y].count { $0 != nil }, xIsDirect: isDirect(panel.x),
      yIsDirect: isDirect(panel.y))
    if let known = looks[key] { return known }
    let made = PlotLooks(key, in: panelContext, chart: self)
    looks[key] = made
    return made
  }

  func block(_ text: MarkedText, _ look: TextLook, maximum: Double = .infinity) -> TextBlock {
    TextBlock(text, look: look, maximum: maximum)
  }

  /// Sets the paragraphs of a title, subtitle or note, and moves `y` under them.
  private func setTexts(_ texts: [MarkedText], _ name: String, classes: [String] = [], _ y: inout Double) {
    let part = ChartPart(name, classes: classes)
    setTexts(texts, part, look(name, classes: classes), width: width, on: &canvas, &y)
  }

  func setTexts(
    _ texts: [MarkedText], _ part: ChartPart, _ look: TextLook, width: Double, on canvas: inout Canvas,
    _ y: inout Double
  ) {
    guard !look.isHidden else { return }
    canvas.open(part)
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
    let footHeight = self.footHeight
    let top = y
    switch plot.root {
    case .panel(let panel):
      let painter = PanelPainter(chart: self, panel: panel, width: width, canvas: canvas)
      painter.draw(&y, height: plot.height.map { max($0 - top - footHeight, 0) })
      canvas = painter.canvas
      note(painter)
    case .grid(let grid):
      drawSharedLegends(&y)
      drawGuides(&y)
      let inner = GridLayout(chart: self, grid: grid, width: width, isKept: true)
      let drawn = inner.draw(height: plot.height.map { max($0 - y - footHeight, 0) })
      canvas.add(drawn.canvas, as: ChartPart("grid"), x: 0, y: y)
      y += drawn.height
    }
    if !plot.note.isEmpty || !plot.source.isEmpty { y += gapAboveSource }
    setTexts(plot.note, "source", classes: ["note"], &y)
    setTexts(plot.source, "source", &y)
    warnAboutLeftOut()
    let size = Size(width: .pt(width), height: .pt(max(y, 1)))
    let (color, ground) = (context.style.values.color, context.style.values.backgroundColor)
    let drawing = canvas.drawing(size: size, textColor: color, ground: ground.alpha > 0 ? ground : .white)
    return ChartDrawing(drawing: drawing, warnings: warnings.all)
  }

  /// Keeps what a panel found wrong when it was drawn.
  func note(_ painter: PanelPainter) {
    for warning in painter.warnings.all { warnings.add(warning) }
    leftOut += painter.leftOut
    if painter.barLabelsFailed { failedPanels.insert(painter.panel.index) }
  }

  func warn(_ id: String, _ message: String, hint: String) {
    guard !warnings.all.contains(where: { $0.id == id }) else { return }
    warnings.warning(id, message, at: plot.range, hint: hint)
  }

  func room(for key: ScaleRoom, make: () -> ScaleRoom.Ends?) -> ScaleRoom.Ends? {
    if let known = rooms[key] { return known }
    let made = make()
    rooms[key] = .some(made)
    return made
  }

  // MARK: Legends

  /// Whether a panel's series are explained by a legend over all panels.
  func sharesLegend(_ panel: PlotPanel) -> Bool { sharedLegends[panel.legend] != nil }

  /// For each legend that several panels need, those panels.
  private lazy var sharedLegends: [Int: [PlotPanel]] = {
    let named = plot.root.panels.filter { panel in panel.namedSeries.contains { plot.series[$0].name != nil } }
    return Dictionary(grouping: named, by: \.legend).filter { $0.value.count > 1 }
  }()

  private func drawSharedLegends(_ y: inout Double) {
    for (legend, panels) in sharedLegends.sorted(by: { $0.key < $1.key }) {
      let named = Set(panels.flatMap(\.namedSeries)).filter { plot.series[$0].name != nil }
      let isShown = plot.legends[legend].spec.isShown
      guard isShown != false, !named.isEmpty, isShown == true || named.count > 1 else { continue }
      // Panels whose titles are their series' names need no other key.
      let isRepeated = panels.allSatisfy { panel in
        panel.namedSeries.allSatisfy { panel.facetValues.contains(plot.series[$0].value) }
      }
      guard isShown == true || !isRepeated else { continue }
      // One key for all: that of a panel with the marks of all of them.
      var whole = panels[0]
      whole.layers = panels.flatMap(\.layers)
      let painter = PanelPainter(chart: self, panel: whole, width: width, canvas: canvas)
      LegendPainter(painter: painter).draw(&y)
      canvas = painter.canvas
    }
  }

  /// What explains colours, sizes and shapes stands once over all panels.
  private func drawGuides(_ y: inout Double) {
    guard !plot.guides.isEmpty, let panel = plot.root.panels.first else { return }
    let painter = PanelPainter(chart: self, panel: panel, width: width, canvas: canvas)
    for side in [GuidePainter.Side.top, .right, .bottom] { GuidePainter(painter: painter).draw(&y, side: side) }
    canvas = painter.canvas
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
