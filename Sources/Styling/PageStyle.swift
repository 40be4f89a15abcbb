import Geometry

/// What `@page` rules say of one kind of page.
public struct PageStyle: Sendable {
  public struct MarginBox: Sendable {
    public var content: [ContentPart]
    public var style: ComputedStyle
    public init(content: [ContentPart], style: ComputedStyle) {
      self.content = content
      self.style = style
    }
  }
  public enum MarginBoxName: String, CaseIterable, Hashable, Sendable {
    case topLeftCorner = "top-left-corner"
    case topLeft = "top-left"
    case topCenter = "top-center"
    case topRight = "top-right"
    case topRightCorner = "top-right-corner"
    case leftTop = "left-top"
    case leftMiddle = "left-middle"
    case leftBottom = "left-bottom"
    case rightTop = "right-top"
    case rightMiddle = "right-middle"
    case rightBottom = "right-bottom"
    case bottomLeftCorner = "bottom-left-corner"
    case bottomLeft = "bottom-left"
    case bottomCenter = "bottom-center"
    case bottomRight = "bottom-right"
    case bottomRightCorner = "bottom-right-corner"
  }
  /// A side of the text on which sidenotes stand; the raw value is the name of its at-rule.
  public enum NoteSide: String, CaseIterable, Hashable, Sendable {
    case left = "leftnote"
    case right = "rightnote"
  }
  /// The marks of `marks`, outside of the paper's edges.
  public struct Marks: Hashable, Sendable {
    /// Where to cut.
    public var crop: Bool
    /// By which plates are aligned.
    public var cross: Bool
    public init(crop: Bool = false, cross: Bool = false) {
      self.crop = crop
      self.cross = cross
    }
  }

  /// That of the paper as it is when cut.
  public var size: Size
  public var margin: Insets
  public var marginBoxes: [MarginBoxName: MarginBox]
  /// The page's own style: its border, padding and background, and what its boxes inherit.
  public var style: ComputedStyle
  /// How far backgrounds go beyond the edges of the paper.
  public var bleed: Length
  public var marks: Marks
  /// By how many degrees a viewer turns the page clockwise: 0, 90 or 270.
  public var rotation: Int
  /// The areas beside the text that hold sidenotes.
  public var noteAreas: [NoteSide: ComputedStyle]
  /// The area at the foot of a page or column that holds notes (`@footnote`).
  public var footnoteArea: ComputedStyle?

  public init(
    size: Size, margin: Insets, marginBoxes: [MarginBoxName: MarginBox], style: ComputedStyle,
    bleed: Length = .zero, marks: Marks = Marks(), rotation: Int = 0, noteAreas: [NoteSide: ComputedStyle] = [:],
    footnoteArea: ComputedStyle? = nil
  ) {
    self.size = size
    self.margin = margin
    self.marginBoxes = marginBoxes
    self.style = style
    self.bleed = bleed
    self.marks = marks
    self.rotation = rotation
    self.noteAreas = noteAreas
    self.footnoteArea = footnoteArea
  }

  /// The size of what its margins leave.
  var area: Size {
    Size(
      width: max(size.width - margin.left - margin.right, .zero),
      height: max(size.height - margin.top - margin.bottom, .zero))
  }
}

/// Which page a `@page` rule is asked about.
public struct PageKind: Hashable, Sendable {
  public var name: String?
  /// Its place in the document, from 1.
  public var index: Int
  /// Its place among the pages of its group, from 1: pages of one name that follow one another.
  public var groupIndex: Int
  public var isLeft: Bool
  public var isBlank: Bool
  public var isFirst: Bool { index == 1 }

  public init(name: String? = nil, index: Int, groupIndex: Int, isLeft: Bool, isBlank: Bool = false) {
    self.name = name
    self.index = index
    self.groupIndex = groupIndex
    self.isLeft = isLeft
    self.isBlank = isBlank
  }
  /// A page that is the first of the document and of its group, or an inner one.
  public init(name: String? = nil, isFirst: Bool, isLeft: Bool, isBlank: Bool = false) {
    let index = isFirst ? 1 : 2
    self.init(name: name, index: index, groupIndex: index, isLeft: isLeft, isBlank: isBlank)
  }
}
