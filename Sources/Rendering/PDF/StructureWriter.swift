import Geometry
import Graphics

/// Writes the structure tree (ISO 32000-1, 14.7): what a reader aloud is told, in which order.
final class StructureWriter {
  private let file: PDFFile
  private let pages: [Int]
  private let marks: ContentMarks
  private let links: [PDFWriter.WrittenLink]
  private var elements: [StructureElement]
  /// The element of each piece of marked content; may be another than it was drawn for, see ``wrapLinks()``.
  private var owners: [Int]
  private var linkOwners: [Int]

  // What an element has of its own, as stretches of two arrays: pieces of marked content in the order drawn, and links.
  private var pieces = Grouping()
  private var ownLinks = Grouping()
  private var children = Grouping()
  /// The page of each piece.
  private var pageOfPiece: [Int32] = []
  /// The first piece in or under each element, by which elements and text beside them are put in order.
  private var firstPiece: [Int] = []
  private var isKept: [Bool] = []
  /// The object of each element that is kept.
  private var numbers: [Int] = []

  /// - Parameters:
  ///   - pages: The object of each page.
  init(
    tree: StructureTree, marks: ContentMarks, links: [PDFWriter.WrittenLink], pages: [Int], file: PDFFile
  ) {
    self.file = file
    self.pages = pages
    self.marks = marks
    self.links = links
    elements = tree.elements
    owners = marks.elements.map { Int($0.rawValue) }
    linkOwners = links.map { Int($0.element.rawValue) }
  }

  /// Writes all of it and returns the object of the root.
  func write() throws(RenderingError) -> Int {
    let known = elements.indices
    guard (owners + linkOwners).allSatisfy(known.contains) else {
      throw RenderingError("writing the structure", "a shape's element is not in the tree")
    }
    wrapLinks()
    group()
    decideWhatIsKept()
    let root = file.reserve()
    numberElements()
    for element in elements.indices where isKept[element] { try write(element, root: root) }
    let identifiers = try writeIdentifiers()
    let parents = try writeParentTree()
    try file.write(root) { out in
      out.append("<</Type/StructTreeRoot/K ")
      out.append(reference: numbers[0])
      out.append("/ParentTree ")
      out.append(reference: parents)
      out.append("/ParentTreeNextKey ")
      out.append(decimal: marks.keys.count)
      if let identifiers {
        out.append("/IDTree ")
        out.append(reference: identifiers)
      }
      out.append(">>")
    }
    return root
  }

  // MARK: Preparing

  /// Gives the content of a linked element that is no link itself to a link within it, as PDF/UA asks.
  private func wrapLinks() {
    var wrapped: [Int: Int] = [:]
    for index in linkOwners.indices where elements[linkOwners[index]].role != .link {
      let owner = linkOwners[index]
      if wrapped[owner] == nil {
        wrapped[owner] = elements.count
        elements.append(StructureElement(role: .link, parent: StructureID(rawValue: Int32(owner))))
      }
      linkOwners[index] = wrapped[owner] ?? owner
    }
    if wrapped.isEmpty { return }
    for index in owners.indices { owners[index] = wrapped[owners[index]] ?? owners[index] }
  }

  private func group() {
    pieces = Grouping(owners, groups: elements.count)
    ownLinks = Grouping(linkOwners, groups: elements.count)
    children = Grouping(elements.map { $0.parent.map { Int($0.rawValue) } }, groups: elements.count)
    pageOfPiece = Array(repeating: 0, count: owners.count)
    for page in marks.pageStarts.indices {
      for piece in marks.pieces(ofPage: page) { pageOfPiece[piece] = Int32(page) }
    }
  }

