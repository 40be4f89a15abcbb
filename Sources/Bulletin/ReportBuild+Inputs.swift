import Authoring
import Content
import DataModel
import Diagnostics
import Layout
import Styling
import TextShaping

extension ReportBuild {
  /// A report with its data in place, and the ledger of its numbers.
  struct Resolved {
    var report: ResolvedReport
    var store: FigureStore
    var ledger: Ledger
    var sources: [Source]
    /// What the front matter says of its style sheet.
    var styleSheet: SourceNode?

    var records: Records { Records(ledger: ledger, sources: sources, dataFiles: report.dataFiles) }
  }
  /// Where the numbers of a report come from: what goes along with its pages.
  struct Records {
    var ledger: Ledger
    var sources: [Source]
    var dataFiles: [String]
  }

  /// Reads the text and the data and puts the one into the other. Nil if there is no text to go on with.
  mutating func resolve() throws(ReportError) -> Resolved? {
    let file: InputFile
    do { file = try recorder.read("report.md", from: nil, at: nil) } catch {
      throw error.id == "input.missing-file"
        ? .noSuchInput("'\(input.name)' has no report.md") : .unreadableInput(error.message)
    }
    // Without its text there is nothing to go on with.
    do { _ = try file.text() } catch {
      throw .unreadableInput("\(error.range.file):\(error.range.line): \(error.message)")
    }
    let document = timings.measure("parse") { Document.parse(file: file, reader: recorder, into: &diagnostics) }
    let store = timed("data") { $0.loadFigures(of: document) }
    if let previous = document.frontMatter?["previous"], let path = previous.text, !previous.isNull {
      timed("previous edition") { $0.compare(store, withEditionIn: path, at: previous.range) }
    }
    let ledger = Ledger()
    let report = timings.measure("content") {
      Content.resolve(
        document, store: store, ledger: ledger, reader: recorder, date: input.date, annex: options.hasAnnex,
        into: &diagnostics)
    }
    if options.readsUnusedTables { store.checkTables(into: &diagnostics) }
    return Resolved(
      report: report, store: store, ledger: ledger, sources: store.sources, styleSheet: document.frontMatter?["style"])
  }

  /// Runs a step that changes the build itself, and adds what it took to the timings.
  mutating func timed<Value>(_ name: String, _ body: (inout ReportBuild) -> Value) -> Value {
    let start = monotonicSeconds()
    let value = body(&self)
    timings.add(name, monotonicSeconds() - start)
    return value
  }

  mutating func loadFigures(of document: Document) -> FigureStore {
    var data: SourceNode?
    var name = document.sources.first?.name ?? input.name
    let file: InputFile?
    var found = Diagnostics()
    if let path = document.frontMatter?["data"], !path.isNull {
      if let text = path.text {
        file = found.collect { () throws(Diagnostic) in try recorder.read(text, from: name, at: path.range) }
      } else {
        found.error("report.wrong-value", "'data' takes the name of a file", at: path.range)
        file = nil
      }
    } else {
      file = usual("data.yaml")
    }
    if let file, let source = found.collect({ () throws(Diagnostic) in try file.text() }) {
      name = file.name
      data = YAML.parse(text: source, file: file.name, firstLine: 1, into: &found)
    }
    var missing = found.all.first { $0.severity == .error }
    if file == nil, missing == nil {
      missing = .error(
        "report.no-data", "the report has no data.yaml, which would say what its names stand for", at: .file(name),
        hint: "write one beside report.md, or name another file under 'data:' in the front matter")
    }
    diagnostics.add(contentsOf: found.all)
    return FigureStore.load(
      data, file: name, reader: recorder, locale: NumberLocale(language: document.language),
      parameters: parameters(of: document), missing: missing, into: &diagnostics)
  }

  /// A file that is used by its name alone if the front matter does not say otherwise; nil where it is not there.
  private func usual(_ name: String) -> InputFile? { try? recorder.read(name, from: nil, at: nil) }

  /// The front matter's parameters, with the values that the command line gives them.
  mutating func parameters(of document: Document) -> [String: SourceNode] {
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
  struct Styled {
    var tree: StyledTree
    var cascade: Cascade
    var shaper: TextShaper
    /// What layouts in these styles have in common; nil outside a session.
    var memory: LayoutMemory?
  }

  /// - Parameter probe: What is to be explained of the styles, if anything.
  mutating func style(_ resolved: Resolved, probe: StyleProbe? = nil) -> Styled {
    let styles = timed("style sheets") {
      $0.styles(resolved.styleSheet, language: resolved.report.language, probe)
    }
    let tree = timings.measure("cascade") { StyledTree(resolved.report.content, cascade: styles.cascade) }
    return Styled(
      tree: tree, cascade: styles.cascade, shaper: styles.shaper, memory: memory == nil ? nil : styles.layout)
  }

  /// The style sheets put together and the faces that they name; those of an earlier build if they would be the same.
  private mutating func styles(_ own: SourceNode?, language: String, _ probe: StyleProbe?) -> KeptStyles {
    if probe == nil, let known = memory?.styles, known.isGood(for: self, own, language: language) {
      diagnostics.add(contentsOf: known.diagnostics)
      return known
    }
    let inputs = StyleInputs(recorder)
    var found = Diagnostics()
    let cascade = Cascade(sheets: styleSheets(own, inputs, into: &found), language: language, probe: probe)
    diagnostics.add(contentsOf: found.all)
    let fonts = FontLibrary()
    for face in cascade.fontFaces {
      fonts.add(
        family: face.family, weight: face.weight, isItalic: face.isItalic,
        sources: face.sources.map { source in
          FontLibrary.Source(fileName: source.path, place: source.range) { () throws(Diagnostic) in
            try inputs.read(source.path, from: face.sheet, at: nil).bytes
          }
        })
    }
    let made = KeptStyles(
      inputs: inputs, own: own, language: language, cascade: cascade, shaper: TextShaper(fonts: fonts),
      diagnostics: found.all)
    if probe == nil { memory?.styles = made }
    return made
  }

  /// The defaults, then the report's own sheet or the house style, then the one that the user names.
  private func styleSheets(
    _ own: SourceNode?, _ inputs: StyleInputs, into diagnostics: inout Diagnostics
  ) -> [StyleSheet] {
    var sheets: [StyleSheet] = []
    func add(_ file: InputFile?, origin: StyleOrigin) {
      guard let file else { return }
      sheets.append(StyleSheet.parse(file, reader: inputs, origin: origin, into: &diagnostics))
    }
    func read(_ path: String, from base: String?, at range: SourceRange?) -> InputFile? {
      diagnostics.collect { () throws(Diagnostic) in try inputs.read(path, from: base, at: range) }
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
    } else if let file = try? inputs.read("style.css", from: nil, at: nil) {
      add(file, origin: .report)
    } else {
      add(read("bulletin:briefing.css", from: nil, at: nil), origin: .installed)
    }
    if let path = options.styleSheet {
      if path.hasPrefix("bulletin:") {
        add(read(path, from: nil, at: nil), origin: .report)
      } else {
        add(
          diagnostics.collect { () throws(Diagnostic) in try inputs.readUserFile(path) }, origin: .report)
      }
    }
    return sheets
  }
}
