import Diagnostics
import Layout
import Styling
import TextShaping

/// What the builds of one session share.
final class SessionMemory {
  let inputs = KeptInputs()
  var styles: KeptStyles?
}

/// Style sheets put together and faces opened, with what was set in them; good as long as the same would be read again.
struct KeptStyles {
  var inputs: StyleInputs
  /// What the front matter says of the report's sheet.
  var own: SourceNode?
  var language: String
  var cascade: Cascade
  var shaper: TextShaper
  /// What was found wrong with the sheets.
  var diagnostics: [Diagnostic]
  var layout = LayoutMemory()

  func isGood(for build: ReportBuild, _ own: SourceNode?, language: String) -> Bool {
    // Of faces it is said only once what they lack, so a report that has such words is set from the start.
    guard shaper.fonts.diagnostics.all.isEmpty, shaper.diagnostics.all.isEmpty else { return false }
    return language == self.language && own?.text == self.own?.text && own?.range == self.own?.range
      && inputs.areSame(for: build.recorder)
  }
}
