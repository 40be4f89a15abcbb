/// The declarations that concern a node, weakest first (CSS Cascading Level 5, section 6.1).
struct CascadeOrder {
  /// A rule's declarations that are important, or those that are not.
  struct Pass {
    var layer: DeclarationLayer
    var isImportant: Bool
  }
  private(set) var passes: [Pass]

  /// - Parameter layers: Weakest first, as if no declaration were important.
  init(_ layers: [DeclarationLayer], hasImportant: Bool) {
    passes = layers.map { Pass(layer: $0, isImportant: false) }
    guard hasImportant else { return }
    // Among important declarations weaker origins and earlier layers win, but specificity and order count as ever.
    let ordered = layers.enumerated().sorted { a, b in
      let (first, second) = (a.element.precedence, b.element.precedence)
      return first == second ? a.offset < b.offset : first.isWeakerWhereImportant(than: second)
    }
    passes += ordered.map { Pass(layer: $0.element, isImportant: true) }
  }

  /// How far a value goes back.
  enum Rollback { case origin, layer }

  /// The value that holds where the strongest one is a keyword that goes back to weaker ones (section 7.3).
  ///
  /// Seldom asked for, so it looks through all declarations again.
  ///
  /// - Parameters:
  ///   - read: The value that a declaration has, if it is about the property.
  ///   - rollback: Whether a value is such a keyword.
  func rolledBack<Value>(
    _ read: (Declaration) -> Value?, _ rollback: (Value) -> Rollback?
  ) -> Value? {
    var originsBelow: StyleOrigin?
    var leftOut: Set<Precedence> = []
    search: while true {
      for pass in passes.reversed() {
        let precedence = pass.layer.precedence
        if let originsBelow, precedence.origin >= originsBelow { continue }
        if leftOut.contains(precedence) { continue }
        for declaration in pass.layer.declarations.reversed() where declaration.isImportant == pass.isImportant {
          guard let value = read(declaration) else { continue }
          switch rollback(value) {
          case nil: return value
          case .origin: originsBelow = precedence.origin
          case .layer: leftOut.insert(precedence)
          }
          continue search
        }
      }
      return nil
    }
  }
}

extension SpecifiedValue {
  /// How far it goes back, if it does.
  var rollback: CascadeOrder.Rollback? {
    switch self {
    case .revert: .origin
    case .revertLayer: .layer
    case .inherit, .initial, .unset, .value: nil
    }
  }
}

extension Declaration.CustomValue {
  var rollback: CascadeOrder.Rollback? {
    switch self {
    case .revert: .origin
    case .revertLayer: .layer
    case .inherit, .initial, .tokens: nil
    }
  }
}
