/// A printed number as it is compared with what a user types: whatever the spaces, the separators and the script of the digits.
struct SearchableNumber {
  private var characters: [Character] = []

  init(_ text: String) {
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      // Marks of direction.
      case "\u{200E}", "\u{200F}", "\u{61C}": continue
      case "\u{2212}", "\u{2010}", "\u{2011}": characters.append("-")
      // A separator is a separator: users write 84.9 for 84,9 and for 84٫9.
      case ",", "\u{66B}", "\u{66C}", "'", "\u{2019}": characters.append(".")
      case _ where scalar.properties.numericType == .decimal:
        characters.append(Character(String(Int(scalar.properties.numericValue ?? 0))))
      case _ where scalar.properties.isWhitespace:
        if characters.last != " ", !characters.isEmpty { characters.append(" ") }
      // 84.9 % is 84.9%.
      case "%", "\u{66A}":
        if characters.last == " " { characters.removeLast() }
        characters.append("%")
      default: characters.append(Character(scalar))
      }
    }
    if characters.last == " " { characters.removeLast() }
    for index in characters.indices where characters[index] == " " && isBetweenDigits(index) {
      characters[index] = "."
    }
  }

  /// Whether the part stands in it as whole words and numbers.
  func contains(_ part: SearchableNumber) -> Bool {
    let (count, wanted) = (part.characters.count, part.characters)
    guard count > 0, count <= characters.count else { return false }
    return (0...(characters.count - count)).contains { start in
      characters[start..<(start + count)].elementsEqual(wanted) && isEdge(start) && isEdge(start + count)
    }
  }

  /// Without the separators of thousands, so that 1120 is found as 1,120.
  var ungrouped: SearchableNumber {
    var copy = self
    for index in characters.indices.reversed() where characters[index] == "." && isBetweenDigits(index) {
      let digits = characters[(index + 1)...].prefix { $0.isNumber }.count
      if digits == 3 { copy.characters.remove(at: index) }
    }
    return copy
  }

  /// The first number in it, roughly; nil where there is none.
  var number: Double? {
    guard let start = characters.firstIndex(where: \.isNumber) else { return nil }
    let digits = characters[start...].prefix { $0.isNumber || $0 == "." }
    let sign = start > 0 && characters[start - 1] == "-" ? -1.0 : 1
    let separators = digits.filter { $0 == "." }.count
    return Double(String(separators > 1 ? digits.filter { $0 != "." } : Array(digits))).map { $0 * sign }
  }

  private func isBetweenDigits(_ index: Int) -> Bool {
    index > 0 && index + 1 < characters.count && characters[index - 1].isNumber && characters[index + 1].isNumber
  }

  /// Whether no word or number goes on over a place.
  private func isEdge(_ place: Int) -> Bool {
    guard place > 0, place < characters.count else { return true }
    let (before, after) = (characters[place - 1], characters[place])
    if before == "." { return !isBetweenDigits(place - 1) }
    if after == "." { return !isBetweenDigits(place) }
    return !(before.isNumber && after.isNumber) && !(before.isLetter && after.isLetter)
      && !(before == "-" && after.isNumber)
  }
}
