import Authoring
import DataModel
import Graphics

extension ReportBuilder {
  /// Builds the contents: a line for each heading, with a leader to the number of its page.
  ///
  /// - Parameter depth: How many levels of headings it lists.
  mutating func contents(in parent: Int, depth: Int) {
    let listed = survey.headings.filter { $0.level < 2 + depth }
    guard !listed.isEmpty else { return }
    let navigation = element("nav", classes: ["contents"], in: parent)
    notes.barriers += 1
    let title = element("p", classes: ["title"], in: navigation)
    text(words.contents, in: title)
    for heading in listed { contentsLine(heading, in: navigation) }
    notes.barriers -= 1
  }

  private mutating func contentsLine(_ heading: Survey.Heading, in navigation: Int) {
    let line = element("p", classes: ["level-\(heading.level)"], in: navigation)
    let link = element("a", attributes: ["href": "#\(heading.identifier)"], in: line)
    block = BlockState()
    if let number = heading.number {
      structural(number, in: element("span", classes: ["number"], in: link))
      text("\u{2002}", in: link)
    }
    if let title = heading.title {
      text(title, in: link)
    } else {
      // What is wrong in the heading is said at the heading.
      let before = diagnostics
      let reported = strayNumbers
      inline(document, childrenOf: heading.node, in: link, mode: InlineMode(isPlain: true))
      diagnostics = before
      strayNumbers = reported
    }
    _ = tree.append(ContentNode(.leader("."), name: ""), to: line)
    _ = tree.append(ContentNode(.pageReference(.element(heading.identifier)), name: ""), to: line)
  }
}
