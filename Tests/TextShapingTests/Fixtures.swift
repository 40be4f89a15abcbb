import Diagnostics
import Geometry
import Glibc
import TextShaping

/// The root of the repository, three folders over this file.
let repository: String = {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(3)
  return parts.joined(separator: "/")
}()

func readFile(_ path: String) throws(Diagnostic) -> [UInt8] {
  guard let file = fopen(path, "rb") else {
    throw .error("input.no-such-file", "'\(path)' is not there", at: .file(path))
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
  return bytes
}

/// A library with the bundled faces, which looks for others nowhere.
func bundledFonts(systemFonts: SystemFonts = .none) -> FontLibrary {
  let fonts = FontLibrary(systemFonts: systemFonts)
  for family in ["Source Serif Pro", "Source Sans Pro"] {
    let compact = family.filter { $0 != " " }
    for (style, weight, isItalic) in [
      ("Regular", 400, false), ("It", 400, true), ("Semibold", 600, false), ("SemiboldIt", 600, true),
      ("Bold", 700, false), ("BoldIt", 700, true),
    ] {
      let name = "Fonts/\(compact)/\(compact)-\(style).otf"
      fonts.add(family: family, weight: weight, isItalic: isItalic, fileName: name) { () throws(Diagnostic) in
        try readFile("\(repository)/\(name)")
      }
    }
  }
  return fonts
}

func request(
  _ family: String = "Source Serif Pro", weight: Int = 400, isItalic: Bool = false, size: Double = 10,
  features: [String: Int] = [:], letterSpacing: Double = 0, language: String = "en"
) -> FontRequest {
  FontRequest(
    families: [family], weight: weight, isItalic: isItalic, size: .pt(size),
    features: features.sorted { $0.key < $1.key }.map { FontFeature(tag: $0.key, value: $0.value) },
    letterSpacing: .pt(letterSpacing), language: language)
}

extension TextShaper {
  func shape(_ word: String, _ request: FontRequest = request()) -> [ShapedWord] {
    shape(Array(word.utf8), request: request)
  }
}

extension ShapedWord {
  var advances: [Int32] { glyphs.map(\.advance) }
  var clusters: [UInt32] { glyphs.map(\.cluster) }
}
