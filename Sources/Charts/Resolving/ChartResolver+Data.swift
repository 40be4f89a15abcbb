import DataModel
import Diagnostics

extension ChartResolver {
  /// Makes the marks of a panel's layers from their rows.
  func makeData(
    _ panel: inout PanelBuild, _ series: [PlotSeries], _ scales: [EncodingSpec.Channel: VisualScale]
  ) {
    for index in panel.layers.indices { makeData(index, &panel, series, scales) }
  }

  private func makeData(
    _ index: Int, _ panel: inout PanelBuild, _ series: [PlotSeries], _ scales: [EncodingSpec.Channel: VisualScale]
  ) {
    let layer = panel.layers[index]
    var plotLayer = PlotLayer(mark: layer.spec.mark, data: [], range: layer.spec.range)
    plotLayer.radiusScale = layer.channels[.radius]?.spec.scale ?? ScaleSpec()
    plotLayer.hasX = layer.channels[.x] != nil
    plotLayer.hasY = layer.channels[.y] != nil
    plotLayer.isHorizontal = isHorizontal(layer, panel.panel)
    plotLayer.breakNote = layer.spec.breakSpec?.note.map { marked($0) }
    let reader = RowReader(layer: layer, panel: panel.panel, places: panel.seriesOfLayer[index], resolver: self)

    // Marks that are constants in all their channels are drawn once, however many rows there are.
    let isConstant = layer.channels.values.allSatisfy { $0.column == nil }
    var pieces: [[String?]: Int] = [:]
    var slots: [String: Int] = [:]
    let slotColumn = (layer.channels[.xOffset] ?? layer.channels[.yOffset])?.column
    if let slotColumn { slots = slotPlaces(slotColumn, layer, panel.seriesOfLayer[index]) }
    plotLayer.slotCount = max(slots.count, 1)
    let looks = LookReader(layer: layer, scales: scales, resolver: self)
    var visuals: [MarkVisual: Int] = [:]
    let pieceColumns = pieceColumns(layer)
    var resolution = WrittenDate.Resolution.year
    var skipped: Int?

    for row in 0..<(isConstant ? 1 : layer.table.rowCount) {
      var datum = MarkDatum()
      var figures = MarkFigures(row: row)
      guard let place = reader.series(row) else {
        skipped = skipped ?? row
        continue
      }
      datum.series = place
      if !looks.isConstant {
        let visual = looks.visual(row, into: &diagnostics)
        datum.visual = visuals[visual] ?? visuals.count
        visuals[visual] = datum.visual
        if datum.visual == plotLayer.visuals.count { plotLayer.visuals.append(visual) }
      }
      if panel.panel.form == .polar {
        reader.readPolar(&datum, row, &figures, &diagnostics)
        if let column = layer.channels[.order]?.column { datum.order = layer.table.double(row, column) ?? 0 }
        plotLayer.data.append(datum)
        panel.figures[index].append(figures)
        continue
      }
      datum.x = reader.position(.x, row, &figures.x, &resolution, &diagnostics)
      datum.y = reader.position(.y, row, &figures.y, &resolution, &diagnostics)
      var end: Figure?
      datum.x2 = reader.position(.x2, row, &end, &resolution, &diagnostics)
      datum.y2 = reader.position(.y2, row, &end, &resolution, &diagnostics)
      if reader.lacksCategory(datum) {
        skipped = skipped ?? row
        continue
      }
      if let slotColumn, let text = layer.table.text(row, slotColumn) { datum.slot = slots[text] ?? 0 }
      if !pieceColumns.isEmpty {
        let key = pieceColumns.map { layer.table.text(row, $0) }
        datum.piece = pieces[key] ?? pieces.count
        pieces[key] = datum.piece
      }
      if let column = layer.channels[.order]?.column {
        datum.order = layer.table.double(row, column) ?? Double(row)
      } else {
        datum.order = (plotLayer.isHorizontal ? datum.y : datum.x) ?? Double(row)
      }
      if let figure = plotLayer.isHorizontal ? figures.x ?? figures.y : figures.y ?? figures.x {
        datum.status = figure.status
        datum.isDerived = figure.kind == .derived && layer.spec.data?.added.isEmpty == false
        switch figure.qualifier {
        case .moreThan, .atLeast: datum.openEnd = .above
        case .lessThan, .atMost, .nearly: datum.openEnd = .below
        case .exact, .reported, .about: break
        }
      }
      plotLayer.data.append(datum)
      panel.figures[index].append(figures)
    }
    if let skipped {
      diagnostics.warning(
        "chart.empty-category", "rows without a category are left out, such as row \(skipped + 1)",
        at: layer.spec.range,
        hint: "filter them")
    }
    plotLayer.hasBreaks = layer.breakColumn != nil && pieces.count > 1
    noteResolution(resolution, &panel.panel)
    if panel.panel.form == .polar {
      stackAngles(&plotLayer, layer)
    } else {
      fillStack(&plotLayer, layer, &panel.figures[index])
      stack(&plotLayer, layer, panel.panel)
    }
    orderLines(&plotLayer, &panel.figures[index], layer)
    checkBases(plotLayer, panel.figures[index], series)
    let hasNames = plotLayer.data.contains { series[$0.series].name != nil }
    plotLayer.namesSeries = hasNames
    panel.panel.layers.append(plotLayer)
  }

