import Authoring
import Charts
import Content
import DataModel
import Diagnostics
import Geometry
import Graphics
import Layout
import Rendering
import Styling
import TextShaping

/// The version of the library and the tool.
public let version = "0.1.0"

/// One build of a report: the way from its files to the bytes of its outputs. This file is the map; each step is a
/// function of what the step before it made.
public struct ReportBuild {
  private let input: InputFolder
  private let recorder: InputRecorder
  private let options: ReportOptions

  /// What was found wrong so far.
  public private(set) var diagnostics = Diagnostics()
  /// How long the steps took.
  public private(set) var timings = Timings()

  /// - Parameters:
  ///   - path: The report's folder, or its `report.md`.
  ///   - installation: Where the style sheets and fonts are that come with the tool.
  /// - Throws: ``ReportError`` if there is no such report.
  public init(
    _ path: String, options: ReportOptions, installation: Installation = .ofRunningTool()
  ) throws(ReportError) {
    input = try InputFolder(path, allowing: options.allowedFolders, installation: installation)
    recorder = InputRecorder(input)
    self.options = options
  }

  /// Whether there is an error, or with `warningsAreErrors` any diagnostic.
  public var hasFailed: Bool {
    options.warningsAreErrors ? !diagnostics.all.isEmpty : diagnostics.hasErrors
  }

  /// The diagnostics as the tool prints them, with the lines that they are about.
  public func printedDiagnostics() -> String {
    DiagnosticPrinter { recorder.bytes(of: $0) }.print(diagnostics)
  }

  // MARK: The steps

  /// Builds the report.
  ///
  /// - Parameters:
  ///   - resolution: Dots per inch of page images.
  ///   - folder: Where the files are to be written; nothing is written here.
  /// - Returns: The output files; none if the build has failed.
  public mutating func run(
    formats: Set<OutputFormat>, resolution: Double, into folder: String
  ) throws(ReportError) -> OutputFiles {
    guard let resolved = try resolve() else { return OutputFiles() }
    let report = resolved.report
    let styled = style(resolved)
    let layout = PageLayout(
      styled: styled.tree, cascade: styled.cascade, shaper: styled.shaper, language: report.language,
      keepsChartDrawings: formats.contains(.svg))
    let rendered: Rendered
    if formats == [.svg] {
      // Charts need no pages, and a ledger without pages has no places.
      timings.measure("charts") { layout.drawCharts(into: &diagnostics) }
      rendered = Rendered(ledger: timings.measure("ledger") { resolved.ledger.json(places: []) })
    } else {
      let plan = timings.measure("plan") { layout.plan(into: &diagnostics) }
      rendered = try render(layout, plan, resolved, styled, formats: formats, resolution: resolution)
    }
    collectDiagnostics(of: styled)
    if hasFailed { return OutputFiles() }

    var files = OutputFiles()
    let name = lastComponent(of: input.name)
    if let pdf = rendered.pdf { files.add("\(folder)/\(name).pdf", pdf) }
    for (index, image) in rendered.images.enumerated() { files.add("\(folder)/\(name)-\(index + 1).png", image) }
    if formats.contains(.svg) {
      try timings.measure("SVG") { () throws(ReportError) in
        for chart in report.charts {
          guard case .chart(let content) = report.content[chart.node].kind,
            let drawing = layout.chartDrawing(chart.node)
          else { continue }
          let svg = try SVGWriter.bytes(of: content, drawing, language: report.language)
          files.add("\(folder)/charts/\(chart.identifier).svg", svg)
        }
      }
    }
    files.add("\(folder)/ledger.json", rendered.ledger)
    return files
  }

