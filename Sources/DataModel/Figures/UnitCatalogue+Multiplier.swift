/// Why a unit cannot be read.
enum UnitMistake: Error {
  /// A noun that is neither built in nor declared.
  case unknown(noun: String)
  /// Neither a multiplier's word nor a power of ten.
  case noMultiplier(String)
  /// A multiplier on percent, points or ratios.
  case multipliedShare(Unit)
  /// A multiplier on a unit that has one.
  case multipliedTwice(Unit)
}

extension UnitCatalogue {
  /// Reads a unit whose multiplier stands apart from it, as in SDMX.
  ///
  /// - Parameter multiplier: Words such as `million` or `Millions`, or a power of ten: 6. Empty, `0` and `units` are none.
  func parse(_ text: String, multiplier: String) -> Result<Unit, UnitMistake> {
    let unit = parse(text)
    if multiplier.isEmpty { return unit }
    guard let words = UnitCatalogue.words(ofMultiplier: multiplier) else {
      return .failure(.noMultiplier(multiplier))
    }
    guard case .success(let found) = unit, !words.isEmpty else { return unit }
    if found.isPure { return .failure(.multipliedShare(found)) }
    let hasOwn = UnitCatalogue.multipliers.contains { found.text.split(separator: " ").first == $0.word[...] }
    if hasOwn { return .failure(.multipliedTwice(found)) }
    return parse("\(words) \(found.text)")
  }

  /// The words with which a multiplier is written before a noun: `6` and `Millions` are `million`, `4` is `ten thousand`.
  private static func words(ofMultiplier text: String) -> String? {
    if let power = Int(text) {
      guard (0...14).contains(power) else { return nil }
      let parts = [
        ["", "ten", "hundred"][power % 3], ["", "thousand", "million", "billion", "trillion"][power / 3],
      ]
      return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
    let words = text.lowercased().split(separator: " ").map { $0.hasSuffix("s") ? $0.dropLast() : $0 }
    if words == ["unit"] { return "" }
    let isKnown = words.allSatisfy { word in multipliers.contains { $0.word[...] == word } }
    return isKnown && !words.isEmpty ? words.joined(separator: " ") : nil
  }
}
