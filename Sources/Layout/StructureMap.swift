import Content
import Graphics
import Styling

/// Which element of the structure tree each node of the document is part of.
///
/// All elements but those of tables are made at once, in reading order. A table gets its element `Table` here; what
/// stands in it is added by ``add(_:)`` as its rows are placed, so that a long table is never a tree before it is drawn.
/// The `caption` of a table and what else stands beside its rows are blocks of the flow and have their elements from here.
final class StructureMap {
  private(set) var tree = StructureTree()
  /// The raw id of each node's element; -1 for a node that is not read out.
  private var elements: [Int32]
  /// The element `TBody` of tables that have rows in it, by node.
  private var bodies: [Int: StructureID] = [:]
  /// The element `Lbl` of list items and notes, by node.
  private var markers: [Int: StructureID] = [:]
  private let styled: StyledTree

  init(styled: StyledTree) {
    self.styled = styled
    elements = Array(repeating: -1, count: styled.content.nodes.count)
    guard !elements.isEmpty else { return }
    elements[ContentTree.root] = StructureTree.root.rawValue
    for child in styled.content.children(of: ContentTree.root) {
      map(child, under: StructureTree.root, place: .flow)
    }
  }

  /// The element that a node's own words belong to: for a word that of the block or link around it, for a list item its
  /// `LBody`, for the call of a note the `Link` in its `Reference`. Nil for what is not read out.
  func element(of node: Int) -> StructureID? {
    elements[node] < 0 ? nil : StructureID(rawValue: elements[node])
  }
  /// How a node's own words are labelled; an artifact for what is not read out.
  func label(of node: Int) -> StructureLabel {
    element(of: node).map(StructureLabel.element) ?? .artifact(.layout)
  }
  /// How the marker of a list item or the number of a note is labelled.
  func markerLabel(of node: Int) -> StructureLabel {
    markers[node].map(StructureLabel.element) ?? .artifact(.layout)
  }

  /// Adds an element after all others; its parent's earlier children come before it.
  func add(_ element: StructureElement) -> StructureID { tree.add(element) }

  /// Gives a node an element in a role and maps what stands in it, such as the words of a cell written in Markdown.
  func adopt(_ node: Int, as element: StructureElement) -> StructureID {
    let id = tree.add(element)
    elements[node] = id.rawValue
    for child in styled.content.children(of: node) { map(child, under: id, place: .flow) }
    return id
  }

  /// The element for the rows of a table's body, made when it is first asked for; nil if the table is not read out.
  func body(ofTable node: Int) -> StructureID? {
    if let known = bodies[node] { return known }
    guard let table = element(of: node) else { return nil }
    let body = add(StructureElement(role: .tableBody, parent: table))
    bodies[node] = body
    return body
  }

  /// Does something and takes back what it changed, as where a page is drawn that is not the next of the document.
  func restoring<Value>(_ body: () -> Value) -> Value {
    let saved = (tree, elements, bodies)
    defer { (tree, elements, bodies) = saved }
    return body()
  }

  subscript(id: StructureID) -> StructureElement {
    get { tree[id] }
    set { tree[id] = newValue }
  }

  /// What is around a node: `navigation` for a box that holds the contents as a list.
  private enum Place { case flow, navigation, contents, contentsItem }

  private func map(_ node: Int, under parent: StructureID, place: Place) {
    // What runs in the margins is decoration.
    if styled.contexts[node].style.values.running != nil, !styled.isInline(node) { return }
    let content = styled.content.nodes[node]
    switch content.kind {
    case .text, .lineBreak, .leader, .pageReference:
      elements[node] = parent.rawValue
    case .footnoteCall(let note, _):
      if styled.isHidden(note: note) { return }
      let reference = tree.add(StructureElement(role: .reference, parent: parent))
      elements[node] = tree.add(StructureElement(role: .link, parent: reference)).rawValue
    case .chart(let chart):
      figure(node, alternativeText: chart.alternativeText, under: parent)
    case .image(let image):
      if !image.alternativeText.isEmpty {
        figure(node, alternativeText: image.alternativeText, under: parent)
      }
    case .table:
      let id = tree.add(StructureElement(role: .table, parent: parent))
      elements[node] = id.rawValue
      for child in styled.content.children(of: node) where styled.style(child).display == .tableCaption {
        map(child, under: id, place: .flow)
      }
    case .element:
      if styled.style(node).display != .none {
        map(element: node, named: content.elementName, under: parent, place: place)
      }
    }
  }

  private func figure(_ node: Int, alternativeText: String, under parent: StructureID) {
    let element = StructureElement(role: .figure, parent: parent, alternativeText: alternativeText)
    elements[node] = tree.add(element).rawValue
  }

