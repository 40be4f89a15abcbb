import Testing

@testable import TextShaping

@Suite("Hyphenation patterns")
struct PatternFileTests {
  func hyphenated(_ word: String, _ file: String) throws -> String {
    let file = try #require(PatternFile(Array(file.utf8)))
    let bytes = Array(word.utf8)
    let breaks = file.breaks(in: bytes)
    return String(
      decoding: bytes.indices.flatMap { breaks[$0] ? [45, bytes[$0]] : [bytes[$0]] }, as: UTF8.self)
  }

  @Test("The greatest digit at a place decides, and odd ones allow a hyphen")
  func liang() throws {
    // Liang's own example, from his thesis.
    let file = "UTF-8\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\no2n\n"
    #expect(try hyphenated("hyphenation", file) == "hy-phen-ation")
  }

  @Test("Full stops in patterns are the ends of words")
  func ends() throws {
    let file = "UTF-8\n.a1b\n1b\n2b.\n"
    #expect(try hyphenated("abab", file) == "a-bab")
    #expect(try hyphenated("ababa", file) == "a-ba-ba")
  }

  @Test("Comments, Windows line ends and settings are read")
  func settings() throws {
    let bytes = Array(
      "ISO8859-1\r\n% by someone\r\n# of somewhere\r\nLEFTHYPHENMIN 3\r\nRIGHTHYPHENMIN 4\r\na1b\r\n".utf8)
    let file = try #require(PatternFile(bytes))
    #expect(file.characterSet == "ISO8859-1" && !file.isUTF8)
    #expect(file.fewestBefore == 3 && file.fewestAfter == 4)
    #expect(file.breaks(in: Array("ab".utf8)) == [false, true])
  }

  @Test("With two levels, the parts of a compound are hyphenated each for itself")
  func compounds() throws {
    let file =
      "UTF-8\nCOMPOUNDLEFTHYPHENMIN 2\nCOMPOUNDRIGHTHYPHENMIN 2\nhaus1tur\nNEXTLEVEL\na1u\nt1u\n"
    #expect(try hyphenated("haustur", file) == "ha-us-tur")
  }

  @Test("Patterns that change the spelling are left to libhyphen")
  func replacements() {
    #expect(PatternFile(Array("UTF-8\nf1f/ff=f,1,2\n".utf8)) == nil)
    #expect(PatternFile([]) == nil)
    #expect(PatternFile(Array("UTF-8\n".utf8)) == nil)
  }

  @Test("Any bytes are patterns or are none, and never crash")
  func garbage() {
    var state: UInt64 = 1
    for _ in 0..<200 {
      var bytes: [UInt8] = Array("UTF-8\n".utf8)
      for _ in 0..<300 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append([10, 46, 48, 49, 57, 97, 98, 0, 255][Int(state >> 33) % 9])
      }
      _ = PatternFile(bytes)?.breaks(in: Array("ababba\u{E9}b".utf8))
    }
  }

  @Test("Points are those that libhyphen finds")
  func libhyphen() throws {
    let path = "/usr/share/hyphen/hyph_en_US.dic"
    // Only where the patterns of American English are installed.
    guard let dictionary = LibhyphenDictionary(path: path) else { return }
    let file = try #require(PatternFile(try readFile(path)))
    let words = """
      international statistics penetration subscriptions households government's rural urban population connectivity
      measurement estimates provisional confidence association hyphenation university information telecommunication
      declaration organization philosophical supercalifragilistic antidisestablishmentarianism reciprocity
      """
    for word in words.split(whereSeparator: \.isWhitespace) {
      let bytes = Array(word.utf8)
      let expected = dictionary.breaks(in: bytes)
      let found = file.breaks(in: bytes)
      for index in 2...bytes.count - 3 { #expect(found[index] == expected[index], "\(word) at \(index)") }
    }
  }
}
