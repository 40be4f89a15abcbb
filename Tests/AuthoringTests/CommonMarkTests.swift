import Authoring
import Foundation
import Testing

/// The examples of the CommonMark specification, which `Scripts/test-suites` installs.
private struct CommonMarkExample: Decodable {
  var markdown: String
  var html: String
  var example: Int
  var section: String

  static func all() -> [CommonMarkExample] {
    let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = repository.appending(path: ".build/test-suites/commonmark/commonmark.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([CommonMarkExample].self, from: data)) ?? []
  }
}

@Suite("CommonMark's examples")
struct CommonMarkTests {
  /// Where a report means something else than the specification, by example, with why.
  private static let differences: [String: [Int]] = [:]

  @Test("Each is read as CommonMark says, or is listed as one that our rules read differently")
  func examples() {
    let listed = Set(Self.differences.values.joined())
    var failures: [String] = []
    for example in CommonMarkExample.all() {
      let document = parse(example.markdown).document
      let found = HTMLTokens(document).tokens
      let expected = HTMLTokens(html: example.html).tokens
      if (found == expected) == listed.contains(example.example) {
        let problem = found == expected ? "is listed as different but is the same" : "differs"
        failures.append(
          "\(example.example) (\(example.section)) \(problem): \(example.markdown.debugDescription)\n  expected \(expected.joined())\n  found    \(found.joined())"
        )
      }
    }
    #expect(failures.isEmpty, "\(failures.count)\n\(failures.joined(separator: "\n"))")
  }
}
