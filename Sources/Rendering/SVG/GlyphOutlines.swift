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
  private let known = Mutex<[Key: [UInt8]]>([:])

  /// The outline, in hundredths of a point; empty for a glyph without, such as a space.
  func path(for key: Key) throws(RenderingError) -> [UInt8] {
    if let path = known.withLock({ $0[key] }) { return path }
    let font = try FaceCache.shared.font(key.face, size: key.size, horizontalScale: key.horizontalScale)
    let outline = try withCairo { () throws(CairoError) in try font.outline(of: key.glyph) }
    var data = SVGPathData()
    for element in outline {
      switch element {
      case .move(let p): data.move(to: .init(p))
      case .line(let p): data.line(to: .init(p))
      case .curve(let a, let b, let p): data.curve(.init(a), .init(b), to: .init(p))
      case .close: data.close()
      }
    }
    let path = data.bytes
    known.withLock { $0[key] = path }
    return path
  }
}
