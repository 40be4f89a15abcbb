import Geometry
import Graphics
import TextShaping

/// Places the axes, marks and labels of a chart with an x and a y axis.
///
/// Words are measured first, since they decide how much room is left for the marks.
final class CartesianLayout {
  let painter: PanelPainter
  var plot: Plot { painter.plot }
  var panel: PlotPanel { painter.panel }
  var width: Double { painter.width }
  /// Under the titles.
  var top: Double
  let fixedHeight: Double?
  /// What the panels around ask for.
  let alignment: PanelAlignment
  /// The inner edges of the plot: where gridlines begin and end.
  var area = Box(x0: 0, y0: 0, x1: 0, y1: 0)
  var xScale: Scale?
  var yScale: Scale?
  var xTicks: [AxisTick] = []
  var yTicks: [AxisTick] = []
  /// The labels of categories, set within the room that they have.
  var yCategories: [TextBlock] = []
  var xCategories: [TextBlock?] = []
  private var labelWidth = 0.0
  var naming = SeriesNaming.none
  /// What names line ends at the right of the plot.
  var endLabels: [LineEndLabel] = []
  /// The room that they take.
  private(set) var wordsRight = 0.0

  enum SeriesNaming { case none, direct, legend }

  init(
    painter: PanelPainter, top: Double, fixedHeight: Double?, alignment: PanelAlignment = PanelAlignment()
  ) {
    self.painter = painter
    self.top = top
    self.fixedHeight = fixedHeight
    self.alignment = alignment
  }

  /// The panels with which this one shares a scale, itself included.
  func panels(on axis: PlotAxis, isX: Bool) -> [PlotPanel] {
    guard painter.isAmongOthers else { return [panel] }
    return plot.root.panels.filter { (isX ? $0.x : $0.y)?.scaleGroup == axis.scaleGroup }
  }

  var isHorizontal: Bool {
    panel.layers.contains { $0.isHorizontal && ($0.mark.kind == .bar || panel.form == .dumbbell) }
  }

  /// Draws everything, and moves `y` to the foot of the axis labels.
  func draw(_ y: inout Double) {
    layOut()
    draw()
    y = area.y1 + (xIsOnTop ? 2 : footHeight)
    guard !painter.isAmongOthers else { return }
    GuidePainter(painter: painter).drawRight(top: area.y0)
    if GuidePainter(painter: painter).has(.bottom) {
      y += 4
      GuidePainter(painter: painter).draw(&y, side: .bottom)
    }
  }

  /// Finds the edges of the plot and the scales between them.
  func layOut() {
    layOutLeft()
    area.x0 = max(area.x0, alignment.left)
    chooseNaming()
    if naming == .legend { LegendPainter(painter: painter).draw(&top) }
    if !painter.isAmongOthers { GuidePainter(painter: painter).draw(&top) }
    let title = painter.yLook.title.isHidden ? nil : yTitle
    let titleHeight = title == nil ? 0 : painter.yLook.title.lineHeight + 2
    area.y0 = max(top + titleHeight + topOverhang, alignment.top)
    // Above the axis, level like all words.
    if let title {
      painter.inAxis(.y) { painter.canvas.add(title, x: 0, top: area.y0 - topOverhang - titleHeight) }
    }
    layOutRight()
    makeXScale()
    makeRoomForTurnedLabels()
    if xIsOnTop { area.y0 += footHeight }
    area.y1 = area.y0 + (alignment.plotHeight ?? plotHeight())
    makeYScale()
  }

  func draw() {
    AxisPainter(layout: self).draw()
    for layer in panel.layers { drawMarks(layer) }
    AxisPainter(layout: self).drawLines()
    for layer in panel.layers { drawLabels(layer) }
    AnnotationPainter(layout: self).draw()
  }

  // MARK: Room

  private var yTitle: TextBlock? {
    guard let title = panel.y?.title, panel.y?.spec.isShown != false, !painter.yLook.isHidden else { return nil }
    return painter.block(title, painter.yLook.title, maximum: width)
  }

  /// What the topmost label of y reaches above its gridline.
  private var topOverhang: Double {
    // Without titles, what stands over the highest point would leave the drawing.
    if top == 0, panel.form == .cartesian, panel.y?.isContinuous ?? false, !plot.series.isEmpty,
      panel.layers.contains(where: { $0.labels != .none })
    {
      return painter.series[0].label(.value).lineHeight + 4
    }
    if let axis = panel.y, axis.isContinuous, showsLabels(axis, painter.yLook) {
      return (painter.yLook.label.capHeight + painter.yLook.label.descent) / 2
    }
    return panel.form == .dumbbell && naming == .direct ? painter.series[0].label(.name).lineHeight + 2 : 0
  }

