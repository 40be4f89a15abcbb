import CMarkGFM

/// Leads from the content of one block, as cmark parsed it, back to where it stands in the file.
///
/// cmark strips what containers put before each line, so offsets in the content differ from those in the file by
/// something else on each line. Its lines and columns for inline parts are right only for the first line; they are led
/// back to offsets in the content, which they were made from.
struct ContentMap {
  /// For each line of the content: where it begins there, and in the file.
  private var lines: [(content: Int, file: Int)] = []
  /// The offsets in the content of the lines that cmark counted.
  private var countedStarts: [Int] = []
  private let firstLine: Int
  private let blockColumn: Int
  private let isSingleLine: Bool
  private let fileLineStart: Int
  /// The offsets in a cell's content of pipes that were written `\|`.
  private var pipes: [Int] = []

  /// - Parameters:
  ///   - block: A node of cmark's that holds inline nodes.
  ///   - lineOffset: How many lines of the file come before cmark's first.
  ///   - swallowed: The ends of lines that cmark did not count.
  init(block: OpaquePointer, source: SourceFile, lineOffset: Int, swallowed: [Int]) {
    let type = cmark_node_get_type(block)
    let startLine = Int(cmark_node_get_start_line(block))
    let endLine = Int(cmark_node_get_end_line(block))
    let startColumn = Int(cmark_node_get_start_column(block))
    firstLine = startLine
    blockColumn = startColumn
    let fileLine = max(0, lineOffset + startLine - 1)
    let firstRange = source.lineBytes(fileLine)
    fileLineStart = firstRange.lowerBound
    let content = cmark_node_get_string_content(block)
    let contentStarts = Self.lineStarts(content)

    if cmark_type_is_table_cell(type) || (contentStarts.count == 1 && endLine == startLine) {
      isSingleLine = true
      var base = min(fileLineStart + max(0, startColumn - 1), firstRange.upperBound)
      func skip(_ byte: UInt8) {
        while base < firstRange.upperBound, source.bytes[base] == byte { base += 1 }
      }
      if type == CMARK_NODE_HEADING { skip(UInt8(ascii: "#")) }
      if type != CMARK_NODE_PARAGRAPH {
        while base < firstRange.upperBound, source.bytes[base] == 0x20 || source.bytes[base] == 9 {
          base += 1
        }
      }
      lines = [(0, base)]
      if cmark_type_is_table_cell(type) {
        findPipes(content, from: base, to: firstRange.upperBound, in: source)
      }
      return
    }
    isSingleLine = false
    let isSetext = type == CMARK_NODE_HEADING
    // Definitions of links that stood before the text were taken out of the content.
    let removed = max(0, endLine - startLine + (isSetext ? 0 : 1) - contentStarts.count)
    lines.reserveCapacity(contentStarts.count)
    for (index, start) in contentStarts.enumerated() {
      let range = source.lineBytes(fileLine + removed + index)
      let length = Self.lineLength(content, from: start)
      lines.append((start, max(range.lowerBound, range.upperBound - length)))
    }
    countedStarts = swallowed.isEmpty ? contentStarts : contentStarts.filter { !swallowed.contains($0 - 1) }
  }

  /// The offset in the file of an offset in the content.
  func offset(_ content: Int) -> Int {
    if lines.count == 1 {
      guard !pipes.isEmpty else { return lines[0].file + content }
      return lines[0].file + content + pipes.count { $0 < content }
    }
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].content <= content { low = middle } else { high = middle }
    }
    return lines[low].file + content - lines[low].content
  }

  /// The offset in the file of a line and column that cmark gives for an inline node.
  func offset(line: Int32, column: Int32) -> Int {
    let column = max(1, Int(column))
    if isSingleLine {
      let plain = fileLineStart + column - 1
      return pipes.isEmpty ? plain : offset(plain - lines[0].file)
    }
    let index = min(max(0, Int(line) - firstLine), countedStarts.count - 1)
    return offset(max(0, countedStarts[index] + column - blockColumn))
  }

  private static func lineStarts(_ content: UnsafePointer<CChar>?) -> [Int] {
    guard let content else { return [0] }
    var starts = [0]
    var at = 0
    while content[at] != 0 {
      if content[at] == 10, content[at + 1] != 0 { starts.append(at + 1) }
      at += 1
    }
    return starts
  }

  private static func lineLength(_ content: UnsafePointer<CChar>?, from start: Int) -> Int {
    guard let content else { return 0 }
    var at = start
    while content[at] != 0, content[at] != 10, content[at] != 13 { at += 1 }
    return at - start
  }

  private mutating func findPipes(
    _ content: UnsafePointer<CChar>?, from base: Int, to end: Int, in source: SourceFile
  ) {
    guard let content else { return }
    var at = 0
    var file = base
    while content[at] != 0, file < end {
      if content[at] == 0x7C, source.bytes[file] == UInt8(ascii: "\\") {
        pipes.append(at)
        file += 1
      }
      at += 1
      file += 1
    }
  }
}
