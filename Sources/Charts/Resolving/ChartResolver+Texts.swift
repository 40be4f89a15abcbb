import DataModel
import Diagnostics
import Graphics

extension ChartResolver {
  /// Words with the values of `{{ }}` put in, once the data bear out what is claimed in them. Numbers that stand in the
  /// words themselves are cited.
  func marked(_ text: SpecText) -> MarkedText {
    var result = MarkedText(text: "")
    let words = bornOut(text)
    // Punctuation looks at the words on both sides of a value, so the whole is set before it is cut up.
    var whole = ""
    var contents: [String] = []
    var rest = words[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      whole += rest[..<open.lowerBound] + Self.placeholder
      contents.append(String(rest[open.upperBound..<close.lowerBound]))
      rest = rest[close.upperBound...]
    }
    let pieces = punctuation(whole + rest).split(
      separator: Self.placeholder, omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      result = result + citing(String(piece), at: text.range)
      guard index < contents.count else { continue }
      let before = result.text
      if let printed = collect({ () throws(Diagnostic) in
        try store.print(contents[index].trimmingSpaces, precededBy: before, at: text.range)
      }) {
        result = result + recorded(printed)
      }
    }
    return result
  }

  /// The words without the claims and the marks of literal numbers, which are written as in the report's text:
  /// `[two to one]{claim="a = 2 * b"}`, `[two]{.literal}`.
  private func bornOut(_ text: SpecText) -> String {
    var words = ""
    var rest = withoutLiterals(text.text)[...]
    while let middle = rest.firstRange(of: "]{claim=\""),
      let open = rest[..<middle.lowerBound].lastIndex(of: "["),
      let end = rest[middle.upperBound...].firstRange(of: "\"}")
    {
      let claimed = String(rest[rest.index(after: open)..<middle.lowerBound])
      words += rest[..<open] + claimed
      let attributes = rest[middle.upperBound..<end.lowerBound]
      let mixes = attributes.firstRange(of: "\" mixes=\"")
      let claim = String(attributes[..<(mixes?.lowerBound ?? attributes.endIndex)])
      let allowed = mixes.map { String(attributes[$0.upperBound...]) } ?? ""
      _ = collect { () throws(Diagnostic) in
        try store.check(
          claim: claim, words: claimed, allowing: Mixture.reading(allowed, at: text.range), at: text.range,
          into: ledger)
      }
      rest = rest[end.upperBound...]
    }
    return words + rest
  }

  private func withoutLiterals(_ text: String) -> String {
    var words = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "]{.literal}"), let open = rest[..<mark.lowerBound].lastIndex(of: "[") {
      words += rest[..<open] + rest[rest.index(after: open)..<mark.lowerBound]
      rest = rest[mark.upperBound...]
    }
    return words + rest
  }

  /// Stands for a value where punctuation is set; a private-use character, which no text has.
  private static var placeholder: String { "\u{E000}" }

  /// A printed figure, entered into the ledger.
  func recorded(_ printed: PrintedFigure) -> MarkedText {
    let id = ledger.record(printed)
    return MarkedText(
      text: printed.text,
      marks: [.init(start: 0, end: printed.text.utf8.count, number: NumberMark(rawValue: id.rawValue))])
  }

  /// Words whose numbers are cited, such as a year in a title or a category.
  func cited(_ text: String, at range: SourceRange?) -> MarkedText { citing(punctuation(text), at: range) }

  private func citing(_ text: String, at range: SourceRange?) -> MarkedText {
    let bytes = Array(text.utf8)
    var result = MarkedText(text: text)
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count,
        isDigit(bytes[index])
          || (index + 1 < bytes.count && isDigit(bytes[index + 1])
            && (bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",")))
      { index += 1 }
      // Part of a word, such as G20 or 5G.
      let touchesWord =
        (start > 0 && isLetter(bytes[start - 1])) || (index < bytes.count && isLetter(bytes[index]))
      if touchesWord { continue }
      let number = String(decoding: bytes[start..<index], as: UTF8.self)
      let id = ledger.record(
        LedgerEntry(
          kind: .cited, id: identifier, text: number, value: number, written: range.map { "\($0.file):\($0.line)" }))
      result.marks.append(.init(start: start, end: index, number: NumberMark(rawValue: id.rawValue)))
    }
    return result
  }

  /// The source line: the spec's own words, or the publishers of what the chart shows.
  func addSourceLine(_ build: inout PlotBuild) {
    guard !spec.hidesSource else { return }
    guard build.plot.source.isEmpty else {
      let own = build.plot.source.map(\.text).joined(separator: " ")
      if let source = store.source(own) {
        // The id of a source stands for it.
        build.plot.source = [MarkedText(text: words.source + (source.publisher ?? source.title ?? source.id))]
      }
      return
    }
    var ids: [String] = []
    for figures in build.panels.flatMap(\.figures) {
      for figure in figures {
        for id in (figure.x?.sources ?? []) + (figure.y?.sources ?? []) where !ids.contains(id) { ids.append(id) }
      }
    }
    for id in spec.root.sources where !ids.contains(id) { ids.append(id) }
    var names: [String] = []
    for id in ids {
      guard let source = store.source(id) else { continue }
      let name = source.credit ?? source.publisher ?? source.title ?? source.id
      if !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else { return }
    // The ledger has them all; a line that is longer than the chart is read by nobody.
    let shown = names.count > 4 ? Array(names.prefix(3)) + [words.others(names.count - 3)] : names
    build.plot.source = [MarkedText(text: words.source + shown.joined(separator: "; "))]
  }
}

func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
/// Letters of ASCII, and all bytes of characters beyond it.
func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) || byte >= 128 }
