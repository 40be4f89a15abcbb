import Diagnostics

/// A number with what is known about it: how sure it is, its unit, and where it comes from.
public struct Figure: Sendable {
  public enum Kind: Sendable { case observation, derived }

  public var kind: Kind
  /// The id in `data.yaml`; the table's name and place for a cell; the expression for a value that has no name.
  public var id: String
  /// In ``unit``: as stated; or the formula on the stated values where all of them are reported or exact; or else the
  /// interval's midpoint. Nil where that is unbounded.
  public var value: Decimal?
  /// In ``unit``.
  public var interval: Interval
  public var unit: Unit?
  public var qualifier: Qualifier
  public var status: StatusFlags
  /// The step that was stated or follows from how the value was written; nil for what is derived.
  public var precision: Decimal?
  /// `2025`, `2025-06` or `2025-06-30`.
  public var period: String?
  /// Where it holds: a country, region or other place, as the data name it.
  public var place: String?
  /// What it was measured on, such as the population base or method of an edition. Figures of different bases make no
  /// series and are not compared over time in silence.
  public var basis: String?
  /// What is measured, whatever the period, basis and edition: `users[group=rural,measure=penetration]`; nil for what is
  /// derived, and for a value that is given alone, for which its id stands.
  public var series: String? { seriesName?.text }
  var seriesName: SeriesName?
  /// What other sources state for the same quantity.
  public var rivals: [Rival] = []
  /// Ids of the sources, in the order of first use.
  public var sources: [String]
  /// Where the value stands in a file; nil for what is derived.
  public var origin: CellOrigin?
  /// As written; nil for an observation.
  public var formula: String?
  /// The observations that a derived value rests on, in the order of first use.
  public var inputs: [FigureInput]
  public var note: String?
  /// What a chart or table calls it.
  public var label: String?
  /// The format that `data.yaml` gives it.
  public var format: FigureFormat?
  /// The place of the finest digit written or, for what is derived, of its least exact input; nil if not known.
  public var writtenPlace: Int?
  var term: Term

  /// The value as a binary number, for drawing only; the stated number where the interval is unbounded.
  public var double: Double { (value ?? interval.lower.value ?? interval.upper.value ?? .zero).double }

  /// Whether another source states something for the same quantity that this does not agree with.
  public var isDisputed: Bool { rivals.contains { !$0.agrees } }
}

/// What another source states for a quantity.
public struct Rival: Sendable {
  /// Without rivals of its own.
  public var figure: Figure
  /// Whether the two intervals meet, in a common unit.
  public var agrees: Bool
  public init(figure: Figure, agrees: Bool) {
    self.figure = figure
    self.agrees = agrees
  }
}

/// An observation that a derived value rests on.
public struct FigureInput: Hashable, Sendable {
  public var id: String
  public var value: String
  public var unit: String?
  public var source: String?
  public var origin: CellOrigin?
  /// As in ``Figure/period``.
  public var period: String?
}

/// The place of a value in a data file.
public struct CellOrigin: Hashable, Sendable {
  /// As diagnostics name it.
  public var file: String
  /// The line on which the row begins, from 1.
  public var line: Int
  /// The row after the header, from 1.
  public var row: Int
  public var column: String
  public init(file: String, line: Int, row: Int, column: String) {
    self.file = file
    self.line = line
    self.row = row
    self.column = column
  }
}

/// Whether something holds, where the figures allow saying so.
public enum Truth: String, Hashable, Sendable {
  case holds, fails, undecided
  public init(_ value: Bool) { self = value ? .holds : .fails }
}

/// What an expression comes to.
public enum Value: Sendable {
  /// Indirect, so that columns of values stay small.
  indirect case figure(Figure)
  case number(Decimal)
  case text(String)
  case truth(Truth)
  /// Words that the data chose.
  indirect case phrase(Phrase)
  case null
  case series([Value])
}
