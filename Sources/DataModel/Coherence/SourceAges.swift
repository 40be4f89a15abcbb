import Diagnostics

/// How old the sources of a report are on its date.
public struct SourceAges: Sendable {
  private let sources: [Source]
  private let date: String
  private let day: CalendarText?
  /// For sources that do not say how long their figures may be used.
  private let limit: CalendarDuration?

  /// - Parameter date: The report's, such as `2026-01-15`.
  public init(of sources: [Source], on date: String, limit: CalendarDuration?) {
    self.sources = sources
    self.date = date
    day = CalendarText(date)
    self.limit = limit
  }

  /// Such as `4 months`; nil for a source without a date.
  public func age(of source: Source) -> String? {
    guard let day, let written = source.date.flatMap({ CalendarText($0) }) else { return nil }
    let days = max(0, day.firstDay - written.lastDay)
    var months = day.year * 12 + (day.month ?? 1) - written.year * 12 - (written.month ?? 12)
    if months > 0, written.lastDay(after: CalendarDuration(months: months, days: 0)) > day.firstDay { months -= 1 }
    return months < 2 ? "\(days) day\(days == 1 ? "" : "s")" : "\(months) months"
  }

  /// Whether the last day on which the source may have come out is further back than its figures may be used.
  public func isPast(_ source: Source) -> Bool {
    guard let day, let written = source.date.flatMap({ CalendarText($0) }), let limit = source.validity ?? limit
    else { return false }
    return written.lastDay(after: limit) < day.firstDay
  }

  /// Sources past their age, each with what is printed from it.
  ///
  /// - Parameter printed: By the source's id, in the order of the text.
  public func findings(printed: [String: [String]]) -> [CoherenceFinding] {
    var findings: [CoherenceFinding] = []
    for source in sources where isPast(source) {
      guard let limit = source.validity ?? limit, let written = source.date, let names = printed[source.id] else {
        continue
      }
      let shown = names.prefix(3).joined(separator: ", ")
      let more = names.count > 3 ? " and \(names.count - 3) more" : ""
      findings.append(
        CoherenceFinding(
          .oldSource,
          "source '\(source.id)' is of \(written), more than \(limit) before the report's date, \(date); printed from it: \(shown)\(more)",
          at: source.range,
          hint: "look for a newer source, or say how long it may be used with 'valid:'"))
    }
    return findings
  }
}
