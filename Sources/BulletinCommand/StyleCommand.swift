import ArgumentParser
import Bulletin

struct StyleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "style", abstract: "Explains how the style sheets of a report apply.",
    subcommands: [ExplainCommand.self])

  struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Says which rule set each property of the nodes that a selector selects, and which rules lost.",
      discussion: """
        For each way in which these nodes are styled there are the nodes, then every property that a rule sets with its \
        value, the rule's selector and its place, under it what lost and why, and what is inherited and from where. \
        SELECTOR is that of a rule: elements of the text, parts of tables and charts, pseudo-elements, or pages.

        Examples:
          bulletin style explain Reports/who-is-online 'figure > figcaption'
          bulletin style explain Reports/who-is-online 'td[data-column=share]'
          bulletin style explain Reports/who-is-online 'chart axis.x label' --format json
          bulletin style explain Reports/who-is-online 'li::marker'
          bulletin style explain Reports/who-is-online '@page :first @top-left'
        """)

    enum Form: String, CaseIterable, ExpressibleByArgument { case text, json }

    @OptionGroup var arguments: ReportArguments

    @Argument(help: ArgumentHelp("What is to be explained, as a rule would select it.", valueName: "selector"))
    var selector: String

    @Option(help: "text or json.")
    var format = Form.text

    func run() throws {
      try reportingFailures {
        var build = try ReportBuild(arguments.report, options: try arguments.options())
        if let found = try build.explainStyle(of: selector) {
          try writeToStandardOutput(format == .json ? found.json : Array(found.text.utf8))
        }
        try build.finishReporting()
      }
    }
  }
}
