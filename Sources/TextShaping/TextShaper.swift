import Diagnostics
import Geometry

/// Turns text into glyphs, and finds where lines and words may be broken. For one thread.
///
/// Words are shaped one at a time and kept, keyed by their bytes, face, features and language; size and letter-spacing
/// only scale the result. The space between words is a word of its own. Where a loop sets many words, ask for the
/// ``FontStyleID`` once before it.
public final class TextShaper {
  public let fonts: FontLibrary

  private var styles: [FontStyle] = []
  /// For each style, the place of its shaping in `shapings`.
  private var shapingOfStyle: [Int32] = []
  private var styleIDs: [FontRequest: FontStyleID] = [:]
  private var shapings: [Shaping] = []
  private var shapingIDs: [Shaping.Key: Int32] = [:]

  private var words = WordCache<[ShapedWord]>(limit: 1 << 15)
  private let buffer = ShapingBuffer()
  private var lineBreaking = LineBreaking()
  private var hyphenation: Hyphenation

  /// Longer words are shaped each time: they are addresses and such, seldom met twice.
  private static let longestKeptWord = 128

  /// - Parameter dictionaries: The folder with the system's hyphenation patterns, `hyph_en_US.dic` and so on.
  public init(fonts: FontLibrary, dictionaries: String = "/usr/share/hyphen") {
    self.fonts = fonts
    hyphenation = Hyphenation(folder: dictionaries)
  }

  /// Languages without hyphenation patterns or line-breaking rules, so far. Fonts have their own in
  /// ``FontLibrary/diagnostics``.
  public var diagnostics: Diagnostics {
    var all = hyphenation.diagnostics
    all.add(contentsOf: lineBreaking.diagnostics.all)
    return all
  }

  // MARK: Styles

  /// The number under which a request's words are looked up; the same request always gets the same.
  public func style(_ request: FontRequest) -> FontStyleID {
    if let known = styleIDs[request] { return known }
    let face =
      fonts.face(families: request.families, weight: request.weight, isItalic: request.isItalic) ?? .empty
    let key = Shaping.Key(
      face: face, families: request.families, features: request.features, language: request.language,
      isSpaced: request.letterSpacing != .zero || request.isTracked)
    let id = FontStyleID(rawValue: Int32(styles.count))
    styles.append(FontStyle(request: request, face: face))
    if let known = shapingIDs[key] {
      shapingOfStyle.append(known)
    } else {
      shapingIDs[key] = Int32(shapings.count)
      shapingOfStyle.append(Int32(shapings.count))
      shapings.append(Shaping(key))
    }
    styleIDs[request] = id
    return id
  }

  /// The request behind a style, with its face.
  public subscript(style: FontStyleID) -> FontStyle { styles[Int(style.rawValue)] }

  // MARK: Words

