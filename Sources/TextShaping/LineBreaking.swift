import CICU
import Diagnostics

/// ICU's line breakers, one for each language that text has come in.
struct LineBreaking {
  private(set) var diagnostics = Diagnostics()
  private var breakers: [(language: String, breaker: LineBreaker?)] = []
  /// Room for ICU's answer, kept from paragraph to paragraph.
  private var answer: [Int32] = []

  mutating func breaks(in text: [UInt8], language: String) -> [LineBreak] {
    guard text.count > 1, let breaker = breaker(for: language) else { return [] }
    // A break every two bytes at most, but for ideographs and line feeds.
    if answer.count < text.count { answer = Array(repeating: 0, count: text.count) }
    var error: Int32 = 0
    let count = unsafe text.withUnsafeBufferPointer { text in
      unsafe answer.withUnsafeMutableBufferPointer { answer in
        unsafe cicu_line_breaks(
          breaker.handle, text.baseAddress, Int32(clamping: text.count), answer.baseAddress,
          Int32(clamping: answer.count), &error)
      }
    }
    guard count >= 0 else {
      fail(language, error)
      return []
    }
    var breaks: [LineBreak] = []
    breaks.reserveCapacity(Int(count))
    for offset in answer.prefix(Int(count)) {
      let position = Int(offset.magnitude)
      guard position < text.count else { break }
      breaks.append(LineBreak(offset: position, isMandatory: offset < 0))
    }
    return breaks
  }

  private mutating func breaker(for language: String) -> LineBreaker? {
    if let known = breakers.first(where: { $0.language == language }) { return known.breaker }
    var error: Int32 = 0
    let breaker = unsafe LineBreaker(cicu_line_breaker_open(language, &error))
    if breaker == nil { fail(language, error) }
    breakers.append((language, breaker))
    return breaker
  }

  private mutating func fail(_ language: String, _ error: Int32) {
    let name = unsafe String(cString: cicu_error_name(error))
    diagnostics.warning(
      "text.no-line-breaks", "ICU has no rules for breaking lines in '\(language)' (\(name))",
      at: .file("ICU"), hint: "check that ICU's data are installed (the Debian package libicu)")
  }
}

/// A line breaker of ICU, closed with the last reference to it.
@safe private final class LineBreaker {
  let handle: OpaquePointer
  init?(_ handle: OpaquePointer?) {
    guard let handle = unsafe handle else { return nil }
    unsafe self.handle = handle
  }
  deinit { unsafe cicu_line_breaker_close(handle) }
}
