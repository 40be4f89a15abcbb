import Bulletin
import Foundation
import Testing

/// A report on internet use of which there are two editions. The figures are ITU's, CNNIC's and the World Bank's as in the
/// sample's data: ITU revised the people offline in 2024 from 2.6 to 2.3 billion, and rural penetration of December 2024,
/// 65.6 percent on the population of the end of 2023, is 67.3 percent on that of the end of 2024.
enum EditionReport {
  static let first = [
    "report.md": """
    ---
    title: Who is online
    date: 2025-09-01
    lang: en
    ---

    # Users

    In June 2025 China had {{ china.users }} users, {{ china.users.rural }} of them rural. Rural penetration was
    {{ china.share.rural }} in December 2024, [less than two thirds]{claim="china.share.rural < 2 / 3"} of rural people.

    # World

    {{ world.offline }} people were offline in 2024, [more than]{claim="world.offline > china.users"} China's users.

    ```table
    title: Use by country
    data: use
    columns: [{field: place, title: Country}, {field: value, title: Online, unit: percent}]
    ```
    """,
    "data.yaml": """
    sources:
      itu-ff24: {publisher: ITU, title: Facts and Figures 2024, date: 2024-11}
      itu-ff25: {publisher: ITU, title: Facts and Figures 2025, date: 2025-11}
      cnnic-55: {publisher: CNNIC, title: 55th report, date: 2025-01}
      cnnic-56: {publisher: CNNIC, title: 56th report, date: 2025-07}
      cnnic-57: {publisher: CNNIC, title: 57th report, date: 2026-01}
      wdi-2025-01: {publisher: World Bank, title: World Development Indicators, date: 2025-01}
      wdi-2025-12: {publisher: World Bank, title: World Development Indicators, date: 2025-12}
    tables:
      users: {file: data/users.csv}
      world: {file: data/world.csv, columns: {basis: edition}}
      use: {file: data/use.csv, unit: percent}
    observations:
      china.users: {table: users, where: {group: total, measure: internet_users}}
      china.users.rural: {table: users, where: {group: rural, measure: internet_users}}
      china.share.rural: {table: users, where: {group: rural, measure: penetration}, label: "Rural penetration, China"}
      world.offline: {table: world, where: {measure: offline_population}}
    """,
    "data/users.csv": """
    edition,date,measure,group,value,unit,precision,base,source_id
    56,2025-06,internet_users,total,1123,million persons,1,,cnnic-56
    56,2025-06,internet_users,rural,322,million persons,1,,cnnic-56
    55,2024-12,penetration,rural,65.6,percent,0.1,end-2023,cnnic-55
    """,
    "data/world.csv": """
    edition,year,measure,value,unit,qualifier,source_id
    FF2024,2024,offline_population,2.6,billion persons,estimate,itu-ff24
    """,
    "data/use.csv": """
    place,year,value,source_id
    China,2023,77.5,wdi-2025-01
    Brazil,2023,84.2,wdi-2025-01
    """,
  ]

  /// The same report with the data of the next edition: two values under other ids, a country revised and a row more.
  static var second: [String: String] {
    var files = first
    files["report.md"] = first["report.md"]?
      .replacingOccurrences(of: "2025-09-01", with: "2026-02-01")
      .replacingOccurrences(
        of: "In June 2025 China had {{ china.users }} users", with: "China had {{ china.users }} users"
      )
      .replacingOccurrences(of: "{{ world.offline }}", with: "{{ world.offline_2024 }}")
      .replacingOccurrences(of: "world.offline >", with: "world.offline_2024 >")
    files["data.yaml"] = first["data.yaml"]?.replacingOccurrences(of: "world.offline:", with: "world.offline_2024:")
    files["data/users.csv"] = """
      edition,date,measure,group,value,unit,precision,base,source_id
      57,2025-12,internet_users,total,1125,million persons,1,,cnnic-57
      57,2025-12,internet_users,rural,320,million persons,10,,cnnic-57
      56,2024-12,penetration,rural,67.3,percent,0.1,end-2024,cnnic-56
      """
    files["data/world.csv"] = first["data/world.csv"]?.replacingOccurrences(
      of: "FF2024,2024,offline_population,2.6,billion persons,estimate,itu-ff24",
      with: "FF2025,2024,offline_population,2.3,billion persons,revised,itu-ff25")
    files["data/use.csv"] = """
      place,year,value,source_id
      Egypt,2023,72.7,wdi-2025-12
      China,2023,90.6,wdi-2025-12
      Brazil,2023,84.2,wdi-2025-12
      """
    return files
  }
}

