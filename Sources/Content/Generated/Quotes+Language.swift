import Authoring
import Styling

extension Quotes {
  /// The marks of a language, by its BCP 47 tag, as smart punctuation sets them.
  static func pairs(ofLanguage language: String) -> [Pair] {
    let marks = SmartPunctuation(language: language).quotationMarks
    return [Pair(marks.outer.open, marks.outer.close), Pair(marks.inner.open, marks.inner.close)]
  }
}
