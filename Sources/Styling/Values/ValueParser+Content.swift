extension ValueParser {
  /// `normal`, `none`, or parts with an alternative after a slash.
  mutating func content() -> Specified<Content>? {
    if let keyword = keyword(["normal": Content.normal, "none": Content.none]) { return Specified(keyword) }
    guard let parts = contentParts() else { return nil }
    var alternative: [ContentPart]?
    if takeDelimiter("/") {
      guard let parts = contentParts() else { return nil }
      alternative = parts
    }
    return Specified(.parts(parts, alternative: alternative))
  }

  /// The parts of `content` or `string-set`, one or more.
  mutating func contentParts() -> [ContentPart]? {
    var parts: [ContentPart] = []
    while let token = next, token.kind != .comma, !token.isDelimiter("/") {
      guard let part = contentPart() else { return nil }
      parts.append(part)
    }
    return parts.isEmpty ? nil : parts
  }

  private mutating func contentPart() -> ContentPart? {
    if next?.kind == .string { return string().map { .text($0) } }
    let marks: KeyValuePairs<String, QuotationMark> = [
      "open-quote": .open, "close-quote": .close, "no-open-quote": .openSilently, "no-close-quote": .closeSilently,
    ]
    if next?.kind == .ident, let mark = keyword(marks) { return .quote(mark) }
    let start = at
    let names = [
      "counter", "counters", "string", "element", "content", "attr", "target-counter", "target-counters", "target-text",
      "leader",
    ]
    for name in names {
      guard var arguments = function(name) else { continue }
      if let part = Self.part(name, &arguments), arguments.isAtEnd { return part }
      rewind(to: start)
      break
    }
    expect("a text in quotes, counter(page), string(…), content() or attr(…)")
    return nil
  }

  private static func part(_ name: String, _ arguments: inout ValueParser) -> ContentPart? {
    switch name {
    case "counter":
      guard let name = arguments.ident(), let style = arguments.optionalCounterStyle() else { return nil }
      return .counter(name, style: style)
    case "counters":
      guard let name = arguments.ident(), arguments.take(.comma), let separator = arguments.string(),
        let style = arguments.optionalCounterStyle()
      else { return nil }
      return .counters(name, separator: separator, style: style)
    case "string": return arguments.running().map { .string($0.name, $0.position) }
    case "element": return arguments.running().map { .runningElement($0.name, $0.position) }
    case "content": return (arguments.isAtEnd ? .text : arguments.elementTextPart()).map { .elementText($0) }
    case "attr": return arguments.ident().map { .attribute(asciiLowercased($0)) }
    case "leader": return arguments.leader().map { .leader($0) }
    default: return targetPart(name, &arguments)
    }
  }

  /// The name of a running string or element, and which of its values is meant.
  private mutating func running() -> (name: String, position: RunningPosition)? {
    guard let name = ident() else { return nil }
    if isAtEnd { return (name, .first) }
    guard take(.comma),
      let position = keyword([
        "first": RunningPosition.first, "start": .start, "last": .last, "first-except": .firstExcept,
      ]), isAtEnd
    else { return nil }
    return (name, position)
  }

  private static func targetPart(_ name: String, _ arguments: inout ValueParser) -> ContentPart? {
    guard let target = arguments.target() else { return nil }
    if name == "target-text" {
      guard arguments.take(.comma) else { return .targetText(target, .text) }
      return arguments.elementTextPart().map { .targetText(target, $0) }
    }
    guard arguments.take(.comma), let counter = arguments.ident() else { return nil }
    var separator = ""
    if name == "target-counters" {
      guard arguments.take(.comma), let text = arguments.string() else { return nil }
      separator = text
    }
    guard let style = arguments.optionalCounterStyle() else { return nil }
    return name == "target-counters"
      ? .targetCounters(target, counter, separator: separator, style: style)
      : .targetCounter(target, counter, style: style)
  }

  /// `attr(href)`, `attr(href url)`, `url("#name")` or the address alone.
  private mutating func target() -> TargetReference? {
    if var inner = function("attr") {
      guard let name = inner.ident() else { return nil }
      _ = inner.takeKeyword("url")
      return inner.isAtEnd ? .attribute(asciiLowercased(name)) : nil
    }
    if var inner = function("url") {
      guard let address = inner.string(), inner.isAtEnd else { return nil }
      return .address(address)
    }
    guard let token = next, token.kind == .url || token.kind == .string else {
      expect("attr(href) or url(\"#name\")")
      return nil
    }
    advance()
    return .address(token.text)
  }

  /// The style after a comma; decimal where there is none.
  private mutating func optionalCounterStyle() -> CounterStyleReference? {
    guard take(.comma) else { return .decimal }
    return takeKeyword("none") ? CounterStyleReference.none : counterStyle()
  }

  private mutating func elementTextPart() -> ElementTextPart? {
    keyword(["text": .text, "content": .text, "before": .before, "after": .after, "first-letter": .firstLetter])
  }

  private mutating func leader() -> String? {
    next?.kind == .string ? string() : keyword(["dotted": ".", "solid": "_", "space": " "])
  }

  /// One or more settings of running strings.
  mutating func stringSettings() -> Specified<[StringSetting]>? {
    if takeKeyword("none") { return Specified([]) }
    var settings: [StringSetting] = []
    repeat {
      guard let name = ident(), let parts = contentParts() else { return nil }
      settings.append(StringSetting(name: name, parts: parts))
    } while take(.comma)
    return Specified(settings)
  }

  // MARK: Counters

  /// A name that an author makes up: none of the words that mean something everywhere, nor `none`.
  mutating func customIdent() -> String? {
    let reserved = ["none", "inherit", "initial", "unset", "revert", "revert-layer", "default"]
    guard let token = next, token.kind == .ident, !reserved.contains(asciiLowercased(token.text)) else {
      expect("a name")
      return nil
    }
    return ident()
  }

  /// Counters with their numbers.
  ///
  /// - Parameters:
  ///   - standard: The number of a counter that has none.
  ///   - mayReverse: Whether `reversed()` is taken.
  mutating func counterChanges(standard: Int, mayReverse: Bool = false) -> Specified<[CounterChange]>? {
    if takeKeyword("none") { return Specified([]) }
    var changes: [CounterChange] = []
    while !isAtEnd {
      var change = CounterChange("", standard)
      if mayReverse, var arguments = function("reversed") {
        guard let name = arguments.customIdent(), arguments.isAtEnd else { return nil }
        change.name = name
        change.isReversed = true
      } else {
        guard let name = customIdent() else { return nil }
        change.name = name
      }
      if next?.kind == .number {
        guard let value = counterValue() else { return nil }
        change.value = value
      } else {
        change.countsItems = change.isReversed
      }
      changes.removeAll { $0.name == change.name }
      changes.append(change)
    }
    return changes.isEmpty ? nil : Specified(changes)
  }

  mutating func quotes() -> Specified<Quotes>? {
    if let keyword = keyword(["auto": Quotes.auto, "none": Quotes.none]) { return Specified(keyword) }
    var pairs: [Quotes.Pair] = []
    while !isAtEnd {
      guard let open = string(), let close = string() else { return nil }
      pairs.append(Quotes.Pair(open, close))
    }
    return pairs.isEmpty ? nil : Specified(.pairs(pairs))
  }

  /// A style of numbers, `none`, or a text of one's own.
  mutating func listStyleType() -> Specified<CounterStyleReference>? {
    if next?.kind == .string { return string().map { Specified(.text($0)) } }
    if takeKeyword("none") { return Specified(CounterStyleReference.none) }
    return counterStyle().map { Specified($0) }
  }
}
