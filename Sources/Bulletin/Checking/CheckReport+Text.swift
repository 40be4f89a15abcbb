import DataModel

extension CheckReport {
  /// The report in lines under 100 columns.
  ///
  /// - Parameter listsNumbers: Whether the numbers that the author typed are listed with their places.
  public func text(listsNumbers: Bool = false) -> String {
    var text = TraceText()
    section("Numbers", numbers.map(\.count).reduce(0, +), &text)
    for number in numbers where number.count > 0 {
      text.addLine("  " + padded(number.name, to: 32) + right("\(number.count)", 6))
    }
    if listsNumbers {
      for number in numbers where !number.typed.isEmpty {
        text.addLine()
        text.addLine("Numbers \(number.name.hasPrefix("in ") ? "" : "that are ")\(number.name)")
        rows(number.typed.map { [$0.place, $0.text] }, &text)
      }
    }
    addClaims(to: &text)
    if !checks.isEmpty {
      section("Checks", checks.count, &text)
      rows(
        checks.map { check in
          [check.name, check.verdict.words, check.statement + (check.note.map { " (\($0))" } ?? "")]
        }, &text)
    }
    if !disputes.isEmpty {
      section("Figures that sources do not agree on", disputes.count, &text)
      rows(
        disputes.flatMap { dispute in
          [[dispute.used.id, "used", described(dispute.used)]]
            + dispute.others.map { ["", "differs", described($0)] }
        }, &text)
    }
    if !sources.isEmpty {
      section("Sources of figures, with their ages on the report's date", sources.count, &text)
      rows(
        sources.map { source in
          [
            source.id, source.date ?? "no date",
            [source.age, source.isPast ? "past its age" : nil].compactMap { $0 }.joined(separator: ", "),
          ]
        }, &text)
    }
    return text.text
  }

  private func addClaims(to text: inout TraceText) {
    guard !claims.isEmpty else { return }
    section("Claims, conditions and phrases", claims.count, &text)
    for (truth, name) in [(Truth.holds, "hold"), (.fails, "fail"), (.undecided, "are not decided")] {
      let found = claims.filter { $0.truth == truth }
      guard !found.isEmpty else { continue }
      text.addLine("  " + padded(name, to: 32) + right("\(found.count)", 6))
      // A block whose condition does not hold is left out, and no mistake.
      if truth != .holds {
        rows(
          found.map { claim in
            ["", claim.kind.rawValue, claim.words.isEmpty ? claim.expression : "'\(claim.words)': \(claim.expression)"]
          }, &text)
      }
    }
  }

  private func described(_ statement: Dispute.Statement) -> String {
    statement.sources.isEmpty
      ? statement.value : "\(statement.value) (\(statement.sources.joined(separator: ", ")))"
  }

  private func section(_ title: String, _ count: Int, _ text: inout TraceText) {
    if !text.text.isEmpty { text.addLine() }
    text.addLine(padded(title, to: 34) + right("\(count)", 6))
  }

  /// Rows with aligned columns, the last of which is wrapped.
  private func rows(_ rows: [[String]], _ text: inout TraceText) {
    let count = rows.first?.count ?? 0
    var widths: [Int] = []
    for column in 0..<max(0, count - 1) {
      widths.append(min(rows.map { $0[column].count }.max() ?? 0, 36))
    }
    let margin = 2 + widths.map { $0 + 2 }.reduce(0, +)
    for row in rows {
      var line = "  "
      for (cell, width) in zip(row, widths) {
        // A long name has a line of its own.
        if cell.count > width {
          text.addLine(line + cell)
          line = String(repeating: " ", count: line.count + width + 2)
        } else {
          line += padded(cell, to: width + 2)
        }
      }
      for (index, part) in TraceText.wrapped(row.last ?? "", to: TraceText.width - margin).enumerated() {
        text.addLine(trimmed((index == 0 ? line : String(repeating: " ", count: margin)) + part))
      }
    }
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
