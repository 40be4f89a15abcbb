import Bulletin
import Foundation
import Testing

@Suite("The elements that the guide to style sheets lists")
struct StyledElementTests {
  /// Something of everything that a report can hold.
  private func everything() throws -> TemporaryReport {
    try TemporaryReport([
      "report.md": """
      ---
      title: Every element
      subtitle: In one report
      author: A. Author
      date: 2025-06-30
      lang: en
      contents: true
      number-sections: true
      number-links: true
      annex: true
      ---

      # First {#sec-first}

      Growers picked {{ apples.total }} apples, {{ apples.red }} of them red, with *emphasis*, **strong words**, ~~what is gone~~,
      `code`, [mots]{lang=fr}, [an address](https://example.org) and ![a dot](dot.svg). See @sec-first.[^note]

      [^note]: A note.

      > A quotation.

      ```
      Code as it is.
      ```

      - a
      - b

      1. one

      2. another

      ***

      ## Second

      ### Third

      #### Fourth

      ##### Fifth

      ::: {.callout}
      A block.
      :::

      ::: {.aside}
      An aside.
      :::

      ::: {.list-of-figures}
      :::

      ::: {.list-of-tables}
      :::

      ![A picture](dot.svg "Dot"){#fig-dot}

      ```tiles
      - value: "{{ apples.red }}"
        label: red apples
        context: of all
      - value: "{{ apples.total }}"
        unit: million
        label: apples
      ```

      ```chart {#fig-lines}
      title: Red apples lead
      subtitle: Apples by colour, million
      note: A note.
      mark: line
      data: {table: harvest}
      encoding:
        x: {field: year, type: quantitative, title: Year}
        y: {field: value, type: quantitative}
        color: {field: colour, type: nominal}
      ```

      ```chart {#fig-bars}
      title: Red apples lead again
      subtitle: Apples by colour, million
      mark: bar
      data: {table: harvest}
      encoding:
        y: {field: year, type: nominal}
        yOffset: {field: colour, type: nominal}
        x: {field: value, type: quantitative}
        color: {field: colour, type: nominal}
      ```

      ```chart {#fig-ticks}
      title: Ticks
      subtitle: Apples by colour, million
      mark: tick
      data: {table: harvest}
      encoding:
        y: {field: colour, type: nominal}
        x: {field: value, type: quantitative}
      ```

      ```chart {#fig-area}
      title: Another look
      subtitle: Apples by colour, million
      mark: area
      data: {table: harvest}
      encoding:
        x: {field: year, type: quantitative}
        y: {field: value, type: quantitative}
        color: {field: colour, type: nominal}
      ```

      ```chart {#fig-rect}
      title: Another look
      subtitle: Apples by colour, million
      mark: rect
      data: {table: harvest}
      encoding:
        x: {field: year, type: nominal}
        y: {field: colour, type: nominal}
        color: {field: value, type: quantitative}
      ```

      ```chart {#fig-arc}
      title: Another look
      subtitle: Apples by colour, million
      mark: arc
      data: {table: harvest}
      encoding:
        theta: {field: value, type: quantitative, aggregate: sum}
        color: {field: colour, type: nominal}
      ```

      ```chart {#fig-trail}
      title: Another look
      subtitle: Apples by colour, million
      mark: trail
      data: {table: harvest}
      encoding:
        x: {field: year, type: quantitative}
        y: {field: value, type: quantitative}
        size: {field: value, type: quantitative}
        color: {field: colour, type: nominal}
      ```

      ```table {#tbl-harvest}
      title: Apples by colour
      subtitle: In a year
      data: harvest
      group: year
      total: Total
      columns:
        - {field: colour, title: Colour}
        - {field: value, title: Apples, unit: million}
      ```

      : By hand {#tbl-hand}

      | Colour | Apples |
      | --- | --: |
      | red | {{ apples.red }} |
      """,
      "data.yaml": """
      sources:
        growers: {publisher: Growers' Union, title: Harvest, date: 2025-06-30, url: "https://example.org/harvest"}
        bank: {publisher: Bank, title: Crops, date: 2025-06-30}
      tables:
        harvest: {file: data/harvest.csv, source: growers, unit: million apples}
      units:
        apples: {}
      observations:
        apples.red: {table: harvest, where: {colour: red, year: 2025}, also: [apples.red.bank]}
        apples.red.bank: {value: 9.0, unit: million apples, source: bank}
        apples.green: {table: harvest, where: {colour: green, year: 2025}}
      derived:
        apples.total: {formula: apples.red + apples.green}
      """,
      "data/harvest.csv": """
      colour,year,value,precision
      red,2024,6.4,0.1
      red,2025,7.4,0.1
      green,2024,4.0,0.1
      green,2025,4.2,0.1

      """,
      "dot.svg": #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>"#,
    ])
  }

