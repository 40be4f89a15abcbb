/// Names an element of the structure tree, by its place in ``StructureTree/elements``.
public struct StructureID: Hashable, Sendable {
  public var rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) that a briefing uses.
public enum StructureRole: String, Sendable {
  case document = "Document"
  case part = "Part"
  case section = "Sect"
  case division = "Div"
  case blockQuote = "BlockQuote"
  case caption = "Caption"
  case contents = "TOC"
  case contentsItem = "TOCI"
  case heading1 = "H1"
  case heading2 = "H2"
  case heading3 = "H3"
  case heading4 = "H4"
  case heading5 = "H5"
  case heading6 = "H6"
  case paragraph = "P"
  case list = "L"
  case listItem = "LI"
  case label = "Lbl"
  case listBody = "LBody"
  case table = "Table"
  case tableHead = "THead"
  case tableBody = "TBody"
  case tableFoot = "TFoot"
  case tableRow = "TR"
  case tableHeader = "TH"
  case tableCell = "TD"
  case span = "Span"
  case quote = "Quote"
  case note = "Note"
  case reference = "Reference"
  case code = "Code"
  case link = "Link"
  case figure = "Figure"
}

/// An element of the structure tree.
public struct StructureElement: Sendable {
  public enum Scope: String, Sendable {
    case row = "Row"
    case column = "Column"
    case both = "Both"
  }

  /// How the items of a list are labelled (ISO 32000-1, table 347).
  public enum ListNumbering: String, Sendable {
    case none = "None"
    case disc = "Disc"
    case circle = "Circle"
    case square = "Square"
    case decimal = "Decimal"
    case upperRoman = "UpperRoman"
    case lowerRoman = "LowerRoman"
    case upperAlpha = "UpperAlpha"
    case lowerAlpha = "LowerAlpha"
  }

  public var role: StructureRole
  /// Nil only for the root, which is element 0 and a document.
  public var parent: StructureID?
  public var scope: Scope?
  /// Of a list whose items have labels.
  public var listNumbering: ListNumbering?
  // A long report has a hundred thousand elements, few of them with words of their own.
  private var columns: UInt16 = 1
  private var rows: UInt16 = 1
  private var texts: Texts?

  private final class Texts: Sendable {
    let alternative: String?
    let actual: String?
    let language: String?
    init?(alternative: String?, actual: String?, language: String?) {
      if alternative == nil, actual == nil, language == nil { return nil }
      self.alternative = alternative
      self.actual = actual
      self.language = language
    }
  }

  /// What is read out in place of a figure.
  public var alternativeText: String? {
    get { texts?.alternative }
    set { texts = Texts(alternative: newValue, actual: actualText, language: language) }
  }
  /// What is read out in place of the glyphs, where they differ from the text.
  public var actualText: String? {
    get { texts?.actual }
    set { texts = Texts(alternative: alternativeText, actual: newValue, language: language) }
  }
  /// A BCP 47 tag, where the language is another than the document's.
  public var language: String? {
    get { texts?.language }
    set { texts = Texts(alternative: alternativeText, actual: actualText, language: newValue) }
  }
  public var columnSpan: Int {
    get { Int(columns) }
    set { columns = UInt16(clamping: newValue) }
  }
  public var rowSpan: Int {
    get { Int(rows) }
    set { rows = UInt16(clamping: newValue) }
  }

  public init(
    role: StructureRole, parent: StructureID?, alternativeText: String? = nil, actualText: String? = nil,
    language: String? = nil, scope: Scope? = nil, columnSpan: Int = 1, rowSpan: Int = 1,
    listNumbering: ListNumbering? = nil
  ) {
    self.role = role
    self.parent = parent
    texts = Texts(alternative: alternativeText, actual: actualText, language: language)
    self.scope = scope
    self.listNumbering = listNumbering
    self.columnSpan = columnSpan
    self.rowSpan = rowSpan
  }
}

/// What the document is made of, in reading order: elements come after their parents and before what follows them.
public struct StructureTree: Sendable {
  public private(set) var elements: [StructureElement]

  public init() { elements = [StructureElement(role: .document, parent: nil)] }

  public static let root = StructureID(rawValue: 0)

  public mutating func add(_ element: StructureElement) -> StructureID {
    elements.append(element)
    return StructureID(rawValue: Int32(elements.count - 1))
  }
  public subscript(id: StructureID) -> StructureElement {
    get { elements[Int(id.rawValue)] }
    set { elements[Int(id.rawValue)] = newValue }
  }
}

/// What a shape on a page is: content of an element, or something that is not read out.
public enum StructureLabel: Hashable, Sendable {
  public enum Artifact: Hashable, Sendable { case pagination, layout, background }
  case element(StructureID)
  case artifact(Artifact)
}
