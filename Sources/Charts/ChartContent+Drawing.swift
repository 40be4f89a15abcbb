import Geometry
import Styling
import TextShaping

extension ChartContent {
  /// Lays the chart out for a width.
  ///
  /// - Parameters:
  ///   - width: The width of the drawing; titles and source line included.
  ///   - context: The style of the `chart` element. Its parts are styled as its descendants: `title`, `subtitle`, `plot`,
  ///     `legend`, `annotation` and `source`. The element's own margins, padding and borders are left to the page.
  ///   - shaper: Measures and shapes the text.
  ///   - textSlack: How much wider the words may come out where the chart is shown, as a share of their width: 0.06 where
  ///     another font may take the place of the sheet's.
  public func draw(
    width: Length, context: StyleContext, shaper: TextShaper, textSlack: Double = 0
  ) -> ChartDrawing {
    let typesetting = Typesetting(shaper: shaper, language: words.language, slack: 1 + textSlack)
    func painter(direct: Bool, labels: Bool) -> ChartPainter {
      ChartPainter(
        plot: plot, colors: colors, context: context, typesetting: typesetting, locale: locale, words: words,
        width: width,
        valuesAreDirect: direct, barsHaveLabels: labels)
    }
    let first = painter(direct: plot.root.panels.allSatisfy(\.canShowValuesDirectly), labels: true)
    let drawing = first.draw()
    guard first.barLabelsFailed else { return drawing }
    // The values of bars do not fit beside them, so all of them are read off the axis instead.
    return painter(direct: false, labels: false).draw()
  }
}

extension PlotPanel {
  /// Whether every mark can carry its value, so that the axis has nothing to add.
  var canShowValuesDirectly: Bool {
    guard form != .timeline, !layers.isEmpty else { return false }
    return layers.allSatisfy { layer in
      switch layer.mark.kind {
      case .text: return true
      case .rule: return layer.data.allSatisfy { $0.label == nil } && layers.count > 1
      case .bar, .point:
        guard layer.mark.kind == .bar || form == .dumbbell, !layer.isStacked, layer.labels == .all else { return false }
        let quantity = layer.data.filter { (layer.isHorizontal ? $0.x : $0.y) != nil }
        guard quantity.allSatisfy({ $0.label != nil }) else { return false }
        // Of more than two points in a row, the inner ones have no label.
        let rows = Dictionary(grouping: quantity) { (layer.isHorizontal ? $0.y : $0.x) ?? 0 }
        return form != .dumbbell || rows.values.allSatisfy { $0.count <= 2 }
      case .line, .tick: return false
      }
    }
  }
}
