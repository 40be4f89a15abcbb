import Testing

@testable import Layout

@Suite("Numbers in cells")
struct NumberTextTests {
  /// What stands before the pivot, between pivot and flag, and the flag.
  private func parts(_ text: String, sign: String = ".") -> [String] {
    let utf8 = Array(text.utf8)
    let parts = NumberText(utf8, decimalSign: Array(sign.utf8))
    return [0..<parts.pivot, parts.pivot..<parts.flag, parts.flag..<utf8.count].map {
      String(decoding: utf8[$0], as: UTF8.self)
    }
  }

  @Test("A number is cut at its decimal sign, or where it ends")
  func cut() {
    #expect(parts("1,234.50") == ["1,234", ".50", ""])
    #expect(parts("1,234") == ["1,234", "", ""])
    #expect(parts("1.234,5", sign: ",") == ["1.234", ",5", ""])
    #expect(parts("12 345,6", sign: ",") == ["12", " 345,6", ""])
    #expect(parts("12\u{202F}345,6", sign: ",") == ["12\u{202F}345", ",6", ""])
    #expect(parts("−7.5") == ["−7", ".5", ""])
    #expect(parts("84.9%") == ["84", ".9%", ""])
  }

  @Test("Flags hang behind, one or several; a sign in place of a number stands where units do")
  func flags() {
    #expect(parts("84.9\u{2009}[e]") == ["84", ".9", "\u{2009}[e]"])
    #expect(parts("84\u{2009}[e]\u{2009}[p]") == ["84", "", "\u{2009}[e]\u{2009}[p]"])
    #expect(parts("–") == ["–", "", ""])
    #expect(parts("..") == ["..", "", ""])
    #expect(parts("") == ["", "", ""])
  }

  @Test("Words in a column of numbers are set as words")
  func words() {
    #expect(NumberText.isNumber(Array("1.12 billion".utf8)))
    #expect(NumberText.isNumber(Array("n/a".utf8)))
    #expect(!NumberText.isNumber(Array("not published before 2019".utf8)))
  }
}
