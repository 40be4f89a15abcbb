import DataModel
import Diagnostics
import Geometry

extension ChartResolver {
  /// The layers that an error bar, error band or box plot is made of; any other layer is itself.
  func expanded(_ layer: BoundLayer) -> [BoundLayer] {
    switch layer.spec.mark.kind {
    case .errorbar, .errorband, .boxplot: break
    default: return [layer]
    }
    guard let composite = CompositeMark(layer, self) else { return [] }
    switch layer.spec.mark.kind {
    case .boxplot: return composite.boxPlot()
    case .errorband: return composite.errorBand()
    default: return composite.errorBar()
    }
  }
}

/// Summarises the rows of a layer by groups, and makes layers of simple marks from that.
private struct CompositeMark {
  let layer: BoundLayer
  let resolver: ChartResolver
  /// The channel of the quantity, its end, and the channel across.
  let main: EncodingSpec.Channel
  let end: EncodingSpec.Channel
  let quantity: BoundChannel
  let column: Int
  /// Columns that tell groups apart.
  let groupColumns: [Int]
  let groups: [[Int]]

  init?(_ layer: BoundLayer, _ resolver: ChartResolver) {
    let mark = layer.spec.mark
    let (x, y) = (layer.channels[.x], layer.channels[.y])
    let isHorizontal =
      mark.orientation.map { $0 == .horizontal } ?? (y?.type != .quantitative || x?.type == .quantitative && y == nil)
    main = isHorizontal ? .x : .y
    end = isHorizontal ? .x2 : .y2
    let quantityChannel = main
    let endChannel = end
    guard let quantity = layer.channels[main], let column = quantity.column, quantity.type == .quantitative else {
      resolver.diagnostics.error(
        "chart.no-quantity", "mark '\(mark.kind.rawValue)' needs a column of numbers on x or y", at: mark.range,
        hint: "write '\(quantityChannel.rawValue): {field: …, type: quantitative}'")
      return nil
    }
    self.layer = layer
    self.resolver = resolver
    self.quantity = quantity
    self.column = column
    let own: Set<EncodingSpec.Channel> = [quantityChannel, endChannel, .xError, .xError2, .yError, .yError2, .text]
    var columns: [Int] = []
    for channel in EncodingSpec.Channel.allCases where !own.contains(channel) {
      if let other = layer.channels[channel]?.column, !columns.contains(other) { columns.append(other) }
    }
    for detail in layer.details where !columns.contains(detail) { columns.append(detail) }
    groupColumns = columns
    var places: [[String?]: Int] = [:]
    var groups: [[Int]] = []
    for row in 0..<layer.table.rowCount {
      let key = columns.map { layer.table.text(row, $0) }
      if let place = places[key] {
        groups[place].append(row)
      } else {
        places[key] = groups.count
        groups.append([row])
      }
    }
    self.groups = groups
  }

  private var mark: MarkSpec { layer.spec.mark }

  private func numbers(_ rows: [Int]) -> [Double] {
    rows.compactMap { layer.table.double($0, column) }.filter(\.isFinite)
  }

