import Content
import Diagnostics
import Layout
import Styling

extension ReportBuild {
  /// Builds the report as far as it can be built, writes nothing, and explains how the nodes are styled that a selector selects.
  ///
  /// - Parameter selector: Of elements, of their parts such as `li::marker`, or `@page` with what may follow it.
  /// - Returns: Nil if there is no text to go on with.
  /// - Throws: ``ReportError/malformedSelector(_:)``, or ``ReportError/noSuchNode(_:)`` where nothing is selected.
  public mutating func explainStyle(of selector: String) throws(ReportError) -> StyleReport? {
    let probe = try parse(selector)
    guard let resolved = try resolve() else { return nil }
    let styled = style(resolved, probe: probe)
    // Cells and the parts of charts are styled as they are set, so everything is.
    let layout = PageLayout(
      styled: styled.tree, cascade: styled.cascade, shaper: styled.shaper, language: resolved.report.language)
    let plan = layout.plan(into: &diagnostics)
    for page in 0..<plan.pageCount { _ = layout.place(page: page) }
    collectDiagnostics(of: styled)
    let report = StyleReport(probe, styled.tree, styled.cascade, folder: input.name)
    guard !report.groups.isEmpty else {
      let names = NodeNames(styled.tree.content, labels: styled.cascade.labels)
      throw .noSuchNode("no node of the report matches '\(selector)'" + names.hint(for: probe))
    }
    return report
  }

  private func parse(_ selector: String) throws(ReportError) -> StyleProbe {
    do throws(Diagnostic) { return try StyleProbe(selector) } catch {
      throw .malformedSelector(
        "'\(selector)' is no selector: \(error.message)" + (error.hint.map { "; \($0)" } ?? ""))
    }
  }
}

/// The names by which the nodes of a report can be selected.
private struct NodeNames {
  private var elements: Set<String> = []
  private var classes: Set<String> = []
  private var identifiers: Set<String> = []

  /// - Parameter labels: Names of nodes such as `tr.total`, those of parts among them that are no nodes of the document.
  init(_ content: ContentTree, labels: Set<String>) {
    for node in content.nodes where node.isElement {
      elements.insert(node.elementName)
      classes.formUnion(node.classes)
      if let identifier = node.identifier { identifiers.insert(identifier) }
    }
    for label in labels {
      let name = label.prefix { $0 != "[" && $0 != "#" && $0 != ":" }.split(separator: ".").map(String.init)
      if let element = name.first { elements.insert(element) }
      classes.formUnion(name.dropFirst())
    }
  }

  /// What might have been meant by names that nothing has; else what there is.
  func hint(for probe: StyleProbe) -> String {
    let asked = probe.names
    var lines: [String] = []
    func add(_ asked: [String], _ known: Set<String>, _ sign: String, _ kind: String) {
      for name in asked where !known.contains(name) {
        if let near = nearestName(to: name, in: known) {
          lines.append("there is no '\(sign)\(name)'; did you mean '\(sign)\(near)'?")
        } else {
          let some = known.sorted().prefix(40).map { sign + $0 }.joined(separator: " ")
          lines.append("there is no '\(sign)\(name)'; \(kind): \(some)" + (known.count > 40 ? " …" : ""))
        }
      }
    }
    add(asked.elements, elements, "", "there are the elements")
    add(asked.classes, classes, ".", "there are the classes")
    add(asked.identifiers, identifiers, "#", "there are the ids")
    if lines.isEmpty { lines = ["all of its names occur, but not together in this way"] }
    return lines.map { "\n  " + ColumnText.wrap($0, width: ColumnText.lineLength - 4).joined(separator: "\n    ") }
      .joined()
  }
}
