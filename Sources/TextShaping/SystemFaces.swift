import CFontconfig
import CHarfBuzz

/// Where faces are looked for that have a character which the library's faces lack.
public enum SystemFonts: Hashable, Sendable {
  /// Whatever fontconfig finds on the machine.
  case installed
  /// A folder and nothing else, so that a machine's fonts cannot change the result.
  case folder(String)
  case none
}

/// Faces outside the library, found through fontconfig and kept open once used.
struct SystemFaces {
  /// What a face should be like, besides having a character.
  struct Wish: Hashable {
    var kind: GenericFamily
    var weight: Int
    var isItalic: Bool
    /// A BCP 47 tag.
    var language: String

    init(like face: FontFace, language: String) {
      kind = GenericFamily(ofFamily: face.family)
      weight = face.weight
      isItalic = face.isItalic
      self.language = language
    }
  }

  private struct File: Hashable {
    var path: String
    var index: Int
  }

  private struct Candidate {
    var file: File
    var family: String
    var weight: Int
    var isItalic: Bool
  }

  private let fonts: SystemFonts
  /// Made when it is first needed, since fontconfig then reads its files.
  private var collection: FontCollection?
  /// Nil for files that were found to be of no use.
  private var open: [File: FontFace?] = [:]
  /// Faces in use, so that characters of one kind come from one face.
  private var inUse: [Wish: [FontFace]] = [:]

  init(_ fonts: SystemFonts) { self.fonts = fonts }

  /// The face that fontconfig's configuration prefers among those that have a character.
  mutating func face(having character: Unicode.Scalar, _ wish: Wish) -> FontFace? {
    if let face = inUse[wish]?.first(where: { $0.glyph(for: character) != nil }) { return face }
    guard fonts != .none else { return nil }
    let collection = collection ?? FontCollection(fonts)
    self.collection = collection
    for candidate in candidates(having: character, wish, in: collection) {
      let face: FontFace?
      if let known = open[candidate.file] {
        face = known
      } else {
        face = openFile(candidate)
        open[candidate.file] = face
      }
      guard let face, face.glyph(for: character) != nil else { continue }
      inUse[wish, default: []].append(face)
      return face
    }
    return nil
  }

  private func openFile(_ candidate: Candidate) -> FontFace? {
    guard let blob = unsafe hb_blob_create_from_file_or_fail(candidate.file.path),
      let face = try? unsafe FontFace(
        blob: blob, faceIndex: candidate.file.index, family: candidate.family, weight: candidate.weight,
        isItalic: candidate.isItalic, fileName: candidate.file.path),
      // Fontconfig lists the default instance of some variable fonts as if it were static.
      !face.isVariable
    else { return nil }
    return face
  }

  /// Scalable, static, single-coloured faces with a character, best first.
  private func candidates(
    having character: Unicode.Scalar, _ wish: Wish, in collection: FontCollection
  ) -> [Candidate] {
    guard let pattern = unsafe FcPatternCreate() else { return [] }
    defer { unsafe FcPatternDestroy(pattern) }
    unsafe FcPatternAddString(pattern, FC_FAMILY, wish.kind.rawValue)
    unsafe FcPatternAddString(pattern, FC_LANG, fontconfigLanguage(for: character, wish.language))
    unsafe FcPatternAddInteger(pattern, FC_WEIGHT, FcWeightFromOpenType(Int32(clamping: wish.weight)))
    unsafe FcPatternAddInteger(pattern, FC_SLANT, wish.isItalic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN)
    unsafe FcPatternAddBool(pattern, FC_SCALABLE, 1)
    let charset = unsafe FcCharSetCreate()
    defer { unsafe FcCharSetDestroy(charset) }
    unsafe FcCharSetAddChar(charset, character.value)
    unsafe FcPatternAddCharSet(pattern, FC_CHARSET, charset)
    unsafe FcConfigSubstitute(nil, pattern, FcMatchPattern)
    unsafe FcDefaultSubstitute(pattern)

    guard let sorted = unsafe collection.sorted(by: pattern) else { return [] }
    defer { unsafe FcFontSetDestroy(sorted) }
    var found: [Candidate] = []
    for index in unsafe 0..<Int(sorted.pointee.nfont) {
      guard let font = unsafe sorted.pointee.fonts[index] else { continue }
      var characters: OpaquePointer?
      guard unsafe FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) == FcResultMatch,
        unsafe FcCharSetHasChar(characters, character.value) != 0,
        unsafe isTrue(font, FC_SCALABLE), unsafe !isTrue(font, FC_VARIABLE), unsafe !isTrue(font, FC_COLOR),
        let format = unsafe string(font, FC_FONTFORMAT), format == "TrueType" || format == "CFF",
        let path = unsafe string(font, FC_FILE), let family = unsafe string(font, FC_FAMILY)
      else { continue }
      let faceIndex = unsafe integer(font, FC_INDEX) ?? 0
      // The upper half names an instance of a variable font.
      guard faceIndex >> 16 == 0 else { continue }
      found.append(
        Candidate(
          file: File(path: path, index: faceIndex), family: family,
          weight: unsafe integer(font, FC_WEIGHT).map { Int(FcWeightToOpenType(Int32(clamping: $0))) } ?? 400,
          isItalic: unsafe integer(font, FC_SLANT).map { $0 != Int(FC_SLANT_ROMAN) } ?? false))
    }
    return found
  }
}

