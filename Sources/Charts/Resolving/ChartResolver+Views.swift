import DataModel
import Diagnostics

/// The tree of views on its way: panels by their places.
indirect enum ViewBuild {
  case panel(Int)
  case grid(PlotGrid, [ViewBuild])
}

/// What a view takes over from the views around it.
struct ViewContext {
  /// The rows that a facet leaves for it, and all rows that the facet was made of.
  var rows: DataTable?
  var allRows: DataTable?
  /// Where the view stands in the tree; the same for all copies that a facet makes of it.
  var path: [Int] = []
  /// The numbers of the scales that are shared with other views, by channel.
  var scales: [String: Int] = [:]
  var legend: Int?
  var facetValues: [String] = []
}

/// A value of a column by which a view is repeated.
private struct FacetValue {
  var value: String
  var header: MarkedText
  var rows: [Int]
}

extension ChartResolver {
  /// Makes the panels of a view, with the rows and columns of all their layers.
  ///
  /// - Returns: Nil if one of them could not be made; the reason is among the diagnostics.
  func makeView(_ view: ViewSpec, _ context: ViewContext, _ build: inout PlotBuild) -> ViewBuild? {
    switch view {
    case .unit(let unit): makePanel(unit, context, &build)
    case .concat(let concat, let views): makeConcat(concat, views, context, &build)
    case .facet(let facet, let view): makeFacet(facet, view, context, &build)
    }
  }

  // MARK: Panels

  private func makePanel(_ unit: UnitSpec, _ context: ViewContext, _ build: inout PlotBuild) -> ViewBuild? {
    var panel = PlotPanel(range: unit.range)
    switch unit.kind {
    case .timeline: panel.form = .timeline
    case .dumbbell, .dot: panel.form = .dumbbell
    case .range:
      panel.form = .dumbbell
      panel.name = ChartKind.range.rawValue
    case .waffle: panel.form = .waffle
    // Written in other marks by now.
    case .slope, .likert, .pyramid, .multiples, .spark: break
    case nil: if unit.layers.contains(where: { $0.mark.kind == .arc }) { panel.form = .polar }
    }
    panel.title = unit.title.map { marked($0) }
    (panel.width, panel.height) = (unit.width, unit.height)
    panel.facetValues = context.facetValues
    panel.index = build.panels.count
    panel.legend = context.legend ?? build.newLegend()
    guard let template = makeTemplate(unit, panel.form, context, &build) else { return nil }
    var layers = build.templates[template]
    if let rows = context.rows, let all = context.allRows, rows !== all {
      let bound = zip(unit.layers, build.boundTemplates[template]).compactMap { layer, whole in
        layer.data == nil ? bind(layer, panel.form, rows: rows, template: whole) : whole
      }
      guard bound.count == unit.layers.count else { return nil }
      layers = bound.flatMap { expanded($0) }
    }
    var made = PanelBuild(spec: unit, panel: panel, layers: layers, template: template)
    made.scales = [.x: context.scales["x"] ?? build.newScale(), .y: context.scales["y"] ?? build.newScale()]
    build.panels.append(made)
    return .panel(panel.index)
  }

  /// The layers over all rows, which decide what panels have in common: types, categories and series.
  private func makeTemplate(
    _ unit: UnitSpec, _ form: PlotPanel.Form, _ context: ViewContext, _ build: inout PlotBuild
  ) -> Int? {
    if let known = build.templateOfPath[context.path] { return known }
    let layers = unit.layers.compactMap { bind($0, form, rows: context.allRows) }
    // A layer that could not be bound has said why; the chart would mislead without it.
    guard layers.count == unit.layers.count, !layers.isEmpty, checkForm(layers, form) else { return nil }
    let parts = layers.flatMap { expanded($0) }
    guard !parts.isEmpty else { return nil }
    build.boundTemplates.append(layers)
    build.templates.append(parts)
    build.templateOfPath[context.path] = build.templates.count - 1
    return build.templates.count - 1
  }

  // MARK: Arrangements

