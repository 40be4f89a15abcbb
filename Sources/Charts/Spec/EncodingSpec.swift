import Diagnostics

/// What the columns of the data stand for in the drawing.
struct EncodingSpec: Sendable {
  enum Channel: String, CaseIterable, Sendable {
    case x, y, x2, y2, color, order, xOffset, yOffset, shape, text, detail
  }
  var channels: [Channel: ChannelSpec] = [:]
  /// Further columns that tell series apart.
  var details: [ChannelSpec] = []

  subscript(channel: Channel) -> ChannelSpec? {
    get { channels[channel] }
    set { channels[channel] = newValue }
  }

  /// What `inner` says, and where it says nothing what `self` says.
  func overridden(by inner: EncodingSpec) -> EncodingSpec {
    EncodingSpec(
      channels: channels.merging(inner.channels) { $1 }, details: inner.details.isEmpty ? details : inner.details)
  }
}

struct ChannelSpec: Sendable {
  /// Where each property was written.
  var places: [String: SourceRange] = [:]
  enum DataType: String, CaseIterable, Sendable {
    case quantitative, temporal, nominal, ordinal
  }
  enum StackMode: String, CaseIterable, Sendable {
    case zero, normalize, center
    /// To both sides of a line: the first half of the series to its left, the rest to its right, half of the middle one to
    /// each. As values, or as shares of each stack.
    case diverging
    case divergingNormalize = "diverging-normalize"

    var isNormalized: Bool { self == .normalize || self == .divergingNormalize }
    var isDiverging: Bool { self == .diverging || self == .divergingNormalize }
  }
  enum Stacking: Sendable {
    case automatic, none
    case mode(StackMode)

    var mode: StackMode? {
      if case .mode(let mode) = self { mode } else { nil }
    }
  }

  var field: SpecText?
  /// A constant in the unit of the data.
  var datum: SourceNode?
  /// A constant of the drawing: a colour or a text.
  var value: SourceNode?
  var type: DataType?
  var aggregate: AggregateOperation?
  var title: SpecText?
  /// `title: null` asks for none.
  var hidesTitle = false
  var format: SpecText?
  var sort = SortSpec.automatic
  var stack = Stacking.automatic
  var scale = ScaleSpec()
  var axis = AxisSpec()
  var legend = LegendSpec()
  var range: SourceRange
}

enum SortSpec: Sendable {
  case automatic
  case ascending
  case descending
  /// In the order of the data.
  case none
  case values([SpecText])
  /// By another column of the same rows.
  case field(SpecText, AggregateOperation?, isDescending: Bool)
  /// By the values that another channel shows.
  case channel(EncodingSpec.Channel, isDescending: Bool, SourceRange)
}

struct ScaleSpec: Sendable {
  /// Where each property was written.
  var places: [String: SourceRange] = [:]
  enum Kind: String, CaseIterable, Sendable {
    case linear, log, band, point, time, utc, ordinal
  }
  var kind: (Kind, SourceRange)?
  var domain: [SourceNode]?
  var range: [SpecText]?
  var zero: Bool?
  var nice: Bool?
  /// How many steps `nice` aims at.
  var niceCount: Double?
  var isReversed = false
  var paddingInner: Double?
  var paddingOuter: Double?
}

struct AxisSpec: Sendable {
  /// Where each property was written.
  var places: [String: SourceRange] = [:]
  var isShown: Bool?
  var title: SpecText?
  var hidesTitle = false
  var format: SpecText?
  var values: [SourceNode]?
  var grid: Bool?
  var ticks: Bool?
  var domain: Bool?
  var labels: Bool?
  var tickCount: Double?
  /// What is printed in place of a category.
  var labelTexts: [String: SpecText] = [:]
  var range: SourceRange?
}

struct LegendSpec: Sendable {
  var isShown: Bool?
  var title: SpecText?
  var labelTexts: [String: SpecText] = [:]
}
