extension Figure {
  /// The same figure in another unit; nil if the two have nothing in common.
  func expressed(in other: Unit?) -> Figure? {
    guard let unit, let other else { return (unit == nil) == (other == nil) ? self : nil }
    if unit == other { return self }
    guard unit.kind == other.kind, let factor = unit.conversion(to: other),
      let scaled = try? term.scaled(by: factor)
    else { return nil }
    var figure = self
    figure.unit = other
    figure.term = scaled
    figure.interval = scaled.tightRange()
    figure.value = value == nil ? nil : scaled.stated
    figure.writtenPlace = figure.writtenPlace.map { $0 + unit.exponent - other.exponent }
    return figure
  }
}
