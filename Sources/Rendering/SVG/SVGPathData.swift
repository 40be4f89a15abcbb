import Geometry
import Graphics

/// Path data in hundredths of a unit, written as short as SVG allows: relative, without needless letters and spaces.
struct SVGPathData {
  private(set) var bytes: [UInt8] = []
  /// Whether any two of its points differ.
  private(set) var hasExtent = false

  struct Place: Equatable {
    var x: Int
    var y: Int
    init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
    init(_ p: Point) { self.init(x: hundredths(p.x.points), y: hundredths(p.y.points)) }
  }

  /// The current point and the start of the subpath, as rounded, so that errors do not add up.
  private var current = Place(x: 0, y: 0)
  private var start = Place(x: 0, y: 0)
  /// A move that nothing follows yet; at the end, as Cairo adds one after each `Z`, it draws nothing.
  private var pendingMove: Place?
  private var lastCommand: UInt8 = 0

  /// Appends path data as Cairo writes it: absolute, with the commands M, L, C and Z only.
  mutating func append(_ data: ArraySlice<UInt8>) {
    var i = data.startIndex
    func number() -> Int {
      while i < data.endIndex, data[i] == 32 || data[i] == 10 || data[i] == 44 { i += 1 }
      return hundredths(data, &i)
    }
    func place() -> Place {
      let x = number()
      return Place(x: x, y: number())
    }
    while i < data.endIndex {
      let command = data[i]
      i += 1
      switch command {
      case UInt8(ascii: "M"): move(to: place())
      case UInt8(ascii: "L"): line(to: place())
      case UInt8(ascii: "C"):
        let (a, b) = (place(), place())
        curve(a, b, to: place())
      case UInt8(ascii: "Z"): close()
      default: break
      }
    }
  }

  mutating func append(_ path: Path) {
    for element in path.elements {
      switch element {
      case .move(let p): move(to: Place(p))
      case .line(let p): line(to: Place(p))
      case .curve(let a, let b, let p): curve(Place(a), Place(b), to: Place(p))
      case .close: close()
      }
    }
  }

  mutating func move(to p: Place) { pendingMove = p }

  mutating func line(to p: Place) {
    writeMove()
    let (dx, dy) = (p.x - current.x, p.y - current.y)
    if dx != 0 || dy != 0 { hasExtent = true }
    if dy == 0 {
      write("h", dx)
    } else if dx == 0 {
      write("v", dy)
    } else {
      write("l", dx)
      write(dy)
    }
    current = p
  }

  mutating func curve(_ a: Place, _ b: Place, to p: Place) {
    writeMove()
    if a != current || b != current || p != current { hasExtent = true }
    write("c", a.x - current.x)
    write(a.y - current.y)
    write(b.x - current.x)
    write(b.y - current.y)
    write(p.x - current.x)
    write(p.y - current.y)
    current = p
  }

  mutating func close() {
    writeMove()
    bytes.append(UInt8(ascii: "z"))
    lastCommand = 0
    current = start
  }

  private mutating func writeMove() {
    guard let to = pendingMove else { return }
    pendingMove = nil
    if bytes.isEmpty {
      write("M", to.x)
      write(to.y)
    } else {
      write("m", to.x - current.x)
      write(to.y - current.y)
    }
    // What follows a move without a letter is a line, so the next command is written in any case.
    lastCommand = 0
    (current, start) = (to, to)
  }

  /// Writes a command with its first number; a repeated letter can be left out.
  private mutating func write(_ command: Unicode.Scalar, _ value: Int) {
    let letter = UInt8(ascii: command)
    if letter == lastCommand { return write(value) }
    bytes.append(letter)
    lastCommand = letter
    bytes.append(hundredths: value)
  }

  private mutating func write(_ value: Int) {
    if value >= 0 { bytes.append(32) }
    bytes.append(hundredths: value)
  }
}

/// A length in hundredths, rounded half away from zero; nothing for what is no number.
func hundredths(_ value: Double) -> Int {
  let scaled = (value * 100).rounded(.toNearestOrAwayFromZero)
  return scaled.magnitude < 1e15 ? Int(scaled) : 0
}

/// A number in hundredths, rounded half away from zero.
func hundredths(_ text: ArraySlice<UInt8>) -> Int {
  var index = text.startIndex
  return hundredths(text, &index)
}

/// The number at `index`, which is moved to its end, in hundredths.
func hundredths(_ text: ArraySlice<UInt8>, _ index: inout Int) -> Int {
  let value = decimal(text, &index, places: 3)
  return value < 0 ? (value - 5) / 10 : (value + 5) / 10
}

/// The number at `index`, which is moved to its end, cut off after so many places and without its point: 150 for 1.5 with
/// two places.
func decimal(_ text: ArraySlice<UInt8>, _ index: inout Int, places: Int) -> Int {
  var value = 0
  var found = -1
  var isNegative = false
  while index < text.endIndex {
    let byte = text[index]
    if (48...57).contains(byte) {
      if found < places, value < 1 << 50 {
        value = value * 10 + Int(byte - 48)
        if found >= 0 { found += 1 }
      }
    } else if byte == UInt8(ascii: "."), found < 0 {
      found = 0
    } else if byte == UInt8(ascii: "-"), value == 0, found < 0 {
      isNegative = true
    } else {
      break
    }
    index += 1
  }
  for _ in max(found, 0)..<places { value *= 10 }
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
