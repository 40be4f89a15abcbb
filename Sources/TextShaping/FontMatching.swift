/// The weight of a family that CSS picks for a wanted one.
///
/// The rules are those of CSS Fonts 4, section 5.2: between 400 and 500 first up to 500, then lighter, then bolder;
/// below 400 first lighter, above 500 first bolder.
func nearestWeight(to wanted: Int, in weights: [Int]) -> Int? {
  let lighter = weights.filter { $0 < wanted }.max()
  let notLighter = weights.filter { $0 >= wanted }.min()
  if wanted < 400 {
    return weights.contains(wanted) ? wanted : lighter ?? notLighter
  }
  if wanted <= 500 {
    let upTo500 = weights.filter { (wanted...500).contains($0) }.min()
    return upTo500 ?? lighter ?? notLighter
  }
  return notLighter ?? lighter
}

/// The generic families of CSS that a report's fonts can stand for.
enum GenericFamily: String {
  case serif
  case sansSerif = "sans-serif"
  case monospace

  /// Which kind a family is, told by its name: "Source Serif Pro", "Noto Sans", "IBM Plex Mono", "Source Code Pro".
  ///
  /// A name that says nothing is taken for a serif, as most such text faces are.
  init(ofFamily name: String) {
    let words = name.lowercased().split { $0 == " " || $0 == "-" }
    if words.contains(where: { $0 == "code" || $0.hasPrefix("mono") }) {
      self = .monospace
    } else if words.contains("sans") || words.contains("inter") {
      self = .sansSerif
    } else {
      self = .serif
    }
  }
}
