import Diagnostics
import Geometry
import Testing
import TextShaping

@Suite("Fonts")
struct FontLibraryTests {
  /// A library of faces that differ in weight only; none is opened.
  func chosenWeight(_ wanted: Int, from weights: [Int]) throws -> Int {
    let fonts = FontLibrary(systemFonts: .none)
    for weight in weights {
      fonts.add(family: "Any", weight: weight, isItalic: false, fileName: "any-\(weight)") {
        () throws(Diagnostic) in
        try readFile("\(repository)/Fonts/SourceSansPro/SourceSansPro-It.otf")
      }
    }
    return try #require(fonts.face(families: ["Any"], weight: wanted, isItalic: false)).weight
  }

  @Test("Weights are matched as CSS Fonts 4 says")
  func weights() throws {
    #expect(try chosenWeight(400, from: [300, 500, 700]) == 500)
    #expect(try chosenWeight(450, from: [400, 600]) == 400)
    #expect(try chosenWeight(500, from: [400, 600]) == 400)
    #expect(try chosenWeight(400, from: [600, 700]) == 600)
    #expect(try chosenWeight(300, from: [200, 400]) == 200)
    #expect(try chosenWeight(200, from: [300, 400]) == 300)
    #expect(try chosenWeight(600, from: [400, 700, 900]) == 700)
    #expect(try chosenWeight(900, from: [400, 700]) == 700)
  }

  @Test("Italic is looked for before weight, and family names are compared without regard to case")
  func italic() throws {
    let fonts = bundledFonts()
    let face = try #require(fonts.face(families: ["source SERIF pro"], weight: 900, isItalic: true))
    #expect(face.isItalic && face.weight == 700 && face.family == "Source Serif Pro")
    #expect(fonts.diagnostics.all.isEmpty)
  }

  @Test("Generic families stand for the first family of their kind, or for the one they were given")
  func generic() throws {
    let fonts = bundledFonts()
    #expect(fonts.face(families: ["serif"], weight: 400, isItalic: false)?.family == "Source Serif Pro")
    #expect(fonts.face(families: ["sans-serif"], weight: 400, isItalic: false)?.family == "Source Sans Pro")
    fonts.alias("monospace", to: "Source Sans Pro")
    #expect(fonts.face(families: ["monospace"], weight: 400, isItalic: false)?.family == "Source Sans Pro")
    #expect(fonts.diagnostics.all.isEmpty)
  }

  @Test("A misspelt family is replaced with a warning that names the nearest one")
  func misspeltFamily() throws {
    let fonts = bundledFonts()
    for _ in 0..<2 {
      let face = fonts.face(families: ["Source Sarif Pro"], weight: 400, isItalic: false)
      #expect(face?.family == "Source Serif Pro")
    }
    let found = fonts.diagnostics.all
    #expect(found.map(\.id) == ["font.unknown-family"] && found.first?.severity == .warning)
    #expect(found.first?.hint == "did you mean 'Source Serif Pro'?")
  }

  @Test("A file that is no font is reported where the style sheet names it, without a guess at another family")
  func notAFontInASheet() throws {
    let fonts = bundledFonts()
    let place = SourceRange(file: "style.css", line: 3, columns: 10..<22)
    fonts.add(family: "Broken", weight: 400, isItalic: false, fileName: "broken.otf", place: place) { [1, 2, 3] }
    #expect(fonts.face(families: ["Broken"], weight: 400, isItalic: false)?.family == "Source Serif Pro")
    #expect(fonts.diagnostics.all.map(\.id) == ["font.not-a-font"])
    #expect(fonts.diagnostics.all.first?.range == place)
  }

  @Test("A file that is no font is reported by its name, and matching goes on to the next face and family")
  func notAFont() throws {
    let fonts = FontLibrary(systemFonts: .none)
    fonts.add(family: "Broken", weight: 400, isItalic: false, fileName: "broken.otf") {
      Array("not a font".utf8)
    }
    fonts.add(family: "Broken", weight: 700, isItalic: false, fileName: "bold.otf") { () throws(Diagnostic) in
      try readFile("\(repository)/Fonts/SourceSansPro/SourceSansPro-Bold.otf")
    }
    #expect(fonts.face(families: ["Broken"], weight: 400, isItalic: false)?.fileName == "bold.otf")
    let found = try #require(fonts.diagnostics.all.first)
    #expect(fonts.diagnostics.all.count == 1)
    #expect(found.id == "font.not-a-font" && found.severity == .error && found.range.file == "broken.otf")
  }

