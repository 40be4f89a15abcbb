import DataModel
import Diagnostics
import Graphics

/// Turns a spec into a plot, step by step; each step is in a file of its own. Used once and on one thread.
final class ChartResolver {
  let spec: ChartSpec
  let identifier: String
  let store: FigureStore
  let ledger: Ledger
  let words: ChartWords
  let punctuation: (String) -> String
  var loader: TableLoader
  var diagnostics: Diagnostics
  /// Titles in lower case, to see which unit they name.
  var titleWords = ""

  init(
    spec: ChartSpec, identifier: String, store: FigureStore, ledger: Ledger, language: String,
    punctuation: @escaping (String) -> String, diagnostics: Diagnostics
  ) {
    self.spec = spec
    self.identifier = identifier
    self.store = store
    self.ledger = ledger
    words = ChartWords(language: language)
    self.punctuation = punctuation
    loader = TableLoader(store: store, identifier: identifier)
    self.diagnostics = diagnostics
  }

  /// - Returns: Nil if there is nothing to draw; the reason is among the diagnostics.
  func resolve() -> PlotBuild? {
    var build = PlotBuild(range: spec.range)
    build.plot.title = spec.title.map { marked($0) }
    build.plot.subtitle = spec.subtitle.map { marked($0) }
    build.plot.source = spec.source.map { [marked($0)] } ?? []
    build.plot.note = spec.note.map { marked($0) }
    build.plot.height = spec.height?.points
    titleWords = (build.plot.title + build.plot.subtitle).map { $0.text.lowercased() }.joined(separator: " ")

    switch spec.root {
    case .unit(let unit):
      guard let panel = makePanel(unit) else { return nil }
      build.panels = [panel]
    }
    let countBefore = diagnostics.errorCount
    for panel in build.panels { checkProperties(panel) }
    for group in build.axisGroups { makeAxis(group, &build) }
    guard diagnostics.errorCount == countBefore else { return nil }
    makeSeries(&build)
    for panel in build.panels.indices { makeData(&build.panels[panel], build.plot.series) }
    guard diagnostics.errorCount == countBefore else { return nil }
    applyHighlight(&build)
    markEstimates(&build)
    for group in build.axisGroups { fitDomain(group, &build) }
    guard diagnostics.errorCount == countBefore else { return nil }
    for panel in build.panels.indices {
      for index in build.panels[panel].layers.indices { printLabels(index, &build.panels[panel]) }
      makeAnnotations(&build.panels[panel])
    }
    for group in build.axisGroups { recordScale(group, &build) }
    addSourceLine(&build)
    guard diagnostics.errorCount == countBefore, let panel = build.panels.first?.panel else { return nil }
    build.plot.root = .panel(panel)
    return build
  }

  /// A panel whose layers have found their rows and columns.
  private func makePanel(_ unit: UnitSpec) -> PanelBuild? {
    var panel = PlotPanel(range: unit.range)
    switch unit.kind {
    case .timeline: panel.form = .timeline
    case .dumbbell, .dot: panel.form = .dumbbell
    case nil: break
    }
    let layers = unit.layers.compactMap { bind($0, panel.form) }
    // A layer that could not be bound has said why; the chart would mislead without it.
    guard layers.count == unit.layers.count, !layers.isEmpty, checkForm(layers, panel.form) else { return nil }
    return PanelBuild(spec: unit, panel: panel, layers: layers)
  }

  /// Runs a lookup that does not touch the diagnostics, and keeps its diagnostic.
  func collect<Result>(_ body: () throws(Diagnostic) -> Result) -> Result? {
    diagnostics.collect(body)
  }
}

extension Diagnostics {
  var errorCount: Int { all.count { $0.severity == .error } }
}

/// A plot on its way.
struct PlotBuild {
  /// Its panels are put in last.
  var plot: Plot
  var panels: [PanelBuild] = []

  init(range: SourceRange) {
    plot = Plot(root: .panel(PlotPanel(range: range)), range: range)
  }

  /// The axes of all panels, those that panels share once.
  var axisGroups: [AxisGroup] {
    panels.indices.flatMap { panel in
      [AxisGroup(channel: .x, panels: [panel]), AxisGroup(channel: .y, panels: [panel])]
    }
  }
}

/// Panels that have one scale along x or y.
struct AxisGroup {
  var channel: EncodingSpec.Channel
  /// Places of the panels.
  var panels: [Int]
}

/// A panel on its way: what is known of each layer's rows beside what is drawn of them.
struct PanelBuild {
  var spec: UnitSpec
  var panel: PlotPanel
  var layers: [BoundLayer]
  /// For each layer, the figures behind its marks, in the order of the marks.
  var figures: [[MarkFigures]]
  /// For each layer, the place of its first series, and of each series value.
  var seriesOfLayer: [[String: Int]]

  init(spec: UnitSpec, panel: PlotPanel, layers: [BoundLayer]) {
    self.spec = spec
    self.panel = panel
    self.layers = layers
    figures = Array(repeating: [], count: layers.count)
    seriesOfLayer = Array(repeating: [:], count: layers.count)
  }
}

extension PlotPanel {
  subscript(channel: EncodingSpec.Channel) -> PlotAxis? {
    get { channel == .x ? x : y }
    set { if channel == .x { x = newValue } else { y = newValue } }
  }
}

struct MarkFigures {
  var row: Int
  var x: Figure?
  var y: Figure?
}

/// A layer whose columns have been found.
struct BoundLayer {
  var spec: LayerSpec
  var form: PlotPanel.Form
  var table: DataTable
  var channels: [EncodingSpec.Channel: BoundChannel]
  var details: [Int]
  var breakColumn: Int?
}

struct BoundChannel {
  var spec: ChannelSpec
  /// Nil where the channel is a constant.
  var column: Int?
  var type: ChannelSpec.DataType

  var isDiscrete: Bool { type == .nominal || type == .ordinal }
  /// The place to speak of when something is wrong with its values.
  var range: SourceRange { spec.field?.range ?? spec.datum?.range ?? spec.range }
}
