import DataModel
import Diagnostics

/// Reads what a row of a layer says in each channel.
struct RowReader {
  let layer: BoundLayer
  let xPlaces: [String: Int]
  let yPlaces: [String: Int]
  let xKind: PlotAxis.Kind?
  let yKind: PlotAxis.Kind?
  let places: [String: Int]
  let seriesColumn: Int?
  let printsFigures: Bool
  /// Constants, read once.
  let constants: [EncodingSpec.Channel: Double]

  init(layer: BoundLayer, panel: PlotPanel, places: [String: Int], resolver: ChartResolver) {
    self.layer = layer
    func lookup(_ axis: PlotAxis?) -> [String: Int] {
      var result: [String: Int] = [:]
      for (place, category) in (axis?.categories ?? []).enumerated() { result[category.value] = place }
      return result
    }
    xPlaces = lookup(panel.x)
    yPlaces = lookup(panel.y)
    xKind = panel.x?.kind
    yKind = panel.y?.kind
    self.places = places
    printsFigures = resolver.density(layer.spec.mark, layer.channels[.text], panel.form) != .none
    seriesColumn = resolver.seriesColumn(of: layer)?.column
    var constants: [EncodingSpec.Channel: Double] = [:]
    for channel in [EncodingSpec.Channel.x, .y, .x2, .y2] {
      guard let datum = layer.channels[channel]?.spec.datum, let text = datum.text,
        let axis = channel == .x || channel == .x2 ? panel.x : panel.y
      else { continue }
      if axis.isContinuous {
        // A value that is none was reported when the constant's axis was made.
        constants[channel] =
          axis.kind == .time
          ? WrittenDate(text)?.days : datum.double ?? resolver.number(text, datum.range)
      } else {
        constants[channel] = (channel == .x || channel == .x2 ? xPlaces : yPlaces)[text].map(Double.init)
      }
    }
    self.constants = constants
  }

  /// The series of a row; nil where the column that tells them apart is empty or left out of the domain.
  func series(_ row: Int) -> Int? {
    guard let seriesColumn else { return places[""] }
    return layer.table.text(row, seriesColumn).flatMap { places[$0] }
  }

  /// Where a row stands on an axis; nil where the cell is empty. A quantity's figure goes to `figure`.
  func position(
    _ channel: EncodingSpec.Channel, _ row: Int, _ figure: inout Figure?, _ resolution: inout WrittenDate.Resolution,
    _ diagnostics: inout Diagnostics
  ) -> Double? {
    guard let bound = layer.channels[channel] else { return nil }
    guard let column = bound.column else { return constants[channel] }
    let isX = channel == .x || channel == .x2
    guard let kind = isX ? xKind : yKind else { return nil }
    switch kind {
    case .band, .point:
      return layer.table.text(row, column).flatMap { (isX ? xPlaces : yPlaces)[$0] }.map(Double.init)
    case .time:
      guard let text = layer.table.text(row, column) else { return nil }
      guard let date = WrittenDate(text) else {
        diagnostics.error(
          "chart.not-a-date", "'\(text)' in column '\(layer.table.columns[column].name)' is no date",
          at: layer.table.place(row, column),
          hint: "write dates as 2025, 2025-06 or 2025-06-30, or set 'type: ordinal'")
        return nil
      }
      resolution = max(resolution, date.resolution)
      return date.days
    case .linear, .logarithmic: return number(row, column, bound, &figure, &diagnostics)
    }
  }

  /// The number of a cell; nil where it is empty.
  private func number(
    _ row: Int, _ column: Int, _ bound: BoundChannel, _ figure: inout Figure?, _ diagnostics: inout Diagnostics
  ) -> Double? {
    guard let text = layer.table.text(row, column) else { return nil }
    guard layer.table.columns[column].type == .number else {
      // Once for the column, not for each of its rows.
      guard !diagnostics.all.contains(where: { $0.id == "chart.not-a-number" && $0.range == bound.range }) else {
        return nil
      }
      diagnostics.error(
        "chart.not-a-number",
        "column '\(layer.table.columns[column].name)' has no numbers, such as '\(text)'",
        at: bound.range, hint: "set 'type: nominal'")
      return nil
    }
    do throws(Diagnostic) {
      figure = try layer.table.figure(row, column)
      return figure?.double
    } catch {
      // What is drawn and never printed needs its value only, not how exact it is.
      if !printsFigures, error.id == "data.computed-without-precision" { return layer.table.double(row, column) }
      diagnostics.add(error)
      return nil
    }
  }

  /// The angle and radius of an arc, in the unit of the data: angles stand for y, radii for x.
  func readPolar(_ datum: inout MarkDatum, _ row: Int, _ figures: inout MarkFigures, _ diagnostics: inout Diagnostics) {
    var end: Figure?
    datum.y = quantity(.theta, row, &figures.y, &diagnostics)
    datum.y2 = quantity(.theta2, row, &end, &diagnostics)
    datum.x = quantity(.radius, row, &figures.x, &diagnostics)
    datum.x2 = quantity(.radius2, row, &end, &diagnostics)
    if let figure = figures.y ?? figures.x { datum.status = figure.status }
  }

  private func quantity(
    _ channel: EncodingSpec.Channel, _ row: Int, _ figure: inout Figure?, _ diagnostics: inout Diagnostics
  ) -> Double? {
    guard let bound = layer.channels[channel] else { return nil }
    guard let column = bound.column else { return bound.spec.datum?.double }
    return number(row, column, bound, &figure, &diagnostics)
  }

  /// Whether a mark that stands in a category has none.
  func lacksCategory(_ datum: MarkDatum) -> Bool {
    (datum.x == nil && layer.channels[.x]?.isDiscrete ?? false)
      || (datum.y == nil && layer.channels[.y]?.isDiscrete ?? false)
  }
}

extension ChartResolver {
  /// The number that an expression comes to; nil if it is none.
  func number(_ expression: String, _ range: SourceRange) -> Double? {
    do throws(Diagnostic) {
      switch try store.value(of: expression, at: range) {
      case .figure(let figure): return figure.double
      case .number(let number): return number.double
      case .text, .truth, .phrase, .null, .series: return nil
      }
    } catch { return nil }
  }
}
