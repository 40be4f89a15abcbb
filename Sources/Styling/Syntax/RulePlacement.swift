/// Where a rule stands: what decides whether it applies and how strong it is, whatever it selects.
struct RulePlacement: Sendable {
  var origin: StyleOrigin
  /// In the origin's ``LayerTree``.
  var layer = LayerTree.root
  /// Queries around it that depend on the page, all of which have to hold.
  var media: [MediaCondition] = []
}

/// How strong rules are by where they stand, before specificity counts (CSS Cascading Level 5, section 6.1).
struct Precedence: Comparable, Hashable, Sendable {
  let origin: StyleOrigin
  let sheet: Int
  /// The rank of the cascade layer.
  let layer: Int

  static func < (a: Precedence, b: Precedence) -> Bool {
    (a.origin, a.sheet, a.layer) < (b.origin, b.sheet, b.layer)
  }

  /// Whether important declarations are weaker than those of another place: origins and layers count the other way round.
  func isWeakerWhereImportant(than other: Precedence) -> Bool {
    (other.origin, sheet, other.layer) < (origin, other.sheet, layer)
  }
}

/// The precedence of each rule of a sheet.
struct SheetPrecedence {
  private let sheet: Int
  private let ranks: [StyleOrigin: [Int]]

  /// - Parameter sheet: The sheet's place among all, weakest first.
  init(_ layers: [StyleOrigin: LayerTree], sheet: Int) {
    self.sheet = sheet
    ranks = layers.mapValues(\.ranks)
  }

  func of(_ placement: RulePlacement) -> Precedence {
    Precedence(
      origin: placement.origin, sheet: sheet, layer: ranks[placement.origin]?[placement.layer] ?? 0)
  }
}
