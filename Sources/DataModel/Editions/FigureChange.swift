/// What became of a figure from one edition of a report to another.
public struct FigureChange: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// Another value for the same quantity and period.
    case revised
    /// Another value for the same quantity and period, on another basis or in another unit.
    case restated
    /// The same quantity for another period.
    case updated
    /// A value that the older one allows for, known more closely; or one that allows for the older one, known less closely.
    case morePrecise = "more precise"
    case lessPrecise = "less precise"
    case new, dropped, unchanged
  }
  public var kind: Kind
  /// Nil for what is new.
  public var old: EditionFigure?
  /// Nil for what was dropped.
  public var new: EditionFigure?

  init(_ kind: Kind, old: EditionFigure?, new: EditionFigure?) {
    self.kind = kind
    self.old = old
    self.new = new
  }

  /// The figures of one quantity in two editions.
  init(from old: EditionFigure, to new: EditionFigure) {
    // A derived value whose figures have moved on has too, though its own period may have been left as it was.
    let isSamePeriod = [(old.periods, new.periods), (old.inputPeriods, new.inputPeriods)].allSatisfy {
      $0 == $1 || $0.isEmpty || $1.isEmpty
    }
    self.init(isSamePeriod ? Self.kind(old.figure, new.figure) : .updated, old: old, new: new)
  }

  private static func kind(_ old: Figure, _ new: Figure) -> Kind {
    guard let old = old.expressed(in: new.unit) else { return .restated }
    if old.value == new.value, old.interval == new.interval { return .unchanged }
    // A value that its publisher calls revised is that, whatever publication it is in.
    if let before = old.basis, let after = new.basis, before != after, !new.status.contains(.revised) {
      return .restated
    }
    if new.interval.lies(within: old.interval) { return .morePrecise }
    if old.interval.lies(within: new.interval) { return .lessPrecise }
    let place = max(old.finestPlace, new.finestPlace)
    if old.value?.rounded(toPlace: place) == new.value?.rounded(toPlace: place) { return .unchanged }
    return .revised
  }

  /// The newer value less the older one; nil where there is none, or the units have nothing in common.
  ///
  /// Printed to the coarser of the two last places, or to the finer one where nothing would be left of it.
  public var difference: Figure? {
    guard let new = new?.figure, let old = old?.figure.expressed(in: new.unit), let after = new.value,
      let before = old.value, let term = try? Term.of(.difference, [new.term, old.term])
    else { return nil }
    let unit = new.unit.map { $0.kind == .percent ? .points : $0 }
    var difference = Quantity(term, unit: unit, from: []).asFigure(id: "", formula: "\(after) - \(before)")
    difference.value = after - before
    // Under one id the two would be one quantity, whose difference is zero.
    difference.interval = new.interval - old.interval
    let place = max(old.finestPlace, new.finestPlace)
    let isLost = difference.value?.rounded(toPlace: place).isZero == true
    difference.writtenPlace = isLost ? min(old.finestPlace, new.finestPlace) : place
    difference.precision = difference.writtenPlace.map { .powerOfTen($0) }
    return difference
  }

  /// Whether the two values differ by less than is known of them, so that not even the direction is certain.
  public var isUncertain: Bool {
    guard let difference, difference.value?.isZero == false else { return false }
    return difference.interval.contains(.zero)
  }

  /// How the basis or the unit differs: `end-2023 → end-2024`; nil where it does not.
  public var restatement: (old: String, new: String)? {
    guard kind == .restated || kind == .updated, let old, let new else { return nil }
    if let before = old.entry.basis, let after = new.entry.basis, before != after { return (before, after) }
    return kind == .restated ? (old.entry.unit ?? "", new.entry.unit ?? "") : nil
  }
}
