import Testing

@testable import Styling

@Suite("Selectors")
struct SelectorTests {
  /// Whether a selector selects the last of a chain of elements.
  private func matches(_ selector: String, _ chain: [Element], at position: SiblingPosition = .only) -> Bool {
    var context = cascade("\(selector) { widows: 7 }").root
    for (index, element) in chain.enumerated() {
      context = context.child(element, at: index == chain.count - 1 ? position : .only)
    }
    return context.values.widows == 7
  }

  private func matches(_ selector: String, _ path: String, at position: SiblingPosition = .only) -> Bool {
    // Widows are inherited, so that only the last element may be selected for a clear answer.
    matches(selector, path.split(separator: " ").map { Element(String($0)) }, at: position)
  }

  @Test("Types, classes, ids and any")
  func simple() {
    #expect(matches("p", "p") && matches("P", "p") && !matches("p", "h1"))
    #expect(matches(".a.b", "p.b.a") && !matches(".a.b", "p.a"))
    #expect(matches("#x", "p#x") && !matches("#y", "p#x"))
    #expect(matches("*", "anything") && matches("axis.x", "axis.x") && matches("h1, h2, p", "p"))
    #expect(matches(".f", "p.a.b.c.d.e.f") && matches(".a.b.c.d.e.f", "p.f.e.d.c.b.a"))
    #expect(matches(":root p", "p") && !matches("p:root", "p"))
  }

  @Test("Descendants and children")
  func combinators() {
    #expect(matches("section p", "body section div p"))
    #expect(!matches("section > p", "body section div p") && matches("section > p", "section p"))
    #expect(matches("a > b c > d", "a b x c d") && !matches("a > b c > d", "x b c d"))
    // The nearest ancestor that fits is not always the right one.
    #expect(matches("a > b c", "a b b c"))
    #expect(matches("series:nth-of-type(2) > mark.bar", [Element("series"), Element("mark.bar")]) == false)
  }

  @Test(
    "Attributes, with every operator",
    arguments: [
      ("[data-status]", "e p", true), ("[data-status=\"e p\"]", "e p", true),
      ("[data-status=e]", "e p", false),
      ("[data-status~=p]", "e p", true), ("[data-status~=p]", "ep", false),
      ("[data-status|=en]", "en-GB", true),
      ("[data-status|=en]", "english", false), ("[data-status^=pro]", "provisional", true),
      ("[data-status$=al]", "provisional", true), ("[data-status*=visi]", "provisional", true),
      ("[data-status*='']", "provisional", false), ("[data-status=\"E\" i]", "e", true),
      ("[data-status=E s]", "e", false), ("[DATA-STATUS=e]", "e", true), ("td[data-sign]", "e", false),
    ])
  func attributes(selector: String, value: String, holds: Bool) {
    #expect(matches(selector, [Element("td", ["data-status": value])]) == holds)
  }

  @Test("Positions among siblings")
  func positions() {
    func at(_ index: Int, _ ofType: Int = 1, of count: Int? = 5, _ countOfType: Int? = 2) -> SiblingPosition {
      SiblingPosition(index: index, indexOfType: ofType, count: count, countOfType: countOfType)
    }
    #expect(matches("p:first-child", "p", at: at(1)) && !matches("p:first-child", "p", at: at(2)))
    #expect(matches("p:last-child", "p", at: at(5)) && !matches("p:last-child", "p", at: at(4)))
    #expect(!matches("p:last-child", "p", at: at(5, of: nil, nil)))
    #expect(matches("p:only-child", "p") && !matches("p:only-child", "p", at: at(1)))
    #expect(matches("p:first-of-type", "p", at: at(3, 1)) && matches("p:last-of-type", "p", at: at(3, 2)))
    #expect(matches("p:nth-of-type(2)", "p", at: at(4, 2)))
    #expect(matches("p:nth-last-child(2)", "p", at: at(4)))
    let odd = (1...6).filter { matches("p:nth-child(odd)", "p", at: at($0)) }
    #expect(odd == [1, 3, 5])
    #expect((1...6).filter { matches("p:nth-child(-n + 2)", "p", at: at($0)) } == [1, 2])
    #expect((1...7).filter { matches("p:nth-child(3n+1)", "p", at: at($0)) } == [1, 4, 7])
    #expect((1...7).filter { matches("p:nth-child(n+5)", "p", at: at($0)) } == [5, 6, 7])
    #expect((1...7).filter { matches("p:nth-child(4)", "p", at: at($0)) } == [4])
  }

  @Test(
    "What is not of the form an+b is refused",
    arguments: ["", "x", "2n+", "n2", "+ 2n", "2 n", "1.5", "2n 1", "- n"])
  func notAnPlusB(text: String) {
    #expect(parse("p:nth-child(\(text)) { color: red }").1.map(\.id) == ["style.invalid-selector"])
  }

  @Test("Numbers beyond all counts are far from every position")
  func farPositions() {
    let number = String(repeating: "9", count: 40)
    #expect(!matches("p:nth-child(\(number))", "p") && !matches("p:nth-child(\(number)n - \(number))", "p"))
    #expect(matches("p:nth-child(n - \(number))", "p"))
  }

  @Test(":is(), :where() and :not()")
  func logical() {
    #expect(matches(":is(h1, h2) em", "h2 em") && !matches(":is(h1, h2) em", "h3 em"))
    #expect(matches("p:not(.a):not(#b)", "p") && !matches("p:not(.a)", "p.a"))
    #expect(matches("p:not(section p)", "body p") && !matches("p:not(section p)", "section p"))
    #expect(matches("td:not([data-sign=negative])", "td"))
    #expect(!matches("td:not([data-sign=negative])", [Element("td", ["data-sign": "negative"])]))
    #expect(matches("tr:not(:first-child)", "tr", at: SiblingPosition(index: 2, indexOfType: 2)))
    #expect(matches("*:where(.a)", "p.a"))
  }

  @Test(
    "Specificity",
    arguments: [
      ("*", 0, 0, 0), ("p", 0, 0, 1), ("section > p.a", 0, 1, 2), ("#a .b[c]:first-child", 1, 3, 0),
      (":is(#a, p)", 1, 0, 0), (":where(#a)", 0, 0, 0), (":not(p, .a) em", 0, 1, 1),
      ("tr:nth-child(2n)", 0, 1, 1),
    ])
  func specificity(selector: String, identifiers: Int, classes: Int, elements: Int) {
    let (sheet, _) = parse("\(selector) { color: red }")
    #expect(
      sheet.rules.first?.selectors.first?.specificity
        == Specificity(identifiers: identifiers, classes: classes, elements: elements))
  }

  @Test("More attribute tests than fit a machine word are told apart")
  func manyTests() {
    let css = (0..<150).map { "td[data-x=v\($0)] { widows: \($0 + 1) }" }.joined()
    let root = cascade(css).root
    for index in [0, 63, 64, 127, 128, 149] {
      #expect(root.child(Element("td", ["data-x": "v\(index)"]), at: .only).values.widows == index + 1)
    }
  }
}