  func showsLabels(_ axis: PlotAxis, _ look: AxisLook) -> Bool {
    axis.isLabelled && axis.spec.isShown != false && axis.spec.labels != false && !look.isHidden && !look.label.isHidden
  }

  /// The labels of y stand at the left edge of the drawing, or end at the plot.
  private func layOutLeft() {
    guard let axis = panel.y, showsLabels(axis, painter.yLook) else { return }
    let look = painter.yLook
    let gap = max(look.padding, 6)
    if axis.isContinuous {
      yTicks = AxisTicks(axis: axis, locale: painter.locale).ticks(room: yRoom)
      let widest = yTicks.map { look.label.width(of: $0.text) }.max() ?? 0
      yLabelWidth = widest + gap
      area.x0 = yIsAtRight ? 0 : yLabelWidth + yOffset
      return
    }
    let maximum = width * 0.36
    yCategories = axis.categories.map { painter.block($0.text, categoryLook($0, look), maximum: maximum) }
    yLabelWidth = (yCategories.map(\.width).max() ?? 0) + gap + 2
    area.x0 = yIsAtRight ? 0 : yLabelWidth + yOffset
  }

  /// What the labels of y take up beside the plot.
  private var yLabelWidth: Double {
    get { labelWidth }
    set { labelWidth = newValue }
  }
  var yIsAtRight: Bool { panel.y?.spec.orient == .right }
  var xIsOnTop: Bool { panel.x?.spec.orient == .top }
  /// How far the axes stand away from the plot.
  var yOffset: Double { (panel.y?.spec.offset ?? 0) * 0.75 }
  var xOffset: Double { (panel.x?.spec.offset ?? 0) * 0.75 }
  /// By what the labels of x are turned, in degrees.
  var xAngle: Double { (panel.x?.spec.label.angle ?? 0).truncatingRemainder(dividingBy: 360) }

  /// The point of a label of x that stands under its tick; of one that is turned, the end that is nearer to the axis.
  func xAnchor(of block: TextBlock) -> (x: Double, y: Double) {
    let align = panel.x?.spec.label.align ?? turnedAlign
    let x = align == .left ? 0 : align == .right ? block.width : block.width / 2
    return (x, xAngle == 0 ? 0 : block.look.capHeight / 2)
  }
  private var turnedAlign: MarkSpec.Alignment {
    let angle = xAngle < 0 ? xAngle + 360 : xAngle
    if angle == 0 || angle == 180 { return .center }
    return (angle < 180) == !xIsOnTop ? .left : .right
  }
  /// Where the anchor of a label of x stands above or below the plot.
  var xLabelPlace: Double {
    let gap = tickLength + labelGap + xOffset
    let turned = xAngle == 0 ? 0 : abs(xAngle) == 90 ? 0 : painter.xLook.label.capHeight / 2
    return xIsOnTop ? area.y0 - gap - turned : area.y1 + gap + turned
  }

  /// The upright boxes of the labels of x, around their anchors.
  private var turnedBoxes: [Box] {
    guard xAngle != 0, let axis = panel.x, showsLabels(axis, painter.xLook), let xScale else { return [] }
    let blocks: [(Double, TextBlock)] =
      axis.isContinuous
      ? xTicks.map { (xScale.position($0.value), painter.block(MarkedText(text: $0.text), painter.xLook.label)) }
      : xCategories.enumerated().compactMap { index, block in block.map { (xScale.position(Double(index)), $0) } }
    return blocks.map { x, block in Canvas.box(of: block, at: (x, 0), anchor: xAnchor(of: block), angle: xAngle) }
  }

  /// Turned labels hang over the left edge of the plot, and must not leave the drawing.
  private func makeRoomForTurnedLabels() {
    let boxes = turnedBoxes
    guard let left = boxes.map(\.x0).min(), left < 0, area.x0 - left < area.x1 - 40 else { return }
    area.x0 -= left
    makeXScale()
  }

  /// How many labels there is room for on y, before its height is known for certain.
  private var yRoom: Double { max(3, (fixedHeight ?? defaultHeight) / 24) }