  /// Draws one chart.
  ///
  /// - Parameters:
  ///   - width: Nil for the width that it has in the report.
  ///   - scale: Pixels of a PNG to a CSS pixel.
  public mutating func chart(
    _ identifier: String, format: OutputFormat, width: ChartWidth?, scale: Double
  ) throws(ReportError) -> [UInt8] {
    guard let resolved = try resolve() else { return [] }
    let report = resolved.report
    guard let chart = report.charts.first(where: { $0.identifier == identifier }),
      case .chart(let content) = report.content[chart.node].kind
    else {
      if hasFailed { return [] }
      let names = report.charts.map(\.identifier)
      let hint = didYouMean(identifier, in: names) ?? "its charts are \(names.joined(separator: ", "))"
      throw .noSuchChart("the report has no chart '\(identifier)'; \(hint)")
    }
    let styled = style(resolved)
    let drawing: Drawing
    if let width {
      let drawn = content.draw(width: width.length, context: styled.tree.contexts[chart.node], shaper: styled.shaper)
      diagnostics.add(contentsOf: drawn.warnings)
      drawing = drawn.drawing
    } else {
      let layout = PageLayout(
        styled: styled.tree, cascade: styled.cascade, shaper: styled.shaper, language: report.language,
        keepsChartDrawings: true)
      layout.drawCharts(only: chart.node, into: &diagnostics)
      guard let drawn = layout.chartDrawing(chart.node) else {
        throw .internalFault("the chart '\(identifier)' stands on no page")
      }
      drawing = drawn
    }
    collectDiagnostics(of: styled)
    if hasFailed { return [] }
    return try renderingFaults { () throws(RenderingError) in
      switch format {
      case .svg:
        try SVGWriter.render(
          drawing, id: identifier, title: content.accessibleTitle, description: content.description,
          language: report.language)
      case .png: try PNGWriter.render(drawing, scale: scale, background: .white)
      case .pdf: try PDFWriter.render(drawing, of: content, metadata: report.metadata)
      }
    }
  }

  /// A report with its data in place, and the ledger of its numbers.
  private struct Resolved {
    var report: ResolvedReport
    var ledger: Ledger
    var sources: [Source]
    /// What the front matter says of its style sheet.
    var styleSheet: SourceNode?
  }

  /// Reads the text and the data and puts the one into the other. Nil if there is no text to go on with.
  private mutating func resolve() throws(ReportError) -> Resolved? {
    let file: InputFile
    do { file = try recorder.read("report.md", from: nil, at: nil) } catch {
      throw error.id == "input.missing-file"
        ? .noSuchInput("'\(input.name)' has no report.md") : .unreadableInput(error.message)
    }
    let document = timings.measure("parse") { Document.parse(file: file, reader: recorder, into: &diagnostics) }
    let store = timed("data") { $0.loadFigures(of: document) }
    let ledger = Ledger()
    let report = timings.measure("content") {
      Content.resolve(
        document, store: store, ledger: ledger, reader: recorder, date: input.date, into: &diagnostics)
    }
    if options.readsUnusedTables { store.checkTables(into: &diagnostics) }
    return Resolved(
      report: report, ledger: ledger, sources: store.sources, styleSheet: document.frontMatter?["style"])
  }

  /// Runs a step that changes the build itself, and adds what it took to the timings.
  private mutating func timed<Value>(_ name: String, _ body: (inout ReportBuild) -> Value) -> Value {
    let start = monotonicSeconds()
    let value = body(&self)
    timings.add(name, monotonicSeconds() - start)
    return value
  }

  private mutating func loadFigures(of document: Document) -> FigureStore {
    var data: SourceNode?
    var name = document.sources.first?.name ?? input.name
    if let path = document.frontMatter?["data"], !path.isNull {
      if let text = path.text {
        let file = diagnostics.collect { () throws(Diagnostic) in try recorder.read(text, from: name, at: path.range) }
        if let file, let source = diagnostics.collect({ () throws(Diagnostic) in try file.text() }) {
          name = file.name
          data = YAML.parse(text: source, file: file.name, firstLine: 1, into: &diagnostics)
        }
      } else {
        diagnostics.error("report.wrong-value", "'data' takes the name of a file", at: path.range)
      }
    }
    return FigureStore.load(
      data, file: name, reader: recorder, locale: NumberLocale(language: document.language),
      parameters: parameters(of: document), into: &diagnostics)
  }

