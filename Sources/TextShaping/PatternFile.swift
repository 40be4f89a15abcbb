/// A hyphenation dictionary in libhyphen's format (`hyph_en_US.dic`), read without libhyphen.
///
/// It has one level of patterns, or two: the first finds the parts of compounds, the second hyphenates the parts.
struct PatternFile {
  /// The name of the character set in which the patterns are.
  private(set) var characterSet = ""
  /// Zero where the file does not say.
  private(set) var fewestBefore = 0
  private(set) var fewestAfter = 0
  private var fewestBeforeInPart = 0
  private var fewestAfterInPart = 0
  /// Strings that no hyphen may stand beside.
  private var unhyphenated: [[UInt8]] = []
  private var compounds: PatternTrie
  /// Files with patterns for compounds, such as the German one, were made with libhyphen's way of matching; those of one
  /// level are TeX's, in which all patterns count. (Several of them are not prepared for libhyphen, which then misses
  /// most points of Norwegian and many of Italian words.)
  private var isMadeForLibhyphen = false
  private var patterns: PatternTrie

  var isUTF8: Bool { characterSet == "UTF-8" }

  /// Reads a file; nil if it uses what is not understood here, which are patterns that change a word's spelling.
  init?(_ bytes: [UInt8]) {
    compounds = PatternTrie(patternBytes: 0)
    patterns = PatternTrie(patternBytes: bytes.count)
    var hasLevels = false
    let isUnderstood = unsafe bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, unsafe bytes[end] != 10 { end += 1 }
        let line = unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
        guard unsafe readLine(line, isFirst: start == 0, &hasLevels) else { return false }
        start = end + 1
      }
      return true
    }
    guard isUnderstood else { return nil }
    guard !patterns.isEmpty else { return nil }
    isMadeForLibhyphen = !compounds.isEmpty
    // libhyphen's defaults.
    if fewestBeforeInPart == 0 { fewestBeforeInPart = fewestBefore == 0 ? 3 : fewestBefore }
    if fewestAfterInPart == 0 { fewestAfterInPart = fewestAfter == 0 ? 3 : fewestAfter }
    if !hasLevels {
      // What libhyphen takes for the first level of a file that has one.
      unhyphenated = [[UInt8(ascii: "'")], [UInt8(ascii: "-")]]
      for pattern in ["1-1", "1'1"] {
        unsafe Array(pattern.utf8).withUnsafeBufferPointer { pattern in unsafe compounds.add(pattern) }
      }
    }
  }

  /// Takes in a line; false if it is none that is understood.
  private mutating func readLine(
    _ line: UnsafeBufferPointer<UInt8>, isFirst: Bool, _ hasLevels: inout Bool
  ) -> Bool {
    let line = unsafe line.last == 13 ? UnsafeBufferPointer(rebasing: line.dropLast()) : line
    if isFirst {
      characterSet = unsafe String(decoding: line, as: UTF8.self)
      return true
    }
    guard let first = unsafe line.first else { return true }
    switch first {
    case UInt8(ascii: "%"), UInt8(ascii: "#"): break
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      // Words are looked up in lower case, so no pattern has capitals.
      if unsafe line.elementsEqual("NEXTLEVEL".utf8) {
        guard !hasLevels else { return false }
        hasLevels = true
        compounds = patterns
        patterns = PatternTrie(patternBytes: 0)
      } else {
        unsafe readSetting(line)
      }
    default:
      guard unsafe !line.contains(UInt8(ascii: "/")) else { return false }
      unsafe patterns.add(line)
    }
    return true
  }

  private mutating func readSetting(_ line: UnsafeBufferPointer<UInt8>) {
    let words = unsafe Array(line).split(separator: 32)
    guard words.count >= 2 else { return }
    let number = Int(String(decoding: words[1], as: UTF8.self)) ?? 0
    switch String(decoding: words[0], as: UTF8.self) {
    case "LEFTHYPHENMIN": fewestBefore = number
    case "RIGHTHYPHENMIN": fewestAfter = number
    case "COMPOUNDLEFTHYPHENMIN": fewestBeforeInPart = number
    case "COMPOUNDRIGHTHYPHENMIN": fewestAfterInPart = number
    case "NOHYPHEN": unhyphenated = words[1].split(separator: UInt8(ascii: ",")).map { Array($0) }
    default: break
    }
  }

  /// Whether a hyphen may stand before each byte of a word, which is in lower case and in the file's character set.
  func breaks(in word: [UInt8]) -> [Bool] {
    var breaks = breaks(in: word[...], isStart: true, isEnd: true)
    for string in unhyphenated where string.count <= word.count {
      for at in 0...(word.count - string.count) where word[at..<at + string.count].elementsEqual(string) {
        breaks[at] = false
        if at + string.count < word.count { breaks[at + string.count] = false }
      }
    }
    return breaks
  }

  /// The breaks of a word or of a part of a compound.
  private func breaks(in part: ArraySlice<UInt8>, isStart: Bool, isEnd: Bool) -> [Bool] {
    guard !part.isEmpty else { return [] }
    let boundaries = compounds.isEmpty ? [] : places(in: part, by: compounds)
    guard boundaries.contains(true) else {
      var breaks = places(in: part, by: patterns)
      if !isStart { clear(&breaks, fewestBeforeInPart, of: part, fromStart: true) }
      if !isEnd { clear(&breaks, fewestAfterInPart, of: part, fromStart: false) }
      return breaks
    }
    var result: [Bool] = []
    var begin = 0
    for end in Array(boundaries.indices.dropFirst().filter { boundaries[$0] }) + [part.count] {
      let range = part.startIndex + begin..<part.startIndex + end
      var breaks = breaks(
        in: part[range], isStart: isStart && begin == 0, isEnd: isEnd && end == part.count)
      if begin > 0 { breaks[0] = true }
      result += breaks
      begin = end
    }
    return result
  }

  private func places(in part: ArraySlice<UInt8>, by trie: PatternTrie) -> [Bool] {
    let stop = UInt8(ascii: ".")
    let word = [stop] + part + [stop]
    var places = [UInt8](repeating: 0, count: word.count + 1)
    trie.raise(&places, of: word, longestOnly: isMadeForLibhyphen)
    // The first place is before the full stop, the second before the first letter, where no hyphen stands.
    return part.indices.map { index in
      index > part.startIndex && places[index - part.startIndex + 1] & 1 == 1
    }
  }

  /// Takes away the breaks that leave fewer than `fewest` letters at one end.
  private func clear(_ breaks: inout [Bool], _ fewest: Int, of part: ArraySlice<UInt8>, fromStart: Bool) {
    guard fewest > 0 else { return }
    var letters = 0
    for index in fromStart ? Array(breaks.indices) : breaks.indices.reversed() {
      let byte = part[part.startIndex + index]
      let beginsLetter = !isUTF8 || byte & 0xC0 != 0x80
      if fromStart {
        if letters < fewest { breaks[index] = false }
        if beginsLetter { letters += 1 }
      } else {
        if beginsLetter { letters += 1 }
        if letters < fewest { breaks[index] = false }
      }
    }
  }
}
