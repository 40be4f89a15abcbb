import Geometry
import Styling
import TextShaping

/// How the parts of a plot are drawn. Panels that are alike share it.
struct PlotLooks {
  let context: StyleContext
  let x: AxisLook
  let y: AxisLook
  let series: [SeriesLook]
  /// Series as the sheet knows them.
  let seriesParts: [ChartPart]
  /// What the words stand on.
  let ground: Color
  let palette: SheetPalette

  /// What decides the looks of a panel.
  struct Key: Hashable {
    /// Of the panel's form.
    var name: String
    var axisCount: Int
    /// Whether an axis repeats what labels say.
    var xIsDirect: Bool
    var yIsDirect: Bool
  }

  /// - Parameter parent: The style of what holds the plot: the chart, or a panel among others.
  init(_ key: Key, in parent: StyleContext, chart: ChartPainter) {
    let (typesetting, width) = (chart.typesetting, Length.pt(chart.width))
    let context = parent.child(ChartPart("plot", attributes: [("data-form", key.name)]), at: .only)
    self.context = context
    let backgrounds = [context.style.values.backgroundColor, chart.context.style.values.backgroundColor]
    let ground = backgrounds.first { $0.alpha > 0 } ?? .white
    self.ground = ground
    let palette = SheetPalette(context, ground: ground)
    self.palette = palette
    let (axes, all) = (key.axisCount, chart.plot.series)
    let count = axes + all.count
    func axis(_ name: String, _ index: Int, isDirect: Bool) -> AxisLook {
      let part = ChartPart("axis", classes: [name], attributes: isDirect ? [("data-values", "direct")] : [])
      let position = SiblingPosition(index: index, indexOfType: index, count: count, countOfType: axes)
      return AxisLook(context.child(part, at: position), width: width, typesetting)
    }
    x = axis("x", 1, isDirect: key.xIsDirect)
    y = axis("y", axes, isDirect: key.yIsDirect)
    seriesParts = all.map { ChartPart("series", classes: $0.classes, attributes: [("data-name", $0.value)]) }
    series = zip(all, seriesParts).map { entry in
      let position = SiblingPosition(
        index: axes + entry.0.place + 1, indexOfType: entry.0.place + 1, count: count, countOfType: all.count)
      return SeriesLook(
        context.child(entry.1, at: position), color: palette.color(entry.0.color), palette: palette, ground: ground,
        width: width, typesetting)
    }
  }
}
