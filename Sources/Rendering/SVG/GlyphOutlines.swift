import Cairo
import Geometry
import Synchronization
import TextShaping

/// Outlines of glyphs as SVG path data. Charts use the same few again and again, so all files share them.
final class GlyphOutlines: Sendable {
  static let shared = GlyphOutlines()

  struct Key: Hashable {
    var face: FontFace
    var size: Length
    var horizontalScale: Double
    var glyph: UInt32
  }
  private let data = Mutex<[Key: [UInt8]]>([:])
  private let outlines = Mutex<[Key: [OutlineElement]]>([:])

  /// The outline as path data, in hundredths of a point; empty for a glyph without, such as a space.
  func path(for key: Key) throws(RenderingError) -> [UInt8] {
    if let path = data.withLock({ $0[key] }) { return path }
    var data = SVGPathData()
    data.append(try outline(for: key), at: .zero)
    let path = data.bytes
    self.data.withLock { $0[key] = path }
    return path
  }

  /// The outline around the glyph's origin.
  func outline(for key: Key) throws(RenderingError) -> [OutlineElement] {
    if let outline = outlines.withLock({ $0[key] }) { return outline }
    let font = try FaceCache.shared.font(key.face, size: key.size, horizontalScale: key.horizontalScale)
    let outline = try withCairo { () throws(CairoError) in try font.outline(of: key.glyph) }
    outlines.withLock { $0[key] = outline }
    return outline
  }
}

extension SVGPathData {
  /// Appends a glyph's outline.
  mutating func append(_ outline: [OutlineElement], at origin: Point) {
    for element in outline {
      switch element {
      case .move(let p): move(to: Place(p + origin))
      case .line(let p): line(to: Place(p + origin))
      case .curve(let a, let b, let p): curve(Place(a + origin), Place(b + origin), to: Place(p + origin))
      case .close: close()
      }
    }
  }
}