@Suite("Comparing editions with the tool")
struct CompareTests {
  @Test(
    "Reports, ledgers and PDFs are compared, in text, JSON, Markdown and CSV; what turned makes the status 1 with --strict"
  )
  func compare() throws {
    let first = try TemporaryReport(EditionReport.first)
    let out = first.parent.appending(path: "out").path
    #expect(try bulletin("build", first.folder.path, "-o", out).status == 0)
    let second = try TemporaryReport(EditionReport.second)
    let ofPDF = try bulletin("compare", out + "/sample.pdf", second.folder.path)
    #expect(ofPDF.status == 0, "\(ofPDF)")
    // The report's own mistake is said beside the comparison, which is made all the same.
    #expect(ofPDF.errors.contains("claim.false"))
    let lines = ofPDF.output.split(separator: "\n")
    #expect(lines.dropFirst(2).allSatisfy { $0.count < 100 })
    func line(_ words: String...) -> Bool { lines.contains { line in words.allSatisfy { line.contains($0) } } }
    #expect(line("less than two thirds", "china.share.rural < 2 / 3", "report.md:10:"), "\(ofPDF.output)")
    #expect(line("world.offline_2024", "2.6 billion", "2.3 billion", "−0.3 billion", "itu-ff24 →"), "\(ofPDF.output)")
    #expect(
      line("china.share.rural (end-2023 → end-2024)", "2024-12", "65.6%", "67.3%", "+1.7 points"), "\(ofPDF.output)")
    #expect(line("china.users ", "2025-06 →", "1.123 billion", "1.125 billion"), "\(ofPDF.output)")
    #expect(line("use[place=China]", "2023", "77.5 percent", "90.6 percent", "+13.1 points"), "\(ofPDF.output)")
    #expect(line("Figures: 2 revised, 1 restated, 2 updated, 1 new, 1 unchanged."), "\(ofPDF.output)")
    let ofLedger = try bulletin("compare", out + "/ledger.json", second.folder.path, "--strict")
    #expect(ofLedger.status == 1)
    let body = { (text: String) in text.split(separator: "\n").dropFirst(2) }
    #expect(body(ofLedger.output) == body(ofPDF.output))
    #expect(try bulletin("compare", out, first.folder.path, "--strict").status == 0)
    #expect(try bulletin("compare", out, second.folder.path, "--format", "csv").output.hasPrefix("change,id,"))
    #expect(
      try bulletin("compare", out, second.folder.path, "--format", "markdown").output.contains("| 65.6% | 67.3% |"))
    let json = try bulletin("compare", out, second.folder.path, "--format", "json").output
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
  }

  @Test("A PDF that was rewritten is read; one without the ledger, damaged or encrypted is told why not")
  func pdfs() throws {
    let report = try TemporaryReport(EditionReport.first)
    let out = report.parent.appending(path: "out").path
    #expect(try bulletin("build", report.folder.path, "-o", out).status == 0)
    let pdf = out + "/sample.pdf"
    for (name, arguments) in [
      ("plain", ["--qdf", "--object-streams=disable"]), ("fast", ["--linearize"]),
    ] {
      let copy = out + "/\(name).pdf"
      _ = try run("qpdf", arguments + [pdf, copy])
      let result = try bulletin("compare", out, copy, "--strict")
      #expect(result.status == 0 && result.output.contains("unchanged"), "\(name): \(result)")
    }
    _ = try run("qpdf", ["--encrypt", "a", "b", "256", "--", pdf, out + "/locked.pdf"])
    _ = try run("qpdf", ["--remove-attachment=ledger.json", pdf, out + "/without.pdf"])
    let bytes = try Data(contentsOf: URL(filePath: pdf))
    try bytes.prefix(bytes.count / 2).write(to: URL(filePath: out + "/half.pdf"))
    var spoilt = bytes
    let stream = try #require(spoilt.range(of: Data("/EmbeddedFile/Subtype/application#2Fjson".utf8)))
    let data = try #require(spoilt.range(of: Data("stream\n".utf8), in: stream.upperBound..<spoilt.endIndex))
    spoilt.replaceSubrange(data.upperBound + 40..<data.upperBound + 44, with: [0, 255, 0, 255])
    try spoilt.write(to: URL(filePath: out + "/spoilt.pdf"))
    for (name, reason) in [
      ("locked", "encrypted"), ("without", "no attachment 'ledger.json'"), ("half", "ends too early"),
      ("spoilt", "cannot be read"),
    ] {
      let result = try bulletin("compare", out, out + "/\(name).pdf")
      #expect(result.status == 65 && result.errors.contains(reason), "\(name): \(result)")
    }
  }

  @Test("What is not there is 66, and what is no ledger 65 with the place")
  func missing() throws {
    let report = try TemporaryReport(EditionReport.first)
    #expect(try bulletin("compare", report.folder.path, report.parent.path + "/none.json").status == 66)
    try report.write("ledger.json", "{\"version\": 2,\n \"entries\": [oops]}")
    let broken = try bulletin("compare", report.folder.path, report.folder.path + "/ledger.json")
    #expect(broken.status == 65 && broken.errors.contains("ledger.json:2:14"), "\(broken)")
    #expect(try bulletin("compare", report.folder.path).status == 64)
  }
}
