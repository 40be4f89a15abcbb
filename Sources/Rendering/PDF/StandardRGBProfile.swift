/// A small ICC profile (ICC.1:2004-10, version 4) of sRGB, for the output intent.
///
/// The primaries are sRGB's adapted to D50, the curve is its parametric one (IEC 61966-2-1).
enum StandardRGBProfile {
  static let bytes: [UInt8] = {
    let white = xyz(0.9642, 1, 0.8249)
    let curve =
      tag("para", [0, 3, 0, 0]) + [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].flatMap(fixed)
    let adaptation = [1.0479, 0.0229, -0.0502, 0.0296, 0.9904, -0.0171, -0.0092, 0.0151, 0.7519]
    let tags: [(signatures: [String], data: [UInt8])] = [
      (["desc"], text("sRGB")), (["cprt"], text("CC0")), (["wtpt"], white),
      (["chad"], tag("sf32", []) + adaptation.flatMap(fixed)),
      (["rXYZ"], xyz(0.4361, 0.2225, 0.0139)), (["gXYZ"], xyz(0.3851, 0.7169, 0.0971)),
      (["bXYZ"], xyz(0.1431, 0.0606, 0.7139)), (["rTRC", "gTRC", "bTRC"], curve),
    ]
    let count = tags.reduce(0) { $0 + $1.signatures.count }
    var table = number(count)
    var data: [UInt8] = []
    for tag in tags {
      let offset = 128 + 4 + 12 * count + data.count
      for signature in tag.signatures {
        table += Array(signature.utf8) + number(offset) + number(tag.data.count)
      }
      data += tag.data
    }
    return header(size: 128 + table.count + data.count) + table + data
  }()

  private static func header(size: Int) -> [UInt8] {
    var header = number(size) + number(0) + number(0x0420_0000) + Array("mntrRGB XYZ ".utf8)
    // A date must be given: that of the standard's second edition.
    for part in [2004, 10, 1, 0, 0, 0] { header += [UInt8(part >> 8), UInt8(part & 255)] }
    header += Array("acsp".utf8) + Array(repeating: 0, count: 28)
    header += [0.9642, 1, 0.8249].flatMap(fixed)
    return header + Array(repeating: 0, count: 128 - header.count)
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }
  /// A signed number with 16 binary places.
  private static func fixed(_ value: Double) -> [UInt8] { number(Int((value * 65536).rounded())) }
  private static func tag(_ type: String, _ data: [UInt8]) -> [UInt8] { Array(type.utf8) + number(0) + data }
  private static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
    tag("XYZ ", [x, y, z].flatMap(fixed))
  }
  /// English text; padded, since each tag's data begins at a multiple of four.
  private static func text(_ text: String) -> [UInt8] {
    let units = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let data = tag(
      "mluc", number(1) + number(12) + Array("enUS".utf8) + number(units.count) + number(28) + units)
    return data + Array(repeating: 0, count: (4 - data.count % 4) % 4)
  }
}
