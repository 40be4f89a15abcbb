import Styling

/// The numbers that pages print: the counter `page` (CSS Paged Media Level 3, section 7.1).
///
/// It counts every page, from 1, unless an element or an `@page` rule sets it. An element gives its number to the page that
/// it is on.
struct PageCounter {
  /// For each page.
  let numbers: [Int]

  /// - Parameter changes: What `@page` rules do to counters on a page, by its index.
  init(pages: [PageSpan], list: VerticalList, changes: (Int) -> CounterChanges) {
    var given: [Int: Int] = [:]
    var page = 0
    for (item, mark) in list.marks {
      guard case .pageCount(let value) = mark else { continue }
      while page + 1 < pages.count, Int(item) >= pages[page].items.upperBound { page += 1 }
      given[page] = value
    }
    var number = 0
    numbers = pages.indices.map { index in
      number = given[index] ?? Self.next(number, changes(index))
      return number
    }
  }

  /// A rule that touches the counter at all takes the place of the step from page to page.
  private static func next(_ number: Int, _ changes: CounterChanges) -> Int {
    func value(_ changes: [CounterChange]) -> Int? { changes.first { $0.name == "page" }?.value }
    if changes.isEmpty { return number + 1 }
    let reset = value(changes.reset)
    let step = value(changes.increment)
    let isTouched = reset != nil || step != nil
    return value(changes.set) ?? Int(Int32(clamping: (reset ?? number) + (isTouched ? step ?? 0 : 1)))
  }
}
