import Diagnostics
import Foundation
import Geometry
import Graphics
import Rendering
import Testing

/// A page with one of everything, and its structure.
struct SampleReport {
  var tree = StructureTree()
  var page = Page.a4
  let typesetter = Typesetter()

  init() {
    func add(
      _ role: StructureRole, _ parent: StructureID, _ change: (inout StructureElement) -> Void = { _ in }
    )
      -> StructureID
    {
      var element = StructureElement(role: role, parent: parent)
      change(&element)
      return tree.add(element)
    }
    let t = typesetter
    let section = add(.section, StructureTree.root)
    let heading = add(.heading2, section)
    let paragraph = add(.paragraph, section)
    let link = add(.link, paragraph)
    let emptyDivision = add(.division, section)
    _ = add(.paragraph, emptyDivision)
    let table = add(.table, section)
    let head = add(.tableHead, table)
    let headRow = add(.tableRow, head)
    let year = add(.tableHeader, headRow) { $0.scope = .column }
    let users = add(.tableHeader, headRow) {
      $0.scope = .column
      $0.columnSpan = 2
    }
    let body = add(.tableBody, table)
    let row = add(.tableRow, body)
    let first = add(.tableHeader, row) { $0.scope = .row }
    let second = add(.tableCell, row)
    _ = add(.tableCell, row)
    let figure = add(.figure, section) { $0.alternativeText = "Bars: three of “equal” height" }
    let list = add(.list, section) { $0.listNumbering = .decimal }
    let item = add(.listItem, list)
    let label = add(.label, item)
    let itemBody = add(.listBody, item)
    let note = add(.note, section)
    let noteText = add(.paragraph, note) { $0.language = "de" }

    page.addArtifact([filled(box(0, 0, 596, 20), Color(hex: 0xEEEEEE))], .background)
    page.addArtifact(t.text("Running head", at: 60, 40, size: 8))
    page.add(
      t.text("An office of figures", at: 60, 80, size: 20, family: "Source Sans Pro", weight: 600), heading)
    page.add(t.text("The paragraph begins here, ", at: 60, 110), paragraph)
    page.add(t.text("leads elsewhere", at: 60, 124, color: Color(hex: 0x0B4F8A)), link)
    page.add(t.text(" and ends.", at: 160, 124), paragraph)
    page.add(t.text("Year", at: 60, 160), year)
    page.add(t.text("Users", at: 160, 160), users)
    page.addArtifact(
      [
        .path(
          .line(from: Point(x: .pt(60), y: .pt(165)), to: Point(x: .pt(260), y: .pt(165))), fill: nil,
          stroke: Stroke(color: .black, width: .pt(0.4)))
      ], .layout)
    page.add(t.text("2025", at: 60, 176), first)
    page.add(t.text("1,120", at: 160, 176), second)
    var drawing = Drawing(size: Size(width: .pt(200), height: .pt(100)))
    drawing.shapes =
      t.text("Inside the chart", at: 0, 10) + (0..<3).map { filled(box(Double($0) * 40, 40, 20, 60), .black) }
    let place = Transform.scale(1.5, 1.5).then(.translation(Point(x: .pt(60), y: .pt(200))))
    page.add([.drawing(drawing, place)], figure)
    page.add(t.text("1.", at: 60, 500), label)
    page.add(t.text("The first item", at: 75, 500), itemBody)
    page.add(t.text("Eine Fußnote.", at: 60, 700, size: 8), noteText)
    page.addArtifact(t.text("17", at: 300, 800, size: 8))
    page.label = "17"
    page.links = [
      LinkArea(
        target: .address("https://example.org/?a=1&b=(2)"), boxes: [box(60, 114, 80, 14)], element: link,
        description: "Elsewhere, at example.org"),
      LinkArea(
        target: .destination("sec-a"), boxes: [box(60, 70, 80, 14)], element: heading, description: "Top"),
    ]
    page.destinations = [Destination(name: "sec-a", point: Point(x: .pt(60), y: .pt(60)))]
  }

