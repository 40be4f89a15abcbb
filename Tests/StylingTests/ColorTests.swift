import Geometry
import Testing

@testable import Styling

@Suite("Colours")
struct ColorTests {
  private func hex(_ css: String) -> String? {
    StyleParsing.color(from: css).map { color in
      func digits(_ x: Double) -> String {
        let text = String(Int((x * 255).rounded()), radix: 16)
        return text.count < 2 ? "0" + text : text
      }
      let opaque = digits(color.red) + digits(color.green) + digits(color.blue)
      return color.alpha < 1 ? opaque + digits(color.alpha) : opaque
    }
  }

  @Test(
    "Every way to write a colour of CSS Color 4",
    arguments: [
      ("rgb(0 128 0)", "008000"), ("rgb(none 50% 0 / none)", "00800000"), ("rgb(300 -20 0)", "ff0000"),
      ("rgb(calc(255 / 2) 0 0)", "800000"), ("rgba(0 0 255 / 20%)", "0000ff33"), ("rgb(50%, 0%, 100%)", "8000ff"),
      ("hsl(120 100 25)", "008000"), ("hsla(0.5turn, 100%, 50%, 0.2)", "00ffff33"), ("hsl(none none 50%)", "808080"),
      ("hwb(120 0% 50%)", "008000"), ("hwb(200grad 40 60)", "666666"),
      ("lab(46.2775% -47.5621 48.5837)", "008000"), ("lab(100 0 0)", "ffffff"), ("lab(70% -36% 0)", "1bc1a9"),
      ("lch(46.2775% 67.9892 134.3912)", "008000"), ("lch(50% 30% 0.5turn)", "008975"),
      ("oklab(51.975% -0.1403 0.10768)", "008000"), ("oklch(51.975% 0.17686 142.495)", "008000"),
      ("color(srgb 0 0.50196 0)", "008000"), ("color(srgb-linear 0 0.21586 0)", "008000"),
      ("color(display-p3 0.21604 0.49418 0.13151)", "008000"), ("color(a98-rgb 0.281363 0.498012 0.116746)", "008000"),
      ("color(prophoto-rgb 0.23009 0.395789 0.129691)", "008000"),
      ("color(rec2020 0.235202 0.431704 0.085432)", "008000"),
      ("color(xyz 0.07719 0.15438 0.02573)", "008000"), ("color(xyz-d65 0.07719 0.15438 0.02573)", "008000"),
      ("color(xyz-d50 0.08312 0.154746 0.020961)", "008000"), ("color(srgb 50% none 100% / 0.5)", "8000ff80"),
      ("canvasText", "000000"), ("Highlight", "b4d5fe"),
    ])
  func forms(css: String, expected: String) {
    #expect(hex(css) == expected)
  }

