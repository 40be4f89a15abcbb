import Diagnostics
import Geometry

/// A shape, and which part of the document's structure it belongs to.
public struct LabelledShape: Sendable {
  public var label: StructureLabel
  public var shape: Shape
  public init(_ shape: Shape, as label: StructureLabel) {
    self.label = label
    self.shape = shape
  }
}

/// An area of a page that leads elsewhere.
public struct LinkArea: Hashable, Sendable {
  public enum Target: Hashable, Sendable {
    case address(String)
    /// The name of a ``Destination`` in the document.
    case destination(String)
  }
  public var target: Target
  /// One box for each line that the link's text is on.
  public var boxes: [Rectangle]
  /// The element of role `Link` (or `Reference`, `TOCI`) whose content it covers.
  public var element: StructureID
  /// What is read out for the link.
  public var description: String
  public init(target: Target, boxes: [Rectangle], element: StructureID, description: String) {
    self.target = target
    self.boxes = boxes
    self.element = element
    self.description = description
  }
}

/// A named place that links and the outline lead to.
public struct Destination: Hashable, Sendable {
  public var name: String
  public var point: Point
  public init(name: String, point: Point) {
    self.name = name
    self.point = point
  }
}

/// A page, drawn but not yet written.
public struct Page: Sendable {
  /// That of the sheet which is printed on.
  public var size: Size
  /// The paper as it is when cut; nil where that is the whole of the sheet.
  public var trim: Rectangle?
  /// What is printed with a view to being cut through; nil where nothing goes beyond `trim`.
  public var bleed: Rectangle?
  /// By how many degrees a viewer turns the page clockwise: 0, 90, 180 or 270.
  public var rotation = 0
  /// The number printed on the page, for the viewer's page box.
  public var label: String
  public var shapes: [LabelledShape]
  public var links: [LinkArea]
  public var destinations: [Destination]
  public var numbers: [NumberPlace]
  public init(size: Size, label: String) {
    self.size = size
    self.label = label
    shapes = []
    links = []
    destinations = []
    numbers = []
  }
}

extension Page {
  /// Whether some line of text begins or ends outside of the page; half a point is allowed for hanging punctuation.
  public var runsOverItsEdge: Bool {
    let paper = trim ?? Rectangle(origin: .zero, size: size)
    return shapes.contains { labelled in
      guard case .glyphs(let run) = labelled.shape else { return false }
      return run.origin.x < paper.minX - .pt(0.5) || run.origin.x + run.width > paper.maxX + .pt(0.5)
    }
  }
}

/// An entry of the document's outline (a viewer's bookmarks).
public struct OutlineEntry: Hashable, Sendable {
  public var title: String
  /// 1 for the outermost.
  public var level: Int
  public var destination: String
  public init(title: String, level: Int, destination: String) {
    self.title = title
    self.level = level
    self.destination = destination
  }
}

/// What a viewer, an archive or a search engine is told about the document.
public struct DocumentMetadata: Hashable, Sendable {
  public var title: String
  public var authors: [String]
  public var subject: String?
  public var keywords: [String]
  /// A BCP 47 tag.
  public var language: String
  /// Year, month and day; the whole of what the bytes know of time.
  public var date: CalendarDate
  public init(
    title: String, authors: [String] = [], subject: String? = nil, keywords: [String] = [],
    language: String, date: CalendarDate
  ) {
    self.title = title
    self.authors = authors
    self.subject = subject
    self.keywords = keywords
    self.language = language
    self.date = date
  }
}

public struct CalendarDate: Hashable, Comparable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `2026-01-15`.
  public var description: String {
    func digits(_ number: Int, _ count: Int) -> String {
      String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
    }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }
}

/// A file that travels inside the PDF.
public struct Attachment: Sendable {
  /// How the file relates to the document (PDF/A-3's AFRelationship).
  public enum Relationship: String, Sendable {
    case data = "Data"
    case source = "Source"
    case supplement = "Supplement"
  }
  public var name: String
  public var mediaType: String
  public var description: String
  public var relationship: Relationship
  public var bytes: OutputBytes
  public init(
    name: String, mediaType: String, description: String, relationship: Relationship, bytes: OutputBytes
  ) {
    self.name = name
    self.mediaType = mediaType
    self.description = description
    self.relationship = relationship
    self.bytes = bytes
  }
}
