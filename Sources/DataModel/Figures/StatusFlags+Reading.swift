extension StatusFlags {
  /// Words and SDMX's capital letters (code list CL_OBS_STATUS) for the flags; `A`, normal, is none. Letters of SDMX that
  /// Eurostat does not have are read as the flag that warns of the same.
  private static let words: [String: StatusFlags] = [
    "break": .breakInSeries, "break in series": .breakInSeries, "confidential": .confidential,
    "definition differs": .definitionDiffers, "estimate": .estimated, "estimated": .estimated,
    "forecast": .forecast, "projected": .forecast, "not significant": .notSignificant,
    "provisional": .provisional,
    "preliminary": .provisional, "revised": .revised, "eurostat estimate": .eurostatEstimate,
    "low reliability": .lowReliability, "unreliable": .lowReliability, "not applicable": .notApplicable,
    "normal": [], "final": [],
  ]
  private static let codes: [Character: StatusFlags] = [
    "A": [], "B": .breakInSeries, "C": .confidential, "D": .definitionDiffers, "E": .estimated,
    "F": .forecast, "G": .lowReliability, "H": .notApplicable, "I": .estimated, "J": .definitionDiffers,
    "K": .definitionDiffers, "L": .notApplicable, "M": .notApplicable, "N": .notSignificant, "O": .notApplicable,
    "P": .provisional, "Q": .confidential, "R": .revised, "S": .eurostatEstimate, "U": .lowReliability,
    "V": .provisional, "W": .definitionDiffers, "Z": .notApplicable,
  ]

  /// Reads `ep`, `e p`, `E` or `estimated, provisional`; nil if a part is none.
  init?(reading text: some StringProtocol) {
    self = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      let word = part.split(separator: " ").joined(separator: " ")
      if let flag = StatusFlags.words[word.lowercased()] {
        insert(flag)
        continue
      }
      for character in word where character != " " {
        if let named = StatusFlags.names.first(where: { $0.letter == String(character) }) {
          insert(named.flag)
        } else if let flag = StatusFlags.codes[character] {
          insert(flag)
        } else {
          return nil
        }
      }
    }
  }
}
