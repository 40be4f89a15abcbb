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
}
