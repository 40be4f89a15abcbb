import Diagnostics
import Graphics

/// A chart laid out for one width.
public struct ChartDrawing: Sendable {
  /// The shapes, and where each number of the ledger was printed.
  public let drawing: Drawing
  /// Labels that found no place, and words that are wider than the drawing.
  public let warnings: [Diagnostic]
}
