/// Places in the order of their entries; those of one entry in the order in which they were printed.
package struct PartsByEntry<Part> {
  private var parts: [Part]
  /// Where the parts of each entry begin in `parts`, and where the last ones end.
  private var starts: [Int]

  package init(_ parts: [Part], entryCount: Int, entry: (Part) -> LedgerEntry.ID) {
    starts = Array(repeating: 0, count: entryCount + 1)
    // Sorted by counting, since there is a place for each number of the longest tables.
    let known = parts.indices.filter { (0..<entryCount).contains(Int(entry(parts[$0]).rawValue)) }
    for index in known { starts[Int(entry(parts[index]).rawValue) + 1] += 1 }
    for entry in 0..<entryCount { starts[entry + 1] += starts[entry] }
    var order = Array(repeating: 0, count: known.count)
    var next = starts
    for index in known {
      let number = Int(entry(parts[index]).rawValue)
      order[next[number]] = index
      next[number] += 1
    }
    self.parts = order.map { parts[$0] }
  }

  package subscript(entry: Int) -> ArraySlice<Part> { parts[starts[entry]..<starts[entry + 1]] }
}
