import Diagnostics
import Geometry

/// Reads simple SVG files, such as logos: groups, shapes, fills, strokes and transforms.
public enum SVGImage {
  /// The drawing in an SVG file.
  ///
  /// Groups that are partly transparent are drawn shape by shape, so what overlaps within them shows through.
  ///
  /// - Parameter diagnostics: Gets a warning (`image.svg-unsupported`) for each thing in the file that is not drawn, and
  ///   for each value that cannot be read.
  /// - Throws: `image.svg-syntax` if the file is not XML, `image.svg-size` if it is no SVG with a size.
  public static func read(
    _ file: InputFile, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Drawing {
    let builder = SVGBuilder(file: file.name)
    let fault = parseXML(file.bytes, builder)
    diagnostics.add(contentsOf: builder.diagnostics.all)
    if let fault = fault {
      throw .error(
        "image.svg-syntax", "'\(file.name)' is not XML: \(fault.reason)",
        at: SourceRange(file: file.name, line: fault.line, columns: fault.column..<fault.column + 1))
    }
    guard let size = builder.size else {
      throw .error(
        "image.svg-size", "'\(file.name)' is no SVG picture with a size", at: .file(file.name),
        hint: "its root element has to be <svg> with a viewBox, or with width and height")
    }
    return Drawing(size: size, shapes: builder.shapes)
  }
}