  private func layOutRight() {
    if naming == .direct, panel.form == .cartesian {
      endLabels = LineEndLabel.make(for: self)
      let widest = endLabels.filter(\.isAtEdge).map(\.block.width).max() ?? 0
      wordsRight = widest > 0 ? widest + LineEndLabel.gap : 0
    }
    if !painter.isAmongOthers { wordsRight += GuidePainter(painter: painter).rightWidth }
    if yIsAtRight { wordsRight += yLabelWidth + yOffset }
    area.x1 = width - max(wordsRight, alignment.right)
    guard let axis = panel.x, axis.kind == .band, panel.y?.isContinuous ?? false, naming != .direct,
      case .step(let step)? = panel.width
    else { return }
    area.x1 = min(area.x1, area.x0 + Double(axis.categories.count) * step.points)
  }

  private var defaultHeight: Double {
    if case .fixed(let height)? = panel.height { return height.points }
    if let axis = panel.y, !axis.isContinuous { return rowSteps().reduce(0, +) }
    if panel.y == nil { return 30 }
    // Of many panels, each is lower than one alone would be.
    return painter.isAmongOthers ? min(max(width * 0.6, 64), 150) : min(max(width * 0.42, 110), 196)
  }

  private func plotHeight() -> Double {
    guard let fixedHeight else { return defaultHeight }
    let height = fixedHeight - (area.y0 - top) - footHeight
    let isBare = panel.y.map { !showsLabels($0, painter.yLook) } ?? false
    let least = panel.y?.isContinuous ?? true ? (isBare ? 10 : 40) : Double(panel.y?.categories.count ?? 1) * 9
    if height < least {
      painter.warnings.warning(
        "chart.too-low", "the chart needs more height than 'height' gives it", at: panel.range,
        hint:
          "leave 'height' out, or give it at least \(Int(Length.pt((plot.height ?? 0) + least - height).millimetres) + 1)mm"
      )
    }
    return max(height, least)
  }

  /// The height of each row of a chart with categories on y: room for its words, and for its bars.
  private func rowSteps() -> [Double] {
    let count = panel.y?.categories.count ?? 1
    if case .step(let step)? = panel.height { return Array(repeating: step.points, count: count) }
    let slots = panel.layers.filter { $0.mark.kind == .bar }.map(\.slotCount).max() ?? 1
    let bars = slots > 1 ? Double(slots) * 10.5 + 9 : 18
    let tallest = yCategories.map(\.height).max() ?? 0
    let step = max(panel.form == .dumbbell ? 17 : bars, tallest + 6)
    return Array(repeating: step, count: count)
  }

  /// Labels and title of x under the plot.
  var footHeight: Double {
    guard let axis = panel.x, axis.spec.isShown != false, !painter.xLook.isHidden else { return 2 }
    let look = painter.xLook
    var height = 2.0
    if showsLabels(axis, look) {
      let lines = axis.isContinuous ? 1 : xCategories.compactMap { $0?.lines.count }.max() ?? 1
      let level = look.label.capHeight + look.label.descent + Double(lines - 1) * look.label.lineHeight
      height += tickLength + labelGap + xOffset + (turnedBoxes.map(\.height).max() ?? level)
    }
    if axis.title != nil, !look.title.isHidden { height += look.title.lineHeight + 1 }
    return height
  }
  var labelGap: Double {
    // Beside the lowest point of a line, half of its label reaches under the plot.
    max(painter.xLook.padding, 4) + (panel.x?.kind == .point ? 3 : 0)
  }
  var tickLength: Double {
    guard let axis = panel.x, axis.spec.ticks ?? (axis.isContinuous && !showsGrid(axis, isX: true)) else { return 0 }
    return painter.xLook.tick.line == nil ? 0 : (axis.spec.tickSize ?? 4) * 0.75
  }

  /// Only the gridlines that are read along are drawn, unless the spec asks for others.
  func showsGrid(_ axis: PlotAxis, isX: Bool) -> Bool {
    guard axis.isContinuous, axis.spec.isShown != false else { return axis.spec.grid ?? false }
    if let wish = axis.spec.grid { return wish }
    if axis.kind == .time { return false }
    guard isX else { return true }
    guard let other = panel.y else { return true }
    return !other.isContinuous || other.kind == .time
  }

  // MARK: Scales

  private func makeYScale() {
    guard let axis = panel.y else { return }
    if axis.isContinuous {
      var range = ScaleRange(start: area.y1, end: area.y0)
      inset(&range, axis)
      if !isHorizontal { BarLabels.makeRoom(for: self, in: &range, alongX: false) }
      yScale = scale(axis, range)
      return
    }
    yScale = scale(axis, ScaleRange(start: area.y0, end: area.y1))
  }

