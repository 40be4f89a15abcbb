import Diagnostics

/// Makes a query carry, beside each number that it passes on unchanged, the cell that the number stands in.
///
/// Every column of numbers has a hidden companion with the ids of its cells. Where a select list names such a column, its
/// companion is selected too; `fsum(value)` and its kin become functions of the companions, so that they add up figures
/// and not bare numbers.
struct SQLRewriter {
  static let suffix = "__cell"

  private let range: SourceRange
  /// Columns, by any table, that have companions.
  private let columns: Set<String>
  /// Whether select lists get companions; false for a query to which they cannot be added.
  private let carriesCells: Bool

  static func rewrite(
    _ sql: String, columns: Set<String>, carriesCells: Bool, at range: SourceRange
  ) throws(Diagnostic) -> String {
    let rewriter = SQLRewriter(range: range, columns: columns, carriesCells: carriesCells)
    var tokens = SQLToken.tokens(of: sql)
    while tokens.last?.isSign(";") == true { tokens.removeLast() }
    return try rewriter.query(tokens[...])
  }

  /// A whole query: `WITH …`, then `SELECT`s, perhaps joined by `UNION ALL`.
  private func query(_ tokens: ArraySlice<SQLToken>) throws(Diagnostic) -> String {
    var output: [String] = []
    var at = tokens.startIndex
    var isWith = false
    while at < tokens.endIndex {
      let token = tokens[at]
      if token.isWord("with") { isWith = true }
      if token.isWord("select") {
        isWith = false
        let end = listEnd(tokens, from: at + 1)
        output.append(token.text)
        output.append(try selectList(tokens[(at + 1)..<end], isSet: isCombined(tokens)))
        at = end
        continue
      }
      if token.isSign("(") {
        let close = closing(tokens, at)
        // In WITH and FROM stand queries that give rows; elsewhere a query gives one value.
        let inside = tokens[(at + 1)..<min(close, tokens.endIndex)]
        let isRows = (isWith || isAfterFrom(tokens, at)) && beginsQuery(inside)
        output.append("(" + (isRows ? try query(inside) : try expression(inside)) + ")")
        at = min(close + 1, tokens.endIndex)
        continue
      }
      let (text, next) = try single(tokens, at)
      output.append(text)
      at = next
    }
    return output.joined(separator: " ")
  }

  private func beginsQuery(_ tokens: ArraySlice<SQLToken>) -> Bool {
    tokens.first.map { $0.isWord("select") || $0.isWord("with") } ?? false
  }

  private func isAfterFrom(_ tokens: ArraySlice<SQLToken>, _ at: Int) -> Bool {
    guard at > tokens.startIndex else { return false }
    let before = tokens[at - 1]
    return before.isWord("from") || before.isWord("join") || before.isSign(",")
  }

  /// Whether rows of two queries are compared, so that more columns would change what is the same.
  private func isCombined(_ tokens: ArraySlice<SQLToken>) -> Bool {
    var depth = 0
    for (index, token) in zip(tokens.indices, tokens) {
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      guard depth == 0 else { continue }
      if token.isWord("intersect") || token.isWord("except") { return true }
      if token.isWord("union") {
        let next = index + 1 < tokens.endIndex ? tokens[index + 1] : nil
        if next?.isWord("all") != true { return true }
      }
    }
    return false
  }

  private static let listEnds: Set<String> = [
    "from", "where", "group", "having", "order", "limit", "union", "intersect", "except", "window",
  ]

  private func listEnd(_ tokens: ArraySlice<SQLToken>, from start: Int) -> Int {
    var at = start
    while at < tokens.endIndex {
      if tokens[at].isSign("(") {
        at = min(closing(tokens, at) + 1, tokens.endIndex)
        continue
      }
      if tokens[at].kind == .word, SQLRewriter.listEnds.contains(tokens[at].lowercased) { return at }
      at += 1
    }
    return tokens.endIndex
  }

