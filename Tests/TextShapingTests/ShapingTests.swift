import Diagnostics
import Geometry
import Testing
import TextShaping

@Suite("Shaping")
struct ShapingTests {
  let shaper = TextShaper(fonts: bundledFonts())

  @Test("Advances are the font's, kerned")
  func advances() throws {
    let kerned = try #require(shaper.shape("AV").first)
    #expect(kerned.advances == [535, 674] && kerned.advance == 1209)
    let plain = try #require(shaper.shape("AV", request(features: ["kern": 0])).first)
    #expect(plain.advances == [664, 674])
    let word = try #require(shaper.shape("statistics").first)
    #expect(word.advances == [434, 325, 509, 325, 298, 434, 325, 298, 488, 434])
  }

  @Test("A ligature is one cluster of several letters")
  func ligature() throws {
    let word = try #require(shaper.shape("office").first)
    #expect(word.clusters == [0, 1, 4, 5])
    #expect(word.advances == [549, 920, 488, 510] && word.clusterCount == 4)
  }

  @Test("Spaced letters are not joined, and each takes its share of the spacing")
  func letterSpacing() throws {
    let spaced = try #require(shaper.shape("office", request(letterSpacing: 0.5)).first)
    #expect(spaced.clusters == [0, 1, 2, 3, 4, 5])
    let width = spaced.width(size: .pt(10), letterSpacing: .pt(0.5))
    #expect(abs(width.points - (Double(spaced.advance) / 100 + 3)) < 1e-9)
    let asked = try #require(shaper.shape("office", request(features: ["liga": 1], letterSpacing: 0.5)).first)
    #expect(asked.glyphs.count == 4)
  }

  @Test("Tabular figures are all as wide as one another, proportional ones are not")
  func figures() throws {
    let tabular = try #require(shaper.shape("1071", request(features: ["tnum": 1, "onum": 1])).first)
    #expect(tabular.advances == [500, 500, 500, 500])
    let proportional = try #require(shaper.shape("1071", request(features: ["pnum": 1])).first)
    #expect(proportional.advances == [426, 502, 479, 426])
  }

  @Test("Small capitals are the face's own")
  func smallCapitals() throws {
    let word = try #require(shaper.shape("abc", request(features: ["smcp": 1])).first)
    #expect(word.advances == [589, 593, 585])
  }

  @Test("A word met again is the same object, and sizes share it; features and languages do not")
  func cache() throws {
    let word = try #require(shaper.shape("briefing").first)
    func isSame(_ request: FontRequest) -> Bool { shaper.shape("briefing", request).first === word }
    #expect(isSame(request()) && isSame(request(size: 24)))
    #expect(!isSame(request(features: ["onum": 1])))
    #expect(!isSame(request(language: "tr")))
    #expect(!isSame(request(weight: 700)))
  }

  @Test("Slices and ranges of a paragraph find the words that whole arrays found")
  func slices() throws {
    let text = Array("state of the art".utf8)
    let style = shaper.style(request())
    let whole = shaper.shape(Array("the".utf8), style)
    #expect(shaper.shape(text[9..<12], style).first === whole.first)
    #expect(shaper.shape(9..<12, of: text, style).first === whole.first)
    #expect(whole.first?.text == Array("the".utf8))
  }

  @Test("More words than are kept still come out right")
  func manyWords() throws {
    let style = shaper.style(request(features: ["tnum": 1]))
    for number in 0..<40_000 {
      let word = try #require(shaper.shape(Array(String(number).utf8), style).first)
      #expect(word.advance == Int32(500 * String(number).utf8.count))
    }
  }

  @Test("The same request is the same style")
  func styles() {
    #expect(shaper.style(request()) == shaper.style(request()))
    #expect(shaper.style(request()) != shaper.style(request(size: 11)))
    #expect(shaper[shaper.style(request(weight: 700))].face.weight == 700)
    #expect(abs(shaper[shaper.style(request())].ascent.points - 10.36) < 1e-9)
  }

  @Test("An accent written apart joins its letter")
  func combiningMark() throws {
    let word = try #require(shaper.shape("e\u{301}t").first)
    #expect(word.clusters == [0, 3] && word.advances[0] == 510 && word.missing.isEmpty)
  }

  @Test("Spaces of every width, no-break hyphens, soft hyphens and tabs need no glyph of their own")
  func specialCharacters() throws {
    for text in [
      "5\u{202F}kg", "5\u{2009}kg", "5\u{A0}kg", "co\u{2011}op", "co\u{2010}op", "co\u{AD}op", "a\tb",
    ] {
      for isItalic in [false, true] {
        let pieces = shaper.shape(text, request("Source Sans Pro", isItalic: isItalic))
        let piece = try #require(pieces.first)
        #expect(pieces.count == 1 && piece.missing.isEmpty && !piece.glyphs.contains { $0.id == 0 })
        #expect(piece.text == Array(text.utf8))
      }
    }
    let thin = try #require(shaper.shape("\u{2009}").first)
    #expect(thin.advance == 200)
    let soft = try #require(shaper.shape("\u{AD}").first)
    #expect(soft.advance == 0)
    #expect(shaper.fonts.diagnostics.all.isEmpty)
  }

  @Test("The width of a line is that of its words and spaces")
  func width() {
    let words = shaper.width(of: "AV", request()).points + shaper.width(of: "office", request()).points
    let space = shaper.width(of: " ", request()).points
    #expect(abs(shaper.width(of: "AV  office", request()).points - (words + 2 * space)) < 1e-9)
    #expect(shaper.width(of: "", request()) == .zero)
  }

  @Test("Bytes that are no UTF-8 do not stop anything")
  func invalidText() {
    let pieces = shaper.shape([0x61, 0xFF, 0xC3, 0x62], request: request())
    #expect(pieces.flatMap(\.text) == [0x61, 0xFF, 0xC3, 0x62])
  }

  @Test("A library without any font sets nothing and says why")
  func noFont() {
    let fonts = FontLibrary(systemFonts: .none)
    fonts.add(family: "Broken", weight: 400, isItalic: false, fileName: "broken.otf") { [1, 2, 3] }
    let shaper = TextShaper(fonts: fonts)
    #expect(shaper.shape("word", request("Broken")).isEmpty)
    #expect(fonts.diagnostics.all.contains { $0.id == "font.not-a-font" })
  }
}
