/// Two editions of a report side by side: what became of each figure and of each claim.
public struct EditionComparison: Sendable {
  public let old: Edition
  public let new: Edition
  /// In the order of the newer edition's text; what was dropped follows in that of the older one.
  public let figures: [FigureChange]
  public let claims: [ClaimChange]

  public init(from old: Edition, to new: Edition) {
    self.old = old
    self.new = new
    figures = Self.figures(old, new)
    claims = ClaimChange.between(old.claims, new.claims)
  }

  /// Whether something stands differently now that readers of the older edition relied on.
  public var turnsSomething: Bool {
    claims.contains { $0.kind == .turned || $0.kind == .undecided }
      || figures.contains { $0.kind == .revised || $0.kind == .restated }
  }

  private static func figures(_ old: Edition, _ new: Edition) -> [FigureChange] {
    let predecessors = new.figures.map { old.predecessor(of: $0) }
    var isFollowed = Array(repeating: false, count: old.figures.count)
    for case let place? in predecessors { isFollowed[place] = true }
    // A series that went on under another id: its last figure that has no other follower.
    var lastOfSeries: [EditionQuantity: Int] = [:]
    for (place, figure) in old.figures.enumerated() where !isFollowed[place] {
      guard let series = figure.quantity?.wholeSeries else { continue }
      if let known = lastOfSeries[series], old.figures[known].periodText >= figure.periodText { continue }
      lastOfSeries[series] = place
    }
    var changes: [FigureChange] = []
    for (figure, predecessor) in zip(new.figures, predecessors) {
      if let predecessor {
        changes.append(FigureChange(from: old.figures[predecessor], to: figure))
      } else if let place = figure.quantity.flatMap({ lastOfSeries[$0.wholeSeries] }),
        old.figures[place].periodText < figure.periodText
      {
        isFollowed[place] = true
        changes.append(FigureChange(from: old.figures[place], to: figure))
      } else {
        changes.append(FigureChange(.new, old: nil, new: figure))
      }
    }
    for (figure, isFollowed) in zip(old.figures, isFollowed) where !isFollowed {
      changes.append(FigureChange(.dropped, old: figure, new: nil))
    }
    return changes
  }
}

extension EditionQuantity {
  /// The same for all periods.
  var wholeSeries: EditionQuantity { EditionQuantity(series: series, place: place, periods: []) }
}
