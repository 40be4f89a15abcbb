import Diagnostics

extension SheetParser {
  func pageRule(_ prelude: Range<Int>, _ body: Range<Int>, _ placement: RulePlacement) {
    var selectors: [PageRule.Selector] = []
    for part in list.split(prelude, at: .comma) {
      guard let selector = pageSelector(list.trimmed(part)) else { return }
      selectors.append(selector)
    }
    var rule = PageRule(selectors: selectors, declarations: [], boxes: [], placement: placement)
    for item in block.items(in: body, into: &diagnostics) {
      switch item {
      case .atRule(let box): pageBox(box, into: &rule)
      case .declaration(let raw):
        if let declaration = block.declaration(raw, inPage: true, into: &diagnostics) {
          rule.declarations.append(declaration)
        }
      }
    }
    sheet.pageRules.append(rule)
  }

  private func pageBox(_ box: DeclarationParser.AtRule, into rule: inout PageRule) {
    let token = list[box.token]
    guard let name = PageRule.BoxName(box.name) else {
      return warn(
        "style.unknown-at-rule", "'@\(box.name)' is not a box in the margin of a page",
        token.start..<token.end, hint: didYouMean(box.name, in: PageRule.BoxName.names))
    }
    guard let body = box.block else {
      return warn("style.syntax", "'@\(box.name)' has no block", token.start..<token.end, hint: "add '{ … }'")
    }
    rule.boxes.append(PageRule.Box(name: name, declarations: declarations(in: body)))
  }

  /// `chapter:first` and its kin; nil after a warning.
  private func pageSelector(_ range: Range<Int>) -> PageRule.Selector? {
    var selector = PageRule.Selector()
    var at = range.lowerBound
    if at < range.upperBound, list[at].kind == .ident {
      selector.name = list[at].text
      at += 1
    }
    while at < range.upperBound {
      let name = at + 1
      guard list[at].kind == .colon, name < range.upperBound,
        list[name].kind == .ident || list[name].isFunction("nth")
      else {
        warn(
          "style.invalid-selector", "'\(block.excerpt(range))' does not select a page", list.stretch(range),
          hint: "a page is selected by its name, :first, :left, :right, :blank or :nth(…)")
        return nil
      }
      if list[name].kind == .function {
        let arguments = list.trimmed((name + 1)..<min(list.closing(of: name), range.upperBound))
        guard let count = pageCount(arguments) else { return nil }
        selector.counts.append(count)
      } else if !pseudoClass(name, of: &selector) {
        return nil
      }
      at = min(list.after(name), range.upperBound)
    }
    return selector
  }

  private func pseudoClass(_ at: Int, of selector: inout PageRule.Selector) -> Bool {
    let name = asciiLowercased(list[at].text)
    switch name {
    case "first": selector.isFirst = true
    case "blank": selector.isBlank = true
    case "left", "verso": selector.isLeft = true
    case "right", "recto": selector.isLeft = false
    default:
      warn(
        "style.unknown-pseudo-class", "pages have no ':\(name)'", list[at].start..<list[at].end,
        hint: didYouMean(name, in: ["first", "blank", "left", "right", "nth"])
          ?? "there are :first, :left, :right, :blank and :nth(…)")
      return false
    }
    return true
  }

  /// `An+B` or `An+B of name` (CSS GCPM Level 3, section 5.2); nil after a warning.
  private func pageCount(_ range: Range<Int>) -> PageRule.Selector.Count? {
    var at = range.lowerBound
    let formula = AnPlusB(list, at: &at, end: range.upperBound)
    let rest = list.trimmed(at..<range.upperBound)
    var group: String?
    if let word = rest.first, list[word].isIdent("of") {
      let name = list.trimmed((word + 1)..<range.upperBound)
      if name.count == 1, list[name.lowerBound].kind == .ident { group = list[name.lowerBound].text }
    }
    guard let formula, rest.isEmpty || group != nil else {
      warn(
        "style.invalid-selector", "':nth(\(block.excerpt(range)))' does not count pages", list.stretch(range),
        hint: "write it as :nth(2), :nth(2n+1) or :nth(1 of chapter)")
      return nil
    }
    return PageRule.Selector.Count(formula: formula, group: group)
  }
}
