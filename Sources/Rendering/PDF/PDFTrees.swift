/// Name and number trees (ISO 32000-1, 7.9.6 and 7.9.7), which hold many values where a viewer finds one quickly.
extension PDFFile {
  private static let leafSize = 64

  /// Writes a name tree.
  ///
  /// - Parameter entries: Keys, all different and in ascending order of their bytes, with the syntax of their values.
  func addNameTree(_ entries: [(key: [UInt8], value: [UInt8])]) throws(RenderingError) -> Int {
    try addTree(
      count: entries.count, kind: "/Names[",
      entry: { index, out in
        out.append(string: entries[index].key)
        out.append(contentsOf: entries[index].value)
      }, limit: { index, out in out.append(string: entries[index].key) })
  }

  /// Writes a number tree with the keys from 0 on.
  ///
  /// - Parameter value: Appends the value of a key.
  func addNumberTree(count: Int, value: (Int, inout [UInt8]) -> Void) throws(RenderingError) -> Int {
    try addTree(
      count: count, kind: "/Nums[",
      entry: { index, out in
        if let last = out.last, PDFSyntax.isRegular(last) { out.append(32) }
        out.append(decimal: index)
        out.append(32)
        value(index, &out)
      }, limit: { index, out in out.append(decimal: index) })
  }

  private func addTree(
    count: Int, kind: StaticString, entry: (Int, inout [UInt8]) -> Void, limit: (Int, inout [UInt8]) -> Void
  ) throws(RenderingError) -> Int {
    func append(_ range: Range<Int>, to out: inout [UInt8]) {
      out.append(kind)
      for index in range { entry(index, &out) }
      out.append("]")
    }
    if count <= Self.leafSize {
      return try add { out in
        out.append("<<")
        append(0..<count, to: &out)
        out.append(">>")
      }
    }
    var leaves: [Int] = []
    for start in stride(from: 0, to: count, by: Self.leafSize) {
      let range = start..<min(start + Self.leafSize, count)
      leaves.append(
        try add { out in
          out.append("<</Limits[")
          limit(range.lowerBound, &out)
          out.append(32)
          limit(range.upperBound - 1, &out)
          out.append("]")
          append(range, to: &out)
          out.append(">>")
        })
    }
    return try add { out in
      out.append("<</Kids[")
      out.append(references: leaves)
      out.append("]>>")
    }
  }
}
