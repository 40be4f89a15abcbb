import Foundation
import Graphics

@testable import Rendering

/// Small pictures for tests, and a reader of pictures that is not ours.
enum Pictures {
  /// Eight by eight pixels of red.
  static let redJPEG = RasterImage(
    format: .jpeg,
    bytes: decode(
      """
      /9j/4AAQSkZJRgABAQEAlgCWAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i
      Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj
      Y2NjY2NjY2P/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA
      FQEBAQAAAAAAAAAAAAAAAAAABQb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCKALXj/9k=
      """), pixelWidth: 8, pixelHeight: 8)

  /// Two by two pixels: red, half transparent green; blue, white.
  static let fourPixels = RasterImage(
    format: .png,
    bytes: decode(
      """
      iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAACXBIWXMAAC4jAAAuIwF4pT92AAAAGElEQVR4nAXBAQEAAAjDIN7c
      5hNEcqOKB0HeB3ve6RAlAAAAAElFTkSuQmCC
      """), pixelWidth: 2, pixelHeight: 2)

  private static func decode(_ text: String) -> [UInt8] {
    [UInt8](Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
  }
}

/// The pixels of a PNG of 8 bits a channel that is not interlaced, which is what Cairo writes.
struct Pixels {
  private(set) var width = 0
  private(set) var height = 0
  private(set) var channels = 0
  /// Pixels per metre.
  private(set) var density: Int?
  private var samples: [UInt8] = []

  init(_ png: [UInt8]) throws {
    func number(_ start: Int) -> Int { png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    var data: [UInt8] = []
    var position = 8
    while position + 8 <= png.count {
      let (length, start) = (number(position), position + 8)
      switch String(decoding: png[(position + 4)..<start], as: UTF8.self) {
      case "IHDR":
        (width, height) = (number(start), number(start + 4))
        channels = png[start + 9] == 6 ? 4 : 3
        guard png[start + 8] == 8, png[start + 9] == 6 || png[start + 9] == 2 else {
          throw ToolFailure(description: "not 8 bits of red, green and blue")
        }
      case "pHYs": density = number(start)
      case "IDAT": data += png[start..<start + length]
      default: break
      }
      position = start + length + 4
    }
    var rows: [UInt8] = []
    try Inflater().expand(data.indices, of: data, into: &rows)
    unfilter(rows)
  }

  /// Undoes the filters of rows (ISO/IEC 15948, chapter 9).
  private mutating func unfilter(_ rows: [UInt8]) {
    let stride = width * channels
    samples = Array(repeating: 0, count: stride * height)
    for y in 0..<height {
      let filter = rows[y * (stride + 1)]
      for i in 0..<stride {
        let left = i >= channels ? Int(samples[y * stride + i - channels]) : 0
        let above = y > 0 ? Int(samples[(y - 1) * stride + i]) : 0
        let corner = y > 0 && i >= channels ? Int(samples[(y - 1) * stride + i - channels]) : 0
        let estimate = left + above - corner
        let (a, b, c) = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
        let paeth = a <= b && a <= c ? left : b <= c ? above : corner
        let guess = [0, left, above, (left + above) / 2, paeth][Int(filter)]
        samples[y * stride + i] = rows[y * (stride + 1) + 1 + i] &+ UInt8(guess)
      }
    }
  }

  subscript(x: Int, y: Int) -> [UInt8] {
    let start = (y * width + x) * channels
    return Array(samples[start..<start + channels])
  }
}
