import CHarfBuzz

/// A writing system, as Unicode's script property names it.
struct Script: Hashable {
  /// The ISO 15924 code as HarfBuzz packs it.
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  private init(_ script: hb_script_t) { rawValue = script.rawValue }

  /// The script of a character, from the Unicode data that HarfBuzz carries.
  ///
  /// HarfBuzz wants its scripts for shaping, so asking it saves a translation from ICU's, and loading ICU.
  init(of character: Unicode.Scalar) {
    self.init(unsafe hb_unicode_script(hb_unicode_funcs_get_default(), character.value))
  }

  var harfBuzz: hb_script_t { hb_script_t(rawValue: rawValue) }
  /// Punctuation, digits and signs that all scripts use, and marks that take the script of what they stand on.
  var isShared: Bool { self == .common || self == .inherited || self == .unknown }

  static let common = Script(HB_SCRIPT_COMMON)
  static let inherited = Script(HB_SCRIPT_INHERITED)
  static let unknown = Script(HB_SCRIPT_UNKNOWN)
  static let latin = Script(HB_SCRIPT_LATIN)
  static let han = Script(HB_SCRIPT_HAN)
  static let bopomofo = Script(HB_SCRIPT_BOPOMOFO)
  static let hiragana = Script(HB_SCRIPT_HIRAGANA)
  static let katakana = Script(HB_SCRIPT_KATAKANA)
  static let hangul = Script(HB_SCRIPT_HANGUL)
}

/// The Debian package that would bring a face with a character; nil for private use and what is not assigned.
///
/// Emoji point to Symbola, whose outlines are black: the colour fonts are not used (see ``FontLibrary/fallback``).
func debianPackage(for character: Unicode.Scalar) -> String? {
  let properties = character.properties
  switch properties.generalCategory {
  case .privateUse, .unassigned, .surrogate, .control: return nil
  default: break
  }
  switch Script(of: character) {
  case .han, .bopomofo, .hiragana, .katakana, .hangul: return "fonts-noto-cjk"
  default: break
  }
  // Punctuation and forms of East Asian type, which are common to its scripts.
  if (0x3000...0x33FF).contains(character.value) || (0xFE30...0xFE4F).contains(character.value)
    || (0xFF00...0xFFEF).contains(character.value)
  {
    return "fonts-noto-cjk"
  }
  if properties.isEmojiPresentation || (0x1F000...0x1FAFF).contains(character.value) {
    return "fonts-symbola"
  }
  return "fonts-noto-core"
}
