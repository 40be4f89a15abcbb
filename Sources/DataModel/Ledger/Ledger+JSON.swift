import Diagnostics

extension Ledger {
  /// The ledger as JSON (RFC 8259): an entry a line, in the order in which they were recorded, always in the same bytes.
  ///
  /// Structural numbers are counted and not listed. Numbers are written with all their digits.
  ///
  /// - Parameters:
  ///   - places: Where numbers were printed; one that was printed twice has two.
  ///   - elements: Where numbers stand in SVG files.
  ///   - sources: The sources of the report, to be listed with what is known of them.
  ///   - folder: The report's folder as diagnostics name it; files are written relative to it, so that the ledger does not
  ///     depend on where the report lies.
  public func json(
    places: [LedgerPlace], elements: [LedgerElement] = [], sources: [Source] = [], relativeTo folder: String = ""
  ) -> OutputBytes {
    let entries = entries
    let placesByEntry = PartsByEntry(places, entryCount: entries.count, entry: \.id)
    let elementsByEntry = PartsByEntry(elements, entryCount: entries.count, entry: \.id)
    var counts: [LedgerEntry.Kind: Int] = [:]
    for entry in entries { counts[entry.kind, default: 0] += 1 }
    var writer = JSONWriter()
    writer.folder = folder.isEmpty ? "" : folder + "/"
    writer.open("{")
    writer.count("version", LedgerFile.versions.upperBound)
    writer.key("counts")
    writer.open("{")
    for kind in [LedgerEntry.Kind.observation, .derived, .scale, .structural, .date, .cited, .literal] {
      writer.count(kind.rawValue, counts[kind] ?? 0)
    }
    writer.close("}")
    writer.newLine()
    writer.key("sources")
    writer.open("[")
    for source in sources {
      writer.newLine()
      source.write(to: &writer)
    }
    writer.close("]")
    writer.newLine()
    writer.key("entries")
    writer.open("[")
    for (number, entry) in entries.enumerated() where entry.kind != .structural {
      writer.newLine()
      entry.write(to: &writer, number: number, places: placesByEntry[number], elements: elementsByEntry[number])
    }
    writer.close("]")
    writer.newLine()
    writer.key("claims")
    writer.open("[")
    for claim in claims {
      writer.newLine()
      claim.write(to: &writer)
    }
    writer.close("]")
    writer.close("}")
    writer.newLine()
    return writer.output
  }
}

extension Source {
  package func write(to writer: inout JSONWriter) {
    writer.open("{")
    writer.text("id", id)
    writer.text("kind", kind)
    writer.text("publisher", publisher)
    if !authors.isEmpty { writer.texts("authors", authors) }
    writer.text("title", title)
    writer.text("container", container)
    writer.text("volume", volume)
    writer.text("issue", issue)
    writer.text("pages", pages)
    writer.text("date", date)
    writer.text("url", url)
    writer.text("doi", doi)
    writer.text("seen", seen)
    writer.text("accessed", accessed)
    writer.text("licence", licence)
    writer.text("credit", credit)
    writer.text("note", note)
    writer.close("}")
  }
}

extension LedgerEntry {
  package func write(
    to writer: inout JSONWriter, number: Int, places: ArraySlice<LedgerPlace>, elements: ArraySlice<LedgerElement>
  ) {
    writer.open("{")
    writer.count("number", number)
    writer.text("kind", kind.rawValue)
    writer.text("id", id)
    writer.text("text", text)
    writer.number("value", value)
    interval?.write(to: &writer)
    writer.text("unit", unit)
    writer.number("precision", precision)
    if qualifier != .reported || kind == .observation { writer.text("qualifier", qualifier?.rawValue) }
    if !status.isEmpty { writer.text("status", status.letters) }
    writer.text("period", period)
    writer.text("place", place)
    writer.text("basis", basis)
    writer.text("series", series)
    writer.text("formula", formula)
    if !inputs.isEmpty {
      writer.array("inputs", inputs) { input, writer in
        writer.text("id", input.id)
        writer.number("value", input.value)
        writer.text("unit", input.unit)
        writer.text("period", input.period)
        writer.text("source", input.source)
        input.origin?.write(to: &writer)
      }
    }
    if !sources.isEmpty { writer.texts("sources", sources) }
    origin?.write(to: &writer)
    if !rivals.isEmpty { writer.array("rivals", rivals) { $0.write(to: &$1) } }
    writer.text("domain", domain)
    writer.text("note", note)
    writeWritten(to: &writer)
    writer.array("places", places) { place, writer in
      writer.text("page", place.page)
      writer.key("box")
      writer.open("[")
      for side in [place.x, place.y, place.width, place.height] { writer.item(points: side) }
      writer.close("]")
    }
    if !elements.isEmpty {
      writer.array("svg", elements) { element, writer in
        writer.text("chart", element.chart)
        writer.text("element", element.element)
      }
    }
    writer.close("}")
  }
}

extension CellOrigin {
  package func write(to writer: inout JSONWriter) {
    writer.path("file", file)
    writer.count("line", line)
    if row > 0 { writer.count("row", row) }
    writer.text("column", column)
  }
}

extension Rival {
  /// The members of the object that stands for it.
  package func write(to writer: inout JSONWriter) {
    writer.text("id", figure.id)
    writer.number("value", figure.value?.shortened(.nearest))
    figure.interval.shortened.write(to: &writer)
    writer.text("unit", figure.unit?.text)
    writer.text("source", figure.sources.first)
    writer.flag("agrees", agrees)
  }
}

extension Interval {
  package func write(to writer: inout JSONWriter) {
    writer.key("interval")
    writer.open("{")
    for (name, end) in [("low", lower), ("high", upper)] {
      writer.number(name, end.value)
      if end.value != nil { writer.flag(name + "Included", end.isClosed) }
    }
    writer.close("}")
  }
}

extension LedgerClaim {
  package func write(to writer: inout JSONWriter) {
    writer.open("{")
    writer.text("kind", kind.rawValue)
    writer.text("expression", expression)
    if !words.isEmpty { writer.text("words", words) }
    writer.text("key", key)
    writer.text("truth", truth.rawValue)
    writer.array("comparisons", comparisons) { comparison, writer in
      for (name, side) in [("left", comparison.left), ("right", comparison.right)] {
        writer.key(name)
        writer.open("{")
        writer.text("text", side.text)
        writer.number("value", side.value)
        side.interval?.write(to: &writer)
        writer.text("unit", side.unit)
        writer.close("}")
      }
      writer.text("truth", comparison.truth.rawValue)
    }
    writer.path("written", written)
    writer.close("}")
  }
}
