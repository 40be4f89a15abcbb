import Geometry
import Graphics

/// Places views in rows and columns within a width: columns share it by the widths that their views would like, and plots
/// of a row or column begin and end together.
struct GridLayout {
  let chart: ChartPainter
  let grid: PlotGrid
  let width: Double
  /// Whether the drawing is kept, so that what it finds wrong counts.
  let isKept: Bool
  private let columns: Int
  private let columnGap: Double
  private let rowGap: Double

  init(chart: ChartPainter, grid: PlotGrid, width: Double, isKept: Bool) {
    self.chart = chart
    self.grid = grid
    self.width = width
    self.isKept = isKept
    columnGap = grid.columnSpacing ?? 16
    rowGap = grid.rowSpacing ?? 12
    columns = GridLayout.columnCount(of: grid, width: width, gap: columnGap)
  }

  private var rows: Int { (grid.cells.count + columns - 1) / columns }

  /// As many as are asked for, or as many as have room; then as few as make the same number of rows.
  private static func columnCount(of grid: PlotGrid, width: Double, gap: Double) -> Int {
    let count = max(grid.cells.count, 1)
    if let wish = grid.columns { return min(max(wish, 1), count) }
    // What a panel needs for words beside its marks, in points; of many panels, each has to do with less.
    let least = count > 24 ? 66.0 : 92
    let widest = grid.cells.map { $0.fixedWidth ?? least }.max() ?? least
    let most = min(max(Int((width + gap) / (widest + gap)), 1), count)
    return (count + (count + most - 1) / most - 1) / ((count + most - 1) / most)
  }

  // MARK: Drawing

  /// - Parameter height: What the spec leaves for the grid; nil where it is as high as it needs.
  func draw(height: Double?) -> (canvas: Canvas, height: Double) {
    var canvas = Canvas()
    var y = 0.0
    if !grid.title.isEmpty {
      let part = ChartPart("title", classes: ["group"])
      chart.setTexts(grid.title, part, chart.panelTitle(classes: part.classes), width: width, on: &canvas, &y)
    }
    let columns = measureColumns()
    drawColumnTitles(columns, on: &canvas, &y)
    var bands = (0..<rows).map { measureRow($0, columns) }
    if let height { share(height - y, among: &bands) }
    for row in bands.indices {
      if row > 0 { y += rowGap }
      drawRowTitle(row, on: &canvas, &y)
      drawRow(row, bands[row], columns, on: &canvas, y)
      y += bands[row].height
    }
    return (canvas, y)
  }

  private func drawColumnTitles(_ columns: [Column], on canvas: inout Canvas, _ y: inout Double) {
    guard !grid.columnTitles.isEmpty else { return }
    let look = chart.panelTitle()
    guard !look.isHidden else { return }
    let blocks = zip(grid.columnTitles, columns).map { chart.block($0, look, maximum: $1.width - $1.left) }
    canvas.open(ChartPart("title"))
    for (block, column) in zip(blocks, columns) {
      canvas.add(
        block, x: column.x + column.left, top: y + (look.lineHeight - look.capHeight - look.descent) / 2)
    }
    canvas.close()
    y += look.marginTop + (blocks.map(\.lineHeight).max() ?? 0) + look.marginBottom
  }

  private func drawRowTitle(_ row: Int, on canvas: inout Canvas, _ y: inout Double) {
    guard grid.rowTitles.indices.contains(row) else { return }
    let part = ChartPart("title")
    chart.setTexts([grid.rowTitles[row]], part, chart.panelTitle(), width: width, on: &canvas, &y)
  }

  // MARK: Columns

  /// A column of the grid: the room of words at its sides, and of plots between them.
  private struct Column {
    var x = 0.0
    var left = 0.0
    var plot = 0.0
    var right = 0.0
    /// The longest word of the titles over its plots.
    var words = 0.0
    var width: Double { left + plot + right }
  }

