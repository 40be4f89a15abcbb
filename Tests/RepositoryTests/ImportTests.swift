import Foundation
import Testing

/// The repository's folder, from the place of this file.
private let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// What each module may import, by the table in ARCHITECTURE.md: `| Module | may import | … |`.
private func allowedImports() throws -> [String: Set<String>] {
  let page = try String(contentsOf: repository.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
  var table: [String: Set<String>] = [:]
  for line in page.split(separator: "\n") where line.hasPrefix("| `") {
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard cells.count >= 3 else { continue }
    let module = cells[0].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
    let names = cells[1].split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
    table[module] = Set(names)
  }
  return table
}

@Test("Every module imports only what the table in ARCHITECTURE.md lets it")
func importsKeepToTheTable() throws {
  let table = try allowedImports()
  let sources = repository.appending(path: "Sources")
  // Part of the toolchain, or wrappers of the C library, which any module may use.
  let toolchain: Set<String> = ["Swift", "Glibc", "Foundation", "FoundationEssentials", "Synchronization"]
  var checked = 0
  for module in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() where module != "C" {
    let allowed = try #require(table[module], "\(module) is missing from the table in ARCHITECTURE.md")
    let files = FileManager.default.enumerator(atPath: sources.appending(path: module).path)
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".swift") else { continue }
      let text = try String(contentsOf: sources.appending(path: "\(module)/\(file)"), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
          words[..<at].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "package" || $0 == "internal" })
        else { continue }
        let imported = String(words[at + 1].prefix { $0 != "." })
        checked += 1
        #expect(
          allowed.contains(imported) || toolchain.contains(imported),
          "\(module)/\(file) imports \(imported), which the table does not let it")
      }
    }
  }
  #expect(checked > 100)
}
