import Synchronization

/// Numbers, dates and plural rules of one language, through ICU. Its objects are opened when first used and kept.
public final class NumberLocale: Sendable {
  /// A BCP 47 tag.
  public let language: String

  public init(language: String) { self.language = language }

  public enum Sign: Hashable, Sendable {
    /// A minus sign where the number is negative.
    case negative
    /// A plus sign too; none for zero.
    case always
  }
  public enum Notation: Hashable, Sendable {
    case plain
    /// With the percent sign where the language puts it; the number is in percent already.
    case percent
    /// With the language's word for a power of ten, such as million.
    case scaled
  }

  /// A number with grouping and so many decimals; rounds half away from zero.
  public func format(
    _ value: Decimal, decimals: Int, notation: Notation = .plain, sign: Sign = .negative, grouping: Bool = true
  ) -> String { preconditionFailure("being written") }

  /// In words, such as `twenty-one`.
  public func words(_ value: Decimal) -> String { preconditionFailure("being written") }
  /// Such as `56th`.
  public func ordinal(_ value: Decimal) -> String { preconditionFailure("being written") }

  public enum DateStyle: Hashable, Sendable {
    /// `30 June 2025`, `June 2025`.
    case long
    /// `30 Jun 2025`, `Jun 2025`.
    case medium
    /// By numbers only.
    case short
    /// ICU's skeleton, such as `yMMMd`.
    case skeleton(String)
  }
  /// A date given as `2025`, `2025-06` or `2025-06-30`; nil if it is none.
  public func date(_ text: String, style: DateStyle = .long) -> String? { preconditionFailure("being written") }

  /// The decimal separator, for aligning columns.
  public var decimalSeparator: String { preconditionFailure("being written") }
  /// The plural category (`one`, `few`, `other`, …) of a number with so many decimals.
  public func pluralCategory(_ value: Decimal, decimals: Int) -> String { preconditionFailure("being written") }
}
