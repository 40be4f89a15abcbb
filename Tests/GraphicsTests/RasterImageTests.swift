import Diagnostics
import Foundation
import Graphics
import Testing

@Suite("Reading PNG and JPEG")
struct RasterImageTests {
  let png = decode(
    """
    iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAACXBIWXMAAC4jAAAuIwF4pT92AAAAGElEQVR4nAXBAQEAAAjDIN7c
    5hNEcqOKB0HeB3ve6RAlAAAAAElFTkSuQmCC
    """)
  let jpeg = decode(
    """
    /9j/4AAQSkZJRgABAQEAlgCWAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i
    Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj
    Y2NjY2NjY2P/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA
    FQEBAQAAAAAAAAAAAAAAAAAABQb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCKALXj/9k=
    """)
  let inks = decode(
    """
    /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwBQNzxGPDJQRkFGWlVQX3jIgnhubnj1r7mRyP//////////////////////////////////
    /////////////////8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABQAAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAA
    AAAA/9oADgRDAE0AWQBLAAA/AGmmmv/Z
    """)

  static func decode(_ text: String) -> [UInt8] {
    [UInt8](Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
  }

  func read(_ bytes: [UInt8], name: String = "logo.png") throws(Diagnostic) -> RasterImage {
    try RasterImage.read(InputFile(name: name, bytes: bytes))
  }

  @Test("The bytes decide the format, whatever the file is called")
  func formats() throws {
    let first = try read(png, name: "logo.jpg")
    #expect(first.format == .png && first.pixelWidth == 2 && first.pixelHeight == 2 && first.bytes == png)
    let second = try read(jpeg)
    #expect(second.format == .jpeg && second.pixelWidth == 8 && second.pixelHeight == 8)
  }

  @Test("The resolution is read where the file has one")
  func resolution() throws {
    #expect(try #require(try read(png).resolution).rounded() == 300)
    #expect(try read(jpeg).resolution == 150)
    // Without the chunk, and with one whose unit is unknown.
    let start = try #require(png.indices.first { png[$0...].starts(with: Array("pHYs".utf8)) })
    var unknown = png
    unknown[start + 12] = 0
    #expect(try read(unknown).resolution == nil)
    #expect(try read(Array(png[..<(start - 4)] + png[(start + 17)...])).resolution == nil)
  }

  @Test("A file that is cut off is an error, at every length")
  func truncation() {
    for file in [png, jpeg] {
      for count in 8..<file.count - 4 {
        let error = #expect(throws: Diagnostic.self) { try read(Array(file[..<count])) }
        #expect(error?.id == "image.broken")
      }
    }
  }

  @Test("Other formats and printing inks are errors that say what to do")
  func others() throws {
    let gif = try #require(throws: Diagnostic.self) { try read(Array("GIF89a".utf8), name: "logo.gif") }
    #expect(gif.id == "image.unknown-format" && gif.hint == "it is a GIF file: convert it to PNG")
    #expect(gif.range.file == "logo.gif")
    let empty = try #require(throws: Diagnostic.self) { try read([]) }
    #expect(empty.id == "image.unknown-format")
    let cmyk = try #require(throws: Diagnostic.self) { try read(inks) }
    #expect(cmyk.id == "image.unsupported-colours" && cmyk.hint == "convert it to RGB")
  }
}
