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

  private let resolver: StyleResolver
  private let rootState: ContextState
  private let pageCascade: PageCascade
  private let pages = Mutex<[[Int]: PageStyle]>([:])

  /// - Parameter sheets: Weakest first.
  public init(sheets: [StyleSheet]) {
    let ruleSet = RuleSet(sheets)
    pageCascade = PageCascade(sheets)
    let ancestry = Ancestry(ruleSet.rootSignature, parent: nil)
    let rules = ruleSet.matching(ancestry)
    // Units of the page can only be used once the first page's own style is known, in which they are those of A4.
    let unpaged = StyleResolver(ruleSet)
    let firstPage = pageCascade.style(
      rules: pageCascade.matching(PageKind(isFirst: true, isLeft: false)), resolver: unpaged,
      root: unpaged.state(rules: rules, parent: .initial))
    resolver = StyleResolver(ruleSet, pageArea: firstPage.area)
    rootState = resolver.state(rules: rules, parent: .initial)
    root = StyleContext(resolver: resolver, state: rootState, ancestry: ancestry)
    var faces: [FontFaceRule] = []
    for face in sheets.flatMap(\.fontFaces) {
      faces.removeAll {
        $0.family == face.family && $0.weight == face.weight && $0.isItalic == face.isItalic
      }
      faces.append(face)
    }
    fontFaces = faces
  }

  /// What the `@page` rules say of one kind of page. Pages that the same rules select share what they hold.
  public func page(_ kind: PageKind) -> PageStyle {
    let rules = pageCascade.matching(kind)
    if let known = pages.withLock({ $0[rules] }) { return known }
    let made = pageCascade.style(rules: rules, resolver: resolver, root: rootState)
    return pages.withLock { pages in
      pages[rules] = made
      return made
    }
  }

  /// Whether a page's style depends on more of its place than whether it is the first of the document or of its group.
  public var countsPages: Bool { pageCascade.countsPages }

  /// What was found wrong while computing styles so far: variables that are not defined or form a circle, and values
  /// that turned out to be none once their variables were put in.
  public var diagnostics: Diagnostics { resolver.diagnostics }
}
