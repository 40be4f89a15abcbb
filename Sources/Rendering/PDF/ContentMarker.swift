import Geometry
import Graphics

/// A run of shapes on a page that belong to the same part of the document.
struct PageRun {
  var label: StructureLabel
  /// Whether a speck in a colour of the run is drawn before it, because its content need not set a colour. It is taken out
  /// again.
  var hasSpeck: Bool
  /// Around what is drawn, in points from the page's top left corner; known for all but text.
  var box: Rectangle?
}

/// Rewrites what Cairo drew on a page so that each run is marked content: an element's with an identifier of its own,
/// the others as artifacts.
struct ContentMarker {
  /// The page's content, finished.
  private(set) var output: [UInt8] = []
  /// The run that each identifier (MCID) stands for; identifiers count from 0 on each page.
  private(set) var marked: [Int] = []

  private let runs: [PageRun]
  private let pageHeight: Length
  private var copied = 0
  private var open: (run: Int, depth: Int)?
  /// The run that was opened last, even if it is closed again.
  private var lastRun = -1
  /// Set from the colour of a speck to its end.
  private var isSpeck = false
  private var depth = 0
  private var isInText = false
  /// Marked content of Cairo's own within ours, which says what text its glyphs stand for.
  /// True for what is left out.
  private var nested: [Bool] = []
  private var fill = -1
  private var stroke = -1

  private init(runs: [PageRun], pageHeight: Length) {
    self.runs = runs
    self.pageHeight = pageHeight
  }

  /// - Throws: An error if something is drawn outside every run, which would be neither read out nor an artifact.
  static func mark(
    _ content: [UInt8], runs: [PageRun], pageHeight: Length, reusing buffer: inout [UInt8]
  ) throws(RenderingError) -> ContentMarker {
    var marker = ContentMarker(runs: runs, pageHeight: pageHeight)
    buffer.removeAll(keepingCapacity: true)
    swap(&marker.output, &buffer)
    marker.output.reserveCapacity(content.count + runs.count * 24)
    try marker.scan(content)
    return marker
  }

  /// Gives the memory of the output back, to be used for the next page.
  mutating func giveBack(to buffer: inout [UInt8]) { swap(&output, &buffer) }

  private mutating func scan(_ content: [UInt8]) throws(RenderingError) {
    let s = content.span
    // The starts of the last operands; no operator that matters here has more than three.
    var operands = (0, 0, 0)
    var operandCount = 0
    var i = 0
    while i < s.count {
      let c = s[i]
      if PDFSyntax.isSpace(c) {
        i += 1
        continue
      }
      let isOperator = (65...90).contains(c) || (97...122).contains(c) || c == 0x27 || c == 0x22
      guard isOperator else {
        operands = operandCount == 0 ? (i, i, i) : (operands.1, operands.2, i)
        operandCount += 1
        i = PDFSyntax.skipValue(s, i)
        continue
      }
      let end = PDFSyntax.skipRegular(s, i)
      var name: UInt32 = 0
      for index in i..<min(end, i + 4) { name = name << 8 | UInt32(s[index]) }
      let first =
        operandCount == 0 ? i : operandCount <= 3 ? operandStart(operands, operandCount) : operands.0
      try handle(name, content, s, operands: operands, start: first, operator: i, end: end)
      operandCount = 0
      i = end
    }
    output.append(contentsOf: content[copied...])
    if open != nil { throw RenderingError("marking content", "a run does not end") }
  }

  /// Where the first operand is, of one to three.
  private func operandStart(_ operands: (Int, Int, Int), _ count: Int) -> Int {
    count == 1 ? operands.2 : count == 2 ? operands.1 : operands.0
  }

