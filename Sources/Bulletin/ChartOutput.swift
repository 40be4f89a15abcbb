import Graphics
import Rendering

public typealias SVGProfile = Rendering.SVGProfile

/// What a chart is written as by itself.
public struct ChartOutput: Sendable {
  public enum Format: String, CaseIterable, Hashable, Sendable {
    case svg, pdf, png
    /// A part of a page: a figure with the chart in it.
    case html
  }
  public var format: Format
  /// Nil for the width that the chart has in the report.
  public var width: ChartWidth?
  /// Pixels of a PNG to a CSS pixel.
  public var scale = 1.0
  public var profile = SVGProfile.image
  /// Whether an SVG with text has the letters that it uses of its faces in it.
  public var embedsFonts = false
  public init(_ format: Format) { self.format = format }

  /// How much wider words may come out than they were measured.
  var textSlack: Double {
    switch format {
    case .svg: embedsFonts ? 0 : profile.textSlack
    case .html: SVGProfile.inline.textSlack
    case .pdf, .png: 0
    }
  }
}
