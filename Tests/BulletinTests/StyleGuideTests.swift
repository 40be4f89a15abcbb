import Bulletin
import Diagnostics
import Foundation
import Testing

@Suite("The guide to style sheets")
struct StyleGuideTests {
  /// The examples of the two pages about style sheets, each with the heading that it stands under.
  private static let examples: [(heading: String, css: String)] = ["styles", "style-properties"].flatMap { name in
    let text = (try? String(contentsOf: repository.appending(path: "docs/\(name).md"), encoding: .utf8)) ?? ""
    var heading = name
    var example: String?
    var examples: [(heading: String, css: String)] = []
    for line in text.components(separatedBy: "\n") {
      if let css = example {
        if line == "```" {
          examples.append((heading, css))
          example = nil
        } else {
          example = css + line + "\n"
        }
      } else if line == "```css" {
        example = ""
      } else if line.hasPrefix("#") {
        heading = line
      }
    }
    return examples
  }

  @Test("Every example builds over the house style, and nothing is wrong with it", arguments: examples.indices)
  func example(index: Int) throws {
    let report = try TemporaryReport(TemporaryReport.goodFiles)
    try report.write("style.css", "@import \"bulletin:briefing.css\";")
    try report.write("example.css", Self.examples[index].css)
    let face = repository.appending(path: "Fonts/SourceSansPro/SourceSansPro-Bold.otf")
    let fonts = report.folder.appending(path: "fonts")
    try FileManager.default.createDirectory(at: fonts, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: face, to: fonts.appending(path: "MySans-Bold.otf"))
    var options = ReportOptions()
    options.styleSheet = report.folder.appending(path: "example.css").path
    let result = try report.build(formats: [.pdf], options: options)
    #expect(result.diagnostics == [], "\(Self.examples[index].heading)")
    #expect(result.bytes(".pdf") != nil)
  }

  @Test("The guide has examples")
  func number() { #expect(Self.examples.count > 15) }
}
