import Diagnostics
import Foundation
import Geometry
import Graphics
import Rendering
import TextShaping

/// Text in the faces that come with the package.
struct Typesetter {
  let shaper: TextShaper

  init() {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fonts")
    let library = FontLibrary()
    let files = [
      ("Source Serif Pro", 400, false, "SourceSerifPro/SourceSerifPro-Regular.otf"),
      ("Source Serif Pro", 400, true, "SourceSerifPro/SourceSerifPro-It.otf"),
      ("Source Sans Pro", 400, false, "SourceSansPro/SourceSansPro-Regular.otf"),
      ("Source Sans Pro", 600, false, "SourceSansPro/SourceSansPro-Semibold.otf"),
    ]
    for (family, weight, isItalic, path) in files {
      library.add(family: family, weight: weight, isItalic: isItalic, fileName: path) {
        () throws(Diagnostic) in
        guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path) else {
          throw .error("test.font", "no font", at: .file(path))
        }
        return [UInt8](data)
      }
    }
    shaper = TextShaper(fonts: library)
  }

  func text(
    _ text: String, at x: Double, _ y: Double, size: Double = 10, family: String = "Source Serif Pro",
    weight: Int = 400, color: Color = .black
  ) -> [Shape] {
    let font = FontRequest(families: [family], weight: weight, size: .pt(size))
    return TextLine(text, font: font, color: color, shaper: shaper).shapes(at: Point(x: .pt(x), y: .pt(y)))
  }
}

extension Page {
  static var a4: Page { Page(size: Size(width: .mm(210), height: .mm(297)), label: "1") }

  mutating func add(_ shapes: [Shape], _ element: StructureID) {
    self.shapes += shapes.map { LabelledShape($0, as: .element(element)) }
  }
  mutating func addArtifact(_ shapes: [Shape], _ kind: StructureLabel.Artifact = .pagination) {
    self.shapes += shapes.map { LabelledShape($0, as: .artifact(kind)) }
  }
}

func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Rectangle {
  Rectangle(x: .pt(x), y: .pt(y), width: .pt(width), height: .pt(height))
}

func filled(_ box: Rectangle, _ color: Color) -> Shape { .path(.rectangle(box), fill: color, stroke: nil) }

extension DocumentMetadata {
  static let sample = DocumentMetadata(
    title: "Who is online – a test", authors: ["Ann Analyst", "Bö Beispiel"], subject: "Internet use",
    keywords: ["internet", "rural"], language: "en-GB", date: CalendarDate(year: 2025, month: 6, day: 30))
}

/// A file on disk for as long as the object lives.
final class TemporaryFile {
  let path: String
  init(_ bytes: [UInt8], _ ending: String = "pdf") throws {
    path =
      FileManager.default.temporaryDirectory.appending(path: "bulletin-\(UUID().uuidString).\(ending)").path
    try Data(bytes).write(to: URL(filePath: path))
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

struct ToolFailure: Error, CustomStringConvertible {
  var description: String
}

/// What a program of the system prints; throws if it reports a fault.
func run(_ program: String, _ arguments: String...) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let output = Pipe()
  process.standardOutput = output
  process.standardError = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  let text = String(decoding: data, as: UTF8.self)
  guard process.terminationStatus == 0 else { throw ToolFailure(description: "\(program): \(text)") }
  return text
}

/// A PDF as poppler and qpdf read it.
struct ReadPDF {
  let file: TemporaryFile
  init(_ bytes: [UInt8]) throws { file = try TemporaryFile(bytes) }
  init(_ bytes: OutputBytes) throws { try self.init(bytes.joined) }

  /// The structure tree with the text under each element, one line each.
  func structure() throws -> [String] {
    try run("pdfinfo", "-struct-text", file.path).split(separator: "\n").map(String.init)
  }
  func text() throws -> String { try run("pdftotext", "-layout", file.path, "-") }
  func check() throws -> String { try run("qpdf", "--check", file.path) }
  func information() throws -> String { try run("pdfinfo", file.path) }
  /// Every object, by its number and generation as qpdf writes them, such as `obj:4 0 R`.
  func objects() throws -> [String: [String: Any]] {
    let text = try run("qpdf", "--json=2", "--json-key=qpdf", file.path)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let parts = json?["qpdf"] as? [Any]
    return (parts?.last as? [String: [String: Any]]) ?? [:]
  }
  /// The dictionaries of a type, of streams too.
  func dictionaries(where isWanted: ([String: Any]) -> Bool) throws -> [[String: Any]] {
    try objects().sorted { $0.key < $1.key }.compactMap { _, object in
      let dictionary = object["value"] ?? (object["stream"] as? [String: Any])?["dict"]
      return (dictionary as? [String: Any]).flatMap { isWanted($0) ? $0 : nil }
    }
  }
  /// The content of the first page, expanded.
  func content() throws -> String {
    let pages = try dictionaries { $0["/Type"] as? String == "/Page" }
    guard let reference = pages.first?["/Contents"] as? String else { return "" }
    let number = reference.split(separator: " ")[0]
    return try run("qpdf", "--show-object=\(number)", "--filtered-stream-data", file.path)
  }
}
