import Diagnostics
import Geometry

/// The values of every property for one node, with lengths resolved.
///
/// Shared between nodes that are styled alike, and never changed once made.
public final class ComputedStyle: Sendable {
  public let values: StyleValues
  public init(_ values: StyleValues) { self.values = values }
}

/// One value for each side of a box.
public struct Sides<Value: Hashable & Sendable>: Hashable, Sendable {
  public var top: Value
  public var right: Value
  public var bottom: Value
  public var left: Value
  public init(top: Value, right: Value, bottom: Value, left: Value) {
    self.top = top
    self.right = right
    self.bottom = bottom
    self.left = left
  }
  public init(_ all: Value) { self.init(top: all, right: all, bottom: all, left: all) }
}

public struct Border: Hashable, Sendable {
  public enum Style: Hashable, Sendable { case none, solid, dashed, dotted, double }
  public var width: Length
  public var style: Style
  /// Nil for `currentcolor`.
  public var color: Color?
  public init(width: Length, style: Style, color: Color?) {
    self.width = width
    self.style = style
    self.color = color
  }
  public static let none = Border(width: .zero, style: .none, color: nil)
  /// The width that is drawn and takes up room.
  public var usedWidth: Length { style == .none ? .zero : width }
}

/// The radii of a rounded corner; percentages are of the box's width and height.
public struct CornerRadius: Hashable, Sendable {
  public var horizontal: Extent
  public var vertical: Extent
  public init(horizontal: Extent, vertical: Extent) {
    self.horizontal = horizontal
    self.vertical = vertical
  }
  public static let none = CornerRadius(horizontal: .length(.zero), vertical: .length(.zero))
}

/// One value for each corner of a box.
public struct Corners<Value: Hashable & Sendable>: Hashable, Sendable {
  public var topLeft: Value
  public var topRight: Value
  public var bottomRight: Value
  public var bottomLeft: Value
  public init(topLeft: Value, topRight: Value, bottomRight: Value, bottomLeft: Value) {
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomRight = bottomRight
    self.bottomLeft = bottomLeft
  }
  public init(_ all: Value) { self.init(topLeft: all, topRight: all, bottomRight: all, bottomLeft: all) }
}

/// Lines that an element has drawn along its words and those of all that it holds (CSS Text Decoration Level 4).
public struct TextDecoration: Hashable, Sendable {
  public struct Lines: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let underline = Lines(rawValue: 1)
    public static let overline = Lines(rawValue: 2)
    public static let lineThrough = Lines(rawValue: 4)
  }
  public enum Style: Hashable, Sendable { case solid, double, dotted, dashed, wavy }
  public var lines: Lines
  public var color: Color
  public var style: Style
  /// Nil for that of the face.
  public var thickness: Length?
  /// From the baseline down to an underline's upper edge; nil for that of the face.
  public var underlineOffset: Length?
  public init(
    lines: Lines, color: Color, style: Style = .solid, thickness: Length? = nil, underlineOffset: Length? = nil
  ) {
    self.lines = lines
    self.color = color
    self.style = style
    self.thickness = thickness
    self.underlineOffset = underlineOffset
  }
}

public struct StringSetting: Hashable, Sendable {
  public var name: String
  public var parts: [ContentPart]
  public init(name: String, parts: [ContentPart]) {
    self.name = name
    self.parts = parts
  }
}

/// A paint for chart parts: `none`, `currentcolor` or a colour.
public enum PaintValue: Hashable, Sendable {
  case none
  case currentColor
  case color(Color)
}