  private func explain(_ selector: String, in folder: URL) throws -> String? {
    var build = try ReportBuild(
      folder.path, options: ReportOptions(), installation: Installation(folder: repository.path))
    return try build.explainStyle(of: selector)?.text
  }

  @Test("What a report is made of stands in the guide, and what stands there is made")
  func elements() throws {
    let guide = try ElementGuide()
    let report = try everything()
    let folders =
      [report.folder] + ["who-is-online", "who-is-online-2025-12"].map { repository.appending(path: "Reports/\($0)") }
    var made: Set<ElementName> = []
    for folder in folders { made.formUnion(ElementGuide.names(explained: try explain("*", in: folder) ?? "")) }
    #expect(made.count > 60)
    for name in made { #expect(guide.lists(name), "\(name.text) is missing") }
    for name in guide.elements where !made.contains(where: { $0.includes(name) }) {
      // Nodes that are styled alike have only their common classes in an explanation of all.
      #expect(folders.contains { (try? explain(name.text, in: $0)) != nil }, "nothing is \(name.text)")
    }
  }
}

/// The name of an element with classes.
struct ElementName: Hashable {
  let element: Substring
  let classes: Set<Substring>
  var text: String { ([element] + classes.sorted()).joined(separator: ".") }

  /// From `td.group`, without what stands in brackets and ids; nil for what is no name.
  init?(_ written: Substring) {
    let end = written.firstIndex { "#[".contains($0) } ?? written.endIndex
    let rest = written[end...].drop { !".".contains($0) || written.contains("[") }
    let parts = (written[..<end] + rest).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }) else { return nil }
    element = parts[0]
    classes = Set(parts.dropFirst())
  }

  func includes(_ other: ElementName) -> Bool { element == other.element && other.classes.isSubset(of: classes) }
}

/// The sections of the guide that say what a report is made of.
struct ElementGuide {
  /// Those of the first column, and of the list of a chart's parts.
  private(set) var elements: [ElementName] = []
  private var all: [ElementName] = []

  init() throws {
    let text = try String(contentsOf: repository.appending(path: "docs/styles.md"), encoding: .utf8)
    let sections = text.components(separatedBy: "\n## ").filter {
      $0.hasPrefix("Elements\n") || $0.hasPrefix("Charts\n")
    }
    for line in sections.flatMap({ $0.split(separator: "\n") }) {
      let names = Self.names(quoted: line)
      all += names
      if line.hasPrefix("|") {
        elements += Self.names(quoted: line.prefix(upTo: line.range(of: " | ")?.lowerBound ?? line.endIndex))
      } else if line.hasPrefix("`chart >") || line.hasPrefix("`series >") {
        elements += names
      }
    }
  }

  /// Whether the element and each class stand there, a class with this element or for any.
  func lists(_ name: ElementName) -> Bool {
    let same = all.filter { $0.element == name.element }
    let classes = Set((same + all.filter { $0.element.isEmpty }).flatMap(\.classes))
    return !same.isEmpty && name.classes.isSubset(of: classes)
  }

  private static func names(quoted line: some StringProtocol) -> [ElementName] {
    let quoted = String(line).split(separator: "`", omittingEmptySubsequences: false).enumerated().filter {
      $0.offset % 2 == 1
    }
    return quoted.flatMap { $0.element.split { ">, ".contains($0) } }.compactMap { ElementName($0) }
  }

  /// The nodes of an explanation, and those that they stand in.
  static func names(explained text: String) -> Set<ElementName> {
    var names: Set<ElementName> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  in ") {
        names.formUnion(line.dropFirst(5).split { "> ".contains($0) }.compactMap { ElementName($0) })
      } else if !line.hasPrefix(" "), let end = line.range(of: ": ")?.lowerBound, let name = ElementName(line[..<end]) {
        names.insert(name)
      }
    }
    return names
  }
}