  /// The columns that set the stretches of a line apart: those of details, of breaks, and of looks that are no series.
  private func pieceColumns(_ layer: BoundLayer) -> [Int] {
    var columns = layer.details + (layer.breakColumn.map { [$0] } ?? [])
    guard layer.spec.mark.kind == .line || layer.spec.mark.kind == .area else { return columns }
    let series = seriesColumn(of: layer)?.column
    for channel in EncodingSpec.Channel.looks {
      guard let bound = layer.channels[channel], let column = bound.column, bound.isDiscrete else { continue }
      if column != series, !columns.contains(column) { columns.append(column) }
    }
    return columns
  }

  /// Bars lie on their side where the categories or dates are on y.
  private func isHorizontal(_ layer: BoundLayer, _ panel: PlotPanel) -> Bool {
    if let orientation = layer.spec.mark.orientation { return orientation == .horizontal }
    let x = layer.channels[.x]
    let y = layer.channels[.y]
    switch layer.spec.mark.kind {
    case .tick: return y?.type == .quantitative && x?.type != .quantitative
    default:
      guard let x, x.type == .quantitative else { return false }
      guard let y else { return true }
      if y.type != .quantitative { return true }
      return layer.channels[.x2] != nil && layer.channels[.y2] == nil
    }
  }

  /// Which place each value of an offset has in its band: the order of the series where it is the same column.
  private func slotPlaces(_ column: Int, _ layer: BoundLayer, _ series: [String: Int]) -> [String: Int] {
    var values: [String] = []
    for row in 0..<layer.table.rowCount {
      if let text = layer.table.text(row, column), !values.contains(text) { values.append(text) }
    }
    let offset = layer.channels[.xOffset] ?? layer.channels[.yOffset]
    if let domain = offset?.spec.scale.domain {
      values = explicit(domain.compactMap { n in n.text.map { SpecText(text: $0, range: n.range) } }, of: values)
    } else if case .values(let texts) = offset?.spec.sort {
      let first = explicit(texts, of: values)
      values = first + values.filter { !first.contains($0) }
    } else if case .descending = offset?.spec.sort {
      values.sort(by: >)
    } else if case .ascending = offset?.spec.sort {
      values.sort()
    } else if values.allSatisfy({ series[$0] != nil }) {
      values.sort { (series[$0] ?? 0) < (series[$1] ?? 0) }
    }
    return Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
  }

  private func noteResolution(_ resolution: WrittenDate.Resolution, _ panel: inout PlotPanel) {
    if let axis = panel.x, axis.kind == .time { panel.x?.resolution = max(axis.resolution, resolution) }
    if let axis = panel.y, axis.kind == .time { panel.y?.resolution = max(axis.resolution, resolution) }
  }

  /// Arcs follow one another around the circle, in the order of their series unless the spec names another.
  private func stackAngles(_ plotLayer: inout PlotLayer, _ layer: BoundLayer) {
    guard let theta = layer.channels[.theta], theta.column != nil, layer.channels[.theta2] == nil else { return }
    if case .none = theta.spec.stack { return }
    let hasOrder = layer.channels[.order]?.column != nil
    let isDescending = if case .descending? = layer.channels[.order]?.spec.sort { true } else { false }
    let order = plotLayer.data.indices.sorted { a, b in
      let (x, y) = (plotLayer.data[a], plotLayer.data[b])
      if hasOrder, x.order != y.order { return isDescending ? x.order > y.order : x.order < y.order }
      return (x.series, a) < (y.series, b)
    }
    var end = 0.0
    for place in order {
      guard let value = plotLayer.data[place].y else { continue }
      plotLayer.data[place].y2 = end
      end += abs(value)
      plotLayer.data[place].y = end
    }
    plotLayer.isStacked = true
  }

