import Geometry
import Graphics

/// Draws words at places of the plot, with a thin line where they speak of a place along one axis.
struct AnnotationPainter {
  let layout: CartesianLayout
  private var area: Box { layout.area }
  private var look: TextLook { layout.painter.look("annotation") }

  func draw() {
    layout.painter.inPart("annotation") { drawAll() }
  }

  private func drawAll() {
    for annotation in layout.panel.annotations {
      let x = annotation.x.flatMap { layout.xScale?.position($0) }
      let y = annotation.y.flatMap { layout.yScale?.position($0) }
      switch (x, y) {
      case (let x?, let y?):
        layout.placeLabel(annotation.text, look, at: (x, y), distance: 5, sides: [.above, .right, .below, .left])
      case (let x?, nil): addNote(annotation.text, atAnyOf: [x])
      case (nil, let y?): addLevel(annotation.text, y)
      case (nil, nil): continue
      }
    }
  }

  private var stroke: Stroke? {
    MarkLook(layout.painter.context.child(ChartPart("annotation"), at: .only)).line
  }

  /// A note beside an upright line at the first of some places that has room for it; from the top downwards.
  func addNote(_ text: MarkedText, atAnyOf places: [Double]) {
    let look = self.look
    guard !look.isHidden else { return }
    for x in places where x >= area.x0 && x <= area.x1 {
      for width in [96.0, 64.0] {
        let block = layout.painter.block(text, look, maximum: width)
        var tops = Array(stride(from: area.y0 + 2, through: max(area.y0 + 2, area.y1 - block.height - 2), by: 6))
        // The foot of the plot is as good as its top where lines run high.
        tops = tops.filter { $0 + block.height <= area.y1 - 2 }
        for top in tops {
          for left in [x + 4, x - 4 - block.width] {
            let box = Canvas.box(of: block, x: left, top: top)
            guard box.x0 >= area.x0, box.x1 <= layout.width, layout.painter.canvas.isFree(box, margin: 1) else {
              continue
            }
            if let stroke { layout.painter.canvas.addGridline(from: (x, area.y0), to: (x, area.y1), stroke) }
            layout.painter.canvas.add(block, x: left, top: top, align: left > x ? .start : .end)
            return
          }
        }
      }
    }
    layout.painter.leftOut.append(text.text)
  }

  /// A note over a level line, at the end with room.
  private func addLevel(_ text: MarkedText, _ y: Double) {
    let look = self.look
    guard !look.isHidden, y >= area.y0, y <= area.y1 else { return }
    if let stroke { layout.painter.canvas.addGridline(from: (area.x0, y), to: (area.x1, y), stroke) }
    let block = layout.painter.block(text, look, maximum: area.width * 0.6)
    for top in [y - 3 - block.height, y + 4] {
      for left in [area.x1 - block.width, area.x0 + 2, area.midX - block.width / 2] {
        let box = Canvas.box(of: block, x: left, top: top)
        guard layout.painter.canvas.isFree(box, margin: 1), box.y0 >= area.y0 - 8, box.y1 <= area.y1 else { continue }
        layout.painter.canvas.add(
          block, x: left, top: top, align: left == area.x0 + 2 ? .start : left + block.width == area.x1 ? .end : .middle
        )
        return
      }
    }
    layout.painter.leftOut.append(text.text)
  }
}
