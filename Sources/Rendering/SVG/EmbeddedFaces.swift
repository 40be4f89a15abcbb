import Graphics
import TextShaping

/// The faces of an SVG that has the letters of its text in it, under names of its own: no face of the page is meant by them.
struct EmbeddedFaces {
  private let prefix: String
  private var faces: [(face: FontFace, characters: Set<Unicode.Scalar>)] = []

  init(_ shapes: [Shape], prefix: String) {
    self.prefix = prefix
    add(shapes)
  }

  private mutating func add(_ shapes: [Shape]) {
    for shape in shapes {
      switch shape {
      case .text(let text): for run in text.runs { add(run) }
      case .glyphs(let run): add(run)
      case .group(let group): add(group.shapes)
      case .drawing(let drawing, _): add(drawing.shapes)
      case .path, .image: break
      }
    }
  }

  private mutating func add(_ run: GlyphRun) {
    let index = faces.firstIndex { $0.face == run.face } ?? faces.count
    if index == faces.count { faces.append((run.face, [])) }
    faces[index].characters.formUnion(String(decoding: run.text, as: UTF8.self).unicodeScalars)
  }

  /// The families of the faces that a line is set in.
  func families(of text: TextShape) -> [String] {
    var names: [String] = []
    for run in text.runs {
      guard let index = faces.firstIndex(where: { $0.face == run.face }) else { continue }
      if !names.contains(name(index)) { names.append(name(index)) }
    }
    return names
  }

  private func name(_ index: Int) -> String { "\(prefix)-face\(index + 1)" }

  /// Rules of CSS with the faces as data.
  ///
  /// - Throws: An error if a face cannot be cut down.
  func rules() throws(RenderingError) -> [UInt8] {
    var out: [UInt8] = []
    for (index, entry) in faces.enumerated() {
      guard let bytes = entry.face.subset(for: entry.characters.sorted()) else {
        throw RenderingError("embedding a font", "'\(entry.face.fileName)' cannot be cut down to some letters")
      }
      let kind = bytes.starts(with: Array("OTTO".utf8)) ? "otf" : "ttf"
      let style = entry.face.isItalic ? "italic" : "normal"
      out.append(
        ascii: "@font-face{font-family:'\(name(index))';font-weight:\(entry.face.weight);font-style:\(style);"
          + "src:url(data:font/\(kind);base64,")
      out.append(base64: bytes)
      out.append(")}\n")
    }
    return out
  }
}
