/// Reading values of PDF's syntax (ISO 32000-1, 7.3) in bytes that Cairo or we wrote, or others that may be damaged.
enum PDFSyntax {
  @inline(__always) static func isSpace(_ c: UInt8) -> Bool { c == 32 || (9...13).contains(c) || c == 0 }

  /// Whether a byte belongs to a number, a keyword or a name after its slash.
  @inline(__always) static func isRegular(_ c: UInt8) -> Bool {
    if c <= 32 { return false }
    switch c {
    case 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25: return false  // ( ) < > [ ] { } / %
    default: return true
    }
  }

  /// The index after spaces and comments.
  static func skipSpace(_ s: Span<UInt8>, _ start: Int) -> Int {
    var i = start
    while i < s.count {
      if s[i] == 0x25 {
        while i < s.count, s[i] != 10, s[i] != 13 { i += 1 }
      } else if isSpace(s[i]) {
        i += 1
      } else {
        break
      }
    }
    return i
  }

  static func skipRegular(_ s: Span<UInt8>, _ start: Int) -> Int {
    var i = start
    while i < s.count, isRegular(s[i]) { i += 1 }
    return i
  }

  /// The index after the string in parentheses that begins at `start`.
  static func skipString(_ s: Span<UInt8>, _ start: Int) -> Int {
    var i = start + 1
    var depth = 1
    while i < s.count {
      switch s[i] {
      case 0x5C: i += 1  // A backslash, and the byte after it is taken as it is.
      case 0x28: depth += 1
      case 0x29:
        depth -= 1
        if depth == 0 { return i + 1 }
      default: break
      }
      i += 1
    }
    return s.count
  }

  /// The index after the value that begins at `start`; a reference counts as its first number only.
  ///
  /// - Parameter depth: How many collections it stands in; what is nested absurdly deep ends the data.
  static func skipValue(_ s: Span<UInt8>, _ start: Int, depth: Int = 0) -> Int {
    guard start < s.count, depth < 200 else { return s.count }
    switch s[start] {
    case 0x28: return skipString(s, start)
    case 0x2F: return skipRegular(s, start + 1)
    case 0x5B: return skipCollection(s, start + 1, end: 0x5D, depth)
    case 0x3C:
      if start + 1 < s.count, s[start + 1] == 0x3C {
        return min(skipCollection(s, start + 2, end: 0x3E, depth) + 1, s.count)
      }
      var i = start + 1
      while i < s.count, s[i] != 0x3E { i += 1 }
      return min(i + 1, s.count)
    default: return max(skipRegular(s, start), start + 1)
    }
  }

  /// The index after the first `end` that is not inside a value.
  private static func skipCollection(_ s: Span<UInt8>, _ start: Int, end: UInt8, _ depth: Int) -> Int {
    var i = start
    while true {
      i = skipSpace(s, i)
      guard i < s.count else { return s.count }
      if s[i] == end { return i + 1 }
      i = skipValue(s, i, depth: depth + 1)
    }
  }

  /// A natural number at `start`, and the index after it.
  static func natural(_ s: Span<UInt8>, _ start: Int) -> (value: Int, end: Int)? {
    var i = start
    var value = 0
    while i < s.count, (48...57).contains(s[i]), value < 1 << 50 {
      value = value * 10 + Int(s[i] - 48)
      i += 1
    }
    if i == start || (i < s.count && isRegular(s[i])) { return nil }
    return (value, i)
  }

  /// The number of the object that a reference at `start` is to, and the index after it.
  static func reference(_ s: Span<UInt8>, _ start: Int) -> (number: Int, end: Int)? {
    guard let (number, afterNumber) = natural(s, start),
      let (_, afterGeneration) = natural(s, skipSpace(s, afterNumber))
    else { return nil }
    let i = skipSpace(s, afterGeneration)
    guard i < s.count, s[i] == 0x52, i + 1 == s.count || !isRegular(s[i + 1]) else { return nil }
    return (number, i + 1)
  }

  static func matches(_ s: Span<UInt8>, _ start: Int, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard start >= 0, start + count <= s.count else { return false }
    for i in 0..<count where unsafe s[start + i] != word.utf8Start[i] { return false }
    return true
  }

  /// The entries of the dictionary that begins at `start`: where each key is, without its slash, and each value.
  static func entries(_ s: Span<UInt8>, _ start: Int) -> [(key: Range<Int>, value: Range<Int>)] {
    var entries: [(key: Range<Int>, value: Range<Int>)] = []
    guard matches(s, start, "<<") else { return [] }
    var i = skipSpace(s, start + 2)
    while i < s.count, s[i] == 0x2F {
      let keyEnd = skipRegular(s, i + 1)
      let valueStart = skipSpace(s, keyEnd)
      let valueEnd = reference(s, valueStart)?.end ?? skipValue(s, valueStart)
      entries.append((i + 1..<keyEnd, valueStart..<valueEnd))
      i = skipSpace(s, valueEnd)
    }
    return entries
  }

  /// The value of a key in the dictionary that begins at `start`.
  static func value(_ s: Span<UInt8>, _ start: Int, _ key: StaticString) -> Range<Int>? {
    entries(s, start).first { $0.key.count == key.utf8CodeUnitCount && matches(s, $0.key.lowerBound, key) }?
      .value
  }

  /// Appends a dictionary as ``copy(_:of:to:renumber:)`` does, without the entries that Cairo repeats: it lists a picture
  /// as often as a page has it.
  static func copyDictionary(
    _ range: Range<Int>, of s: Span<UInt8>, to out: inout [UInt8], renumber: (Int) -> Int
  ) {
    out.append("<<")
    var seen: Set<[UInt8]> = []
    for (key, value) in entries(s, range.lowerBound) {
      var name: [UInt8] = []
      for index in key { name.append(s[index]) }
      guard seen.insert(name).inserted else { continue }
      out.append(UInt8(ascii: "/"))
      out.append(contentsOf: name)
      if matches(s, value.lowerBound, "<<") {
        copyDictionary(value, of: s, to: &out, renumber: renumber)
      } else {
        copy(value, of: s, to: &out, renumber: renumber)
      }
    }
    out.append(">>")
  }

  /// Appends values without needless space, with the objects that they refer to renumbered.
  static func copy(
    _ range: Range<Int>, of s: Span<UInt8>, to out: inout [UInt8], renumber: (Int) -> Int
  ) {
    var i = skipSpace(s, range.lowerBound)
    while i < range.upperBound {
      if let last = out.last, isRegular(last), isRegular(s[i]) { out.append(32) }
      if let (number, end) = reference(s, i) {
        out.append(reference: renumber(number))
        i = end
      } else {
        let start = i
        switch s[i] {
        // Of collections only the brackets are copied here, since there may be references within.
        case 0x5B, 0x5D: i += 1
        case 0x3C where matches(s, i, "<<"), 0x3E where matches(s, i, ">>"): i += 2
        default: i = skipValue(s, i)
        }
        for index in start..<i { out.append(s[index]) }
      }
      i = skipSpace(s, i)
    }
  }
}
