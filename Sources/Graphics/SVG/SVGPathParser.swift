import Geometry
import Glibc

/// Reads path data (SVG 2, chapter 9).
struct SVGPathParser {
  private var scanner: SVGNumbers
  private var path = Path()
  private var (x, y) = (0.0, 0.0)
  private var (startX, startY) = (0.0, 0.0)
  /// The inner point of the last curve that a smooth one mirrors, with the kind of curve it is of.
  private var lastControl: (x: Double, y: Double, isCubic: Bool)?
  /// Set by Z: what follows it without a move begins where the subpath began.
  private var isClosed = false

  private init(_ text: String) { scanner = SVGNumbers(text) }

  /// - Returns: The path, and whether all of the text was path data.
  static func parse(_ text: String) -> (path: Path, isWhole: Bool) {
    var parser = SVGPathParser(text)
    let isWhole = parser.run()
    return (parser.path, isWhole)
  }

  private mutating func run() -> Bool {
    var command: UInt8 = 0
    while let byte = scanner.next {
      if (65...90).contains(byte) || (97...122).contains(byte) {
        command = byte
        scanner.skip()
      } else if command == UInt8(ascii: "M") {
        command = UInt8(ascii: "L")
      } else if command == UInt8(ascii: "m") {
        command = UInt8(ascii: "l")
      } else if command | 32 == UInt8(ascii: "z") {
        return false
      }
      if path.elements.isEmpty && command | 32 != UInt8(ascii: "m") { return false }
      guard step(command) else { return false }
    }
    return true
  }

  private mutating func step(_ command: UInt8) -> Bool {
    let isRelative = command > 96
    let (dx, dy) = isRelative ? (x, y) : (0, 0)
    func numbers(_ count: Int, _ scanner: inout SVGNumbers) -> [Double]? {
      var values: [Double] = []
      for _ in 0..<count {
        guard let value = scanner.number() else { return nil }
        values.append(value)
      }
      return values
    }
    switch Unicode.Scalar(command & ~32) {
    case "M":
      guard let v = numbers(2, &scanner) else { return false }
      (x, y) = (v[0] + dx, v[1] + dy)
      (startX, startY) = (x, y)
      path.elements.append(.move(SVGGeometry.point(x, y)))
      isClosed = false
      lastControl = nil
    case "L":
      guard let v = numbers(2, &scanner) else { return false }
      line(v[0] + dx, v[1] + dy)
    case "H":
      guard let v = numbers(1, &scanner) else { return false }
      line(v[0] + dx, y)
    case "V":
      guard let v = numbers(1, &scanner) else { return false }
      line(x, v[0] + dy)
    case "C":
      guard let v = numbers(6, &scanner) else { return false }
      cubic(v[0] + dx, v[1] + dy, v[2] + dx, v[3] + dy, v[4] + dx, v[5] + dy)
    case "S":
      guard let v = numbers(4, &scanner) else { return false }
      let first = mirrored(isCubic: true)
      cubic(first.x, first.y, v[0] + dx, v[1] + dy, v[2] + dx, v[3] + dy)
    case "Q":
      guard let v = numbers(4, &scanner) else { return false }
      quadratic(v[0] + dx, v[1] + dy, v[2] + dx, v[3] + dy)
    case "T":
      guard let v = numbers(2, &scanner) else { return false }
      let control = mirrored(isCubic: false)
      quadratic(control.x, control.y, v[0] + dx, v[1] + dy)
    case "A":
      guard let radii = numbers(3, &scanner), let isLarge = scanner.flag(), let isSweep = scanner.flag(),
        let end = numbers(2, &scanner)
      else { return false }
      arc(radii[0], radii[1], radii[2] * .pi / 180, isLarge, isSweep, end[0] + dx, end[1] + dy)
    case "Z":
      path.elements.append(.close)
      (x, y) = (startX, startY)
      isClosed = true
      lastControl = nil
    default: return false
    }
    return true
  }

