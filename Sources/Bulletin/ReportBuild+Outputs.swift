import Charts
import Content
import Graphics
import Rendering

extension ReportBuild {
  /// What travels inside the PDF: the data that its numbers come from, and the ledger.
  func attachments(of report: ResolvedReport, ledger: [UInt8]) -> [Attachment] {
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

  func relative(_ name: String) -> String {
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
func lastComponent(of path: String) -> String {
  let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
  if let last = parts.last { return String(last) }
  let resolved = resolvedPath(path)?.split(separator: "/").last
  return resolved.map(String.init) ?? "briefing"
}

extension ChartContent {
  /// What a chart is called where there is nothing to look at.
  var accessibleTitle: String { title ?? identifier }
}

extension SVGWriter {
  static func bytes(
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
    return try writer.finish(structure: structure, outline: [], attachments: [])
  }
}
