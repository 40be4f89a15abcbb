extension ComplexSelector {
  /// The selector written out again, much as CSSOM does (section 6.7.2).
  var text: String {
    var text = ""
    for (index, step) in steps.enumerated().reversed() {
      if index < steps.count - 1 { text += step.combinator.sign }
      text += index == steps.count - 1 ? step.compound.leadingText : step.compound.text
    }
    return text + (pseudoElement.map { "::" + $0.rawValue } ?? "")
  }

  /// The selector as one of `:has()`, with the combinator that it begins with.
  fileprivate var relativeText: String {
    guard let first = steps.last?.combinator, first != .descendant else { return text }
    return first.sign.drop { $0 == " " } + text
  }

  /// The names, classes and ids that it asks for, those in parentheses among them.
  var names: (elements: [String], classes: [String], identifiers: [String]) {
    var names: (elements: [String], classes: [String], identifiers: [String]) = ([], [], [])
    func collect(_ selector: ComplexSelector) {
      for step in selector.steps {
        if let name = step.compound.elementName { names.elements.append(name) }
        for condition in step.compound.conditions {
          switch condition {
          case .ofClass(let name): names.classes.append(name)
          case .identifier(let name): names.identifiers.append(name)
          case .any(let inner, _), .none(let inner), .has(let inner), .positionAmong(_, let inner):
            inner.forEach(collect)
          case .parent(let parent): parent.elements.forEach(collect)
          case .attribute, .position, .root, .empty, .language, .direction, .state: break
          }
        }
      }
    }
    collect(self)
    return names
  }
}

extension ComplexSelector.Combinator {
  fileprivate var sign: String {
    switch self {
    case .descendant: " "
    case .child: " > "
    case .nextSibling: " + "
    case .laterSibling: " ~ "
    }
  }
}

extension CompoundSelector {
  /// The text where nothing stands before it, so that one outer selector of a nested rule needs no parentheses.
  fileprivate var leadingText: String {
    guard elementName == nil, conditions.count == 1, case .parent(let parent) = conditions[0],
      parent.elements.count == 1
    else { return text }
    return parent.elements[0].text
  }

  fileprivate var text: String {
    (elementName ?? (conditions.isEmpty ? "*" : "")) + conditions.map(\.text).joined()
  }
}

extension SimpleSelector {
  fileprivate var text: String {
    switch self {
    case .identifier(let name): "#" + name
    case .ofClass(let name): "." + name
    case .attribute(let test): test.text
    case .position(let test): test.text(among: [])
    case .positionAmong(let test, let selectors): test.text(among: selectors)
    case .parent(let parent): ":is(" + list(parent.elements.map(\.text)) + ")"
    case .root: ":root"
    case .empty: ":empty"
    case .any(let selectors, let counts): (counts ? ":is(" : ":where(") + list(selectors.map(\.text)) + ")"
    case .none(let selectors): ":not(" + list(selectors.map(\.text)) + ")"
    case .has(let selectors): ":has(" + list(selectors.map(\.relativeText)) + ")"
    case .language(let ranges): ":lang(" + list(ranges.map { "\"\($0.text)\"" }) + ")"
    case .direction(let direction): ":dir(\(direction.rawValue))"
    case .state(let name, _): ":" + name
    }
  }

  private func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }
}

extension AttributeTest {
  fileprivate var text: String {
    if operation == .exists { return "[\(name)]" }
    let quoted = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "[\(name)\(operation.rawValue)\"\(quoted)\"\(ignoresCase ? " i" : "")]"
  }
}

extension PositionTest {
  fileprivate func text(among selectors: [ComplexSelector]) -> String {
    let end = fromEnd ? "last-" : ""
    let kind = ofType ? "of-type" : "child"
    if selectors.isEmpty, formula == AnPlusB(step: 0, offset: 1) { return ":\(fromEnd ? "last" : "first")-\(kind)" }
    let of = selectors.isEmpty ? "" : " of " + selectors.map(\.text).joined(separator: ", ")
    return ":nth-\(end)\(kind)(\(formula.text)\(of))"
  }
}
