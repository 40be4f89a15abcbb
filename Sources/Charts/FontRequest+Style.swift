import Styling
import TextShaping

extension FontRequest {
  /// The font that a style asks for.
  ///
  /// - Parameter language: A BCP 47 tag; some faces draw a letter differently by language.
  public init(_ style: StyleValues, language: String) {
    self.init(
      families: style.fontFamily, weight: style.fontWeight, isItalic: style.isItalic, size: style.fontSize,
      features: style.fontFeatures.map { FontFeature(tag: $0.tag, value: $0.value) },
      letterSpacing: style.letterSpacing, language: language)
  }
}