  private func cell(_ row: Int, _ column: Int) -> PlotView? {
    let place = row * columns + column
    return column < columns && grid.cells.indices.contains(place) ? edged(grid.cells[place], row, column) : nil
  }

  /// A panel without the axes that another one at the outer edge draws for it.
  private func edged(_ view: PlotView, _ row: Int, _ column: Int) -> PlotView {
    guard case .panel(var panel) = view else { return view }
    if grid.sharesX {
      let isLowest = !grid.cells.indices.contains((row + 1) * columns + column)
      panel.x?.isLabelled = isLowest
      let isLast = row == rows - 1 && (row * columns + column == grid.cells.count - 1)
      if !isLast { panel.x?.title = nil }
    }
    if grid.sharesY {
      panel.y?.isLabelled = column == 0
      if column > 0 || row > 0 { panel.y?.title = nil }
    }
    return .panel(panel)
  }

  private func measureColumns() -> [Column] {
    let weights = (0..<columns).map { column in
      (0..<rows).compactMap { cell($0, column)?.naturalWidth }.max() ?? 1
    }
    let free = width - columnGap * Double(columns - 1)
    let total = grid.alignment == .all ? (weights.max() ?? 1) * Double(columns) : weights.reduce(0, +)
    func share(_ column: Int) -> Double { (grid.alignment == .all ? weights.max() ?? 1 : weights[column]) / total }
    var result = Array(repeating: Column(), count: columns)
    for column in result.indices {
      for row in 0..<rows {
        guard let layout = cell(row, column).flatMap({ layOut($0, free * share(column), PanelAlignment()) }) else {
          continue
        }
        result[column].left = max(result[column].left, layout.area.x0)
        result[column].right = max(result[column].right, layout.wordsRight)
        result[column].words = max(result[column].words, widestWord(of: layout.panel.title))
      }
    }
    let plots = max(free - result.reduce(0) { $0 + $1.left + $1.right }, free * 0.2)
    // Widths that are written are kept where there is room for them.
    let isFixed = grid.cells.allSatisfy { $0.fixedWidth != nil } && total <= plots
    var x = 0.0
    for column in result.indices {
      result[column].plot = isFixed ? total * share(column) : plots * share(column)
      if isFixed {
        result[column].right = max(
          result[column].right, result[column].words - result[column].left - result[column].plot)
      }
      result[column].x = x
      x += result[column].width + columnGap
      if result[column].plot < 28, !isFixed {
        chart.warn(
          "chart.too-narrow", "\(columns) views side by side are too narrow to be read",
          hint: "give the chart more width, or fewer 'columns'")
      }
    }
    return result
  }

  private func widestWord(of title: [MarkedText]) -> Double {
    let look = chart.panelTitle()
    return title.flatMap { $0.text.split(separator: " ") }.map { look.width(of: String($0)) }.max() ?? 0
  }

  /// A panel with axes, laid out on a canvas of its own; nil for views that are not aligned with others.
  private func layOut(_ view: PlotView, _ width: Double, _ alignment: PanelAlignment) -> CartesianLayout? {
    guard case .panel(let panel) = view, panel.form == .cartesian || panel.form == .dumbbell else { return nil }
    let painter = PanelPainter(chart: chart, panel: panel, width: max(width, 1), canvas: Canvas())
    var y = 0.0
    painter.drawTitle(&y)
    let layout = CartesianLayout(painter: painter, top: y, fixedHeight: nil, alignment: alignment)
    painter.inPart("plot") { layout.layOut() }
    return layout
  }

  // MARK: Rows

  /// A row of the grid: the room of words above and under its plots.
  private struct Band {
    var top = 0.0
    var plot = 0.0
    var bottom = 0.0
    /// The height of views that are not aligned with others.
    var others = 0.0
    var height: Double { max(top + plot + bottom, others) }
  }