@unsafe private func isTrue(_ font: OpaquePointer, _ name: String) -> Bool {
  var value: FcBool = 0
  return unsafe FcPatternGetBool(font, name, 0, &value) == FcResultMatch && value != 0
}

@unsafe private func integer(_ font: OpaquePointer, _ name: String) -> Int? {
  var value: Int32 = 0
  return unsafe FcPatternGetInteger(font, name, 0, &value) == FcResultMatch ? Int(value) : nil
}

@unsafe private func string(_ font: OpaquePointer, _ name: String) -> String? {
  var value: UnsafeMutablePointer<FcChar8>?
  guard unsafe FcPatternGetString(font, name, 0, &value) == FcResultMatch, let value = unsafe value else {
    return nil
  }
  return unsafe String(cString: value)
}

/// The language under which fontconfig should look for a character.
///
/// An English text that names a place in Chinese is no reason to prefer a Japanese face, which is what the order of
/// families would give.
private func fontconfigLanguage(for character: Unicode.Scalar, _ language: String) -> String {
  let tag = language.lowercased()
  let primary = tag.split(separator: "-").first.map(String.init) ?? tag
  if ["zh", "ja", "ko"].contains(primary) {
    guard primary == "zh" else { return primary }
    if tag.contains("hk") || tag.contains("mo") { return "zh-hk" }
    return tag.contains("hant") || tag.contains("tw") ? "zh-tw" : "zh-cn"
  }
  switch Script(of: character) {
  case .han, .bopomofo: return "zh-cn"
  case .hiragana, .katakana: return "ja"
  case .hangul: return "ko"
  default: return tag
  }
}

/// The fonts of a single folder, or those of fontconfig's configuration.
@safe private final class FontCollection {
  /// Nil for the configuration's.
  private let folder: UnsafeMutablePointer<FcFontSet>?

  init(_ fonts: SystemFonts) {
    guard case .folder(let path) = fonts, let set = unsafe FcFontSetCreate() else {
      unsafe folder = nil
      return
    }
    // Only so are the files read without a cache, which fontconfig would write.
    unsafe FcDirScan(set, nil, nil, nil, path, 1)
    unsafe folder = set
  }

  deinit {
    if let folder = unsafe folder { unsafe FcFontSetDestroy(folder) }
  }

  /// All fonts, those that are most like the pattern first. The caller destroys the set.
  @unsafe func sorted(by pattern: OpaquePointer) -> UnsafeMutablePointer<FcFontSet>? {
    var result = FcResultMatch
    guard let folder = unsafe folder else { return unsafe FcFontSort(nil, pattern, 0, nil, &result) }
    var sets: [UnsafeMutablePointer<FcFontSet>?] = unsafe [folder]
    return unsafe FcFontSetSort(nil, &sets, 1, pattern, 0, nil, &result)
  }
}
