import Diagnostics
import Testing

@Test("Bytes of any length come out of an output as they went in, one by one and many at once")
func outputBytes() {
  var output = OutputBytes()
  var expected: [UInt8] = []
  for (number, length) in [0, 1, 40_000, 30_000, 200_000, 3, 65_536].enumerated() {
    let added = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 31 + number) }
    if number % 2 == 0 {
      output.append(contentsOf: added)
    } else {
      for byte in added { output.append(byte) }
    }
    expected += added
    #expect(output.count == expected.count)
  }
  #expect(output.joined == expected)
  var pieces: [[UInt8]] = []
  output.forEachPiece { pieces.append($0) }
  #expect(pieces.count > 3 && pieces.allSatisfy { !$0.isEmpty } && Array(pieces.joined()) == expected)
}
