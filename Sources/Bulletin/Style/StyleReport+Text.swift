import Diagnostics
import Styling

extension StyleReport {
  /// For a terminal: the nodes, then a line for each property with its value, the selector, the place and why others lost.
  public var text: String {
    groups.map { group in
      ([head(of: group)] + within(group) + ColumnText(rows: rows(group.properties), longWord: 32).lines)
        .map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private func head(of group: Group) -> String {
    var head = group.path.last ?? ""
    if let count = group.count {
      let noun = group.container ?? "node"
      head += group.container == nil ? ": " : ": a part of "
      head += "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    if let place = group.place { head += (group.count == 1 ? ", at " : ", the first at ") + self.place(place) }
    return head
  }

  private func within(_ group: Group) -> [String] {
    let path = group.path.dropLast()
    if path.isEmpty { return [] }
    return ColumnText.wrap("in " + path.joined(separator: " > "), width: ColumnText.lineLength - 2).map { "  " + $0 }
  }

  /// The properties that the same declarations set stand together.
  private func rows(_ properties: [ExplainedProperty]) -> [[String]] {
    var groups: [(names: [String], property: ExplainedProperty)] = []
    for property in properties {
      let known = groups.firstIndex {
        $0.property.inheritedFrom == property.inheritedFrom && $0.property.declarations == property.declarations
      }
      if let known { groups[known].names.append(property.name) } else { groups.append(([property.name], property)) }
    }
    return groups.flatMap { names, property in
      property.declarations.map { declaration in
        let from = property.inheritedFrom.map { " (from \($0))" } ?? ""
        return [
          declaration.loss.map { "  ✗ \($0.words)" } ?? names.joined(separator: ", ") + from,
          value(of: declaration, isOf: names), declaration.selector, place(declaration.place),
        ]
      }
    }
  }

  private func value(of declaration: ExplainedDeclaration, isOf names: [String]) -> String {
    var value = (names == [declaration.name] ? "" : declaration.name + ": ") + declaration.value
    if let substituted = declaration.substituted, substituted != declaration.value { value += " = " + substituted }
    if declaration.isImportant { value += " !important" }
    return value
  }

  /// The file, from the report's folder if it is in it, and the line.
  private func place(_ range: SourceRange) -> String {
    let file = range.file.hasPrefix(folder + "/") ? String(range.file.dropFirst(folder.count + 1)) : range.file
    return "\(file):\(range.line)"
  }
}
