import Geometry

/// Paragraphs broken into lines, under everything that their lines depend on.
struct ParagraphMemory {
  /// The lines of a paragraph with what there was to warn of.
  struct Entry {
    var lines: [SetLine]
    var extents: [Paragraph.Extent]?
    var findings: [ParagraphFinding]
    var cut: FirstLineCut?
  }

  /// The paragraphs of the layout at hand, and those of the one before that it has not come to.
  private var current: [ParagraphKey: Entry] = [:]
  private var previous: [ParagraphKey: Entry] = [:]

  mutating func beginLayout() {
    previous = current
    current.removeAll(keepingCapacity: true)
  }

  subscript(key: ParagraphKey) -> Entry? {
    mutating get {
      if let known = current[key] { return known }
      guard let known = previous[key] else { return nil }
      current[key] = known
      return known
    }
    set { current[key] = newValue }
  }
}

/// Everything that the lines of a paragraph depend on, apart from what is the same in the whole document.
struct ParagraphKey: Hashable {
  private var bytes: [UInt8]

  /// - Parameters:
  ///   - firstLine: The text in the style of the first line.
  ///   - block: The style of the paragraph, which is kept as long as the key.
  ///   - language: Its number in ``LanguageTable``.
  ///   - pageNumbers: What is printed for runs of that kind.
  ///   - pictureSize: The size of the picture that a run stands for.
  init(
    _ text: ParagraphText, firstLine: FirstLine?, block: BlockTextStyle, language: Int32, width: Double,
    pageNumbers: [String],
    pictureSize: (InlineRun) -> Size
  ) {
    bytes = text.bytes
    bytes.reserveCapacity(text.bytes.count + text.runs.count * 20 + 32)
    func add<Value: BitwiseCopyable>(_ value: Value) {
      withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }
    // Numbers of a fixed length from the end, so that no two texts with their runs are the same bytes.
    func add(_ runs: [InlineRun]) {
      for run in runs {
        add(run.kind.rawValue)
        add(run.start)
        add(run.style)
        add(run.leading)
        add(run.trailing)
        guard run.kind == .image else { continue }
        let size = pictureSize(run)
        add(size.width.points)
        add(size.height.points)
      }
      add(Int32(runs.count))
    }
    if let firstLine {
      bytes.append(contentsOf: firstLine.gathered.text.bytes)
      add(firstLine.gathered.text.runs)
      add(UInt(bitPattern: ObjectIdentifier(firstLine.block)))
      add(Int32(firstLine.gathered.text.bytes.count))
    }
    add(firstLine != nil)
    add(text.runs)
    for number in pageNumbers {
      bytes.append(contentsOf: number.utf8)
      add(Int32(number.utf8.count))
    }
    add(UInt(bitPattern: ObjectIdentifier(block)))
    add(language)
    add(width)
    add(Int32(text.bytes.count))
  }

  static func == (a: ParagraphKey, b: ParagraphKey) -> Bool { a.bytes == b.bytes }
  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

/// Something to warn of in a paragraph, wherever in the document it stands.
struct ParagraphFinding {
  var id: String
  var message: String
  var hint: String?
}