  /// Shapes a word: one piece for each face and script, in the order of the eye from left to right.
  public func shape(_ word: ArraySlice<UInt8>, _ style: FontStyleID) -> [ShapedWord] {
    unsafe word.withUnsafeBufferPointer { word in unsafe shape(word, style) }
  }
  public func shape(_ word: [UInt8], _ style: FontStyleID) -> [ShapedWord] {
    unsafe word.withUnsafeBufferPointer { word in unsafe shape(word, style) }
  }
  /// Shapes the bytes of `text` in `range`, without making a slice.
  ///
  /// - Parameter direction: Which way the paragraph makes all of the word run; nil where the word by itself decides.
  public func shape(
    _ range: Range<Int>, of text: [UInt8], _ style: FontStyleID, direction: TextDirection? = nil
  ) -> [ShapedWord] {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe shape(UnsafeBufferPointer(rebasing: text[range]), style, direction)
    }
  }
  public func shape(_ word: ArraySlice<UInt8>, request: FontRequest) -> [ShapedWord] {
    shape(word, style(request))
  }
  public func shape(_ word: [UInt8], request: FontRequest) -> [ShapedWord] { shape(word, style(request)) }

  private func shape(
    _ word: UnsafeBufferPointer<UInt8>, _ style: FontStyleID, _ direction: TextDirection? = nil
  ) -> [ShapedWord] {
    let shaping = shapingOfStyle[Int(style.rawValue)]
    guard word.count <= Self.longestKeptWord else {
      return unsafe shaped(word, shapings[Int(shaping)], direction)
    }
    let tag = shaping * 3 + TextDirection.number(of: direction)
    return unsafe words.value(for: word, tag: tag) { unsafe shaped(word, shapings[Int(shaping)], direction) }
  }

  private func shaped(
    _ word: UnsafeBufferPointer<UInt8>, _ shaping: Shaping, _ direction: TextDirection?
  ) -> [ShapedWord] {
    let face = shaping.key.face
    // Most words are ASCII in a face that has all of it.
    if face != .empty, direction != .rightToLeft, unsafe word.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }),
      let glyphs = unsafe buffer.shapeASCII(word, shaping)
    {
      return unsafe [
        ShapedWord(face: face, text: Array(word), glyphs: glyphs, isRightToLeft: false, missing: [])
      ]
    }
    let itemizer = Itemizer(
      fonts: fonts, face: face, families: shaping.key.families, language: shaping.key.language,
      direction: direction)
    let items = unsafe itemizer.items(of: word)
    let starts = items.map { $0.characters[0].offset }.sorted()
    return items.compactMap { item in
      if item.face == .empty { return nil }
      let start = item.characters[0].offset
      let end = starts.first { $0 > start } ?? word.count
      return unsafe ShapedWord(
        face: item.face, text: Array(word[start..<end]), glyphs: buffer.shape(item, shaping),
        isRightToLeft: item.isRightToLeft, missing: item.missing)
    }
  }

  /// The room that one line of text takes, shaped word by word.
  public func width(of text: String, _ request: FontRequest) -> Length {
    let style = style(request)
    var width = Length.zero
    forEachWord(in: Array(text.utf8), style) { pieces in
      for piece in pieces { width += piece.width(size: request.size, letterSpacing: request.letterSpacing) }
    }
    return width
  }

  /// Calls `body` with each word of a line of text, the spaces between them each as a word of its own.
  public func forEachWord(in text: [UInt8], _ style: FontStyleID, _ body: ([ShapedWord]) -> Void) {
    var start = 0
    while start < text.count {
      var end = start + 1
      if text[start] != UInt8(ascii: " ") {
        while end < text.count, text[end] != UInt8(ascii: " ") { end += 1 }
      }
      body(shape(start..<end, of: text, style))
      start = end
    }
  }

  // MARK: Breaks

  /// The places within a text, neither its start nor its end, where a line may or must end.
  public func lineBreaks(in text: [UInt8], language: String) -> [LineBreak] {
    lineBreaking.breaks(in: text, language: language)
  }

  /// The places within a word where it may be hyphenated, as byte offsets in ascending order.
  ///
  /// Punctuation around the letters is passed over, and a word with a soft hyphen is broken only there. The patterns of
  /// the language may ask for more letters before and after than `limits` do.
  ///
  /// - Parameter limits: Fewest letters in a word that is hyphenated, before the hyphen and after it.
  public func hyphenPoints(
    in word: [UInt8], language: String, limits: (word: Int, before: Int, after: Int)
  ) -> [Int] {
    unsafe word.withUnsafeBufferPointer { word in
      unsafe hyphenation.points(in: word, language: language, limits: limits)
    }
  }
  /// The same for the bytes of `text` in `range`; offsets count from the range's start.
  public func hyphenPoints(
    in range: Range<Int>, of text: [UInt8], language: String, limits: (word: Int, before: Int, after: Int)
  ) -> [Int] {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe hyphenation.points(
        in: UnsafeBufferPointer(rebasing: text[range]), language: language, limits: limits)
    }
  }
}
