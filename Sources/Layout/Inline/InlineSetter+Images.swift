import Content
import Geometry
import Graphics
import Styling

extension InlineSetter {
  /// How large a picture in the text is set: as its style says, else as large as it is, a pixel being 1/96 inch.
  ///
  /// - Parameter lineWidth: In points, for widths that are a share of it; no picture is set wider.
  func imageSize(_ node: Int, lineWidth: Double) -> Size {
    guard case .image(let image) = nodes[node].kind else { return .zero }
    let own: Size
    switch image.source {
    case .raster(let raster):
      own = Size(width: .px(Double(raster.pixelWidth)), height: .px(Double(raster.pixelHeight)))
    case .drawing(let drawing): own = drawing.size
    }
    guard own.width > .zero, own.height > .zero else { return .zero }
    let style = styled.contexts[node].style.values
    // A share of an unknown width is no width.
    let line = Length.pt(lineWidth.isFinite ? lineWidth : own.width.points)
    let aspect = own.height / own.width
    var size = own
    switch (style.width.resolved(in: line), style.height.resolved(in: line)) {
    case (let width?, let height?): size = Size(width: width, height: height)
    case (let width?, nil): size = Size(width: width, height: width * aspect)
    case (nil, let height?): size = Size(width: height / aspect, height: height)
    case (nil, nil): break
    }
    guard lineWidth.isFinite else { return size }
    size = size.within(style, in: line)
    return size.width > line ? Size(width: line, height: size.height * (line / size.width)) : size
  }
}
