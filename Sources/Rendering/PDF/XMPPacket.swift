import Graphics

/// The document's metadata as XMP (ISO 16684-1), with the identifiers of PDF/UA-1 (ISO 14289-1) and PDF/A-3a
/// (ISO 19005-3).
struct XMPPacket {
  private(set) var bytes: [UInt8] = []

  /// - Parameter isConforming: Whether the file claims to be PDF/UA-1 and PDF/A-3a.
  init(_ metadata: DocumentMetadata, isConforming: Bool) {
    write(#"<?xpacket begin=""#)
    write("\u{FEFF}")
    write(#"" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">"#)
    write(#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">"#)
    write(#"<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/""#)
    write(#" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/""#)
    write(
      #" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">"#)
    if isConforming {
      write("<pdfuaid:part>1</pdfuaid:part>")
      write("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>")
    }
    alternative("dc:title", metadata.title)
    list("dc:creator", "rdf:Seq", metadata.authors)
    if let subject = metadata.subject { alternative("dc:description", subject) }
    list("dc:subject", "rdf:Bag", metadata.keywords)
    list("dc:language", "rdf:Bag", [metadata.language])
    write("<dc:format>application/pdf</dc:format>")
    let date = metadata.date.digits(separator: "-") + "T00:00:00Z"
    element("xmp:CreateDate", date)
    element("xmp:ModifyDate", date)
    element("xmp:CreatorTool", "Bulletin")
    element("pdf:Producer", "Bulletin with cairo")
    if !metadata.keywords.isEmpty { element("pdf:Keywords", metadata.keywords.joined(separator: ", ")) }
    write("</rdf:Description>")
    if isConforming { write(Self.extensionSchema) }
    write(#"</rdf:RDF></x:xmpmeta><?xpacket end="r"?>"#)
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func element(_ name: String, _ text: String) {
    write("<\(name)>")
    bytes.append(xml: text)
    write("</\(name)>")
  }

  private mutating func alternative(_ name: String, _ text: String) {
    write(#"<\#(name)><rdf:Alt><rdf:li xml:lang="x-default">"#)
    bytes.append(xml: text)
    write("</rdf:li></rdf:Alt></\(name)>")
  }

  private mutating func list(_ name: String, _ kind: String, _ items: [String]) {
    if items.isEmpty { return }
    write("<\(name)><\(kind)>")
    for item in items { element("rdf:li", item) }
    write("</\(kind)></\(name)>")
  }

  /// PDF/A knows only its own properties; it wants those of PDF/UA described.
  private static let extensionSchema = """
    <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
    <rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\
    <rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq>\
    </pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
    """
}

extension [UInt8] {
  /// Text in XML, in an element or in an attribute between double quotes. Characters that XML does not allow are left out.
  mutating func append(xml text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      case 9, 10, 13, 32...: append(byte)
      default: break
      }
    }
  }
}
