import Geometry
import Graphics

/// What is written once, at the end of the file.
extension PDFWriter {
  func writeCatalog(
    structure: StructureTree, outline: [OutlineEntry], attachments: [Attachment]
  ) throws(RenderingError) -> (root: Int, info: Int) {
    let pageTree = try writePageTree()
    let writer = StructureWriter(
      tree: structure, marks: marks, links: links, pages: pages.map(\.number), file: file)
    let structureRoot = try writer.write()
    let outlineRoot = try writeOutline(outline)
    let files = try writeAttachments(attachments)
    let names = try writeNames(files)
    let metadataStream = writeMetadata()
    let intent = try writeOutputIntent()
    let root = try file.add { out in
      out.append("<</Type/Catalog/Pages ")
      out.append(reference: pageTree)
      out.append("/Lang")
      out.append(text: metadata.language)
      out.append("/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot ")
      out.append(reference: structureRoot)
      out.append("/Metadata ")
      out.append(reference: metadataStream)
      out.append("/OutputIntents[")
      out.append(reference: intent)
      out.append("]/PageLabels")
      appendPageLabels(to: &out)
      if let outlineRoot {
        out.append("/Outlines ")
        out.append(reference: outlineRoot)
      }
      if let names {
        out.append("/Names ")
        out.append(reference: names)
      }
      if !files.isEmpty {
        out.append("/AF[")
        out.append(references: files.map(\.number))
        out.append("]")
      }
      out.append(">>")
    }
    return (root, try writeInformation())
  }

  private func writePageTree() throws(RenderingError) -> Int {
    let root = file.reserve()
    for (index, node) in pageNodes.enumerated() {
      let start = index * Self.pagesPerNode
      let kids = pages[start..<min(start + Self.pagesPerNode, pages.count)]
      try file.write(node) { out in
        out.append("<</Type/Pages/Parent ")
        out.append(reference: root)
        out.append("/Count ")
        out.append(decimal: kids.count)
        out.append("/Kids[")
        out.append(references: kids.lazy.map(\.number))
        out.append("]>>")
      }
    }
    try file.write(root) { out in
      out.append("<</Type/Pages/Count ")
      out.append(decimal: pages.count)
      out.append("/Kids[")
      out.append(references: pageNodes)
      out.append("]>>")
    }
    return root
  }

  private func writeInformation() throws(RenderingError) -> Int {
    try file.add { out in
      out.append("<</Title")
      out.append(text: metadata.title)
      if !metadata.authors.isEmpty {
        out.append("/Author")
        out.append(text: metadata.authors.joined(separator: "; "))
      }
      if let subject = metadata.subject {
        out.append("/Subject")
        out.append(text: subject)
      }
      if !metadata.keywords.isEmpty {
        out.append("/Keywords")
        out.append(text: metadata.keywords.joined(separator: ", "))
      }
      out.append("/Creator(Bulletin)/Producer(Bulletin with cairo)/CreationDate")
      out.append(date: metadata.date)
      out.append("/ModDate")
      out.append(date: metadata.date)
      out.append(">>")
    }
  }

  private func writeMetadata() -> Int {
    let number = file.reserve()
    file.writeStream(
      number, entries: { $0.append("/Type/Metadata/Subtype/XML") },
      data: XMPPacket(metadata, isConforming: !isGlyphMissing).bytes)
    return number
  }

  private func writeOutputIntent() throws(RenderingError) -> Int {
    let profile = file.reserve()
    try file.writeCompressedStream(
      profile, entries: { $0.append("/N 3/Alternate/DeviceRGB") }, data: StandardRGBProfile.bytes)
    return try file.add { out in
      out.append("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)")
      out.append("/Info(sRGB IEC61966-2.1)/DestOutputProfile ")
      out.append(reference: profile)
      out.append(">>")
    }
  }

  // MARK: Finding places

  /// The labels of the pages; those that count on from the one before need no entry of their own.
  private func appendPageLabels(to out: inout [UInt8]) {
    out.append("<</Nums[")
    var expected: Int?
    for (index, page) in pages.enumerated() {
      let number = Int(page.label).flatMap { $0 > 0 && String($0) == page.label ? $0 : nil }
      if let number, number == expected {
        expected = number + 1
        continue
      }
      if index > 0 { out.append(32) }
      out.append(decimal: index)
      if let number {
        out.append("<</S/D")
        if number != 1 {
          out.append("/St ")
          out.append(decimal: number)
        }
      } else {
        out.append("<</P")
        out.append(text: page.label)
      }
      out.append(">>")
      expected = number.map { $0 + 1 }
    }
    out.append("]>>")
  }

