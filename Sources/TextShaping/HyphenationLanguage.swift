/// Which dictionary and package have the hyphenation patterns of a language.
struct HyphenationLanguage {
  private let language: String
  private let script: String?
  private let region: String?

  /// - Parameter tag: In BCP 47, such as `en`, `pt-BR` or `sr-Latn-RS`.
  init(_ tag: String) {
    let parts = tag.split { $0 == "-" || $0 == "_" }.map(String.init)
    language = parts.first?.lowercased() ?? ""
    script = parts.dropFirst().first { $0.count == 4 }
    region = parts.dropFirst().first { $0.count == 2 }?.uppercased()
  }

  /// Names of dictionary files to try, best first.
  var dictionaryNames: [String] {
    // The name goes into a path.
    guard !language.isEmpty, language.utf8.allSatisfy({ (97...122).contains($0) }) else { return [] }
    var names: [String] = []
    let region = region.flatMap { $0.utf8.allSatisfy { (65...90).contains($0) } ? $0 : nil }
    if let region { names.append("\(language)_\(region)") }
    // What is written in a country without patterns of its own follows Britain's English where it is not America's.
    if language == "en", let region, ["AU", "NZ", "IE", "ZA", "IN"].contains(region) {
      names.append("en_GB")
    }
    if script?.lowercased() == "latn" { names.append("\(language)_Latn") }
    if let usual = Self.usualRegion[language] { names.append("\(language)_\(usual)") }
    names.append("\(language)_\(language.uppercased())")
    names.append(language)
    if language == "nb" || language == "nn" || language == "no" {
      names += ["nb_NO", "nn_NO", "no_NO", "nb", "no"]
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.map { "hyph_\($0).dic" }
  }

  /// The Debian package with the patterns, if there is one.
  var debianPackage: String? {
    switch language {
    case "en": return region == nil || region == "US" ? "hyphen-en-us" : "hyphen-en-gb"
    case "pt": return region == "BR" ? "hyphen-pt-br" : "hyphen-pt-pt"
    case "nb", "nn", "no": return "hyphen-no"
    case "et": return "myspell-et"
    default: return Self.packaged.contains(language) ? "hyphen-\(language)" : nil
    }
  }

  /// Whether words of the language are divided with hyphens at all, so that patterns are missed.
  var isHyphenated: Bool {
    !["zh", "ja", "ko", "th", "lo", "km", "my", "ar", "fa", "he", "ur", "vi", "und", "mul", "zxx", ""]
      .contains(language)
  }

  private static let usualRegion = [
    "en": "US", "pt": "PT", "cs": "CZ", "da": "DK", "el": "GR", "sv": "SE", "sl": "SI", "uk": "UA",
    "be": "BY",
    "et": "EE", "ca": "ES", "gl": "ES", "zu": "ZA", "af": "ZA", "nb": "NO", "nn": "NO",
  ]

  /// The languages of Debian 12's packages hyphen-xx.
  private static let packaged: Set<String> = [
    "af", "as", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "fr", "gl", "gu", "hi", "hr", "hu",
    "id",
    "is", "it", "kn", "lt", "lv", "ml", "mn", "mr", "nl", "or", "pa", "pl", "ro", "ru", "sk", "sl", "sr",
    "sv",
    "ta", "te", "th", "uk", "zu",
  ]
}
