import DataModel
import Diagnostics

/// The signs that lead from disputed figures in tiles or a table to the notes under them.
struct DisputeMarks {
  /// In the order of first use; a figure that is printed twice stands here once.
  private var disputes: [Dispute] = []
  /// By the figure's id.
  private var places: [String: Int] = [:]

  var isEmpty: Bool { disputes.isEmpty }

  /// The sign of a figure, which is given one if it has none: `*`, `†`, `‡`, `§`, then each twice, and so on.
  mutating func sign(of figure: Figure, at range: SourceRange) -> String {
    if let known = sign(of: figure) { return known }
    places[figure.id] = disputes.count
    disputes.append(Dispute(figure: figure, range: range))
    return Self.sign(disputes.count - 1)
  }

  /// The sign that a figure has been given.
  func sign(of figure: Figure) -> String? { places[figure.id].map { Self.sign($0) } }

  /// Each figure with its sign.
  var signed: [(sign: String, disputed: Dispute)] {
    disputes.enumerated().map { (Self.sign($0.offset), $0.element) }
  }

  private static func sign(_ place: Int) -> String {
    let signs = ["*", "†", "‡", "§"]
    return String(repeating: signs[place % signs.count], count: place / signs.count + 1)
  }
}
