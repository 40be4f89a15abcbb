import Bulletin
import Foundation

/// Measures a session: `SessionBenchmark REPORT [FOLDER-TO-READ]` changes one word in the middle of a report over and over and prints
/// medians, in milliseconds, of the time until the changed pages are drawn and until the whole PDF is made again.
@main enum SessionBenchmark {
  static let rounds = 30

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else { throw Failure(message: "usage: SessionBenchmark REPORT [FOLDER-TO-READ]") }
    var options = ReportOptions()
    options.allowedFolders = Array(arguments.dropFirst(2))
    let session = try Session(arguments[1], options: options)
    let text = try String(contentsOfFile: arguments[1] + "/report.md", encoding: .utf8)
    guard let edited = withOneWordChanged(text) else { throw Failure(message: "the report has no paragraph to edit") }
    let first = try layOut(session)
    for page in 0..<first.pageCount { _ = first.drawing(ofPage: page) }
    _ = try first.pdf()

    var drawn: [Double] = []
    var whole: [Double] = []
    var changed = 0
    var steps: [String: [Double]] = [:]
    for round in 0..<rounds {
      let bytes = Array((round.isMultiple(of: 2) ? edited : text).utf8)
      let start = ContinuousClock.now
      session.update("report.md", bytes: bytes)
      let layout = try layOut(session)
      for page in layout.changedPages { _ = layout.drawing(ofPage: page) }
      drawn.append(milliseconds(since: start))
      changed = max(changed, layout.changedPages.count)
      for step in session.timings.steps { steps[step.name, default: []].append(step.seconds * 1000) }
      guard try layout.pdf() != nil else { throw Failure(message: session.diagnostics.all.map(\.message).joined()) }
      whole.append(milliseconds(since: start))
    }
    print("pages \(first.pageCount), changed \(changed)")
    print("drawn \(shown(median(drawn))) ms")
    print("PDF \(shown(median(whole))) ms")
    for step in session.timings.steps { print("  \(step.name) \(shown(median(steps[step.name] ?? []))) ms") }
  }

  private struct Failure: Error { var message: String }

  private static func layOut(_ session: Session) throws -> SessionLayout {
    guard let layout = try session.layOut() else { throw Failure(message: "the report cannot be laid out") }
    return layout
  }

  /// The text with a word of the paragraph nearest to its middle replaced.
  private static func withOneWordChanged(_ text: String) -> String? {
    var lines = text.components(separatedBy: "\n")
    let prose = lines.indices.filter {
      lines[$0].count > 60 && lines[$0].first?.isLetter == true && !lines[$0].contains(": ")
    }
    guard let line = prose.min(by: { abs($0 - lines.count / 2) < abs($1 - lines.count / 2) }) else { return nil }
    var words = lines[line].components(separatedBy: " ")
    words[words.count / 2] = "another"
    lines[line] = words.joined(separator: " ")
    return lines.joined(separator: "\n")
  }

  private static func milliseconds(since start: ContinuousClock.Instant) -> Double {
    let spent = (ContinuousClock.now - start).components
    return Double(spent.seconds) * 1000 + Double(spent.attoseconds) * 1e-15
  }

  private static func median(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }
  private static func shown(_ value: Double) -> String { String(format: "%.1f", value) }
}
