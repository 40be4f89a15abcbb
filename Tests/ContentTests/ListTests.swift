import Testing

@Suite("Lists and headings in boxes")
struct ListTests {
  @Test("The words of a tight list's items are no paragraphs, also beside a list within an item")
  func tightItems() {
    let text = "- one\n- two\n  - *inner*\n- three"
    let resolved = resolve(text, front: "title: T\ncontents: false")
    #expect(resolved.body == "ul.tight(li(one) li((two) ul.tight(li(em(inner)))) li(three))", "\(resolved.body)")
    let loose = resolve("- one\n\n- two\n  - inner", front: "title: T\ncontents: false")
    #expect(loose.body == "ul(li(p(one)) li(p(two) ul.tight(li(inner))))", "\(loose.body)")
  }

  @Test("A heading in a box is in the contents and has a number, unless its class says otherwise")
  func headingsInBoxes() {
    let text = """
      # Alpha

      ::: {.twocol}
      # Beta

      Words, see @sec-beta.
      :::

      ::: {.callout}
      ## Aside {.unlisted .unnumbered}
      :::

      > # Quoted
      """
    let resolved = resolve(text, front: "title: T\nnumber-sections: true\ncontents: true")
    #expect(resolved.found.isEmpty, "\(resolved.found)")
    #expect(
      resolved.body.hasPrefix(
        "nav.contents(p.title(Contents) p.level-2(a(span.number(1)\u{2002}Alpha)) p.level-2(a(span.number(2)\u{2002}Beta)))"
      ),
      "\(resolved.body)")
    #expect(
      resolved.body.contains(
        "div.twocol(h2#sec-beta(span.number(2)\u{2002}Beta) p(Words, see a.reference("))
  }
}
