/// A round number, such as two thirds or three times, with the word that makes it true of an interval.
///
/// The word follows from where the interval lies. A number in it is said as it is where the interval is within a hundredth
/// of it, and with 'about' within a twentieth. A number outside of it is 'just over' or 'nearly' where the whole interval is
/// within a twentieth of it; else the interval is 'more than' the round number below. An interval that holds two round
/// numbers and is near neither has no such word.
struct Approximation: Hashable, Sendable {
  enum Word: String, Sendable {
    case exactly = ""
    case about
    case justOver = "just over"
    case nearly
    case moreThan = "more than"
    case atLeast = "at least"
    case lessThan = "less than"

    /// Nil where there is no qualifier of that meaning, or none is printed.
    var qualifier: Qualifier? {
      switch self {
      case .exactly, .justOver: nil
      case .about: .about
      case .nearly: .nearly
      case .moreThan: .moreThan
      case .atLeast: .atLeast
      case .lessThan: .lessThan
      }
    }
  }
  var word: Word
  var target: Target

  /// A whole number or fraction.
  struct Target: Hashable, Sendable {
    var numerator: Int
    var denominator = 1
    /// `2/3`, `3`
    var text: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
    /// In which the target is a whole number.
    func scaled(_ interval: Interval) -> Interval { interval * .exactly(Decimal(denominator)) }

    /// What readers take in as a fraction: halves to fifths, and the first and last tenth.
    static let fractions: [Target] = [
      (1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10),
    ].map { Target(numerator: $0.0, denominator: $0.1) }

    /// One and a half, and whole numbers with one digit that is not zero, up to a thousand.
    static let multiples: [Target] =
      [Target(numerator: 3, denominator: 2)]
      + [1, 10, 100].flatMap { unit in (1...9).map { Target(numerator: $0 * unit) } }.dropFirst()
      + [Target(numerator: 1000)]
  }

  /// What conditions compare with: `nearly 3`, `2/3`.
  var key: String { word == .exactly ? target.text : "\(word.rawValue) \(target.text)" }
  /// Whether the interval holds the number.
  var isHeld: Bool { word == .exactly || word == .about }

  /// - Parameter targets: In ascending order.
  /// - Returns: Nil where no word is true, or only one that says too little.
  init?(of interval: Interval, among targets: [Target]) {
    let held = targets.filter { $0.scaled(interval).contains(Decimal($0.numerator)) }
    let middle = interval.midpoint
    let nearest = held.min { Self.distance(middle, $0) < Self.distance(middle, $1) }
    if let nearest, Self.isNear(interval, nearest, within: Evaluator.nearness) {
      self.init(
        word: Self.isNear(interval, nearest, within: Decimal(mantissa: 1, exponent: -2)) ? .exactly : .about,
        target: nearest)
      return
    }
    let above = targets.first { interval.lies(below: $0) }
    let below = targets.last { interval.lies(above: $0) }
    if held.isEmpty, let above, Self.isNear(interval, above, within: Evaluator.nearness) {
      self.init(word: .nearly, target: above)
    } else if held.isEmpty, let below, Self.isNear(interval, below, within: Evaluator.nearness) {
      self.init(word: .justOver, target: below)
    } else if let base = targets.last(where: { interval.isAtLeast($0) }),
      held.filter({ $0 != base }).count < 2 || interval.upper.value == nil
    {
      self.init(word: interval.lies(above: base) ? .moreThan : .atLeast, target: base)
    } else if held.isEmpty, let above, Interval.exactly(.zero).isBelow(interval) {
      self.init(word: .lessThan, target: above)
    } else {
      return nil
    }
  }

  /// Of a share of a whole, as a fraction; nil where it may be nothing or all of it.
  init?(share: Interval) {
    guard Interval.exactly(.zero).isBelow(share), share.isBelow(.exactly(.one)) else { return nil }
    self.init(of: share, among: Target.fractions)
  }

  private init(word: Word, target: Target) {
    self.word = word
    self.target = target
  }

  private static func distance(_ value: Decimal?, _ target: Target) -> Decimal {
    guard let value else { return .zero }
    return (value - Decimal(target.numerator).divided(by: Decimal(target.denominator))).magnitude
  }

  private static func isNear(_ interval: Interval, _ target: Target, within share: Decimal) -> Bool {
    let number = Decimal(target.numerator)
    return target.scaled(interval).lies(
      within: Interval(from: .closed(number - number * share), to: .closed(number + number * share)))
  }
}

extension Interval {
  fileprivate func lies(below target: Approximation.Target) -> Bool {
    target.scaled(self).isBelow(.exactly(Decimal(target.numerator)))
  }
  fileprivate func lies(above target: Approximation.Target) -> Bool {
    Interval.exactly(Decimal(target.numerator)).isBelow(target.scaled(self))
  }
  fileprivate func isAtLeast(_ target: Approximation.Target) -> Bool {
    Interval.exactly(Decimal(target.numerator)).isNotAbove(target.scaled(self))
  }
}
