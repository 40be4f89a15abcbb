import Diagnostics
import Geometry
import Synchronization

/// Style sheets put together: answers what style a node, a page or a margin box has.
///
/// A sheet's rules are stronger than all of a weaker sheet, whatever the specificity; within a sheet the origin counts
/// before specificity, and specificity before order.
public final class Cascade: Sendable {
  /// The context of `:root`, which is the parent of the document's `body` and holds the sheet's custom properties.
  public let root: StyleContext
  /// The faces that all sheets make known; a later one replaces an earlier one of the same family, weight and slant.
  public let fontFaces: [FontFaceRule]
  /// The styles in which counters are printed.
  public let counterStyles: CounterStyles
  /// The document's, by its BCP 47 tag.
  public let language: String

  let resolver: StyleResolver
  let pageCascade: PageCascade
  private let misspelt: [Diagnostic]
  /// The contexts of `:root` around trees that rules tell from any other.
  private let treeRoots = Mutex<[NodeSignature: StyleContext]>([:])
  private let pages = Mutex<[[Int]: PageStyle]>([:])

  /// - Parameters:
  ///   - sheets: Weakest first.
  ///   - language: The document's, by its BCP 47 tag, for `:lang()`, `:dir()` and quotation marks.
  ///   - probe: What ``explain()`` will be asked about; without one nothing is kept for explanations.
  public init(sheets: [StyleSheet], language: String = "en", probe: StyleProbe? = nil) {
    self.language = language
    let sheets = StyleSheet.decided(sheets) { unconditional in
      Cascade(sheets: unconditional, language: language).page(PageKind(isFirst: false, isLeft: false)).size
    }
    let ruleSet = RuleSet(sheets, language: language, probe: probe)
    pageCascade = PageCascade(sheets)
    // Units of the page can only be used once the first page's own style is known, in which they are those of A4.
    let unpaged = StyleResolver(ruleSet)
    let firstPage = pageCascade.style(
      rules: pageCascade.matching(PageKind(isFirst: true, isLeft: false)), resolver: unpaged,
      root: StyleContext(root: ruleSet.rootSignature, resolver: unpaged).state)
    resolver = StyleResolver(ruleSet, pageArea: firstPage.area)
    root = StyleContext(root: ruleSet.rootSignature, resolver: resolver)
    let counterStyles = CounterStyles(Self.sorted(sheets) { $0.counterStyles.map { ($0, $0.placement) } })
    self.counterStyles = counterStyles
    misspelt = MisspeltProperties.warnings(in: sheets) + counterStyles.problems(in: sheets)
    fontFaces = Self.faces(sheets)
  }

  var ruleSet: RuleSet { resolver.ruleSet }

  /// Whether any rule asks what stands beside or within an element, so that styles are right only with an ``ElementTree``.
  public var looksAround: Bool { !ruleSet.relations.isEmpty }

  /// Whether any rule selects a part of any element's box.
  public func selects(_ element: PseudoElement) -> Bool { ruleSet.selects(element) }

  /// The context of `:root` around the elements of a tree, which rules such as `:root:has(table)` can tell from any other.
  public func root(of tree: ElementTree) -> StyleContext {
    let signature = tree.signatures[0]
    if signature == ruleSet.rootSignature { return root }
    let made = StyleContext(root: signature, resolver: resolver)
    return treeRoots.withLock { roots in
      let root = roots[signature] ?? made
      roots[signature] = root
      return root
    }
  }

  /// The contexts of `:root` that were asked for.
  var roots: [StyleContext] { [root] + treeRoots.withLock { Array($0.values) } }

  /// What the `@page` rules say of one kind of page. Pages that the same rules select share what they hold.
  public func page(_ kind: PageKind) -> PageStyle {
    let rules = pageCascade.matching(kind)
    if let known = pages.withLock({ $0[rules] }) { return known }
    let made = pageCascade.style(rules: rules, resolver: resolver, root: root.state)
    return pages.withLock { pages in
      pages[rules] = made
      return made
    }
  }

  /// Whether a page's style depends on more of its place than whether it is the first of the document or of its group.
  public var countsPages: Bool { pageCascade.countsPages }

  /// Whether some rule is for left or for right pages alone, as in a document that is printed on both sides.
  public var hasPageSides: Bool { pageCascade.hasSides }

  /// The faces of all sheets, weakest first. Those of stronger layers replace others too.
  private static func faces(_ sheets: [StyleSheet]) -> [FontFaceRule] {
    struct Key: Hashable {
      var family: String
      var weight: Int
      var isItalic: Bool
    }
    var kept: [FontFaceRule] = []
    var known: Set<Key> = []
    for face in sorted(sheets, { $0.fontFaces.map { ($0.rule, $0.placement) } }).reversed() {
      let key = Key(family: face.family, weight: face.weight, isItalic: face.isItalic)
      if known.insert(key).inserted { kept.append(face) }
    }
    return kept.reversed()
  }

  /// Rules of all sheets, weakest first.
  private static func sorted<Rule>(
    _ sheets: [StyleSheet], _ rules: (StyleSheet) -> [(rule: Rule, placement: RulePlacement)]
  ) -> [Rule] {
    let found = sheets.enumerated().flatMap { index, sheet in
      let precedence = SheetPrecedence(sheet.layers, sheet: index)
      return rules(sheet).map { (rule: $0.rule, precedence: precedence.of($0.placement)) }
    }
    return found.enumerated().sorted { a, b in
      (a.element.precedence, a.offset) < (b.element.precedence, b.offset)
    }.map(\.element.rule)
  }

  /// What was found wrong while computing styles so far: variables that are not defined or form a circle, values that
  /// turned out to be none once their variables were put in, custom properties that no one reads, and counter styles that
  /// do not exist.
  public var diagnostics: Diagnostics {
    var diagnostics = Diagnostics()
    diagnostics.add(contentsOf: misspelt)
    diagnostics.add(contentsOf: resolver.diagnostics)
    return diagnostics
  }
}
