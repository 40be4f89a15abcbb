import Geometry
import Styling
import TextShaping

/// What a block's style says of its lines, looked up once for each style and shared by its paragraphs. Distances are in points.
final class BlockTextStyle {
  let style: ComputedStyle
  let align: StyleValues.TextAlign
  let alignLast: StyleValues.TextAlign
  let isBalanced: Bool
  let hanging: Hanging
  private let textIndent: TextIndent
  let letterLimits: LetterLimits
  let direction: TextDirection
  let lineHeight: Double
  /// From the top of a line to its baseline.
  let baseline: Double
  /// How far text may rise over the baseline, and go under it, before it would touch that of the lines beside.
  let roomAbove: Double
  let roomBelow: Double
  let size: Double
  let orphans: Int
  let widows: Int
  let staysTogether: Bool
  let hyphenLimit: Int
  let hyphenateLimitLast: StyleValues.HyphenateLimitLast
  let lineBreak: StyleValues.LineBreak

  /// - Parameter strut: The block's own font, by which its lines stand whatever else is in them.
  init(_ style: ComputedStyle, strut: InlineStyle) {
    let values = style.values
    self.style = style
    align = values.textAlign
    // The last line of a justified paragraph is not stretched.
    alignLast = values.textAlignLast ?? (values.textAlign == .justify ? .start : values.textAlign)
    isBalanced = values.textWrapStyle == .balance
    hanging = Hanging(
      punctuation: values.hangingPunctuation, kernsMargins: values.marginKerning, trims: values.textSpacingTrim)
    textIndent = values.textIndent
    direction = values.direction == .rightToLeft ? .rightToLeft : .leftToRight
    letterLimits = LetterLimits(
      expansion: values.fontExpansion, closer: values.letterSpacingLimits.closer,
      wider: values.letterSpacingLimits.wider)
    lineHeight = values.lineHeight.points
    let leading = lineHeight - strut.ascent - strut.descent
    baseline = leading / 2 + strut.ascent
    // The block's own font never makes its lines higher than the sheet says, however tight that is.
    roomAbove = max(baseline, lineHeight - strut.descent, strut.ascent)
    roomBelow = max(lineHeight - baseline, lineHeight - strut.ascent, strut.descent)
    size = values.fontSize.points
    orphans = max(1, values.orphans)
    widows = max(1, values.widows)
    staysTogether = values.breakInside == .avoid
    hyphenLimit = values.hyphenateLimitLines ?? .max
    hyphenateLimitLast = values.hyphenateLimitLast
    lineBreak = values.lineBreak
  }

  /// Which lines of a paragraph of a width begin farther in.
  func indent(in width: Length) -> LineIndent {
    LineIndent(
      width: textIndent.width.resolved(in: width)?.points ?? 0, isHanging: textIndent.isHanging,
      isEachLine: textIndent.isEachLine)
  }
}
