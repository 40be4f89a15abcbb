import Diagnostics

/// A library of sources beside `data.yaml`: a table (CSV) with a source a row, or CSL-JSON, which reference managers write.
enum Bibliography {
  /// Reads a file by its name.
  ///
  /// - Parameter range: Where the file is named.
  static func sources(
    of input: InputFile, at range: SourceRange, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> [Source] {
    let name = input.name.lowercased()
    if name.hasSuffix(".csv") {
      guard let file = DataFile.csv(input, into: &diagnostics) else { return [] }
      return try table(file, into: &diagnostics)
    }
    if name.hasSuffix(".json") { return try citations(input, into: &diagnostics) }
    throw .error(
      "data.unknown-file-type", "'\(input.name)' is not a type of bibliography that is known", at: range,
      hint: "use a table of sources (.csv) or CSL-JSON (.json)")
  }

  // MARK: Tables

  private static func table(_ file: DataFile, into diagnostics: inout Diagnostics) throws(Diagnostic) -> [Source] {
    let names = file.columns.map { $0.lowercased() }
    guard let identifier = names.firstIndex(where: { $0 == "id" || $0 == "source_id" }) else {
      throw .error(
        "data.no-id-column", "'\(file.name)' has no column 'id'", at: .file(file.name),
        hint: "name the columns in the first row: id, publisher, title, date, url")
    }
    var sources: [Source] = []
    for row in 0..<file.rowCount {
      guard let id = file.text(row, identifier) else {
        diagnostics.error("data.source-without-id", "the source has no id", at: file.place(row, identifier))
        continue
      }
      var source = Source(id: id, range: file.place(row, identifier))
      var mayLink = true
      for (column, name) in names.enumerated() where column != identifier {
        guard let text = file.text(row, column) else { continue }
        if text.lowercased().contains("do not link") { mayLink = false }
        switch name {
        case "authors", "author":
          source.authors = text.split(separator: ";").map { $0.split(separator: " ").joined(separator: " ") }
        case "where_seen":
          if let address = address(text) { source.url = source.url ?? address } else { source.seen = text }
        default: source.set(name, to: withoutInstruction(text), at: file.place(row, column), into: &diagnostics)
        }
      }
      if !mayLink { source.url = nil }
      sources.append(source)
    }
    return sources
  }

  /// A remark without the part of it that is for who prepares the report and not for its readers.
  private static func withoutInstruction(_ text: String) -> String {
    guard text.lowercased().contains("do not link") else { return text }
    return text.split(separator: ";").map { $0.split(separator: " ").joined(separator: " ") }
      .filter { !$0.lowercased().contains("do not link") }.joined(separator: "; ")
  }

  /// A place on the web that is written as one word, such as `www.itu.int/facts`; nil for other words.
  private static func address(_ text: String) -> String? {
    guard text.contains("."), !text.contains(where: \.isWhitespace) else { return nil }
    return text.contains("://") ? text : "https://" + text
  }

  // MARK: CSL-JSON

  /// Reads the Citation Style Language's JSON (citeproc-js, "CSL-JSON items"); what a reference does not need is left out.
  private static func citations(
    _ input: InputFile, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> [Source] {
    _ = try input.text()
    var reader = JSONReader(input)
    let root = try reader.document()
    guard let items = root.items else {
      throw .error(
        "json.not-an-array", "the file has to hold an array of sources", at: root.range,
        hint: "export it as CSL-JSON")
    }
    return items.compactMap { item in
      guard let id = item["id"], let name = id.text, !name.isEmpty else {
        diagnostics.error("data.source-without-id", "the source has no id", at: item.range)
        return nil
      }
      return citation(item, id: name, at: id.range)
    }
  }

  private static let names = [
    "type": "kind", "title": "title", "publisher": "publisher", "container-title": "container", "volume": "volume",
    "issue": "issue", "page": "pages", "URL": "url", "DOI": "doi", "license": "licence", "note": "note",
  ]

  private static func citation(_ item: SourceNode, id: String, at range: SourceRange) -> Source {
    var source = Source(id: id, range: range)
    for entry in item.entries ?? [] {
      switch entry.key {
      case "author": source.authors = entry.value.items?.compactMap(person) ?? []
      case "issued": source.date = date(entry.value)
      case "accessed": source.accessed = date(entry.value)
      default:
        if let key = names[entry.key], let text = entry.value.text, !entry.value.isNull, !text.isEmpty {
          source.set(key, to: text)
        }
      }
    }
    return source
  }

  /// A name in the order in which it is spoken.
  private static func person(_ node: SourceNode) -> String? {
    if let name = node["literal"]?.text { return name }
    let parts = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"].compactMap {
      node[$0]?.text
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The first of a date's parts as `2025-07-21`, or its words.
  private static func date(_ node: SourceNode) -> String? {
    if let parts = node["date-parts"]?.items?.first?.items?.compactMap(\.text), !parts.isEmpty {
      return parts.map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
    }
    return node["raw"]?.text ?? node["literal"]?.text ?? node.text
  }
}
