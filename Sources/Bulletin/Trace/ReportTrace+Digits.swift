import DataModel

extension ReportTrace {
  /// Why a figure was printed with the digits that it has.
  func digits(of entry: LedgerEntry) -> String {
    let unit = entry.unit.map { $0.isEmpty ? "" : " " + $0 } ?? ""
    if entry.kind == .observation {
      guard let step = entry.precision else { return "as stated" }
      let word =
        switch entry.qualifier {
        case nil, .reported, .exact: ""
        case let qualifier?: "; '\(qualifier.rawValue)' is the source's word"
        }
      return "stated to the nearest \(step)\(unit), so that no finer digit may be printed\(word)"
    }
    guard let interval = entry.interval, let width = interval.width, let half = interval.halfWidth else {
      return "the interval has no end on one side, so that no digit is certain without a stated precision"
    }
    guard let place = interval.supportedPlace else {
      return "all that it rests on is exact, so that any digit may be printed"
    }
    let step = Decimal.powerOfTen(place)
    var words =
      "half the interval's width is \(half.shortened(toDigits: 3))\(unit), under 1.5 times \(step), so that \(step) is the finest step that may be printed"
    if width > step { words += "; the interval is wider than that, so that 'about' goes with such a digit" }
    if let precision = entry.precision { words += "; data.yaml states a precision of \(precision)" }
    return words
  }
}
