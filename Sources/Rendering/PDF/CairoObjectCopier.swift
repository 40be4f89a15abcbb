/// The parts of a page that Cairo wrote.
struct CairoPage {
  var contentNumber: Int
  /// The compressed content.
  var content: Range<Int>
  /// The dictionary of its resources.
  var resources: Range<Int>

  /// Finds the page among the objects that Cairo wrote at its end.
  init?(_ objects: [CairoObject], in bytes: [UInt8]) {
    let s = bytes.span
    for object in objects where object.stream == nil && PDFSyntax.matches(s, object.body.lowerBound, "<<") {
      let start = object.body.lowerBound
      guard let type = PDFSyntax.value(s, start, "Type"), type.count == 5,
        PDFSyntax.matches(s, type.lowerBound, "/Page"),
        let contents = PDFSyntax.value(s, start, "Contents"),
        let (contentNumber, _) = PDFSyntax.reference(s, contents.lowerBound),
        let content = objects.first(where: { $0.number == contentNumber })?.stream,
        var resources = PDFSyntax.value(s, start, "Resources")
      else { continue }
      if let (number, _) = PDFSyntax.reference(s, resources.lowerBound) {
        guard let found = objects.first(where: { $0.number == number }) else { return nil }
        resources = found.body
      }
      self.contentNumber = contentNumber
      self.content = content
      self.resources = resources
      return
    }
    return nil
  }
}

/// Copies objects that Cairo wrote, under new numbers, so that what is left out leaves no gap.
struct CairoObjectCopier {
  private let file: PDFFile
  private let inflater: Inflater
  /// Our number for each of Cairo's; 0 for none yet.
  private var numbers: [Int] = []
  private var written: Set<Int> = []
  /// Objects that something copied refers to.
  private var wanted: [Int] = []
  /// Tables of what text the glyphs of fonts stand for.
  private var textTables: Set<Int> = []
  /// The glyphs that a Type 1 font's subset has, by the object of its descriptor.
  private var characterSets: [Int: [UInt8]] = [:]
  /// Dictionaries that Cairo wrote with a page, in case fonts or pictures need them.
  private var kept: [Int: [UInt8]] = [:]

  init(file: PDFFile, inflater: Inflater) {
    self.file = file
    self.inflater = inflater
  }

  private mutating func number(for cairoNumber: Int) -> Int {
    if cairoNumber >= numbers.count {
      numbers.append(contentsOf: repeatElement(0, count: cairoNumber + 1 - numbers.count))
    }
    if numbers[cairoNumber] == 0 {
      numbers[cairoNumber] = file.reserve()
      wanted.append(cairoNumber)
    }
    return numbers[cairoNumber]
  }

  /// Appends a dictionary that stands alone.
  mutating func copyDictionary(_ range: Range<Int>, of bytes: [UInt8], to out: inout [UInt8]) {
    PDFSyntax.copyDictionary(range, of: bytes.span, to: &out) { number(for: $0) }
  }

  /// Writes the streams of a page besides its content, which are pictures.
  mutating func copyStreams(
    _ objects: [CairoObject], except content: Int, of bytes: [UInt8]
  ) throws(RenderingError) {
    for object in objects where object.stream != nil && object.number != content {
      try copy(object, of: bytes)
    }
  }

  mutating func keepDictionaries(_ objects: [CairoObject], of bytes: [UInt8]) {
    let s = bytes.span
    for object in objects where object.stream == nil && PDFSyntax.matches(s, object.body.lowerBound, "<<") {
      if let type = PDFSyntax.value(s, object.body.lowerBound, "Type"),
        PDFSyntax.matches(s, type.lowerBound, "/Page") || PDFSyntax.matches(s, type.lowerBound, "/StructElem")
      {
        continue
      }
      kept[object.number] = Array(bytes[object.body])
    }
  }

  /// Writes of the last objects those that the pages need, and what these need in turn.
  mutating func copyNeeded(_ objects: [CairoObject], of bytes: [UInt8]) throws(RenderingError) {
    var places: [Int: CairoObject] = [:]
    for object in objects { places[object.number] = object }
    noteFonts(objects, of: bytes)
    while let next = wanted.popLast() {
      if written.contains(next) { continue }
      if let object = places[next] {
        try copy(object, of: bytes)
      } else if let body = kept[next] {
        try copy(CairoObject(number: next, body: body.indices), of: body)
      } else {
        throw RenderingError("ending a PDF", "Cairo's file lacks object \(next)")
      }
    }
  }

