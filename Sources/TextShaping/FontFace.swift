import CHarfBuzz
import Diagnostics

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
  /// Whether the file holds a range of designs; Cairo would draw the default one, whatever the metrics say.
  let isVariable: Bool
  // HarfBuzz's objects are made immutable before they are stored; then its functions may be called from any thread.
  nonisolated(unsafe) let font: OpaquePointer
  private nonisolated(unsafe) let blob: OpaquePointer

  /// Takes over `blob`, also where it throws.
  ///
  /// - Throws: `font.not-a-font` where the bytes are none that HarfBuzz can read.
  @unsafe init(
    blob: OpaquePointer?, faceIndex: Int, family: String, weight: Int, isItalic: Bool, fileName: String
  ) throws(Diagnostic) {
    unsafe hb_blob_make_immutable(blob)
    // HarfBuzz gives an empty face for bytes that it cannot read, never null.
    guard let blob = unsafe blob, let face = unsafe hb_face_create(blob, UInt32(clamping: faceIndex)),
      let font = unsafe hb_font_create(face)
    else { preconditionFailure("HarfBuzz gave null") }
    guard unsafe hb_face_get_glyph_count(face) > 0 else {
      unsafe hb_font_destroy(font)
      unsafe hb_face_destroy(face)
      unsafe hb_blob_destroy(blob)
      throw .error(
        "font.not-a-font", "'\(fileName)' is not a font", at: .file(fileName),
        hint: "TrueType (.ttf) and OpenType (.otf) files can be used; WOFF has to be unpacked first")
    }
    let unitsPerEm = unsafe Int32(clamping: hb_face_get_upem(face))
    unsafe hb_font_set_scale(font, unitsPerEm, unitsPerEm)
    unsafe hb_ot_font_set_funcs(font)
    isVariable = unsafe hb_ot_var_has_data(face) != 0
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

  /// Opens a font from the bytes of its file.
  convenience init(
    bytes: [UInt8], faceIndex: Int = 0, family: String, weight: Int, isItalic: Bool, fileName: String
  ) throws(Diagnostic) {
    let blob = unsafe bytes.withUnsafeBytes { bytes in
      unsafe hb_blob_create(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: bytes.count),
        HB_MEMORY_MODE_DUPLICATE, nil, nil)
    }
    try unsafe self.init(
      blob: blob, faceIndex: faceIndex, family: family, weight: weight, isItalic: isItalic, fileName: fileName
    )
  }

  /// A face without glyphs, for a library in which no file is a font: text set in it has no width and is not drawn.
  static let empty = FontFace()

  private init() {
    guard let font = unsafe hb_font_create(hb_face_get_empty()), let blob = unsafe hb_blob_get_empty() else {
      preconditionFailure("HarfBuzz gave null")
    }
    unsafe self.font = font
    unsafe self.blob = blob
    unitsPerEm = 1000
    isVariable = false
    family = "none"
    weight = 400
    isItalic = false
    fileName = ""
    faceIndex = 0
    metrics = FontMetrics(
      ascent: 0.8, descent: 0.2, lineGap: 0, capHeight: 0.7, xHeight: 0.5, underlinePosition: -0.1,
      underlineThickness: 0.05, strikeoutPosition: 0.25)
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
