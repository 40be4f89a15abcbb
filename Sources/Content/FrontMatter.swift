import Authoring
import DataModel
import Diagnostics
import Graphics

/// What the front matter says about the report as a whole.
struct FrontMatter {
  var title: SourceNode?
  var subtitle: SourceNode?
  var authors: [String] = []
  /// As written: `2026`, `2026-01` or `2026-01-15`.
  var date: String?
  var keywords: [String] = []
  var description: String?
  var literals: [String] = []
  var hasContents = true
  /// Whether the evidence of all figures is set after the references.
  var hasAnnex = false
  var numbersSections = false
  /// How long after its date the figures of a source may be used, where the source does not say.
  var sourceAge: CalendarDuration?
  /// The edition before, which is read with the data.
  var previous: SourceNode?
  var reviewed: [ReviewedClaim] = []
  /// Whether each figure in text and tables is a link to its source.
  var linksNumbers = false

  private static let keys = [
    "title", "subtitle", "date", "lang", "authors", "author", "style", "data", "parameters", "literals",
    "fonts",
    "contents", "annex", "number-sections", "number-links", "keywords", "description", "source-age",
    "previous", "reviewed",
  ]

  init(_ node: SourceNode?, locale: NumberLocale, into diagnostics: inout Diagnostics) {
    for entry in node?.entries ?? [] {
      let value = entry.value
      switch entry.key {
      case "title": title = text(value, entry.key, into: &diagnostics)
      case "subtitle": subtitle = text(value, entry.key, into: &diagnostics)
      case "author", "authors": authors = texts(value, entry.key, into: &diagnostics)
      case "keywords": keywords = texts(value, entry.key, into: &diagnostics)
      case "literals": literals = texts(value, entry.key, into: &diagnostics)
      case "description": description = text(value, entry.key, into: &diagnostics)?.text
      case "date":
        if let text = value.text, locale.date(text) != nil {
          date = text
        } else {
          diagnostics.error(
            "content.date", "'\(value.text ?? "this")' is no date", at: value.range,
            hint: "write 2026-01-15, 2026-01 or 2026")
        }
      case "source-age":
        sourceAge = value.text.flatMap { CalendarDuration($0) }
        if sourceAge == nil, !value.isNull {
          diagnostics.error(
            "content.front-matter", "'source-age' takes a span of time", at: value.range, hint: CalendarDuration.hint)
        }
      case "contents": hasContents = flag(value, entry.key, into: &diagnostics) ?? true
      case "annex": hasAnnex = flag(value, entry.key, into: &diagnostics) ?? false
      case "number-sections": numbersSections = flag(value, entry.key, into: &diagnostics) ?? false
      case "previous": previous = text(value, entry.key, into: &diagnostics)
      case "reviewed": reviewed = claims(value, into: &diagnostics)
      case "number-links": linksNumbers = flag(value, entry.key, into: &diagnostics) ?? false
      case "lang", "style", "data", "parameters", "fonts": break
      default:
        diagnostics.warning(
          "content.front-matter", "'\(entry.key)' in the front matter is not known", at: entry.keyRange,
          hint: didYouMean(entry.key, in: Self.keys) ?? "known are \(Self.keys.joined(separator: ", "))")
      }
    }
  }

  /// Year, month and day; the first of what is not given.
  var calendarDate: CalendarDate? {
    guard let date else { return nil }
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard let year = parts.first else { return nil }
    return CalendarDate(
      year: year, month: parts.count > 1 ? parts[1] : 1, day: parts.count > 2 ? parts[2] : 1)
  }

  private func text(_ node: SourceNode, _ key: String, into diagnostics: inout Diagnostics) -> SourceNode? {
    if node.isNull { return nil }
    if node.text != nil { return node }
    diagnostics.error("content.front-matter", "'\(key)' takes words", at: node.range)
    return nil
  }

  private func texts(_ node: SourceNode, _ key: String, into diagnostics: inout Diagnostics) -> [String] {
    if node.isNull { return [] }
    return (node.items ?? [node]).compactMap { item in
      if let text = item.text { return text }
      if let name = item["name"]?.text { return name }
      diagnostics.error("content.front-matter", "'\(key)' takes words or a list of them", at: item.range)
      return nil
    }
  }

  /// Expressions, alone or with who looked at them and what they found.
  private func claims(_ node: SourceNode, into diagnostics: inout Diagnostics) -> [ReviewedClaim] {
    if node.isNull { return [] }
    return (node.items ?? [node]).compactMap { item in
      for entry in item.entries ?? [] where !["claim", "by", "note"].contains(entry.key) {
        diagnostics.warning(
          "content.front-matter", "'\(entry.key)' says nothing about a claim that was reviewed", at: entry.keyRange,
          hint: didYouMean(entry.key, in: ["claim", "by", "note"]) ?? "write claim, by and note")
      }
      if let claim = item.text == nil ? item["claim"] : item, let expression = claim.text {
        return ReviewedClaim(expression: expression, range: claim.range)
      }
      diagnostics.error(
        "content.front-matter", "'reviewed' takes claims as the previous edition has them", at: item.range,
        hint: "write reviewed: [\"a > b\"], or reviewed: [{claim: \"a > b\", by: …, note: …}]")
      return nil
    }
  }

  private func flag(_ node: SourceNode, _ key: String, into diagnostics: inout Diagnostics) -> Bool? {
    if let flag = node.bool { return flag }
    diagnostics.error("content.front-matter", "'\(key)' takes true or false", at: node.range)
    return nil
  }
}
