import DataModel
import Diagnostics

extension ChartResolver {
  /// A number format: one of d3-format, such as `.1f` and `.0%`, or one of ours, such as `percent(1) | bare`.
  func readFormat(_ text: SpecText) throws(Diagnostic) -> FigureFormat {
    try FigureFormat(specifying: text.text, at: text.range)
  }

  /// A date format of d3-time-format, such as `%b %Y`.
  func readDateFormat(_ text: SpecText) -> TimeSpecifier? {
    if let format = TimeSpecifier(text.text), format.hasDirectives { return format }
    diagnostics.error(
      "chart.unsupported-format", "'\(text.text)' is no date format", at: text.range,
      hint: "write directives of d3-time-format, such as '%b %Y' or '%d %B'")
    return nil
  }
}
