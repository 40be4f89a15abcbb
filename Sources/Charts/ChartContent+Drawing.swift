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
    let direct = plot.panelsWithDirectValues
    var plain: Set<Int> = []
    while true {
      let painter = ChartPainter(
        plot: plot, context: context, typesetting: typesetting, locale: locale, words: words,
        width: width, directPanels: direct, plainPanels: plain)
      let drawing = painter.draw()
      // Where the values of bars do not fit beside them, all of them are read off the axis instead. Each time some panel
      // is drawn without them, so that there is an end.
      let failed = painter.failedPanels.subtracting(plain)
      if failed.isEmpty { return drawing }
      plain.formUnion(plot.panels(sharingScalesWith: failed))
    }
  }
}

extension Plot {
  /// Places of panels whose marks can carry their values, as those can that share a scale with them.
  fileprivate var panelsWithDirectValues: Set<Int> {
    let panels = root.panels
    let others = Set(panels.filter { !$0.canShowValuesDirectly }.map(\.index))
    return Set(panels.map(\.index)).subtracting(self.panels(sharingScalesWith: others))
  }

  /// Places of some panels and of those that share a scale with one of them, so that panels that are compared look alike.
  fileprivate func panels(sharingScalesWith places: Set<Int>) -> Set<Int> {
    let panels = root.panels
    func scales(_ panel: PlotPanel) -> [Int] { [panel.x?.scaleGroup, panel.y?.scaleGroup].compactMap { $0 } }
    let shared = Set(panels.filter { places.contains($0.index) }.flatMap(scales))
    return places.union(panels.filter { !shared.isDisjoint(with: scales($0)) }.map(\.index))
  }
}

extension PlotPanel {
  /// Whether every mark can carry its value, so that the axis has nothing to add.
  var canShowValuesDirectly: Bool {
    guard form != .timeline, form != .waffle, form != .polar, !layers.isEmpty else { return false }
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
      default: return false
      }
    }
  }
}
