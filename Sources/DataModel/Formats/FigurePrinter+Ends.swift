import Diagnostics

extension Figure {
  /// An end of the interval that is all that can be said: of one that is open to the other side or reaches there to the
  /// limit of what the unit allows.
  struct Limit {
    var value: Decimal
    var isClosed: Bool
    var isLower: Bool
  }

  /// Whether the interval of what is derived supports not even the first digit of the value, or leaves its sign open.
  var isVague: Bool {
    guard kind == .derived, precision == nil, let value, let width = interval.width, !width.isZero, !term.isCount else {
      return false
    }
    return (interval.supportedPlace ?? .min) > value.leadingPlace || interval.sign == 0
  }

  /// The one end to print, where there is only one or the other is no news: nought, or a hundred percent.
  var limit: Limit? {
    let (low, high) = (interval.lower, interval.upper)
    if let value = low.value, high.value == nil || (high.value == 100 && unit?.kind == .percent) {
      return Limit(value: value, isClosed: low.isClosed, isLower: true)
    }
    if let value = high.value, low.value?.isZero ?? true {
      return Limit(value: value, isClosed: high.isClosed, isLower: false)
    }
    return nil
  }
}

extension FigurePrinter {
  /// `84.8–85.0%`
  func rangeText(of figure: Figure, as format: FigureFormat, at range: SourceRange) throws(Diagnostic) -> String {
    guard let ends = try ends(of: figure, as: format, at: range) else {
      return try text(of: figure, as: format.with(.automatic), at: range)
    }
    let dash = ends.isNegative ? "\u{2009}\u{2013}\u{2009}" : "\u{2013}"
    return ends.low + dash + ends.high
  }

  /// `between 84.8 and 85.0%`
  func betweenText(of figure: Figure, as format: FigureFormat, at range: SourceRange) throws(Diagnostic) -> String {
    guard let ends = try ends(of: figure, as: format, at: range) else {
      return try text(of: figure, as: format.with(.automatic), at: range)
    }
    guard let words = PhraseWords.words(for: locale.baseLanguage) else {
      throw .error(
        "format.no-qualifier-word", "the words for 'between' are not known in '\(locale.language)'", at: range,
        hint: "write '| range', or the words yourself")
    }
    return words.filled(
      words.between, ["low": words.hasUnitTwice ? ends.lowWithUnit : ends.low, "high": ends.highGenitive ?? ends.high])
  }

  private struct Ends {
    var low: String
    var lowWithUnit: String
    var high: String
    /// After a preposition that wants the genitive, where that looks different.
    var highGenitive: String?
    var isNegative: Bool
  }

  /// The place to which the ends are rounded: the coarsest from the first digit of the width on that moves neither end by
  /// more than a tenth of the width, and at most two places finer.
  private static func place(of interval: Interval, _ width: Decimal) -> Int {
    let first = width.leadingPlace
    let margin = width.multiplied(by: Decimal(mantissa: 1, exponent: -1))
    let ends = [interval.lower.value, interval.upper.value].compactMap { $0 }
    return [first, first - 1].first { place in
      ends.allSatisfy { ($0.rounded(toPlace: place) - $0).magnitude <= margin }
    } ?? first - 2
  }

  /// Both ends of the interval, rounded by its width; nil where it is one value.
  private func ends(
    of figure: Figure, as format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> Ends? {
    guard let low = figure.interval.lower.value, let high = figure.interval.upper.value,
      let width = figure.interval.width
    else {
      throw .error(
        "format.unbounded", "'\(figure.id)' has no range: it is \(figure.interval.words)", at: range,
        hint: "state its 'precision:', or leave the format out")
    }
    if width.isZero { return nil }
    let own: Set<FigureFormat.Shape> = [.range, .between]
    let scale = try Scale(figure, own.contains(format.shape) ? format.with(.automatic) : format, at: range)
    let shift = Decimal.powerOfTen(scale.shift)
    let isFixed: Int? = if case .fixed(let exponent) = scale.notation { exponent } else { nil }
    let place =
      format.decimals.map { (isFixed ?? 0) - $0 } ?? (Self.place(of: figure.interval, width) + scale.shift)
    let ends = [low.multiplied(by: shift), high.multiplied(by: shift)].map { $0.rounded(toPlace: place) }
    let isNegative = ends[0].isNegative || ends[1].isNegative
    let size = max(ends[0].magnitude, ends[1].magnitude).leadingPlace
    let notation: NumberLocale.Notation
    switch scale.notation {
    case .percent: notation = .percent
    case .automatic where size >= 6: notation = .scaled
    case .short: notation = .short
    default: notation = .plain
    }
    if let exponent = isFixed ?? (notation.isScaled ? locale.scaleExponent(forPlace: size, notation: notation) : nil) {
      let decimals = max(0, exponent - place)
      func scaled(_ value: Decimal) -> Decimal { value.multiplied(by: .powerOfTen(-exponent)) }
      func worded(_ value: Decimal, isGenitive: Bool = false) -> String {
        let text =
          notation == .short
          ? nil
          : locale.format(scaled(value), decimals: decimals, wordFor: exponent, sign: .negative, isGenitive: isGenitive)
        return text ?? locale.format(value, decimals: decimals, notation: notation)
      }
      return Ends(
        low: locale.format(scaled(ends[0]), decimals: decimals), lowWithUnit: worded(ends[0]), high: worded(ends[1]),
        highGenitive: worded(ends[1], isGenitive: true), isNegative: isNegative)
    }
    let grouping = if case .calendarYear = scale.notation { false } else { true }
    let written: NumberLocale.Notation = notation == .percent ? .percent : .plain
    let texts = ends.map {
      (
        locale.format($0, decimals: max(0, -place), grouping: grouping),
        locale.format($0, decimals: max(0, -place), notation: written, grouping: grouping)
      )
    }
    return Ends(low: texts[0].0, lowWithUnit: texts[0].1, high: texts[1].1, isNegative: isNegative)
  }
}

extension FigureFormat {
  func with(_ shape: Shape) -> FigureFormat {
    var result = self
    result.shape = shape
    return result
  }
}
