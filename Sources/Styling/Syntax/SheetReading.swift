import Diagnostics

/// The reading of a style sheet with all that it imports.
final class SheetReading {
  let reader: any InputReading
  var sheet = StyleSheet()
  var diagnostics = CountedDiagnostics(mostOfAKind: 100)
  /// The sheets being read, outermost first.
  private var open: [String] = []
  private var count = 0

  /// Names that begin so stand for what comes with the program.
  static let installedPrefix = "bulletin:"
  /// Sheets that import each other twice over and over would double at each step.
  private static let mostImports = 200
  /// In bytes; no one writes a sheet of this length, and places in it have to fit 32 bits.
  private static let longest = 1 << 26

  init(reader: any InputReading) { self.reader = reader }

  /// Reads a file whose rules stand at a place, after those that are there.
  func read(_ file: InputFile, _ placement: RulePlacement) {
    guard file.bytes.count <= Self.longest else {
      return diagnostics.error(
        "style.too-long", "the style sheet is longer than \(Self.longest >> 20) MiB", at: .file(file.name))
    }
    let encoding = SheetEncoding(of: file.bytes)
    if encoding == .utf8 {
      // CSS Syntax Level 3, section 3.2, reads on; but the author should know.
      do { _ = try file.text() } catch {
        diagnostics.warning(
          error.id, "the style sheet is not UTF-8; what is no character in it is read as U+FFFD", at: error.range,
          hint: "save it as UTF-8, or begin it with @charset \"…\"; and the name of its encoding")
      }
    }
    open.append(file.name)
    defer { open.removeLast() }
    let source = SourceText(name: file.name, bytes: encoding.decode(file.bytes))
    var parser = SheetParser(source: source, reading: self)
    parser.parse(placement)
    sheet.files.append(file.name)
  }

  /// Reads what another sheet names.
  ///
  /// - Parameter placement: Where the rule stands that names it.
  func importSheet(_ path: String, from base: String, at place: SourcePlace, _ placement: RulePlacement) {
    count += 1
    guard count <= Self.mostImports else {
      return diagnostics.add("style.too-many-imports") {
        .warning(
          "style.too-many-imports", "style sheets import more than \(Self.mostImports) others; the rest is left out",
          at: place.range)
      }
    }
    let range = place.range
    let file: InputFile
    do { file = try reader.read(path, from: base, at: range) } catch {
      // A sheet from the network adds to what is here; without one that should be here the report would have no looks.
      return diagnostics.add(error.id == Diagnostic.remoteID ? error.asWarning : error)
    }
    guard !open.contains(file.name) else {
      return diagnostics.warning(
        "style.import-cycle",
        "'\(path)' imports itself, by way of \((open + [file.name]).joined(separator: " → ")); it is left out here",
        at: range, hint: "remove one of the imports")
    }
    read(file, placement)
  }
}
