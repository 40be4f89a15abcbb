/// The text of a list item's marker, by CSS Counter Styles 3's predefined styles.
///
/// - Parameters:
///   - style: The value of `list-style-type`; a text that is no style of ours stands for itself.
///   - ordinal: The item's number.
/// - Returns: Empty for `none`.
func markerText(style: String, ordinal: Int) -> String {
  switch style {
  case "none": return ""
  case "disc": return "•"
  case "circle": return "◦"
  case "square": return "▪"
  case "decimal", "decimal-leading-zero", "lower-roman", "upper-roman", "lower-alpha", "upper-alpha",
    "lower-latin",
    "upper-latin":
    return counterText(ordinal, style: style) + "."
  default:
    let quotes: [Character] = ["\"", "'"]
    guard style.count > 1, let first = style.first, quotes.contains(first), style.last == first else {
      return style
    }
    return String(style.dropFirst().dropLast())
  }
}

/// A counter's value as text, by CSS Counter Styles 3; a style that cannot show it falls back to decimal.
func counterText(_ value: Int, style: String) -> String {
  switch style {
  case "decimal-leading-zero": return (0..<10).contains(value) ? "0\(value)" : String(value)
  case "lower-roman": return roman(value)?.lowercased() ?? String(value)
  case "upper-roman": return roman(value) ?? String(value)
  case "lower-alpha", "lower-latin": return letters(value)?.lowercased() ?? String(value)
  case "upper-alpha", "upper-latin": return letters(value) ?? String(value)
  default: return String(value)
  }
}

private func roman(_ value: Int) -> String? {
  guard (1...3999).contains(value) else { return nil }
  let symbols = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
  ]
  var rest = value
  var text = ""
  for (worth, symbol) in symbols {
    while rest >= worth {
      text += symbol
      rest -= worth
    }
  }
  return text
}

/// A, B, … Z, AA, AB, …
private func letters(_ value: Int) -> String? {
  guard value > 0 else { return nil }
  var rest = value
  var scalars: [Character] = []
  while rest > 0 {
    rest -= 1
    scalars.append(Character(Unicode.Scalar(UInt8(65 + rest % 26))))
    rest /= 26
  }
  return String(scalars.reversed())
}