  private func map(element node: Int, named name: String, under parent: StructureID, place: Place) {
    if styled.content.nodes[node].isPseudoElement { return map(pseudoElement: node, named: name, under: parent) }
    let isInline = styled.style(node).display == .inline || styled.style(node).display == .inlineBlock
    var inner = place
    var id: StructureID
    func add(_ role: StructureRole, under parent: StructureID) -> StructureID {
      tree.add(
        StructureElement(role: role, parent: parent, language: styled.content.nodes[node].attribute("lang")))
    }
    switch name {
    case "a":
      id = place == .contentsItem ? add(.reference, under: parent) : parent
      id = add(.link, under: id)
    case "code", "kbd", "samp":
      id = add(.code, under: parent)
    case "q":
      id = add(.quote, under: parent)
    case "hr":
      return
    case "ul", "ol", "contents":
      if place == .flow, name != "contents" {
        id = add(.list, under: parent)
        tree[id].listNumbering = numbering(ofList: node)
      } else {
        id = add(.contents, under: parent)
        inner = .contents
      }
    case "nav":
      // With a list, that is the contents; else the paragraphs are its items.
      let hasList = styled.content.children(of: node).contains {
        ["ul", "ol"].contains(styled.content.nodes[$0].elementName)
      }
      id = add(hasList ? .division : .contents, under: parent)
      inner = hasList ? .navigation : .contents
    case "li":
      if place == .contents || place == .contentsItem {
        id = add(.contentsItem, under: parent)
        inner = .contentsItem
      } else {
        let item = add(.listItem, under: parent)
        markers[node] = marker(of: node, under: item)
        id = add(.listBody, under: item)
      }
    case "footnote":
      id = add(.note, under: parent)
      markers[node] = marker(of: node, under: id)
    default:
      if styled.content.nodes[node].isAnonymousBox {
        id = parent
      } else if isInline, styled.content.nodes[node].attribute("lang") == nil {
        id = parent
      } else if place == .contents, !isInline {
        // A table of contents holds items and a caption, nothing else.
        let isTitle = name != "p" && name != "div" || styled.content.nodes[node].classes.contains("title")
        id = add(isTitle ? .caption : .contentsItem, under: parent)
        inner = .contentsItem
      } else {
        id = add(role(of: node, named: name, isInline: isInline), under: parent)
      }
    }
    elements[node] = id.rawValue
    for child in styled.content.children(of: node) { map(child, under: id, place: inner) }
  }

  /// What a sheet adds to an element is read out as part of it, or as the sheet says; nothing if it says that with `""`.
  private func map(pseudoElement node: Int, named name: String, under parent: StructureID) {
    var id = parent
    let alternative = styled.content.nodes[node].attribute("alt")
    if alternative == "" { return }
    if name == "::marker", let label = label(around: node) {
      id = label
      if let alternative { tree[id].alternativeText = alternative }
    } else if let alternative {
      id = tree.add(StructureElement(role: .span, parent: parent, alternativeText: alternative))
    }
    elements[node] = id.rawValue
    for child in styled.content.children(of: node) { map(child, under: id, place: .flow) }
  }

  /// The `Lbl` of a list item or note, which comes before its text; nil where there is no marker to be read out.
  private func marker(of node: Int, under parent: StructureID) -> StructureID? {
    if let marker = styled.markers[node] {
      guard !marker.text.isEmpty, marker.alternative != "" else { return nil }
      return tree.add(StructureElement(role: .label, parent: parent, alternativeText: marker.alternative))
    }
    guard styled.style(node).listStylePosition == .inside, let inside = insideMarker(of: node),
      styled.content.nodes[inside].attribute("alt") != ""
    else { return nil }
    return tree.add(StructureElement(role: .label, parent: parent))
  }

  /// The marker that stands in the first line of an item.
  private func insideMarker(of item: Int) -> Int? {
    var at = styled.content.nodes[item].firstChild
    while let here = at {
      if styled.content.nodes[here].elementName == "::marker" { return here }
      at = styled.content.nodes[here].firstChild
    }
    return nil
  }

  private func label(around node: Int) -> StructureID? {
    var at = styled.content.nodes[node].parent
    while let here = at {
      if let label = markers[here] { return label }
      at = styled.content.nodes[here].parent
    }
    return nil
  }

  /// How the items of a list are labelled, by the marker of the first that has one; nil where none has.
  private func numbering(ofList node: Int) -> StructureElement.ListNumbering? {
    for child in styled.content.children(of: node) where styled.style(child).display == .listItem {
      let style = styled.style(child).listStyleType
      if style != .none { return .init(listStyleType: style) }
    }
    return nil
  }

  private func role(of node: Int, named name: String, isInline: Bool) -> StructureRole {
    if isInline { return .span }
    if styled.contexts[node].style.values.float.isSidenote { return .note }
    switch name {
    case "h1": return .heading1
    case "h2": return .heading2
    case "h3": return .heading3
    case "h4": return .heading4
    case "h5": return .heading5
    case "h6": return .heading6
    case "p", "pre", "dt": return .paragraph
    case "section": return .section
    case "blockquote": return .blockQuote
    case "figcaption", "caption": return .caption
    default: return styled.hasInlineContent(node) ? .paragraph : .division
    }
  }
}

extension StructureElement.ListNumbering {
  /// A value of `list-style-type`. Text that is no counter is `None`, "no autonumbering": labels may be there all the same.
  fileprivate init(listStyleType: CounterStyleReference) {
    guard case .named(let name) = listStyleType else {
      self = .none
      return
    }
    self =
      switch name {
      case "disc": .disc
      case "circle": .circle
      case "square": .square
      case "decimal", "decimal-leading-zero": .decimal
      case "upper-roman": .upperRoman
      case "lower-roman": .lowerRoman
      case "upper-alpha", "upper-latin": .upperAlpha
      case "lower-alpha", "lower-latin": .lowerAlpha
      default: .none
      }
  }
}
