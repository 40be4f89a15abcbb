import CZlib

/// Says in a PNG file how large its pixels are meant to be (the chunk pHYs), which Cairo leaves out.
enum PNGResolution {
  static func stamp(_ png: [UInt8], pixelsPerMetre: Double) -> [UInt8] {
    // The signature, and the header chunk with its length, name, 13 bytes and check sum.
    let headerEnd = 8 + 4 + 4 + 13 + 4
    guard png.count > headerEnd else { return png }
    let density = UInt32(min(max(pixelsPerMetre.rounded(), 1), 4_000_000_000))
    var chunk = Array("pHYs".utf8)
    for _ in 0..<2 { chunk += bigEndian(density) }
    chunk.append(1)  // The unit is the metre.
    let check = unsafe UInt32(truncatingIfNeeded: crc32(0, chunk, UInt32(chunk.count)))
    return png[..<headerEnd] + bigEndian(UInt32(chunk.count - 4)) + chunk + bigEndian(check)
      + png[headerEnd...]
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }
}
