import Diagnostics

/// Prints figures by the rule that no digit stands that the interval does not support.
struct FigurePrinter {
  let locale: NumberLocale

  /// The figure as it goes into the text.
  func text(of figure: Figure, as format: FigureFormat, at range: SourceRange) throws(Diagnostic) -> String {
    try printing(of: figure, as: format, at: range).text
  }

  /// The figure as it goes into the text, and the number in it where that is one in digits.
  func printing(
    of figure: Figure, as format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> (text: String, number: NumberParts?) {
    let text: String
    var number: NumberParts?
    switch format.shape {
    case .range: text = try rangeText(of: figure, as: format, at: range)
    case .between: text = try betweenText(of: figure, as: format, at: range)
    case .words(let gender): text = try words(for: figure, gender, format, at: range)
    case .fraction: text = try fraction(of: figure, isHeld: false, at: range)
    case .ordinal(let isInWords, let gender):
      text = try ordinal(of: figure, isInWords: isInWords, gender, format, at: range)
    case .rank: text = try rank(of: figure, at: range)
    case .date:
      throw .error(
        "format.not-a-date", "a figure is not a date", at: range,
        hint: "its date is \(figure.id).period")
    default:
      if figure.isVague, !format.isBare, !format.isForced, figure.limit == nil {
        text = try betweenText(of: figure, as: format, at: range)
      } else {
        let parts = try parts(of: figure, as: format, at: range)
        text = try join(parts.qualifier, parts.text, at: range)
        number = parts
      }
    }
    return (format.isCapitalized ? text.capitalizedFirst : text, number)
  }

  /// A number as it is printed.
  struct NumberParts {
    /// Whose word goes with it, if any does.
    var qualifier: Qualifier?
    var text: String
    /// What is printed, and the place of its last digit, in the figure's unit.
    var value: Decimal
    var place: Int

    init(_ rounded: Decimal, place: Int, _ scale: Scale, qualifier: Qualifier?, text: String) {
      self.qualifier = qualifier
      self.text = text
      value = rounded.multiplied(by: .powerOfTen(-scale.shift))
      self.place = place - scale.shift
    }
  }

  /// The number as it is printed. Of an interval that is open to one side it is the end that there is.
  func parts(
    of figure: Figure, as format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> NumberParts {
    let scale = try Scale(figure, format, at: range)
    if figure.value == nil || (figure.isVague && !format.isBare && !format.isForced), let limit = figure.limit {
      return try parts(of: figure, at: limit, scale, format, at: range)
    }
    guard let value = figure.value else {
      throw .error(
        "format.unbounded", "'\(figure.id)' has no value to print: its interval is open to both sides", at: range,
        hint: "state a 'precision:' for the figures in it that are 'more than' or 'less than'")
    }
    // In the unit of the scale: for `percent` of a ratio, a hundred times the value.
    let shown = value.multiplied(by: .powerOfTen(scale.shift))
    let place = try place(for: figure, shown, scale, format, at: range)
    let rounded = rounded(shown, figure.qualifier, toPlace: place)
    let qualifier = qualifier(
      of: figure, printed: rounded.multiplied(by: .powerOfTen(-scale.shift)), place: place - scale.shift, format)
    return NumberParts(
      rounded, place: place, scale, qualifier: qualifier,
      text: try numberText(rounded, place: place, scale, qualifier, format, at: range))
  }

  /// The end of an interval as it is printed: rounded away from the interval, which makes it 'more than' for 'at least'.
  private func parts(
    of figure: Figure, at limit: Figure.Limit, _ scale: Scale, _ format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> NumberParts {
    let value = limit.value.multiplied(by: .powerOfTen(scale.shift))
    var place = try self.place(for: figure, value, scale, format, at: range)
    if format.decimals == nil, !scale.isSpecified {
      if let width = figure.interval.width {
        place = width.leadingPlace + scale.shift
      } else if figure.writtenPlace == nil {
        // How many digits help is only a guess: an end that needs fewer is printed with those.
        place = max(place, value.lastPlace)
      }
    }
    let rounded = value.rounded(toPlace: place, limit.isLower ? .down : .up)
    let isReached = limit.isClosed && rounded == value
    let qualifier: Qualifier = limit.isLower ? (isReached ? .atLeast : .moreThan) : isReached ? .atMost : .lessThan
    let number = try numberText(rounded, place: place, scale, qualifier, format, at: range)
    return NumberParts(
      rounded, place: place, scale, qualifier: format.isBare ? nil : qualifier, text: number)
  }

  /// How a figure's number is written: its notation, and the power of ten between its unit and what is written.
  struct Scale {
    enum Notation { case plain, calendarYear, percent, automatic, short, fixed(Int), specifier(NumberSpecifier) }
    var notation: Notation
    var shift = 0
    /// The power of ten of the unit's multiplier, where the number may be written in full.
    var multiplier = 0

    init(_ figure: Figure, _ format: FigureFormat, at range: SourceRange) throws(Diagnostic) {
      let unit = figure.unit
      let isCount =
        unit.map {
          $0.kind == .quantity && $0.exponent >= 0 && $0.divisor == .one
            && $0.dimensions.allSatisfy { $0.power > 0 }
        }
        ?? true
      if isCount { multiplier = unit?.exponent ?? 0 }
      switch format.shape {
      case .percent:
        notation = .percent
        shift = try Self.percentShift(figure, at: range)
        multiplier = 0
      case .specifier(let specifier):
        notation = .specifier(specifier)
        shift = specifier.isPercent ? try Self.percentShift(figure, at: range) : 0
        multiplier = 0
      case .number, .date:
        notation = unit?.isCalendarYear == true ? .calendarYear : .plain
        multiplier = 0
      case .scaled(let exponent):
        guard isCount else {
          throw .error(
            "format.not-a-count", "'\(figure.id)' is in \(unit?.text ?? ""), which takes no scale word",
            at: range)
        }
        notation = .fixed(exponent)
        shift = multiplier
      default:
        switch unit?.kind {
        case .percent: notation = .percent
        case .points, .ratio: notation = .plain
        case .quantity where unit?.isCalendarYear == true: notation = .calendarYear
        case .quantity, nil:
          notation = isCount ? (format.shape == .short ? .short : .automatic) : .plain
          shift = multiplier
        }
      }
    }

    /// Whether a format of d3's says how many digits there are.
    var isSpecified: Bool { if case .specifier = notation { true } else { false } }

    /// How many places a share's number moves to be in percent.
    private static func percentShift(_ figure: Figure, at range: SourceRange) throws(Diagnostic) -> Int {
      switch figure.unit?.kind {
      case .percent, .points: return 0
      case .ratio, nil: return 2
      case .quantity:
        throw .error(
          "format.not-a-share", "'\(figure.id)' is in \(figure.unit?.text ?? ""), not a share", at: range,
          hint: "divide it by its whole, or leave 'percent' out")
      }
    }
  }

  /// The place of the last digit to print, counted in what is written.
  ///
  /// - Parameter value: What is written, before it is rounded.
  private func place(
    for figure: Figure, _ value: Decimal, _ scale: Scale, _ format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> Int {
    let finest = figure.finestPlace
    let asked: Int?
    switch scale.notation {
    case .fixed(let exponent): asked = format.decimals.map { exponent - $0 }
    case .specifier(let specifier): asked = specifier.place(of: value)
    default: asked = format.decimals.map { -$0 }
    }
    guard let asked else { return finest + scale.shift }
    if !format.isForced, !figure.supports(place: asked - scale.shift) {
      let least: Int
      if case .fixed(let exponent) = scale.notation {
        least = exponent - finest - scale.shift
      } else {
        least = -finest - scale.shift
      }
      let count = max(0, least)
      let wanted = format.decimals ?? max(0, -asked)
      let decimals = "\(wanted) decimal\(wanted == 1 ? "" : "s")"
      throw .error(
        "format.too-precise",
        "\(decimals) of '\(figure.id)' are more than its interval supports, which is \(figure.interval.words)",
        at: range,
        hint: least < 0
          ? "leave the number of decimals out"
          : "ask for \(count) decimal\(count == 1 ? "" : "s") at most")
    }
    return asked
  }

  /// What is more than a number stays so when digits are left out, and what is less too.
  private func rounded(_ value: Decimal, _ qualifier: Qualifier, toPlace place: Int) -> Decimal {
    switch qualifier {
    case .moreThan, .atLeast: value.rounded(toPlace: place, .down)
    case .lessThan, .atMost, .nearly: value.rounded(toPlace: place, .up)
    case .exact, .reported, .about: value.rounded(toPlace: place)
    }
  }

  private func numberText(
    _ value: Decimal, place: Int, _ scale: Scale, _ qualifier: Qualifier?, _ format: FigureFormat, at range: SourceRange
  ) throws(Diagnostic) -> String {
    let isGenitive = qualifier.map { QualifierWords.wantGenitive($0, locale.baseLanguage) } ?? false
    let sign: NumberLocale.Sign = format.isChange ? .always : .negative
    let decimals = max(0, -place)
    switch scale.notation {
    case .specifier(let specifier): return specifier.text(shown: value, locale: locale)
    case .plain: return locale.format(value, decimals: decimals, sign: sign)
    case .calendarYear: return locale.format(value, decimals: decimals, sign: sign, grouping: false)
    case .percent: return locale.format(value, decimals: decimals, notation: .percent, sign: sign)
    case .automatic:
      // Words start at a million; a number with more than three decimals of a million is clearer in full.
      let size = value.leadingPlace
      if size >= 6, let exponent = locale.scaleExponent(forPlace: size) {
        if exponent - place <= 3 {
          if isGenitive, let text = scaled(value, place, exponent, sign, isGenitive: true) { return text }
          return locale.format(value, decimals: max(0, exponent - place), notation: .scaled, sign: sign)
        }
        // 1,405.45 million, since 1.40545 billion has too many decimals and 1,405,450,000 too many digits.
        if let smaller = locale.scaleExponent(forPlace: exponent - 1), smaller >= 6, smaller - place <= 3,
          let text = scaled(value, place, smaller, sign, isGenitive: isGenitive)
        {
          return text
        }
      }
      return locale.format(value, decimals: decimals, sign: sign)
    case .short:
      // Four figures are as much as an abbreviated number shows.
      if let exponent = locale.scaleExponent(forPlace: value.leadingPlace, notation: .short) {
        return locale.format(value, decimals: min(3, max(0, exponent - place)), notation: .short, sign: sign)
      }
      return locale.format(value, decimals: decimals, sign: sign)
    case .fixed(let exponent):
      guard let text = scaled(value, place, exponent, sign, isGenitive: isGenitive) else {
        throw .error(
          "format.no-scale-word", "the language '\(locale.language)' has no word for 10^\(exponent)",
          at: range)
      }
      return text
    }
  }

  private func scaled(
    _ value: Decimal, _ place: Int, _ exponent: Int, _ sign: NumberLocale.Sign, isGenitive: Bool
  ) -> String? {
    locale.format(
      value.multiplied(by: .powerOfTen(-exponent)), decimals: max(0, exponent - place), wordFor: exponent, sign: sign,
      isGenitive: isGenitive)
  }

  /// The figure's qualifier, or 'about' where the interval is wider than one unit of the last printed place, or where the
  /// printed number lies outside of it and not all of it rounds to that number.
  ///
  /// - Parameters:
  ///   - printed: The rounded number, in the figure's unit.
  ///   - place: Of the last digit, counted in the figure's unit.
  private func qualifier(
    of figure: Figure, printed: Decimal, place: Int, _ format: FigureFormat
  ) -> Qualifier? {
    if format.isBare { return nil }
    guard figure.qualifier == .exact || figure.qualifier == .reported else { return figure.qualifier }
    guard let width = figure.interval.width else { return nil }
    if width > .powerOfTen(place) { return .about }
    let half = Decimal(mantissa: 5, exponent: place - 1)
    let rounding = Interval(from: .closed(printed - half), to: .closed(printed + half))
    return figure.interval.contains(printed) || figure.interval.lies(within: rounding) ? nil : .about
  }

  func word(for qualifier: Qualifier, at range: SourceRange) throws(Diagnostic) -> String {
    guard let word = QualifierWords.word(for: qualifier, language: locale.baseLanguage) else {
      throw .error(
        "format.no-qualifier-word",
        "the word for '\(qualifier.rawValue)' is not known in '\(locale.language)'",
        at: range, hint: "write it yourself, and '| bare' after the figure")
    }
    return word
  }

  func join(_ qualifier: Qualifier?, _ number: String, at range: SourceRange) throws(Diagnostic) -> String {
    guard let qualifier else { return number }
    let word = try word(for: qualifier, at: range)
    return QualifierWords.isSpaced(locale.baseLanguage) ? "\(word) \(number)" : word + number
  }
}

extension Figure {
  /// The place of the finest digit that may be printed: 0 for integers, -1 for tenths, in the figure's unit.
  ///
  /// That of an observation is as it was stated. For what is derived, half the interval's width is under 1.5 units of it;
  /// where that leaves more digits than help a reader, percentages have one decimal, ratios two, and other quotients
  /// four digits, unless they are asked for.
  public var finestPlace: Int {
    if kind == .observation || (precision != nil && writtenPlace != nil) { return writtenPlace ?? 0 }
    let size = (value ?? interval.lower.value ?? interval.upper.value ?? .zero).leadingPlace
    let useful: Int
    switch unit?.kind {
    case .percent, .points: useful = min(-1, size - 1)
    case .ratio: useful = min(-2, size - 2)
    case .quantity, nil: useful = size - 3
    }
    if interval.isPoint {
      // An exact sum is printed in full, an exact quotient as far as it helps.
      return writtenPlace ?? max(useful, min(0, (value ?? .zero).lastPlace))
    }
    return max(interval.supportedPlace ?? .min, writtenPlace ?? useful)
  }

  func supports(place: Int) -> Bool {
    if kind == .observation, let own = writtenPlace, place >= own { return true }
    guard let width = interval.width else { return place >= finestPlace }
    return width < Decimal(mantissa: 3, exponent: place)
  }
}
