import Charts
import Content
import DataModel
import Diagnostics
import Geometry
import Graphics
import Layout
import Rendering
import Styling

extension ReportBuild {
  /// A chart as an SVG file.
  struct WrittenChart {
    var identifier: String
    var bytes: [UInt8]
    /// Where the chart's numbers stand in the file.
    var elements: [LedgerElement]
  }

  /// The charts that the layout has drawn.
  mutating func writeCharts(
    of report: ResolvedReport, _ ledger: Ledger, _ layout: PageLayout
  ) throws(ReportError) -> [WrittenChart] {
    let profile = options.chartProfile
    return try timings.measure("SVG") { () throws(ReportError) in
      var charts: [WrittenChart] = []
      for chart in report.charts {
        guard case .chart(let content) = report.content[chart.node].kind,
          let drawing = layout.chartDrawing(chart.node)
        else { continue }
        let labels = content.labels(language: report.language)
        let options = SVGOptions(ledger, layout.context(of: chart.node))
        let svg = try renderingFaults { () throws(RenderingError) in
          try SVGWriter.write(drawing, labels, for: profile, options: options)
        }
        let elements = svg.numbers.map {
          LedgerElement(
            id: LedgerEntry.ID(rawValue: $0.mark.rawValue), chart: chart.identifier, element: $0.identifier)
        }
        charts.append(WrittenChart(identifier: chart.identifier, bytes: svg.bytes, elements: elements))
      }
      return charts
    }
  }

  /// Draws one chart.
  public mutating func chart(_ identifier: String, as output: ChartOutput) throws(ReportError) -> [UInt8] {
    guard let resolved = try resolve() else { return [] }
    guard let (node, content) = try find(identifier, in: resolved) else { return [] }
    let styled = style(resolved)
    let drawing = try drawing(of: content, node, styled, resolved, output)
    collectDiagnostics(of: styled)
    if hasFailed { return [] }
    let labels = content.labels(language: resolved.report.language)
    var options = SVGOptions(resolved.ledger, styled.tree.contexts[node])
    options.embedsFonts = output.embedsFonts
    return try renderingFaults { () throws(RenderingError) in
      switch output.format {
      case .svg: try SVGWriter.write(drawing, labels, for: output.profile, options: options).bytes
      case .html:
        ChartFigure(content, language: resolved.report.language)
          .html(svg: try SVGWriter.write(drawing, labels, for: .inline, options: options).bytes)
      case .png: try PNGWriter.render(drawing, scale: output.scale, background: .white)
      case .pdf: try PDFWriter.render(drawing, of: content, metadata: resolved.report.metadata)
      }
    }
  }

  /// The sheet that gives charts of ``SVGProfile/inline`` their colours by custom properties.
  ///
  /// - Parameter identifier: The one chart that it is for; nil for all.
  public mutating func chartStyleSheet(only identifier: String?) throws(ReportError) -> [UInt8] {
    guard let resolved = try resolve() else { return [] }
    var only: Int?
    if let identifier {
      guard let (node, _) = try find(identifier, in: resolved) else { return [] }
      only = node
    }
    let styled = style(resolved)
    let layout = layout(resolved, styled)
    layout.drawCharts(only: only, textSlack: SVGProfile.inline.textSlack, into: &diagnostics)
    collectDiagnostics(of: styled)
    if hasFailed { return [] }
    var sheet = SVGStyleSheet()
    for chart in resolved.report.charts {
      guard case .chart(let content) = resolved.report.content[chart.node].kind,
        let drawing = layout.chartDrawing(chart.node)
      else { continue }
      let options = SVGOptions(resolved.ledger, styled.tree.contexts[chart.node])
      try renderingFaults { () throws(RenderingError) in
        let file = try SVGWriter.write(
          drawing, content.labels(language: resolved.report.language), for: .inline, options: options)
        sheet.add(file, ground: drawing.ground)
      }
    }
    return sheet.css()
  }

