import Cairo
import Foundation
import Geometry
import Testing

private let fonts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Fonts")

/// Bytes that stay in place.
private final class FontBytes: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer
  init(_ data: Data) {
    memory = .allocate(byteCount: data.count, alignment: 8)
    memory.copyBytes(from: data)
  }
  deinit { memory.deallocate() }

  func open(index: Int = 0) throws(CairoError) -> CairoFace {
    try CairoFace(bytes: UnsafeRawBufferPointer(memory), index: index, owner: self)
  }
}

@Suite("Cairo")
struct CairoTests {
  @Test("A font file opens and draws; bytes that are no font are an error that says so")
  func faces() throws {
    let data = try Data(contentsOf: fonts.appending(path: "SourceSerifPro/SourceSerifPro-Regular.otf"))
    let font = try ScaledFont(face: try FontBytes(data).open(), size: 20)
    let surface = try PixelSurface(width: 40, height: 40)
    surface.context.setRun(
      font, glyphCount: 1, clusterCount: 0, glyph: { _ in (id: 40, x: 5, y: 30) },
      cluster: { _ in (byteCount: 0, glyphCount: 0) })
    surface.context.showGlyphs()
    let blank = try PixelSurface(width: 40, height: 40).png()
    #expect(try surface.png() != blank)
    for bytes in [Data(), Data("no font".utf8), data.prefix(400)] {
      let error = #expect(throws: CairoError.self) { try FontBytes(bytes).open() }
      #expect(error?.step == "opening a font for drawing" && error?.reason.isEmpty == false)
    }
    #expect(throws: CairoError.self) { try FontBytes(data).open(index: 3) }
  }

  @Test("Many threads may open and close faces at once")
  func threads() async throws {
    let data = try Data(contentsOf: fonts.appending(path: "SourceSansPro/SourceSansPro-Regular.otf"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 {
        group.addTask {
          for size in 1...8 { _ = try ScaledFont(face: FontBytes(data).open(), size: Double(size)) }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("A PDF's bytes come page by page")
  func pages() throws {
    var bytes: [UInt8] = []
    let surface = try PDFSurface()
    surface.setPageSize(Size(width: .pt(100), height: .pt(50)))
    surface.context.rectangle(Rectangle(x: .pt(1), y: .pt(1), width: .pt(10), height: .pt(10)))
    surface.context.fill()
    try surface.endPage(appendingTo: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.hasPrefix("%PDF-1.4") && text.contains("/MediaBox [ 0 0 100 50 ]") && !text.contains("trailer"))
    try surface.finish(appendingTo: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self).contains("trailer"))
  }

  @Test("Pictures that Cairo cannot hold are errors")
  func sizes() {
    for (width, height) in [(0, 10), (10, -1), (40_000, 10), (.max, .max)] {
      #expect(throws: CairoError.self) { _ = try PixelSurface(width: width, height: height) }
    }
    #expect(throws: CairoError.self) { try PictureSurface(png: [0x89, 0x50]) }
    #expect(throws: CairoError.self) { try PictureSurface(width: 4, height: 4) { _, _ in false } }
  }
}