  private mutating func copy(_ object: CairoObject, of bytes: [UInt8]) throws(RenderingError) {
    let number = number(for: object.number)
    guard written.insert(object.number).inserted else { return }
    if let stream = object.stream, textTables.contains(object.number) {
      try copyTextTable(stream, of: bytes, as: number)
      return
    }
    var body: [UInt8] = []
    let s = bytes.span
    guard PDFSyntax.matches(s, object.body.lowerBound, "<<") else {
      PDFSyntax.copy(object.body, of: s, to: &body) { self.number(for: $0) }
      try file.write(number) { $0.append(contentsOf: body) }
      return
    }
    for (key, value) in PDFSyntax.entries(s, object.body.lowerBound) {
      if Self.isLeftOut(key, s) { continue }
      body.append(UInt8(ascii: "/"))
      body.append(contentsOf: bytes[key])
      PDFSyntax.copy(value, of: s, to: &body) { self.number(for: $0) }
    }
    if let set = characterSets[object.number] {
      body.append("/CharSet")
      body.append(string: set)
    }
    if let stream = object.stream {
      file.writeStream(number, entries: { $0.append(contentsOf: body) }, data: bytes[stream])
    } else {
      try file.write(number) { out in
        out.append("<<")
        out.append(contentsOf: body)
        out.append(">>")
      }
    }
  }

  private func copyTextTable(_ stream: Range<Int>, of bytes: [UInt8], as number: Int) throws(RenderingError) {
    var table: [UInt8] = []
    try inflater.expand(stream, of: bytes, into: &table)
    try file.writeCompressedStream(number, entries: { _ in }, data: Ligatures.expand(inTable: table))
  }

  /// Finds the tables that fonts refer to, and which glyphs Type 1 fonts have: those of the codes that have a width.
  private mutating func noteFonts(_ objects: [CairoObject], of bytes: [UInt8]) {
    let s = bytes.span
    func reference(_ start: Int, _ key: StaticString) -> Int? {
      PDFSyntax.value(s, start, key).flatMap { PDFSyntax.reference(s, $0.lowerBound)?.number }
    }
    for object in objects where object.stream == nil {
      let start = object.body.lowerBound
      if let table = reference(start, "ToUnicode") { textTables.insert(table) }
      guard let subtype = PDFSyntax.value(s, start, "Subtype"), subtype.count == 6,
        PDFSyntax.matches(s, subtype.lowerBound, "/Type1"),
        let descriptor = reference(start, "FontDescriptor"),
        let firstCode = PDFSyntax.value(s, start, "FirstChar"),
        let (first, _) = PDFSyntax.natural(s, firstCode.lowerBound),
        let list = PDFSyntax.value(s, start, "Widths")
      else { continue }
      var widths: [Int] = []
      var i = PDFSyntax.skipSpace(s, list.lowerBound + 1)
      while i < list.upperBound, s[i] != 0x5D {
        // A zero as Cairo writes it; any other width is of a glyph that is there.
        widths.append(PDFSyntax.natural(s, i)?.value ?? 1)
        i = PDFSyntax.skipSpace(s, PDFSyntax.skipValue(s, i))
      }
      characterSets[descriptor] = GlyphNames.characterSet {
        widths.indices.contains($0 - first) && widths[$0 - first] != 0
      }
    }
  }

  /// Entries that are written anew, or that PDF/A forbids or wants complete.
  private static func isLeftOut(_ key: Range<Int>, _ s: Span<UInt8>) -> Bool {
    switch key.count {
    case 6: PDFSyntax.matches(s, key.lowerBound, "Length") || PDFSyntax.matches(s, key.lowerBound, "CIDSet")
    case 7: PDFSyntax.matches(s, key.lowerBound, "CharSet")
    case 11: PDFSyntax.matches(s, key.lowerBound, "Interpolate")
    default: false
    }
  }
}