  /// Areas on one another need a value of each at every place: one that is missing counts as nothing.
  private func fillStack(_ plotLayer: inout PlotLayer, _ layer: BoundLayer, _ figures: inout [MarkFigures]) {
    let alongX = plotLayer.isHorizontal
    guard plotLayer.mark.kind == .area, seriesColumn(of: layer) != nil || !layer.details.isEmpty,
      layer.channels[alongX ? .x2 : .y2] == nil, layer.spec.mark.kind == .area
    else { return }
    if case .none? = layer.channels[alongX ? .x : .y]?.spec.stack { return }
    let places = Set(plotLayer.data.compactMap { alongX ? $0.y : $0.x })
    struct Part: Hashable { var series, piece: Int }
    var known: [Part: (places: Set<Double>, datum: MarkDatum)] = [:]
    for datum in plotLayer.data {
      guard let place = alongX ? datum.y : datum.x else { continue }
      known[Part(series: datum.series, piece: datum.piece), default: ([], datum)].places.insert(place)
    }
    for (_, entry) in known.sorted(by: { ($0.key.series, $0.key.piece) < ($1.key.series, $1.key.piece) }) {
      for place in places.subtracting(entry.places).sorted() {
        var datum = entry.datum
        datum.x = alongX ? 0 : place
        datum.y = alongX ? place : 0
        datum.order = place
        datum.label = nil
        plotLayer.data.append(datum)
        figures.append(MarkFigures(row: 0))
      }
    }
  }

  /// Puts the parts of a category one after another: those above zero upwards, those below it downwards.
  private func stack(_ plotLayer: inout PlotLayer, _ layer: BoundLayer, _ panel: PlotPanel) {
    guard plotLayer.mark.kind == .bar || plotLayer.mark.kind == .area, plotLayer.slotCount == 1 else { return }
    let alongX = plotLayer.isHorizontal
    guard let quantity = layer.channels[alongX ? .x : .y], layer.channels[alongX ? .x2 : .y2] == nil else { return }
    var mode = ChannelSpec.StackMode.zero
    switch quantity.spec.stack {
    case .none: return
    case .automatic:
      guard seriesColumn(of: layer) != nil || !layer.details.isEmpty else { return }
      // A stack has parts in at least one category; areas lie on one another even where they only meet.
      let places = plotLayer.data.map { alongX ? $0.y : $0.x }
      guard Set(places).count < places.count else { return }
    case .mode(let written): mode = written
    }
    plotLayer.isStacked = true
    plotLayer.isNormalized = mode.isNormalized
    plotLayer.isDiverging = mode.isDiverging
    let seriesOrder = Set(plotLayer.data.map(\.series)).sorted()
    var groups: [Double: [Int]] = [:]
    for (index, datum) in plotLayer.data.enumerated() {
      groups[(alongX ? datum.y : datum.x) ?? 0, default: []].append(index)
    }
    let hasOrder = layer.channels[.order]?.column != nil
    // Centred stacks have a common middle, half as high as the highest of them.
    let largest =
      groups.values.map { members in
        members.reduce(0) { $0 + abs((alongX ? plotLayer.data[$1].x : plotLayer.data[$1].y) ?? 0) }
      }.max() ?? 0
    for members in groups.values {
      let ordered = members.sorted { a, b in
        let (x, y) = (plotLayer.data[a], plotLayer.data[b])
        if hasOrder && x.order != y.order { return x.order < y.order }
        return (x.series, a) < (y.series, b)
      }
      let values = ordered.map { (alongX ? plotLayer.data[$0].x : plotLayer.data[$0].y) ?? 0 }
      let total = values.reduce(0) { $0 + abs($1) }
      let factor = mode.isNormalized && total > 0 ? 100 / total : 1
      var up = mode == .center ? (largest - total) / 2 : 0
      if mode.isDiverging {
        up =
          -factor
          * zip(ordered, values).reduce(0) { sum, part in
            sum + part.1 * Self.shareBefore(plotLayer.data[part.0].series, in: seriesOrder)
          }
      }
      var down = 0.0
      for (place, value) in zip(ordered, values) {
        let share = (mode == .center ? abs(value) : value) * factor
        let isBelow = share < 0 && !mode.isDiverging
        let start = isBelow ? down : up
        if isBelow { down += share } else { up += share }
        guard (alongX ? plotLayer.data[place].x : plotLayer.data[place].y) != nil else { continue }
        if alongX {
          plotLayer.data[place].x2 = start
          plotLayer.data[place].x = start + share
        } else {
          plotLayer.data[place].y2 = start
          plotLayer.data[place].y = start + share
        }
      }
    }
  }