  @Test("What cannot be read is reported as the reader says, once")
  func unreadable() throws {
    let fonts = FontLibrary(systemFonts: .none)
    fonts.add(family: "Gone", weight: 400, isItalic: false, fileName: "gone.otf") { () throws(Diagnostic) in
      throw .error("input.no-such-file", "'gone.otf' is not there", at: .file("style.css"))
    }
    for _ in 0..<2 { #expect(fonts.face(families: ["Gone"], weight: 400, isItalic: false) == nil) }
    #expect(fonts.diagnostics.all.map(\.id) == ["input.no-such-file"])
  }

  @Test("Files cut off anywhere are fonts or are reported, and never crash")
  func truncated() throws {
    let whole = try readFile("\(repository)/Fonts/SourceSerifPro/SourceSerifPro-It.otf")
    for count in [0, 1, 4, 12, 100, 1000, 20_000, whole.count - 1] {
      let fonts = FontLibrary(systemFonts: .none)
      fonts.add(family: "Cut", weight: 400, isItalic: false, fileName: "cut.otf") {
        Array(whole.prefix(count))
      }
      let shaper = TextShaper(fonts: fonts)
      _ = shaper.shape("office", request("Cut"))
    }
  }

  @Test("Nothing is opened until text needs it")
  func lazy() {
    var opened = 0
    let fonts = FontLibrary(systemFonts: .none)
    fonts.add(family: "Any", weight: 400, isItalic: false, fileName: "any.otf") { () throws(Diagnostic) in
      opened += 1
      return try readFile("\(repository)/Fonts/SourceSansPro/SourceSansPro-It.otf")
    }
    #expect(opened == 0)
    for _ in 0..<3 { _ = fonts.face(families: ["Any"], weight: 400, isItalic: false) }
    #expect(opened == 1)
  }

  @Test("Metrics are those of the file, in em")
  func metrics() throws {
    let face = try #require(bundledFonts().face(families: ["serif"], weight: 400, isItalic: false))
    #expect(face.unitsPerEm == 1000)
    #expect(face.metrics.ascent == 1.036 && face.metrics.descent == 0.335 && face.metrics.lineGap == 0)
    #expect(face.metrics.capHeight == 0.67 && face.metrics.xHeight == 0.475)
    #expect(face.metrics.underlineThickness == 0.05 && face.metrics.underlinePosition < 0)
    #expect(face.withBytes { $0.count } == 217_280)
  }

  @Test("Every bundled face has tabular figures, old-style figures and a minus sign for its tables")
  func bundledFeatures() throws {
    let shaper = TextShaper(fonts: bundledFonts())
    for family in ["Source Serif Pro", "Source Sans Pro"] {
      for weight in [400, 600, 700] {
        for isItalic in [false, true] {
          func shape(_ text: String, _ features: [String: Int]) throws -> ShapedWord {
            let pieces = shaper.shape(
              text, request(family, weight: weight, isItalic: isItalic, features: features))
            return try #require(pieces.first)
          }
          let tabular = try shape("0123456789", ["tnum": 1])
          #expect(Set(tabular.advances).count == 1)
          let oldStyle = try shape("0123456789", ["onum": 1])
          #expect(Set(oldStyle.glyphs.map(\.id)).isDisjoint(with: tabular.glyphs.map(\.id)))
          let minus = try shape("\u{2212}", ["tnum": 1])
          #expect(minus.missing.isEmpty)
          // The serif's is up to a fifteenth wider or a trifle narrower; the sans's is a digit's width.
          let difference = abs(minus.advance - tabular.glyphs[0].advance)
          #expect(family == "Source Sans Pro" ? difference == 0 : difference <= 31)
        }
      }
    }
  }
}
