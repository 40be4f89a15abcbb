import Styling

/// What margin boxes print of the page they stand on.
struct PageFacts {
  var number: Int
  var pageCount: Int
  var strings: RunningValues<String>
  /// The nodes that run in margins.
  var elements: RunningValues<Int>
  var counterStyles: CounterStyles

  /// The text of a `content` value.
  func text(of parts: [ContentPart]) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .counter("page", let style): text += counterStyles.text(number, style)
      case .counter("pages", let style): text += counterStyles.text(pageCount, style)
      case .string(let name, let position): text += strings.value(name, position) ?? ""
      // These speak of an element, and a page is none.
      case .runningElement, .counter, .counters, .elementText, .attribute, .targetCounter, .targetCounters, .targetText,
        .leader, .quote:
        break
      }
    }
    return text
  }

  /// Whether a margin box prints a part of a `content` value.
  static func canPrint(_ part: ContentPart) -> Bool {
    switch part {
    case .text, .counter("page", _), .counter("pages", _), .string, .runningElement: true
    case .counter, .counters, .elementText, .attribute, .targetCounter, .targetCounters, .targetText, .leader, .quote:
      false
    }
  }

  /// The element that a `content` value puts in its box.
  func element(of parts: [ContentPart]) -> Int? {
    for case .runningElement(let name, let position) in parts { return elements.value(name, position) }
    return nil
  }
}