  /// What part of a series lies before the line of a diverging stack: all of the first half, half of one in the middle.
  private static func shareBefore(_ series: Int, in order: [Int]) -> Double {
    let place = 2 * (order.firstIndex(of: series) ?? 0) + 1
    return place < order.count ? 1 : place == order.count ? 0.5 : 0
  }

  /// A line joins its points into one series, for which they have to be measured on one basis.
  private func checkBases(_ layer: PlotLayer, _ figures: [MarkFigures], _ series: [PlotSeries]) {
    guard layer.mark.kind == .line else { return }
    func figure(_ index: Int) -> Figure? {
      layer.isHorizontal ? figures[index].x ?? figures[index].y : figures[index].y ?? figures[index].x
    }
    for index in layer.data.indices.dropFirst() {
      let (before, after) = (layer.data[index - 1], layer.data[index])
      guard before.series == after.series, before.piece == after.piece, let a = figure(index - 1),
        let b = figure(index), let first = a.basis, let second = b.basis, first != second
      else { continue }
      let name = series[after.series].value
      diagnostics.add(
        CoherenceFinding(
          .joinedBases,
          "the line\(name.isEmpty ? "" : " '\(name)'") joins figures of different bases: \(a.id) is of \(first), \(b.id) is of \(second)",
          at: layer.range, severity: .error,
          hint: "break it with 'break: NAME', the column that holds the basis, or filter the rows to one basis"
        ).diagnostic)
      return
    }
  }

  /// The points of a line follow one another along x, or in the order that the spec names.
  private func orderLines(_ plotLayer: inout PlotLayer, _ figures: inout [MarkFigures], _ layer: BoundLayer) {
    guard [MarkSpec.Kind.line, .area, .trail].contains(plotLayer.mark.kind) else { return }
    let data = plotLayer.data
    let order = data.indices.sorted { a, b in
      let (x, y) = (data[a], data[b])
      return (x.series, x.piece, x.order, a) < (y.series, y.piece, y.order, b)
    }
    plotLayer.data = order.map { data[$0] }
    let before = figures
    figures = order.map { before[$0] }
  }

  /// Estimates and forecasts are set apart where they stand beside other figures.
  func markEstimates(_ build: inout PlotBuild) {
    markDerived(&build)
    // Where the titles speak of estimates, all values are such, whatever a table says of single rows.
    guard !ChartWords.estimates.contains(where: { titleWords.contains($0) }) else { return }
    let uncertain: StatusFlags = [.estimated, .forecast, .eurostatEstimate]
    var (count, all) = (0, 0)
    for layer in build.panels.flatMap(\.panel.layers) {
      for datum in layer.data where datum.x != nil && datum.y != nil {
        all += 1
        if !datum.status.isDisjoint(with: uncertain) { count += 1 }
      }
    }
    guard count > 0, count < all else { return }
    // What is drawn in another way is explained.
    var kind: MarkSpec.Kind?
    for panel in build.panels.indices {
      build.panels[panel].panel.forEachDatum { datum, mark in
        datum.isEstimate = !datum.status.isDisjoint(with: uncertain) || datum.isDerived
        if datum.isEstimate { kind = kind ?? mark }
      }
    }
    if let kind, build.panels.contains(where: { $0.panel.form != .timeline }) {
      build.plot.note.append(MarkedText(text: words.estimateKey(kind)))
    }
  }

  /// What the report derives is drawn like an estimate, with a key of its own.
  private func markDerived(_ build: inout PlotBuild) {
    var kind: MarkSpec.Kind?
    for panel in build.panels.indices {
      build.panels[panel].panel.forEachDatum { datum, mark in
        guard datum.isDerived else { return }
        datum.isEstimate = true
        kind = mark
      }
    }
    if let kind { build.plot.note.append(MarkedText(text: words.derivedKey(kind))) }
  }
}

extension PlotPanel {
  /// Changes the marks of all layers.
  mutating func forEachDatum(_ body: (inout MarkDatum, MarkSpec.Kind) -> Void) {
    for layer in layers.indices {
      let kind = layers[layer].mark.kind
      for index in layers[layer].data.indices { body(&layers[layer].data[index], kind) }
    }
  }
}