  private func decideWhatIsKept() {
    firstPiece = Array(repeating: Int.max, count: elements.count)
    // Elements come after their parents.
    for element in elements.indices.reversed() {
      if let first = pieces[element].first { firstPiece[element] = min(firstPiece[element], first) }
      if let link = ownLinks[element].first {
        firstPiece[element] = min(firstPiece[element], marks.pieces(ofPage: links[link].page).upperBound)
      }
      if let parent = elements[element].parent {
        firstPiece[Int(parent.rawValue)] = min(firstPiece[Int(parent.rawValue)], firstPiece[element])
      }
    }
    isKept = firstPiece.map { $0 != Int.max }
    isKept[0] = true
    // A cell with nothing in it stays, or its row would be shorter than the others.
    for element in elements.indices {
      guard let parent = elements[element].parent, isKept[Int(parent.rawValue)] else { continue }
      switch elements[element].role {
      case .tableRow, .tableHeader, .tableCell: isKept[element] = true
      default: break
      }
    }
  }

  private func numberElements() {
    var next = file.reserve(count: isKept.count { $0 })
    numbers = isKept.map { kept in
      guard kept else { return 0 }
      defer { next += 1 }
      return next
    }
  }

  // MARK: Elements

  private func write(_ index: Int, root: Int) throws(RenderingError) {
    let element = elements[index]
    try file.write(numbers[index]) { out in
      out.append("<</S/")
      out.append(ascii: element.role.rawValue)
      out.append("/P ")
      out.append(reference: element.parent.map { numbers[Int($0.rawValue)] } ?? root)
      appendContent(of: index, to: &out)
      if let text = element.alternativeText {
        out.append("/Alt")
        out.append(text: text)
      }
      if let text = element.actualText {
        out.append("/ActualText")
        out.append(text: text)
      }
      if let language = element.language {
        out.append("/Lang")
        out.append(text: language)
      }
      if element.role == .note {
        out.append("/ID")
        out.append(string: identifier(of: index))
      }
      appendAttributes(of: index, to: &out)
      out.append(">>")
    }
  }

  private enum Kid {
    case piece(Int)
    case link(Int)
    case element(Int)
  }

  /// What is under an element, in the order read: as declared where it has elements only, else as drawn.
  private func kids(of index: Int) -> [Kid] {
    let below = children[index].filter { isKept[$0] }
    if pieces[index].isEmpty { return below.map { .element($0) } + ownLinks[index].map { .link($0) } }
    var kids: [Kid] = []
    var rest = below.sorted { (firstPiece[$0], $0) < (firstPiece[$1], $1) }[...]
    for piece in pieces[index] {
      while let next = rest.first, firstPiece[next] < piece {
        kids.append(.element(next))
        rest.removeFirst()
      }
      kids.append(.piece(piece))
    }
    return kids + rest.map { .element($0) } + ownLinks[index].map { .link($0) }
  }

  private func appendContent(of index: Int, to out: inout [UInt8]) {
    // Most elements are words on one page and nothing else.
    if pieces[index].count == 1, let piece = pieces[index].first, children[index].isEmpty,
      ownLinks[index].isEmpty
    {
      let page = Int(pageOfPiece[piece])
      out.append("/Pg ")
      out.append(reference: pages[page])
      out.append("/K ")
      out.append(decimal: piece - marks.pageStarts[page])
      return
    }
    let kids = kids(of: index)
    if kids.isEmpty { return }
    // The page that most of it can be left without naming again.
    let page =
      pieces[index].first.map { Int(pageOfPiece[$0]) } ?? ownLinks[index].first.map { links[$0].page }
    if let page {
      out.append("/Pg ")
      out.append(reference: pages[page])
    }
    out.append("/K")
    if kids.count > 1 { out.append("[") }
    for kid in kids {
      switch kid {
      case .element(let child):
        separate(&out)
        out.append(reference: numbers[child])
      case .piece(let piece):
        let itsPage = Int(pageOfPiece[piece])
        let identifier = piece - marks.pageStarts[itsPage]
        if itsPage == page {
          separate(&out)
          out.append(decimal: identifier)
        } else {
          out.append("<</Type/MCR/Pg ")
          out.append(reference: pages[itsPage])
          out.append("/MCID ")
          out.append(decimal: identifier)
          out.append(">>")
        }
      case .link(let link):
        out.append("<</Type/OBJR/Obj ")
        out.append(reference: links[link].number)
        if links[link].page != page {
          out.append("/Pg ")
          out.append(reference: pages[links[link].page])
        }
        out.append(">>")
      }
    }
    if kids.count > 1 { out.append("]") }
  }

