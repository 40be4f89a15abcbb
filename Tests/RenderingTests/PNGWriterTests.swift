import Geometry
import Graphics
import Rendering
import Testing

@Suite("A PNG")
struct PNGWriterTests {
  var drawing: Drawing {
    var drawing = Drawing(size: Size(width: .px(40), height: .px(20)))
    drawing.shapes = [
      filled(Rectangle(x: .px(0), y: .px(0), width: .px(10), height: .px(20)), Color(hex: 0x0B4F8A)),
      filled(
        Rectangle(x: .px(10), y: .px(0), width: .px(10), height: .px(20)),
        Color(red: 1, green: 0, blue: 0, alpha: 0.5)),
    ]
    return drawing
  }

  @Test("A drawing has its pixels at the scale asked for, on a ground or on none")
  func drawings() throws {
    let white = try Pixels(PNGWriter.render(drawing, scale: 2, background: .white))
    #expect((white.width, white.height) == (80, 40))
    #expect(white[5, 5].prefix(3) == [0x0B, 0x4F, 0x8A])
    #expect(white[30, 5][0] == 255 && (127...129).contains(white[30, 5][1]))
    #expect(white[70, 30].prefix(3) == [255, 255, 255])
    let clear = try Pixels(PNGWriter.render(drawing, scale: 1, background: nil))
    #expect((clear.width, clear.height, clear.channels) == (40, 20, 4))
    #expect(
      clear[5, 5] == [0x0B, 0x4F, 0x8A, 255] && clear[35, 5][3] == 0 && (127...129).contains(clear[15, 5][3]))
    #expect(white.density == 7559)  // 192 to the inch.
  }

  @Test("A page is drawn with its text on white, at a resolution")
  func pages() throws {
    var page = Page(size: Size(width: .pt(72), height: .pt(36)), label: "1")
    page.add(Typesetter().text("Hi", at: 10, 20, size: 20), StructureTree.root)
    page.addArtifact([filled(box(60, 0, 12, 36), Color(hex: 0xD5DAE0))])
    let pixels = try Pixels(PNGWriter.render(page, resolution: 144))
    #expect((pixels.width, pixels.height) == (144, 72))
    #expect(pixels[2, 2].prefix(3) == [255, 255, 255] && pixels[130, 40].prefix(3) == [0xD5, 0xDA, 0xE0])
    // The stems of the H are black.
    #expect((20..<50).contains { pixels[$0, 30][0] < 40 })
    #expect(pixels.density == 5669)
  }

  @Test("Pictures are decoded, JPEG and PNG")
  func pictures() throws {
    var drawing = Drawing(size: Size(width: .px(20), height: .px(10)))
    let half = { (x: Double) in Rectangle(x: .px(x), y: .px(0), width: .px(10), height: .px(10)) }
    drawing.shapes = [.image(Pictures.redJPEG, half(0)), .image(Pictures.fourPixels, half(10))]
    let pixels = try Pixels(PNGWriter.render(drawing, scale: 2, background: .white))
    #expect(pixels[10, 10][0] > 250 && pixels[10, 10][1] < 5)
    #expect(pixels[21, 1].prefix(3) == [255, 0, 0] && pixels[21, 18].prefix(3) == [0, 0, 255])
    #expect(pixels[38, 18].prefix(3) == [255, 255, 255])
  }

  @Test("The same drawing gives the same bytes")
  func determinism() throws {
    #expect(
      try PNGWriter.render(drawing, scale: 2, background: .white)
        == PNGWriter.render(drawing, scale: 2, background: .white))
  }

  @Test("A picture of impossible size is an error")
  func size() throws {
    #expect(throws: RenderingError.self) { try PNGWriter.render(drawing, scale: 2000, background: nil) }
    #expect(throws: RenderingError.self) { try PNGWriter.render(drawing, scale: 0, background: nil) }
    #expect(throws: RenderingError.self) { try PNGWriter.render(drawing, scale: .nan, background: nil) }
  }
}
