/// Selectors and what they set.
struct StyleRule: Sendable {
  var selectors: [ComplexSelector]
  var declarations: [Declaration]
  var origin: StyleOrigin
}

/// What an `@page` rule sets.
struct PageRule: Sendable {
  struct Selector: Sendable {
    var name: String?
    var isFirst = false
    var isBlank = false
    /// True for `:left`, false for `:right`.
    var isLeft: Bool?

    func matches(_ kind: PageKind) -> Bool {
      (name == nil || name == kind.name) && (!isFirst || kind.isFirst) && (!isBlank || kind.isBlank)
        && (isLeft == nil || isLeft == kind.isLeft)
    }
    /// CSS Paged Media Level 3, section 4.5.
    var specificity: Specificity {
      Specificity(
        identifiers: name == nil ? 0 : 1, classes: (isFirst ? 1 : 0) + (isBlank ? 1 : 0),
        elements: isLeft == nil ? 0 : 1)
    }
  }
  struct Box: Sendable {
    var name: PageStyle.MarginBoxName
    var declarations: [Declaration]
  }

  var selectors: [Selector]
  var size: PageSize?
  var isSizeImportant = false
  /// Margins, which may depend on the page's size, and text properties, which the margin boxes inherit.
  var declarations: [Declaration]
  var boxes: [Box]
  var origin: StyleOrigin
}