public struct StyleValues: Hashable, Sendable {
  public enum Display: Hashable, Sendable {
    case none, block, inline, inlineBlock, listItem, flex, grid
    case table, tableCaption, tableHeaderGroup, tableRowGroup, tableFooterGroup, tableRow, tableCell
  }
  public enum TextAlign: Hashable, Sendable { case start, end, left, right, center, justify }
  public enum Hyphens: Hashable, Sendable { case none, manual, auto }
  public enum TextTransform: Hashable, Sendable { case none, uppercase, lowercase, capitalize }
  public enum WhiteSpaceCollapse: Hashable, Sendable { case collapse, preserve, preserveBreaks }
  public enum TextWrapMode: Hashable, Sendable { case wrap, nowrap }
  public enum TextWrapStyle: Hashable, Sendable { case auto, balance, pretty }
  public enum WordBreak: Hashable, Sendable { case normal, keepAll, breakAll }
  public enum OverflowWrap: Hashable, Sendable { case normal, breakWord, anywhere }
  public enum LineBreak: Hashable, Sendable { case auto, loose, normal, strict, anywhere }
  public enum Direction: Hashable, Sendable { case leftToRight, rightToLeft }
  /// Where the last line before a break must not end in a hyphen: nowhere, before a paragraph's last line too, or before the
  /// end of a column or page.
  public enum HyphenateLimitLast: Hashable, Sendable { case none, always, frame }
  public enum VerticalAlign: Hashable, Sendable {
    case baseline, `super`, sub, top, middle, bottom
    /// So far above the baseline.
    case raised(Length)
  }
  public enum BoxSizing: Hashable, Sendable { case contentBox, borderBox }
  public enum BoxDecorationBreak: Hashable, Sendable { case slice, clone }
  public enum Break: Hashable, Sendable { case auto, avoid, avoidColumn, column, page, left, right }
  /// Where an element stands that is taken out of the flow.
  public enum Float: Hashable, Sendable {
    case none
    /// Where it comes in the flow if it fits there, else at the top of a page or column while text moves up.
    case auto
    case footnote
    case page(PageFloat)
    /// In an area for notes beside the text; nil for the outer one, or the only one that a page has.
    case sidenote(PageStyle.NoteSide?)

    public var isSidenote: Bool { if case .sidenote = self { true } else { false } }
  }
  /// A float that moves to an edge of its page or column.
  public struct PageFloat: Hashable, Sendable {
    public enum Edge: Hashable, Sendable { case top, bottom, nearest }
    public var edge: Edge
    /// Whether it waits for a page after its own (`next`).
    public var isDeferred: Bool
    /// Nil where the value says nothing and `float-reference` decides.
    public var reference: FloatReference?
    public init(_ edge: Edge, isDeferred: Bool = false, reference: FloatReference? = nil) {
      self.edge = edge
      self.isDeferred = isDeferred
      self.reference = reference
    }
  }
  public enum FloatReference: Hashable, Sendable { case column, page }
  public enum FootnotePolicy: Hashable, Sendable { case auto, line, block }
  public enum CaptionSide: Hashable, Sendable { case top, bottom }
  public enum ListStylePosition: Hashable, Sendable { case outside, inside }

  // Boxes; not inherited.
  public var display: Display = .inline
  public var margin: Sides<Extent> = Sides(.length(.zero))
  public var padding: Sides<Extent> = Sides(.length(.zero))
  public var border: Sides<Border> = Sides(.none)
  public var borderRadius = Corners(CornerRadius.none)
  public var boxDecorationBreak: BoxDecorationBreak = .slice
  public var backgroundColor: Color = .transparent
  /// What `width`, `height` and their limits measure.
  public var boxSizing: BoxSizing = .contentBox
  public var width: Extent = .auto
  public var minWidth: Extent = .auto
  public var maxWidth: Extent = .auto
  public var height: Extent = .auto
  public var minHeight: Extent = .auto
  public var maxHeight: Extent = .auto
  /// Nil for `normal`: nothing between the children of a `flex` box, an em between columns.
  public var grid = GridStyle()
  public var columnGap: Length?
  public var rowGap: Length?
  public var columns = ColumnStyle()
  public var float: Float = .none
  /// Nil for `auto`.
  public var floatReference: FloatReference?
  /// Whether floats that come before it are placed before it.
  public var clearsFloats: Bool = false
  /// How much is drawn of the upper border of the area for notes, from its left end; `auto` for all of it.
  public var borderClip: Extent = .auto
  public var footnotePolicy: FootnotePolicy = .auto
  public var breakBefore: Break = .auto
  public var breakAfter: Break = .auto
  public var breakInside: Break = .auto
  public var verticalAlign: VerticalAlign = .baseline
  /// What the element itself has drawn along its words.
  public var ownTextDecoration: TextDecoration?
  /// That with what elements around it have drawn, outermost first.
  public var textDecorations: [TextDecoration] = []
  public var content: Content = .normal
  public var stringSet: [StringSetting] = []
  public var counters = CounterChanges()
  /// The name of the page type that the element asks for.
  public var page: String?
  /// The name under which the element runs in the margins of pages (`position: running(name)`).
  public var running: String?

