/// A report's query as the server gets it, `$1` in place of `:name`, and what its words say about it.
///
/// It knows PostgreSQL's lexical rules (chapter 4.1 of its manual): texts, escaped texts, texts in dollars, names in
/// quotes, comments within comments.
struct QueryText {
  private(set) var sql = ""
  /// The names that `$1`, `$2` and so on stand for.
  private(set) var parameters: [String] = []
  /// The first word, in small letters, after opening brackets.
  private(set) var firstWord = ""
  /// Whether something follows the `;` that ends a statement.
  private(set) var hasSeveralStatements = false
  /// Whether the query as a whole has an ORDER BY.
  private(set) var isOrdered = false
  /// Whether the query as a whole leaves out rows by their number.
  private(set) var isLimited = false

  private let written: [Unicode.Scalar]
  private var at = 0
  private var depth = 0
  private var previousWord = ""
  private var isEnded = false
  /// Where a stretch that was copied begins: its place in `sql` and its place in the text as written.
  private var places: [(sent: Int, written: Int)] = [(0, 0)]
  private var sentCount = 0

  init(_ text: String) {
    written = Array(text.unicodeScalars)
    while at < written.count { step() }
  }

  /// The place in the text as written of a character that the server counts, both from 0.
  func writtenPlace(ofSent character: Int) -> Int {
    let last = places.last { $0.sent <= character } ?? (0, 0)
    return min(last.written + character - last.sent, written.count)
  }

  /// The line of a place, from 1, and the word or sign that stands there.
  func line(of place: Int) -> Int { written[..<min(place, written.count)].count { $0 == "\n" } + 1 }
  func word(at place: Int) -> String {
    var end = min(place, written.count)
    while end < written.count, QueryText.isWordPart(written[end]) { end += 1 }
    if end == place, end < written.count { end += 1 }
    return QueryText.text(written[min(place, end)..<end])
  }
  var scalarCount: Int { written.count }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
  private static func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.value >= 128 || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    isWordStart(scalar) || isDigit(scalar) || scalar == "$"
  }

  private func scalar(_ offset: Int) -> Unicode.Scalar? {
    at + offset < written.count ? written[at + offset] : nil
  }

  /// Copies what is written up to a place.
  private mutating func copy(to end: Int) {
    sql.unicodeScalars.append(contentsOf: written[at..<end])
    sentCount += end - at
    at = end
  }

  /// Copies one word, text, sign, comment or blank.
  private mutating func step() {
    let first = written[at]
    if first.properties.isWhitespace { return copy(to: at + 1) }
    if first == "-", scalar(1) == "-" { return copy(to: written[at...].firstIndex(of: "\n") ?? written.count) }
    if first == "/", scalar(1) == "*" { return copy(to: endOfComment()) }
    if isEnded { hasSeveralStatements = true }
    switch first {
    case "'": copy(to: endOfText("'", hasEscapes: previousWord == "e" && QueryText.isWordPart(written[at - 1])))
    case "\"": copy(to: endOfText("\"", hasEscapes: false))
    case "$": copy(to: endOfDollarText())
    case ":": colon()
    case ";":
      isEnded = true
      copy(to: at + 1)
    case "(", "[":
      depth += 1
      copy(to: at + 1)
    case ")", "]":
      depth -= 1
      copy(to: at + 1)
    default:
      guard QueryText.isWordStart(first) else { return number() }
      word()
      return
    }
    previousWord = ""
  }

  /// A number with the letters that hang on it, or one sign.
  private mutating func number() {
    var end = at + 1
    if QueryText.isDigit(written[at]) {
      while end < written.count, QueryText.isWordPart(written[end]) || written[end] == "." { end += 1 }
    }
    copy(to: end)
    previousWord = ""
  }

  private mutating func word() {
    var end = at
    while end < written.count, QueryText.isWordPart(written[end]) { end += 1 }
    let word = QueryText.text(written[at..<end]).lowercased()
    if firstWord.isEmpty { firstWord = word }
    if depth == 0 {
      if word == "by", previousWord == "order" { isOrdered = true }
      if word == "limit" || word == "fetch" || word == "offset" { isLimited = true }
    }
    copy(to: end)
    previousWord = word
  }

  /// `::type`, `:=` or `:name`.
  private mutating func colon() {
    if scalar(1) == ":" || scalar(1) == "=" { return copy(to: at + 2) }
    guard let next = scalar(1), QueryText.isWordStart(next) else { return copy(to: at + 1) }
    var end = at + 1
    while end < written.count, QueryText.isWordStart(written[end]) || QueryText.isDigit(written[end]) { end += 1 }
    let name = QueryText.text(written[(at + 1)..<end])
    let number = parameters.firstIndex(of: name) ?? parameters.count
    if number == parameters.count { parameters.append(name) }
    let mark = "$\(number + 1)"
    sql += mark
    sentCount += mark.unicodeScalars.count
    at = end
    places.append((sentCount, at))
  }

  private func endOfComment() -> Int {
    var end = at + 2
    var open = 1
    while end < written.count, open > 0 {
      let next = end + 1 < written.count ? written[end + 1] : " "
      if written[end] == "/", next == "*" {
        open += 1
        end += 2
      } else if written[end] == "*", next == "/" {
        open -= 1
        end += 2
      } else {
        end += 1
      }
    }
    return min(end, written.count)
  }

  private func endOfText(_ quote: Unicode.Scalar, hasEscapes: Bool) -> Int {
    var end = at + 1
    while end < written.count {
      if hasEscapes, written[end] == "\\" {
        end += 2
      } else if written[end] == quote {
        guard end + 1 < written.count, written[end + 1] == quote else { return end + 1 }
        end += 2
      } else {
        end += 1
      }
    }
    return written.count
  }

  /// `$$ … $$` or `$tag$ … $tag$`.
  private func endOfDollarText() -> Int {
    var end = at + 1
    if end < written.count, QueryText.isWordStart(written[end]) {
      while end < written.count, QueryText.isWordStart(written[end]) || QueryText.isDigit(written[end]) { end += 1 }
    }
    guard end < written.count, written[end] == "$" else { return at + 1 }
    let mark = Array(written[at...end])
    var place = end + 1
    while place + mark.count <= written.count {
      if written[place..<(place + mark.count)].elementsEqual(mark) { return place + mark.count }
      place += 1
    }
    return written.count
  }
}