  func pdf() throws -> [UInt8] {
    let writer = try PDFWriter(metadata: .sample)
    try writer.add(page)
    return try writer.finish(
      structure: tree, outline: [OutlineEntry(title: "Über Zahlen", level: 1, destination: "sec-a")],
      attachments: [
        Attachment(
          name: "users.csv", mediaType: "text/csv", description: "The chart's data", relationship: .data,
          bytes: OutputBytes(Array("year,users\n2025,1120\n".utf8)))
      ]
    ).joined
  }
}

@Suite("A PDF")
struct PDFWriterTests {
  @Test("It is sound to qpdf and says what it is")
  func soundness() throws {
    let pdf = try ReadPDF(SampleReport().pdf())
    #expect(try pdf.check().contains("No syntax or stream encoding errors found"))
    let information = try pdf.information()
    for line in [
      "Title:           Who is online – a test", "Author:          Ann Analyst; Bö Beispiel",
      "Tagged:          yes",
      "Subject:         Internet use", "PDF version:     1.7", "Pages:           1",
    ] {
      #expect(information.contains(line), "\(line) is not in \(information)")
    }
    let metadata = try run("pdfinfo", "-meta", pdf.file.path)
    #expect(metadata.contains("<pdfuaid:part>1</pdfuaid:part>") && metadata.contains("Bö Beispiel"))
    let catalog = try #require(try pdf.dictionaries { $0["/Type"] as? String == "/Catalog" }.first)
    #expect(catalog["/Lang"] as? String == "u:en-GB")
    #expect(
      try run("pdffonts", pdf.file.path).split(separator: "\n").dropFirst(2).allSatisfy {
        $0.contains("yes yes yes")
      })
  }

  @Test("Text reads in the order of the structure, without running heads and folios")
  func readingOrder() throws {
    let lines = try ReadPDF(SampleReport().pdf()).structure().map { $0.drop { $0 == " " } }
    let words = lines.filter { $0.hasPrefix("\"") }
    #expect(
      words == [
        "\"An office of figures\"", "\"The paragraph begins here, \"", "\"leads elsewhere\"",
        "\" and ends.\"", "\"Year\"",
        "\"Users\"", "\"2025\"", "\"1,120\"", "\"Inside the chart\"", "\"1.\"", "\"The first item\"",
        "\"Eine Fußnote.\"",
      ])
  }

  @Test("Elements nest as declared; empty ones are left out, but for cells of tables")
  func structure() throws {
    let tree = try ReadPDF(SampleReport().pdf()).structure().compactMap { line -> String? in
      let text = line.drop { $0 == " " }
      guard !text.hasPrefix("\""), !text.hasPrefix("/"), !text.hasPrefix("Object") else { return nil }
      let name = text.prefix { $0.isLetter || $0.isNumber }
      return String(repeating: " ", count: (line.count - text.count) / 2) + name
    }
    #expect(
      tree == [
        "Document", " Sect", "  H2", "   Link", "  P", "   Link", "  Table", "   THead", "    TR", "     TH",
        "     TH",
        "   TBody", "    TR", "     TH", "     TD", "     TD", "  Figure", "  L", "   LI", "    Lbl",
        "    LBody", "  Note",
        "   P",
      ])
  }

  @Test("Attributes tell scope, spans, alternative text, language, numbering and identifiers")
  func attributes() throws {
    let elements = try ReadPDF(SampleReport().pdf()).dictionaries { $0["/S"] is String && $0["/P"] is String }
    func all(_ role: String) -> [[String: Any]] { elements.filter { $0["/S"] as? String == role } }
    let heads = all("/TH").compactMap { $0["/A"] as? [String: Any] }
    #expect(heads.compactMap { $0["/Scope"] as? String }.sorted() == ["/Column", "/Column", "/Row"])
    #expect(heads.compactMap { $0["/ColSpan"] as? Int } == [2])
    let figure = try #require(all("/Figure").first)
    #expect(figure["/Alt"] as? String == "u:Bars: three of “equal” height")
    let box = (figure["/A"] as? [String: Any])?["/BBox"] as? [NSNumber]
    #expect(box?.map(\.doubleValue) == [60, 491.89, 360, 641.89])
    #expect((all("/L").first?["/A"] as? [String: Any])?["/ListNumbering"] as? String == "/Decimal")
    #expect(all("/P").contains { $0["/Lang"] as? String == "u:de" })
    #expect((all("/Note").first?["/ID"] as? String)?.hasPrefix("u:note") == true)
  }

  @Test("Everything outside the text is an artifact, and every piece of text has an identifier of its own")
  func markedContent() throws {
    let content = try ReadPDF(SampleReport().pdf()).content()
    for kind in ["Pagination", "Layout", "Background"] {
      #expect(content.contains("/Artifact<</Type/\(kind)"), "no \(kind) in \(content)")
    }
    // Each operator that draws is inside exactly one piece.
    var open = 0
    var identifiers: [Int] = []
    for line in content.split(separator: "\n") {
      if line.hasSuffix("BDC") {
        open += 1
        if line.hasPrefix("/P<</MCID "), let number = Int(line.dropFirst(10).prefix { $0.isNumber }) {
          identifiers.append(number)
        }
      }
      if line == "EMC" { open -= 1 }
      #expect((0...1).contains(open))
      for drawing in [" f", " S", "Tj", "TJ", " B"] where line.hasSuffix(drawing) {
        #expect(open == 1, "\(line)")
      }
    }
    #expect(open == 0)
    #expect(identifiers == Array(0..<12))
  }

  @Test("Links lead to their targets, are described, and belong to a Link element")
  func links() throws {
    let pdf = try ReadPDF(SampleReport().pdf())
    let links = try pdf.dictionaries { $0["/Subtype"] as? String == "/Link" }
    #expect(links.count == 2)
    let address = links.compactMap { ($0["/A"] as? [String: Any])?["/URI"] as? String }
    #expect(address == ["u:https://example.org/?a=1&b=(2)"])
    #expect(links.compactMap { $0["/Dest"] as? String } == ["u:sec-a"])
    #expect(Set(links.compactMap { $0["/Contents"] as? String }) == ["u:Elsewhere, at example.org", "u:Top"])
    #expect(try pdf.structure().filter { $0.contains("Object") }.count == 2)
    // What the destination is called is found in the page's coordinates, which grow upwards.
    let destinations = try run("pdfinfo", "-dests", pdf.file.path)
    #expect(destinations.contains("[ XYZ   60  782 null") && destinations.contains("\"sec-a\""))
    let outlines = try pdf.dictionaries { $0["/Title"] is String && $0["/Dest"] is String }
    #expect(outlines.compactMap { $0["/Title"] as? String } == ["u:Über Zahlen"])
  }

  @Test("Attachments come out as they went in")
  func attachments() throws {
    let pdf = try ReadPDF(SampleReport().pdf())
    #expect(try run("qpdf", "--show-attachment=users.csv", pdf.file.path) == "year,users\n2025,1120\n")
    let files = try pdf.dictionaries { $0["/Type"] as? String == "/Filespec" }
    #expect(files.first?["/AFRelationship"] as? String == "/Data")
    let embedded = try pdf.dictionaries { $0["/Type"] as? String == "/EmbeddedFile" }
    #expect(embedded.first?["/Subtype"] as? String == "/text/csv")
  }

  @Test("An attachment in many pieces comes out whole, and the PDF around it is sound", arguments: [65_536, 300_001])
  func longAttachment(length: Int) throws {
    var content = OutputBytes()
    var line = 0
    while content.count < length {
      content.append(contentsOf: "\(line * 7919 % 100_003)\n".utf8)
      line += 1
    }
    let writer = try PDFWriter(metadata: .sample)
    try writer.add(SampleReport().page)
    let pdf = try ReadPDF(
      writer.finish(
        structure: SampleReport().tree, outline: [],
        attachments: [
          Attachment(
            name: "long.txt", mediaType: "text/plain", description: "Numbers", relationship: .data, bytes: content)
        ]))
    let read = try run("qpdf", "--show-attachment=long.txt", pdf.file.path)
    #expect(read == String(decoding: content.joined, as: UTF8.self))
    #expect(try pdf.check().contains("No syntax or stream encoding errors"))
  }

  @Test("The same pages give the same bytes")
  func determinism() throws {
    let report = SampleReport()
    #expect(try report.pdf() == report.pdf())
    var other = SampleReport()
    other.page.addArtifact(other.typesetter.text("More", at: 100, 400))
    #expect(try other.pdf() != report.pdf())
  }

  @Test("A page larger than its paper has a TrimBox and a BleedBox; one that is turned says so")
  func pageBoxes() throws {
    let writer = try PDFWriter(metadata: .sample)
    var tree = StructureTree()
    let paragraph = tree.add(StructureElement(role: .paragraph, parent: StructureTree.root))
    var page = Page(size: Size(width: .pt(300), height: .pt(400)), label: "1")
    page.trim = Rectangle(x: .pt(30), y: .pt(30), width: .pt(240), height: .pt(340))
    page.bleed = page.trim?.insetBy(.pt(-9))
    page.rotation = 90
    page.add(Typesetter().text("words", at: 40, 60), paragraph)
    try writer.add(page)
    let pdf = try ReadPDF(try writer.finish(structure: tree, outline: [], attachments: []))
    let boxes = try run("pdfinfo", "-box", pdf.file.path)
      .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(boxes.contains("MediaBox: 0.00 0.00 300.00 400.00"))
    #expect(boxes.contains("TrimBox: 30.00 30.00 270.00 370.00"))
    #expect(boxes.contains("BleedBox: 21.00 21.00 279.00 379.00"))
    #expect(boxes.contains("Page rot: 90"))
  }

  @Test("Pages may differ in size and say their own labels")
  func pageSizes() throws {
    let writer = try PDFWriter(metadata: .sample)
    var tree = StructureTree()
    let paragraph = tree.add(StructureElement(role: .paragraph, parent: StructureTree.root))
    let typesetter = Typesetter()
    for (index, label) in ["i", "1", "2", "3", "A-1"].enumerated() {
      var page = Page(size: Size(width: .pt(300 + Double(index)), height: .pt(400)), label: label)
      page.add(typesetter.text("page \(label) ", at: 20, 40), paragraph)
      try writer.add(page)
    }
    let pdf = try ReadPDF(try writer.finish(structure: tree, outline: [], attachments: []))
    let sizes = try run("pdfinfo", "-l", "9", pdf.file.path)
    #expect(
      sizes.contains("Page    1 size:  300 x 400 pts") && sizes.contains("Page    5 size:  304 x 400 pts"))
    // One paragraph over five pages is read as one.
    let words = try pdf.structure().filter { $0.contains("\"") }.joined()
    #expect(words.contains("page i page 1 page 2 page 3 page A-1") || words.filter { $0 == "\"" }.count == 10)
    let labels = try pdf.dictionaries { $0["/PageLabels"] != nil }.first?["/PageLabels"] as? [String: Any]
    let numbers = labels?["/Nums"] as? [Any]
    #expect(numbers?.compactMap { $0 as? Int } == [0, 1, 4])
    #expect(try pdf.check().contains("No syntax"))
  }

  @Test("A hundred pages stay in order and each is there once")
  func manyPages() throws {
    let writer = try PDFWriter(metadata: .sample)
    var tree = StructureTree()
    let typesetter = Typesetter()
    for number in 1...100 {
      let paragraph = tree.add(StructureElement(role: .paragraph, parent: StructureTree.root))
      var page = Page.a4
      page.label = String(number)
      for line in 0..<20 {
        page.add(typesetter.text("Line \(line) of \(number). ", at: 60, 60 + 14 * Double(line)), paragraph)
      }
      page.destinations = [Destination(name: "p-\(number)", point: .zero)]
      try writer.add(page)
    }
    let bytes = try writer.finish(
      structure: tree,
      outline: (1...100).map { OutlineEntry(title: "Page \($0)", level: 1 + $0 % 3, destination: "p-\($0)") },
      attachments: [])
    let pdf = try ReadPDF(bytes)
    #expect(try pdf.check().contains("No syntax"))
    let said = try pdf.structure().filter { $0.contains("\"") }
    #expect(said.count == 100)
    #expect(said.enumerated().allSatisfy { $1.contains("Line 0 of \($0 + 1). Line 1 of \($0 + 1).") })
    #expect(bytes.count < 100 * 1500)
  }

  @Test("Ligatures and letters beyond Latin come out as their text")
  func extraction() throws {
    let writer = try PDFWriter(metadata: .sample)
    var tree = StructureTree()
    let paragraph = tree.add(StructureElement(role: .paragraph, parent: StructureTree.root))
    var page = Page.a4
    let sentence = "Fine offices flow, −3 ≤ x; Ελλάδα, Россия, naïve “quotes”"
    page.add(Typesetter().text(sentence, at: 60, 60), paragraph)
    try writer.add(page)
    let pdf = try ReadPDF(try writer.finish(structure: tree, outline: [], attachments: []))
    let text = try pdf.text()
    #expect(text.contains(sentence), "\(text)")
  }

  @Test("Elements and the text beside them are read in the order drawn")
  func mixedContent() throws {
    var tree = StructureTree()
    let paragraph = tree.add(StructureElement(role: .paragraph, parent: StructureTree.root))
    let second = tree.add(StructureElement(role: .code, parent: paragraph))
    let first = tree.add(StructureElement(role: .code, parent: paragraph))
    let t = Typesetter()
    var page = Page.a4
    for (x, (text, element)) in [
      ("a", paragraph), ("b", first), ("c", paragraph), ("d", second), ("e", paragraph),
    ].enumerated() {
      page.add(t.text(text, at: 60 + Double(x) * 10, 60), element)
    }
    let writer = try PDFWriter(metadata: .sample)
    try writer.add(page)
    let pdf = try ReadPDF(try writer.finish(structure: tree, outline: [], attachments: []))
    let words = try pdf.structure().compactMap {
      $0.contains("\"") ? $0.filter { $0 != " " && $0 != "\"" } : nil
    }
    #expect(words == ["a", "b", "c", "d", "e"])
  }

  @Test("What leads to a place that no page has is named, and no bookmark is written for it")
  func lostDestination() throws {
    var tree = StructureTree()
    let heading = tree.add(StructureElement(role: .heading1, parent: StructureTree.root))
    var page = Page.a4
    page.destinations = [Destination(name: "sec-a", point: .zero)]
    page.links = ["sec-lost", "sec-a", "sec-lost"].map {
      LinkArea(target: .destination($0), boxes: [box(60, 70, 80, 14)], element: heading, description: $0)
    }
    let writer = try PDFWriter(metadata: .sample)
    try writer.add(page)
    #expect(writer.lostDestinations == ["sec-lost"])
    let pdf = try ReadPDF(
      writer.finish(
        structure: tree,
        outline: ["sec-lost", "sec-a"].map { OutlineEntry(title: "To \($0)", level: 1, destination: $0) },
        attachments: []))
    #expect(try pdf.check().contains("No syntax or stream encoding errors"))
    let titles = try pdf.dictionaries { $0["/Title"] != nil }.compactMap { $0["/Title"] as? String }
    #expect(titles.contains { $0.hasSuffix("To sec-a") } && !titles.contains { $0.hasSuffix("To sec-lost") })
  }

  @Test("A JPEG goes in as its file has it and once; a PNG keeps its transparency; both are tagged")
  func pictures() throws {
    var tree = StructureTree()
    let figure = tree.add(
      StructureElement(role: .figure, parent: StructureTree.root, alternativeText: "Two pictures"))
    let after = tree.add(StructureElement(role: .paragraph, parent: StructureTree.root))
    let writer = try PDFWriter(metadata: .sample)
    for _ in 0..<2 {
      var page = Page.a4
      page.add(
        [.image(Pictures.redJPEG, box(60, 60, 80, 80)), .image(Pictures.fourPixels, box(160, 60, 80, 80))],
        figure)
      page.addArtifact([.image(Pictures.redJPEG, box(20, 20, 10, 10))])
      page.add(Typesetter().text("after", at: 60, 200), after)
      try writer.add(page)
    }
    let bytes = try writer.finish(structure: tree, outline: [], attachments: []).joined
    let pdf = try ReadPDF(bytes)
    #expect(try pdf.check().contains("No syntax"))
    let pictures = try pdf.dictionaries { $0["/Subtype"] as? String == "/Image" }
    #expect(pictures.filter { $0["/Filter"] as? String == "/DCTDecode" }.count == 1)
    #expect(pictures.filter { $0["/SMask"] != nil }.count == 1 && pictures.count == 3)
    #expect(pictures.allSatisfy { $0["/Interpolate"] == nil })
    #expect(bytes.contains(sequence: Pictures.redJPEG.bytes))
    let content = try pdf.content()
    #expect(content.components(separatedBy: "/P<</MCID").count == 3)
    #expect(content.components(separatedBy: "/Artifact").count == 2 && !content.contains("/Span"))
    #expect(try pdf.structure().filter { $0.contains("after") }.count == 2)
  }

  @Test("A picture that is wider than its page is cut off there and tagged as any other")
  func pictureBeyondThePage() throws {
    var tree = StructureTree()
    let figure = tree.add(
      StructureElement(role: .figure, parent: StructureTree.root, alternativeText: "A picture"))
    let writer = try PDFWriter(metadata: .sample)
    var page = Page.a4
    page.add(Typesetter().text("before", at: 60, 60), StructureTree.root)
    page.add([.image(Pictures.fourPixels, box(60, 100, 700, 400))], figure)
    try writer.add(page)
    let pdf = try ReadPDF(try writer.finish(structure: tree, outline: [], attachments: []))
    #expect(try pdf.check().contains("No syntax"))
    let content = try pdf.content()
    let drawing = try #require(content.range(of: " Do"))
    let opening = try #require(content[..<drawing.lowerBound].range(of: "BDC", options: .backwards))
    #expect(!content[opening.upperBound..<drawing.lowerBound].contains("EMC"))
  }

  @Test("A glyph that stands for no character takes the claims to PDF/UA and PDF/A away")
  func missingGlyph() throws {
    let t = Typesetter()
    guard case .glyphs(var glyphs)? = t.text("x", at: 60, 60).first else { return }
    glyphs.glyphs[0].id = 0
    let writer = try PDFWriter(metadata: .sample)
    var page = Page.a4
    page.add([.glyphs(glyphs)], StructureTree.root)
    try writer.add(page)
    let pdf = try ReadPDF(try writer.finish(structure: StructureTree(), outline: [], attachments: []))
    let metadata = try run("pdfinfo", "-meta", pdf.file.path)
    #expect(!metadata.contains("pdfuaid:part>") && !metadata.contains("pdfaid:part>"))
  }
}

extension [UInt8] {
  func contains(sequence: [UInt8]) -> Bool { Data(self).range(of: Data(sequence)) != nil }
}
