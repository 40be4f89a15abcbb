import Cairo
import Diagnostics
import Geometry
import Graphics

/// Writes a tagged PDF 1.7 (PDF/UA-1), page by page as they are drawn.
///
/// Cairo draws each page; what it writes is taken apart as it comes, its content marked, and the objects are written
/// anew, so that nothing of a page is kept but its compressed bytes and the places of its marked content.
public final class PDFWriter {
  let metadata: DocumentMetadata
  let file: PDFFile
  private var surface: PDFSurface
  private let inflater: Inflater
  private let pictures = PictureCache(for: .embedded)

  /// What Cairo wrote and is not taken apart yet.
  private var pending: [UInt8] = []
  private var content: [UInt8] = []
  private var markedContent: [UInt8] = []
  var cairoObjects: CairoObjectCopier

  private(set) var pages: [WrittenPage] = []
  /// Inner nodes of the page tree, each of up to 64 pages.
  private(set) var pageNodes: [Int] = []
  var marks = ContentMarks()
  var links: [WrittenLink] = []
  private(set) var destinations: [WrittenDestination] = []
  private var resources: [[UInt8]: Int] = [:]
  /// Whether a page has a glyph that stands for no character; neither PDF/UA nor PDF/A allows any.
  private(set) var isGlyphMissing = false

  struct WrittenPage {
    var number: Int
    var label: String
  }

  struct WrittenLink {
    var number: Int
    var element: StructureID
    var page: Int
    /// The name of the destination it leads to; nil for an address.
    var destination: String?
  }

  struct WrittenDestination {
    var name: String
    var page: Int
    var x: Double
    var y: Double
  }

  static let pagesPerNode = 64
  /// On 1,000 pages of text, levels 4 to 6 take the same time, 9 takes half as long again and saves 0.4%.
  private static let compression = 6

  /// Starts a file.
  public init(metadata: DocumentMetadata) throws(RenderingError) {
    self.metadata = metadata
    file = try PDFFile(compression: Self.compression)
    inflater = try Inflater()
    surface = try withCairo { () throws(CairoError) in try PDFSurface() }
    cairoObjects = CairoObjectCopier(file: file, inflater: inflater)
  }

  /// Draws the next page.
  ///
  /// - Throws: An error if a font or picture cannot be drawn with, or a library has no memory.
  public func add(_ page: Page) throws(RenderingError) {
    let (runs, isTransparent) = try draw(page)
    do throws(CairoError) { try surface.endPage(appendingTo: &pending) } catch { throw RenderingError(error) }
    try write(page, runs: runs, isTransparent: isTransparent)
  }

  // MARK: Drawing

  private func draw(_ page: Page) throws(RenderingError) -> (runs: [PageRun], isTransparent: Bool) {
    surface.setPageSize(page.size)
    var painter = ShapePainter(context: surface.context, pictures: pictures, mode: .pdf(run: 0))
    var runs: [PageRun] = []
    var next = 0
    while next < page.shapes.count {
      let start = next
      let label = page.shapes[start].label
      var run = PageRun(label: label, hasSpeck: false)
      var isText = true
      while next < page.shapes.count, page.shapes[next].label == label {
        if case .glyphs = page.shapes[next].shape {} else { isText = false }
        next += 1
      }
      if !isText {
        run.hasSpeck = page.shapes[start..<next].contains { $0.shape.containsImage }
        run.box = Shape.bounds(of: page.shapes[start..<next].lazy.map(\.shape))
      }
      painter.mode = .pdf(run: runs.count)
      if run.hasSpeck { painter.drawSpeck() }
      for index in start..<next { try painter.draw(page.shapes[index].shape) }
      runs.append(run)
    }
    if painter.isGlyphMissing { isGlyphMissing = true }
    return (runs, painter.isTransparencyUsed)
  }

  // MARK: Writing

