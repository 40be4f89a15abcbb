/// Liang's hyphenation patterns as a tree of bytes, built as a file is read.
///
/// A pattern such as `hy3ph` gives each place between its letters a digit; over all patterns found in a word the
/// greatest digit of a place holds, and odd ones allow a hyphen (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er",
/// 1983). Children are found by hashing the node and the byte, which is much faster to build than the automaton that
/// libhyphen makes of the same file (1.5 ms against 7 to 16 for American English).
struct PatternTrie {
  private struct Edge {
    /// The parent's number and the byte in the low eight bits; zero for an empty slot, since no pattern holds a NUL.
    var key: UInt32
    var child: Int32
  }

  private var edges: [Edge]
  private var edgeCount = 0
  /// For each node, where its digits begin in `digits`; -1 if no pattern ends there.
  private var matches: [Int32] = [-1]
  /// For each pattern, how many digits it has, and the digits.
  private var digits: [UInt8] = []

  var isEmpty: Bool { edgeCount == 0 }

  /// - Parameter patternBytes: About how many bytes of patterns will be added, for which room is made at once.
  init(patternBytes: Int) {
    var capacity = 4096
    while capacity < patternBytes / 2 { capacity *= 2 }
    edges = Array(repeating: Edge(key: 0, child: 0), count: capacity)
    matches.reserveCapacity(capacity / 2)
    digits.reserveCapacity(patternBytes)
  }

  /// Adds a pattern as written, with its digits among the letters.
  mutating func add(_ pattern: UnsafeBufferPointer<UInt8>) {
    var node: Int32 = 0
    let start = digits.count
    digits.append(0)
    digits.append(0)
    for index in pattern.indices {
      let byte = unsafe pattern[index]
      if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
        digits[digits.count - 1] = byte - UInt8(ascii: "0")
      } else {
        node = child(of: node, adding: byte)
        digits.append(0)
      }
    }
    digits[start] = UInt8(clamping: digits.count - start - 1)
    // Where a pattern is given twice, the later one holds, as in libhyphen.
    if node != 0 { matches[Int(node)] = Int32(start) }
  }

  /// Raises the digits of a word, which begins and ends with a full stop, to those of the patterns in it.
  ///
  /// - Parameters:
  ///   - places: A digit for the place before each byte and after the last one.
  ///   - longestOnly: Whether, of all that ends at a place, only the longest beginning of a pattern counts, as in
  ///     libhyphen's automaton. Files that were made for it rely on that.
  func raise(_ places: inout [UInt8], of word: [UInt8], longestOnly: Bool) {
    var isTaken = longestOnly ? [Bool](repeating: false, count: word.count) : []
    for start in word.indices {
      var node: Int32 = 0
      for at in start..<word.endIndex {
        guard let next = child(of: node, word[at]) else { break }
        node = next
        if longestOnly {
          if isTaken[at] { continue }
          isTaken[at] = true
        }
        let match = Int(matches[Int(node)])
        guard match >= 0 else { continue }
        for offset in 0..<Int(digits[match]) {
          places[start + offset] = max(places[start + offset], digits[match + 1 + offset])
        }
      }
    }
  }

  private func slot(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & (edges.count - 1)
  }

  private func child(of node: Int32, _ byte: UInt8) -> Int32? {
    let key = UInt32(bitPattern: node) << 8 | UInt32(byte)
    var at = slot(key)
    while edges[at].key != 0 {
      if edges[at].key == key { return edges[at].child }
      at = (at + 1) & (edges.count - 1)
    }
    return nil
  }

  private mutating func child(of node: Int32, adding byte: UInt8) -> Int32 {
    if let known = child(of: node, byte) { return known }
    // Numbers of nodes have 24 bits in a key: more than any language needs.
    guard matches.count < 1 << 24 else { return node }
    if edgeCount * 2 >= edges.count { grow() }
    let new = Int32(matches.count)
    matches.append(-1)
    insert(Edge(key: UInt32(bitPattern: node) << 8 | UInt32(byte), child: new))
    edgeCount += 1
    return new
  }

  private mutating func insert(_ edge: Edge) {
    var at = slot(edge.key)
    while edges[at].key != 0 { at = (at + 1) & (edges.count - 1) }
    edges[at] = edge
  }

  private mutating func grow() {
    let old = edges
    edges = Array(repeating: Edge(key: 0, child: 0), count: old.count * 2)
    for edge in old where edge.key != 0 { insert(edge) }
  }
}