  // Inherited.
  public var color: Color = .black
  public var fontFamily: [String] = ["serif"]
  public var fontSize: Length = .pt(10)
  /// 100 to 900.
  public var fontWeight: Int = 400
  public var isItalic: Bool = false
  /// OpenType features from `font-variant-*` and `font-feature-settings`, by tag, sorted by tag.
  public var fontFeatures: [FontFeatureSetting] = []
  public var lineHeight: Length = .pt(12)
  public var letterSpacing: Length = .zero
  public var wordSpacing: Length = .zero
  public var textAlign: TextAlign = .start
  public var textAlignLast: TextAlign?
  public var textIndent = TextIndent()
  public var textTransform: TextTransform = .none
  /// Nil for what the face asks for.
  public var textUnderlineOffset: Length?
  public var textWrapMode: TextWrapMode = .wrap
  public var textWrapStyle: TextWrapStyle = .auto
  public var whiteSpaceCollapse: WhiteSpaceCollapse = .collapse
  public var tabSize: Int = 8
  public var wordBreak: WordBreak = .normal
  public var overflowWrap: OverflowWrap = .normal
  public var lineBreak: LineBreak = .auto
  public var direction: Direction = .leftToRight
  /// Whether ideographs and letters or digits beside them are set apart.
  public var textAutospace: Bool = true
  /// Whether the blank half of one of two full-width punctuation marks beside each other is left out.
  public var textSpacingTrim: Bool = true
  public var hyphens: Hyphens = .manual
  /// Fewest letters in a word that is hyphenated, before the break and after it.
  public var hyphenateLimitChars: HyphenLimits = HyphenLimits(word: 5, before: 2, after: 2)
  /// The most lines in a row that may end in a hyphen; nil for no limit.
  public var hyphenateLimitLines: Int?
  /// What is printed where a word is hyphenated; nil for a hyphen.
  public var hyphenateCharacter: String?
  public var hyphenateLimitLast: HyphenateLimitLast = .none
  /// A word is hyphenated only where the line would else be left emptier than this.
  public var hyphenateLimitZone: Extent = .length(.zero)
  public var hangingPunctuation = HangingPunctuation()
  /// Whether characters at the edges of lines stand out a little, so that the edges look straight.
  public var marginKerning: Bool = false
  /// By which share of their width letters may be widened or narrowed to fill a justified line.
  public var fontExpansion: Double = 0.02
  public var letterSpacingLimits = LetterSpacingLimits()
  public var orphans: Int = 2
  public var widows: Int = 2
  public var listStyleType: CounterStyleReference = .named("disc")
  public var listStylePosition: ListStylePosition = .outside
  public var quotes: Quotes = .auto
  public var captionSide: CaptionSide = .top

  // Parts of charts; inherited as in SVG.
  public var fill: PaintValue = .color(.black)
  public var stroke: PaintValue = .none
  public var strokeWidth: Length = .pt(1)
  public var strokeDasharray: [Length] = []

  public init() {}
}

public struct FontFeatureSetting: Hashable, Sendable {
  /// Four letters, such as `tnum`.
  public var tag: String
  public var value: Int
  public init(tag: String, value: Int) {
    self.tag = tag
    self.value = value
  }
}

public struct HyphenLimits: Hashable, Sendable {
  public var word: Int
  public var before: Int
  public var after: Int
  public init(word: Int, before: Int, after: Int) {
    self.word = word
    self.before = before
    self.after = after
  }
}

/// A face that `@font-face` makes known.
public struct FontFaceRule: Hashable, Sendable {
  public var family: String
  public var weight: Int
  public var isItalic: Bool
  /// The files that it may be in, of which the first that can be read is taken.
  public var sources: [Source]
  /// The display name of the sheet that they are relative to.
  public var sheet: String

  public struct Source: Hashable, Sendable {
    /// As written in `src: url(…)`.
    public var path: String
    /// Where the sheet names it.
    public var range: SourceRange
    public init(path: String, range: SourceRange) {
      self.path = path
      self.range = range
    }
  }

  public init(family: String, weight: Int, isItalic: Bool, sources: [Source], sheet: String) {
    self.family = family
    self.weight = weight
    self.isItalic = isItalic
    self.sources = sources
    self.sheet = sheet
  }
}
