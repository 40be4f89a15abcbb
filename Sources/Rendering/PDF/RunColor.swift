import Geometry

/// Colours that carry the number of a run, so that Cairo's own output tells where each run begins.
///
/// Cairo writes the operator that sets a colour only where the colour changes, and six decimal places of it. Giving each
/// run colours of its own, by a difference of less than a thousandth that nobody sees, makes it write one at the start of
/// each run; the finishing step reads the number out and puts the marked content there. Cairo's own tags would do the
/// same, but they add 0.3 s to the 0.2 s that 70,000 cells take, and an opaque picture within one fails (cairo 1.16).
enum RunColor {
  /// The numbers that a channel can carry.
  private static let base = 20
  /// Numbers are given modulo this.
  static let modulus = base * base * base
  /// In millionths. Cairo compares colours in steps of 1/65535, and takes what differs by less for the same.
  private static let step = 20

  /// The colour, rounded to thousandths, with a number in its channels.
  static func encode(_ color: Color, run: Int) -> Color {
    Color(
      red: encode(color.red, digit: run % base), green: encode(color.green, digit: run / base % base),
      blue: encode(color.blue, digit: run / (base * base) % base), alpha: color.alpha)
  }

  private static func encode(_ channel: Double, digit: Int) -> Double {
    let level = Int((min(max(channel, 0), 1) * 1000).rounded())
    // Towards the middle, so that black and white can carry a number too.
    return Double(level * 1000 + (level < 500 ? digit : -digit) * step) / 1_000_000
  }

  /// A colour in thousandths and the number in it, from millionths.
  static func decode(_ red: Int, _ green: Int, _ blue: Int) -> (red: Int, green: Int, blue: Int, run: Int) {
    let (r, g, b) = (decode(red), decode(green), decode(blue))
    return (r.level, g.level, b.level, r.digit + base * (g.digit + base * b.digit))
  }

  private static func decode(_ millionths: Int) -> (level: Int, digit: Int) {
    let (level, rest) = millionths.quotientAndRemainder(dividingBy: 1000)
    return rest < 500 ? (level, (rest + step / 2) / step) : (level + 1, (1000 - rest + step / 2) / step)
  }
}
