/// The words of a cell, by which the lines are counted that it takes in a width; in points.
struct SampleCell {
  var words: [Float] = []
  var space: Float = 0
  /// What the cell leaves free besides its column's padding.
  var inset: Float = 0

  var natural: Float {
    words.isEmpty ? 0 : words.reduce(0, +) + space * Float(words.count - 1)
  }

  /// How many lines the words take if each line is filled as far as it goes.
  func lineCount(in room: Float) -> Int {
    let room = room - inset + 0.01
    var count = 1
    var x: Float = 0
    for word in words {
      if x > 0, x + space + word > room {
        count += 1
        x = word
      } else {
        x += x > 0 ? space + word : word
      }
    }
    return count
  }
}

/// A row by which the widths of columns are chosen: one cell a column.
struct SampleRow {
  var isHead: Bool
  var cells: [SampleCell]
}

/// Shares the room between columns of words so that the table is as low as it can be.
///
/// A row is as high as its cell with the most lines, so that a table's height is the sum of those over its rows. Widths
/// are counted in steps above each column's minimum, and the lines of each cell at each step are counted beforehand.
/// All ways to share the room in a few large steps are tried. From the best, and from shares in proportion to what is asked
/// for, the steps of two columns at a time are shared anew between them in every way there is, and one column is traded
/// against two, until nothing gains.
struct ColumnBalance {
  private let minimum: [Double]
  private let available: Double
  private let step: Double
  private let rowCount: Int
  /// The columns that can do with less than they ask for.
  private let flexible: [Int]
  /// For each of those, the lines of each row's cell at each step, step after step.
  private var lines: [[UInt8]] = []
  /// For each of those and each step, what the lines of its cells cost besides the height of the rows.
  private var extra: [[Double]] = []

  /// In points. What is finer is not seen, and what is coarser leaves room unused.
  private static let finestStep = 2.0
  private static let mostSteps = 256.0
  /// Up to this share of the table's width a text is short, such as a name or a date, and best left on one line.
  private static let shortText: Float = 0.14
  /// What another line of a cell costs where it leaves the row as high as it is, in lines of the row.
  private static let shortTextLine = 0.3
  private static let headLine = 0.5
  private static let otherLine = 0.04
  /// What the square of the lines beyond the first costs: of tables as high as one another, that without very high
  /// rows is read more easily.
  private static let highRow = 0.02
  /// By the number of lines.
  private static let rowCosts: [Double] = (0...255).map { lines in
    let more = Double(max(0, lines - 1))
    return Double(lines) + highRow * more * more
  }
  /// How many ways to share the room are tried at most before the search in small steps.
  private static let mostTrials = 4000
  /// How many steps one column is given from two others, or gives to them, at most.
  private static let longestTrade = 12

  /// - Parameters:
  ///   - minimum: The least width of each column.
  ///   - preferred: The width that each column asks for; together, more than there is.
  ///   - available: The width for all of them; at least the sum of the least.
  init(
    minimum: [Double], preferred: [Double], needs: [ColumnNeeds], available: Double, rows: [SampleRow]
  ) {
    self.minimum = minimum
    self.available = available
    rowCount = rows.count
    flexible = minimum.indices.filter { preferred[$0] > minimum[$0] + 0.01 }
    let free = available - minimum.reduce(0, +)
    step = max(Self.finestStep, free / Self.mostSteps)
    for column in flexible {
      let padding = needs[column].padding
      let wish = min(preferred[column] - minimum[column], free)
      let count = Int((wish / step).rounded(.up)) + 1
      var ofColumn: [UInt8] = []
      ofColumn.reserveCapacity(count * rows.count)
      var cost: [Double] = []
      for number in 0..<count {
        let room = Float(minimum[column] + Double(number) * step - padding)
        var sum = 0.0
        for row in rows {
          let cell = row.cells[column]
          let lines = min(cell.lineCount(in: room), 255)
          ofColumn.append(UInt8(lines))
          if lines == 1 { continue }
          let isShort = cell.natural <= Float(available) * Self.shortText
          sum += Double(lines - 1) * (row.isHead ? Self.headLine : isShort ? Self.shortTextLine : Self.otherLine)
        }
        cost.append(sum)
      }
      lines.append(ofColumn)
      extra.append(cost)
    }
  }

  /// The widths, which together are what is available.
  var widths: [Double] {
    let total = Int((available - minimum.reduce(0, +)) / step)
    var best = share(total, like: extra.map { Double($0.count - 1) })
    let lowest = improve(&best)
    if var other = bestInLargeSteps(total), improve(&other) < lowest - 1e-9 { best = other }
    var widths = minimum
    for (index, column) in flexible.enumerated() {
      widths[column] += Double(needed(best[index], of: index)) * step
    }
    // What no cell needs is shared as columns of other tables share it.
    let sum = widths.reduce(0, +)
    return sum > 0 ? widths.map { $0 * available / sum } : widths
  }

  /// Steps in proportion to weights, no column over its most.
  private func share(_ total: Int, like weights: [Double]) -> [Int] {
    var steps = weights.map { _ in 0 }
    var rest = total
    var open = Array(weights.indices)
    while rest > 0, !open.isEmpty {
      let sum = open.reduce(0) { $0 + weights[$1] }
      let round = rest
      for index in open {
        let part = max(1, Int(Double(round) * weights[index] / max(sum, 1e-9)))
        let given = min(part, rest, extra[index].count - 1 - steps[index])
        steps[index] += given
        rest -= given
      }
      open.removeAll { steps[$0] == extra[$0].count - 1 }
    }
    return steps
  }