  /// A chart of the report by its id; nil where the report has failed, so that it may be an error's fault that it is not there.
  private func find(
    _ identifier: String, in resolved: Resolved
  ) throws(ReportError) -> (node: Int, content: ChartContent)? {
    let report = resolved.report
    guard let chart = report.charts.first(where: { $0.identifier == identifier }),
      case .chart(let content) = report.content[chart.node].kind
    else {
      if hasFailed { return nil }
      let names = report.charts.map(\.identifier)
      let hint = didYouMean(identifier, in: names) ?? "its charts are \(names.joined(separator: ", "))"
      throw .noSuchChart("the report has no chart '\(identifier)'; \(hint)")
    }
    return (chart.node, content)
  }

  private mutating func drawing(
    of content: ChartContent, _ node: Int, _ styled: Styled, _ resolved: Resolved, _ output: ChartOutput
  ) throws(ReportError) -> Drawing {
    var width = output.width?.length
    if width == nil {
      let layout = layout(resolved, styled)
      layout.drawCharts(only: node, textSlack: output.textSlack, into: &diagnostics)
      guard let drawn = layout.chartDrawing(node) else {
        throw .internalFault("the chart '\(content.identifier)' stands on no page")
      }
      if output.format != .html { return drawn }
      width = drawn.size.width
    }
    // A figure of HTML has the titles in words of its own.
    let drawn = (output.format == .html ? content.withoutTexts : content).draw(
      width: width ?? .zero, context: styled.tree.contexts[node], shaper: styled.shaper, textSlack: output.textSlack)
    if output.width != nil { diagnostics.add(contentsOf: drawn.warnings) }
    return drawn.drawing
  }

  /// A layout that draws charts only.
  private func layout(_ resolved: Resolved, _ styled: Styled) -> PageLayout {
    PageLayout(
      styled: styled.tree, cascade: styled.cascade, shaper: styled.shaper, language: resolved.report.language,
      keepsChartDrawings: true)
  }
}

extension SVGOptions {
  fileprivate init(_ ledger: Ledger, _ chart: StyleContext) {
    self.init()
    facts = { ledger[LedgerEntry.ID(rawValue: $0.rawValue)].svgFacts }
    for (name, color) in chart.customColors where colorNames[color] == nil { colorNames[color] = name }
  }
}

extension LedgerEntry {
  /// What an element around the number says of it, under the names that it has in the ledger's file.
  fileprivate var svgFacts: [(name: String, value: String)] {
    var facts: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      if let value { facts.append((name, value)) }
    }
    add("id", id)
    add("value", value)
    let (low, high) = (interval?.lower.value?.description, interval?.upper.value?.description)
    if low != value || high != value {
      add("low", low)
      add("high", high)
    }
    add("unit", unit)
    add("source", sources.isEmpty ? nil : sources.joined(separator: " "))
    add("domain", domain)
    return facts
  }
}

extension ChartContent {
  /// What a chart is called where there is nothing to look at.
  var accessibleTitle: String { title ?? identifier }

  fileprivate func labels(language: String) -> SVGLabels {
    SVGLabels(id: identifier, title: accessibleTitle, description: description, language: language)
  }
}

extension PDFWriter {
  /// A PDF of one page that is as large as the chart, to be set into other documents.
  static func render(
    _ drawing: Drawing, of chart: ChartContent, metadata: DocumentMetadata
  ) throws(RenderingError) -> [UInt8] {
    var metadata = metadata
    metadata.title = chart.accessibleTitle
    var structure = StructureTree()
    let figure = structure.add(
      StructureElement(
        role: .figure, parent: StructureTree.root, alternativeText: chart.alternativeText))
    var page = Page(size: drawing.size, label: "1")
    page.shapes = [LabelledShape(.drawing(drawing, .identity), as: .element(figure))]
    let writer = try PDFWriter(metadata: metadata)
    try writer.add(page)
    return try writer.finish(structure: structure, outline: [], attachments: []).joined
  }
}
