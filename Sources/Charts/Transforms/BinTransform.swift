import DataModel
import Diagnostics
import Glibc

/// How numbers are put into bins of equal width; the properties are Vega's.
struct BinSpec: Sendable {
  static let keys = [
    "anchor", "base", "binned", "divide", "extent", "maxbins", "minstep", "nice", "span", "step", "steps",
  ]
  var anchor: Double?
  var base = 10.0
  /// Whether the data are in bins already.
  var isBinned = false
  var divide = [5.0, 2]
  var extent: (Double, Double)?
  var maximum = 10.0
  var leastStep = 0.0
  var isNice = true
  var span: Double?
  var step: Double?
  var steps: [Double]?
  /// As columns that it makes are called: `bin_maxbins_10`.
  var name = "bin_maxbins_10"
  var range: SourceRange

  /// - Parameter usual: At most how many bins there are where nothing is said.
  /// - Returns: Nil for `false` and `null`.
  static func read(_ node: SourceNode, usual: Double, into diagnostics: inout Diagnostics) -> BinSpec? {
    var spec = BinSpec(range: node.range)
    spec.maximum = usual
    spec.name = "bin_maxbins_\(plain(usual))"
    if node.isNull || node.bool == false { return nil }
    if node.bool == true { return spec }
    if node.text == "binned" {
      spec.isBinned = true
      return spec
    }
    guard let object = SpecObject(node, "'bin'", keys: keys, into: &diagnostics) else { return nil }
    let everything = -1e300...1e300
    spec.anchor = object.number("anchor", in: everything, into: &diagnostics)
    spec.base = object.number("base", in: 1.1...1000, into: &diagnostics) ?? 10
    spec.isBinned = object.bool("binned", into: &diagnostics) ?? false
    spec.extent = object.pair("extent", into: &diagnostics)
    spec.maximum = object.number("maxbins", in: 1...10_000, into: &diagnostics) ?? usual
    spec.leastStep = object.number("minstep", in: 0...1e300, into: &diagnostics) ?? 0
    spec.isNice = object.bool("nice", into: &diagnostics) ?? true
    spec.span = object.number("span", in: 0...1e300, into: &diagnostics)
    spec.step = object.number("step", in: 1e-300...1e300, into: &diagnostics)
    spec.divide = numbers(object, "divide", into: &diagnostics) ?? spec.divide
    spec.steps = numbers(object, "steps", into: &diagnostics)
    let written = (node.entries ?? []).filter { $0.key != "binned" }
    if !written.isEmpty {
      spec.name =
        "bin"
        + written.map { entry in
          "_\(entry.key)_" + (entry.value.items ?? [entry.value]).map { $0.text ?? "" }.joined(separator: "_")
        }.joined()
    }
    return spec
  }

  private static func numbers(
    _ object: SpecObject, _ key: String, into diagnostics: inout Diagnostics
  ) -> [Double]? {
    guard let value = object[key] else { return nil }
    let numbers = (value.items ?? []).compactMap(\.double).filter { $0 > 0 }
    guard !numbers.isEmpty, numbers.count == value.items?.count else {
      diagnostics.error("chart.not-a-list", "'\(key)' of 'bin' has to be a list of numbers above zero", at: value.range)
      return nil
    }
    return numbers
  }

  /// The bins of some numbers, by the rule of vega-statistics' `bin`. Nil if no number is finite.
  func bins(of numbers: [Double]) -> Bins? {
    var (low, high) = extent ?? (.infinity, -.infinity)
    if extent == nil {
      for number in numbers where number.isFinite {
        low = Swift.min(low, number)
        high = Swift.max(high, number)
      }
    }
    guard low <= high else { return nil }
    let step = step(from: low, to: high)
    let precision = step >= 1 ? 0 : Int(-log(step) / log(base)) + 1
    let tolerance = pow(base, Double(-precision - 1))
    if isNice {
      let floor = (low / step + tolerance).rounded(.down) * step
      low = low < floor ? floor - step : floor
      high = (high / step).rounded(.up) * step
    }
    var bins = Bins(start: low, stop: high == low ? low + step : high, step: step)
    if let anchor {
      let shift = anchor - (bins.start + step * ((anchor - bins.start) / step).rounded(.down))
      bins.start += shift
      bins.stop += shift
    }
    return bins
  }

