import DataModel
import Diagnostics

extension CheckReport {
  /// The report in lines under 100 columns.
  ///
  /// - Parameter listsNumbers: Whether the numbers that the author typed are listed with their places.
  public func text(listsNumbers: Bool = false) -> String {
    var text = TraceText()
    section("Numbers", numbers.map(\.count).reduce(0, +), &text)
    for number in numbers where number.count > 0 {
      text.addLine(line("  " + number.name, number.count))
    }
    if listsNumbers {
      for number in numbers where !number.typed.isEmpty {
        text.addLine()
        text.addLine("Numbers \(number.name.hasPrefix("in ") ? "" : "that are ")\(number.name)")
        rows(number.typed.map { [$0.place.relative(to: folder), $0.text] }, &text)
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
      text.addLine(line("  " + name, found.count))
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
    text.addLine(line(title, count))
  }

  private func rows(_ rows: [[String]], _ text: inout TraceText) {
    for line in ColumnText(rows: rows).lines { text.addLine(line) }
  }

  /// The count at the end of its column, or after a name that is longer.
  private func line(_ name: String, _ count: Int) -> String {
    let digits = "\(count)"
    return name.padded(to: max(name.count + 2, 40 - digits.count)) + digits
  }
}
