import CICU

/// A regular expression, compiled by ICU. Used on one thread.
final class TextPattern {
  /// Whether all matches are replaced, and not the first alone.
  let isGlobal: Bool
  private let handle: OpaquePointer

  struct Invalid: Error {
    var reason: String
  }

  /// - Parameter flags: JavaScript's `g`, `i`, `m` and `s`; `u` and `y` change nothing here.
  init(_ pattern: String, flags: String) throws(Invalid) {
    if let unknown = flags.first(where: { !"gimsuy".contains($0) }) {
      throw Invalid(reason: "a pattern has no flag '\(unknown)'")
    }
    isGlobal = flags.contains("g")
    let units = Array(pattern.utf16)
    var error: Int32 = 0
    guard
      let opened = cicu_pattern_open(
        units, Int32(clamping: units.count), flags.contains("i"), flags.contains("m"), flags.contains("s"), &error)
    else {
      throw Invalid(reason: "'\(pattern)' is no pattern (\(String(cString: cicu_error_name(error))))")
    }
    handle = opened
  }

  deinit { cicu_pattern_close(handle) }

  /// Where the match and its groups are, in units of UTF-16; nil for a group that matches nothing.
  typealias Match = [Range<Int>?]

  /// - Returns: Nil if there is no match from there on.
  func match(in text: [UInt16], from start: Int = 0) throws(Invalid) -> Match? {
    var bounds = [Int32](repeating: -1, count: 40)
    var error: Int32 = 0
    let count = cicu_pattern_find(
      handle, text, Int32(clamping: text.count), Int32(clamping: start), &bounds, Int32(bounds.count), &error)
    if count < 0 {
      throw Invalid(reason: "the pattern takes too long (\(String(cString: cicu_error_name(error))))")
    }
    guard count > 0 else { return nil }
    return (0..<min(Int(count), bounds.count / 2)).map { group in
      let (low, high) = (Int(bounds[2 * group]), Int(bounds[2 * group + 1]))
      return low >= 0 && high >= low ? low..<high : nil
    }
  }

  /// With matches replaced; `$1` and `$&` stand for a group and the match.
  func replacing(in text: String, with replacement: String) throws(Invalid) -> String {
    let units = Array(text.utf16)
    var result: [UInt16] = []
    var at = 0
    while at <= units.count, let match = try match(in: units, from: at), let whole = match[0] {
      result += units[at..<whole.lowerBound]
      result += Self.filled(replacement, match, units)
      at = whole.upperBound
      if whole.isEmpty {
        // The next match begins behind the next character.
        if at < units.count { result.append(units[at]) }
        at += 1
      }
      if !isGlobal { break }
    }
    if at < units.count { result += units[at...] }
    return String(decoding: result, as: UTF16.self)
  }

  private static func filled(_ replacement: String, _ match: Match, _ units: [UInt16]) -> [UInt16] {
    var result: [UInt16] = []
    var rest = Array(replacement)[...]
    while let character = rest.popFirst() {
      guard character == "$", let next = rest.first else {
        result += String(character).utf16
        continue
      }
      if next == "$" {
        rest.removeFirst()
        result += "$".utf16
      } else if next == "&", let whole = match[0] {
        rest.removeFirst()
        result += units[whole]
      } else if let group = next.wholeNumberValue, group > 0, group < match.count {
        rest.removeFirst()
        if let range = match[group] { result += units[range] }
      } else {
        result += "$".utf16
      }
    }
    return result
  }
}

/// The patterns of an expression, compiled once.
final class PatternCache {
  private var known: [String: TextPattern] = [:]

  func pattern(_ text: String, flags: String) throws(TextPattern.Invalid) -> TextPattern {
    let key = "\(flags)/\(text)"
    if let pattern = known[key] { return pattern }
    let made = try TextPattern(text, flags: flags)
    known[key] = made
    return made
  }
}
