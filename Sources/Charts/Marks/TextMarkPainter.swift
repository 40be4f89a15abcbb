import Geometry
import Graphics

/// Sets words at places of the data.
struct TextMarkPainter {
  let layout: CartesianLayout
  let layer: PlotLayer

  func draw() {
    for datum in layer.data {
      guard let label = datum.label, let place = layout.place(datum, layer) else { continue }
      layout.painter.inSeries(datum.series) {
        TextMark(painter: layout.painter, layer: layer).draw(
          label, datum, at: place, maximum: max(60, layout.width * 0.4))
      }
    }
  }
}

/// The words of one datum, as a text mark sets them.
struct TextMark {
  let painter: PanelPainter
  let layer: PlotLayer

  /// - Parameter maximum: The width to keep to; the spec's `limit` is stronger.
  func draw(_ label: MarkedText, _ datum: MarkDatum, at place: (x: Double, y: Double), maximum: Double) {
    let series = painter.series[datum.series]
    let visual = layer.visual(datum)
    guard !series.label(.value, datum).isHidden, !series.isHidden else { return }
    let ground = painter.grounds.last { $0.box.contains(x: place.x, y: place.y) }?.color
    let look = look(series, datum, visual, on: ground)
    let block = painter.block(label, look, maximum: layer.mark.limit.map { $0 * 0.75 } ?? maximum)
    let anchor = anchor(of: block)
    let spot = (x: place.x + layer.mark.dx * 0.75, y: place.y + layer.mark.dy * 0.75)
    let box = Canvas.box(of: block, at: spot, anchor: anchor, angle: visual?.angle ?? 0)
    let whole = Box(x0: -0.01, y0: 0, x1: painter.width + 0.01, y1: .infinity)
    let isFree = ground == nil ? painter.canvas.isFree(box, margin: 0) : painter.canvas.isFreeOfLabels(box, margin: 0)
    guard whole.contains(box), isFree else {
      painter.leftOut.append(label.text)
      return
    }
    painter.canvas.addTurned(
      block, at: spot, anchor: anchor, angle: visual?.angle ?? 0, align: align, isOnMark: ground != nil)
  }

  private func look(_ series: SeriesLook, _ datum: MarkDatum, _ visual: MarkVisual?, on ground: Color?) -> TextLook {
    var look = series.label(.value, datum).adjusted(size: layer.mark.fontSize ?? visual?.size)
    // A colour that the spec gives to words is the author's own; one that is shared with marks has to be legible.
    let own = painter.palette.color(visual?.fill ?? visual?.color) ?? painter.colors(datum.series)
    if let ground {
      look.color =
        own ?? (ground.contrast(with: painter.ground) > ground.contrast(with: look.color) ? painter.ground : look.color)
      if visual?.color == nil, visual?.fill == nil { look.color = look.color.legible(on: ground) }
    } else if let own {
      look.color = own.legible(on: painter.ground)
    }
    if let opacity = visual?.opacity { look.color.alpha *= opacity }
    return look
  }

  private var align: TextShape.Anchor {
    switch layer.mark.alignment ?? .center {
    case .left: .start
    case .center: .middle
    case .right: .end
    }
  }

  /// The point of the block that stands at the place of the datum.
  private func anchor(of block: TextBlock) -> (x: Double, y: Double) {
    let x =
      switch layer.mark.alignment ?? .center {
      case .left: 0.0
      case .center: block.width / 2
      case .right: block.width
      }
    let y =
      switch layer.mark.baseline ?? .middle {
      case .top, .lineTop: 0.0
      case .middle: (block.height - block.look.descent) / 2
      case .bottom, .lineBottom: block.height
      case .alphabetic: block.height - block.look.descent
      }
    return (x, y)
  }
}
