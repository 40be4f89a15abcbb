import Diagnostics
import Geometry

/// The value of `size`.
enum PageSize: Sendable, Equatable {
  case fixed(Size)
  /// Lengths that depend on the font of the page.
  case specified(width: SpecifiedLength, height: SpecifiedLength)
  case auto
}

extension SheetParser {
  mutating func pageRule(_ prelude: Range<Int>, _ body: Range<Int>) {
    var selectors: [PageRule.Selector] = []
    for part in list.split(prelude, at: .comma) {
      guard let selector = pageSelector(list.trimmed(part)) else { return }
      selectors.append(selector)
    }
    var rule = PageRule(selectors: selectors, declarations: [], boxes: [], origin: origin)
    let items = block.items(in: body, into: &diagnostics)
    for item in items {
      switch item {
      case .atRule(let box): marginBox(box, into: &rule)
      case .declaration(let raw):
        if raw.name == "size" {
          var parser = ValueParser(list, in: raw.value)
          if let size = parser.pageSize(), parser.isAtEnd {
            rule.size = size
            rule.isSizeImportant = raw.isImportant
          } else {
            warn(
              "style.invalid-value", "'\(block.excerpt(raw.value))' is not a value of 'size'",
              list.stretch(raw.value), hint: parser.hint)
          }
          continue
        }
        if let declaration = block.declaration(raw, into: &diagnostics) {
          rule.declarations.append(declaration)
        }
      }
    }
    sheet.pageRules.append(rule)
  }

  private mutating func marginBox(_ box: DeclarationParser.AtRule, into rule: inout PageRule) {
    let token = list[box.token]
    guard let name = PageStyle.MarginBoxName(rawValue: box.name) else {
      return warn(
        "style.unknown-at-rule", "'@\(box.name)' is not a box in the margin of a page",
        token.start..<token.end,
        hint: didYouMean(box.name, in: PageStyle.MarginBoxName.allCases.map(\.rawValue)))
    }
    guard let body = box.block else {
      return warn("style.syntax", "'@\(box.name)' has no block", token.start..<token.end, hint: "add '{ … }'")
    }
    rule.boxes.append(PageRule.Box(name: name, declarations: declarations(in: body)))
  }

  /// `chapter:first` and its kin; nil after a warning.
  private mutating func pageSelector(_ range: Range<Int>) -> PageRule.Selector? {
    var selector = PageRule.Selector()
    var at = range.lowerBound
    if at < range.upperBound, list[at].kind == .ident {
      selector.name = list[at].text
      at += 1
    }
    while at < range.upperBound {
      guard list[at].kind == .colon, at + 1 < range.upperBound, list[at + 1].kind == .ident else {
        warn(
          "style.invalid-selector", "'\(block.excerpt(range))' does not select a page", list.stretch(range),
          hint: "a page is selected by its name, :first, :left, :right or :blank")
        return nil
      }
      let name = asciiLowercased(list[at + 1].text)
      switch name {
      case "first": selector.isFirst = true
      case "blank": selector.isBlank = true
      case "left": selector.isLeft = true
      case "right": selector.isLeft = false
      default:
        warn(
          "style.unknown-pseudo-class", "pages have no ':\(name)'", list[at].start..<list[at + 1].end,
          hint: didYouMean(name, in: ["first", "blank", "left", "right"])
            ?? "there are :first, :left, :right and :blank")
        return nil
      }
      at += 2
    }
    return selector
  }
}

extension ValueParser {
  /// A paper's name with or without an orientation, or one or two lengths.
  fileprivate mutating func pageSize() -> PageSize? {
    if takeKeyword("auto") { return .auto }
    if let first = length() {
      return .specified(width: first, height: isAtEnd ? first : length() ?? .zero)
        .unlessEmpty
    }
    let papers: KeyValuePairs<String, (Double, Double)> = [
      "a5": (148, 210), "a4": (210, 297), "a3": (297, 420), "b5": (176, 250), "b4": (250, 353),
      "letter": (215.9, 279.4), "legal": (215.9, 355.6), "ledger": (279.4, 431.8),
    ]
    let orientations: KeyValuePairs = ["portrait": false, "landscape": true]
    var isLandscape = keyword(orientations)
    let paper = keyword(papers)
    if isLandscape == nil { isLandscape = keyword(orientations) }
    guard paper != nil || isLandscape != nil else { return nil }
    let (width, height) = paper ?? (210, 297)
    return .fixed(
      isLandscape == true
        ? Size(width: .mm(height), height: .mm(width)) : Size(width: .mm(width), height: .mm(height)))
  }
}

extension PageSize {
  /// Nil for a page without any surface.
  fileprivate var unlessEmpty: PageSize? {
    guard case .specified(let width, let height) = self else { return self }
    return [width, height].contains { $0 == .zero || $0.isNegative } ? nil : self
  }
}
