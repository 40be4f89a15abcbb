import CHarfBuzz

/// What decides the glyphs of a word: a face, features and a language, but not the size.
@safe struct Shaping {
  struct Key: Hashable {
    var face: FontFace
    /// Where characters are looked for that the face lacks.
    var families: [String]
    var features: [FontFeature]
    var language: String
    /// Whether letters are spaced, which turns optional ligatures off (CSS Text 3, section 8.2).
    var isSpaced: Bool
  }

  let key: Key
  let features: [hb_feature_t]
  /// One of HarfBuzz's languages, which live as long as the process.
  let language: hb_language_t?

  init(_ key: Key) {
    self.key = key
    unsafe language = hb_language_from_string(key.language, -1)
    let off = key.isSpaced ? [FontFeature(tag: "liga", value: 0), FontFeature(tag: "clig", value: 0)] : []
    features = (off + key.features).map { feature in
      var tag = feature.tag.utf8.prefix(4).map { $0 }
      while tag.count < 4 { tag.append(UInt8(ascii: " ")) }
      return bulletin_hb_feature(
        bulletin_hb_tag(tag[0], tag[1], tag[2], tag[3]), UInt32(clamping: feature.value))
    }
  }
}

/// A HarfBuzz buffer, used for one stretch of text after another.
@safe struct ShapingBuffer: ~Copyable {
  private let handle: OpaquePointer

  init() {
    guard let handle = unsafe hb_buffer_create() else { preconditionFailure("HarfBuzz gave null") }
    unsafe self.handle = handle
  }

  deinit { unsafe hb_buffer_destroy(handle) }

  /// Shapes a word of printable ASCII in one face; nil where the face lacks one of its characters.
  func shapeASCII(_ word: UnsafeBufferPointer<UInt8>, _ shaping: Shaping) -> [ShapedGlyph]? {
    unsafe hb_buffer_clear_contents(handle)
    let count = Int32(clamping: word.count)
    unsafe hb_buffer_add_latin1(handle, word.baseAddress, count, 0, count)
    let glyphs = shape(
      in: shaping.key.face, script: .latin, isRightToLeft: false, shaping, from: 0)
    return glyphs.contains { $0.id == 0 } ? nil : glyphs
  }

  /// Shapes an item; clusters count from the item's first byte.
  func shape(_ item: TextItem, _ shaping: Shaping) -> [ShapedGlyph] {
    unsafe hb_buffer_clear_contents(handle)
    for character in item.characters {
      unsafe hb_buffer_add(handle, character.shaped.value, UInt32(character.offset))
    }
    return shape(
      in: item.face, script: item.script, isRightToLeft: item.isRightToLeft, shaping,
      from: UInt32(item.characters.first?.offset ?? 0))
  }

  private func shape(
    in face: FontFace, script: Script, isRightToLeft: Bool, _ shaping: Shaping, from start: UInt32
  ) -> [ShapedGlyph] {
    unsafe hb_buffer_set_content_type(handle, HB_BUFFER_CONTENT_TYPE_UNICODE)
    unsafe hb_buffer_set_script(handle, script.harfBuzz)
    unsafe hb_buffer_set_direction(handle, isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    unsafe hb_buffer_set_language(handle, shaping.language)
    unsafe shaping.features.withUnsafeBufferPointer { features in
      unsafe hb_shape(face.font, handle, features.baseAddress, UInt32(features.count))
    }
    var count: UInt32 = 0
    guard let infos = unsafe hb_buffer_get_glyph_infos(handle, &count),
      let positions = unsafe hb_buffer_get_glyph_positions(handle, nil)
    else { return [] }
    return (0..<Int(count)).map { index in
      let (info, position) = unsafe (infos[index], positions[index])
      return ShapedGlyph(
        id: info.codepoint, cluster: info.cluster - start, advance: position.x_advance,
        xOffset: position.x_offset, yOffset: position.y_offset)
    }
  }
}
