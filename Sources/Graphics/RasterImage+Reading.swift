import Diagnostics

extension RasterImage {
  /// A PNG or JPEG file, recognized by its bytes.
  ///
  /// - Throws: `image.unknown-format` for any other file, `image.broken` for one that is cut off or damaged, and
  ///   `image.unsupported-colours` for a JPEG in printing inks.
  public static func read(_ file: InputFile) throws(Diagnostic) -> RasterImage {
    if file.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return try readPNG(file) }
    if file.bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return try readJPEG(file) }
    throw .error(
      "image.unknown-format", "'\(file.name)' is no PNG, JPEG or SVG picture", at: .file(file.name),
      hint: hint(for: file.bytes))
  }

  private static func hint(for bytes: [UInt8]) -> String {
    let known: [(start: [UInt8], name: String)] = [
      (Array("GIF8".utf8), "GIF"), (Array("RIFF".utf8), "WebP"), (Array("BM".utf8), "BMP"),
      ([0x49, 0x49, 0x2A, 0], "TIFF"),
      ([0x4D, 0x4D, 0, 0x2A], "TIFF"), (Array("%PDF".utf8), "PDF"),
    ]
    let name = known.first { bytes.starts(with: $0.start) }?.name
    return name.map { "it is a \($0) file: convert it to PNG" } ?? "convert it to PNG"
  }

  private static func broken(_ file: InputFile) -> Diagnostic {
    .error(
      "image.broken", "'\(file.name)' is cut off or damaged", at: .file(file.name),
      hint: "open it in a picture program and save it again")
  }

  /// Reads the chunks of a PNG (ISO/IEC 15948): IHDR for the size, pHYs for the resolution, IEND as proof that it is whole.
  private static func readPNG(_ file: InputFile) throws(Diagnostic) -> RasterImage {
    let bytes = file.bytes
    var size: (width: Int, height: Int)?
    var resolution: Double?
    var position = 8
    while position + 12 <= bytes.count {
      let length = bigEndian(bytes, position, 4)
      let data = position + 8
      guard length <= bytes.count - data - 4 else { break }
      switch String(decoding: bytes[(position + 4)..<data], as: UTF8.self) {
      case "IHDR" where length == 13: size = (bigEndian(bytes, data, 4), bigEndian(bytes, data + 4, 4))
      case "pHYs" where length == 9 && bytes[data + 8] == 1:
        resolution = Double(bigEndian(bytes, data, 4)) * 0.0254
      case "IEND":
        guard let size else { throw broken(file) }
        return try make(.png, file, size.width, size.height, resolution)
      default: break
      }
      position = data + length + 4
    }
    throw broken(file)
  }

  /// Reads the segments of a JPEG (ISO/IEC 10918-1) up to the frame header: it has the size, and JFIF's segment before it
  /// the resolution.
  private static func readJPEG(_ file: InputFile) throws(Diagnostic) -> RasterImage {
    let bytes = file.bytes
    var resolution: Double?
    var position = 2
    while position + 4 <= bytes.count, bytes[position] == 0xFF {
      let marker = bytes[position + 1]
      if marker == 0xFF {  // A fill byte.
        position += 1
        continue
      }
      let length = bigEndian(bytes, position + 2, 2)
      let data = position + 4
      guard length >= 2, position + 2 + length <= bytes.count else { break }
      switch marker {
      case 0xE0 where length >= 14 && bytes[data...].starts(with: Array("JFIF\0".utf8)):
        let density = Double(bigEndian(bytes, data + 8, 2))
        switch bytes[data + 7] {
        case 1: resolution = density
        case 2: resolution = density * 2.54
        default: break
        }
      // All start-of-frame markers; C4, C8 and CC mean other things.
      case 0xC0...0xCF where marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
        guard length >= 8 else { throw broken(file) }
        if bytes[data + 5] == 4 {
          throw .error(
            "image.unsupported-colours", "'\(file.name)' is a JPEG in printing inks (CMYK)",
            at: .file(file.name),
            hint: "convert it to RGB")
        }
        guard isWhole(bytes) else { throw broken(file) }
        return try make(.jpeg, file, bigEndian(bytes, data + 3, 2), bigEndian(bytes, data + 1, 2), resolution)
      default: break
      }
      position += 2 + length
    }
    throw broken(file)
  }

  /// Whether a JPEG has its end marker; cameras write more after it.
  private static func isWhole(_ bytes: [UInt8]) -> Bool {
    var index = bytes.count - 2
    while index > 2 {
      if bytes[index] == 0xFF && bytes[index + 1] == 0xD9 { return true }
      index -= 1
    }
    return false
  }

  private static func make(
    _ format: Format, _ file: InputFile, _ width: Int, _ height: Int, _ resolution: Double?
  ) throws(Diagnostic) -> RasterImage {
    guard width > 0, height > 0 else { throw broken(file) }
    // What Cairo can hold.
    guard width <= 32767, height <= 32767 else {
      throw .error(
        "image.too-large", "'\(file.name)' has \(width) by \(height) pixels", at: .file(file.name),
        hint: "at most 32767 a side can be printed; make it smaller")
    }
    let isUsable = resolution.map { $0 >= 1 && $0 < 100_000 } ?? false
    return RasterImage(
      format: format, bytes: file.bytes, pixelWidth: width, pixelHeight: height,
      resolution: isUsable ? resolution : nil)
  }

  private static func bigEndian(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
  }
}