  /// Leaves the spec's padding free at both ends of a continuous scale.
  private func inset(_ range: inout ScaleRange, _ axis: PlotAxis) {
    guard let padding = axis.scale.padding.map({ min($0 * 0.75, range.length / 3) }) else { return }
    let sign = range.end < range.start ? -1.0 : 1
    range = ScaleRange(start: range.start + sign * padding, end: range.end - sign * padding)
  }

  private func makeXScale() {
    guard let axis = panel.x else { return }
    var range = ScaleRange(start: area.x0, end: area.x1)
    if axis.isContinuous {
      let hasPoints = panel.layers.contains { $0.mark.kind != .bar && $0.mark.kind != .rule }
      if hasPoints {
        // Points at the ends stay whole.
        range.start += 4
        range.end -= 4
      }
      inset(&range, axis)
      if isHorizontal { BarLabels.makeRoom(for: self, in: &range, alongX: true) }
      xScale = scale(axis, range)
      xTicks = AxisTicks(axis: axis, locale: painter.locale).ticks(room: xRoom(axis, range))
      return
    }
    xScale = scale(axis, range)
    layOutCategories(axis)
  }

  /// How many labels fit along x.
  private func xRoom(_ axis: PlotAxis, _ range: ScaleRange) -> Double {
    let look = painter.xLook.label
    let trial = AxisTicks(axis: axis, locale: painter.locale).ticks(room: 6)
    let widest = trial.map { look.width(of: $0.text) }.max() ?? 20
    return max(2, min(6, range.length / (widest + 14)))
  }

  private func scale(_ axis: PlotAxis, _ range: ScaleRange) -> Scale {
    let range = axis.isContinuous && axis.scale.isReversed ? ScaleRange(start: range.end, end: range.start) : range
    switch axis.kind {
    case .linear, .logarithmic:
      var scale = ContinuousScale(axis.scale.transform, domain: axis.domain, range: range)
      scale.isClamped = axis.scale.isClamped
      return .continuous(scale)
    case .time: return .time(TimeScale(domain: axis.domain, range: range))
    case .band:
      // Bars with gaps of half their width.
      let cells = !panel.layers.isEmpty && panel.layers.allSatisfy { $0.mark.kind == .rect || $0.mark.kind == .text }
      let inner = axis.scale.paddingInner ?? axis.scale.padding.map { min($0, 0.99) } ?? (cells ? 0 : 1 / 3)
      return .band(
        BandScale(
          count: axis.categories.count, range: range, paddingInner: inner,
          paddingOuter: axis.scale.paddingOuter ?? axis.scale.padding ?? inner / 2, align: axis.scale.align ?? 0.5,
          rounds: axis.scale.rounds))
    case .point:
      return .band(
        BandScale(
          count: axis.categories.count, range: range, paddingInner: 1,
          paddingOuter: axis.scale.paddingOuter ?? axis.scale.padding ?? 0.5, align: axis.scale.align ?? 0.5))
    }
  }

  /// The label of a category that stands out is the sheet's `label.accent`.
  private func categoryLook(_ category: PlotAxis.Category, _ look: AxisLook) -> TextLook {
    category.isHighlighted ? look.accentLabel(painter) : look.label
  }

  /// Sets the labels of categories along x in the room of a step; where the order is known, some stand for the rest.
  private func layOutCategories(_ axis: PlotAxis) {
    guard showsLabels(axis, painter.xLook), let xScale, case .band(let band) = xScale else { return }
    if xAngle != 0 {
      let limit = (axis.spec.label.limit ?? 180) * 0.75
      xCategories = axis.categories.map { painter.block($0.text, categoryLook($0, painter.xLook), maximum: limit) }
      return
    }
    let room = abs(band.step) - 5
    let looks = axis.categories.map { categoryLook($0, painter.xLook) }
    let blocks = zip(axis.categories, looks).map { painter.block($0.text, $1, maximum: max(room, 8)) }
    let widest =
      zip(axis.categories, looks).map { category, look in
        category.text.text.split(separator: " ").map { look.width(of: String($0)) }.max()
          ?? 0
      }.max() ?? 0
    if widest <= room && blocks.allSatisfy({ $0.lines.count <= 5 }) {
      xCategories = blocks
      return
    }
    var every = 2
    while every < axis.categories.count, widest > Double(every) * abs(band.step) - 6 { every += 1 }
    xCategories = zip(axis.categories, looks).enumerated().map { index, pair in
      guard index % every == 0 else { return nil }
      return painter.block(pair.0.text, pair.1, maximum: max(Double(every) * abs(band.step) - 6, 8))
    }
    if !axis.isOrdered {
      painter.leftOut += axis.categories.enumerated().filter { $0.offset % every != 0 }.map(\.element.text.text)
    }
  }

