import Content
import Diagnostics
import Graphics
import Styling
import TextShaping

/// Sets a styled document on pages: first a plan of where each page begins and ends, then one page after another.
///
/// ```swift
/// let layout = PageLayout(styled: styled, cascade: cascade, shaper: shaper, language: "en")
/// let plan = layout.plan(into: &diagnostics)
/// for index in 0..<plan.pageCount { try writer.add(layout.place(page: index)) }
/// try writer.finish(structure: layout.structure, outline: layout.outline, attachments: [])
/// ```
public final class PageLayout {
  /// - Parameter language: A BCP 47 tag; hyphenation and the faces' forms of letters go by it.
  public init(styled: StyledTree, cascade: Cascade, shaper: TextShaper, language: String) {
    preconditionFailure("being written")
  }

  /// Chooses where pages break.
  ///
  /// Contents and references print page numbers, which depend on the breaks; they are set again, from the first page
  /// whose reference changed, until they agree, at most five times.
  ///
  /// - Parameter diagnostics: Gets a warning for what does not fit its page, and for references that still move.
  public func plan(into diagnostics: inout Diagnostics) -> Plan {
    preconditionFailure("being written")
  }

  /// Draws a page. Pages are asked for in order, each once, after ``plan(into:)``.
  public func place(page index: Int) -> Page {
    preconditionFailure("being written")
  }

  /// What the document is made of; complete once the last page is placed.
  public var structure: StructureTree { preconditionFailure("being written") }
  /// The headings, for the viewer's bookmarks.
  public var outline: [OutlineEntry] { preconditionFailure("being written") }
}
