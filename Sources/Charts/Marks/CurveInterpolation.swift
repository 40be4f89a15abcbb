/// How a line goes from one point to the next; the names are Vega's.
enum CurveInterpolation: String, CaseIterable, Sendable {
  case linear
  case linearClosed = "linear-closed"
  case step
  case stepBefore = "step-before"
  case stepAfter = "step-after"
  case basis
  case basisOpen = "basis-open"
  case basisClosed = "basis-closed"
  case bundle
  case cardinal
  case cardinalOpen = "cardinal-open"
  case cardinalClosed = "cardinal-closed"
  case catmullRom = "catmull-rom"
  case catmullRomOpen = "catmull-rom-open"
  case catmullRomClosed = "catmull-rom-closed"
  case monotone, natural
}
