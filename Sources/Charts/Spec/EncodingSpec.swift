import Diagnostics

/// What the columns of the data stand for in the drawing.
struct EncodingSpec: Sendable {
  enum Channel: String, CaseIterable, Sendable {
    case x, y, x2, y2, color, order, xOffset, yOffset, shape, text, detail
    case fill, stroke, opacity, fillOpacity, strokeOpacity, strokeWidth, size, strokeDash, angle
    case xError, xError2, yError, yError2, theta, theta2, radius, radius2

    /// Those that say what a mark looks like.
    static let looks: [Channel] = [
      .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .size, .shape, .strokeDash, .angle,
    ]
    var isColor: Bool { self == .color || self == .fill || self == .stroke }
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
  /// What holds for the rows that pass a test, in order; the first that passes counts.
  var conditions: [ConditionSpec] = []
  /// Where the field counts only for rows that pass a test, that test; `value` holds for the others.
  var fieldTest: Predicate?
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

/// A constant for the rows that pass a test.
struct ConditionSpec: Sendable {
  var test: Predicate
  var value: SourceNode
}
