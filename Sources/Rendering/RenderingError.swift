/// Why a page or drawing could not be turned into a file.
public struct RenderingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done, such as "drawing page 3".
  public var step: String
  /// What went wrong, in a library's or our own words.
  public var reason: String

  public init(_ step: String, _ reason: String) {
    self.step = step
    self.reason = reason
  }
  public var description: String { "\(step): \(reason)" }
}
