import Diagnostics

/// What many figures come to: the same code for SQL's functions, charts and tables.
public enum Aggregate: String, Sendable, CaseIterable {
  case sum, mean, share, difference, count, min, max, median

  /// The aggregate of figures that share a unit; nil for none (count gives 0).
  ///
  /// For `share` the first is taken as part of the sum of all; for `difference` it is the first less the second.
  public func of(_ figures: [Figure], at range: SourceRange) throws(Diagnostic) -> Figure? {
    preconditionFailure("being written")
  }
}
