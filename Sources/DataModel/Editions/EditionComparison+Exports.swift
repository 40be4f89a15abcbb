extension EditionComparison {
  /// The comparison as tables in GitHub's Markdown, for a note to readers or a review.
  public var markdown: String {
    var text = "# \(Self.cell(old.name)) → \(Self.cell(new.name))\n\n\(summary)\n"
    for kind in [ClaimChange.Kind.turned, .undecided, .new, .dropped] {
      let changes = claims(kind)
      guard !changes.isEmpty else { continue }
      text += "\n## \(Self.title(kind))\n\n"
      text += Self.table(["claim", "old", "new", "place"])
      text += "| --- | --- | --- | --- |\n"
      for change in changes {
        let claim = change.new ?? change.old
        text += Self.table([
          claim?.headline ?? "", change.old.map(Self.outcome) ?? "", change.new.map(Self.outcome) ?? "",
          claim?.written ?? "",
        ])
      }
    }
    for kind in FigureChange.Kind.allCases where kind != .unchanged {
      let changes = figures(kind)
      guard !changes.isEmpty else { continue }
      text += "\n## \(Self.title(kind))\n\n"
      text += Self.table(["figure", "period", "old", "new", "difference", "source"])
      text += "| --- | --- | ---: | ---: | ---: | --- |\n"
      for change in changes {
        let row = row(change)
        text += Self.table([row.name, row.period, row.old, row.new, row.difference, row.sources])
      }
    }
    return text
  }

  private static func outcome(_ claim: LedgerClaim) -> String {
    [claim.verdict, claim.values].filter { !$0.isEmpty }.joined(separator: ": ")
  }
  private static func table(_ cells: [String]) -> String {
    "| " + cells.map(cell).joined(separator: " | ") + " |\n"
  }
  private static func cell(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("<", with: "\\<").replacing(
      "\n", with: " ")
  }

  /// The figures as CSV (RFC 4180) with a header; claims, which have no values of one kind, are not in it.
  public var csv: String {
    let head = [
      "change", "id", "series", "place", "old_period", "new_period", "old_value", "new_value", "old_unit", "new_unit",
      "old_basis", "new_basis", "old_text", "new_text", "difference", "difference_unit", "old_sources", "new_sources",
    ]
    var text = head.joined(separator: ",") + "\n"
    for change in figures {
      let (old, new) = (change.old?.entry, change.new?.entry)
      let difference = change.difference
      let cells: [String?] = [
        change.kind.rawValue, (new ?? old)?.id, (new ?? old)?.series, (new ?? old)?.place, change.old?.periodText,
        change.new?.periodText, old?.value, new?.value, old?.unit, new?.unit, old?.basis, new?.basis, change.old?.text,
        change.new?.text, difference?.value?.description, difference?.unit?.text,
        old?.sources.joined(separator: ";"), new?.sources.joined(separator: ";"),
      ]
      text += cells.map { Self.csvCell($0 ?? "") }.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func csvCell(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// The comparison as JSON, with the members that `ledger.json` has.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.open("{")
    writer.text("old", old.name)
    writer.text("new", new.name)
    writer.key("figures")
    writer.open("[")
    for change in figures {
      writer.newLine()
      change.write(to: &writer)
    }
    writer.close("]")
    writer.key("claims")
    writer.open("[")
    for change in claims {
      writer.newLine()
      change.write(to: &writer)
    }
    writer.close("]")
    writer.close("}")
    writer.newLine()
    return writer.output.joined
  }
}

extension FigureChange {
  fileprivate func write(to writer: inout JSONWriter) {
    let entry = (new ?? old)?.entry
    writer.open("{")
    writer.text("change", kind.rawValue)
    writer.text("id", entry?.id)
    writer.text("series", entry?.series)
    writer.text("place", entry?.place)
    for (name, figure) in [("old", old), ("new", new)] {
      guard let figure else { continue }
      writer.key(name)
      writer.open("{")
      writer.text("id", figure.entry.id)
      writer.text("text", figure.entry.text)
      writer.number("value", figure.entry.value)
      writer.text("unit", figure.entry.unit)
      writer.text("period", figure.entry.period)
      writer.text("basis", figure.entry.basis)
      writer.texts("sources", figure.entry.sources)
      writer.text("written", figure.entry.written)
      writer.close("}")
    }
    if let difference {
      writer.key("difference")
      writer.open("{")
      writer.number("value", difference.value?.description)
      writer.text("unit", difference.unit?.text)
      writer.close("}")
    }
    writer.close("}")
  }
}

extension ClaimChange {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.open("{")
    writer.text("change", kind.rawValue)
    for (name, claim) in [("old", old), ("new", new)] {
      guard let claim else { continue }
      writer.key(name)
      claim.write(to: &writer)
    }
    writer.close("}")
  }
}
