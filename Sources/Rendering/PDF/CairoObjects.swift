/// An object of the PDF that Cairo wrote, by its place in the bytes.
struct CairoObject {
  var number: Int
  /// The value, which for a stream is its dictionary.
  var body: Range<Int>
  var stream: Range<Int>?
}

/// Splits what Cairo writes into objects.
///
/// Cairo's output is regular: comments, then objects one after another, each stream's length in the object that follows
/// it, then the cross-reference table.
enum CairoObjects {
  /// The whole objects at the start of `bytes`, and where what is left begins.
  static func split(_ bytes: [UInt8]) -> (objects: [CairoObject], end: Int) {
    let s = bytes.span
    var objects: [CairoObject] = []
    var position = 0
    while true {
      let start = PDFSyntax.skipSpace(s, position)
      guard let (object, end) = object(s, start) else { return (objects, start) }
      objects.append(object)
      position = end
    }
  }

  private static func object(_ s: Span<UInt8>, _ start: Int) -> (CairoObject, end: Int)? {
    guard let (number, afterNumber) = PDFSyntax.natural(s, start),
      let (_, afterGeneration) = PDFSyntax.natural(s, PDFSyntax.skipSpace(s, afterNumber))
    else { return nil }
    let keyword = PDFSyntax.skipSpace(s, afterGeneration)
    guard PDFSyntax.matches(s, keyword, "obj") else { return nil }
    let body = PDFSyntax.skipSpace(s, keyword + 3)
    let bodyEnd = PDFSyntax.reference(s, body)?.end ?? PDFSyntax.skipValue(s, body)
    let next = PDFSyntax.skipSpace(s, bodyEnd)
    if PDFSyntax.matches(s, next, "endobj") {
      return (CairoObject(number: number, body: body..<bodyEnd), next + 6)
    }
    guard PDFSyntax.matches(s, next, "stream\n"), let length = PDFSyntax.value(s, body, "Length") else {
      return nil
    }
    let data = next + 7
    guard let (count, end) = streamLength(s, data: data, length: length) else { return nil }
    return (CairoObject(number: number, body: body..<bodyEnd, stream: data..<data + count), end)
  }

  /// How long a stream is, and where the next object begins, the one with its length left out.
  private static func streamLength(_ s: Span<UInt8>, data: Int, length: Range<Int>) -> (count: Int, end: Int)? {
    guard let (lengthNumber, _) = PDFSyntax.reference(s, length.lowerBound) else {
      guard let (count, _) = PDFSyntax.natural(s, length.lowerBound) else { return nil }
      let end = PDFSyntax.skipSpace(s, data + count)
      return endOfStream(s, end).map { (count, $0) }
    }
    // The word may be in the data by chance; then what follows it is not the object with the length.
    var from = data
    while let found = find("endstream", in: s, from: from) {
      from = found + 9
      guard let end = endOfStream(s, found),
        let (number, afterNumber) = PDFSyntax.natural(s, PDFSyntax.skipSpace(s, end)), number == lengthNumber,
        let (_, afterGeneration) = PDFSyntax.natural(s, PDFSyntax.skipSpace(s, afterNumber))
      else { continue }
      let keyword = PDFSyntax.skipSpace(s, afterGeneration)
      guard PDFSyntax.matches(s, keyword, "obj"),
        let (count, afterCount) = PDFSyntax.natural(s, PDFSyntax.skipSpace(s, keyword + 3))
      else { continue }
      let last = PDFSyntax.skipSpace(s, afterCount)
      // Between the data and the word there is at most an end of line.
      guard (0...2).contains(found - data - count), PDFSyntax.matches(s, last, "endobj") else { continue }
      return (count, last + 6)
    }
    return nil
  }

  private static func endOfStream(_ s: Span<UInt8>, _ start: Int) -> Int? {
    guard PDFSyntax.matches(s, start, "endstream") else { return nil }
    let end = PDFSyntax.skipSpace(s, start + 9)
    return PDFSyntax.matches(s, end, "endobj") ? end + 6 : nil
  }

  private static func find(_ word: StaticString, in s: Span<UInt8>, from: Int) -> Int? {
    let first = unsafe word.utf8Start[0]
    var i = from
    while i + word.utf8CodeUnitCount <= s.count {
      if s[i] == first, PDFSyntax.matches(s, i, word) { return i }
      i += 1
    }
    return nil
  }
}
