import Glibc

/// How long each step of a build took.
public struct Timings: Sendable {
  public struct Step: Sendable {
    public let name: String
    public var seconds: Double
  }
  public private(set) var steps: [Step] = []

  /// Runs a step and adds what it took to the step of that name.
  mutating func measure<Value, Failure: Error>(
    _ name: String, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let start = monotonicSeconds()
    defer { add(name, monotonicSeconds() - start) }
    return try body()
  }

  mutating func add(_ name: String, _ seconds: Double) {
    if let index = steps.firstIndex(where: { $0.name == name }) {
      steps[index].seconds += seconds
    } else {
      steps.append(Step(name: name, seconds: seconds))
    }
  }

  /// A line for each step in milliseconds, and their sum.
  public func table() -> String {
    let sum = Step(name: "sum", seconds: steps.reduce(0) { $0 + $1.seconds })
    let width = (steps + [sum]).map(\.name.count).max() ?? 0
    return (steps + [sum]).map { step in
      let tenths = Int((step.seconds * 10_000).rounded())
      let number = "\(tenths / 10).\(tenths % 10)"
      return step.name + String(repeating: " ", count: width - step.name.count)
        + String(repeating: " ", count: max(0, 9 - number.count)) + number + " ms\n"
    }.joined()
  }
}

/// Seconds on a clock that only goes forward.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
