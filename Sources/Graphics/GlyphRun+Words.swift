import Geometry
import TextShaping

extension GlyphRun {
  /// Starts a run without glyphs, to which words are appended.
  public init(face: FontFace, size: Length, horizontalScale: Double = 1, color: Color, origin: Point) {
    self.init(
      face: face, size: size, color: color, origin: origin, glyphs: [], text: [], clusters: [], width: .zero)
    self.horizontalScale = horizontalScale
  }

  /// Appends a word in the run's face at the run's present width, and widens the run by the word.
  ///
  /// - Parameters:
  ///   - letterSpacing: Added after each cluster.
  ///   - text: What the glyphs stand for, where that is not the word's own text: a soft hyphen for a hyphen that
  ///     hyphenation made. A reader who copies the run gets this.
  public mutating func append(
    _ word: ShapedWord, letterSpacing: Length = .zero, standingFor text: [UInt8]? = nil
  ) {
    if let text {
      appendGlyphs(of: word, letterSpacing: letterSpacing)
      appendCluster(bytes: text.count, glyphs: word.glyphs.count)
      self.text += text
      return
    }
    if word.isRightToLeft {
      appendRightToLeft(word, letterSpacing: letterSpacing)
    } else {
      appendGlyphs(of: word, letterSpacing: letterSpacing)
      appendClusters(of: word)
    }
    self.text += word.text
  }

  /// Moves the place of the next word to the right, for a justified space or a leader.
  public mutating func advance(by distance: Length) { width += distance }

  private mutating func appendGlyphs(of word: ShapedWord, letterSpacing: Length) {
    let scale = size.points / Double(word.face.unitsPerEm)
    let horizontalScale = scale * self.horizontalScale
    let spacing = letterSpacing.points
    var x = width.points
    word.glyphs.withUnsafeBufferPointer { shaped in
      for index in shaped.indices {
        let glyph = shaped[index]
        // The space stands after the last glyph of each cluster.
        if spacing != 0, index > 0, shaped[index - 1].cluster != glyph.cluster { x += spacing }
        glyphs.append(
          PlacedGlyph(
            id: glyph.id, x: Float(x + Double(glyph.xOffset) * horizontalScale),
            y: Float(-Double(glyph.yOffset) * scale)))
        x += Double(glyph.advance) * horizontalScale
      }
      if !shaped.isEmpty { x += spacing }
    }
    width = .pt(x)
  }

  private mutating func appendClusters(of word: ShapedWord) {
    word.glyphs.withUnsafeBufferPointer { glyphs in
      var start = 0
      var startByte = 0
      for index in glyphs.indices.dropFirst() where glyphs[index].cluster != glyphs[start].cluster {
        let byte = Int(glyphs[index].cluster)
        appendCluster(bytes: byte - startByte, glyphs: index - start)
        (start, startByte) = (index, byte)
      }
      appendCluster(bytes: word.text.count - startByte, glyphs: glyphs.count - start)
    }
  }

  /// Appends glyphs that were shaped from right to left in the order of the text, which is what clusters go by; each
  /// keeps its place.
  private mutating func appendRightToLeft(_ word: ShapedWord, letterSpacing: Length) {
    let first = glyphs.count
    appendGlyphs(of: word, letterSpacing: letterSpacing)
    let placed = Array(glyphs[first...])
    glyphs.removeSubrange(first...)
    var end = word.glyphs.count
    while end > 0 {
      let cluster = word.glyphs[end - 1].cluster
      var start = end - 1
      while start > 0, word.glyphs[start - 1].cluster == cluster { start -= 1 }
      glyphs += placed[start..<end]
      let next = start > 0 ? Int(word.glyphs[start - 1].cluster) : word.text.count
      // The first cluster takes in whatever comes before it.
      let from = end == word.glyphs.count ? 0 : Int(cluster)
      appendCluster(bytes: next - from, glyphs: end - start)
      end = start
    }
    if word.glyphs.isEmpty { appendCluster(bytes: word.text.count, glyphs: 0) }
  }

  private mutating func appendCluster(bytes: Int, glyphs: Int) {
    var (bytes, glyphs) = (bytes, glyphs)
    // Thousands of marks on one letter do not fit the counts of one cluster.
    while bytes > Int(UInt16.max) || glyphs > Int(UInt16.max) {
      let cluster = TextCluster(byteCount: UInt16(clamping: bytes), glyphCount: UInt16(clamping: glyphs))
      clusters.append(cluster)
      bytes -= Int(cluster.byteCount)
      glyphs -= Int(cluster.glyphCount)
    }
    if bytes > 0 || glyphs > 0 {
      clusters.append(TextCluster(byteCount: UInt16(bytes), glyphCount: UInt16(glyphs)))
    }
  }
}
