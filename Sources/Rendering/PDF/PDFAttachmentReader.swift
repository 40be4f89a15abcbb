import Diagnostics

/// Finds a file that is attached to a PDF (ISO 32000-1, 7.11.4).
///
/// Objects are looked for from the beginning of the file to its end and the last of each number counts, so that a PDF that
/// was changed, signed or linearized since is read too. Nothing is run or displayed.
public struct PDFAttachmentReader {
  private let bytes: [UInt8]
  private let inflater: Inflater
  /// By number: where the value of an object begins, in the file or in an object stream.
  private var objects: [Int: Place] = [:]
  /// The content of object streams.
  private var expanded: [[UInt8]] = []
  private var isEncrypted = false

  private enum Place {
    case file(value: Int)
    case packed(stream: Int, value: Int)
  }

  /// Streams that expand to more than this in all are refused.
  private static let largestContent = 1 << 28

  private init(_ file: InputFile) throws(RenderingError) {
    bytes = file.bytes
    inflater = try Inflater()
  }

  /// The bytes of the attachment of a name.
  ///
  /// Diagnostics: no such attachment; a PDF that is damaged, encrypted, or packed in ways that we do not read.
  public static func read(_ name: String, attachedTo file: InputFile) throws(Diagnostic) -> [UInt8] {
    do throws(RenderingError) {
      var reader = try PDFAttachmentReader(file)
      reader.findObjects()
      if reader.isEncrypted { throw RenderingError("reading", "it is encrypted") }
      try reader.openObjectStreams()
      if let bytes = try reader.attachment(name) { return bytes }
      if !reader.isComplete { throw RenderingError("reading", "it ends too early") }
    } catch {
      throw .error(
        "edition.unreadable-pdf", "the PDF '\(file.name)' cannot be read: \(error.reason)", at: .file(file.name),
        hint: "take the file as the build wrote it, or the \(name) beside it")
    }
    throw .error(
      "edition.no-attachment", "the PDF '\(file.name)' has no attachment '\(name)'", at: .file(file.name),
      hint: "only a PDF that bulletin made has one; some programs drop attachments when they save")
  }

  /// Whether the end of a PDF is there.
  private var isComplete: Bool { bytes.suffix(1024).firstRange(of: Array("startxref".utf8)) != nil }

  // MARK: Objects

  private mutating func findObjects() {
    let bytes = bytes
    let s = bytes.span
    var found: [Int: Place] = [:]
    var i = PDFSyntax.skipSpace(s, 0)
    while i < s.count {
      if let (number, value) = Self.objectHeader(s, i) {
        found[number] = .file(value: value)
        i = PDFSyntax.skipValue(s, value)
        let after = PDFSyntax.skipSpace(s, i)
        if PDFSyntax.matches(s, after, "stream") { i = Self.endOfStream(s, dictionary: value, keyword: after) }
      } else if PDFSyntax.matches(s, i, "trailer") {
        let dictionary = PDFSyntax.skipSpace(s, i + 7)
        if PDFSyntax.value(s, dictionary, "Encrypt") != nil { isEncrypted = true }
        i = max(PDFSyntax.skipValue(s, dictionary), i + 7)
      } else {
        i = PDFSyntax.skipValue(s, i)
      }
      i = PDFSyntax.skipSpace(s, i)
    }
    objects = found
    for case .file(let value) in found.values where Self.isName(s, value, "Type", "XRef") {
      if PDFSyntax.value(s, value, "Encrypt") != nil { isEncrypted = true }
    }
  }

  /// `12 0 obj`, and where the object's value begins.
  private static func objectHeader(_ s: Span<UInt8>, _ start: Int) -> (number: Int, value: Int)? {
    guard let (number, end) = PDFSyntax.natural(s, start),
      let (_, generationEnd) = PDFSyntax.natural(s, PDFSyntax.skipSpace(s, end))
    else { return nil }
    let keyword = PDFSyntax.skipSpace(s, generationEnd)
    guard PDFSyntax.matches(s, keyword, "obj") else { return nil }
    return (number, PDFSyntax.skipSpace(s, keyword + 3))
  }

  /// Where a stream's data begins: after the keyword and the end of its line.
  private static func dataStart(_ s: Span<UInt8>, keyword: Int) -> Int {
    var i = keyword + 6
    if i < s.count, s[i] == 13 { i += 1 }
    if i < s.count, s[i] == 10 { i += 1 }
    return i
  }

  /// The index after a stream's data, by its length where that is right, else by the keyword that ends it.
  private static func endOfStream(_ s: Span<UInt8>, dictionary: Int, keyword: Int) -> Int {
    let start = dataStart(s, keyword: keyword)
    if let length = PDFSyntax.value(s, dictionary, "Length").flatMap({ PDFSyntax.natural(s, $0.lowerBound)?.value }),
      PDFSyntax.reference(s, PDFSyntax.value(s, dictionary, "Length")?.lowerBound ?? 0) == nil,
      start + length <= s.count, PDFSyntax.matches(s, PDFSyntax.skipSpace(s, start + length), "endstream")
    {
      return start + length
    }
    var i = start
    while i < s.count, !(s[i] == 0x65 && PDFSyntax.matches(s, i, "endstream")) { i += 1 }
    return i
  }

  private static func isName(_ s: Span<UInt8>, _ dictionary: Int, _ key: StaticString, _ name: StaticString) -> Bool {
    guard let value = PDFSyntax.value(s, dictionary, key), value.count == name.utf8CodeUnitCount + 1 else {
      return false
    }
    return PDFSyntax.matches(s, value.lowerBound + 1, name)
  }

