import DataModel
import Styling

extension StyleReport {
  /// As ``text``, as JSON: an object whose `matches` each have the `path` to the nodes and their `properties`, whose
  /// `declarations` stand with the strongest first.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.folder = folder + "/"
    writer.open("{")
    writer.text("selector", selector)
    writer.array("matches", groups) { group, writer in
      writer.newLine()
      writer.texts("path", group.path)
      if let count = group.count { writer.count(group.container.map { "\($0)s" } ?? "nodes", count) }
      if let place = group.place { writer.path("place", place.file, line: place.line, column: place.column) }
      writer.array("properties", group.properties) { property, writer in
        writer.text("name", property.name)
        writer.text("inheritedFrom", property.inheritedFrom)
        writer.array("declarations", property.declarations, write)
      }
    }
    writer.close("}")
    writer.newLine()
    return writer.output.joined
  }

  private func write(_ declaration: ExplainedDeclaration, to writer: inout JSONWriter) {
    writer.text("property", declaration.name)
    writer.text("value", declaration.value)
    writer.text("substituted", declaration.substituted)
    if declaration.isImportant { writer.flag("important", true) }
    writer.text("selector", declaration.selector)
    writer.key("specificity")
    writer.raw("[\(declaration.specificity.map(String.init).joined(separator: ","))]")
    writer.text("origin", "\(declaration.origin)")
    writer.path("place", declaration.place.file, line: declaration.place.line, column: declaration.place.column)
    writer.text("lost", declaration.loss?.words)
  }
}
