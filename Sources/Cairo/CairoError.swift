import CCairo

/// A failure that the Cairo or FreeType library reports.
public struct CairoError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done, such as "starting a PDF".
  public let step: String
  /// What went wrong, in the library's words.
  public let reason: String

  public init(_ step: String, _ reason: String) {
    self.step = step
    self.reason = reason
  }

  init(_ status: cairo_status_t, while step: String) {
    self.step = step
    reason = unsafe cairo_status_to_string(status).map { unsafe String(cString: $0) } ?? "unknown error"
  }

  public var description: String { "\(step): \(reason)" }
}
