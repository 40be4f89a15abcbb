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
  private static let differences: [String: [Int]] = [
    "HTML is an error that shows the Markdown for it": [
      21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168,
      169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191,
      201, 344, 474, 475, 476, 490, 493, 523, 535, 612, 613, 614, 615, 616, 622, 624, 628, 629, 630, 631, 642, 643,
    ],
    "HTML comments are left out": [308, 309, 627],
    "a line of hyphens at the beginning opens the front matter": [96, 98],
    "the first word of a fence is its class as it stands, without escapes and entities": [24, 34],
    "@key cites a source": [605],
    "cmark-gfm follows CommonMark 0.29, where a number of eight digits is a character reference": [28],
  ]

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