  private func closing(_ tokens: ArraySlice<SQLToken>, _ open: Int) -> Int {
    var depth = 0
    for index in open..<tokens.endIndex {
      if tokens[index].isSign("(") { depth += 1 }
      if tokens[index].isSign(")") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return tokens.endIndex
  }

  private func selectList(_ tokens: ArraySlice<SQLToken>, isSet: Bool) throws(Diagnostic) -> String {
    var rest = tokens
    var prefix = ""
    var isDistinct = isSet
    if let first = rest.first, first.isWord("distinct") || first.isWord("all") {
      prefix = first.text + " "
      isDistinct = isDistinct || first.isWord("distinct")
      rest.removeFirst()
    }
    var items: [String] = []
    for item in split(rest) { items.append(try selectItem(item, carries: carriesCells && !isDistinct)) }
    return prefix + items.joined(separator: ", ")
  }

  private func split(_ tokens: ArraySlice<SQLToken>) -> [ArraySlice<SQLToken>] {
    var items: [ArraySlice<SQLToken>] = []
    var start = tokens.startIndex
    var depth = 0
    for index in tokens.indices {
      if tokens[index].isSign("(") { depth += 1 }
      if tokens[index].isSign(")") { depth -= 1 }
      if depth == 0, tokens[index].isSign(",") {
        items.append(tokens[start..<index])
        start = index + 1
      }
    }
    items.append(tokens[start...])
    return items
  }

  /// One column of a select list, with its companion where it has one.
  private func selectItem(_ tokens: ArraySlice<SQLToken>, carries: Bool) throws(Diagnostic) -> String {
    var body = tokens
    var alias: String?
    if body.count > 2, body[body.endIndex - 2].isWord("as"), body[body.endIndex - 1].isName {
      alias = body[body.endIndex - 1].text
      body = body.dropLast(2)
    } else if body.count > 1, body[body.endIndex - 1].isName,
      !SQLRewriter.endsExpression(body[body.endIndex - 1]),
      body[body.endIndex - 2].isName || body[body.endIndex - 2].isSign(")")
    {
      alias = body[body.endIndex - 1].text
      body = body.dropLast()
    }
    let call = figureCall(body, body.startIndex)
    if let call, call.end == body.endIndex {
      let name = alias ?? body.map(\.sql).joined()
      let handle = try handle(of: call)
      let number = "_number(\(handle)) AS \(SQLToken.quoted(name))"
      return carries ? "\(number), \(handle) AS \(SQLToken.quoted(name + SQLRewriter.suffix))" : number
    }
    let written = try expression(body)
    let shown = alias.map { "\(written) AS \(SQLToken.quoted($0))" } ?? written
    guard carries, let companion = companion(of: body), let column = body.last?.text else { return shown }
    return "\(shown), \(companion) AS \(SQLToken.quoted((alias ?? column) + SQLRewriter.suffix))"
  }

  /// `END`, `NULL` and their kin are no aliases.
  private static func endsExpression(_ token: SQLToken) -> Bool {
    token.kind == .word && ["end", "null", "isnull", "notnull", "true", "false"].contains(token.lowercased)
  }

  /// The companion of a column, as `value` or `u.value`.
  private func companion(of tokens: ArraySlice<SQLToken>) -> String? {
    guard let last = tokens.last, last.isName, columns.contains(last.lowercased) else { return nil }
    let name = SQLToken.quoted(last.text + SQLRewriter.suffix)
    if tokens.count == 1 { return name }
    guard tokens.count == 3, tokens[tokens.startIndex + 1].isSign("."), let table = tokens.first, table.isName
    else {
      return nil
    }
    return "\(table.sql).\(name)"
  }

  private func expression(_ tokens: ArraySlice<SQLToken>) throws(Diagnostic) -> String {
    var output: [String] = []
    var at = tokens.startIndex
    while at < tokens.endIndex {
      let (text, next) = try single(tokens, at)
      output.append(text)
      at = next
    }
    return output.joined(separator: " ")
  }

  private func single(_ tokens: ArraySlice<SQLToken>, _ at: Int) throws(Diagnostic) -> (String, Int) {
    if let call = figureCall(tokens, at) { return ("_number(\(try handle(of: call)))", call.end) }
    return (tokens[at].sql, at + 1)
  }

  private struct FigureCall {
    var function: String
    var arguments: [ArraySlice<SQLToken>]
    /// `FILTER (WHERE …)`, as SQL.
    var filter: ArraySlice<SQLToken>
    var end: Int
  }

  private func figureCall(_ tokens: ArraySlice<SQLToken>, _ at: Int) -> FigureCall? {
    guard at + 1 < tokens.endIndex, tokens[at].kind == .word, tokens[at + 1].isSign("(") else { return nil }
    let function = tokens[at].lowercased
    guard ["fsum", "fmean", "fshare", "fdiff"].contains(function) else { return nil }
    let close = closing(tokens, at + 1)
    var end = min(close + 1, tokens.endIndex)
    var filter = tokens[end..<end]
    if end + 1 < tokens.endIndex, tokens[end].isWord("filter"), tokens[end + 1].isSign("(") {
      let filterEnd = min(closing(tokens, end + 1) + 1, tokens.endIndex)
      filter = tokens[end..<filterEnd]
      end = filterEnd
    }
    return FigureCall(
      function: function, arguments: split(tokens[(at + 2)..<max(at + 2, close)]), filter: filter, end: end)
  }

  /// The SQL that gives the id of the figure that a call computes.
  private func handle(of call: FigureCall) throws(Diagnostic) -> String {
    var arguments: [String] = []
    for argument in call.arguments {
      if let inner = figureCall(argument, argument.startIndex), inner.end == argument.endIndex {
        arguments.append(try handle(of: inner))
      } else if let companion = companion(of: argument) {
        arguments.append(companion)
      } else {
        let written = argument.map(\.sql).joined(separator: " ")
        throw .error(
          "sql.not-a-figure", "\(call.function) takes a column of numbers, not '\(written)'", at: range,
          hint: argument.last.flatMap { didYouMean($0.text, in: columns) }
            ?? "its argument is a column of a table, or another of fsum, fmean, fshare, fdiff")
      }
    }
    let isAggregate = call.function == "fsum" || call.function == "fmean"
    guard arguments.count == (isAggregate ? 1 : 2) else {
      throw .error(
        "sql.wrong-arguments",
        "\(call.function) takes \(isAggregate ? "one column" : "two columns"), not \(arguments.count)",
        at: range)
    }
    if isAggregate {
      return "_figure('\(call.function)', _cells(\(arguments[0])) \(try expression(call.filter)))"
    }
    return "_figure('\(call.function)', \(arguments.joined(separator: ", ")))"
  }
}
