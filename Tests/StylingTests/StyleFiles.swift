import Diagnostics
import Foundation

@testable import Styling

/// The style sheets of the repository.
struct StyleFiles: InputReading {
  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: repositoryFile(path), encoding: .utf8)
  }

  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    guard path.hasPrefix("bulletin:"), let text = try? Self.text("Styles/" + path.dropFirst(9)) else {
      throw .error("input.missing-file", "there is no file '\(path)'", at: range ?? .file(base ?? ""))
    }
    return InputFile(name: path, bytes: Array(text.utf8))
  }

  /// An installed sheet over the defaults.
  static func cascade(_ name: String) throws -> (Cascade, [Diagnostic]) {
    var diagnostics = Diagnostics()
    var sheets: [StyleSheet] = []
    for file in ["bulletin:base.css", name] {
      let read = try StyleFiles().read(file, from: nil, at: nil)
      sheets.append(StyleSheet.parse(read, reader: StyleFiles(), into: &diagnostics))
    }
    let cascade = Cascade(sheets: sheets)
    return (cascade, diagnostics.all)
  }
}

func isReadable(_ path: String) -> Bool { FileManager.default.isReadableFile(atPath: path) }