  /// The front matter's parameters, with the values that the command line gives them.
  private mutating func parameters(of document: Document) -> [String: SourceNode] {
    var values: [String: SourceNode] = [:]
    for entry in document.frontMatter?["parameters"]?.entries ?? [] { values[entry.key] = entry.value }
    for (name, text) in options.parameters.sorted(by: { $0.key < $1.key }) {
      guard let declared = values[name] else {
        diagnostics.error(
          "report.unknown-parameter", "the report has no parameter '\(name)'",
          at: document.frontMatter?["parameters"]?.range ?? .file(document.sources.first?.name ?? input.name),
          hint: didYouMean(name, in: values.keys.sorted()) ?? "declare it under 'parameters:' in the front matter")
        continue
      }
      values[name] = SourceNode(.scalar(text, isPlain: true), at: declared.range)
    }
    return values
  }

  /// A document with the style of each of its nodes, and what sets it in type.
  private struct Styled {
    var tree: StyledTree
    var cascade: Cascade
    var shaper: TextShaper
  }

  private mutating func style(_ resolved: Resolved) -> Styled {
    let cascade = timed("style sheets") { Cascade(sheets: $0.styleSheets(resolved.styleSheet)) }
    let tree = timings.measure("cascade") { StyledTree(resolved.report.content, cascade: cascade) }
    let fonts = FontLibrary()
    for face in cascade.fontFaces {
      let recorder = recorder
      fonts.add(family: face.family, weight: face.weight, isItalic: face.isItalic, fileName: face.source) {
        () throws(Diagnostic) in
        try recorder.read(face.source, from: face.sheet, at: nil).bytes
      }
    }
    return Styled(tree: tree, cascade: cascade, shaper: TextShaper(fonts: fonts))
  }

  /// The defaults, then the report's own sheet or the house style, then the one that the user names.
  private mutating func styleSheets(_ own: SourceNode?) -> [StyleSheet] {
    var sheets: [StyleSheet] = []
    func add(_ file: InputFile?, origin: StyleOrigin) {
      guard let file else { return }
      sheets.append(StyleSheet.parse(file, reader: recorder, origin: origin, into: &diagnostics))
    }
    func read(_ path: String, from base: String?, at range: SourceRange?) -> InputFile? {
      diagnostics.collect { () throws(Diagnostic) in try recorder.read(path, from: base, at: range) }
    }
    add(read("bulletin:base.css", from: nil, at: nil), origin: .defaults)
    if let own, !own.isNull {
      if let path = own.text {
        add(
          read(path, from: own.range.file, at: own.range),
          origin: path.hasPrefix("bulletin:") ? .installed : .report)
      } else {
        diagnostics.error("report.wrong-value", "'style' takes the name of a file", at: own.range)
      }
    } else {
      add(read("bulletin:briefing.css", from: nil, at: nil), origin: .installed)
    }
    if let path = options.styleSheet {
      if path.hasPrefix("bulletin:") {
        add(read(path, from: nil, at: nil), origin: .report)
      } else {
        add(
          diagnostics.collect { () throws(Diagnostic) in try recorder.readUserFile(path) }, origin: .report)
      }
    }
    return sheets
  }

  /// What shows only once the text is set: faces, hyphenation, and values of parts that are styled late.
  private mutating func collectDiagnostics(of styled: Styled) {
    diagnostics.add(contentsOf: styled.cascade.diagnostics.all)
    diagnostics.add(contentsOf: styled.shaper.fonts.diagnostics.all)
    diagnostics.add(contentsOf: styled.shaper.diagnostics.all)
  }

  private struct Rendered {
    var pdf: [UInt8]?
    var images: [[UInt8]] = []
    var ledger: [UInt8] = []
  }

