import CHarfBuzz

/// A stretch of a word in one face, script and direction.
struct TextItem {
  struct Character {
    /// What is shaped: the character of the text, or one that stands in for it.
    var shaped: Unicode.Scalar
    /// Its byte offset in the word.
    var offset: Int
  }
  var face: FontFace
  var script: Script
  /// The level of the bidirectional algorithm: odd from right to left.
  var level: UInt8
  var isRightToLeft: Bool { level % 2 == 1 }
  var characters: [Character]
  /// Characters of the text that no face has.
  var missing: [Unicode.Scalar] = []
}

/// Divides a word into stretches that can be shaped at once.
struct Itemizer {
  let fonts: FontLibrary
  let face: FontFace
  /// The families that were asked for, of which the face is one.
  let families: [String]
  let language: String
  /// Which way all of the word runs; nil where the word by itself decides.
  var direction: TextDirection?

  /// The items of a word in visual order, from left to right.
  func items(of word: UnsafeBufferPointer<UInt8>) -> [TextItem] {
    let characters = unsafe decode(word)
    let scripts = scripts(of: characters)
    let levels = unsafe direction == nil ? bidirectionalLevels(of: word, direction: nil) : nil
    let onlyLevel: UInt8 = direction == .rightToLeft ? 1 : 0
    var items: [TextItem] = []
    for (index, character) in characters.enumerated() {
      let choice = choice(for: character.shaped, after: items.last)
      let level = levels?[character.offset] ?? onlyLevel
      if let last = items.last, last.face == choice.face, last.script == scripts[index], last.level == level {
        // Carries on.
      } else {
        items.append(TextItem(face: choice.face, script: scripts[index], level: level, characters: []))
      }
      let last = items.count - 1
      items[last].characters.append(.init(shaped: choice.shaped, offset: character.offset))
      if choice.isMissing { items[last].missing.append(character.shaped) }
    }
    guard items.contains(where: \.isRightToLeft) else { return items }
    return visualOrder(ofLevels: items.map(\.level)).map { items[$0] }
  }

  // MARK: Characters

  private func decode(_ word: UnsafeBufferPointer<UInt8>) -> [TextItem.Character] {
    var characters: [TextItem.Character] = []
    unsafe forEachScalar(in: word) { scalar, offset in
      // Line ends and tabs within a line take up a space.
      let isControl =
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
      characters.append(.init(shaped: isControl ? " " : scalar, offset: offset))
    }
    return characters
  }

  /// The script of each character; those that all scripts share take that of their neighbours, the one before first.
  private func scripts(of characters: [TextItem.Character]) -> [Script] {
    var scripts = characters.map { Script(of: $0.shaped) }
    let first = scripts.first { !$0.isShared } ?? .common
    var current = first
    for index in scripts.indices {
      if scripts[index].isShared { scripts[index] = current } else { current = scripts[index] }
    }
    return scripts
  }

  // MARK: Faces

  private struct Choice {
    var face: FontFace
    var shaped: Unicode.Scalar
    var isMissing = false
  }

  private func choice(for character: Unicode.Scalar, after last: TextItem?) -> Choice {
    let current = last?.face ?? face
    if isInvisible(character) { return Choice(face: current, shaped: character) }
    let isMark = character.properties.canonicalCombiningClass != .notReordered
    if isMark, let base = last?.characters.last?.shaped, canShape(character, after: base, in: current) {
      return Choice(face: current, shaped: character)
    }
    if canShape(character, in: face) { return Choice(face: face, shaped: character) }
    // The hyphen and its no-break form look like the hyphen-minus, which every face has.
    if character == "\u{2010}" || character == "\u{2011}", face.glyph(for: "-") != nil {
      return Choice(face: face, shaped: "-")
    }
    if let other = fonts.libraryFace(for: character, like: face, families: families) {
      return Choice(face: other, shaped: character)
    }
    if let other = fonts.fallback(for: character, like: face, language: language) {
      return Choice(face: other, shaped: character)
    }
    // Never the face's .notdef: PDF/UA forbids it, and it is often blank.
    let standIn = (["\u{FFFD}", "\u{25A1}", "?"] as [Unicode.Scalar]).first { face.glyph(for: $0) != nil }
    return Choice(face: face, shaped: standIn ?? "\u{200B}", isMissing: true)
  }

  private func canShape(_ character: Unicode.Scalar, in face: FontFace) -> Bool {
    if face.glyph(for: character) != nil { return true }
    // HarfBuzz makes spaces of every width from the face's space.
    return character.properties.generalCategory == .spaceSeparator && face.glyph(for: " ") != nil
  }

  private func canShape(_ mark: Unicode.Scalar, after base: Unicode.Scalar, in face: FontFace) -> Bool {
    face.glyph(for: mark) != nil || composed(base, mark).map { face.glyph(for: $0) != nil } ?? false
  }
}

/// Characters that show nothing by themselves and that HarfBuzz hides (Unicode's Default_Ignorable_Code_Point).
private func isInvisible(_ character: Unicode.Scalar) -> Bool {
  character.value >= 0xAD && character.properties.isDefaultIgnorableCodePoint
}

/// The single character that Unicode has for a base with a mark, such as é.
private func composed(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
  var result: hb_codepoint_t = 0
  guard unsafe hb_unicode_compose(hb_unicode_funcs_get_default(), base.value, mark.value, &result) != 0 else {
    return nil
  }
  return Unicode.Scalar(result)
}