  // MARK: Naming the series

  private var named: [Int] {
    let used = panel.namedSeries
    return plot.series.indices.filter { used.contains($0) && plot.series[$0].name != nil }
  }

  private func chooseNaming() {
    let named = self.named
    let legend = plot.legends[panel.legend].spec
    if legend.isShown == false || named.isEmpty || painter.chart.sharesLegend(panel) { return }
    if legend.isShown == true {
      naming = .legend
      return
    }
    guard named.count > 1 else { return }
    naming = .legend
    if panel.form == .dumbbell {
      if DumbbellNames.fit(self, named) { naming = .direct }
      return
    }
    let lines = panel.layers.filter { $0.mark.kind == .line && $0.namesSeries }
    guard !lines.isEmpty,
      panel.layers.allSatisfy({
        $0.mark.kind == .line || !$0.namesSeries || $0.mark.kind == .point || $0.mark.kind == .text
      })
    else {
      return
    }
    let widest =
      named.compactMap { index in
        plot.series[index].name.map {
          painter.block($0, painter.series[index].label(.name), maximum: width * 0.3).width
        }
      }.max() ?? 0
    let lineHeight = painter.series[named[0]].label(.name).lineHeight
    if named.count <= 8, widest <= width * 0.32,
      Double(named.count) * lineHeight * 1.2 <= (fixedHeight ?? defaultHeight)
    {
      naming = .direct
    }
  }

  // MARK: Marks

  private func drawMarks(_ layer: PlotLayer) {
    if panel.form == .dumbbell {
      DumbbellPainter(layout: self, layer: layer).drawMarks()
      return
    }
    switch layer.mark.kind {
    case .bar: BarPainter(layout: self, layer: layer).drawMarks()
    case .line: LinePainter(layout: self, layer: layer).drawMarks()
    case .area: AreaPainter(layout: self, layer: layer).drawMarks()
    case .trail: TrailPainter(layout: self, layer: layer).drawMarks()
    case .rect: RectPainter(layout: self, layer: layer).drawMarks()
    case .point, .circle, .square: PointPainter(layout: self, layer: layer).drawMarks()
    case .rule: RulePainter(layout: self, layer: layer).drawMarks()
    case .tick: TickPainter(layout: self, layer: layer).drawMarks()
    case .text, .arc, .errorbar, .errorband, .boxplot: break
    }
  }

  private func drawLabels(_ layer: PlotLayer) {
    if panel.form == .dumbbell {
      DumbbellPainter(layout: self, layer: layer).drawLabels()
      return
    }
    switch layer.mark.kind {
    case .bar: BarPainter(layout: self, layer: layer).drawLabels()
    case .line: LinePainter(layout: self, layer: layer).drawLabels()
    case .point, .circle, .square, .tick: PointPainter(layout: self, layer: layer).drawLabels()
    case .text: TextMarkPainter(layout: self, layer: layer).draw()
    case .rule, .area, .trail, .rect, .arc, .errorbar, .errorband, .boxplot: break
    }
  }

  // MARK: Places

  /// Where a datum stands; nil where a value is missing or outside the domain.
  func place(_ datum: MarkDatum, _ layer: PlotLayer) -> (x: Double, y: Double)? {
    guard let x = position(datum.x, xScale, layer.hasX, area.midX),
      let y = position(datum.y, yScale, layer.hasY, area.midY)
    else { return nil }
    return (x, y)
  }

  private func position(_ value: Double?, _ scale: Scale?, _ isBound: Bool, _ middle: Double) -> Double? {
    guard let scale, isBound else { return middle }
    guard let value else { return nil }
    let place = scale.position(value)
    return place.isFinite && scale.range.contains(place) ? place : nil
  }

  /// A place on a scale, moved to its nearest end where it lies beyond; for the edges of what is drawn only in part.
  func held(_ place: Double, _ scale: Scale) -> Double {
    min(max(place, min(scale.range.start, scale.range.end)), max(scale.range.start, scale.range.end))
  }
}

/// What a panel among others keeps to, so that plots in a row or column begin and end together; distances from the edges
/// of its box.
struct PanelAlignment {
  var left = 0.0
  var right = 0.0
  var top = 0.0
  var plotHeight: Double?
}
