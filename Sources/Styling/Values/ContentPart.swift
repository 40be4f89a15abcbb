/// A part of a `content` or `string-set` value (CSS Content Level 3, GCPM Level 3).
public enum ContentPart: Hashable, Sendable {
  case text(String)
  /// `counter(name)`: the innermost counter of a name, `page` and `pages` among them.
  case counter(String, style: CounterStyleReference)
  /// `counters(name, "separator")`: all of a name, outermost first.
  case counters(String, separator: String, style: CounterStyleReference)
  /// `string(name, position)`, a running string.
  case string(String, RunningPosition)
  /// `element(name, position)`, an element taken out of the text by `position: running(name)`.
  case runningElement(String, RunningPosition)
  /// `content()`: the text of the element itself, or a part of it.
  case elementText(ElementTextPart)
  /// `attr(name)`
  case attribute(String)
  /// `target-counter(…)`: a counter's value at the element that a link leads to; its page for `page`.
  case targetCounter(TargetReference, String, style: CounterStyleReference)
  /// `target-counters(…)`
  case targetCounters(TargetReference, String, separator: String, style: CounterStyleReference)
  /// `target-text(…)`: the text of the element that a link leads to.
  case targetText(TargetReference, ElementTextPart)
  /// `leader("…")`: a text repeated as often as there is room on the line.
  case leader(String)
  case quote(QuotationMark)
}

extension ContentPart {
  /// The function that it is written as, for messages.
  public var function: String {
    switch self {
    case .text: "a text"
    case .counter(let name, _): "counter(\(name))"
    case .counters(let name, _, _): "counters(\(name), …)"
    case .string(let name, _): "string(\(name))"
    case .runningElement(let name, _): "element(\(name))"
    case .elementText: "content()"
    case .attribute(let name): "attr(\(name))"
    case .targetCounter: "target-counter()"
    case .targetCounters: "target-counters()"
    case .targetText: "target-text()"
    case .leader: "leader()"
    case .quote(let mark): mark == .open || mark == .openSilently ? "open-quote" : "close-quote"
    }
  }
}

/// Which of the values that a running string or element has on a page is printed (CSS GCPM Level 3, section 1.1.2).
public enum RunningPosition: Hashable, Sendable {
  /// The first that the page sets; where it sets none, the one that it begins with.
  case first
  /// The one that the page begins with, or the first if it is set by the first thing on the page.
  case start
  /// The one that the page ends with.
  case last
  /// The one that the page begins with, and nothing on a page that sets one.
  case firstExcept
}

/// Which text of an element `content()` and `target-text()` give.
public enum ElementTextPart: Hashable, Sendable {
  /// Its own words, without generated ones.
  case text
  case before, after
  case firstLetter
}

/// What a target function looks at.
public enum TargetReference: Hashable, Sendable {
  /// The address in an attribute of the element.
  case attribute(String)
  /// `url("#name")`
  case address(String)
}

public enum QuotationMark: Hashable, Sendable {
  case open, close
  /// Opened or closed without a mark being printed.
  case openSilently, closeSilently
}

/// The value of `content`.
public enum Content: Hashable, Sendable {
  /// What the thing holds of itself: an element's children, a marker's number; nothing for `::before` and `::after`.
  case normal
  case none
  /// - Parameter alternative: What is read aloud in its place; nil for the same, empty for nothing.
  case parts([ContentPart], alternative: [ContentPart]?)

  /// The parts that are printed; none for a keyword.
  public var parts: [ContentPart] {
    if case .parts(let parts, _) = self { return parts }
    return []
  }
}

/// The value of `quotes`: the marks for each depth of quotation.
public enum Quotes: Hashable, Sendable {
  /// Those of the language.
  case auto
  case none
  case pairs([Pair])

  public struct Pair: Hashable, Sendable {
    public var open: String
    public var close: String
    public init(_ open: String, _ close: String) {
      self.open = open
      self.close = close
    }
  }
}

/// A counter and what happens to it.
public struct CounterChange: Hashable, Sendable {
  public var name: String
  public var value: Int
  /// `reversed(name)`: counts down; without a value, to 1.
  public var isReversed = false
  /// Whether a reversed counter was given no value, and so begins at the number of its items.
  public var countsItems = false
  public init(_ name: String, _ value: Int) {
    self.name = name
    self.value = value
  }
}

/// What an element does to counters (CSS Lists Level 3, section 4), in the order in which it is done.
public struct CounterChanges: Hashable, Sendable {
  public var reset: [CounterChange] = []
  public var increment: [CounterChange] = []
  public var set: [CounterChange] = []
  public init() {}
  public var isEmpty: Bool { reset.isEmpty && increment.isEmpty && set.isEmpty }
  /// The counters that it changes.
  public var names: Set<String> { Set((reset + increment + set).map(\.name)) }
}
