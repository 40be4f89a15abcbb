import Bulletin
import Diagnostics
import Foundation
import Testing

/// One page in each of six languages, as a user builds it. Without the faces that `Scripts/setup --tests` installs, those of Arabic
/// and Chinese are skipped.
@Suite("Reports in six languages")
struct LanguageTests {
  private struct Printed {
    let diagnostics: [Diagnostic]
    private let file: URL

    init?(_ tag: String) throws {
      var build = try ReportBuild(
        repository.appending(path: "Reports/languages/\(tag)").path, options: ReportOptions(),
        installation: Installation(folder: repository.path))
      let files = try build.run(formats: [.pdf], resolution: 72, into: "out")
      diagnostics = build.diagnostics.all
      guard !diagnostics.contains(where: { $0.id == "font.missing-character" }) else { return nil }
      let pdf = try #require(files.first { $0.path.hasSuffix(".pdf") })
      file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
      try Data(pdf.bytes).write(to: file)
    }

    func remove() { try? FileManager.default.removeItem(at: file) }

    var lines: [String] {
      get throws { try run("pdftotext", [file.path, "-"]).split(separator: "\n").map(String.init) }
    }
    /// The words of the structure, letters in their plain forms.
    var structure: String {
      get throws { try run("pdfinfo", ["-struct-text", file.path]).precomposedStringWithCompatibilityMapping }
    }
    /// Where words begin on the page, in points from its left edge.
    func left(of word: String) throws -> Double? {
      let boxes = try run("pdftotext", ["-bbox", file.path, "-"]).split(separator: "\n")
      let line = boxes.first { $0.contains(">\(word)<") }
      return line.flatMap { $0.firstMatch(of: /xMin="([0-9.]+)"/) }.flatMap { Double($0.1) }
    }
  }

  @Test(
    "Its words are read in the order in which they were written",
    arguments: [
      ("en", "a sample of households is drawn"), ("fr", "quelqu’un téléphone ou se présente à la porte"),
      ("es", "alguien llama por teléfono o a la puerta"), ("ru", "Составляется выборка домохозяйств"),
      ("zh", "先抽取住户样本,由访问员打电话或上门"), ("ar", "لا ترى أجهزة الإحصاء من هو متصل بالشبكة، بل تسأل"),
    ])
  func order(tag: String, words: String) throws {
    guard let printed = try Printed(tag) else { return }
    defer { printed.remove() }
    #expect(try printed.structure.contains(words))
    #expect(
      printed.diagnostics.allSatisfy { ["font.fallback", "text.no-hyphenation", "layout.loose-line"].contains($0.id) },
      "\(printed.diagnostics)")
  }

  @Test("No line of Chinese begins with what closes or ends with what opens")
  func chinese() throws {
    guard let printed = try Printed("zh") else { return }
    defer { printed.remove() }
    let lines = try printed.lines.filter { $0.count > 3 }
    #expect(lines.count > 10)
    #expect(lines.allSatisfy { !"，。、；：？！）」』》”".contains($0.first ?? " ") })
    #expect(lines.allSatisfy { !"（「『《“".contains($0.last ?? " ") })
  }

  @Test("In French the signs of two parts and the quotation marks keep their space and begin no line")
  func french() throws {
    guard let printed = try Printed("fr") else { return }
    defer { printed.remove() }
    let lines = try printed.lines
    let text = lines.joined(separator: " ").replacing(/[\u{A0}\u{202F}]/, with: " ")
    for words in ["recensement ; la", "davantage !", "« oui »", "en ligne : ils"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(lines.allSatisfy { !";:!?»".contains($0.first ?? " ") && $0.last != "«" })
  }

  @Test("Arabic starts at the right: a list's markers stand there, and the first column of a table")
  func arabic() throws {
    guard let printed = try Printed("ar") else { return }
    defer { printed.remove() }
    let marker = try #require(try printed.left(of: "–"))
    // The column of text is from 70 to 188 mm, 198 to 533 pt.
    #expect(marker > 510 && marker < 540)
  }
}
