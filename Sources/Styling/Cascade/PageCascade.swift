import Geometry

/// The `@page` rules of all sheets.
struct PageCascade: Sendable {
  private struct Rule: Sendable {
    let page: PageRule
    let precedence: Precedence
  }
  private let rules: [Rule]
  /// Whether some rule asks for the number of a page, so that every page may have a style of its own.
  let countsPages: Bool
  /// Whether some rule is for left or for right pages alone.
  let hasSides: Bool

  init(_ sheets: [StyleSheet]) {
    rules = sheets.enumerated().flatMap { index, sheet in
      let precedence = SheetPrecedence(sheet.layers, sheet: index)
      return sheet.pageRules.map { Rule(page: $0, precedence: precedence.of($0.placement)) }
    }
    countsPages = rules.contains { $0.page.selectors.contains { !$0.counts.isEmpty } }
    hasSides = rules.contains { $0.page.selectors.contains { $0.isLeft != nil } }
  }

  /// The style of a page that some rules select, weakest first.
  func style(rules indices: [Int], resolver: StyleResolver, root: ContextState) -> PageStyle {
    let matching = indices.map { rules[$0] }
    // The page inherits from the root, and its boxes from the page (CSS Paged Media Level 3, section 6.1).
    func state(_ layers: [DeclarationLayer], _ parent: ContextState) -> ContextState {
      resolver.state(
        layers: layers, hasImportant: layers.contains { $0.declarations.contains(where: \.isImportant) },
        rules: [], parent: parent)
    }
    let page = state(
      matching.map { DeclarationLayer(declarations: $0.page.declarations, precedence: $0.precedence) }, root)
    func style(of name: PageRule.BoxName) -> ComputedStyle? {
      let layers = matching.flatMap { rule in
        rule.page.boxes.filter { $0.name == name }.map {
          DeclarationLayer(declarations: $0.declarations, precedence: rule.precedence)
        }
      }
      guard !layers.isEmpty else { return nil }
      let style = state(layers, page).style
      return style.values.display == .none ? nil : style
    }
    var boxes: [PageStyle.MarginBoxName: PageStyle.MarginBox] = [:]
    for name in PageStyle.MarginBoxName.allCases {
      if let style = style(of: .margin(name)), !style.values.content.parts.isEmpty {
        boxes[name] = PageStyle.MarginBox(content: style.values.content.parts, style: style)
      }
    }
    var noteAreas: [PageStyle.NoteSide: ComputedStyle] = [:]
    for side in PageStyle.NoteSide.allCases { noteAreas[side] = style(of: .notes(side)) }
    let sheet = page.computed.sheet
    let size = sheet.size ?? Size(width: .mm(210), height: .mm(297))
    let margin = page.computed.values.margin
    return PageStyle(
      size: size,
      margin: Insets(
        top: margin.top.resolved(in: size.height) ?? .zero,
        right: margin.right.resolved(in: size.width) ?? .zero,
        bottom: margin.bottom.resolved(in: size.height) ?? .zero,
        left: margin.left.resolved(in: size.width) ?? .zero),
      marginBoxes: boxes, style: page.style, bleed: sheet.usedBleed, marks: sheet.marks, rotation: sheet.rotation,
      noteAreas: noteAreas, footnoteArea: style(of: .footnotes))
  }

  /// What the style of a page comes from, and that of a box of it if one is asked about.
  func cascaded(
    _ kind: PageKind, _ box: PageRule.BoxName?, resolver: StyleResolver, root: ContextState
  ) -> [CascadedNode] {
    let matching = matching(kind)
    var parent = root
    func node(_ name: String, _ declarations: (PageRule) -> [Declaration]) -> CascadedNode {
      let layers = matching.map { index in
        DeclarationLayer(declarations: declarations(rules[index].page), precedence: rules[index].precedence)
      }
      parent = resolver.state(
        layers: layers, hasImportant: layers.contains { $0.declarations.contains(where: \.isImportant) },
        rules: [], parent: parent)
      let cascaded = zip(matching, layers).flatMap { index, layer in
        let selector = rules[index].page.selectors.filter { $0.matches(kind) }.max { $0.specificity < $1.specificity }
        return layer.declarations.enumerated().map { place, declaration in
          CascadedDeclaration(
            declaration: declaration, selector: (selector?.text ?? "@page") + name,
            specificity: selector?.specificity ?? Specificity(),
            precedence: rules[index].precedence, order: (index, place))
        }
      }
      return CascadedNode(label: "@page" + name, cascaded, parent.custom)
    }
    let page = node("") { $0.declarations }
    guard let box else { return [page] }
    return [page, node(" @" + box.text) { rule in rule.boxes.filter { $0.name == box }.flatMap(\.declarations) }]
  }

  /// The rules that select a kind of page, weakest first.
  func matching(_ kind: PageKind) -> [Int] {
    let found = rules.enumerated().compactMap { index, rule -> (index: Int, specificity: Specificity)? in
      let weights = rule.page.selectors.filter { $0.matches(kind) }.map(\.specificity)
      return weights.max().map { (index, $0) }
    }
    return found.sorted { a, b in
      (rules[a.index].precedence, a.specificity, a.index)
        < (rules[b.index].precedence, b.specificity, b.index)
    }.map(\.index)
  }
}
