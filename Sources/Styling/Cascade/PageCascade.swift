import Geometry

/// The `@page` rules of all sheets.
struct PageCascade: Sendable {
  private struct Rule: Sendable {
    let page: PageRule
    let layer: RuleSet.Layer
  }
  private let rules: [Rule]

  init(_ sheets: [StyleSheet]) {
    rules = sheets.enumerated().flatMap { index, sheet in
      sheet.pageRules.map { Rule(page: $0, layer: RuleSet.Layer(origin: $0.origin, sheet: index)) }
    }
  }

  func style(_ kind: PageKind, resolver: StyleResolver, root: ContextState) -> PageStyle {
    let matching = self.matching(kind)
    // The page inherits from the root, and its margin boxes from the page (CSS Paged Media Level 3, section 6.1).
    func state(_ layers: [DeclarationLayer], _ parent: ContextState) -> ContextState {
      resolver.state(
        layers: layers, hasImportant: layers.contains { $0.declarations.contains(where: \.isImportant) },
        rules: [], parent: parent)
    }
    let page = state(
      matching.map { DeclarationLayer(declarations: $0.page.declarations, origin: $0.layer.origin) }, root)
    let size = size(matching, environment: resolver.environment(within: page))
    let margin = page.computed.values.margin
    var boxes: [PageStyle.MarginBoxName: PageStyle.MarginBox] = [:]
    for name in PageStyle.MarginBoxName.allCases {
      let layers = matching.flatMap { rule in
        rule.page.boxes.filter { $0.name == name }.map {
          DeclarationLayer(declarations: $0.declarations, origin: rule.layer.origin)
        }
      }
      if layers.isEmpty { continue }
      let style = state(layers, page).style
      if style.values.content.isEmpty || style.values.display == .none { continue }
      boxes[name] = PageStyle.MarginBox(content: style.values.content, style: style)
    }
    return PageStyle(
      size: size,
      margin: Insets(
        top: margin.top.resolved(in: size.height) ?? .zero,
        right: margin.right.resolved(in: size.width) ?? .zero,
        bottom: margin.bottom.resolved(in: size.height) ?? .zero,
        left: margin.left.resolved(in: size.width) ?? .zero),
      marginBoxes: boxes)
  }

  /// The rules that select a kind of page, weakest first.
  private func matching(_ kind: PageKind) -> [Rule] {
    let found = rules.enumerated().compactMap {
      index, rule -> (rule: Rule, specificity: Specificity, index: Int)? in
      let weights = rule.page.selectors.filter { $0.matches(kind) }.map(\.specificity)
      return weights.max().map { (rule, $0, index) }
    }
    return found.sorted { a, b in
      (a.rule.layer, a.specificity, a.index) < (b.rule.layer, b.specificity, b.index)
    }.map(\.rule)
  }

  /// What is calculated may come to nothing, and a page without any surface holds nothing.
  private static let leastSide = Length.pt(1)

  /// The size of the sheet of paper; A4 where no rule says.
  private func size(_ matching: [Rule], environment: Environment) -> Size {
    let sized = matching.filter { $0.page.size != nil }
    // An important size of the weakest origin is the strongest.
    let winner =
      sized.filter(\.page.isSizeImportant).reversed().min { $0.layer.origin < $1.layer.origin } ?? sized.last
    switch winner?.page.size {
    case .fixed(let size): return size
    case .specified(let width, let height):
      return Size(
        width: max(width.resolved(environment), Self.leastSide),
        height: max(height.resolved(environment), Self.leastSide))
    case .auto, nil: return Size(width: .mm(210), height: .mm(297))
    }
  }
}
