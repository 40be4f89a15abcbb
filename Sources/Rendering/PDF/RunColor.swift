import Geometry

/// Colours that carry the number of a run, so that Cairo's own output tells where each run begins.
///
/// Cairo writes the operator that sets a colour only where the colour changes, and six decimal places of it. Giving each
/// run colours of its own, by a difference of less than a thousandth that nobody sees, makes it write one at the start of
/// each run; the finishing step reads the number out and puts the marked content there. Cairo's own tags cost seven times
/// as much (0.29 s more for 70,000 cells).
enum RunColor {
  /// The numbers that a channel can carry.
  private static let base = 400
  /// Numbers are given modulo this.
  static let modulus = base * base

  /// The colour, rounded to thousandths, with a number in its red and green.
  static func encode(_ color: Color, run: Int) -> Color {
    Color(
      red: encode(color.red, digit: run % base), green: encode(color.green, digit: run / base % base),
      blue: Double(thousandths(color.blue)) / 1000, alpha: color.alpha)
  }

  private static func thousandths(_ channel: Double) -> Int { Int((min(max(channel, 0), 1) * 1000).rounded()) }

  private static func encode(_ channel: Double, digit: Int) -> Double {
    let level = thousandths(channel)
    // Towards the middle, so that black and white can carry a number too.
    return Double(level < 500 ? level * 1000 + digit : level * 1000 - digit) / 1_000_000
  }

  /// A channel's thousandths and its digit, from millionths.
  static func decode(_ millionths: Int) -> (level: Int, digit: Int) {
    let (level, rest) = millionths.quotientAndRemainder(dividingBy: 1000)
    return rest < base ? (level, rest) : (level + 1, 1000 - rest)
  }

  static func run(red: Int, green: Int) -> Int { red + green * base }
}
