/// Prints diagnostics the way compilers do, so that editors can jump to the places.
///
///     report.md:12:21: error: table 'sales' has no column 'reveneu' [data.unknown-column]
///        12 | {{ sales.reveneu }}
///           |    ^~~~~~~~~~~~~
///       hint: did you mean 'revenue'?
///
/// Notes stand before the hint, each on a line of its own.
public struct DiagnosticPrinter {
  /// The bytes of a file by its display name, so that the line can be shown; nil where it is not at hand.
  private let source: (String) -> [UInt8]?

  public init(source: @escaping (String) -> [UInt8]? = { _ in nil }) { self.source = source }

  /// All of them, by file and place, errors and warnings alike, with a count at the end.
  public func print(_ diagnostics: Diagnostics) -> String {
    let sorted = diagnostics.all.enumerated().sorted { a, b in
      let (x, y) = (a.element.range, b.element.range)
      return (x.file, x.line, x.column, a.offset) < (y.file, y.line, y.column, b.offset)
    }
    var text = sorted.map { print($0.element) }.joined()
    let errors = diagnostics.all.count { $0.severity == .error }
    let warnings = diagnostics.all.count - errors
    let counts = [count(errors, "error"), count(warnings, "warning")].compactMap { $0 }
    if !counts.isEmpty { text += counts.joined(separator: ", ") + "\n" }
    return text
  }

  public func print(_ diagnostic: Diagnostic) -> String {
    let range = diagnostic.range
    let severity = diagnostic.severity == .error ? "error" : "warning"
    var text = "\(range.place): \(severity): \(diagnostic.message) [\(diagnostic.id)]\n"
    if !range.isWholeFile, let line = line(range.line, of: range.file) {
      text += excerpt(line, at: range)
    }
    for note in diagnostic.notes { text += "  note: \(note)\n" }
    if let hint = diagnostic.hint {
      text +=
        "  hint: " + hint.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n        ")
        + "\n"
    }
    return text.shown
  }

  private func count(_ number: Int, _ noun: String) -> String? {
    number == 0 ? nil : "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private func line(_ number: Int, of file: String) -> String? {
    guard let bytes = source(file) else { return nil }
    var start = bytes.startIndex
    for _ in 1..<max(number, 1) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
    }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The line with the stretch underlined; of a very long line, what is around the stretch.
  private func excerpt(_ line: String, at range: SourceRange) -> String {
    let scalars = Array(line.unicodeScalars).filter { $0 != "\r" }
    let width = 100
    let start = max(0, min(range.column - 1, scalars.count))
    let end = range.endLine == range.line ? max(start, min(range.endColumn - 1, scalars.count)) : scalars.count
    let from = scalars.count <= width ? 0 : max(0, min(start - width / 4, scalars.count - width))
    let shown = scalars[from..<min(scalars.count, from + width)].map { $0 == "\t" ? " " : $0 }
    let number = String(range.line)
    let margin = String(repeating: " ", count: max(0, 5 - number.count))
    var text = "\(margin)\(number) | "
    text.unicodeScalars.append(contentsOf: shown)
    let length = max(1, min(end, from + shown.count) - start)
    text += "\n" + String(repeating: " ", count: max(5, number.count)) + " | "
    text += String(repeating: " ", count: start - from) + "^" + String(repeating: "~", count: length - 1) + "\n"
    return text
  }
}
