import DataModel

extension ReportTrace {
  /// As ``text(for:)``, as JSON: an object whose `matches` each have the `entries` of the ledger, the `derivation` as a tree,
  /// and the `sources` and `claims` in the ledger's form.
  public func json(for query: String?) throws(ReportError) -> [UInt8] {
    let found: [TracedNumber]
    if let query {
      found = try matches(query)
    } else {
      found = numbers.filter { entries[$0.entries[0]].subject != nil }
    }
    var writer = JSONWriter()
    writer.folder = folder + "/"
    writer.open("{")
    writer.text("query", query)
    writer.array("matches", found) { number, writer in
      writer.newLine()
      write(number, to: &writer)
    }
    writer.close("}")
    writer.newLine()
    return writer.output.joined
  }

  private func write(_ number: TracedNumber, to writer: inout JSONWriter) {
    writer.text("name", number.name)
    writer.key("entries")
    writer.open("[")
    for index in number.entries {
      entries[index].write(to: &writer, number: index, places: places[index], elements: elements[index])
    }
    writer.close("]")
    let first = number.entries.first.map { entries[$0] }
    let whole: Derivation?
    if let first {
      whole = first.subject == nil ? nil : derivation(of: first, named: number.name)
    } else {
      whole = store.derivation(ofFigure: number.name)
    }
    guard let whole else { return }
    if let first { writer.text("digits", digits(of: first)) }
    writer.key("derivation")
    writer.open("{")
    write(whole, to: &writer)
    writer.close("}")
    writer.key("sources")
    writer.open("[")
    for source in whole.sources.compactMap({ store.source($0) }) { source.write(to: &writer) }
    writer.close("]")
    writer.key("claims")
    writer.open("[")
    for claim in claims(on: whole) { claim.write(to: &writer) }
    writer.close("]")
  }

  private func write(_ part: Derivation, to writer: inout JSONWriter) {
    writer.text("name", part.name)
    writer.number("value", part.value?.shortened(toDigits: 15))
    part.interval?.write(to: &writer)
    writer.text("unit", part.unit)
    writer.text("period", part.period)
    writer.text("formula", part.formula)
    if !part.sources.isEmpty { writer.texts("sources", part.sources) }
    part.origin?.write(to: &writer)
    if let record = part.origin.flatMap({ files.record(of: $0) }) {
      writer.text("head", record.head)
      writer.text("record", record.row)
    }
    writer.text("error", part.fault)
    if part.isRepeated { writer.flag("repeated", true) }
    if !part.parts.isEmpty { writer.array("parts", part.parts) { write($0, to: &$1) } }
  }
}
