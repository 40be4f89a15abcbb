import Diagnostics

/// How values of the data become places, lengths or colours, as the spec says it.
struct ScaleSpec: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case linear, log, pow, sqrt, symlog, time, utc, band, point, ordinal, quantize, quantile, threshold
    case binOrdinal = "bin-ordinal"

    /// Whether numbers are put into classes.
    var isDiscretizing: Bool {
      switch self {
      case .quantize, .quantile, .threshold, .binOrdinal: true
      default: false
      }
    }
  }
  enum Nice: Sendable {
    case yes, no
    /// About as many steps.
    case count(Double)
    case interval(CalendarInterval)
  }

  /// Where each property was written.
  var places: [String: SourceRange] = [:]
  /// `scale: null`: the values are colours or numbers of the drawing themselves.
  var isIdentity = false
  var kind: (Kind, SourceRange)?
  var domain: [SourceNode]?
  /// `domain: {unionWith: […]}` widens what the data have.
  var domainAddition: [SourceNode] = []
  var domainMin: SourceNode?
  var domainMax: SourceNode?
  var domainMid: SourceNode?
  var range: [SourceNode]?
  var rangeMin: Double?
  var rangeMax: Double?
  var zero: Bool?
  var nice: Nice?
  var isReversed = false
  var isClamped = false
  var rounds = false
  var padding: Double?
  var paddingInner: Double?
  var paddingOuter: Double?
  var align: Double?
  var exponent: Double?
  var constant: Double?
  var base: Double?
  var scheme: SchemeSpec?
  var interpolation: ColorInterpolation?

  /// Whether nothing was said.
  var isEmpty: Bool { places.isEmpty && !isIdentity }

  /// What values go through before equal differences become equal distances.
  var transform: ScaleTransform {
    switch kind?.0 {
    case .log: .log(base: base ?? 10)
    case .pow: .pow(exponent: exponent ?? 1)
    case .sqrt: .pow(exponent: 0.5)
    case .symlog: .symlog(constant: constant ?? 1)
    default: .linear
    }
  }
}

/// A colour scheme by its name; the part of it that is used, and how many colours.
struct SchemeSpec: Sendable {
  var name: SpecText
  var extent: ClosedRange<Double>?
  var isReversed = false
  var count: Int?
}
