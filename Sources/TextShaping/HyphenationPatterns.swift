import CHyphen
import Glibc

/// The hyphenation patterns of one language, as libhyphen reads them.
@safe final class HyphenationPatterns {
  private let handle: UnsafeMutablePointer<HyphenDict>
  private let encoding: Encoding
  /// Fewest letters before and after a hyphen that the patterns were made for.
  private let fewestBefore: Int
  private let fewestAfter: Int

  private enum Encoding {
    case utf8
    /// A character set of one byte each.
    case bytes([Unicode.Scalar: UInt8])
  }

  /// Reads a dictionary; nil if it is not there or cannot be used.
  init?(path: String) {
    guard unsafe access(path, R_OK) == 0, let handle = unsafe hnj_hyphen_load(path) else { return nil }
    if unsafe handle.pointee.utf8 != 0 {
      encoding = .utf8
    } else {
      let name = unsafe withUnsafeBytes(of: &handle.pointee.cset) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let table = byteTable(ofCharacterSet: name) else {
        unsafe hnj_hyphen_free(handle)
        return nil
      }
      encoding = .bytes(table)
    }
    // Most files leave these at zero and mean TeX's usual two and three.
    let (before, after) = unsafe (handle.pointee.lhmin, handle.pointee.rhmin)
    fewestBefore = before > 0 ? Int(before) : 2
    fewestAfter = after > 0 ? Int(after) : 3
    unsafe self.handle = handle
  }

  deinit { unsafe hnj_hyphen_free(handle) }

  /// The letters before which a hyphen may stand.
  ///
  /// Points at which a word changes its spelling when it is divided are left out.
  func breaks(in letters: [Unicode.Scalar], before: Int, after: Int) -> [Int] {
    guard var word = encode(letters) else { return [] }
    let count = Int32(word.count)
    word.append(0)
    var hyphens = [CChar](repeating: 0, count: word.count + 5)
    var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var positions: UnsafeMutablePointer<Int32>?
    var cuts: UnsafeMutablePointer<Int32>?
    defer {
      if let replacements = unsafe replacements {
        for index in 0..<Int(count) { unsafe free(replacements[index]) }
      }
      unsafe free(replacements)
      unsafe free(positions)
      unsafe free(cuts)
    }
    let (fewestBefore, fewestAfter) = (max(before, fewestBefore), max(after, fewestAfter))
    let failed = unsafe word.withUnsafeBytes { word in
      unsafe hnj_hyphen_hyphenate3(
        handle, word.baseAddress?.assumingMemoryBound(to: CChar.self), count, &hyphens, nil, &replacements,
        &positions, &cuts, Int32(clamping: fewestBefore), Int32(clamping: fewestAfter), 0, 0)
    }
    guard failed == 0, letters.count > fewestBefore else { return [] }
    return (fewestBefore..<letters.count).filter { index in
      guard letters.count - index >= fewestAfter, hyphens[index - 1] & 1 == 1 else { return false }
      guard let replacements = unsafe replacements else { return true }
      return unsafe replacements[index - 1] == nil
    }
  }

  /// The word in lower case in the dictionary's character set; nil if that lacks one of its letters.
  private func encode(_ letters: [Unicode.Scalar]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for letter in letters {
      // A capital whose small form is more than one character stays, so that places can be told from the count.
      let lower = letter.properties.lowercaseMapping.unicodeScalars
      let character = lower.count == 1 ? lower.first ?? letter : letter
      switch encoding {
      case .utf8: bytes += Array(String(character).utf8)
      case .bytes(let table):
        guard let byte = table[character] else { return nil }
        bytes.append(byte)
      }
    }
    return bytes
  }
}

/// Which byte stands for which character in a character set named as in LibreOffice's dictionaries.
private func byteTable(ofCharacterSet name: String) -> [Unicode.Scalar: UInt8]? {
  let prefix = "microsoft-"
  let name = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  let converter = unsafe iconv_open("UTF-8", name)
  // iconv says so with (iconv_t)-1.
  guard unsafe converter != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
  defer { unsafe _ = iconv_close(converter) }
  var table: [Unicode.Scalar: UInt8] = [:]
  for byte in UInt8(1)...255 {
    var input = [CChar(bitPattern: byte)]
    var output = [CChar](repeating: 0, count: 8)
    let written = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        var (source, sourceLeft) = (input.baseAddress, 1)
        var (target, targetLeft) = (output.baseAddress, 8)
        let result = unsafe iconv(converter, &source, &sourceLeft, &target, &targetLeft)
        return result == Int.max.magnitude * 2 + 1 ? 0 : 8 - targetLeft
      }
    }
    let text = String(decoding: output.prefix(written).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let character = text.unicodeScalars.first { table[character] = byte }
  }
  return table
}
