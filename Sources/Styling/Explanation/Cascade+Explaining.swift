import Diagnostics

extension Cascade {
  /// Explains every way in which nodes that the cascade's probe selects are styled, in the order in which they were first asked
  /// for; nodes that no one has asked for are not found.
  public func explain() -> [ExplainedStyle] {
    guard let probe = ruleSet.probe else { return [] }
    if case .page(let selector, let box) = probe.target { return [explainPage(selector, box, probe.text)] }
    var found: [ExplainedStyle] = []
    forEachContext { path in
      guard let context = path.last else { return }
      if context.isProbed { found.append(explain(path)) }
      for element in PseudoElement.allCases where probe.pseudoElements.contains(element) {
        if let part = context.pseudo(element), part.isProbed { found.append(explain(path + [part])) }
      }
    }
    return found
  }

  /// Names, classes and ids of nodes that were asked for and may not be in the document, such as the parts of charts.
  public var labels: Set<String> {
    var labels: Set<String> = []
    forEachContext { path in
      if let label = path.last?.label { labels.insert(label) }
    }
    return labels
  }

  /// Where the strongest declaration for a kind of page, or for a box of it, stands that sets one of some properties; nil if
  /// none does.
  ///
  /// - Parameter groups: Beginnings of the properties' names, such as `margin` for those of all sides.
  public func place(ofAny groups: [String], on kind: PageKind, _ box: PageStyle.MarginBoxName? = nil) -> SourceRange? {
    place(ofAny: groups, on: kind, in: box.map { .margin($0) })
  }

  /// As ``place(ofAny:on:_:)``, for an area beside the text.
  public func place(ofAny groups: [String], on kind: PageKind, beside side: PageStyle.NoteSide) -> SourceRange? {
    place(ofAny: groups, on: kind, in: .notes(side))
  }

  private func place(ofAny groups: [String], on kind: PageKind, in box: PageRule.BoxName?) -> SourceRange? {
    let nodes = pageCascade.cascaded(kind, box, resolver: resolver, root: root.state)
    return nodes.last?.declarations.last { declaration in
      declaration.effects.contains { effect in groups.contains { effect.name.hasPrefix($0) } }
    }?.declaration.place.range
  }

  private func explain(_ path: [StyleContext]) -> ExplainedStyle {
    ExplainedStyle(
      contexts: path, path: path.map { $0.label ?? ":root" },
      properties: CascadedNode.properties(of: path.map(\.cascaded)))
  }

  /// Calls back with the way from `:root` to each context that was asked for.
  private func forEachContext(_ body: ([StyleContext]) -> Void) {
    // A document is no deeper than a sheet's selectors are long, but a list of ways takes no stack.
    var open = roots.reversed().map { [$0] }
    while let path = open.popLast() {
      body(path)
      open += path[path.count - 1].knownChildren.reversed().map { path + [$0] }
    }
  }

  private func explainPage(
    _ selector: PageRule.Selector, _ box: PageRule.BoxName?, _ text: String
  ) -> ExplainedStyle {
    var path = [root.cascaded]
    path += pageCascade.cascaded(selector.example, box, resolver: resolver, root: root.state)
    return ExplainedStyle(contexts: [], path: [text], properties: CascadedNode.properties(of: path))
  }
}

extension StyleContext {
  /// Whether the cascade's probe selects it.
  fileprivate var isProbed: Bool {
    ruleSet.probeRule.map { state.rules.contains($0) } ?? false
  }

  fileprivate var cascaded: CascadedNode {
    let declarations = matches.flatMap { match in
      let rule = ruleSet.rules[match.rule]
      let selector = rule.selectors[match.selector]
      return rule.declarations.enumerated().map { place, declaration in
        CascadedDeclaration(
          declaration: declaration, selector: selector.text, specificity: selector.specificity,
          precedence: rule.precedence,
          order: (match.rule, place))
      }
    }
    return CascadedNode(label: label ?? ":root", declarations, state.custom)
  }
}

extension PageRule.Selector {
  /// The first page that it selects, if a report is long enough.
  fileprivate var example: PageKind {
    // Right pages are odd. A page that is not asked to be the first is taken to be a later one.
    let indices = isFirst ? Array(1...2) : Array(3...200) + [1, 2]
    for index in indices {
      let kind = PageKind(
        name: name ?? counts.compactMap(\.group).first, index: index,
        groupIndex: isFirst ? 1 : index, isLeft: isLeft ?? (index % 2 == 0), isBlank: isBlank)
      if matches(kind) { return kind }
    }
    return PageKind(name: name, index: 3, groupIndex: 3, isLeft: isLeft ?? false, isBlank: isBlank)
  }
}
