import Geometry
import Testing
import TextShaping

@Suite("Breaks")
struct BreakTests {
  let shaper = TextShaper(fonts: bundledFonts())

  /// The text cut at its breaks; a mandatory one is shown by a pilcrow.
  func parts(_ text: String, _ language: String = "en") -> [String] {
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var start = 0
    for lineBreak in shaper.lineBreaks(in: bytes, language: language) {
      let part = String(decoding: bytes[start..<lineBreak.offset], as: UTF8.self)
      parts.append(lineBreak.isMandatory ? part + "¶" : part)
      start = lineBreak.offset
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  @Test("Lines break after spaces and hyphens, not at no-break spaces")
  func prose() {
    #expect(parts("a state-of-the-art report") == ["a ", "state-", "of-", "the-", "art ", "report"])
    #expect(parts("1.12\u{A0}billion people") == ["1.12\u{A0}billion ", "people"])
    #expect(parts("(see p. 3), -5 and 2015-2025") == ["(see ", "p. ", "3), ", "-5 ", "and ", "2015-2025"])
    #expect(parts("\u{201C}quoted\u{201D} words") == ["\u{201C}quoted\u{201D} ", "words"])
    #expect(parts("one\u{2014}two") == ["one", "\u{2014}", "two"])
  }

  @Test("A line feed must end the line")
  func mandatory() {
    #expect(parts("one\ntwo three") == ["one\n¶", "two ", "three"])
    #expect(parts("one\r\ntwo") == ["one\r\n¶", "two"])
  }

  @Test("Chinese breaks between characters, but not before closing punctuation")
  func chinese() {
    #expect(
      parts("中国互联网，网民", "zh") == ["中", "国", "互", "联", "网，", "网", "民"])
  }

  @Test("Thai breaks between words that ICU knows")
  func thai() {
    #expect(parts("ภาษาไทย", "th") == ["ภาษา", "ไทย"])
  }

  @Test("Short and empty texts have no breaks, and unknown languages have the general ones")
  func edges() {
    #expect(shaper.lineBreaks(in: [], language: "en").isEmpty)
    #expect(shaper.lineBreaks(in: [65], language: "en").isEmpty)
    #expect(parts("to be", "tlh-Xxxx-not a tag") == ["to ", "be"])
    #expect(shaper.diagnostics.all.isEmpty)
  }
}

@Suite("Hyphens")
struct HyphenTests {
  let shaper = TextShaper(fonts: bundledFonts())

  func hyphenated(
    _ word: String, _ language: String = "en", word minimum: Int = 5, before: Int = 2, after: Int = 3
  ) -> String {
    let bytes = Array(word.utf8)
    let points = shaper.hyphenPoints(
      in: bytes, language: language, limits: (word: minimum, before: before, after: after))
    var text = ""
    var start = 0
    for point in points + [bytes.count] {
      text += (text.isEmpty ? "" : "-") + String(decoding: bytes[start..<point], as: UTF8.self)
      start = point
    }
    return text
  }

  @Test("Words are hyphenated by the patterns of American English")
  func english() {
    #expect(hyphenated("statistics") == "sta-tis-tics")
    #expect(hyphenated("international") == "in-ter-na-tional")
    #expect(hyphenated("International") == "In-ter-na-tional")
    #expect(hyphenated("through") == "through")
  }

  @Test("Punctuation is passed over, and addresses, codes and abbreviations are left whole")
  func unusualWords() {
    #expect(hyphenated("(international),") == "(in-ter-na-tional),")
    #expect(hyphenated("\u{201C}international\u{201D}") == "\u{201C}in-ter-na-tional\u{201D}")
    #expect(hyphenated("government\u{2019}s") == "gov-ern-ment\u{2019}s")
    for word in [
      "www.international.org", "international2", "INTERNATIONAL", "inter\u{AD}national", "3international",
    ] {
      #expect(hyphenated(word) == word)
    }
    #expect(hyphenated("national-international") == "na-tional-in-ter-na-tional")
  }

  @Test("Limits count letters")
  func limits() {
    #expect(hyphenated("international", before: 3) == "inter-na-tional")
    #expect(hyphenated("international", after: 8) == "in-ter-national")
    #expect(hyphenated("international", word: 14) == "international")
  }

  @Test("A language without patterns gives one warning with the package, and no hyphens")
  func noDictionary() {
    let shaper = TextShaper(fonts: bundledFonts(), dictionaries: "\(repository)/Tests")
    for _ in 0..<2 {
      let points = shaper.hyphenPoints(
        in: Array("international".utf8), language: "en-GB", limits: (word: 5, before: 2, after: 2))
      #expect(points.isEmpty)
    }
    let found = shaper.diagnostics.all
    #expect(found.map(\.id) == ["text.no-hyphenation"])
    #expect(found.first?.hint == "install the Debian package hyphen-en-gb")
  }

  @Test("Languages that are not hyphenated are not missed")
  func notHyphenated() {
    let shaper = TextShaper(fonts: bundledFonts(), dictionaries: "\(repository)/Tests")
    #expect(shaper.hyphenPoints(in: Array("中国互联网".utf8), language: "zh", limits: (1, 1, 1)).isEmpty)
    #expect(shaper.diagnostics.all.isEmpty)
  }

  @Test("A language's tag never leads out of the folder")
  func hostileTag() {
    let points = shaper.hyphenPoints(
      in: Array("international".utf8), language: "../../etc", limits: (word: 5, before: 2, after: 2))
    #expect(points.isEmpty)
  }
}
