import Geometry

/// The computed values of an element, with those that its children inherit in another form than layout wants them.
struct ComputedState: Hashable, Sendable {
  var values = StyleValues()
  var lineHeight = LineHeight.factor(1.2)
  var variants = FontVariants()
  var decoration = Decoration()
  /// Of a page.
  var sheet = SheetProperties()

  enum LineHeight: Hashable, Sendable {
    /// A plain number, which children apply to their own font size.
    case factor(Double)
    case length(Length)
  }

  struct Decoration: Hashable, Sendable {
    var lines: TextDecoration.Lines = []
    /// Nil for `currentcolor`.
    var color: Color?
    var style = TextDecoration.Style.solid
    var thickness: Length?
  }

  static let initial: ComputedState = {
    var state = ComputedState()
    state.finish(parent: nil)
    // A border that is given a style but no width is a medium one.
    state.values.border = Sides(Border(width: .px(3), style: .none, color: nil))
    state.values.columns.rule = state.values.border.top
    return state
  }()

  /// The line height as a length.
  var usedLineHeight: Length {
    switch lineHeight {
    case .factor(let factor): .pt(clamped(values.fontSize.points * factor))
    case .length(let length): length
    }
  }

  /// Sets what follows from several properties together.
  mutating func finish(parent: ComputedState?) {
    values.lineHeight = usedLineHeight
    values.fontFeatures = variants.features
    // What floats is a block (CSS Display Level 3, section 2.7); other floats are blocks from the start.
    if values.float == .footnote, [.inline, .inlineBlock].contains(values.display) { values.display = .block }
    if values.border.top.style == .none { values.border.top.width = .zero }
    if values.border.right.style == .none { values.border.right.width = .zero }
    if values.border.bottom.style == .none { values.border.bottom.width = .zero }
    if values.border.left.style == .none { values.border.left.width = .zero }
    if values.columns.rule.style == .none { values.columns.rule.width = .zero }
    values.ownTextDecoration =
      decoration.lines.isEmpty
      ? nil
      : TextDecoration(
        lines: decoration.lines, color: decoration.color ?? values.color, style: decoration.style,
        thickness: decoration.thickness, underlineOffset: values.textUnderlineOffset)
    // Lines drawn through an element run through what it holds, but not through what is set elsewhere (CSS Text
    // Decoration Level 4, section 2).
    if let parent, values.float == .none, values.display != .inlineBlock {
      values.textDecorations = parent.values.textDecorations
    }
    if let own = values.ownTextDecoration { values.textDecorations.append(own) }
  }
}

/// OpenType features, by the property that asks for them: each inherits on its own.
struct FontVariants: Hashable, Sendable {
  var numeric: [FontFeatureSetting] = []
  var caps: [FontFeatureSetting] = []
  var ligatures: [FontFeatureSetting] = []
  var position: [FontFeatureSetting] = []
  var eastAsian: [FontFeatureSetting] = []
  var kerning: [FontFeatureSetting] = []
  /// `font-feature-settings`, which outdoes the others.
  var settings: [FontFeatureSetting] = []

  /// All of them, sorted by tag.
  var features: [FontFeatureSetting] {
    var all: [FontFeatureSetting] = []
    for feature in numeric + caps + ligatures + position + eastAsian + kerning + settings {
      all.removeAll { $0.tag == feature.tag }
      all.append(feature)
    }
    return all.sorted { $0.tag < $1.tag }
  }
}