  // MARK: Streams

  private mutating func openObjectStreams() throws(RenderingError) {
    let bytes = bytes
    let s = bytes.span
    var streams: [Int] = []
    for case .file(let value) in objects.values where Self.isName(s, value, "Type", "ObjStm") { streams.append(value) }
    var total = 0
    for value in streams.sorted() {
      guard let count = PDFSyntax.value(s, value, "N").flatMap({ PDFSyntax.natural(s, $0.lowerBound)?.value }),
        let first = PDFSyntax.value(s, value, "First").flatMap({ PDFSyntax.natural(s, $0.lowerBound)?.value })
      else { throw RenderingError("reading", "an object stream is damaged") }
      let content = try content(ofStream: value)
      total += content.count
      guard total <= Self.largestContent else { throw RenderingError("reading", "it expands to too much") }
      let index = expanded.count
      let c = content.span
      var i = PDFSyntax.skipSpace(c, 0)
      for _ in 0..<count {
        guard let (member, end) = PDFSyntax.natural(c, i),
          let (offset, next) = PDFSyntax.natural(c, PDFSyntax.skipSpace(c, end)), first + offset <= c.count
        else { throw RenderingError("reading", "an object stream is damaged") }
        // An object that stands in the file itself has been changed since.
        if case .file? = objects[member] {} else { objects[member] = .packed(stream: index, value: first + offset) }
        i = PDFSyntax.skipSpace(c, next)
      }
      expanded.append(content)
    }
  }

  /// A stream's data as they were before they were compressed.
  private func content(ofStream value: Int) throws(RenderingError) -> [UInt8] {
    let s = bytes.span
    let keyword = PDFSyntax.skipSpace(s, PDFSyntax.skipValue(s, value))
    guard PDFSyntax.matches(s, keyword, "stream") else { throw RenderingError("reading", "a stream is missing") }
    let start = Self.dataStart(s, keyword: keyword)
    let range = start..<max(start, Self.endOfStream(s, dictionary: value, keyword: keyword))
    var filter: [UInt8] = []
    if let written = PDFSyntax.value(s, value, "Filter") {
      for index in written where s[index] != 0x5B && s[index] != 0x5D && !PDFSyntax.isSpace(s[index]) {
        filter.append(s[index])
      }
    }
    if filter.isEmpty { return Array(bytes[range]) }
    guard filter == Array("/FlateDecode".utf8), PDFSyntax.value(s, value, "DecodeParms") == nil else {
      throw RenderingError("reading", "it is packed in a way that is not known here")
    }
    var output: [UInt8] = []
    try inflater.expand(range, of: bytes, into: &output, atMost: Self.largestContent)
    return output
  }

  // MARK: Attachments

  /// The content of the file specification of a name that was written last.
  private func attachment(_ name: String) throws(RenderingError) -> [UInt8]? {
    for (_, place) in objects.sorted(by: { $0.key > $1.key }) {
      guard let stream = embeddedFile(of: place, named: name) else { continue }
      guard case .file(let value)? = objects[stream] else {
        throw RenderingError("reading", "the attachment '\(name)' is missing")
      }
      return try content(ofStream: value)
    }
    return nil
  }

  /// The number of the embedded file that an object names, if it is a file specification of that name.
  private func embeddedFile(of place: Place, named name: String) -> Int? {
    let (content, value): ([UInt8], Int) =
      switch place {
      case .file(let value): (bytes, value)
      case .packed(let stream, let value): (expanded[stream], value)
      }
    return Self.embeddedFile(content.span, value, named: name)
  }

  private static func embeddedFile(_ s: Span<UInt8>, _ value: Int, named name: String) -> Int? {
    guard let files = PDFSyntax.value(s, value, "EF"),
      let written = PDFSyntax.value(s, value, "UF") ?? PDFSyntax.value(s, value, "F"),
      text(s, written) == name,
      let file = PDFSyntax.value(s, files.lowerBound, "F") ?? PDFSyntax.value(s, files.lowerBound, "UF")
    else { return nil }
    return PDFSyntax.reference(s, file.lowerBound)?.number
  }

  /// A text string in parentheses or in hexadecimal digits, in ASCII or UTF-16.
  private static func text(_ s: Span<UInt8>, _ range: Range<Int>) -> String {
    var content: [UInt8] = []
    var i = range.lowerBound + 1
    if s[range.lowerBound] == 0x3C {
      var digits: [UInt8] = []
      while i < range.upperBound - 1 {
        if let digit = Character(Unicode.Scalar(s[i])).hexDigitValue { digits.append(UInt8(digit)) }
        i += 1
      }
      for pair in stride(from: 0, to: digits.count, by: 2) {
        content.append(digits[pair] << 4 | (pair + 1 < digits.count ? digits[pair + 1] : 0))
      }
    } else {
      while i < range.upperBound - 1 {
        if s[i] == 0x5C { i += 1 }
        content.append(s[i])
        i += 1
      }
    }
    guard content.starts(with: [0xFE, 0xFF]) else { return String(decoding: content, as: UTF8.self) }
    let units = stride(from: 2, to: content.count - 1, by: 2).map { UInt16(content[$0]) << 8 | UInt16(content[$0 + 1]) }
    return String(decoding: units, as: UTF16.self)
  }
}