  private mutating func handle(
    _ name: UInt32, _ content: [UInt8], _ s: Span<UInt8>, operands: (Int, Int, Int), start: Int,
    operator position: Int, end: Int
  ) throws(RenderingError) {
    switch name {
    case 0x7267, 0x5247:  // rg, RG
      let color = RunColor.decode(
        millionths(s, operands.0), millionths(s, operands.1), millionths(s, operands.2))
      copy(content, upTo: start)
      try enter(code: color.run)
      setColor(color.red, color.green, color.blue, isFill: name == 0x7267)
      copied = end
    case 0x6773:  // gs
      // Of a speck all goes but what is set for the shapes after it.
      if isSpeck {
        output.append(32)
        output.append(contentsOf: content[start..<end])
        copied = end
      }
    case 0x71: depth += 1  // q
    case 0x51:  // Q
      depth -= 1
      if let run = open, depth < run.depth {
        copy(content, upTo: position)
        close()
      }
      (fill, stroke) = (-1, -1)
    case 0x4254: isInText = true  // BT
    case 0x4554: isInText = false  // ET
    case 0x424443, 0x424D43:  // BDC, BMC
      let isNeedless = name == 0x424443 && Ligatures.isSaid(by: content[operands.2..<position])
      nested.append(isNeedless)
      if isNeedless {
        copy(content, upTo: start)
        copied = end
      }
    case 0x454D43:  // EMC
      if nested.popLast() == true {
        copy(content, upTo: position)
        copied = end
      }
    case 0x66, 0x46, 0x662A, 0x42, 0x422A, 0x62, 0x622A, 0x53, 0x73,  // f F f* B B* b b* S s
      0x546A, 0x544A, 0x27, 0x22, 0x446F, 0x7368:  // Tj TJ ' " Do sh
      if open == nil { try resume(content, before: start, isObject: name == 0x446F) }
      if isSpeck { copied = end }
      isSpeck = false
    default: break
    }
  }

  private mutating func copy(_ content: [UInt8], upTo end: Int) {
    if end > copied { output.append(contentsOf: content[copied..<end]) }
    copied = max(copied, end)
  }

  /// Begins the run whose number a colour carries, unless it is open.
  private mutating func enter(code: Int) throws(RenderingError) {
    // Runs come in order, and number n has the code n + 1; those between, which left no trace, are passed over.
    let from = max(lastRun, 0)
    let ahead = (code - 1 - from) % RunColor.modulus
    let run = from + (ahead < 0 ? ahead + RunColor.modulus : ahead)
    if run == open?.run { return }
    guard run < runs.count, !isInText, nested.isEmpty else {
      throw RenderingError("marking content", "Cairo's drawing has an unknown form")
    }
    close()
    isSpeck = runs[run].hasSpeck && run != lastRun
    begin(run)
  }

  /// Begins the run of a picture again, which Cairo parts from its speck by `Q q` where it clips the picture at the page.
  private mutating func resume(_ content: [UInt8], before start: Int, isObject: Bool) throws(RenderingError) {
    guard isObject, lastRun >= 0, runs[lastRun].hasSpeck, !isInText, nested.isEmpty else {
      throw RenderingError("marking content", "something is drawn outside every run")
    }
    copy(content, upTo: start)
    begin(lastRun)
  }

  private mutating func begin(_ run: Int) {
    open = (run, depth)
    lastRun = run
    switch runs[run].label {
    case .element:
      output.append("/P<</MCID ")
      output.append(decimal: marked.count)
      output.append(">>BDC\n")
      marked.append(run)
    case .artifact(.pagination): output.append("/Artifact<</Type/Pagination>>BDC\n")
    case .artifact(.layout): output.append("/Artifact<</Type/Layout>>BDC\n")
    case .artifact(.background):
      output.append("/Artifact<</Type/Background")
      if let box = runs[run].box { output.append(boundingBox: box, pageHeight: pageHeight) }
      output.append(">>BDC\n")
    }
  }

  private mutating func close() {
    if open == nil { return }
    open = nil
    output.append("EMC\n")
  }

  /// Sets a colour, in thousandths, unless it is set already.
  private mutating func setColor(_ red: Int, _ green: Int, _ blue: Int, isFill: Bool) {
    let color = red << 20 | green << 10 | blue
    if color == (isFill ? fill : stroke) { return }
    if isFill { fill = color } else { stroke = color }
    for channel in [red, green, blue] {
      output.append(Double(channel) / 1000, places: 3)
      output.append(UInt8(ascii: " "))
    }
    output.append(isFill ? "rg" : "RG")
  }

  /// A number from 0 to 1 in millionths.
  private func millionths(_ s: Span<UInt8>, _ start: Int) -> Int {
    var i = start
    var value = 0
    while i < s.count, (48...57).contains(s[i]) {
      value = value * 10 + Int(s[i] - 48)
      i += 1
    }
    var places = 0
    if i < s.count, s[i] == 0x2E {
      i += 1
      while i < s.count, (48...57).contains(s[i]) {
        if places < 7 {
          value = value * 10 + Int(s[i] - 48)
          places += 1
        }
        i += 1
      }
    }
    while places < 7 {
      value *= 10
      places += 1
    }
    return (value + 5) / 10
  }
}
