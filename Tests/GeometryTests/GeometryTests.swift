import Geometry
import Testing

@Test("Lengths convert between millimetres, points and CSS pixels")
func lengthUnits() {
  #expect(abs(Length.mm(25.4).points - 72) < 1e-12)
  #expect(Length.px(96).points == 72)
  #expect(abs(Length.pt(72).millimetres - 25.4) < 1e-12)
  #expect(Length.mm(10) / Length.mm(4) == 2.5)
}

@Test("Transforms apply in the order in which they are chained")
func transformOrder() {
  let moved = Transform.translation(Point(x: .pt(10), y: .pt(0))).then(.scale(2, 3))
  let point = moved(Point(x: .pt(1), y: .pt(1)))
  #expect(point == Point(x: .pt(22), y: .pt(3)))
}

@Test("Rectangles that share only an edge do not overlap")
func rectanglesTouching() {
  let a = Rectangle(x: .pt(0), y: .pt(0), width: .pt(10), height: .pt(10))
  #expect(!a.overlaps(Rectangle(x: .pt(10), y: .pt(0), width: .pt(5), height: .pt(5))))
  #expect(a.overlaps(Rectangle(x: .pt(9), y: .pt(9), width: .pt(5), height: .pt(5))))
  #expect(a.union(Rectangle(x: .pt(20), y: .pt(5), width: .pt(1), height: .pt(10))).maxY == .pt(15))
}

@Test("Contrast is WCAG's: 21 for black on white, 4.54 for #767676 on white")
func contrastRatios() {
  #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
  #expect(abs(Color(hex: 0x767676).contrast(with: .white) - 4.54) < 0.005)
  #expect(abs(Color(hex: 0x0B4F8A).contrast(with: .white) - 8.36) < 0.05)
}
