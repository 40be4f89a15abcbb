import Diagnostics
import Geometry
import Glibc
import Graphics
import Testing
import TextShaping

/// The root of the repository, three folders over this file.
private let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  .joined(separator: "/")

private func readFile(_ path: String) throws(Diagnostic) -> [UInt8] {
  guard let file = fopen(path, "rb") else {
    throw .error("input.no-such-file", "'\(path)' is not there", at: .file(path))
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
  return bytes
}

/// The upright serif, and the italic sans, which lacks Greek.
private func someFonts() -> FontLibrary {
  let fonts = FontLibrary(systemFonts: .none)
  for (family, isItalic, file) in [
    ("Serif", false, "SourceSerifPro/SourceSerifPro-Regular.otf"),
    ("Sans", true, "SourceSansPro/SourceSansPro-It.otf"),
  ] {
    fonts.add(family: family, weight: 400, isItalic: isItalic, fileName: file) { () throws(Diagnostic) in
      try readFile("\(repository)/Fonts/\(file)")
    }
  }
  return fonts
}

extension TextLine {
  fileprivate var runs: [GlyphRun] {
    shapes(at: .zero).compactMap { if case .glyphs(let run) = $0 { run } else { nil } }
  }
}

/// What someone who copies the runs gets, cluster by cluster; also checks that clusters cover all bytes and glyphs.
private func copied(_ run: GlyphRun) -> [String] {
  #expect(run.clusters.reduce(0) { $0 + Int($1.byteCount) } == run.text.count)
  #expect(run.clusters.reduce(0) { $0 + Int($1.glyphCount) } == run.glyphs.count)
  var at = 0
  return run.clusters.map { cluster in
    defer { at += Int(cluster.byteCount) }
    return String(decoding: run.text[at..<at + Int(cluster.byteCount)], as: UTF8.self)
  }
}

@Suite("Lines of text")
struct TextLineTests {
  let shaper = TextShaper(fonts: someFonts())

  func line(
    _ text: String, family: String = "Serif", isItalic: Bool = false, size: Double = 10,
    features: [FontFeature] = [], letterSpacing: Double = 0
  ) -> TextLine {
    let font = FontRequest(
      families: [family], isItalic: isItalic, size: .pt(size), features: features,
      letterSpacing: .pt(letterSpacing))
    return TextLine(text, font: font, color: .black, shaper: shaper)
  }

  @Test("A line in one face is one run, spaces and all")
  func oneRun() throws {
    let line = line("more than  1.12 billion")
    let run = try #require(line.runs.first)
    #expect(line.runs.count == 1 && run.text == Array("more than  1.12 billion".utf8))
    #expect(copied(run).filter { $0 == " " }.count == 4)
    #expect(abs(line.width.points - run.width.points) < 1e-9)
    #expect(run.glyphs.count == 23)
  }

  @Test("A ligature is one cluster with the text of all its letters")
  func ligature() throws {
    let run = try #require(line("office").runs.first)
    #expect(copied(run) == ["o", "ffi", "c", "e"])
    #expect(run.glyphs.map(\.x) == [0, 5.49, 14.69, 19.57])
  }

  @Test("A letter with a mark of its own glyph is one cluster of two glyphs")
  func mark() throws {
    let run = try #require(line("ax\u{301}b").runs.first)
    #expect(copied(run) == ["a", "x\u{301}", "b"])
    #expect(run.clusters.map(\.glyphCount) == [1, 2, 1])
  }

  @Test("Width, ascent and descent go with the size")
  func measures() {
    let line = line("AV", size: 20)
    #expect(abs(line.width.points - 24.18) < 1e-9)
    #expect(abs(line.ascent.points - 20.72) < 1e-9 && abs(line.descent.points - 6.7) < 1e-9)
  }

  @Test("Letter-spacing follows every cluster")
  func letterSpacing() throws {
    let plain = line("AVA", letterSpacing: 0)
    let spaced = line("AVA", letterSpacing: 2)
    #expect(abs(spaced.width.points - plain.width.points - 6) < 1e-9)
    let (a, b) = (try #require(plain.runs.first), try #require(spaced.runs.first))
    #expect(zip(a.glyphs, b.glyphs).map { $1.x - $0.x } == [0, 2, 4])
  }

  @Test("Features reach the glyphs")
  func features() {
    let proportional = line("1111", features: [FontFeature(tag: "pnum", value: 1)])
    #expect(proportional.width < line("1111", features: [FontFeature(tag: "tnum", value: 1)]).width)
  }

  @Test("A change of face starts a run where the one before it ends")
  func twoFaces() {
    let line = line("x \u{3B1}\u{3B2} y", family: "Sans", isItalic: true)
    let runs = line.runs
    #expect(runs.map { String(decoding: $0.text, as: UTF8.self) } == ["x ", "\u{3B1}\u{3B2}", " y"])
    #expect(runs[0].face == runs[2].face && runs[1].face.family == "Serif")
    for (before, after) in zip(runs, runs.dropFirst()) {
      #expect(abs((before.origin.x + before.width - after.origin.x).points) < 1e-9)
    }
    #expect(abs((runs[2].origin.x + runs[2].width - line.width).points) < 1e-9)
    #expect(abs(line.ascent.points - 10.36) < 1e-9)
  }

  @Test("The line is drawn where it is asked for")
  func origin() {
    let runs = line("x").shapes(at: Point(x: .pt(7), y: .pt(9)))
    guard case .glyphs(let run)? = runs.first else {
      Issue.record("no run")
      return
    }
    #expect(run.origin == Point(x: .pt(7), y: .pt(9)))
  }

  @Test("Empty text takes no room and draws nothing, but has the font's height")
  func empty() {
    #expect(line("").width == .zero && line("").runs.isEmpty && line("").ascent > .zero)
  }

  @Test("A hyphen made by hyphenation stands for a soft hyphen")
  func softHyphen() throws {
    let font = FontRequest(families: ["Serif"], size: .pt(10))
    let style = shaper.style(font)
    var run = GlyphRun(face: shaper[style].face, size: .pt(10), color: .black, origin: .zero)
    for piece in shaper.shape(Array("sta".utf8), style) { run.append(piece) }
    run.advance(by: .pt(1))
    for piece in shaper.shape(Array("-".utf8), style) { run.append(piece, standingFor: Array("\u{AD}".utf8)) }
    #expect(copied(run) == ["s", "t", "a", "\u{AD}"])
    #expect(run.glyphs.last.map { abs($0.x - 13.68) < 1e-4 } == true)
  }

  @Test("Right-to-left glyphs keep their places while clusters go by the text")
  func rightToLeft() throws {
    let fonts = FontLibrary(systemFonts: .installed)
    fonts.add(family: "Serif", weight: 400, isItalic: false, fileName: "serif") { () throws(Diagnostic) in
      try readFile("\(repository)/Fonts/SourceSerifPro/SourceSerifPro-Regular.otf")
    }
    let shaper = TextShaper(fonts: fonts)
    let font = FontRequest(families: ["Serif"], size: .pt(10), language: "he")
    let line = TextLine("\u{5D0}\u{5D1}\u{5D2}", font: font, color: .black, shaper: shaper)
    // Only where some face of the machine has Hebrew.
    guard fonts.missing.isEmpty else { return }
    let run = try #require(line.runs.first)
    #expect(copied(run) == ["\u{5D0}", "\u{5D1}", "\u{5D2}"])
    #expect(run.glyphs[0].x > run.glyphs[1].x && run.glyphs[1].x > run.glyphs[2].x)
  }
}
