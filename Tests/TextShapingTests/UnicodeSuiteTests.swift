import Diagnostics
import Testing
import TextShaping

/// The conformance tests of the Unicode Character Database, which the Debian package unicode-data installs.
private enum UnicodeSuite {
  static let folder = "/usr/share/unicode"

  /// The lines of a file without comments, each with its number; none where it is not installed.
  static func lines(_ name: String) -> [(number: Int, text: Substring)] {
    guard let bytes = try? readFile("\(folder)/\(name)") else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
      .compactMap { number, line in
        let text = line.prefix { $0 != "#" }
        return text.allSatisfy(\.isWhitespace) ? nil : (number + 1, text)
      }
  }

  static func scalar(_ hexadecimal: some StringProtocol) -> Unicode.Scalar? {
    UInt32(hexadecimal, radix: 16).flatMap(Unicode.Scalar.init)
  }
}

@Suite("Unicode's conformance tests")
struct UnicodeSuiteTests {
  /// ICU's rules depart from the standard's in two points, which are CLDR's: no break after a hyphen that begins a word, as in
  /// "-ism", nor before a number that begins with a point.
  private func isTailored(_ line: Substring) -> Bool {
    line.hasPrefix("× 002D ") || line.contains(/(002C|002E)( × 0308)? ÷ 003/)
  }

  @Test("Lines may end where LineBreakTest says, but for what CLDR tailors")
  func lineBreaks() {
    let shaper = TextShaper(fonts: bundledFonts())
    var failures: [String] = []
    let lines = UnicodeSuite.lines("auxiliary/LineBreakTest.txt")
    for (number, line) in lines {
      var text = String.UnicodeScalarView()
      var expected: [Int] = []
      for part in line.split(separator: " ") {
        let part = part.filter { !$0.isWhitespace }
        if part == "÷" {
          expected.append(String(text).utf8.count)
        } else if let scalar = UnicodeSuite.scalar(part) {
          text.append(scalar)
        }
      }
      let bytes = Array(String(text).utf8)
      // The end of the text is no place between two characters.
      if expected.last == bytes.count { expected.removeLast() }
      let found = shaper.lineBreaks(in: bytes, language: "en").map(\.offset)
      if found != expected, !isTailored(line) {
        failures.append("\(number): \(line) breaks at \(found), not at \(expected)")
      }
    }
    #expect(failures.isEmpty, "\(failures.count) of \(lines.count)\n\(failures.prefix(20).joined(separator: "\n"))")
  }

  private func isEdgeCase(_ text: String.UnicodeScalarView) -> Bool {
    text.contains { (0x202A...0x202E).contains($0.value) || $0.properties.canonicalCombiningClass != .notReordered }
      || text.count { $0 == "(" } > 60
  }

  @Test("Levels and the order of characters are those of BidiCharacterTest, but for 30 edge cases of ICU's")
  func directions() {
    var failures: [String] = []
    // Texts with the controls U+202A to U+202E, with marks on brackets, and with more brackets in one another than the
    // algorithm's limit: ICU 72 differs in 30 of the 91,707 lines.
    var known = 0
    let lines = UnicodeSuite.lines("BidiCharacterTest.txt")
    for (number, line) in lines {
      let fields = line.split(separator: ";", omittingEmptySubsequences: false)
      guard fields.count == 5 else { continue }
      var text = String.UnicodeScalarView()
      var offsets: [Int] = []
      for code in fields[0].split(separator: " ") {
        guard let scalar = UnicodeSuite.scalar(code) else { continue }
        offsets.append(String(text).utf8.count)
        text.append(scalar)
      }
      let direction: TextDirection? = fields[1] == "0" ? .leftToRight : fields[1] == "1" ? .rightToLeft : nil
      let all = bidirectionalLevels(of: Array(String(text).utf8), direction: direction)
      let levels = offsets.map { all?[$0] ?? 0 }
      // Characters without a level are left out by the algorithm.
      let wanted = fields[3].split(separator: " ").map { UInt8($0) }
      let kept = levels.indices.filter { wanted[$0] != nil }
      let order = visualOrder(ofLevels: kept.map { levels[$0] }).map { kept[$0] }
      let wantedOrder = fields[4].split(separator: " ").compactMap { Int($0.filter { !$0.isWhitespace }) }
      // Without anything from right to left no levels are asked for, and embeddings change nothing.
      let sameLevels =
        all == nil ? wanted.allSatisfy { $0.map { $0 % 2 == 0 } ?? true } : kept.allSatisfy { levels[$0] == wanted[$0] }
      if !sameLevels || order != wantedOrder {
        if isEdgeCase(text) {
          known += 1
          continue
        }
        failures.append("\(number): \(fields[0]) (\(fields[1])) has levels \(levels) and order \(order)")
      }
    }
    #expect(failures.isEmpty, "\(failures.count) of \(lines.count)\n\(failures.prefix(20).joined(separator: "\n"))")
    #expect(known <= 30)
  }
}