  private func makeConcat(
    _ concat: ConcatSpec, _ views: [ViewSpec], _ context: ViewContext, _ build: inout PlotBuild
  ) -> ViewBuild? {
    // Vega-Lite's defaults: places have scales of their own, and everything else has one scale.
    let inner = shared(concat.grid.resolve, ["x": .independent, "y": .independent], context, &build)
    var grid = grid(concat.grid, inner)
    grid.columnTitles = concat.columnTitles.map { cited($0.text, at: $0.range) }
    grid.rowTitles = concat.rowTitles.map { cited($0.text, at: $0.range) }
    var cells: [ViewBuild] = []
    for (place, view) in views.enumerated() {
      var own = inner
      own.path.append(place)
      if let cell = makeView(view, own, &build) { cells.append(cell) }
    }
    return cells.count == views.count ? .grid(grid, cells) : nil
  }

  private func makeFacet(
    _ facet: FacetSpec, _ view: ViewSpec, _ context: ViewContext, _ build: inout PlotBuild
  ) -> ViewBuild? {
    guard let rows = facetRows(facet, context.rows, isWhole: context.rows === context.allRows) else { return nil }
    let all = context.rows === context.allRows ? rows : facetRows(facet, context.allRows, isWhole: true) ?? rows
    var inner = shared(facet.grid.resolve, [:], context, &build)
    inner.allRows = all
    var grid = grid(facet.grid, inner)
    let wrap = facet.fields[.facet]
    guard let columns = facetValues(facet.fields[.column] ?? wrap, rows),
      let lines = facetValues(facet.fields[.row], rows)
    else { return nil }
    let count = columns.count * lines.count
    guard count <= 240, count > 0 else {
      diagnostics.error(
        "chart.too-many-panels",
        count == 0 ? "no row has a value to make a panel of" : "\(count) panels are more than a page can show",
        at: facet.fields.values.first?.field.range ?? facet.range,
        hint: "filter the rows, or facet by a column with fewer values")
      return nil
    }
    let isMatrix = facet.fields[.row] != nil && facet.fields[.column] != nil
    grid.title += [FacetSpec.Direction.row, .column, .facet].compactMap { facet.fields[$0]?.title }.map { marked($0) }
    grid.columns = wrap != nil ? facet.grid.columns : columns.count
    if isMatrix {
      grid.columnTitles = columns.map(\.header)
      grid.rowTitles = lines.map(\.header)
    }
    var cells: [ViewBuild] = []
    for line in lines {
      for column in columns {
        var own = inner
        own.rows = rows.selecting(
          rows: isMatrix ? common(line.rows, column.rows) : facet.fields[.row] == nil ? column.rows : line.rows)
        own.facetValues += [line.value, column.value].filter { !$0.isEmpty }
        own.path.append(0)
        guard let cell = makeView(view, own, &build) else { return nil }
        let header = facet.fields[.row] == nil ? column.header : line.header
        cells.append(isMatrix || header.text.isEmpty ? cell : build.titled(cell, header))
      }
    }
    return .grid(grid, cells)
  }

  /// The rows that a facet cuts up, after its transforms.
  private func facetRows(_ facet: FacetSpec, _ rows: DataTable?, isWhole: Bool) -> DataTable? {
    loader.rows(
      of: facet.data, facet.transforms, rows: rows, mayBeEmpty: !isWhole, at: facet.range, into: &diagnostics)
  }

  /// The values of a column in order, with their rows; one that stands for all rows where there is no column.
  private func facetValues(_ spec: FacetFieldSpec?, _ table: DataTable) -> [FacetValue]? {
    guard let spec else {
      return [FacetValue(value: "", header: MarkedText(text: ""), rows: Array(0..<table.rowCount))]
    }
    guard let column = collect({ () throws(Diagnostic) in try table.column(spec.field.text, at: spec.field.range) })
    else { return nil }
    var order: [String] = []
    var rows: [String: [Int]] = [:]
    for row in 0..<table.rowCount {
      guard let text = table.text(row, column) else { continue }
      if rows[text] == nil { order.append(text) }
      rows[text, default: []].append(row)
    }
    reportUnused(spec.labelTexts, order)
    let isTemporal = spec.type == .temporal || spec.type == nil && table.columns[column].type == .date
    return sortedFacets(order, rows, spec, table).map { value in
      let date = isTemporal ? store.locale.date(value, style: .medium) : nil
      let header = spec.hidesHeaders ? MarkedText(text: "") : spec.labelTexts[value].map { marked($0) }
      return FacetValue(
        value: value, header: header ?? cited(date ?? value, at: spec.field.range), rows: rows[value] ?? [])
    }
  }

