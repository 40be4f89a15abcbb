import Diagnostics
import Graphics
import Layout
import Rendering

/// A report that is kept open and laid out again after each change, as an editor with a preview does.
///
/// A layout that comes after another keeps what the change has not touched: files, styles, words and the lines of
/// paragraphs are remembered by what they were made from, so that the result is the same as that of a build from the start,
/// byte for byte.
///
/// ```swift
/// let session = try Session("Reports/jobs", options: ReportOptions())
/// session.update("report.md", bytes: editor.bytes)
/// if let layout = try session.layOut() {
///   for page in layout.changedPages { preview.show(layout.drawing(ofPage: page), page) }
/// }
/// ```
public final class Session {
  private let input: InputFolder
  private let options: ReportOptions
  private let memory = SessionMemory()
  private var last: SessionLayout?

  /// What was found wrong in the last layout, but for what shows only once all pages are drawn.
  public private(set) var diagnostics = Diagnostics()
  /// How long the steps of the last layout took.
  public private(set) var timings = Timings()

  /// - Parameters:
  ///   - path: The report's folder, or its `report.md`.
  ///   - installation: Where the style sheets and fonts are that come with the tool.
  /// - Throws: ``ReportError`` if there is no such report.
  public init(
    _ path: String, options: ReportOptions, installation: Installation = .ofRunningTool()
  ) throws(ReportError) {
    input = try InputFolder(
      path, allowing: options.allowedFolders, servers: options.allowedServers, installation: installation)
    self.options = options
  }

  /// Takes bytes in place of a file's, such as those of an editor that has not saved them yet.
  ///
  /// - Parameter file: A file that is there, relative to the report's folder, or `bulletin:` and the name of an installed
  ///   one.
  public func update(_ file: String, bytes: [UInt8]) { memory.inputs.replace(displayName(file), with: bytes) }

  /// Reads files from the disk again, and drops what was put in their place.
  public func reload(_ files: [String]) { for file in files { memory.inputs.forget(displayName(file)) } }

  /// Reads everything again, what databases answer too.
  public func reload() { memory.inputs.forgetAll() }

  private func displayName(_ file: String) -> String {
    file.hasPrefix("bulletin:") ? file : normalized(file.hasPrefix("/") ? file : input.name + "/" + file)
  }

  /// Lays the report out as it stands now. The layout before can be drawn no more.
  ///
  /// - Returns: Nil if there is nothing to lay out; the reason is among the diagnostics.
  /// - Throws: ``ReportError`` if the text is not there or cannot be read.
  public func layOut() throws(ReportError) -> SessionLayout? {
    var build = ReportBuild(input, options: options, memory: memory)
    defer {
      diagnostics = build.diagnostics
      timings = build.timings
    }
    guard let resolved = try build.resolve() else { return nil }
    let styled = build.style(resolved)
    let layout = PageLayout(
      styled: styled.tree, cascade: styled.cascade, shaper: styled.shaper, language: resolved.report.language,
      memory: styled.memory)
    let plan = build.timed("plan") { layout.plan(into: &$0.diagnostics) }
    let fingerprints = build.timed("fingerprints") { _ in layout.fingerprints() }
    var found = build
    found.collectDiagnostics(of: styled)
    build.diagnostics = found.diagnostics
    let next = SessionLayout(
      build: build, resolved: resolved, layout: layout, plan: plan, fingerprints: fingerprints,
      after: last)
    last = next
    return next
  }
}

/// A report laid out in a ``Session``.
public final class SessionLayout {
  private var build: ReportBuild
  private let resolved: ReportBuild.Resolved
  private let layout: PageLayout
  private let plan: Plan
  private let fingerprints: [Int]
  /// By fingerprint.
  private var drawings: [Int: Drawing] = [:]
  private var rendered: (pdf: OutputBytes?, ledger: OutputBytes)?

  /// The pages, counted from 0, that do not look as the page at their place in the layout before.
  public let changedPages: [Int]
  public var pageCount: Int { fingerprints.count }

  init(
    build: ReportBuild, resolved: ReportBuild.Resolved, layout: PageLayout, plan: Plan,
    fingerprints: [Int], after last: SessionLayout?
  ) {
    self.build = build
    self.resolved = resolved
    self.layout = layout
    self.plan = plan
    self.fingerprints = fingerprints
    let before = last?.fingerprints ?? []
    changedPages = fingerprints.indices.filter { !before.indices.contains($0) || before[$0] != fingerprints[$0] }
    for fingerprint in fingerprints { drawings[fingerprint] = last?.drawings[fingerprint] }
  }

  /// What is on a page, counted from 0.
  public func drawing(ofPage page: Int) -> Drawing {
    if let known = drawings[fingerprints[page]] { return known }
    let drawing = redraw(page: page)
    drawings[fingerprints[page]] = drawing
    return drawing
  }

  func redraw(page: Int) -> Drawing { layout.draw(page: page) }

  /// The whole file, as a build of the report writes it.
  ///
  /// - Returns: Nil if the report has errors.
  public func pdf() throws(ReportError) -> [UInt8]? { try render().pdf?.joined }

  /// `ledger.json` of the report as laid out, without places in SVG charts.
  public func ledger() throws(ReportError) -> [UInt8] { try render().ledger.joined }

  private func render() throws(ReportError) -> (pdf: OutputBytes?, ledger: OutputBytes) {
    if let rendered { return rendered }
    let drawn = try build.drawPages(of: resolved.report, layout, plan, formats: [.pdf], resolution: 0)
    let rendered = try build.finish(drawn, resolved.records)
    self.rendered = rendered
    return rendered
  }
}
