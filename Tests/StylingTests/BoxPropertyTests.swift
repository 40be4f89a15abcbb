import Geometry
import Testing

@testable import Styling

@Suite("Properties of boxes")
struct BoxPropertyTests {
  private func radii(_ css: String) -> [Double] {
    let corners = values(css).borderRadius
    return [corners.topLeft, corners.topRight, corners.bottomRight, corners.bottomLeft].flatMap {
      [$0.horizontal, $0.vertical].map { $0.resolved(in: .pt(100))?.points ?? -1 }
    }
  }

  @Test("Rounded corners in all their forms")
  func corners() {
    #expect(radii("border-radius: 2pt") == Array(repeating: 2, count: 8))
    #expect(radii("border-radius: 1pt 2pt") == [1, 1, 2, 2, 1, 1, 2, 2])
    #expect(radii("border-radius: 1pt 2pt 3pt") == [1, 1, 2, 2, 3, 3, 2, 2])
    #expect(radii("border-radius: 1pt 2pt 3pt 4pt / 5pt 6pt") == [1, 5, 2, 6, 3, 5, 4, 6])
    #expect(radii("border-radius: calc(10% + 1pt) / 20%") == [11, 20, 11, 20, 11, 20, 11, 20])
    #expect(radii("border-top-right-radius: 3pt 4pt; border-end-start-radius: 5pt") == [0, 0, 3, 4, 0, 0, 5, 5])
    for wrong in ["-1pt", "1pt /", "/ 1pt", "1pt 1pt 1pt 1pt 1pt", "auto"] {
      #expect(parse("p { border-radius: \(wrong) }").1.count == 1, "\(wrong)")
    }
  }

  @Test("Properties by the direction of writing are those of the sides")
  func logical() {
    let set = values(
      """
      margin-inline: 1pt 2pt; margin-block: auto; padding-inline-start: 3pt; padding-block: 4pt 5%; border-inline: 1pt solid red;
      border-block-end: 2pt dotted; border-block-start-color: blue; inline-size: 9pt; min-block-size: 8pt; max-inline-size: 50%
      """)
    #expect(set.margin == Sides(top: .auto, right: .length(.pt(2)), bottom: .auto, left: .length(.pt(1))))
    #expect(set.padding.left == .length(.pt(3)) && set.padding.bottom == .fraction(0.05))
    let red = Border(width: .pt(1), style: .solid, color: Color(hex: 0xFF0000))
    #expect(set.border.left == red && set.border.right == red && set.border.bottom.style == .dotted)
    #expect(set.border.top.color == Color(hex: 0x0000FF))
    #expect(set.width == .length(.pt(9)) && set.minHeight == .length(.pt(8)) && set.maxWidth == .fraction(0.5))
    #expect(values("margin-left: 1pt; margin-inline-start: 2pt").margin.left == .length(.pt(2)))
  }

  @Test("Sizes, their limits and what they measure")
  func sizes() {
    let set = values("box-sizing: border-box; min-width: 10%; max-height: none; min-height: auto; max-width: 3pt")
    #expect(set.boxSizing == .borderBox && set.minWidth == .fraction(0.1) && set.maxHeight == .auto)
    #expect(values("box-decoration-break: clone").boxDecorationBreak == .clone)
    #expect(values("border: 3pt double").border.top.style == .double)
  }

  @Test("A border that looks carved is a solid one, with a warning")
  func carved() {
    let (sheet, found) = parse("p { border: 1pt groove red }")
    #expect(found.map(\.id) == ["style.changed-value"] && found[0].hint == "write 'solid'")
    #expect(Cascade(sheets: [sheet]).root.descendant("p").values.border.left.style == .solid)
  }

  @Test("Lines along words: their kinds, looks and what they run through")
  func decorations() {
    let decoration = values("text-decoration: underline overline wavy red 10%; text-underline-offset: 2pt")
      .textDecorations
    #expect(
      decoration == [
        TextDecoration(
          lines: [.underline, .overline], color: Color(hex: 0xFF0000), style: .wavy, thickness: .pt(1),
          underlineOffset: .pt(2))
      ])
    #expect(values("text-decoration: line-through; color: blue").textDecorations.first?.color == Color(hex: 0x0000FF))
    #expect(values("text-decoration: underline; text-decoration-line: none").textDecorations.isEmpty)
    #expect(values("text-decoration: from-font underline").textDecorations.first?.thickness == nil)
    let nested = cascade(
      "p { text-decoration: underline; color: red } em { text-decoration: line-through; color: blue }"
    )
    .root.descendant("p em").values
    #expect(nested.textDecorations.map(\.lines) == [.underline, .lineThrough])
    #expect(nested.textDecorations[0].color == Color(hex: 0xFF0000) && nested.ownTextDecoration?.lines == .lineThrough)
  }

  @Test("A part is raised by a length or a share of its line height")
  func raised() {
    #expect(values("vertical-align: 2pt").verticalAlign == .raised(.pt(2)))
    #expect(values("line-height: 20pt; vertical-align: -10%").verticalAlign == .raised(.pt(-2)))
  }
}
