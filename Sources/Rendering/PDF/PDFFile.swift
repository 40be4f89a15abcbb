import Diagnostics

/// The objects of a PDF 1.7 file as they are written: streams at once, everything else packed into object streams.
final class PDFFile {
  private(set) var output = OutputBytes()
  private var places: [Place] = [.free]
  private let deflater: Deflater

  // The object stream being filled.
  private var packed: [UInt8] = []
  private var packedNumbers: [Int] = []
  private var packedOffsets: [Int] = []
  private var compressed: [UInt8] = []
  /// What stands before the data of a stream.
  private var head: [UInt8] = []

  private enum Place {
    case free
    case at(offset: Int)
    case packed(stream: Int, index: Int)
  }

  /// Objects in an object stream; more make the file smaller, and viewers slower to find one.
  private static let packedLimit = 200

  init(compression level: Int) throws(RenderingError) {
    deflater = try Deflater(level: level)
    output.append(contentsOf: Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
  }

  /// A number for an object that is written later.
  func reserve() -> Int {
    places.append(.free)
    return places.count - 1
  }

  /// So many numbers in a row, of which the first is returned.
  func reserve(count: Int) -> Int {
    places.append(contentsOf: repeatElement(.free, count: count))
    return places.count - count
  }

  /// Writes an object that is no stream.
  func write(_ number: Int, _ body: (inout [UInt8]) -> Void) throws(RenderingError) {
    packedNumbers.append(number)
    packedOffsets.append(packed.count)
    body(&packed)
    packed.append(UInt8(ascii: "\n"))
    if packedNumbers.count == Self.packedLimit { try flush() }
  }

  func add(_ body: (inout [UInt8]) -> Void) throws(RenderingError) -> Int {
    let number = reserve()
    try write(number, body)
    return number
  }

  /// Writes a stream.
  ///
  /// - Parameters:
  ///   - entries: Appends the entries of its dictionary except the length.
  ///   - data: As it stands in the file, compressed if `entries` says so.
  func writeStream(_ number: Int, entries: (inout [UInt8]) -> Void, data: some Collection<UInt8>) {
    places[number] = .at(offset: output.count)
    head.removeAll(keepingCapacity: true)
    head.append(decimal: number)
    head.append(" 0 obj\n<<")
    entries(&head)
    head.append("/Length ")
    head.append(decimal: data.count)
    head.append(">>\nstream\n")
    output.append(contentsOf: head)
    output.append(contentsOf: data)
    output.append(contentsOf: "\nendstream\nendobj\n".utf8)
  }

  /// Compresses data and writes it as a stream.
  func writeCompressedStream(
    _ number: Int, entries: (inout [UInt8]) -> Void, data: OutputBytes
  ) throws(RenderingError) {
    compressed.removeAll(keepingCapacity: true)
    try deflater.compress(data, appendingTo: &compressed)
    writeStream(
      number,
      entries: {
        entries(&$0)
        $0.append("/Filter/FlateDecode")
      }, data: compressed)
  }

  func writeCompressedStream(
    _ number: Int, entries: (inout [UInt8]) -> Void, data: [UInt8]
  ) throws(RenderingError) {
    try writeCompressedStream(number, entries: entries, data: OutputBytes(data))
  }

  private func flush() throws(RenderingError) {
    if packedNumbers.isEmpty { return }
    let number = reserve()
    var data: [UInt8] = []
    data.reserveCapacity(packed.count + packedNumbers.count * 10)
    for (index, member) in packedNumbers.enumerated() {
      places[member] = .packed(stream: number, index: index)
      if index > 0 { data.append(UInt8(ascii: " ")) }
      data.append(decimal: member)
      data.append(UInt8(ascii: " "))
      data.append(decimal: packedOffsets[index])
    }
    data.append(UInt8(ascii: "\n"))
    let (count, first) = (packedNumbers.count, data.count)
    data.append(contentsOf: packed)
    packed.removeAll(keepingCapacity: true)
    packedNumbers.removeAll(keepingCapacity: true)
    packedOffsets.removeAll(keepingCapacity: true)
    try writeCompressedStream(
      number,
      entries: {
        $0.append("/Type/ObjStm/N ")
        $0.append(decimal: count)
        $0.append("/First ")
        $0.append(decimal: first)
      }, data: data)
  }

  /// Writes the cross-reference stream and the end of the file.
  func finish(root: Int, info: Int) throws(RenderingError) {
    try flush()
    let number = reserve()
    let start = output.count
    places[number] = .at(offset: start)
    let identifier = contentHash(output)
    let rows = crossReferenceRows(offsetWidth: start < 1 << 24 ? 3 : 5)
    compressed.removeAll(keepingCapacity: true)
    try deflater.compress(OutputBytes(rows.data), appendingTo: &compressed)
    writeStream(
      number,
      entries: {
        $0.append("/Type/XRef/Size ")
        $0.append(decimal: places.count)
        $0.append("/Root ")
        $0.append(reference: root)
        $0.append("/Info ")
        $0.append(reference: info)
        $0.append("/W[1 ")
        $0.append(decimal: rows.offsetWidth)
        $0.append(" 2]/ID[")
        for _ in 0..<2 {
          $0.append(UInt8(ascii: "<"))
          for byte in identifier { $0.append(hexadecimal: byte) }
          $0.append(UInt8(ascii: ">"))
        }
        $0.append("]/DecodeParms<</Predictor 12/Columns ")
        $0.append(decimal: rows.offsetWidth + 3)
        $0.append(">>/Filter/FlateDecode")
      }, data: compressed)
    output.append(contentsOf: "startxref\n\(start)\n%%EOF\n".utf8)
  }

  /// One row an object, each stored as its difference from the one above (PNG's predictor "up"), which compresses well.
  private func crossReferenceRows(offsetWidth: Int) -> (data: [UInt8], offsetWidth: Int) {
    let width = offsetWidth + 3
    var previous = Array(repeating: UInt8(0), count: width)
    var row = previous
    var data: [UInt8] = []
    data.reserveCapacity(places.count * (width + 1))
    for (number, place) in places.enumerated() {
      let (type, second, third) =
        switch place {
        case .free: (0, 0, number == 0 ? 65535 : 0)
        case .at(let offset): (1, offset, 0)
        case .packed(let stream, let index): (2, stream, index)
        }
      row[0] = UInt8(type)
      for i in 0..<offsetWidth {
        row[1 + i] = UInt8(truncatingIfNeeded: second >> (8 * (offsetWidth - 1 - i)))
      }
      row[width - 2] = UInt8(truncatingIfNeeded: third >> 8)
      row[width - 1] = UInt8(truncatingIfNeeded: third)
      data.append(2)
      for i in 0..<width { data.append(row[i] &- previous[i]) }
      swap(&row, &previous)
    }
    return (data, offsetWidth)
  }
}

/// A hash of 128 bits that names a file by its content: FNV-1a over words of eight bytes.
func contentHash(_ bytes: OutputBytes) -> [UInt8] {
  let prime: UInt128 = (1 << 88) + 0x13B
  var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
  // A word may begin in one piece and end in the next.
  var word: UInt64 = 0
  var count = 0
  bytes.forEachPiece { piece in
    let s = piece.span
    for i in s.indices {
      word = word << 8 | UInt64(s[i])
      count += 1
      if count == 8 {
        hash = (hash ^ UInt128(word)) &* prime
        (word, count) = (0, 0)
      }
    }
  }
  if count > 0 { hash = (hash ^ UInt128(word)) &* prime }
  // The highest bits have seen the least of the last words.
  hash ^= hash >> 64
  hash = hash &* prime
  return (0..<16).map { UInt8(truncatingIfNeeded: hash >> (8 * (15 - $0))) }
}
