/// What an `@page` rule sets.
struct PageRule: Sendable {
  struct Selector: Sendable {
    var name: String?
    var isFirst = false
    var isBlank = false
    /// True for `:left`, false for `:right`.
    var isLeft: Bool?
    /// `:nth(…)`, counting the pages of the document or, with `of`, those of a group.
    var counts: [Count] = []

    struct Count: Sendable {
      var formula: AnPlusB
      var group: String?

      func matches(_ kind: PageKind) -> Bool {
        guard let group else { return formula.contains(kind.index) }
        return group == kind.name && formula.contains(kind.groupIndex)
      }
    }

    func matches(_ kind: PageKind) -> Bool {
      // The first page of a name is that of each of its groups (CSS GCPM Level 3, "Page groups").
      let isFirst = name == nil ? kind.index == 1 : kind.groupIndex == 1
      return (name == nil || name == kind.name) && (!self.isFirst || isFirst) && (!isBlank || kind.isBlank)
        && (isLeft == nil || isLeft == kind.isLeft) && counts.allSatisfy { $0.matches(kind) }
    }
    /// As it is written after `@page`, with that.
    var text: String {
      var text = "@page"
      if let name { text += " " + name }
      var states = isFirst ? ":first" : ""
      if isBlank { states += ":blank" }
      if let isLeft { states += isLeft ? ":left" : ":right" }
      for count in counts { states += ":nth(\(count.formula.text)\(count.group.map { " of \($0)" } ?? ""))" }
      return name == nil && !states.isEmpty ? text + " " + states : text + states
    }
    /// CSS Paged Media Level 3, section 4.5; `:nth()` counts as `:first` does.
    var specificity: Specificity {
      Specificity(
        identifiers: name == nil ? 0 : 1, classes: (isFirst ? 1 : 0) + (isBlank ? 1 : 0) + counts.count,
        elements: isLeft == nil ? 0 : 1)
    }
  }

  /// A box of the page that an at-rule within `@page` is about.
  enum BoxName: Hashable, Sendable {
    case margin(PageStyle.MarginBoxName)
    case notes(PageStyle.NoteSide)
    case footnotes

    init?(_ name: String) {
      if let margin = PageStyle.MarginBoxName(rawValue: name) {
        self = .margin(margin)
      } else if let side = PageStyle.NoteSide(rawValue: name) {
        self = .notes(side)
      } else if name == "footnote" {
        self = .footnotes
      } else {
        return nil
      }
    }
    var text: String {
      switch self {
      case .margin(let name): name.rawValue
      case .notes(let side): side.rawValue
      case .footnotes: "footnote"
      }
    }
    static var names: [String] {
      PageStyle.MarginBoxName.allCases.map(\.rawValue) + PageStyle.NoteSide.allCases.map(\.rawValue) + ["footnote"]
    }
  }
  struct Box: Sendable {
    var name: BoxName
    var declarations: [Declaration]
  }

  var selectors: [Selector]
  /// Its size and margins, and text properties, which its boxes inherit.
  var declarations: [Declaration]
  var boxes: [Box]
  var placement: RulePlacement
}
