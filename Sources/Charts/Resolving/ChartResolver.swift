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
    var plot = Plot(range: spec.range)
    plot.title = spec.title.map { marked($0) }
    plot.subtitle = spec.subtitle.map { marked($0) }
    plot.source = spec.source.map { [marked($0)] } ?? []
    plot.note = spec.note.map { marked($0) }
    plot.height = spec.height?.points
    titleWords = (plot.title + plot.subtitle).map { $0.text.lowercased() }.joined(separator: " ")
    switch spec.kind {
    case .timeline: plot.form = .timeline
    case .dumbbell, .dot: plot.form = .dumbbell
    case nil: break
    }

    var layers: [BoundLayer] = []
    for layer in spec.layers {
      if let bound = bind(layer) { layers.append(bound) }
    }
    // A layer that could not be bound has said why; the chart would mislead without it.
    guard layers.count == spec.layers.count, !layers.isEmpty, checkForm(layers, plot.form) else { return nil }
    let countBefore = diagnostics.errorCount
    checkProperties(layers, plot.form)

    plot.x = makeAxis(.x, layers)
    plot.y = makeAxis(.y, layers)
    guard diagnostics.errorCount == countBefore else { return nil }
    var build = PlotBuild(plot: plot, layers: layers)
    makeSeries(&build)
    for index in layers.indices { makeData(index, &build) }
    guard diagnostics.errorCount == countBefore else { return nil }
    applyHighlight(&build)
    markEstimates(&build)
    fitDomain(.x, &build)
    fitDomain(.y, &build)
    guard diagnostics.errorCount == countBefore else { return nil }
    for index in layers.indices { printLabels(index, &build) }
    makeAnnotations(&build)
    recordScales(&build)
    addSourceLine(&build)
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

/// A plot on its way: what is known of each layer's rows beside what is drawn of them.
struct PlotBuild {
  var plot: Plot
  var layers: [BoundLayer]
  /// For each layer, the figures behind its marks, in the order of the marks.
  var figures: [[MarkFigures]]
  /// For each layer, the place of its first series, and of each series value.
  var seriesOfLayer: [[String: Int]]

  init(plot: Plot, layers: [BoundLayer]) {
    self.plot = plot
    self.layers = layers
    figures = Array(repeating: [], count: layers.count)
    seriesOfLayer = Array(repeating: [:], count: layers.count)
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
