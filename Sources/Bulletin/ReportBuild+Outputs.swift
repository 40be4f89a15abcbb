import Content
import DataModel
import Diagnostics
import Graphics
import Layout

extension ReportBuild {
  /// The numbers on a page, in points from its top left corner.
  func ledgerPlaces(on page: Page) -> [LedgerPlace] {
    page.numbers.map { number in
      LedgerPlace(
        id: LedgerEntry.ID(rawValue: number.mark.rawValue), page: page.label, x: number.box.minX.points,
        y: number.box.minY.points, width: number.box.size.width.points, height: number.box.size.height.points)
    }
  }

  /// What travels inside the PDF: the data that its numbers come from, and the ledger.
  func attachments(of records: Records, ledger: OutputBytes) -> [Attachment] {
    var attachments: [Attachment] = []
    for name in records.dataFiles {
      guard let bytes = recorder.bytes(of: name) else { continue }
      attachments.append(
        Attachment(
          name: attachmentName(name), mediaType: mediaType(of: attachmentName(name)), description: "Data of the report",
          relationship: .data, bytes: OutputBytes(bytes)))
    }
    attachments.append(
      Attachment(
        name: "ledger.json", mediaType: "application/json",
        description: "Every number in the report with its source and its place", relationship: .supplement,
        bytes: ledger))
    return attachments
  }

  /// A file by its path in the report's folder; what a database answered as a CSV named after the table.
  private func attachmentName(_ name: String) -> String {
    guard name.hasPrefix("postgresql:"), let table = name.split(separator: "#").last else { return relative(name) }
    return "postgresql/\(table).csv"
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
