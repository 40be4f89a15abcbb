/// Ligatures that Unicode has characters for, which Cairo would have readers copy in place of their letters.
///
/// A face maps such a character to its ligature glyph, so Cairo writes in the font's table that the glyph means U+FB01, and
/// says at every single use that it means `fi` here. It is enough that the table says `fi`.
enum Ligatures {
  /// What a table says, and should say: UTF-16 in hexadecimal digits.
  private static let table: [(character: String, letters: String)] = [
    ("fb00", "00660066"), ("fb01", "00660069"), ("fb02", "0066006c"), ("fb03", "006600660069"),
    ("fb04", "00660066006c"), ("fb06", "00730074"),
  ]

  /// Rewrites a font's ToUnicode table.
  static func expand(inTable bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if !out.isEmpty { out.append(10) }
      // Lines of the table: the code and the character, each in angle brackets.
      let isEntry = line.first == UInt8(ascii: "<")
      if isEntry, let found = table.first(where: { line.suffix(6).elementsEqual("<\($0.character)>".utf8) }) {
        out.append(contentsOf: line.dropLast(6))
        out.append(ascii: "<\(found.letters)>")
      } else {
        out.append(contentsOf: line)
      }
    }
    return out
  }

  /// Whether the dictionary of marked content says nothing but the letters of a ligature.
  static func isSaid(by dictionary: ArraySlice<UInt8>) -> Bool {
    guard let open = dictionary.dropFirst(2).firstIndex(of: UInt8(ascii: "<")),
      let close = dictionary[open...].firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    let text = dictionary[(open + 1)..<close]
    guard text.starts(with: "feff".utf8), text.count <= 16 else { return false }
    return table.contains { text.dropFirst(4).elementsEqual($0.letters.utf8) }
  }
}