  /// A layer of a simple mark over a table of groups and of what they come to.
  ///
  /// - Parameters:
  ///   - values: For each row the group it belongs to, where the mark begins and where it ends.
  private func part(
    _ kind: MarkSpec.Kind, _ name: String, isRanged: Bool = false, _ values: [(group: Int, from: Double, to: Double?)],
    _ style: (inout MarkSpec) -> Void = { _ in }
  ) -> BoundLayer? {
    let piece = mark.composite.parts[name]
    guard piece?.isShown ?? (name != "ticks" && name != "borders") else { return nil }
    var columns: [(name: String, values: [Value])] = groupColumns.map { (layer.table.columns[$0].name, []) }
    columns.append((layer.table.columns[column].name, []))
    columns.append((layer.table.columns[column].name + " (end)", []))
    for value in values {
      guard let first = groups[value.group].first else { continue }
      for (place, group) in groupColumns.enumerated() {
        columns[place].values.append(layer.table.text(first, group).map { .text($0) } ?? .null)
      }
      columns[groupColumns.count].values.append(number(value.from))
      columns[groupColumns.count + 1].values.append(value.to.map(number) ?? .null)
    }
    var result = layer
    result.table = DataTable.of(name: layer.table.name, columns: columns, at: layer.table.range)
    result.details = layer.details.compactMap { groupColumns.firstIndex(of: $0) }
    result.channels = [:]
    for (channel, bound) in layer.channels {
      var moved = bound
      if let old = bound.column {
        guard let place = groupColumns.firstIndex(of: old) else { continue }
        moved.column = place
      }
      result.channels[channel] = moved
    }
    var main = quantity
    main.column = groupColumns.count
    main.spec.stack = .none
    result.channels[self.main] = main
    if isRanged {
      main.column = groupColumns.count + 1
      result.channels[end] = main
    } else {
      result.channels[end] = nil
    }
    var spec = MarkSpec(kind: kind, range: mark.range)
    spec.classes = mark.classes
    // A tick stands across the axis that it marks a value on.
    spec.orientation = (self.main == .x) == (kind != .tick) ? .horizontal : .vertical
    spec.labels = MarkSpec.LabelDensity.none
    spec.visual = mark.visual
    style(&spec)
    spec.visual = spec.visual.overridden(by: piece?.visual ?? MarkVisual())
    spec.visual.size = piece?.size ?? spec.visual.size
    result.spec.mark = spec
    return result
  }

  private func number(_ value: Double) -> Value { Decimal(value).map { .number($0) } ?? .null }

  // MARK: Error bars and bands

  private struct Interval {
    var group: Int
    var low: Double
    var high: Double
  }

  /// Where the intervals of all groups lie: written as ends or as errors, those of the figures themselves, or a spread.
  private func intervals() -> [Interval] {
    if let other = layer.channels[end]?.column {
      return rows { row in
        guard let a = layer.table.double(row, column), let b = layer.table.double(row, other) else { return nil }
        return (min(a, b), max(a, b))
      }
    }
    let errors: [EncodingSpec.Channel] = main == .x ? [.xError, .xError2] : [.yError, .yError2]
    if let above = layer.channels[errors[0]] {
      let below = layer.channels[errors[1]]
      func read(_ bound: BoundChannel, _ row: Int) -> Double? {
        bound.column.flatMap { layer.table.double(row, $0) } ?? bound.spec.value?.double
      }
      return rows { row in
        guard let middle = layer.table.double(row, column), let up = read(above, row) else { return nil }
        let down = below.flatMap { read($0, row) } ?? -up
        return (middle + min(up, down), middle + max(up, down))
      }
    }
    let mark = self.mark
    if mark.composite.extent == nil, mark.composite.center == nil, groups.allSatisfy({ $0.count == 1 }) {
      return rows { row in
        guard let figure = (try? layer.table.figure(row, column)) ?? nil else { return nil }
        guard let low = figure.interval.lower.value, let high = figure.interval.upper.value else { return nil }
        return (low.double, high.double)
      }
    }
    return groups.indices.compactMap { group in
      spread(numbers(groups[group])).map { Interval(group: group, low: $0.0, high: $0.1) }
    }
  }

  private func rows(_ ends: (Int) -> (Double, Double)?) -> [Interval] {
    groups.indices.flatMap { group in
      groups[group].compactMap { row in ends(row).map { Interval(group: group, low: $0.0, high: $0.1) } }
    }
  }

  private func spread(_ values: [Double]) -> (Double, Double)? {
    guard !values.isEmpty else { return nil }
    let extent = mark.composite.extent ?? (mark.composite.center == .median ? .iqr : .stderr)
    let sorted = values.sorted()
    if extent == .iqr { return (quantile(sorted, 0.25), quantile(sorted, 0.75)) }
    let mean = values.reduce(0, +) / Double(values.count)
    let middle = mark.composite.center == .median ? quantile(sorted, 0.5) : mean
    guard values.count > 1 else { return (middle, middle) }
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    let deviation = variance.squareRoot()
    let error = deviation / Double(values.count).squareRoot()
    let half = extent == .stdev ? deviation : extent == .ci ? 1.96 * error : error
    return (middle - half, middle + half)
  }

