import Content
import Geometry
import Graphics
import Styling

/// A chart or picture: one unit, drawn at a size.
final class DrawingContent: FlowContent {
  private enum Picture {
    case raster(RasterImage)
    case drawing(Drawing)
  }
  /// Let go once it is on its page, so that memory does not grow with the charts, unless it is to be drawn again.
  private var picture: Picture?
  private let isKept: Bool
  private let label: StructureLabel
  private(set) var size: Size
  private let natural: Size

  /// A drawing at its own size.
  init(_ drawing: Drawing, label: StructureLabel, isKept: Bool) {
    self.isKept = isKept
    picture = .drawing(drawing)
    natural = drawing.size
    size = drawing.size
    self.label = label
  }

  /// A picture at a size.
  init(_ image: ImageContent, size: Size, label: StructureLabel, isKept: Bool) {
    self.isKept = isKept
    switch image.source {
    case .raster(let raster):
      picture = .raster(raster)
      natural = size
    case .drawing(let drawing):
      picture = .drawing(drawing)
      natural = drawing.size
    }
    self.size = size
    self.label = label
  }

  /// Makes it smaller, its proportions kept, so that it is at most so high.
  func shrink(toHeight height: Length) {
    guard size.height > height, size.height.points > 0 else { return }
    size = Size(width: size.width * (height / size.height), height: height)
  }

  let unitCount = 1
  let repeatedHeight = Length.zero
  let hasNotes = false
  func height(of units: Range<Int>) -> Length { units.isEmpty ? .zero : size.height }
  func canBreak(before unit: Int) -> Bool { false }
  func notes(in units: Range<Int>) -> [Int] { [] }

  func place(_ units: Range<Int>, at origin: Point, on page: inout Page) {
    switch picture {
    case nil: return
    case .raster(let raster):
      page.shapes.append(LabelledShape(.image(raster, Rectangle(origin: origin, size: size)), as: label))
    case .drawing(let drawing):
      let scale = natural.width.points > 0 ? size.width / natural.width : 1
      let vertical = natural.height.points > 0 ? size.height / natural.height : 1
      let transform = Transform.scale(scale, vertical).then(.translation(origin))
      page.shapes.append(LabelledShape(.drawing(drawing, transform), as: label))
      for number in drawing.numbers {
        let corner = transform(number.box.origin)
        let box = Rectangle(
          x: corner.x, y: corner.y, width: number.box.size.width * scale,
          height: number.box.size.height * vertical)
        page.numbers.append(NumberPlace(mark: number.mark, box: box))
      }
    }
    if !isKept { picture = nil }
  }

  func hash(_ units: Range<Int>, into hasher: inout Hasher) {
    hasher.combine(size)
    switch picture {
    case nil: return
    case .raster(let raster): hasher.combine(raster)
    case .drawing(let drawing): hasher.combine(drawing)
    }
  }
}

extension Size {
  /// A picture's size within the limits of its style, its proportions kept (CSS 2.2, section 10.4).
  func within(_ style: StyleValues, in column: Length) -> Size {
    // A share of a height that is not fixed is as good as none.
    func height(_ extent: Extent) -> Length? { extent.resolved(in: .zero).flatMap { $0 > .zero ? $0 : nil } }
    guard width > .zero, self.height > .zero else { return self }
    var factor = 1.0
    if let least = style.minWidth.resolved(in: column) { factor = max(factor, least / width) }
    if let least = height(style.minHeight) { factor = max(factor, least / self.height) }
    if let most = style.maxWidth.resolved(in: column), most > .zero { factor = min(factor, most / width) }
    if let most = height(style.maxHeight) { factor = min(factor, most / self.height) }
    factor = min(factor, max(1, column / width))
    return factor == 1 ? self : Size(width: width * factor, height: self.height * factor)
  }
}

extension ImageContent {
  /// The size at which a picture is set: as its attributes or its style ask, by default its own (pixels at 96 to the
  /// inch), but never wider than the column.
  func size(in column: Length, width: Length?, height: Length?) -> Size {
    let own: Size
    switch source {
    case .raster(let raster):
      own = Size(width: .px(Double(raster.pixelWidth)), height: .px(Double(raster.pixelHeight)))
    case .drawing(let drawing): own = drawing.size
    }
    let ratio = own.width.points > 0 ? own.height / own.width : 1
    var size: Size
    switch (width, height) {
    case (let width?, let height?): size = Size(width: width, height: height)
    case (let width?, nil): size = Size(width: width, height: width * ratio)
    case (nil, let height?): size = Size(width: ratio > 0 ? height / ratio : own.width, height: height)
    case (nil, nil): size = own
    }
    if size.width > column, size.width.points > 0 {
      size = Size(width: column, height: size.height * (column / size.width))
    }
    return size
  }
}