  /// The best of all ways to share the room in large steps; nil with too many columns to try them.
  private func bestInLargeSteps(_ total: Int) -> [Int]? {
    let count = flexible.count
    guard count > 1 else { return nil }
    // So many large steps can be shared in this many ways.
    var large = 1
    var ways = count
    while ways * (large + count) / (large + 1) <= Self.mostTrials, large < total {
      ways = ways * (large + count) / (large + 1)
      large += 1
    }
    guard large > 2 else { return nil }
    let size = max(1, (total + large - 1) / large)
    var best: (steps: [Int], cost: Double)?
    var steps = Array(repeating: 0, count: count)
    func visit(_ index: Int, _ rest: Int, _ highest: [UInt8], _ fixed: Double) {
      if index == count - 1 {
        steps[index] = min(rest, extra[index].count - 1)
        let sum = height(of: highest, index, steps[index]).reduce(fixed) { $0 + Self.rowCosts[Int($1)] }
        let cost = sum + extra[index][steps[index]]
        if cost < (best?.cost ?? .infinity) - 1e-9 { best = (steps, cost) }
        return
      }
      var own = 0
      while true {
        let taken = min(own, rest, extra[index].count - 1)
        steps[index] = taken
        visit(index + 1, rest - taken, height(of: highest, index, taken), fixed + extra[index][taken])
        if taken < own || taken == rest { break }
        own += size
      }
    }
    visit(0, total, [UInt8](repeating: 1, count: rowCount), 0)
    return best?.steps
  }

  private func height(of rows: [UInt8], _ column: Int, _ steps: Int) -> [UInt8] {
    var result = rows
    let start = steps * rowCount
    for row in 0..<rowCount { result[row] = max(result[row], lines[column][start + row]) }
    return result
  }

  /// Shares steps anew as long as the cost falls, and returns it.
  private func improve(_ steps: inout [Int]) -> Double {
    var best = cost(steps)
    var rounds = 0
    while rounds < 12 {
      rounds += 1
      let before = best
      sharePairs(&steps, &best)
      if best < before - 1e-9 { continue }
      trade(&steps, &best)
      if best >= before - 1e-9 { break }
    }
    return best
  }

  private func sharePairs(_ steps: inout [Int], _ best: inout Double) {
    for a in steps.indices {
      for b in steps.indices where b > a {
        let others = highest(steps, except: a, b)
        let fixed = steps.indices.reduce(0.0) { $1 == a || $1 == b ? $0 : $0 + extra[$1][steps[$1]] }
        let sum = steps[a] + steps[b]
        for ofA in max(0, sum - (extra[b].count - 1))...min(sum, extra[a].count - 1) {
          let candidate = fixed + extra[a][ofA] + extra[b][sum - ofA] + height(others, a, ofA, b, sum - ofA)
          if candidate < best - 1e-9 {
            best = candidate
            steps[a] = ofA
            steps[b] = sum - ofA
          }
        }
      }
    }
  }

  /// Gives one column steps of two others, or the other way round.
  private func trade(_ steps: inout [Int], _ best: inout Double) {
    guard steps.count > 2 else { return }
    for one in steps.indices {
      for a in steps.indices where a != one {
        for b in steps.indices where b > a && b != one {
          for sign in [1, -1] {
            for ofA in 1...Self.longestTrade {
              for ofB in 1...Self.longestTrade {
                var candidate = steps
                candidate[one] += sign * (ofA + ofB)
                candidate[a] -= sign * ofA
                candidate[b] -= sign * ofB
                guard [one, a, b].allSatisfy({ candidate[$0] >= 0 && candidate[$0] < extra[$0].count }) else {
                  break
                }
                let cost = cost(candidate)
                if cost < best - 1e-9 {
                  best = cost
                  steps = candidate
                  return
                }
              }
            }
          }
        }
      }
    }
  }

  private func cost(_ steps: [Int]) -> Double {
    let height = highest(steps, except: -1, -1).reduce(0.0) { $0 + Self.rowCosts[Int($1)] }
    return height + steps.indices.reduce(0.0) { $0 + extra[$1][steps[$1]] }
  }

  /// The lines of each row, two columns left out.
  private func highest(_ steps: [Int], except a: Int, _ b: Int) -> [UInt8] {
    var result = [UInt8](repeating: 1, count: rowCount)
    for column in steps.indices where column != a && column != b {
      let start = steps[column] * rowCount
      for row in 0..<rowCount { result[row] = max(result[row], lines[column][start + row]) }
    }
    return result
  }

  /// The lines of all rows with two columns at these steps.
  private func height(_ others: [UInt8], _ a: Int, _ ofA: Int, _ b: Int, _ ofB: Int) -> Double {
    let first = lines[a]
    let second = lines[b]
    let (startA, startB) = (ofA * rowCount, ofB * rowCount)
    let costs = Self.rowCosts
    var sum = 0.0
    for row in 0..<rowCount { sum += costs[Int(max(others[row], first[startA + row], second[startB + row]))] }
    return sum
  }

  /// The fewest steps with which each cell of a column has the lines that it has with `steps`.
  private func needed(_ steps: Int, of column: Int) -> Int {
    var least = steps
    while least > 0 {
      let (here, before) = (least * rowCount, (least - 1) * rowCount)
      if lines[column][here..<here + rowCount] != lines[column][before..<before + rowCount] { break }
      least -= 1
    }
    return least
  }
}
