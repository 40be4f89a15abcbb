/// What the cells of a column ask for, in points.
struct ColumnNeeds {
  /// Of numbers: what stands before the decimal sign, from it on, and flags that hang behind.
  var before = 0.0
  var after = 0.0
  var flag = 0.0
  /// Of the widest number, and the em of its font.
  var widestNumber = 0.0
  var em = 0.0
  /// Of words in the body.
  var words = 0.0
  var widestWord = 0.0
  /// Of figures among words, which are broken only where there is no room for the table otherwise.
  var figure = 0.0
  /// Of figures among words that are never cut.
  var uncut = 0.0
  /// Of the heads.
  var head = 0.0
  var widestHeadWord = 0.0
  /// What a head keeps free before it, so that it is apart from the head of the column before.
  var headGap = 0.0
  /// The largest padding of any cell.
  var paddingLeft = 0.0
  var paddingRight = 0.0
  /// A width that the style sheet gives.
  var fixed: Double?

  var padding: Double { paddingLeft + paddingRight }
  /// Whether numbers stand on their decimal sign. Where words come before some and after others, as in "about 80%" and
  /// "161 million", doing so would only push them apart, and they end together instead.
  var isOnDecimalSign: Bool { before + after - widestNumber <= 3 * em }
  var number: Double { isOnDecimalSign ? before + after + flag : widestNumber }
  /// What heads are moved in by, to end with the numbers under them.
  var hanging: Double { isOnDecimalSign ? flag : 0 }
  /// Numbers and words are never cut.
  var minimum: Double { padding + max(number, widestWord, figure, headWord) }
  /// With all words on one line.
  var natural: Double { max(padding + max(number, words, head + headInset), minimum) }
  /// With heads in two lines or so where the body is narrower.
  var compact: Double { max(padding + max(number, words, min(head, head * 0.58) + headInset), minimum) }
  private var headWord: Double { widestHeadWord + (widestHeadWord > 0 ? headInset : 0) }
  /// What heads leave free of their column besides its padding.
  var headInset: Double { hanging + headGap }
}

/// Chooses the widths of a table's columns.
enum ColumnFitting {
  /// The widths of columns, in points.
  ///
  /// - Parameters:
  ///   - available: The width that they have to share.
  ///   - fills: Whether they take all of it.
  ///   - sample: Rows by which room is shared, if not all texts fit on one line; called only then.
  static func widths(
    _ needs: [ColumnNeeds], available: Double, fills: Bool, sample: () -> [SampleRow]
  ) -> [Double] {
    var needs = needs
    if needs.reduce(0, { $0 + ($1.fixed ?? $1.minimum) }) > available {
      for column in needs.indices { needs[column].figure = 0 }
    }
    var minimum = needs.map { $0.fixed.map { max($0, 0) } ?? $0.minimum }
    for (preferred, isLast) in [(needs.map(\.natural), false), (needs.map(\.compact), true)] {
      var widths = preferred
      for (column, need) in needs.enumerated() {
        if let fixed = need.fixed { widths[column] = max(fixed, need.minimum) }
      }
      let sum = widths.reduce(0, +)
      if sum <= available + 0.01 { return fills ? spread(widths, over: available) : widths }
      if isLast, minimum.reduce(0, +) <= available {
        return ColumnBalance(
          minimum: minimum, preferred: widths, needs: needs, available: available, rows: sample()
        ).widths
      }
    }
    // Not even single words fit side by side: words are cut, numbers are not.
    let numbers = needs.map { $0.padding + max($0.number, $0.uncut) }
    let room = available - numbers.reduce(0, +)
    let wanted = zip(minimum, numbers).map { max(0, $0 - $1) }
    let total = wanted.reduce(0, +)
    for column in minimum.indices {
      minimum[column] = numbers[column] + (room > 0 && total > 0 ? wanted[column] * min(1, room / total) : 0)
      // A column of words needs some room in any case.
      minimum[column] = max(minimum[column], needs[column].padding + 1)
    }
    return minimum
  }

  private static func spread(_ widths: [Double], over available: Double) -> [Double] {
    let sum = widths.reduce(0, +)
    guard sum > 0 else { return widths }
    // In proportion, as browsers do, so that wide columns stay the wide ones.
    return widths.map { $0 * available / sum }
  }
}
