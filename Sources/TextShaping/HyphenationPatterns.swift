import CHyphen
import Glibc

/// The hyphenation patterns of one language: read by ``PatternFile``, or by libhyphen where it cannot.
final class HyphenationPatterns {
  private enum Source {
    case file(PatternFile)
    case libhyphen(LibhyphenDictionary)
  }

  private enum Encoding {
    case utf8
    /// A character set of one byte each.
    case bytes([Unicode.Scalar: UInt8])
  }

  private let source: Source
  private let encoding: Encoding
  /// Fewest letters before and after a hyphen that the patterns were made for.
  private let fewestBefore: Int
  private let fewestAfter: Int

  /// Reads a dictionary; nil if it is not there or cannot be used.
  init?(path: String) {
    guard let bytes = readFile(path) else { return nil }
    let (characterSet, before, after): (String, Int, Int)
    if let file = PatternFile(bytes) {
      source = .file(file)
      (characterSet, before, after) = (file.characterSet, file.fewestBefore, file.fewestAfter)
    } else if let dictionary = LibhyphenDictionary(path: path) {
      source = .libhyphen(dictionary)
      (characterSet, before, after) = (
        dictionary.characterSet, dictionary.fewestBefore, dictionary.fewestAfter
      )
    } else {
      return nil
    }
    if characterSet == "UTF-8" {
      encoding = .utf8
    } else if let table = byteTable(ofCharacterSet: characterSet) {
      encoding = .bytes(table)
    } else {
      return nil
    }
    // Most files leave these at zero and mean TeX's usual two and three.
    fewestBefore = before > 0 ? before : 2
    fewestAfter = after > 0 ? after : 3
  }

  /// The letters before which a hyphen may stand.
  ///
  /// Points at which a word changes its spelling when it is divided are left out.
  func breaks(in letters: [Unicode.Scalar], before: Int, after: Int) -> [Int] {
    guard let (word, starts) = encode(letters) else { return [] }
    let (fewestBefore, fewestAfter) = (max(before, fewestBefore), max(after, fewestAfter))
    guard letters.count >= fewestBefore + fewestAfter else { return [] }
    let range = fewestBefore...letters.count - fewestAfter
    switch source {
    case .file(let file):
      let breaks = file.breaks(in: word)
      return range.filter { breaks[starts[$0]] }
    case .libhyphen(let dictionary):
      let breaks = dictionary.breaks(in: word)
      return range.filter { breaks[$0] }
    }
  }

  /// The word in lower case in the dictionary's character set, and where each letter begins in it; nil if that lacks one
  /// of its letters.
  private func encode(_ letters: [Unicode.Scalar]) -> (bytes: [UInt8], starts: [Int])? {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    for letter in letters {
      starts.append(bytes.count)
      if letter.isASCII {
        bytes.append(UInt8(letter.value) | (letter.properties.isUppercase ? 32 : 0))
        continue
      }
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
    return (bytes, starts)
  }
}

/// A dictionary as libhyphen opens it.
@safe final class LibhyphenDictionary {
  private let handle: UnsafeMutablePointer<HyphenDict>

  init?(path: String) {
    guard let handle = unsafe hnj_hyphen_load(path) else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe hnj_hyphen_free(handle) }

  var characterSet: String {
    unsafe withUnsafeBytes(of: &handle.pointee.cset) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
  /// Zero where the file does not say.
  var fewestBefore: Int { unsafe Int(handle.pointee.lhmin) }
  var fewestAfter: Int { unsafe Int(handle.pointee.rhmin) }

  /// Whether a hyphen may stand before each letter of a word in the dictionary's character set.
  func breaks(in word: [UInt8]) -> [Bool] {
    let count = word.count
    var hyphens = [CChar](repeating: 0, count: count + 6)
    var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var positions: UnsafeMutablePointer<Int32>?
    var cuts: UnsafeMutablePointer<Int32>?
    defer {
      if let replacements = unsafe replacements {
        for index in 0..<count { unsafe free(replacements[index]) }
      }
      unsafe free(replacements)
      unsafe free(positions)
      unsafe free(cuts)
    }
    let failed = unsafe (word + [0]).withUnsafeBytes { word in
      unsafe hnj_hyphen_hyphenate3(
        handle, word.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: count), &hyphens, nil,
        &replacements, &positions, &cuts, 0, 0, 0, 0)
    }
    var breaks = [Bool](repeating: false, count: count + 1)
    guard failed == 0 else { return breaks }
    // libhyphen marks the letter before the hyphen.
    for index in 0..<count where hyphens[index] & 1 == 1 {
      if let replacements = unsafe replacements, unsafe replacements[index] != nil { continue }
      breaks[index + 1] = true
    }
    return breaks
  }
}

/// The bytes of a file; nil if it cannot be read.
private func readFile(_ path: String) -> [UInt8]? {
  guard let file = unsafe fopen(path, "rb") else { return nil }
  defer { unsafe _ = fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = unsafe fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
  return unsafe ferror(file) == 0 ? bytes : nil
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
        return result == -1 ? 0 : 8 - targetLeft
      }
    }
    let text = String(decoding: output.prefix(written).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let character = text.unicodeScalars.first { table[character] = byte }
  }
  return table
}
