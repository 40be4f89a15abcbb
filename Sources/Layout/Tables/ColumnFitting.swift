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
  /// Of the heads.
  var head = 0.0
  var widestHeadWord = 0.0
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
  var minimum: Double { padding + max(number, widestWord, headWord) }
  /// With all words on one line.
  var natural: Double { max(padding + max(number, words, head + hanging), minimum) }
  /// With heads in two lines or so where the body is narrower.
  var compact: Double { max(padding + max(number, words, min(head, head * 0.58) + hanging), minimum) }
  private var headWord: Double { widestHeadWord + (widestHeadWord > 0 ? hanging : 0) }
}

/// Chooses the widths of a table's columns.
enum ColumnFitting {
  /// The widths of columns, in points.
  ///
  /// - Parameters:
  ///   - available: The width that they have to share.
  ///   - fills: Whether they take all of it.
  ///   - texts: For a sample of rows, the width of each cell's text on one line, row after row.
  static func widths(_ needs: [ColumnNeeds], available: Double, fills: Bool, texts: [Float]) -> [Double] {
    var minimum = needs.map { $0.fixed.map { max($0, 0) } ?? $0.minimum }
    for (preferred, isLast) in [(needs.map(\.natural), false), (needs.map(\.compact), true)] {
      var widths = preferred
      for (column, need) in needs.enumerated() {
        if let fixed = need.fixed { widths[column] = max(fixed, need.minimum) }
      }
      let sum = widths.reduce(0, +)
      if sum <= available + 0.01 { return fills ? spread(widths, over: available) : widths }
      if isLast, minimum.reduce(0, +) <= available {
        return shrink(widths, to: available, minimum: minimum, needs: needs, texts: texts)
      }
    }
    // Not even single words fit side by side: words are cut, numbers are not.
    let numbers = needs.map { $0.padding + $0.number }
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

  /// Up to this share of the table's width a text is short; what another line of it costs, in lines of the row.
  private static let shortText = 0.3
  private static let shortTextLine = 0.8

  private static func spread(_ widths: [Double], over available: Double) -> [Double] {
    let sum = widths.reduce(0, +)
    guard sum > 0 else { return widths }
    // In proportion, as browsers do, so that wide columns stay the wide ones.
    return widths.map { $0 * available / sum }
  }

  /// Narrows columns of words so that the rows together have about the fewest lines.
  ///
  /// A row is about as high as its cell with the most lines, which is its text's width by its column's. Room is moved
  /// between pairs of columns as long as the sum over the rows falls, in smaller and smaller steps.
  private static func shrink(
    _ preferred: [Double], to available: Double, minimum: [Double], needs: [ColumnNeeds], texts: [Float]
  ) -> [Double] {
    let count = preferred.count
    let flexible = (0..<count).filter { preferred[$0] > minimum[$0] + 0.01 }
    var widths = minimum
    let free = available - minimum.reduce(0, +)
    let wish = flexible.reduce(0) { $0 + preferred[$1] - minimum[$1] }
    guard wish > 0 else { return widths }
    for column in flexible { widths[column] += free * (preferred[column] - minimum[column]) / wish }
    guard flexible.count > 1, !texts.isEmpty else { return widths }
    let rows = texts.count / count
    func cost(_ widths: [Double]) -> Double {
      var sum = 0.0
      for row in 0..<rows {
        var most = 1.0
        for column in flexible {
          let width = Double(texts[row * count + column])
          let lines = width / max(1, widths[column] - needs[column].padding)
          if lines <= 1 { continue }
          // Lines are whole; a share of the unrounded keeps the way down visible between steps.
          most = max(most, lines.rounded(.up) * 0.7 + (lines + 0.5) * 0.3)
          // A name or a date is read at a glance, and is best left on one line.
          if width < available * shortText { sum += (lines.rounded(.up) - 1) * shortTextLine }
        }
        sum += most
      }
      return sum
    }
    var best = cost(widths)
    for step in [48.0, 24, 12, 6, 3] {
      var isImproving = true
      var rounds = 0
      while isImproving, rounds < 20 {
        isImproving = false
        rounds += 1
        for from in flexible {
          for to in flexible where to != from {
            let amount = min(step, widths[from] - minimum[from], preferred[to] - widths[to])
            guard amount > 0.5 else { continue }
            widths[from] -= amount
            widths[to] += amount
            let changed = cost(widths)
            if changed < best - 1e-9 {
              best = changed
              isImproving = true
            } else {
              widths[from] += amount
              widths[to] -= amount
            }
          }
        }
      }
    }
    return widths
  }
}
