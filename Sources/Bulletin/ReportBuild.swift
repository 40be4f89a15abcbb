import Authoring
import Content
import DataModel
import Diagnostics
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
  let input: InputFolder
  let recorder: InputRecorder
  let options: ReportOptions
  /// What earlier builds of a session have left; nil for a build that stands alone.
  let memory: SessionMemory?

  /// What was found wrong so far.
  public internal(set) var diagnostics = Diagnostics()
  /// How long the steps took.
  public internal(set) var timings = Timings()

  /// - Parameters:
  ///   - path: The report's folder, or its `report.md`.
  ///   - installation: Where the style sheets and fonts are that come with the tool.
  /// - Throws: ``ReportError`` if there is no such report or style sheet.
  public init(
    _ path: String, options: ReportOptions, installation: Installation = .ofRunningTool()
  ) throws(ReportError) {
    input = try InputFolder(
      path, allowing: options.allowedFolders, servers: options.allowedServers, installation: installation)
    if let sheet = options.styleSheet, !sheet.hasPrefix("bulletin:"), resolvedPath(sheet) == nil {
      throw .noSuchInput("there is no style sheet '\(sheet)'")
    }
    recorder = InputRecorder(input)
    self.options = options
    memory = nil
  }

  /// A build of a session.
  init(_ input: InputFolder, options: ReportOptions, memory: SessionMemory) {
    self.input = input
    self.options = options
    self.memory = memory
    recorder = InputRecorder(input, kept: memory.inputs)
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
    return try run(consume resolved, formats: formats, resolution: resolution, into: folder)
  }

  mutating func run(
    _ resolved: consuming Resolved, formats: Set<OutputFormat>, resolution: Double, into folder: String
  ) throws(ReportError) -> OutputFiles {
    let records = resolved.records
    // The content and its layout are let go with the last page, before the ledger needs room.
    let drawn = try draw(consume resolved, formats: formats, resolution: resolution)
    if hasFailed { return OutputFiles() }
    let (pdf, ledger) = try finish(drawn, records)

    var files = OutputFiles()
    let name = lastComponent(of: input.name)
    if let pdf { files.add("\(folder)/\(name).pdf", pdf) }
    for (index, image) in drawn.images.enumerated() { files.add("\(folder)/\(name)-\(index + 1).png", image) }
    for chart in drawn.charts { files.add("\(folder)/charts/\(chart.identifier).svg", chart.bytes) }
    files.add("\(folder)/ledger.json", ledger)
    return files
  }

  /// Styles and lays out a report, and draws its pages, or its charts where nothing else is asked for.
  private mutating func draw(
    _ resolved: consuming Resolved, formats: Set<OutputFormat>, resolution: Double
  ) throws(ReportError) -> Drawn {
    // Only a check lists them, and a long report has tens of thousands.
    resolved.report.strayNumbers = []
    let report = resolved.report
    let styled = style(resolved)
    let layout = PageLayout(
      styled: styled.tree, cascade: styled.cascade, shaper: styled.shaper, language: report.language,
      keepsChartDrawings: formats.contains(.svg))
    var drawn = Drawn()
    if formats == [.svg] {
      // Charts need no pages, and a ledger without pages has no places.
      timings.measure("charts") { layout.drawCharts(textSlack: options.chartProfile.textSlack, into: &diagnostics) }
    } else {
      let plan = timings.measure("plan") { layout.plan(into: &diagnostics) }
      drawn = try drawPages(of: report, layout, plan, formats: formats, resolution: resolution)
    }
    if formats.contains(.svg), !hasFailed {
      if formats != [.svg], options.chartProfile.textSlack > 0 {
        // On the pages, words have the room that they need and no more.
        timings.measure("charts") { layout.drawCharts(textSlack: options.chartProfile.textSlack, into: &diagnostics) }
      }
      drawn.charts = try writeCharts(of: report, resolved.ledger, layout)
    }
    collectDiagnostics(of: styled)
    return drawn
  }

  /// What shows only once the text is set: faces, hyphenation, and values of parts that are styled late.
  mutating func collectDiagnostics(of styled: Styled) {
    diagnostics.add(contentsOf: styled.cascade.diagnostics.all)
    diagnostics.add(contentsOf: styled.shaper.fonts.diagnostics.all)
    diagnostics.add(contentsOf: styled.shaper.diagnostics.all)
  }

  /// What the pages and charts of a report leave to be put into files.
  struct Drawn {
    var pdf: UnfinishedPDF?
    var charts: [WrittenChart] = []
    var images: [[UInt8]] = []
    /// Where numbers stand on the pages.
    var places: [LedgerPlace] = []
  }
  /// A PDF with all of its pages, and what is written after them.
  struct UnfinishedPDF {
    var writer: PDFWriter
    var structure: StructureTree
    var outline: [OutlineEntry]
  }

  /// Places one page after another and hands each on at once, so that memory does not grow with the pages.
  mutating func drawPages(
    of report: ResolvedReport, _ layout: PageLayout, _ plan: Plan, formats: Set<OutputFormat>, resolution: Double
  ) throws(ReportError) -> Drawn {
    var drawn = Drawn()
    let wantsPDF = formats.contains(.pdf) && !hasFailed
    let writer = try renderingFaults { () throws(RenderingError) in
      wantsPDF ? try PDFWriter(metadata: report.metadata) : nil
    }
    for index in 0..<plan.pageCount {
      let page = timings.measure("place") { layout.place(page: index) }
      if page.runsOverItsEdge {
        diagnostics.warning(
          "layout.off-page", "words on page \(page.label) run over the edge of the page",
          at: .file(input.name + "/report.md"),
          hint: "check the sheet's page size, margins and widths, and --beside where it is the house style")
      }
      drawn.places += ledgerPlaces(on: page)
      try renderingFaults { () throws(RenderingError) in
        if let writer { try timings.measure("PDF") { () throws(RenderingError) in try writer.add(page) } }
        if formats.contains(.png), !hasFailed {
          let image = try timings.measure("PNG") { () throws(RenderingError) in
            try PNGWriter.render(page, resolution: resolution)
          }
          drawn.images.append(image)
        }
      }
    }
    if let writer {
      for name in writer.lostDestinations { warn(ofLost: name, in: layout.content) }
      drawn.pdf = UnfinishedPDF(writer: writer, structure: layout.structure, outline: layout.outline)
    }
    return drawn
  }

  /// Writes the ledger, which says where each number is, and the end of the PDF, which has the ledger in it.
  mutating func finish(
    _ drawn: Drawn, _ records: Records
  ) throws(ReportError) -> (pdf: OutputBytes?, ledger: OutputBytes) {
    let ledger = timed("ledger") { build in
      records.ledger.json(
        places: drawn.places, elements: drawn.charts.flatMap(\.elements), sources: records.sources,
        relativeTo: build.input.name)
    }
    guard let pdf = drawn.pdf, !hasFailed else { return (nil, ledger) }
    let attachments = attachments(of: records, ledger: ledger)
    let bytes = try renderingFaults { () throws(RenderingError) in
      try timings.measure("PDF") { () throws(RenderingError) in
        try pdf.writer.finish(structure: pdf.structure, outline: pdf.outline, attachments: attachments)
      }
    }
    return (bytes, ledger)
  }

  /// Warns of what links lead to and the sheet keeps off the pages.
  private mutating func warn(ofLost name: String, in content: ContentTree) {
    let node = content.nodes.firstIndex { $0.identifier == name }
    let element = node.map { content[$0].elementName } ?? "element"
    diagnostics.warning(
      "layout.lost-link", "'\(element)' with the id '\(name)' is on no page, so that links to it lead nowhere",
      at: node.flatMap { content.range(around: $0) } ?? .file(input.name + "/report.md"),
      hint: "look for 'display', 'float' and 'position' in 'bulletin style explain REPORT #\(name)'")
  }
}

/// What fails in a library although the report is right is a fault of ours or of the machine.
func renderingFaults<Value>(
  _ body: () throws(RenderingError) -> Value
) throws(ReportError) -> Value {
  do { return try body() } catch { throw .internalFault("\(error)") }
}
