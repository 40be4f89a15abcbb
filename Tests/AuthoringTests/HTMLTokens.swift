import Authoring
import Foundation

/// A document as the tags and words of HTML, in a form in which two that mean the same are the same.
///
/// White space is collapsed outside code, entities and percent signs in addresses are decoded, and quotes, dashes and ellipses are
/// those of a keyboard.
struct HTMLTokens {
  private(set) var tokens: [String] = []
  private var isCode = false

  private static let inlineTags: Set<String> = ["em", "strong", "code", "a", "img", "br", "del"]

  // MARK: From HTML

  init(html: String) {
    var rest = Substring(html)
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">") {
        addTag(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      } else {
        // A tag that is not closed is words.
        let end = rest.dropFirst().firstIndex(of: "<") ?? rest.endIndex
        add(words: Self.decoded(rest[..<end]))
        rest = rest[end...]
      }
    }
    finish()
  }

  private mutating func addTag(_ written: Substring) {
    var name = written.prefix { $0.isLetter || $0.isNumber || $0 == "/" }
    if name == "/pre" || name == "pre" { isCode = name == "pre" }
    if name.hasSuffix("/"), name.count > 1 { name.removeLast() }
    var attributes: [String] = []
    var rest = written[name.endIndex...]
    while let equals = rest.firstRange(of: "=\"") {
      let key = rest[..<equals.lowerBound].filter { !$0.isWhitespace }
      let value = rest[equals.upperBound...].prefix { $0 != "\"" }
      attributes.append("\(key)=\(Self.attribute(String(key), Self.decoded(value)))")
      rest = rest[value.endIndex...].dropFirst()
    }
    add(tag: String(name), attributes: attributes)
  }

  private static func decoded(_ text: Substring) -> String {
    String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }

  // MARK: From a document

  init(_ document: Document) {
    for child in document.children(of: Document.root) { add(document, child, inTightList: false) }
    finish()
  }

  private mutating func add(_ document: Document, _ index: Int, inTightList: Bool) {
    func children(tight: Bool = false) {
      for child in document.children(of: index) { add(document, child, inTightList: tight) }
    }
    func element(_ name: String, _ attributes: [String] = [], tight: Bool = false) {
      add(tag: name, attributes: attributes)
      children(tight: tight)
      add(tag: "/" + name)
    }
    let text = document.text(of: index)
    switch document[index].kind {
    case .document: children()
    case .paragraph where inTightList:
      children()
      tokens.append("\n")
    case .paragraph: element("p")
    case .heading(let level): element("h\(level - 1)")
    case .blockQuote: element("blockquote")
    case .list(let start, let isTight):
      let number = start.flatMap { $0 == 1 ? nil : ["start=\($0)"] } ?? []
      element(start == nil ? "ul" : "ol", number, tight: isTight)
    case .item: element("li", tight: inTightList)
    case .thematicBreak: add(tag: "hr")
    case .codeBlock:
      let language = document.attributes(of: index)?.classes.first.map { ["class=language-\($0.text)"] } ?? []
      add(tag: "pre")
      add(tag: "code", attributes: language)
      isCode = true
      add(words: text)
      isCode = false
      add(tag: "/code")
      add(tag: "/pre")
    case .text: add(words: text)
    case .lineBreak: add(tag: "br")
    case .code:
      add(tag: "code")
      add(words: text)
      add(tag: "/code")
    case .emphasis: element("em")
    case .strong: element("strong")
    case .strikethrough: element("del")
    case .link: element("a", target(document, index, "href"))
    case .image:
      var alternative = HTMLTokens(plainTextOf: index, in: document)
      alternative.finish()
      let target = target(document, index, "src")
      add(tag: "img", attributes: [target[0], "alt=" + alternative.tokens.joined()] + target.dropFirst())
    default: element(String(describing: document[index].kind))
    }
  }

  private init(plainTextOf index: Int, in document: Document) {
    func visit(_ node: Int) {
      switch document[node].kind {
      case .text, .code: add(words: document.text(of: node))
      default: for child in document.children(of: node) { visit(child) }
      }
    }
    visit(index)
  }

  private func target(_ document: Document, _ index: Int, _ name: String) -> [String] {
    guard let target = document.target(of: index) else { return ["\(name)="] }
    let title = target.title.isEmpty ? [] : ["title=" + Self.attribute("title", target.title)]
    return ["\(name)=" + Self.attribute(name, target.address)] + title
  }

  // MARK: Both

  private static func attribute(_ key: String, _ value: String) -> String {
    if key == "href" || key == "src" { return value.removingPercentEncoding ?? value }
    if key == "class" { return String(value.prefix { !$0.isWhitespace }) }
    return plain(value).replacing("\n", with: " ")
  }

  private static func plain(_ text: String) -> String {
    var text = text
    for (set, typed) in [
      ("“", "\""), ("”", "\""), ("″", "\""), ("‘", "'"), ("’", "'"), ("′", "'"), ("—", "---"), ("–", "--"),
      ("…", "..."),
    ] {
      text = text.replacing(set, with: typed)
    }
    return text
  }

  private mutating func add(words: String) {
    var words = Self.plain(words)
    if !isCode { words = words.replacing(/[ \t\r\n]+/, with: " ") }
    if let last = tokens.last, !last.hasPrefix("<"), last != "\n" {
      tokens[tokens.count - 1] += words
    } else {
      tokens.append(words)
    }
  }

  private mutating func add(tag: String, attributes: [String] = []) {
    // Levels end at 6, and a report's begin at 2.
    let name = tag.replacing("h6", with: "h5")
    tokens.append("<" + ([name] + attributes).joined(separator: " ") + ">")
  }

  /// Leaves out white space beside the tags of blocks.
  private mutating func finish() {
    func isBlock(_ index: Int) -> Bool {
      guard tokens.indices.contains(index) else { return true }
      guard tokens[index].hasPrefix("<") else { return tokens[index] == "\n" }
      let name = tokens[index].dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
      return !Self.inlineTags.contains(String(name))
    }
    func isBreak(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index] == "<br>" }
    var result: [String] = []
    var isPre = false
    for (index, token) in tokens.enumerated() where token != "\n" {
      if token == "<pre>" || token == "</pre>" { isPre = token == "<pre>" }
      guard !token.hasPrefix("<") else {
        result.append(token)
        continue
      }
      var words = Substring(token)
      if isPre {
        while words.last == "\n" { words.removeLast() }
      } else {
        if isBlock(index - 1) || isBreak(index - 1) { words = words.drop { $0 == " " } }
        if isBlock(index + 1) || isBreak(index + 1) { while words.last == " " { words.removeLast() } }
      }
      if !words.isEmpty { result.append(String(words)) }
    }
    tokens = result
  }
}
