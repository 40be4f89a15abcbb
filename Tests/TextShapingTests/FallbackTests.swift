import Diagnostics
import Geometry
import Testing
import TextShaping

@Suite("Fallback")
struct FallbackTests {
  /// A library with one face, which has no Greek; some of the faces in the folder have.
  let fonts = {
    let fonts = FontLibrary(systemFonts: .folder("\(repository)/Fonts/SourceSerifPro"))
    fonts.add(family: "Source Sans Pro", weight: 400, isItalic: true, fileName: "it.otf") {
      () throws(Diagnostic) in
      try readFile("\(repository)/Fonts/SourceSansPro/SourceSansPro-It.otf")
    }
    return fonts
  }()
  let italic = request("Source Sans Pro", isItalic: true)

  @Test("A character that the face lacks comes from another face, with one warning that names the file")
  func fallback() throws {
    let shaper = TextShaper(fonts: fonts)
    let pieces = shaper.shape("\u{3B1}\u{3B2}", italic)
    let piece = try #require(pieces.first)
    #expect(pieces.count == 1 && piece.missing.isEmpty && !piece.glyphs.contains { $0.id == 0 })
    #expect(piece.face.fileName.contains("SourceSerifPro"))
    _ = shaper.shape("\u{3B3}", italic)
    let found = fonts.diagnostics.all
    #expect(found.map(\.id) == ["font.fallback"])
    #expect(found.first?.message.contains("SourceSerifPro-") == true && found.first?.severity == .warning)
    #expect(found.first?.message.contains("U+03B1") == true)
  }

  @Test(
    "Faces of the library come before those of the system, the family's own style first, and need no warning")
  func library() throws {
    let fonts = bundledFonts()
    let shaper = TextShaper(fonts: fonts)
    let arrow = try #require(shaper.shape("\u{2192}", request(isItalic: true)).first)
    #expect(arrow.face.family == "Source Serif Pro" && !arrow.face.isItalic && arrow.missing.isEmpty)
    var families = request(isItalic: true)
    families.families = ["Source Serif Pro", "Source Sans Pro"]
    let listed = try #require(shaper.shape("\u{2192}", families).first)
    #expect(listed.face.family == "Source Sans Pro" && listed.face.isItalic)
    #expect(fonts.diagnostics.all.isEmpty)
  }

  @Test("A word in two faces has a piece for each, in order")
  func pieces() {
    let pieces = TextShaper(fonts: fonts).shape("x\u{3B1}y", italic)
    #expect(pieces.map { String(decoding: $0.text, as: UTF8.self) } == ["x", "\u{3B1}", "y"])
    #expect(pieces[0].face == pieces[2].face && pieces[0].face != pieces[1].face)
  }

  @Test(
    "A character that no face has is warned of once, with the package that would bring it, and not drawn as .notdef"
  )
  func missing() throws {
    let shaper = TextShaper(fonts: fonts)
    let pieces = shaper.shape("\u{4E2D}\u{4E2D}\u{6587}", italic)
    let piece = try #require(pieces.first)
    #expect(piece.missing.map(\.value) == [0x4E2D, 0x4E2D, 0x6587])
    #expect(!piece.glyphs.contains { $0.id == 0 } && piece.text == Array("\u{4E2D}\u{4E2D}\u{6587}".utf8))
    let found = fonts.diagnostics.all
    #expect(found.map(\.id) == ["font.missing-character", "font.missing-character"])
    #expect(found.first?.message.contains("U+4E2D") == true)
    #expect(found.first?.hint?.contains("fonts-noto-cjk") == true)
    #expect(fonts.missing.map(\.character.value) == [0x4E2D, 0x6587])
  }

  @Test("A caller that knows the place has the warning there instead")
  func missingWithPlace() throws {
    let shaper = TextShaper(fonts: fonts)
    let place = SourceRange(file: "report.md", line: 12, columns: 3..<5)
    for piece in shaper.shape("\u{4E2D}", italic) { fonts.reportMissing(in: piece, at: place) }
    #expect(fonts.diagnostics.all.map(\.range) == [place])
  }

  @Test("Packages are named by script")
  func packages() {
    let shaper = TextShaper(fonts: fonts)
    for character in ["\u{304B}", "\u{AC00}", "\u{1F600}", "\u{0E01}", "\u{E000}", "\u{3001}"] {
      _ = shaper.shape(character, italic)
    }
    #expect(
      fonts.missing.map(\.package) == [
        "fonts-noto-cjk", "fonts-noto-cjk", "fonts-symbola", "fonts-noto-core", nil, "fonts-noto-cjk",
      ])
  }

  @Test("Whatever is installed, a character comes from a face that has it or is reported")
  func installed() {
    let fonts = bundledFonts(systemFonts: .installed)
    let shaper = TextShaper(fonts: fonts)
    for text in ["\u{5E9}\u{5DC}\u{5D5}\u{5DD}", "\u{4E2D}", "\u{1F600}", "\u{2603}"] {
      for piece in shaper.shape(text) {
        #expect(!piece.glyphs.contains { $0.id == 0 })
        #expect(piece.missing.isEmpty || fonts.missing.contains { $0.character == piece.missing[0] })
      }
    }
    #expect(!fonts.diagnostics.all.isEmpty)
  }

  @Test("A right-to-left word is shaped in its direction, with its digits after it from left to right")
  func rightToLeft() throws {
    let fonts = bundledFonts(systemFonts: .installed)
    let pieces = TextShaper(fonts: fonts).shape("\u{5D0}\u{5D1}25")
    // Only where some face of the machine has Hebrew.
    guard fonts.missing.isEmpty else { return }
    #expect(pieces.map { String(decoding: $0.text, as: UTF8.self) } == ["25", "\u{5D0}\u{5D1}"])
    #expect(pieces.map(\.isRightToLeft) == [false, true])
    #expect(pieces.last?.clusters == [2, 0] && pieces.first?.clusters == [0, 1])
  }

  @Test(
    "Numbers run from left to right with their separators, alone and within a word from right to left",
    arguments: [
      ("٧٩٫٧", ["٧٩٫٧"], [false]),
      ("١٬٢٣٤٫٥", ["١٬٢٣٤٫٥"], [false]),
      // A sign that stands for Arabic letters makes the percent sign follow the number to its left.
      ("٧٩٫٧٪\u{61C}", ["٪\u{61C}", "٧٩٫٧"], [true, false]),
      ("و٧٩٫٧", ["٧٩٫٧", "و"], [false, true]),
    ])
  func numbersInArabic(text: String, pieces: [String], isRightToLeft: [Bool]) throws {
    let fonts = bundledFonts(systemFonts: .installed)
    let shaped = TextShaper(fonts: fonts).shape(text)
    // Only where some face of the machine has Arabic.
    guard fonts.missing.isEmpty else { return }
    #expect(shaped.map { String(decoding: $0.text, as: UTF8.self) } == pieces)
    #expect(shaped.map(\.isRightToLeft) == isRightToLeft)
  }
}
