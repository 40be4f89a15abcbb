import DataModel

/// The number words of one language whose words are parted by spaces.
struct NumberVocabulary: Sendable {
  let rules: [NumberWordRule]
  /// The rules of each word, by their places.
  let places: [String: [Int]]
  /// Stand before a number and belong to it: "one third", "a quarter".
  let articles: Set<String>
  /// Stand between two numbers that are one: "two and a half", "one in five".
  let joints: Set<String>
  /// Which beginnings of words are worth a look: a bit for each hash of three bytes.
  private var beginnings: [UInt64]

  init(_ rules: [NumberWordRule], articles: String, joints: String) {
    self.rules = rules
    self.articles = Set(articles.split(separator: " ").map(String.init))
    self.joints = Set(joints.split(separator: ",").map(String.init))
    var places: [String: [Int]] = [:]
    var beginnings = [UInt64](repeating: 0, count: Self.bits / 64)
    for (place, rule) in rules.enumerated() {
      for word in rule.words {
        places[word, default: []].append(place)
        for form in [word, word.capitalizedFirst] {
          let bytes = Array(form.utf8)
          guard bytes.count > 2 else { continue }
          let hash = Self.hash(bytes[0], bytes[1], bytes[2])
          beginnings[hash / 64] |= 1 << UInt64(hash % 64)
        }
      }
    }
    self.places = places
    self.beginnings = beginnings
  }

  private static let bits = 8192
  @inline(__always)
  private static func hash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    let key = UInt32(first | 0x20) << 16 | UInt32(second | 0x20) << 8 | UInt32(third | 0x20)
    return Int((key &* 0x9E37_79B1) >> 19)
  }

  /// Whether a word of this vocabulary may begin so; for most words of a text it does not.
  @inline(__always)
  func mayBegin(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    let hash = Self.hash(first, second, third)
    return beginnings.withUnsafeBufferPointer { $0[hash / 64] >> UInt64(hash % 64) & 1 == 1 }
  }

  /// Whether a word in lower case is a number by itself.
  func isCardinal(_ word: String) -> Bool {
    places[word]?.contains { rules[$0].isCardinal } == true
  }

  /// The vocabulary of a language; nil where none is known.
  static func of(_ language: String) -> NumberVocabulary? {
    switch language {
    case "en": english
    case "fr": french
    case "es": spanish
    case "ru": russian
    case "ar": arabic
    default: nil
    }
  }
}
