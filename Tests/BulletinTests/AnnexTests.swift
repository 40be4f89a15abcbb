import Bulletin
import Foundation
import Testing

/// A report of several pages in which every third sentence prints a figure, so that some stand in paragraphs that two pages
/// share; and some stand in a note, a tile, a table and a chart.
private func longReport() throws -> TemporaryReport {
  var files = TemporaryReport.goodFiles
  let filler = "Growers of the valley keep their apples in cool cellars until the spring and sell them then. "
  var text = ""
  for paragraph in 0..<12 {
    if paragraph % 4 == 0 { text += "# Valley \(paragraph / 4 + 1)\n\n" }
    for sentence in 0..<6 {
      let number = paragraph * 6 + sentence
      text += filler + "One of them sold {{ f\(number) }} of these. " + filler
    }
    text += paragraph == 5 ? "[^far]\n\n[^far]: Only {{ f0 }} in the hills, and {{ noted }} by the sea.\n\n" : "\n\n"
  }
  files["report.md"]? += "\n\n" + text
  files["data.yaml"]? += "\n"
  var observations = "  noted: {value: 999, unit: apples, source: growers-2025}\n"
  for number in 0..<72 {
    observations += "  f\(number): {value: \(1001 + number), unit: apples, source: growers-2025}\n"
  }
  files["data.yaml"] = files["data.yaml"]?.replacingOccurrences(of: "derived:\n", with: observations + "derived:\n")
  return try TemporaryReport(files)
}

private func build(_ report: TemporaryReport) throws -> (text: String, entries: [[String: Any]], TemporaryReport.Result)
{
  var options = ReportOptions()
  options.hasAnnex = true
  let result = try report.build(options: options)
  #expect(result.errors.isEmpty, "\(result.build.printedDiagnostics())")
  let json = try JSONSerialization.jsonObject(with: Data(try #require(result.bytes("ledger.json"))))
  let text = try result.read(".pdf", with: "pdftotext", "-layout", "FILE", "-")
  return (
    text.replacingOccurrences(of: "\u{A0}", with: " ").replacingOccurrences(of: "\u{2002}", with: " "),
    try #require((json as? [String: Any])?["entries"] as? [[String: Any]]), result
  )
}

/// `1, 3–5` as 1, 3, 4, 5.
private func pages(_ text: Substring) -> Set<Int> {
  var found: Set<Int> = []
  for part in text.split(separator: ",") {
    let ends = part.split(separator: "–").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    if let first = ends.first, let last = ends.last { found.formUnion(first...last) }
  }
  return found
}

@Suite("The evidence annex")
struct AnnexTests {
  @Test(
    "It has each figure once, under the section that first prints it, with value, interval, formula, rows and source")
  func contents() throws {
    let (text, _, result) = try build(TemporaryReport(TemporaryReport.goodFiles))
    let annex = try #require(text.range(of: "Evidence", options: .backwards).map { text[$0.lowerBound...] })
    var rest = annex
    for part in [
      "Harvest", "about 11.6 million", "apples.total p. 1", "11.6 million apples, [11.5, 11.7]",
      "= apples.red + apples.green", "apples.red 7.4 million apples; data/harvest.csv, row 1, value [1]",
      "apples.green 4.2 million apples; data/harvest.csv, row 2, value [1]", "7.4 million; 7.4 apples.red p. 1",
      "7.4 million apples, [7.35, 7.45]; data/harvest.csv, row 1, value [1]", "4.2 harvest[2].value p. 1",
    ] {
      let found = try #require(rest.range(of: part), "'\(part)' does not come next in:\n\(annex)")
      rest = rest[found.upperBound...]
    }
    let structure = try result.read(".pdf", with: "pdfinfo", "-struct-text", "FILE")
    let list = try #require(structure.range(of: "Evidence", options: .backwards).map { structure[$0.upperBound...] })
    #expect(list.components(separatedBy: "LBody").count - 1 == 3)
    // It is in the contents, and what it prints is not in the ledger again.
    #expect(text.components(separatedBy: "Evidence").count - 1 >= 2)
    let plain = try TemporaryReport(TemporaryReport.goodFiles).build()
    #expect(!(try plain.read(".pdf", with: "pdftotext", "FILE", "-")).contains("Evidence"))
  }

  @Test(
    "The pages that it names are those on which the figures are, in paragraphs that break, notes, tables and charts")
  func pageNumbers() throws {
    let (text, entries, _) = try build(longReport())
    var expected: [String: Set<Int>] = [:]
    for entry in entries {
      guard let id = entry["id"] as? String, entry["kind"] as? String == "observation",
        let places = entry["places"] as? [[String: Any]]
      else { continue }
      // The cell of the table is the figure of the same row.
      let name = id == "harvest[1].value" ? "apples.red" : id
      expected[name, default: []].formUnion(places.compactMap { ($0["page"] as? String).flatMap { Int($0) } })
    }
    #expect(expected.count >= 75 && Set(expected.values.flatMap { $0 }).count >= 4)
    for (id, numbers) in expected {
      let line = try #require(text.split(separator: "\n").last { $0.contains(" \(id) p. ") }, "\(id) is missing")
      let printed = try #require(line.range(of: " p. ", options: .backwards).map { line[$0.upperBound...] })
      #expect(pages(printed) == numbers, "\(id)")
    }
  }

  @Test("A long table is one entry for each of its columns, with its pages and the rows that it shows")
  func longTable() throws {
    var files = TemporaryReport.goodFiles
    let rows = (0..<500).map { "kind \($0),\(Double($0 % 90) + 1.5),0.1\n" }.joined()
    files["data/harvest.csv"] = "colour,value,precision\nred,7.4,0.1\ngreen,4.2,0.1\n" + rows
    files["report.md"] = TemporaryReport.goodFiles["report.md"]?.replacingOccurrences(
      of: "data: {table: harvest}", with: "data: {values: [{colour: red, value: 1}], source: growers-2025}")
    let (text, entries, _) = try build(TemporaryReport(files))
    let pages = Set(
      entries.filter { ($0["id"] as? String)?.hasPrefix("harvest[") == true }.flatMap { entry in
        (entry["places"] as? [[String: Any]] ?? []).compactMap { ($0["page"] as? String).flatMap { Int($0) } }
      })
    let line = try #require(text.split(separator: "\n").first { $0.contains("502 figures") })
    #expect(line.contains("Table 1, Apples p. \(pages.min() ?? 0)–\(pages.max() ?? 0)"), "\(line)")
    #expect(text.contains("data/harvest.csv, rows 1–502, value [1]"))
  }

  @Test("The front matter asks for it too, and it is tagged as a list that nothing is wrong with")
  func frontMatter() throws {
    let report = try TemporaryReport.spoilt("report.md", "lang: en", "lang: fr\nannex: true")
    let result = try report.build()
    #expect(result.errors.isEmpty)
    let text = try result.read(".pdf", with: "pdftotext", "-layout", "FILE", "-")
    #expect(text.contains("Éléments justificatifs") && text.contains("[7,35;"))
    #expect(try result.read(".pdf", with: "qpdf", "--check", "FILE").contains("No syntax or stream encoding errors"))
  }
}
