import Diagnostics
import Geometry
import Synchronization
import Testing

@testable import Styling

/// Files in memory, by name.
struct MemoryReader: InputReading {
  var files: [String: String] = [:]

  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    guard let text = files[path] else {
      throw .error("input.missing-file", "there is no file '\(path)'", at: range ?? .file(base ?? ""))
    }
    return InputFile(name: path, bytes: Array(text.utf8))
  }
}

/// A sheet named `style.css`, and what was found wrong with it.
func parse(_ css: String, files: [String: String] = [:], origin: StyleOrigin? = nil) -> (
  StyleSheet, [Diagnostic]
) {
  var diagnostics = Diagnostics()
  let sheet = StyleSheet.parse(
    InputFile(name: "style.css", bytes: Array(css.utf8)), reader: MemoryReader(files: files), origin: origin,
    into: &diagnostics)
  return (sheet, diagnostics.all)
}

/// The cascade of one sheet that has nothing wrong with it.
func cascade(_ css: String, files: [String: String] = [:]) -> Cascade {
  let (sheet, diagnostics) = parse(css, files: files)
  #expect(diagnostics == [])
  return Cascade(sheets: [sheet])
}

/// An element for tests.
struct Element: StyleNode {
  var elementName: String
  var identifier: String?
  var classes: [String] = []
  var attributes: [String: String] = [:]
  /// For tests the class `empty` says so.
  var isEmpty: Bool { classes.contains("empty") }
  func attribute(_ name: String) -> String? { attributes[name] }

  /// From `td.group#total`.
  init(_ written: String, _ attributes: [String: String] = [:]) {
    var name = written
    if let hash = name.firstIndex(of: "#") {
      identifier = String(name[name.index(after: hash)...])
      name = String(name[..<hash])
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    elementName = parts[0]
    classes = Array(parts.dropFirst())
    self.attributes = attributes
  }
}

extension StyleContext {
  /// The context of a descendant, by names with spaces between them.
  func descendant(_ path: String, at position: SiblingPosition = .only) -> StyleContext {
    path.split(separator: " ").reduce(self) { $0.child(Element(String($1)), at: position) }
  }
  var values: StyleValues { style.values }
}

/// The values that declarations give to a paragraph in a body of 10 pt.
func values(_ declarations: String) -> StyleValues {
  cascade("p { \(declarations) }").root.descendant("body p").values
}

/// A file of the repository.
func repositoryFile(_ path: String, from file: String = #filePath) -> String {
  let parts = file.split(separator: "/", omittingEmptySubsequences: false)
  let root = parts.dropLast(3).joined(separator: "/")
  return root + "/" + path
}
