import DataModel
import Diagnostics

/// A column of a statistical table, with what all of its cells share.
struct TableColumn {
  enum Kind { case figures, dates, words }

  var spec: TableSpec.ColumnSpec
  let field: Int
  let kind: Kind
  /// The format of each figure; with the same decimals down the column.
  let format: FigureFormat
  /// What the head says after the title.
  let unitInHead: String?

  /// - Parameters:
  ///   - unit: The unit that the column's figures must have.
  ///   - format: The author's; nil to follow from the figures.
  ///   - kind: What the author says the cells are; nil to follow from the data.
  init(
    spec: TableSpec.ColumnSpec, field: Int, unit: Unit?, format: FigureFormat?, kind: Kind?, rows: TableRows,
    into diagnostics: inout Diagnostics
  ) {
    self.spec = spec
    self.field = field
    let kind = kind ?? rows.kind(of: field)
    self.kind = kind
    guard kind == .figures else {
      self.format = .automatic
      unitInHead = spec.unit
      return
    }
    var decimals: Int?
    var common: Unit?
    var isMixed = false
    var mistakes = 0
    for row in 0..<rows.count {
      let figure: Figure?
      do { figure = try rows.figure(row, field) } catch {
        // A column that is wrong throughout need not be reported for each of its rows.
        mistakes += 1
        if mistakes <= 20 { diagnostics.add(error) }
        continue
      }
      guard let figure else { continue }
      let supported = figure.decimalsForColumn
      decimals = min(decimals ?? supported, supported)
      if let own = figure.unit {
        if let known = common, known != own { isMixed = true }
        common = common ?? own
        if let unit, !own.prints(in: unit) {
          diagnostics.error(
            "table.wrong-unit", "'\(figure.id)' is in \(own.text), the column in \(unit.text)",
            at: spec.unitRange ?? spec.range, hint: "write 'unit: \(own.text)'")
          break
        }
      }
    }
    if isMixed, spec.unit == nil {
      // Each cell says its own unit.
      self.format = format ?? FigureFormat(.automatic)
      unitInHead = nil
    } else {
      self.format = format ?? FigureFormat(.number, decimals: decimals ?? 0, isBare: true, isForced: true)
      unitInHead = spec.unit ?? (format == nil ? common?.text : nil)
    }
  }

  var alignment: TableContent.Alignment { spec.align ?? (kind == .figures ? .decimal : .start) }

  /// What style rules can select the column's cells by.
  var attributes: [String: String] { ["data-column": spec.field] }
}

extension Figure {
  /// The decimals that the figure supports: those written for what was stated; for what was derived, as many as keep half
  /// the interval's width under 1.5 units of the last.
  var decimalsForColumn: Int {
    if kind == .observation, let writtenPlace { return max(0, -writtenPlace) }
    guard let width = interval.width?.double else { return 0 }
    var decimals = 0
    var unit = 1.0
    while decimals < 6, width < 3 * unit / 10 {
      unit /= 10
      decimals += 1
    }
    return decimals
  }
}

extension Unit {
  /// Whether figures in this unit can stand in a column whose head says `column`: the nouns may be left to the title.
  func prints(in column: Unit) -> Bool {
    self == column || (kind == column.kind && exponent == column.exponent && divisor == column.divisor)
  }
}
