import Geometry
import Graphics
import Styling

/// The colours of the style sheet that values of the data are shown by, and how a spec's looks go over those of a sheet.
final class SheetPalette {
  private let context: StyleContext
  private let ground: Color
  private var ramps: [ScaledColor.Ramp: ColorRamp] = [:]
  private var palette: [Int: Color] = [:]

  /// - Parameter context: The style of the plot, whose custom properties and series are asked.
  init(_ context: StyleContext, ground: Color) {
    self.context = context
    self.ground = ground
  }

  /// Nil where no colour is given; transparent where none is to be painted.
  func color(_ color: ScaledColor?) -> Color? {
    switch color {
    case nil: return nil
    case .color(let color)?: return color
    case .unpainted?: return .transparent
    case .ground?: return ground
    case .palette(let index)?: return paletteColor(index)
    case .ramp(let name, let share)?: return ramp(name).color(at: share)
    case .step(let name, let index, let count)?:
      // The ends of a ramp that has a middle are shown; those of another are too near to the ground.
      return name == .diverging
        ? ramp(name).color(at: count > 1 ? Double(index) / Double(count - 1) : 0.5)
        : ramp(name).color(at: Double(index + 1) / Double(count))
    }
  }

  /// The stops that the sheet gives as `ramp.sequential > stop`.
  private func ramp(_ name: ScaledColor.Ramp) -> ColorRamp {
    if let known = ramps[name] { return known }
    let parent = context.child(ChartPart("ramp", classes: [name.rawValue]), at: .only)
    let count = name == .sequential ? 6 : 7
    let colors = (1...count).map { index in
      let position = SiblingPosition(index: index, indexOfType: index, count: count, countOfType: count)
      return parent.child(ChartPart("stop"), at: position).style.values.color
    }
    let made = ColorRamp(colors: colors, interpolation: .lab)
    ramps[name] = made
    return made
  }

  private func paletteColor(_ index: Int) -> Color {
    if let known = palette[index] { return known }
    let position = SiblingPosition(index: index + 1, indexOfType: index + 1, count: index + 1, countOfType: index + 1)
    let color = context.child(ChartPart("series"), at: position).style.values.color
    palette[index] = color
    return color
  }

  /// Puts a spec's looks over those of the sheet.
  ///
  /// - Parameter keepsColor: Whether the mark steps back, so that its colour is the sheet's.
  func apply(_ visual: MarkVisual, to look: inout MarkLook, keepsColor: Bool) {
    if !keepsColor {
      if let own = color(visual.color) {
        if look.fill != nil { look.fill = own } else { look.stroke = own }
      }
      if let own = color(visual.fill) { look.fill = own }
      if let own = color(visual.stroke) {
        look.stroke = own
        if look.strokeWidth == 0 || visual.strokeWidth == nil && look.fill != nil { look.strokeWidth = 0.75 }
      }
    }
    if let width = visual.strokeWidth { look.strokeWidth = width * 0.75 }
    if let dash = visual.dash { look.dashes = dash.contains { $0 > 0 } && dash != [1, 0] ? dash.map { .px($0) } : [] }
    look.fill = faded(look.fill, visual.opacity, visual.fillOpacity)
    look.stroke = faded(look.stroke, visual.opacity, visual.strokeOpacity)
  }

  private func faded(_ color: Color?, _ all: Double?, _ own: Double?) -> Color? {
    guard var color else { return nil }
    color.alpha *= (all ?? 1) * (own ?? 1)
    return color.alpha > 0 ? color : nil
  }
}
