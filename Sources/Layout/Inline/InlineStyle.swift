import Geometry
import Styling
import TextShaping

/// What setting text needs of a style, looked up once for each style that a document uses. Distances are in points.
final class InlineStyle {
  let font: FontStyleID
  let size: Double
  let color: Color
  let letterSpacing: Double
  /// How far the baseline is raised over the line's own.
  let rise: Double
  let ascent: Double
  let descent: Double
  let decorations: [PlacedDecoration]
  let whiteSpaceCollapse: StyleValues.WhiteSpaceCollapse
  let allowsBreaks: Bool
  let tabSize: Int
  let textAutospace: Bool
  let textSpacingTrim: Bool
  /// A BCP 47 tag.
  let language: String
  let transform: StyleValues.TextTransform
  let hyphens: StyleValues.Hyphens
  let hyphenLimits: HyphenLimits
  let wordBreak: StyleValues.WordBreak
  /// Whether a line may end between any two characters.
  let breaksAnywhere: Bool
  /// Whether a word wider than its line is cut.
  let cutsLongWords: Bool
  /// The space between words at its natural width, word-spacing and letter-spacing included.
  let space: ShapedWord?
  let spaceWidth: Double
  let hyphen: ShapedWord?
  let hyphenWidth: Double

  /// The glyphs of figures, by which numbers are set without shaping each anew.
  let numerals: NumeralGlyphs

  var keepsSpaces: Bool { whiteSpaceCollapse == .preserve }

  init(_ values: StyleValues, _ state: InlineState, shaper: TextShaper, language: String) {
    var request = FontRequest(values, language: language)
    var rise = state.rise
    if let number = state.noteNumber { rise += number.adapt(&request, shaper: shaper) }
    request.isTracked = values.letterSpacingLimits != LetterSpacingLimits()
    font = shaper.style(request)
    let face = shaper[font].face
    let size = request.size.points
    let spacing = request.letterSpacing
    self.size = size
    self.rise = rise
    color = values.color
    letterSpacing = spacing.points
    ascent = face.metrics.ascent * size
    descent = face.metrics.descent * size
    decorations = state.decorations
    whiteSpaceCollapse = values.whiteSpaceCollapse
    allowsBreaks = values.textWrapMode == .wrap
    tabSize = values.tabSize
    textAutospace = values.textAutospace
    textSpacingTrim = values.textSpacingTrim
    self.language = language
    transform = values.textTransform
    hyphens = values.hyphens
    hyphenLimits = values.hyphenateLimitChars
    wordBreak = values.wordBreak
    breaksAnywhere = values.textWrapMode == .wrap && (values.wordBreak == .breakAll || values.lineBreak == .anywhere)
    cutsLongWords = values.textWrapMode == .wrap && values.overflowWrap != .normal
    space = shaper.shape([UInt8(ascii: " ")], font).first
    spaceWidth =
      (space?.width(size: request.size, letterSpacing: spacing).points ?? 0) + values.wordSpacing.points
    hyphen = shaper.shape(Array((values.hyphenateCharacter ?? "-").utf8), font).first
    hyphenWidth = hyphen?.width(size: request.size).points ?? 0
    numerals = NumeralGlyphs(font: font, size: size, letterSpacing: spacing.points)
  }
}

/// What elements add to the text within them without its being inherited.
struct InlineState: Hashable {
  var rise = 0.0
  var decorations: [PlacedDecoration] = []
  /// Its number in ``LanguageTable``.
  var language: Int32 = 0
  /// Set as the call of a note is.
  var noteNumber: NoteNumber?

  init() {}
  /// For the words that stand in a block itself.
  init(decorationsOf block: StyleValues, language: Int32 = 0) {
    decorations = block.textDecorations.map { PlacedDecoration(decoration: $0, rise: 0) }
    self.language = language
  }
}

/// The styles met so far, numbered.
struct InlineStyles {
  private struct Key: Hashable {
    var style: ObjectIdentifier
    var state: InlineState
  }

  private(set) var all: [InlineStyle] = []
  private var numbers: [Key: Int32] = [:]
  /// Keeps the styles alive by whose identity they are found again.
  private var kept: [ComputedStyle] = []
  private var last: (key: Key, number: Int32)?

  subscript(number: Int32) -> InlineStyle { all[Int(number)] }

  mutating func number(
    of style: ComputedStyle, _ state: InlineState, shaper: TextShaper, language: String
  ) -> Int32 {
    let key = Key(style: ObjectIdentifier(style), state: state)
    if let last, last.key == key { return last.number }
    let number: Int32
    if let known = numbers[key] {
      number = known
    } else {
      number = Int32(all.count)
      all.append(InlineStyle(style.values, state, shaper: shaper, language: language))
      kept.append(style)
      numbers[key] = number
    }
    last = (key, number)
    return number
  }
}

/// How the number that calls a note is set.
enum NoteNumber: Hashable {
  case figures
  case letters

  /// Takes the face's own superior figures where it has them, else smaller figures or letters.
  ///
  /// - Returns: How far to raise them, in points.
  func adapt(_ request: inout FontRequest, shaper: TextShaper) -> Double {
    if self == .figures {
      let digits = Array("0123456789".utf8)
      let plain = shaper.shape(digits, request: request).flatMap(\.glyphs)
      var superior = request
      // Old-style and tabular figures would compete with the superior ones for the same glyphs.
      superior.features.removeAll { ["onum", "lnum", "tnum", "pnum", "sups"].contains($0.tag) }
      superior.features.append(FontFeature(tag: "sups", value: 1))
      let found = shaper.shape(digits, request: superior).flatMap(\.glyphs)
      if found.count == plain.count, zip(plain, found).allSatisfy({ $0.id != $1.id }) {
        request = superior
        return 0
      }
    }
    let size = request.size
    request.size = size * 0.65
    return size.points * 0.34
  }
}