  private func step(from low: Double, to high: Double) -> Double {
    if let step { return step }
    let width = span ?? (high > low ? high - low : low != 0 ? abs(low) : 1)
    if let steps {
      let above = steps.firstIndex { $0 >= width / maximum } ?? steps.count
      return steps[Swift.max(0, above - 1)]
    }
    let level = (log(maximum) / log(base)).rounded(.up)
    var step = Swift.max(leastStep, pow(base, (log(width) / log(base)).rounded() - level))
    while (width / step).rounded(.up) > maximum { step *= base }
    for divisor in divide {
      let finer = step / divisor
      if finer >= leastStep, width / finer <= maximum { step = finer }
    }
    return step
  }
}

/// Bins of equal width.
struct Bins: Hashable, Sendable {
  var start: Double
  var stop: Double
  var step: Double

  /// Where the bin begins that a number lies in; NaN for what lies in none.
  func floor(_ number: Double) -> Double {
    guard number >= start, number <= stop else { return .nan }
    let inside = Swift.max(start, Swift.min(number, stop - step))
    return Bins.rounded(start + step * (1e-14 + (inside - start) / step).rounded(.down))
  }
  func end(_ start: Double) -> Double { Bins.rounded(start + step) }

  /// Without the last digits, in which sums of binary numbers are wrong.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    let scale = pow(10, 13 - log10(abs(value)).rounded(.up))
    guard scale.isFinite, scale > 0 else { return value }
    return (value * scale).rounded() / scale
  }
}

/// Adds where each number's bin begins and ends.
struct BinTransform: DataTransform {
  static let name = "bin"
  static let keys = ["bin", "field", "as"]
  var bin: BinSpec
  var field: SpecText
  var names: [String]
  var range: SourceRange

  static func read(_ object: SpecObject, into diagnostics: inout Diagnostics) -> BinTransform? {
    guard let field = object.needed("field", into: &diagnostics), let node = object["bin"],
      let bin = BinSpec.read(node, usual: 10, into: &diagnostics)
    else { return nil }
    let first = object["as"]?.text ?? object["as"]?.items?.first?.text ?? "\(bin.name)_\(field.text)"
    return BinTransform(
      bin: bin, field: field, names: object.names([first, "\(first)_end"], into: &diagnostics),
      range: object.node.range)
  }

  func apply(to table: DataTable, _ loader: TableLoader) throws(Diagnostic) -> DataTable {
    try table.binned(bin, try table.column(field), as: names, at: field.range)
  }
}

extension DataTable {
  /// - Parameter names: Of the beginnings and the ends.
  func binned(
    _ spec: BinSpec, _ column: Int, as names: [String], at range: SourceRange
  ) throws(Diagnostic) -> DataTable {
    let numbers = doubles(column)
    guard columns[column].type == .number || !(0..<rowCount).contains(where: { text($0, column) != nil }) else {
      throw .error(
        "chart.not-a-number", "bins need numbers, and column '\(columns[column].name)' has none", at: range,
        hint: columns[column].type == .date ? "use 'timeUnit' for dates" : nil)
    }
    guard let bins = spec.bins(of: numbers) else {
      let empty = [Double](repeating: .nan, count: rowCount)
      return adding(names[0], .numbers(empty)).adding(names[1], .numbers(empty))
    }
    guard (bins.stop - bins.start) / bins.step <= 100_000 else {
      throw .error(
        "chart.too-many-bins", "bins of \(plain(bins.step)) would be more than 100,000", at: spec.range,
        hint: "give a larger step")
    }
    let starts = numbers.map { bins.floor($0) }
    return adding(names[0], .numbers(starts)).adding(names[1], .numbers(starts.map { bins.end($0) }))
  }
}
