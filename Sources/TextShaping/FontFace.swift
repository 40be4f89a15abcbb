import CHarfBuzz

/// A font file opened for shaping. It never changes, so any thread may use it.
///
/// HarfBuzz reads it with its own OpenType functions and never through FreeType: Cairo changes the size of the
/// FreeType face that it draws with, and all later advances would be wrong.
@safe public final class FontFace: Hashable, Sendable {
  public let family: String
  /// 1 to 1000, as in CSS.
  public let weight: Int
  public let isItalic: Bool
  /// The file's name for diagnostics.
  public let fileName: String
  /// Which face of the file it is, for collections.
  public let faceIndex: Int
  public let unitsPerEm: Int
  public let metrics: FontMetrics
  // HarfBuzz's objects are made immutable before they are stored; then its functions may be called from any thread.
  nonisolated(unsafe) let font: OpaquePointer
  private nonisolated(unsafe) let blob: OpaquePointer

  /// Takes over `blob`.
  ///
  /// - Returns: Nil where the bytes are no font that HarfBuzz can read, or one without outlines.
  init?(
    blob: OpaquePointer, faceIndex: Int, family: String, weight: Int, isItalic: Bool, fileName: String
  ) {
    unsafe hb_blob_make_immutable(blob)
    let face = unsafe hb_face_create(blob, UInt32(faceIndex))
    // HarfBuzz gives an empty face for bytes that it cannot read.
    guard let face = unsafe face, unsafe hb_face_get_glyph_count(face) > 0, unsafe hb_face_get_upem(face) > 0,
      let font = unsafe hb_font_create(face)
    else {
      unsafe hb_face_destroy(face)
      unsafe hb_blob_destroy(blob)
      return nil
    }
    let unitsPerEm = unsafe Int32(hb_face_get_upem(face))
    unsafe hb_font_set_scale(font, unitsPerEm, unitsPerEm)
    unsafe hb_ot_font_set_funcs(font)
    unsafe hb_face_make_immutable(face)
    unsafe hb_font_make_immutable(font)
    unsafe hb_face_destroy(face)  // The font keeps it.
    unsafe self.font = font
    unsafe self.blob = blob
    self.unitsPerEm = Int(unitsPerEm)
    self.family = family
    self.weight = weight
    self.isItalic = isItalic
    self.fileName = fileName
    self.faceIndex = faceIndex
    metrics = unsafe FontMetrics(font, unitsPerEm: Double(unitsPerEm))
  }

  deinit {
    unsafe hb_font_destroy(font)
    unsafe hb_blob_destroy(blob)
  }

  /// Calls `body` with the file's bytes. Their address stays the same for the face's life.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    var count: UInt32 = 0
    let start = unsafe hb_blob_get_data(blob, &count)
    return try unsafe body(UnsafeRawBufferPointer(start: start, count: Int(count)))
  }

  /// The glyph that the face has for a character, before any features.
  public func glyph(for character: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return unsafe hb_font_get_nominal_glyph(font, character.value, &glyph) != 0 && glyph != 0 ? glyph : nil
  }

  public static func == (a: FontFace, b: FontFace) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension FontMetrics {
  /// Reads the metrics of a font whose scale is its units per em.
  ///
  /// Where the file says nothing of the heights, they are those of common text faces.
  fileprivate init(_ font: OpaquePointer, unitsPerEm: Double) {
    func em(_ tag: hb_ot_metrics_tag_t) -> Double? {
      var position: hb_position_t = 0
      guard unsafe hb_ot_metrics_get_position(font, tag, &position) != 0 else { return nil }
      return Double(position) / unitsPerEm
    }
    var extents = hb_font_extents_t()
    unsafe hb_font_get_h_extents(font, &extents)
    self.init(
      ascent: Double(extents.ascender) / unitsPerEm,
      // HarfBuzz gives it as a height over the baseline.
      descent: -Double(extents.descender) / unitsPerEm,
      lineGap: Double(extents.line_gap) / unitsPerEm,
      capHeight: em(HB_OT_METRICS_TAG_CAP_HEIGHT) ?? 0.7,
      xHeight: em(HB_OT_METRICS_TAG_X_HEIGHT) ?? 0.5,
      underlinePosition: em(HB_OT_METRICS_TAG_UNDERLINE_OFFSET) ?? -0.1,
      underlineThickness: em(HB_OT_METRICS_TAG_UNDERLINE_SIZE) ?? 0.05,
      strikeoutPosition: em(HB_OT_METRICS_TAG_STRIKEOUT_OFFSET) ?? 0.25)
  }
}