  private mutating func reopen() {
    if isClosed { path.elements.append(.move(SVGGeometry.point(x, y))) }
    isClosed = false
  }

  private mutating func line(_ toX: Double, _ toY: Double) {
    reopen()
    path.elements.append(.line(SVGGeometry.point(toX, toY)))
    (x, y) = (toX, toY)
    lastControl = nil
  }

  private mutating func cubic(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ toX: Double, _ toY: Double
  ) {
    reopen()
    path.elements.append(
      .curve(SVGGeometry.point(x1, y1), SVGGeometry.point(x2, y2), SVGGeometry.point(toX, toY)))
    (x, y) = (toX, toY)
    lastControl = (x2, y2, true)
  }

  private mutating func quadratic(_ cx: Double, _ cy: Double, _ toX: Double, _ toY: Double) {
    let (x1, y1) = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
    cubic(x1, y1, toX + 2 / 3 * (cx - toX), toY + 2 / 3 * (cy - toY), toX, toY)
    lastControl = (cx, cy, false)
  }

  private func mirrored(isCubic: Bool) -> (x: Double, y: Double) {
    guard let last = lastControl, last.isCubic == isCubic else { return (x, y) }
    return (2 * x - last.x, 2 * y - last.y)
  }

  /// An elliptical arc as cubics of at most a quarter turn, by the centre it has (SVG 2, appendix B.2.4).
  private mutating func arc(
    _ radiusX: Double, _ radiusY: Double, _ turn: Double, _ isLarge: Bool, _ isSweep: Bool, _ toX: Double,
    _ toY: Double
  ) {
    var (rx, ry) = (abs(radiusX), abs(radiusY))
    guard rx > 0, ry > 0, (toX, toY) != (x, y) else { return line(toX, toY) }
    let (s, c) = (sin(turn), cos(turn))
    let (halfX, halfY) = ((x - toX) / 2, (y - toY) / 2)
    let (px, py) = (c * halfX + s * halfY, -s * halfX + c * halfY)
    // Radii that are too small for the distance are made just large enough.
    let stretch = px * px / (rx * rx) + py * py / (ry * ry)
    if stretch > 1 { (rx, ry) = (rx * stretch.squareRoot(), ry * stretch.squareRoot()) }
    let denominator = rx * rx * py * py + ry * ry * px * px
    var factor = (max(0, rx * rx * ry * ry - denominator) / denominator).squareRoot()
    if isLarge == isSweep { factor = -factor }
    let (qx, qy) = (factor * rx * py / ry, -factor * ry * px / rx)
    let (centerX, centerY) = (c * qx - s * qy + (x + toX) / 2, s * qx + c * qy + (y + toY) / 2)
    let start = atan2((py - qy) / ry, (px - qx) / rx)
    var sweep = atan2((-py - qy) / ry, (-px - qx) / rx) - start
    if isSweep && sweep < 0 { sweep += 2 * .pi }
    if !isSweep && sweep > 0 { sweep -= 2 * .pi }
    let pieces = max(1, Int((abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)))
    let step = sweep / Double(pieces)
    let reach = 4 / 3 * tan(step / 4)
    func onEllipse(_ u: Double, _ v: Double) -> (Double, Double) {
      (centerX + c * rx * u - s * ry * v, centerY + s * rx * u + c * ry * v)
    }
    for piece in 0..<pieces {
      let (a, b) = (start + Double(piece) * step, start + Double(piece + 1) * step)
      let first = onEllipse(cos(a) - reach * sin(a), sin(a) + reach * cos(a))
      let second = onEllipse(cos(b) + reach * sin(b), sin(b) - reach * cos(b))
      let end = piece == pieces - 1 ? (toX, toY) : onEllipse(cos(b), sin(b))
      cubic(first.0, first.1, second.0, second.1, end.0, end.1)
    }
    lastControl = nil
  }
}
