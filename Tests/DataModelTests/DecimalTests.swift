import DataModel
import Testing

@Suite("Decimals")
struct DecimalTests {
  private func decimal(_ text: String) throws -> Decimal { try #require(WrittenDecimal(text)).value }

  @Test("Sums, differences and products of what is written are exact")
  func exact() throws {
    #expect(try decimal("0.1") + decimal("0.2") == decimal("0.3"))
    #expect(try decimal("69.20") == decimal("69.2"))
    #expect(try decimal("1e3") == decimal("1000"))
    #expect(try decimal("12345678901234567.89") - decimal("0.89") == decimal("12345678901234567"))
    #expect(try decimal("1408.28") * decimal("0.797") == decimal("1122.39916"))
  }

  @Test("A half is rounded away from zero, whatever its sign")
  func rounding() throws {
    for (text, rounded) in [
      ("2.5", "3"), ("-2.5", "-3"), ("0.5", "1"), ("-0.5", "-1"), ("2.4999", "2"), ("-0.4", "0"),
    ] {
      #expect(try decimal(text).rounded(toPlace: 0) == decimal(rounded), "\(text)")
    }
    #expect(try decimal("1123").rounded(toPlace: 1) == decimal("1120"))
    #expect(try decimal("-1.21").rounded(toPlace: -1, .down) == decimal("-1.3"))
    #expect(try decimal("-1.29").rounded(toPlace: -1, .up) == decimal("-1.2"))
    #expect(try decimal("0.01").rounded(toPlace: 60, .up) == Decimal.powerOfTen(60))
  }

  @Test("What does not fit into 34 digits is rounded in the direction asked for")
  func directed() throws {
    let third = Decimal(1).divided(by: 3, .down)
    #expect(third.description == "0." + String(repeating: "3", count: 34))
    #expect(Decimal(1).divided(by: 3, .up) > third)
    #expect(Decimal(-1).divided(by: 3, .down) < -third)
    #expect(Decimal(2).divided(by: 3).description == "0." + String(repeating: "6", count: 33) + "7")
    let big = try decimal("9999999999999999999999999999999999")
    #expect(big.multiplied(by: big, .down) < big.multiplied(by: big, .up))
    #expect(big.adding(try decimal("0.4"), .down) == big)
    #expect(big.adding(try decimal("0.4"), .up) > big)
    #expect(big.subtracting(try decimal("1e-40"), .down) < big)
    #expect(Decimal(1).divided(by: try decimal("8")) == (try decimal("0.125")))
    #expect(Decimal.zero.divided(by: 7) == .zero)
  }

  @Test(
    "Order does not depend on how numbers are written",
    arguments: [("-2", "-1"), ("0", "0.001"), ("9.99", "10"), ("-10", "9e-5")])
  func order(_ pair: (String, String)) throws {
    #expect(try decimal(pair.0) < decimal(pair.1))
    #expect(try !(decimal(pair.1) < decimal(pair.0)))
  }

  @Test("Roots, powers of e and logarithms lie between their rounded bounds")
  func functions() throws {
    let two = Decimal(2)
    #expect(two.squareRoot(.nearest).description.hasPrefix("1.414213562373095048801688724"))
    #expect(two.squareRoot(.down) < two.squareRoot(.up))
    #expect(try decimal("144").squareRoot(.nearest) == 12)
    #expect(Decimal(1).exponential(.nearest).description.hasPrefix("2.71828182845904523536028747"))
    #expect(
      try decimal("-20.5").exponential(.nearest).description.hasPrefix("0.0000000012501528663867426289"))
    #expect(Decimal(10).logarithm(.nearest).description.hasPrefix("2.30258509299404568401799145"))
    #expect(try decimal("1.001").logarithm(.nearest).description.hasPrefix("0.00099950033308353316680"))
    #expect(Decimal(-2).raised(to: 3, .nearest) == -8)
    #expect(two.raised(to: -2, .nearest) == (try decimal("0.25")))
  }

  @Test(
    "Only numbers of JSON's grammar are read",
    arguments: ["", "-", "01", "1.", ".5", "+1", "1e", "1e99999", "0x1", "1 ", "NaN", "1,5"])
  func refused(_ text: String) {
    #expect(WrittenDecimal(text) == nil)
  }

  @Test("A number knows the last place that was written")
  func places() throws {
    #expect(try #require(WrittenDecimal("69.20")).lastWrittenPlace == -2)
    #expect(try #require(WrittenDecimal("1120")).lastWrittenPlace == 0)
    #expect(try #require(WrittenDecimal("1.12e3")).lastWrittenPlace == 1)
  }
}