  func errorBar() -> [BoundLayer] {
    let found = intervals()
    reportNone(found.isEmpty)
    let width = mark.thickness
    let ends = found.flatMap { [($0.group, $0.low, Double?.none), ($0.group, $0.high, nil)] }
    return [
      part(.rule, "rule", isRanged: true, found.map { ($0.group, $0.low, $0.high) }) { spec in
        spec.visual.strokeWidth = width ?? spec.visual.strokeWidth
      },
      part(.tick, "ticks", ends) { spec in spec.visual.size = spec.visual.size ?? 10 },
    ].compactMap { $0 }
  }

  func errorBand() -> [BoundLayer] {
    let found = intervals()
    reportNone(found.isEmpty)
    let (interpolation, tension) = (mark.interpolation, mark.tension)
    func follow(_ spec: inout MarkSpec) {
      spec.interpolation = interpolation
      spec.tension = tension
    }
    return [
      part(.area, "band", isRanged: true, found.map { ($0.group, $0.low, $0.high) }) { spec in
        follow(&spec)
        if spec.visual.opacity == nil, spec.visual.fillOpacity == nil { spec.visual.fillOpacity = 0.3 }
      },
      part(.line, "borders", found.map { ($0.group, $0.low, nil) }, follow),
      part(.line, "borders", found.map { ($0.group, $0.high, nil) }, follow),
    ].compactMap { $0 }
  }

  private func reportNone(_ isEmpty: Bool) {
    guard isEmpty else { return }
    resolver.diagnostics.error(
      "chart.no-rows", "no row has an interval for mark '\(mark.kind.rawValue)'", at: quantity.range)
  }

  // MARK: Box plots

  func boxPlot() -> [BoundLayer] {
    var boxes: [(Int, Double, Double?)] = []
    var medians: [(Int, Double, Double?)] = []
    var whiskers: [(Int, Double, Double?)] = []
    var ends: [(Int, Double, Double?)] = []
    var outliers: [(Int, Double, Double?)] = []
    for group in groups.indices {
      let sorted = numbers(groups[group]).sorted()
      guard let first = sorted.first, let last = sorted.last else { continue }
      let (q1, q3) = (quantile(sorted, 0.25), quantile(sorted, 0.75))
      var (low, high) = (first, last)
      if mark.composite.extent != .minMax {
        var factor = 1.5
        if case .tukey(let written) = mark.composite.extent { factor = written }
        let reach = factor * (q3 - q1)
        low = sorted.first { $0 >= q1 - reach } ?? first
        high = sorted.last { $0 <= q3 + reach } ?? last
        outliers += sorted.filter { $0 < low || $0 > high }.map { (group, $0, nil) }
      }
      boxes.append((group, q1, q3))
      medians.append((group, quantile(sorted, 0.5), nil))
      whiskers += [(group, low, q1), (group, q3, high)]
      ends += [(group, low, nil), (group, high, nil)]
    }
    reportNone(boxes.isEmpty)
    let size = mark.visual.size ?? 14
    return [
      part(.rule, "rule", isRanged: true, whiskers) { spec in spec.visual.strokeWidth = spec.visual.strokeWidth ?? 1 },
      part(.tick, "ticks", ends) { spec in spec.visual.size = size / 2 },
      part(.bar, "box", isRanged: true, boxes) { spec in spec.visual.size = size },
      part(.tick, "median", medians) { spec in
        spec.visual.size = size
        spec.visual.color = .ground
      },
      part(.point, "outliers", outliers) { spec in
        spec.visual.size = nil
        spec.isFilled = spec.isFilled ?? false
      },
    ].compactMap { $0 }
  }
}
