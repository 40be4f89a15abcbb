import Geometry
import Glibc

/// Transforms as SVG writes them.
enum SVGTransform {
  static func parse(_ text: String) -> Transform? {
    var result = Transform.identity
    var rest = Substring(text)
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "," }
      if rest.isEmpty { return result }
      guard let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")"),
        let values = SVGNumbers.all(in: String(rest[rest.index(after: open)..<close])),
        let step = transform(String(rest[..<open].filter { !$0.isWhitespace }), values)
      else { return nil }
      // The one written last is applied first.
      result = step.then(result)
      rest = rest[rest.index(after: close)...]
    }
  }

  private static func transform(_ name: String, _ v: [Double]) -> Transform? {
    switch (name, v.count) {
    case ("matrix", 6): return Transform(a: v[0], b: v[1], c: v[2], d: v[3], tx: v[4], ty: v[5])
    case ("translate", 1): return translation(v[0], 0)
    case ("translate", 2): return translation(v[0], v[1])
    case ("scale", 1): return .scale(v[0], v[0])
    case ("scale", 2): return .scale(v[0], v[1])
    case ("rotate", 1): return rotation(v[0])
    case ("rotate", 3): return translation(-v[1], -v[2]).then(rotation(v[0])).then(translation(v[1], v[2]))
    case ("skewX", 1): return Transform(a: 1, b: 0, c: tan(v[0] * .pi / 180), d: 1, tx: 0, ty: 0)
    case ("skewY", 1): return Transform(a: 1, b: tan(v[0] * .pi / 180), c: 0, d: 1, tx: 0, ty: 0)
    default: return nil
    }
  }

  private static func translation(_ x: Double, _ y: Double) -> Transform {
    Transform(a: 1, b: 0, c: 0, d: 1, tx: x, ty: y)
  }

  private static func rotation(_ degrees: Double) -> Transform {
    let (s, c) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
    return Transform(a: c, b: s, c: -s, d: c, tx: 0, ty: 0)
  }
}
