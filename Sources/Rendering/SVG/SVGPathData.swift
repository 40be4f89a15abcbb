/// Path data in hundredths of a unit, written as short as SVG allows: relative, without needless letters and spaces.
struct SVGPathData {
  private(set) var bytes: [UInt8] = []

  /// The current point and the start of the subpath, as rounded, so that errors do not add up.
  private var (x, y) = (0, 0)
  private var (startX, startY) = (0, 0)
  private var lastCommand: UInt8 = 0

  /// Appends path data as Cairo writes it: absolute, with the commands M, L, C and Z only.
  mutating func append(_ data: ArraySlice<UInt8>) {
    var i = data.startIndex
    func number() -> Int {
      while i < data.endIndex, data[i] == 32 || data[i] == 10 || data[i] == 44 { i += 1 }
      let start = i
      while i < data.endIndex, data[i] > 32, data[i] != 44 { i += 1 }
      return hundredths(data[start..<i])
    }
    var pendingMove: (x: Int, y: Int)?
    while i < data.endIndex {
      let command = data[i]
      i += 1
      switch command {
      case UInt8(ascii: "M"): pendingMove = (number(), number())
      case UInt8(ascii: "L"):
        move(&pendingMove)
        line(number(), number())
      case UInt8(ascii: "C"):
        move(&pendingMove)
        let values = (number(), number(), number(), number(), number(), number())
        write("c", [values.0 - x, values.1 - y, values.2 - x, values.3 - y, values.4 - x, values.5 - y])
        (x, y) = (values.4, values.5)
      case UInt8(ascii: "Z"):
        move(&pendingMove)
        write("z", [])
        (x, y) = (startX, startY)
      default: break
      }
    }
    // A move at the end, as Cairo adds after each Z, draws nothing.
  }

  private mutating func move(_ pending: inout (x: Int, y: Int)?) {
    guard let to = pending else { return }
    if bytes.isEmpty { write("M", [to.x, to.y]) } else { write("m", [to.x - x, to.y - y]) }
    (x, y) = to
    (startX, startY) = to
    pending = nil
  }

  private mutating func line(_ toX: Int, _ toY: Int) {
    let (dx, dy) = (toX - x, toY - y)
    if dy == 0 { write("h", [dx]) } else if dx == 0 { write("v", [dy]) } else { write("l", [dx, dy]) }
    (x, y) = (toX, toY)
  }

  private mutating func write(_ command: Unicode.Scalar, _ values: [Int]) {
    let letter = UInt8(ascii: command)
    // Repeated letters can be left out, but what follows a move without one is a line.
    var isSeparate = true
    if letter != lastCommand || letter == UInt8(ascii: "m") || values.isEmpty {
      bytes.append(letter)
      isSeparate = false
    }
    lastCommand = letter
    for value in values {
      if isSeparate && value >= 0 { bytes.append(32) }
      bytes.append(hundredths: value)
      isSeparate = true
    }
  }
}

/// A number in hundredths, rounded half away from zero.
func hundredths(_ text: ArraySlice<UInt8>) -> Int {
  var value = 0
  var places = -1
  var isNegative = false
  for byte in text {
    switch byte {
    case UInt8(ascii: "-"): isNegative = true
    case UInt8(ascii: "."): places = 0
    case 48...57:
      if places >= 3 { continue }
      value = value * 10 + Int(byte - 48)
      if places >= 0 { places += 1 }
    default: continue
    }
  }
  for _ in max(places, 0)..<3 { value *= 10 }
  value = (value + 5) / 10
  return isNegative ? -value : value
}

extension [UInt8] {
  /// A number given in hundredths, as short as can be.
  mutating func append(hundredths value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 100)
    if whole > 0 || rest == 0 { append(decimal: Int(whole)) }
    if rest == 0 { return }
    append(UInt8(ascii: "."))
    append(48 + UInt8(rest / 10))
    if rest % 10 > 0 { append(48 + UInt8(rest % 10)) }
  }
}
