import Cairo
import Geometry
import Synchronization
import TextShaping

/// The faces and sizes that have been drawn with. Opening a face takes long, so all files share them.
final class FaceCache: Sendable {
  static let shared = FaceCache()

  private struct Opened {
    var face: CairoFace
    var sizes: [Scale: ScaledFont] = [:]
  }
  private struct Scale: Hashable {
    var size: Length
    var horizontal: Double
  }
  private let opened = Mutex<[FontFace: Opened]>([:])

  func font(_ face: FontFace, size: Length, horizontalScale: Double) throws(RenderingError) -> ScaledFont {
    let scale = Scale(size: size, horizontal: horizontalScale)
    let result: Result<ScaledFont, CairoError> = opened.withLock { opened in
      if let font = opened[face]?.sizes[scale] { return .success(font) }
      do throws(CairoError) {
        var entry: Opened
        if let known = opened[face] { entry = known } else { entry = Opened(face: try Self.open(face)) }
        let font = try ScaledFont(face: entry.face, size: size.points, horizontalScale: horizontalScale)
        entry.sizes[scale] = font
        opened[face] = entry
        return .success(font)
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let font): return font
    case .failure(let error): throw RenderingError("\(error.step) (\(face.fileName))", error.reason)
    }
  }

  private static func open(_ face: FontFace) throws(CairoError) -> CairoFace {
    // The bytes stay in place as long as `face` lives, which the Cairo face sees to.
    let result: Result<CairoFace, CairoError> = unsafe face.withBytes { bytes in
      do throws(CairoError) {
        return .success(try unsafe CairoFace(bytes: bytes, index: face.faceIndex, owner: face))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

extension RenderingError {
  init(_ error: CairoError) { self.init(error.step, error.reason) }
}

/// Does what may fail in Cairo, and throws its failure as an error of ours.
func withCairo<Value: ~Copyable>(_ body: () throws(CairoError) -> Value) throws(RenderingError) -> Value {
  do throws(CairoError) { return try body() } catch { throw RenderingError(error) }
}
