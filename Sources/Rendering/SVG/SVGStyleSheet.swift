import Geometry

/// The sheet of a page with charts of ``SVGProfile/inline``: their colours as custom properties, for a light and a dark ground.
public struct SVGStyleSheet {
  private var charts: [String] = []
  private var classes: [SVGColorClass] = []
  private var colors: [(name: String, color: Color)] = []
  private var ground = Color.white

  public init() {}

  /// - Parameter ground: What the chart is meant to lie on.
  public mutating func add(_ file: SVGFile, ground: Color) {
    self.ground = ground
    for color in file.colorClasses {
      if !charts.contains(color.chart) { charts.append(color.chart) }
      if !colors.contains(where: { $0.name == color.colorName }) { colors.append((color.colorName, color.color)) }
    }
    classes += file.colorClasses
  }

  /// The sheet. A page chooses dark colours by `color-scheme`, or by the class `bulletin-dark` around charts.
  public func css() -> [UInt8] {
    var text = """
      /* Colours of charts that are in the page as SVG. A page chooses dark colours by 'color-scheme', or by the class
         'bulletin-dark' on an element around charts; it may set the properties to colours of its own. */
      :root {
      \(properties { light($0) })}
      @supports (color: light-dark(#000, #fff)) {
        :root {
      \(properties(indent: 4) { "light-dark(\(light($0)), \(dark($0)))" })  }
      }
      .bulletin-light {
      \(properties { light($0) })}
      .bulletin-dark {
      \(properties { dark($0) })}

      """
    for (name, _) in colors {
      for use in [SVGColorClass.Use.fill, .stroke] {
        let selectors = classes.filter { $0.colorName == name && $0.use == use }.map { "." + $0.name }
        if selectors.isEmpty { continue }
        text += selectors.joined(separator: ", ") + " { \(use.rawValue): var(--bulletin-\(name)) }\n"
      }
    }
    if !charts.isEmpty {
      text += charts.map { "#" + $0 }.joined(separator: ", ") + " { max-width: 100%; height: auto }\n"
    }
    return Array(text.utf8)
  }

  private func properties(indent: Int = 2, _ value: (Color) -> String) -> String {
    colors.map { String(repeating: " ", count: indent) + "--bulletin-\($0.name): \(value($0.color));\n" }.joined()
  }

  private func light(_ color: Color) -> String { Self.hexadecimal(color) }

  /// The colour for a dark ground: as much contrast with it as the colour has with the light one, up to what words need.
  private func dark(_ color: Color) -> String {
    let wish = min(color.contrast(with: ground), 6)
    if wish < 1.02 { return Self.hexadecimal(Self.darkGround) }
    // Light colours, such as those of gridlines, become dark; the others light.
    let end = color.contrast(with: Self.darkGround) > wish ? Self.darkGround : Color.white
    var best = color
    for step in 0...100 {
      let share = Double(step) / 100
      let mixed = Color(
        red: color.red + (end.red - color.red) * share, green: color.green + (end.green - color.green) * share,
        blue: color.blue + (end.blue - color.blue) * share)
      if abs(mixed.contrast(with: Self.darkGround) - wish) < abs(best.contrast(with: Self.darkGround) - wish) {
        best = mixed
      }
    }
    return Self.hexadecimal(best)
  }

  private static let darkGround = Color(hex: 0x16191D)

  private static func hexadecimal(_ color: Color) -> String {
    var bytes: [UInt8] = []
    bytes.append(hexadecimal: color)
    return String(decoding: bytes, as: UTF8.self)
  }
}