  /// As with categories: in Vega-Lite's order where a type is written, else in the order of the data.
  private func sortedFacets(
    _ values: [String], _ rows: [String: [Int]], _ spec: FacetFieldSpec, _ table: DataTable
  ) -> [String] {
    switch spec.sort {
    case .none: return values
    case .automatic: return spec.type == nil ? values : values.sorted(by: precedes)
    case .ascending: return values.sorted(by: precedes)
    case .descending: return values.sorted { precedes($1, $0) }
    case .values(let texts):
      let first = explicit(texts, of: values)
      return first + values.filter { !first.contains($0) }
    case .field(let field, let operation, let isDescending):
      guard let column = collect({ () throws(Diagnostic) in try table.column(field.text, at: field.range) }) else {
        return values
      }
      let keys = rows.mapValues { members in
        (operation ?? .min).ofNumbers(members.compactMap { table.double($0, column) })
      }
      return stableSort(values) { a, b in
        let (x, y) = (keys[a] ?? 0, keys[b] ?? 0)
        return isDescending ? x > y : x < y
      }
    case .channel(let other, _, let range):
      diagnostics.error(
        "chart.unsupported-value", "panels cannot be sorted by '\(other.rawValue)'", at: range,
        hint: "write 'sort: {field: …, op: …}'")
      return values
    }
  }

  /// What two ascending lists have in common.
  private func common(_ a: [Int], _ b: [Int]) -> [Int] {
    let other = Set(b)
    return a.filter { other.contains($0) }
  }

  // MARK: What views share

  /// The context of the views in an arrangement.
  private func shared(
    _ resolve: ResolveSpec, _ defaults: [String: ResolveSpec.Mode], _ context: ViewContext, _ build: inout PlotBuild
  ) -> ViewContext {
    var inner = context
    for channel in ["x", "y"] {
      let mode = resolve.scales[channel] ?? defaults[channel] ?? .shared
      inner.scales[channel] = mode == .shared ? context.scales[channel] ?? build.newScale() : nil
    }
    // Series are told apart by colour or what stands for it, so that these are independent together.
    let ofSeries = ["color", "fill", "stroke", "shape", "strokeDash"]
    let isIndependent = ofSeries.contains { resolve.scales[$0] == .independent || resolve.legends[$0] == .independent }
    inner.legend = isIndependent ? nil : context.legend ?? build.newLegend()
    return inner
  }

  private func grid(_ spec: GridSpec, _ inner: ViewContext) -> PlotGrid {
    PlotGrid(
      title: spec.title.map { marked($0) }, columns: spec.columns,
      sharesX: inner.scales["x"] != nil && spec.resolve.axes["x"] != .independent,
      sharesY: inner.scales["y"] != nil && spec.resolve.axes["y"] != .independent, alignment: spec.alignment ?? .each,
      rowSpacing: spec.rowSpacing?.points, columnSpacing: spec.columnSpacing?.points)
  }
}

extension PlotBuild {
  mutating func newScale() -> Int {
    scaleCount += 1
    return scaleCount - 1
  }

  mutating func newLegend() -> Int {
    plot.legends.append(PlotLegend())
    return plot.legends.count - 1
  }

  /// The view with one more title over its own.
  fileprivate mutating func titled(_ view: ViewBuild, _ title: MarkedText) -> ViewBuild {
    switch view {
    case .panel(let index):
      panels[index].panel.title.insert(title, at: 0)
      return view
    case .grid(var grid, let cells):
      grid.title.insert(title, at: 0)
      return .grid(grid, cells)
    }
  }

  /// The finished tree.
  func view(_ view: ViewBuild) -> PlotView {
    switch view {
    case .panel(let index): return .panel(panels[index].panel)
    case .grid(var grid, let cells):
      grid.cells = cells.map(self.view)
      return .grid(grid)
    }
  }
}
