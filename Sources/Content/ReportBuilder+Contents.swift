import Authoring
import DataModel
import Diagnostics
import Graphics

extension ReportBuilder {
  /// Builds the contents: a line for each heading. `base.css` adds the number of its page.
  ///
  /// - Parameter depth: How many levels of headings it lists.
  mutating func contents(in parent: Int, depth: Int) {
    let listed = survey.headings.filter { heading in
      let attributes = heading.node >= 0 ? document.attributes(of: heading.node) : nil
      return heading.level < 2 + depth && attributes?.has(class: "unlisted") != true
    }
    guard !listed.isEmpty else { return }
    let navigation = element("nav", classes: ["contents"], in: parent)
    notes.barriers += 1
    let title = element("p", classes: ["title"], in: navigation)
    text(words.contents, in: title)
    for heading in listed { contentsLine(heading, in: navigation) }
    notes.barriers -= 1
  }

  private mutating func contentsLine(_ heading: Survey.Heading, in navigation: Int) {
    line(to: heading.identifier, number: heading.number, class: "level-\(heading.level)", in: navigation) {
      if let title = heading.title {
        $0.text(title, in: $1)
      } else {
        $0.inline($0.document, childrenOf: heading.node, in: $1, mode: InlineMode(isPlain: true))
      }
    }
  }

  /// Builds a list of all numbered figures, or tables, under whatever heading its author gave it.
  mutating func list(of kind: Survey.LabelKind, in parent: Int) {
    let listed = survey.captioned.filter { $0.kind == kind }
    guard !listed.isEmpty else { return }
    let navigation = element(
      "nav", classes: ["contents", kind == .figure ? "list-of-figures" : "list-of-tables"], in: parent)
    notes.barriers += 1
    for node in listed.map(\.node) {
      guard let identifier = survey.identifiers[node], let number = survey.numbers[node] else { continue }
      let word = kind == .figure ? words.figure : words.table
      line(to: identifier, number: "\(word)\u{A0}\(number)", class: "level-2", in: navigation) {
        $0.captionWords(of: node, in: $1)
      }
    }
    notes.barriers -= 1
  }

  /// The words of a figure's or table's title, without its number.
  private mutating func captionWords(of node: Int, in parent: Int) {
    let mode = InlineMode(isPlain: true)
    if let caption = survey.captions[node] {
      inline(document, childrenOf: caption, in: parent, mode: mode)
    } else if let spec = document.data(of: node) {
      let title = spec["title"]?["text"] ?? spec["title"]
      // A title of several lines is one here.
      let parts: [SourceNode] = title.map { $0.items ?? [$0] } ?? []
      for (index, part) in parts.enumerated() {
        if index > 0 { text(" ", in: parent) }
        fragment(part, in: parent, mode: mode)
      }
    } else if let title = document.target(of: node)?.title {
      fragment(title, at: document.range(of: node), in: parent, mode: mode)
    }
  }

  /// - Parameter title: Builds the words of the line in a node.
  private mutating func line(
    to identifier: String, number: String?, class name: String, in navigation: Int,
    _ title: (inout ReportBuilder, Int) -> Void
  ) {
    let line = element("p", classes: [name], in: navigation)
    let link = element("a", attributes: ["href": "#\(identifier)"], in: line)
    block = BlockState()
    if let number {
      structural(number, in: element("span", classes: ["number"], in: link))
      text("\u{2002}", in: link)
    }
    // What is wrong in the words is said where they were written.
    let before = diagnostics
    let reported = strayNumbers
    title(&self, link)
    diagnostics = before
    strayNumbers = reported
  }
}
