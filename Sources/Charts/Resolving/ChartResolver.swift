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
  /// The values in the words of the long description.
  var readings: [ChartReading] = []

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
    loader = TableLoader(store: store, identifier: identifier, datasets: spec.datasets)
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

    guard let root = makeView(spec.root, ViewContext(), &build) else { return nil }
    let countBefore = diagnostics.errorCount
    checkProperties(build)
    for group in build.axisGroups { makeAxis(group, &build) }
    guard diagnostics.errorCount == countBefore else { return nil }
    makeSeries(&build)
    makeVisualScales(&build)
    guard diagnostics.errorCount == countBefore else { return nil }
    for panel in build.panels.indices { makeData(&build.panels[panel], build.plot.series, build.visualScales) }
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
    build.plot.root = build.view(root)
    return diagnostics.errorCount == countBefore ? build : nil
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
  /// The layers of each unit over all rows, before facets cut them up.
  var templates: [[BoundLayer]] = []
  /// The same before error bars and box plots are taken apart.
  var boundTemplates: [[BoundLayer]] = []
  var templateOfPath: [[Int]: Int] = [:]
  var scaleCount = 0
  var visualScales: [EncodingSpec.Channel: VisualScale] = [:]

  init(range: SourceRange) {
    plot = Plot(root: .panel(PlotPanel(range: range)), range: range)
  }

  /// The axes of all panels, those that panels share once.
  var axisGroups: [AxisGroup] {
    var groups: [AxisGroup] = []
    var places: [Int: Int] = [:]
    for panel in panels.indices {
      for channel in [EncodingSpec.Channel.x, .y] {
        guard let scale = panels[panel].scales[channel] else { continue }
        if let place = places[scale] {
          groups[place].panels.append(panel)
        } else {
          places[scale] = groups.count
          groups.append(AxisGroup(scale: scale, channel: channel, panels: [panel]))
        }
      }
    }
    return groups
  }

  /// The layers that decide an axis: those of a panel alone, or of all rows where several panels share it.
  func layers(of group: AxisGroup) -> [BoundLayer] {
    guard group.panels.count > 1 else { return panels[group.panels[0]].layers }
    var seen: Set<Int> = []
    return group.panels.map { panels[$0].template }.filter { seen.insert($0).inserted }.flatMap { templates[$0] }
  }
}

/// Panels that have one scale along x or y.
struct AxisGroup {
  var scale: Int
  var channel: EncodingSpec.Channel
  /// Places of the panels.
  var panels: [Int]
}

/// A panel on its way: what is known of each layer's rows beside what is drawn of them.
struct PanelBuild {
  var spec: UnitSpec
  var panel: PlotPanel
  var layers: [BoundLayer]
  /// The place of the layers that it was cut from.
  var template: Int
  /// The numbers of its scales.
  var scales: [EncodingSpec.Channel: Int] = [:]
  /// For each layer, the figures behind its marks, in the order of the marks.
  var figures: [[MarkFigures]]
  /// For each layer, the place of its first series, and of each series value.
  var seriesOfLayer: [[String: Int]]

  init(spec: UnitSpec, panel: PlotPanel, layers: [BoundLayer], template: Int) {
    self.spec = spec
    self.panel = panel
    self.layers = layers
    self.template = template
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