  private func write(_ page: Page, runs: [PageRun], isTransparent: Bool) throws(RenderingError) {
    let (objects, end) = CairoObjects.split(pending)
    guard let drawn = CairoPage(objects, in: pending) else {
      throw RenderingError("writing a page", "Cairo's file has an unknown form")
    }
    try inflater.expand(drawn.content, of: pending, into: &content)
    var marker = try ContentMarker.mark(
      content, runs: runs, pageHeight: page.size.height, reusing: &markedContent)
    let contentNumber = file.reserve()
    try file.writeCompressedStream(contentNumber, entries: { _ in }, data: marker.output)

    let index = pages.count
    marks.beginPage(hasContent: !marker.marked.isEmpty)
    for run in marker.marked {
      guard case .element(let id) = runs[run].label else { continue }
      marks.add(id, box: runs[run].box, pageHeight: page.size.height)
    }
    marker.giveBack(to: &markedContent)

    var dictionary: [UInt8] = []
    cairoObjects.copyDictionary(drawn.resources, of: pending, to: &dictionary)
    let resourcesNumber: Int
    if let known = resources[dictionary] {
      resourcesNumber = known
    } else {
      resourcesNumber = try file.add { $0.append(contentsOf: dictionary) }
      resources[dictionary] = resourcesNumber
    }
    try cairoObjects.copyStreams(objects, except: drawn.contentNumber, of: pending)
    cairoObjects.keepDictionaries(objects, of: pending)
    pending.removeSubrange(..<end)

    let number = file.reserve()
    if index % Self.pagesPerNode == 0 { pageNodes.append(file.reserve()) }
    let key = marks.pageKey
    let annotations = try writeLinks(page, number: number, index: index)
    try file.write(number) { out in
      out.append("<</Type/Page/Parent ")
      out.append(reference: pageNodes[index / Self.pagesPerNode])
      out.append("/MediaBox")
      out.append(
        Rectangle(origin: .zero, size: page.size), pageHeight: page.size.height)
      if let trim = page.trim {
        out.append("/TrimBox")
        out.append(trim, pageHeight: page.size.height)
        out.append("/BleedBox")
        out.append(page.bleed ?? trim, pageHeight: page.size.height)
      }
      if page.rotation != 0 {
        out.append("/Rotate ")
        out.append(decimal: page.rotation)
      }
      out.append("/Resources ")
      out.append(reference: resourcesNumber)
      out.append("/Contents ")
      out.append(reference: contentNumber)
      if isTransparent { out.append("/Group<</S/Transparency/CS/DeviceRGB>>") }
      if let key {
        out.append("/StructParents ")
        out.append(decimal: key)
      }
      if !annotations.isEmpty {
        out.append("/Annots[")
        out.append(references: annotations)
        out.append("]")
      }
      out.append("/Tabs/S>>")
    }
    pages.append(WrittenPage(number: number, label: page.label))
    for destination in page.destinations {
      destinations.append(
        WrittenDestination(
          name: destination.name, page: number, x: destination.point.x.points,
          y: (page.size.height - destination.point.y).points))
    }
  }

  private func writeLinks(_ page: Page, number: Int, index: Int) throws(RenderingError) -> [Int] {
    var numbers: [Int] = []
    for link in page.links {
      for box in link.boxes {
        let annotation = file.reserve()
        let key = marks.addAnnotation(links.count)
        try file.write(annotation) { out in
          out.append("<</Type/Annot/Subtype/Link/Rect")
          out.append(box, pageHeight: page.size.height)
          // Flag 4: printed with the page, as PDF/A asks of all annotations.
          out.append("/Border[0 0 0]/F 4/StructParent ")
          out.append(decimal: key)
          out.append("/Contents")
          out.append(text: link.description)
          switch link.target {
          case .address(let address):
            out.append("/A<</S/URI/URI")
            out.append(string: address.utf8)
            out.append(">>>>")
          case .destination(let name):
            out.append("/Dest")
            out.append(string: name.utf8)
            out.append(">>")
          }
        }
        var written = WrittenLink(number: annotation, element: link.element, page: index)
        if case .destination(let name) = link.target { written.destination = name }
        links.append(written)
        numbers.append(annotation)
      }
    }
    return numbers
  }

  // MARK: Ending

  /// Completes the file.
  ///
  /// - Parameters:
  ///   - structure: Every element that a shape or link of a page is labelled with is in it.
  ///   - outline: In reading order; what stands on no page is left out.
  ///   - attachments: Files that travel inside the PDF, by different names.
  public func finish(
    structure: StructureTree, outline: [OutlineEntry], attachments: [Attachment]
  ) throws(RenderingError) -> OutputBytes {
    do throws(CairoError) { try surface.finish(appendingTo: &pending) } catch { throw RenderingError(error) }
    try cairoObjects.copyNeeded(CairoObjects.split(pending).objects, of: pending)
    pending = []
    let known = Set(destinations.map(\.name))
    let outline = outline.filter { known.contains($0.destination) }
    let catalog = try writeCatalog(structure: structure, outline: outline, attachments: attachments)
    try file.finish(root: catalog.root, info: catalog.info)
    return file.output
  }

  /// Where links lead that no page has, in the order of the links: a viewer stays where it is.
  public var lostDestinations: [String] {
    var seen = Set(destinations.map(\.name))
    return links.compactMap(\.destination).filter { seen.insert($0).inserted }
  }
}
