import Foundation
import Testing

private let tests = ProcessInfo.processInfo.environment
/// The address of the server that `Scripts/with-postgresql` has started.
private let server = tests["BULLETIN_TEST_POSTGRESQL"]

/// The sample report with its table in a database.
private func report(_ address: String) throws -> TemporaryReport {
  let sql =
    "SELECT * FROM (VALUES ('red', 7.4, 0.1), ('green', 4.2, 0.1)) AS t(colour, value, precision) ORDER BY value DESC"
  return try TemporaryReport.spoilt(
    "data.yaml", "harvest: {file: data/harvest.csv,", "harvest: {database: '\(address)', sql: \"\(sql)\",")
}

@Suite("Reports over a database")
struct DatabaseTests {
  @Test("Without --allow-connect nothing is reached, and the message says what to add")
  func notAllowed() throws {
    let report = try report("postgresql://reader:hunter2@192.0.2.1/stats")
    for options in [[], ["--allow-connect", "192.0.2.10"], ["--allow-connect", "192.0.2.1:99"]] {
      let result = try bulletin(["check", report.folder.path] + options)
      #expect(result.status == 1 && result.errors.contains("[database.not-allowed]"), "\(result.errors)")
      #expect(result.errors.contains("add --allow-connect 192.0.2.1:5432"))
      #expect(result.errors.contains("data.yaml:4:23: warning: the address holds a password"))
      #expect(!result.errors.contains("hunter2") && result.errors.contains("reader:*******@"))
    }
    #expect(try bulletin("check", report.folder.path, "--allow-connect", "a,b").status == 64)
  }

  @Test("A libpq that cannot be loaded is a diagnostic that names the package")
  func noLibrary() throws {
    let report = try report("postgresql://reader@127.0.0.1:1/stats")
    try report.write("libpq.so.5", "not a library")
    let result = try bulletin(
      ["check", report.folder.path, "--allow-connect", "127.0.0.1"],
      environment: ["LD_LIBRARY_PATH": report.folder.path])
    #expect(result.errors.contains("[database.no-library]") && result.errors.contains("libpq5"), "\(result.errors)")
  }

  @Test("The environment cannot lead the connection elsewhere", arguments: ["PGSERVICE", "PGHOSTADDR"])
  func redirection(_ name: String) throws {
    let report = try report("postgresql://reader@127.0.0.1:1/stats")
    let result = try bulletin(
      ["check", report.folder.path, "--allow-connect", "127.0.0.1"], environment: [name: "192.0.2.1"])
    #expect(result.errors.contains("[database.redirected]") && result.errors.contains(name), "\(result.errors)")
  }

  @Test(
    "The data travel with the PDF as a CSV, and the ledger names the database without its user",
    .enabled(if: server != nil, "Scripts/with-postgresql starts a server"))
  func build() throws {
    let address = try #require(server)
    let password = try #require(tests["PGPASSWORD"])
    let host = address.split(separator: "@")[1].split(separator: "/")[0]
    let report = try report(address)
    // An observation in place has data.yaml attached too.
    try report.write(
      "report.md", (TemporaryReport.goodFiles["report.md"] ?? "") + "\n\nThere were {{ growers }} growers.\n")
    try report.write(
      "data.yaml",
      String(decoding: Data(contentsOf: report.folder.appending(path: "data.yaml")), as: UTF8.self)
        .replacingOccurrences(of: "reader@", with: "reader:\(password)@")
        .replacingOccurrences(of: "observations:", with: "observations:\n  growers: {value: 12, source: growers-2025}"))
    let out = report.parent.appending(path: "out").path
    let result = try bulletin("build", report.folder.path, "-o", out, "--allow-connect", String(host))
    #expect(result.status == 0 && result.errors.hasSuffix("1 warning\n"), "\(result.errors)")
    let ledger = try String(contentsOfFile: out + "/ledger.json", encoding: .utf8)
    #expect(ledger.contains("postgresql://\(host)/postgres#harvest") && !ledger.contains("reader"))
    let csv = try run("qpdf", ["--show-attachment=postgresql/harvest.csv", out + "/sample.pdf"])
    #expect(csv == "colour,value,precision\nred,7.4,0.1\ngreen,4.2,0.1\n")
    let yaml = try run("qpdf", ["--show-attachment=data.yaml", out + "/sample.pdf"])
    #expect(yaml.contains("reader:****") && !yaml.contains(password))
    #expect(!result.errors.contains(password))
  }

  @Test(
    "A socket is allowed by its folder, and passwords come from the environment",
    .enabled(if: server != nil, "Scripts/with-postgresql starts a server"))
  func socket() throws {
    let folder = try #require(tests["BULLETIN_TEST_POSTGRESQL_SOCKET"])
    let port = try #require(server).split(separator: ":").last?.split(separator: "/").first ?? ""
    let report = try report("postgresql://reader@/postgres?host=\(folder)&port=\(port)")
    let password = ["PGPASSWORD": tests["PGPASSWORD"] ?? ""]
    let refused = try bulletin(["check", report.folder.path, "--allow-connect", "/run"], environment: password)
    #expect(refused.errors.contains("add --allow-connect \(folder)"), "\(refused.errors)")
    let allowed = try bulletin(["check", report.folder.path, "--allow-connect", folder + "/"], environment: password)
    #expect(allowed.status == 0 && allowed.errors.isEmpty, "\(allowed.errors)")
    let wrong = try bulletin("check", report.folder.path, "--allow-connect", folder)
    #expect(wrong.errors.contains("[database.wrong-password]"), "\(wrong.errors)")
  }
}