  private func separate(_ out: inout [UInt8]) {
    if let last = out.last, PDFSyntax.isRegular(last) { out.append(32) }
  }

  private func appendAttributes(of index: Int, to out: inout [UInt8]) {
    let element = elements[index]
    switch element.role {
    case .tableHeader, .tableCell:
      if element.scope == nil && element.columnSpan == 1 && element.rowSpan == 1 { return }
      out.append("/A<</O/Table")
      if let scope = element.scope {
        out.append("/Scope/")
        out.append(ascii: scope.rawValue)
      }
      if element.columnSpan != 1 {
        out.append("/ColSpan ")
        out.append(decimal: element.columnSpan)
      }
      if element.rowSpan != 1 {
        out.append("/RowSpan ")
        out.append(decimal: element.rowSpan)
      }
      out.append(">>")
    case .list:
      guard let numbering = element.listNumbering else { return }
      out.append("/A<</O/List/ListNumbering/")
      out.append(ascii: numbering.rawValue)
      out.append(">>")
    case .figure:
      guard let box = marks.boxes[StructureID(rawValue: Int32(index))] else { return }
      out.append("/A<</O/Layout")
      out.append(boundingBox: box.rectangle, pageHeight: box.pageHeight)
      out.append(">>")
    default: return
    }
  }

  // MARK: Looking up

  /// Notes must have an identifier. Of equal length, so that their order as bytes is that of the elements.
  private func identifier(of index: Int) -> [UInt8] {
    let digits = String(index)
    return Array("note".utf8) + Array(repeating: UInt8(ascii: "0"), count: max(0, 7 - digits.count))
      + Array(digits.utf8)
  }

  private func writeIdentifiers() throws(RenderingError) -> Int? {
    let notes = elements.indices.filter { isKept[$0] && elements[$0].role == .note }
    if notes.isEmpty { return nil }
    return try file.addNameTree(
      notes.map { note in
        var value: [UInt8] = []
        value.append(reference: numbers[note])
        return (identifier(of: note), value)
      })
  }

  /// The element of each piece of marked content of a page, and of each link.
  private func writeParentTree() throws(RenderingError) -> Int {
    try file.addNumberTree(count: marks.keys.count) { index, out in
      switch marks.keys[index] {
      case .page(let page):
        out.append("[")
        out.append(references: marks.pieces(ofPage: page).lazy.map { self.numbers[self.owners[$0]] })
        out.append("]")
      case .annotation(let link):
        out.append(reference: numbers[linkOwners[link]])
      }
    }
  }
}

/// The members of groups, each in ascending order.
private struct Grouping {
  private var starts: [Int32] = [0]
  private var members: [Int32] = []

  init() {}

  /// - Parameter groups: Which group each index belongs to, if any.
  init(_ group: [Int?], groups: Int) {
    starts = Array(repeating: 0, count: groups + 1)
    for case let g? in group { starts[g + 1] += 1 }
    for g in 0..<groups { starts[g + 1] += starts[g] }
    var next = starts
    members = Array(repeating: 0, count: Int(starts[groups]))
    for (index, g) in group.enumerated() {
      guard let g else { continue }
      members[Int(next[g])] = Int32(index)
      next[g] += 1
    }
  }

  subscript(group: Int) -> some RandomAccessCollection<Int> {
    members[Int(starts[group])..<Int(starts[group + 1])].lazy.map { Int($0) }
  }
}
