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
    let contexts = zip(all, seriesParts).map { series, part in
      context.child(
        part,
        at: SiblingPosition(
          index: axes + series.place + 1, indexOfType: series.place + 1, count: count, countOfType: all.count))
    }
    let colors = all.map { palette.color($0.color) }
    let textures = Self.textures(of: all, zip(colors, contexts).map { $0 ?? $1.style.values.color }, in: chart.plot)
    series = all.indices.map {
      SeriesLook(
        contexts[$0], color: colors[$0], texture: textures[$0], palette: palette, ground: ground, width: width,
        typesetting)
    }
  }

  /// What lines and points are told apart by besides their colours. Areas have their places for that.
  private static func textures(of series: [PlotSeries], _ colors: [Color], in plot: Plot) -> [Int] {
    let marks: Set<MarkSpec.Kind> = [.line, .point]
    let layers = plot.root.panels.flatMap(\.layers)
    guard series.count > 1, layers.contains(where: { $0.namesSeries && marks.contains($0.mark.kind) })
    else { return series.map { _ in 0 } }
    // What steps back is not to be told apart.
    return ColorProof(
      zip(series, colors).map { $0.name == nil || $0.classes.contains("context") ? nil : $1 }
    ).textures()
  }
}
