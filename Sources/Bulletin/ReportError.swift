/// Why no report was made, where it is not for a mistake in the report itself (those are diagnostics).
public enum ReportError: Error, Equatable, Sendable {
  /// There is no such report.
  case noSuchInput(String)
  /// The report is there but cannot be read.
  case unreadableInput(String)
  /// The report has no chart of that name; the text names the charts that there are.
  case noSuchChart(String)
  /// The report prints no such number; the text names those that are near.
  case noSuchNumber(String)
  /// No node of the report matches a selector; the text names what is near.
  case noSuchNode(String)
  /// A selector that was asked for cannot be read.
  case malformedSelector(String)
  /// An output file could not be written.
  case cannotWrite(String)
  /// A library failed in a way that is no fault of the report.
  case internalFault(String)

  public var message: String {
    switch self {
    case .noSuchInput(let text), .unreadableInput(let text), .noSuchChart(let text), .noSuchNumber(let text),
      .noSuchNode(let text), .malformedSelector(let text), .cannotWrite(let text),
      .internalFault(let text):
      text
    }
  }

  /// The exit status by `sysexits.h`.
  public var exitStatus: Int32 {
    switch self {
    case .noSuchNode: 1
    case .malformedSelector: 64
    case .noSuchInput, .noSuchChart, .noSuchNumber: 66
    case .unreadableInput: 65
    case .internalFault: 70
    case .cannotWrite: 73
    }
  }
}