  private func writeNames(_ files: [WrittenAttachment]) throws(RenderingError) -> Int? {
    if destinations.isEmpty && files.isEmpty { return nil }
    var trees: [UInt8] = []
    if !destinations.isEmpty {
      trees.append("/Dests ")
      trees.append(reference: try writeDestinations())
    }
    if !files.isEmpty {
      let entries = files.map { file in
        var reference: [UInt8] = []
        reference.append(reference: file.number)
        return (key: Array(file.name.utf8), value: reference)
      }
      trees.append("/EmbeddedFiles ")
      trees.append(
        reference: try file.addNameTree(entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }))
    }
    return try file.add { out in
      out.append("<<")
      out.append(contentsOf: trees)
      out.append(">>")
    }
  }

  private func writeDestinations() throws(RenderingError) -> Int {
    var entries: [(key: [UInt8], value: [UInt8])] = []
    var seen: Set<String> = []
    for destination in destinations where seen.insert(destination.name).inserted {
      var value: [UInt8] = []
      value.append("[")
      value.append(reference: destination.page)
      value.append("/XYZ ")
      value.append(destination.x, places: 1)
      value.append(32)
      value.append(destination.y, places: 1)
      value.append(" null]")
      entries.append((Array(destination.name.utf8), value))
    }
    return try file.addNameTree(entries.sorted { $0.key.lexicographicallyPrecedes($1.key) })
  }

  // MARK: Outline

  /// Writes the outline and returns the object of its root; nil if it is empty.
  private func writeOutline(_ entries: [OutlineEntry]) throws(RenderingError) -> Int? {
    if entries.isEmpty { return nil }
    let root = file.reserve()
    let first = file.reserve(count: entries.count)
    // The parent of each entry is the last one before it with a smaller level.
    var parents: [Int?] = []
    var open: [Int] = []
    for (index, entry) in entries.enumerated() {
      while let last = open.last, entries[last].level >= entry.level { open.removeLast() }
      parents.append(open.last)
      open.append(index)
    }
    var children = Array(repeating: [Int](), count: entries.count)
    var top: [Int] = []
    for (index, parent) in parents.enumerated() {
      if let parent { children[parent].append(index) } else { top.append(index) }
    }
    var neighbours = Array(repeating: (previous: Int?.none, next: Int?.none), count: entries.count)
    for siblings in children + [top] {
      for (a, b) in zip(siblings, siblings.dropFirst()) {
        neighbours[a].next = b
        neighbours[b].previous = a
      }
    }
    func append(_ key: StaticString, _ index: Int?, to out: inout [UInt8]) {
      guard let index else { return }
      out.append(key)
      out.append(reference: first + index)
    }
    for (index, entry) in entries.enumerated() {
      try file.write(first + index) { out in
        out.append("<</Title")
        out.append(text: entry.title)
        out.append("/Parent ")
        out.append(reference: parents[index].map { first + $0 } ?? root)
        append("/Prev ", neighbours[index].previous, to: &out)
        append("/Next ", neighbours[index].next, to: &out)
        append("/First ", children[index].first, to: &out)
        append("/Last ", children[index].last, to: &out)
        if !children[index].isEmpty {
          // Negative: closed until the reader opens it.
          out.append("/Count ")
          out.append(decimal: -children[index].count)
        }
        out.append("/Dest")
        out.append(string: entry.destination.utf8)
        out.append(">>")
      }
    }
    try file.write(root) { out in
      out.append("<</Type/Outlines")
      append("/First ", top.first, to: &out)
      append("/Last ", top.last, to: &out)
      out.append("/Count ")
      out.append(decimal: top.count)
      out.append(">>")
    }
    return root
  }

  // MARK: Attachments

  struct WrittenAttachment {
    var number: Int
    var name: String
  }

  private func writeAttachments(_ attachments: [Attachment]) throws(RenderingError) -> [WrittenAttachment] {
    var written: [WrittenAttachment] = []
    for attachment in attachments {
      let stream = file.reserve()
      try file.writeCompressedStream(
        stream,
        entries: { out in
          out.append("/Type/EmbeddedFile/Subtype")
          out.append(name: attachment.mediaType)
          out.append("/Params<</Size ")
          out.append(decimal: attachment.bytes.count)
          out.append("/ModDate")
          out.append(date: metadata.date)
          out.append(">>")
        }, data: attachment.bytes)
      let number = try file.add { out in
        out.append("<</Type/Filespec/F")
        out.append(text: attachment.name)
        out.append("/UF")
        out.append(text: attachment.name)
        out.append("/Desc")
        out.append(text: attachment.description)
        out.append("/AFRelationship/")
        out.append(ascii: attachment.relationship.rawValue)
        out.append("/EF<</F ")
        out.append(reference: stream)
        out.append("/UF ")
        out.append(reference: stream)
        out.append(">>>>")
      }
      written.append(WrittenAttachment(number: number, name: attachment.name))
    }
    return written
  }
}