  /// Places one page after another and hands each on at once, so that memory does not grow with the pages.
  private mutating func render(
    _ layout: PageLayout, _ plan: Plan, _ resolved: Resolved, _ styled: Styled, formats: Set<OutputFormat>,
    resolution: Double
  ) throws(ReportError) -> Rendered {
    var rendered = Rendered()
    var places: [LedgerPlace] = []
    let report = resolved.report
    let wantsPDF = formats.contains(.pdf) && !hasFailed
    let writer = try renderingFaults { () throws(RenderingError) in
      wantsPDF ? try PDFWriter(metadata: report.metadata) : nil
    }
    for index in 0..<plan.pageCount {
      let page = timings.measure("place") { layout.place(page: index) }
      for number in page.numbers {
        places.append(
          LedgerPlace(
            id: LedgerEntry.ID(rawValue: number.mark.rawValue), page: page.label, x: number.box.minX.points,
            y: number.box.minY.points, width: number.box.size.width.points, height: number.box.size.height.points))
      }
      try renderingFaults { () throws(RenderingError) in
        if let writer { try timings.measure("PDF") { () throws(RenderingError) in try writer.add(page) } }
        if formats.contains(.png), !hasFailed {
          let image = try timings.measure("PNG") { () throws(RenderingError) in
            try PNGWriter.render(page, resolution: resolution)
          }
          rendered.images.append(image)
        }
      }
    }
    rendered.ledger = timings.measure("ledger") { resolved.ledger.json(places: places, sources: resolved.sources) }
    if let writer, !hasFailed {
      let attachments = attachments(of: report, ledger: rendered.ledger)
      rendered.pdf = try renderingFaults { () throws(RenderingError) in
        try timings.measure("PDF") { () throws(RenderingError) in
          try writer.finish(structure: layout.structure, outline: layout.outline, attachments: attachments)
        }
      }
    }
    return rendered
  }

  /// What travels inside the PDF: the data that its numbers come from, and the ledger.
  private func attachments(of report: ResolvedReport, ledger: [UInt8]) -> [Attachment] {
    var attachments: [Attachment] = []
    for name in report.dataFiles {
      guard let bytes = recorder.bytes(of: name) else { continue }
      attachments.append(
        Attachment(
          name: relative(name), mediaType: mediaType(of: name), description: "Data of the report",
          relationship: .data, bytes: bytes))
    }
    attachments.append(
      Attachment(
        name: "ledger.json", mediaType: "application/json",
        description: "Every number in the report with its source and its place", relationship: .supplement,
        bytes: ledger))
    return attachments
  }

  private func relative(_ name: String) -> String {
    name.hasPrefix(input.name + "/") ? String(name.dropFirst(input.name.count + 1)) : lastComponent(of: name)
  }
}

private func mediaType(of name: String) -> String {
  switch name.split(separator: ".").last {
  case "csv": "text/csv"
  case "tsv": "text/tab-separated-values"
  case "json": "application/json"
  case "yaml", "yml": "application/yaml"
  default: "application/octet-stream"
  }
}

/// The last part of a path that names something; `briefing` where there is none, as for `.` of a folder without a name.
private func lastComponent(of path: String) -> String {
  let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
  if let last = parts.last { return String(last) }
  let resolved = resolvedPath(path)?.split(separator: "/").last
  return resolved.map(String.init) ?? "briefing"
}

/// What fails in a library although the report is right is a fault of ours or of the machine.
private func renderingFaults<Value>(
  _ body: () throws(RenderingError) -> Value
) throws(ReportError) -> Value {
  do { return try body() } catch { throw .internalFault("\(error)") }
}

extension ChartContent {
  /// What a chart is called where there is nothing to look at.
  fileprivate var accessibleTitle: String { title ?? identifier }
}

extension SVGWriter {
  fileprivate static func bytes(
    of chart: ChartContent, _ drawing: Drawing, language: String
  ) throws(ReportError) -> [UInt8] {
    try renderingFaults { () throws(RenderingError) in
      try render(
        drawing, id: chart.identifier, title: chart.accessibleTitle, description: chart.description,
        language: language)
    }
  }
}

extension PDFWriter {
  /// A PDF of one page that is as large as the chart, to be set into other documents.
  fileprivate static func render(
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
    return try writer.finish(structure: structure, outline: [], attachments: [])
  }
}
