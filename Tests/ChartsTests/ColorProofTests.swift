import Geometry
import Testing

@testable import Charts

@Suite("Colours that have to be told apart")
struct ColorProofTests {
  /// The house's six: dark and light by turns, so that neighbours differ and others pair off as greys.
  private let house: [Color?] = [0x0C487F, 0xEA721D, 0x772014, 0x3B9DCF, 0x273130, 0xAD8995].map { Color(hex: $0) }

  @Test("Two colours with one grey are alike, whatever their hues")
  func grey() {
    let proof = ColorProof(house)
    #expect(proof.areAlike(0, 2))
    #expect(proof.areAlike(1, 3))
    #expect(!proof.areAlike(0, 1))
  }

  @Test("Red and green of one lightness are alike to those who lack a kind of cone")
  func redAndGreen() {
    let proof = ColorProof([Color(hex: 0xB04A3A), Color(hex: 0x6F7A1E)])
    #expect(proof.areAlike(0, 1))
  }

  @Test("Each series has a texture by which it differs from those that look like it, and no more than it needs")
  func textures() {
    let proof = ColorProof(house)
    let textures = proof.textures()
    #expect(textures[0] == 0 && textures[1] == 0)
    for first in house.indices {
      for second in house.indices where second > first && proof.areAlike(first, second) {
        #expect(textures[first] != textures[second])
      }
    }
    #expect(textures.max() == 2)
    #expect(proof.textures { _, _ in false } == [0, 0, 0, 0, 0, 0])
  }

  @Test("A series without a colour of its own is like no other")
  func none() {
    #expect(ColorProof([nil, Color.black, nil]).textures() == [0, 0, 0])
  }

  private static let rows = ["a", "b", "c"].enumerated().flatMap { place, name in
    [1, 2].map { "{x: \($0), y: \($0 * (place + 1)), s: \(name)}" }
  }.joined(separator: ", ")

  private func chart(_ mark: String, _ legend: String) throws -> ChartDrawing {
    try Fixture().drawing(
      """
      {data: \(values(Self.rows)), mark: \(mark), title: Three, encoding: {x: {field: x, type: quantitative},
       y: {field: y, type: quantitative}, color: {field: s, type: nominal, legend: \(legend)}}}
      """)
  }

  @Test("A line whose colour is like another's is dotted where a legend names it, there and in the legend")
  func lines() throws {
    // The house's first and third colour have one grey.
    let dotted = try chart("line", "{orient: top}").drawing.segments.filter { !$0.stroke.dashes.isEmpty }
    #expect(Set(dotted.map(\.stroke.color)) == [Color(hex: 0x772014)])
    #expect(dotted.count == 2)
    // At their ends their names tell them apart.
    #expect(try chart("line", "{}").drawing.segments.allSatisfy { $0.stroke.dashes.isEmpty })
  }

  @Test("So is a point another shape")
  func points() throws {
    let shapes = try chart("point", "{orient: top}").drawing.filledBoxes
    #expect(shapes.count { $0.fill == Color(hex: 0x772014) } == 3)
    #expect(shapes.allSatisfy { $0.fill != Color(hex: 0x0C487F) })
  }
}
