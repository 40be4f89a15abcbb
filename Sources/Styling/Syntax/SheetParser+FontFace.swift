import Diagnostics

extension SheetParser {
  /// Reads an `@font-face` rule: `font-family` and `src`, and which weight and slant the file is.
  func fontFace(in range: Range<Int>, named stretch: Range<Int>, _ placement: RulePlacement) {
    var family: String?
    var weight = 400
    var isItalic = false
    var sources: [FontFaceRule.Source] = []
    let items = block.items(in: range, into: &diagnostics)
    for item in items {
      guard case .declaration(let raw) = item else { continue }
      let name = list[raw.nameToken]
      var parser = ValueParser(list, in: raw.value)
      var isValid = true
      switch raw.name {
      case "font-family":
        let families = parser.families()?.compute(.none)
        isValid = families?.count == 1
        family = families?.first
      case "font-weight":
        if let parsed = parser.keyword(["normal": 400, "bold": 700]) {
          weight = parsed
        } else if let number = parser.number(), (1...1000).contains(number) {
          weight = Int(number)
        } else {
          isValid = false
        }
      case "font-style":
        if let parsed = parser.keyword(["normal": false, "italic": true, "oblique": true]) {
          isItalic = parsed
        } else {
          isValid = false
        }
      case "src":
        sources = fontSources(in: raw.value)
        if sources.isEmpty {
          warn(
            "style.font-face", "'src' names no file", list.stretch(raw.value),
            hint: "write it as url(\"fonts/Name-Regular.otf\")")
        }
        continue
      case "unicode-range":
        unicodeRange(in: raw.value)
        continue
      default:
        warn(
          "style.unknown-property", "'\(raw.name)' is not supported in '@font-face'", name.start..<name.end,
          hint: didYouMean(raw.name, in: ["font-family", "font-weight", "font-style", "src", "unicode-range"]))
        continue
      }
      if !isValid || !parser.isAtEnd {
        warn(
          "style.invalid-value",
          "'\(block.excerpt(raw.value))' is not a value of '\(raw.name)' in '@font-face'",
          list.stretch(raw.value), hint: parser.hint)
      }
    }
    guard let family, !sources.isEmpty else {
      return warn(
        "style.font-face", "'@font-face' needs both a font-family and a src", stretch,
        hint: "the face is left out")
    }
    let face = FontFaceRule(
      family: family, weight: weight, isItalic: isItalic, sources: sources, sheet: source.name)
    sheet.fontFaces.append(FontFace(rule: face, placement: placement))
  }

  /// Reads `unicode-range`, whose tokens are found in a way of their own (CSS Syntax Level 3, section 7.1).
  private func unicodeRange(in range: Range<Int>) {
    let stretch = list.stretch(range)
    var tokenizer = Tokenizer(source.bytes, in: stretch, unicodeRangesAllowed: true)
    let ranges = TokenList(tokenizer.all())
    let isValid = ranges.split(ranges.all, at: .comma).allSatisfy { part in
      let part = ranges.trimmed(part)
      guard part.count == 1, ranges[part.lowerBound].kind == .unicodeRange else { return false }
      let (first, last) = ranges[part.lowerBound].unicodeRange
      return first <= last && last <= 0x10FFFF
    }
    guard isValid else {
      return warn(
        "style.invalid-value", "'\(block.excerpt(range))' is not a value of 'unicode-range' in '@font-face'", stretch,
        hint: "write ranges such as U+0400-04FF or U+4??, with commas between them")
    }
    warn(
      "style.unsupported-value", "'unicode-range' does not keep the face from other characters", stretch,
      hint: "name faces in 'font-family' in the order in which they are to be asked for a character")
  }

  /// The files that `src` names in a format that can be read.
  private func fontSources(in range: Range<Int>) -> [FontFaceRule.Source] {
    list.split(range, at: .comma).compactMap { part in
      guard let (path, stretch, rest) = address(in: list.trimmed(part)) else { return nil }
      let formats = list.tokens[rest].compactMap {
        $0.kind == .string || $0.kind == .ident ? asciiLowercased($0.text) : nil
      }
      let isReadable =
        formats.isEmpty || formats.contains { ["opentype", "truetype", "collection"].contains($0) }
      return isReadable ? FontFaceRule.Source(path: path, range: source.range(stretch)) : nil
    }
  }
}