  private func measureRow(_ row: Int, _ columns: [Column]) -> Band {
    var band = Band()
    for (place, column) in columns.enumerated() {
      guard let view = cell(row, place) else { continue }
      if let layout = layOut(view, column.width, PanelAlignment(left: column.left, right: column.right)) {
        band.top = max(band.top, layout.area.y0)
        band.plot = max(band.plot, layout.area.height)
        band.bottom = max(band.bottom, layout.footHeight)
      } else {
        band.others = max(band.others, drawn(view, column.width, isKept: false).height)
      }
    }
    return band
  }

  /// Makes plots higher or lower, so that the rows take up a height together.
  private func share(_ height: Double, among bands: inout [Band]) {
    let look = chart.panelTitle()
    let titles = Double(grid.rowTitles.count) * (look.lineHeight + look.marginTop + look.marginBottom)
    let words = bands.reduce(0) { $0 + $1.top + $1.bottom } + rowGap * Double(bands.count - 1) + titles
    let plots = bands.reduce(0) { $0 + $1.plot }
    guard plots > 0 else { return }
    let factor = max(height - words, Double(bands.count) * 20) / plots
    for row in bands.indices { bands[row].plot *= factor }
    if factor * plots > height - words {
      chart.warn(
        "chart.too-low", "the chart needs more height than 'height' gives it", hint: "leave 'height' out")
    }
  }

  private func drawRow(
    _ row: Int, _ band: Band, _ columns: [Column], on canvas: inout Canvas, _ y: Double
  ) {
    for (place, column) in columns.enumerated() {
      guard let view = cell(row, place) else { continue }
      let alignment = PanelAlignment(
        left: column.left, right: column.right, top: grid.alignment == .none ? 0 : band.top,
        plotHeight: grid.alignment == .none ? nil : band.plot)
      if let layout = layOut(view, column.width, alignment) {
        layout.painter.inPart("plot") { layout.draw() }
        if isKept { chart.note(layout.painter) }
        canvas.add(layout.painter.canvas, as: ChartPart("panel"), x: column.x, y: y)
      } else {
        let part: ChartPart = if case .grid = view { ChartPart("grid") } else { ChartPart("panel") }
        canvas.add(drawn(view, column.width, isKept: isKept).canvas, as: part, x: column.x, y: y)
      }
    }
  }

  /// A view that keeps to itself: a grid, a timeline or a waffle.
  private func drawn(_ view: PlotView, _ width: Double, isKept: Bool) -> (canvas: Canvas, height: Double) {
    switch view {
    case .grid(let grid): return GridLayout(chart: chart, grid: grid, width: width, isKept: isKept).draw(height: nil)
    case .panel(let panel):
      let painter = PanelPainter(chart: chart, panel: panel, width: width, canvas: Canvas())
      var y = 0.0
      painter.draw(&y, height: nil)
      if isKept { chart.note(painter) }
      return (painter.canvas, y)
    }
  }
}

extension PlotView {
  /// How wide a plot wishes to be, in points: Vega-Lite's 300 pixels for a continuous axis, and so much for each category.
  fileprivate var naturalWidth: Double {
    switch self {
    case .panel(let panel):
      if let fixed = fixedWidth { return fixed }
      guard let x = panel.x, !x.isContinuous, panel.y?.isContinuous ?? true else { return 225 }
      return min(max(Double(x.categories.count) * 18, 110), 320)
    case .grid(let grid):
      let columns = min(grid.columns ?? 2, max(grid.cells.count, 1))
      return (0..<columns).reduce(0) { sum, column in
        sum + (stride(from: column, to: grid.cells.count, by: columns).map { grid.cells[$0].naturalWidth }.max() ?? 0)
      }
    }
  }

  /// The width of a plot that the spec asks for, in points.
  fileprivate var fixedWidth: Double? {
    guard case .panel(let panel) = self else { return nil }
    switch panel.width {
    case .fixed(let width)?: return width.points
    case .step(let step)? where panel.x?.isContinuous == false:
      return step.points * Double(panel.x?.categories.count ?? 1)
    case .step?, .container?, nil: return nil
    }
  }
}