  @Test("White is white and grey is grey in every space, there and back")
  func neutral() {
    for space in ColorSpace.allCases {
      for level in [0.0, 0.2, 0.5, 1] {
        let grey = SpaceColor(Color(red: level, green: level, blue: level))
        let back = grey.converted(to: space).srgb
        #expect(
          abs(back.red - level) < 1e-4 && abs(back.green - level) < 1e-4 && abs(back.blue - level) < 1e-4, "\(space)")
      }
      let colour = SpaceColor(Color(hex: 0x0B4F8A)).converted(to: space).srgb
      #expect(abs(colour.red - 11.0 / 255) < 1e-4 && abs(colour.blue - 138.0 / 255) < 1e-4, "\(space)")
    }
  }

  @Test(
    "A colour that sRGB does not have keeps its lightness and hue and loses chroma",
    arguments: [
      ("oklch(0.7 0.37 150)", "00c248"), ("color(display-p3 1 0 0)", "ff0b0c"), ("oklch(60% 0.3 260)", "0673ff"),
      ("lab(80% 100 -20)", "ffb3dd"), ("oklch(1.2 0.3 30)", "ffffff"), ("oklch(0 0.3 30)", "000000"),
    ])
  func gamut(css: String, expected: String) {
    #expect(hex(css) == expected)
  }

  @Test(
    "Mixtures of two colours",
    arguments: [
      ("color-mix(in srgb, red, blue)", "800080"), ("color-mix(in srgb, red 25%, blue)", "4000bf"),
      ("color-mix(in srgb, red, 25% blue)", "bf0040"), ("color-mix(in srgb, red 30%, blue 30%)", "80008099"),
      ("color-mix(in srgb, red, transparent)", "ff000080"), ("color-mix(in hsl, red, lime)", "ffff00"),
      ("color-mix(in hsl longer hue, red, lime)", "0000ff"), ("color-mix(in hsl, white, blue)", "9f9fdf"),
      ("color-mix(in oklab, white, black)", "636363"), ("color-mix(in lab, white, black)", "777777"),
      ("color-mix(in hsl decreasing hue, red, hsl(120 100% 50%) 25%)", "ff00ff"),
      ("color-mix(in hwb increasing hue, lime, red)", "0000ff"),
      ("color-mix(in lch, color-mix(in lch, white, white), white)", "ffffff"),
    ])
  func mixtures(css: String, expected: String) {
    #expect(hex(css) == expected)
  }

  @Test("A mixture with currentcolor follows the element's colour")
  func currentColor() {
    let style = values(
      "color: red; background: color-mix(in srgb, currentColor 50%, white); border: 1pt solid CURRENTCOLOR")
    #expect(style.backgroundColor == Color(red: 1, green: 0.5, blue: 0.5))
    #expect(style.border.top.color == nil)
    #expect(StyleParsing.color(from: "color-mix(in srgb, currentcolor, red)") == nil)
  }

  @Test(
    "What is no colour",
    arguments: [
      "rgb(0, none, 0)", "rgb(0, 50%, 0)", "rgb(0 0 0, 1)", "rgb(0, 0, 0 / 1)", "hsl(0, 1, 1)", "hwb(0, 1%, 1%)",
      "lab(1, 2, 3)", "lab(1 2)", "color(lab 1 2 3)", "color(srgb 1 2)", "color(srgb 1 2 3 4)", "rgb(10deg 0 0)",
      "hsl(1pt 0 0)", "color-mix(in srgb, red 0%, blue 0%)", "color-mix(in srgb, red -1%, blue)",
      "color-mix(red, blue)", "color-mix(in srgb longer hue, red, blue)", "color-mix(in hsl longer, red, blue)",
      "rgb(calc(1pt) 0 0)",
    ])
  func none(css: String) {
    #expect(StyleParsing.color(from: css) == nil)
  }

  @Test(
    "css-parsing-tests: each colour is the one that its file says",
    .enabled(if: ParsingSuite.isInstalled),
    arguments: [
      "hexadecimal_3", "hexadecimal_4", "keywords_3", "keywords_4", "hsl_3", "hsl_4", "hwb_4", "lab_4", "lch_4",
      "oklab_4", "oklch_4", "function_4", "functions_5",
    ])
  func suite(file: String) throws {
    let cases = try ParsingSuite.cases("color_\(file)")
    #expect(!cases.isEmpty)
    for (input, expected) in cases {
      let text = try #require(input.string)
      let found = StyleParsing.color(from: text)
      // What the file expects is a colour too, with its parts in their own space.
      let wanted = expected.string.flatMap { StyleParsing.color(from: $0) }
      if let found, let wanted {
        let parts = zip(
          [found.red, found.green, found.blue, found.alpha], [wanted.red, wanted.green, wanted.blue, wanted.alpha])
        #expect(parts.allSatisfy { abs($0 - $1) < 0.0005 }, "\(text)")
      } else {
        #expect((found == nil) == (wanted == nil), "\(text): \(expected)")
      }
    }
  }
}
