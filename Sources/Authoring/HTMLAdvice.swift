/// What to write in Markdown for HTML, which reports do not take.
enum HTMLAdvice {
  /// Whether some HTML is nothing but comments and spaces.
  static func isComment(_ html: String) -> Bool {
    var rest = Substring(html)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if rest.hasPrefix("<!--") {
        guard let end = rest.firstRange(of: "-->") else { return true }
        rest = rest[end.upperBound...]
      } else {
        return false
      }
    }
    return true
  }

  /// The name of the first tag, without comments before it; nil if there is none.
  static func tagName(_ html: String) -> String? {
    var rest = Substring(html)
    while let open = rest.firstIndex(of: "<") {
      rest = rest[open...]
      if rest.hasPrefix("<!--"), let end = rest.firstRange(of: "-->") {
        rest = rest[end.upperBound...]
        continue
      }
      let name = rest.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
      return name.isEmpty ? nil : name.lowercased()
    }
    return nil
  }

  static func hint(for tag: String?) -> String {
    switch tag {
    case "b", "strong": "write **words**"
    case "i", "em", "cite", "dfn", "var": "write *words*"
    case "s", "del", "strike": "write ~~words~~"
    case "a": "write [words](address)"
    case "img", "picture", "figure": "write ![what the picture shows](file.png){width=60mm}"
    case "code", "tt", "kbd", "samp": "write `code`"
    case "pre": "write the code between lines of ```"
    case "h1", "h2", "h3", "h4", "h5", "h6": "write # before the heading; {#sec-name} after it gives it an id"
    case "p": "leave an empty line between paragraphs"
    case "hr": "write --- on a line of its own"
    case "ul", "ol", "li", "dl", "dt", "dd": "begin each item with - or 1."
    case "blockquote", "q": "write > before each line"
    case "table", "tr", "td", "th", "thead", "tbody":
      "write | a table | with pipes |, or a ```table fence over data"
    case "div", "section", "aside", "article", "details", "header", "footer", "center":
      "write ::: {.name} and, after the block, :::"
    case "span", "sub", "sup", "small", "u", "mark", "font", "abbr", "big":
      "write [words]{.name} and style .name"
    case "style": "put the rules into a style sheet and name it in the front matter: style: style.css"
    case "script", "iframe", "object", "embed", "svg", "canvas", "video", "audio":
      "leave it out; charts are written as ```chart fences, pictures as ![words](file.svg)"
    case "sectionbreak", "pagebreak": "style a heading with break-before: page"
    default: "if the sign is meant, write \\< for it"
    }
  }
}
