import Testing

@testable import Styling

@Suite("The reference of properties")
struct PropertyReferenceTests {
  private let page: ReferencePage
  init() throws { page = try ReferencePage("docs/style-properties.md") }

  @Test("Every property stands in it once, and none that does not exist")
  func completeness() {
    let longhands = page.rows(headed: "property").flatMap { $0[0].names }
    #expect(longhands.sorted() == PropertyTable.longhands.map(\.name).sorted())
    let shorthands = page.rows(headed: "shorthand").flatMap { $0[0].names }
    #expect(shorthands.sorted() == PropertyTable.shorthands.map(\.name).sorted())
    let others = page.rows(headed: "name").flatMap { zip($0[0].names, $0[1].names) }
    #expect(others.map(\.0).sorted() == PropertyTable.otherNames.map(\.other).sorted())
    for (other, name) in PropertyTable.otherNames {
      #expect(others.first { $0.0 == other }?.1 == name, "\(other)")
    }
  }

  @Test("Each is inherited, and starts with the value, that the reference says")
  func inheritanceAndInitialValues() throws {
    for row in page.rows(headed: "property") {
      let initial = try #require(row[2].names.first)
      for name in row[0].names {
        let definition = PropertyTable.longhands[PropertyTable.index(name)]
        #expect(row[3].text == (definition.isInherited ? "yes" : "no"), "\(name)")
        var parser = ValueParser(initial)
        guard case .value(let set)? = definition.parse(&parser), parser.isAtEnd else {
          Issue.record("'\(name)' does not take '\(initial)'")
          continue
        }
        var state = ComputedState.initial
        set(&state, .none)
        #expect(state == .initial, "'\(initial)' is not the initial value of '\(name)'")
      }
    }
  }

  @Test("Each takes the words that the reference has for it, and no others")
  func keywords() throws {
    for row in page.rows(headed: "property") {
      let value = try #require(row[1].names.first)
      for name in row[0].names {
        let taken = Self.wordsTaken(by: PropertyTable.longhands[PropertyTable.index(name)])
        let written = ReferencePage.words(of: value)
        let missing = taken.subtracting(written).subtracting(row[4].names)
        #expect(missing.isEmpty, "'\(name)' takes words that are missing: \(missing.sorted())")
        // What a calculated or second part takes is not asked for at the start.
        let invented = written.subtracting(taken).subtracting(["on", "off", "with"])
        #expect(invented.isEmpty, "'\(name)' does not take \(invented.sorted())")
      }
    }
  }

  @Test("Each shorthand sets the properties that the reference lists")
  func shorthands() throws {
    for row in page.rows(headed: "shorthand") where row[0].names != ["all"] {
      let name = try #require(row[0].names.first)
      let definition = try #require(PropertyTable.shorthands.first { $0.name == name })
      let sets = Set(definition.longhands.map { PropertyTable.longhands[$0].name })
      let listed = row[2].names.flatMap { pattern in
        ReferencePage.expansions(of: pattern).filter { candidate in
          PropertyTable.longhands.contains { $0.name == candidate }
        }
      }
      #expect(sets == Set(listed) && listed.count == sets.count, "\(name)")
    }
  }

  @Test("Every box of a page is listed")
  func boxes() {
    let listed = page.rows(headed: "at-rule within `@page`").flatMap { $0[0].names }
    #expect(listed.sorted() == PageRule.BoxName.names.map { "@" + $0 }.sorted())
  }

  @Test("The descriptors of faces and counter styles are known", arguments: ["@font-face", "@counter-style stars"])
  func descriptors(rule: String) {
    let known = page.rows(headed: "descriptor", under: String(rule.split(separator: " ")[0])).flatMap { $0[0].names }
    #expect(known.count >= 5)
    for name in known {
      let (_, diagnostics) = parse("\(rule) { \(name): 1 }")
      #expect(!diagnostics.contains { $0.id == "style.unknown-property" }, "\(name)")
    }
  }

  @Test("What the page says is not supported is unknown, and a warning")
  func unsupported() {
    let rows = page.rows(headed: "for", under: "What is not supported").filter { $0[0].text != "selectors" }
    for name in rows.flatMap({ $0[1].names }) {
      let isRule = name.hasPrefix("@")
      let (_, diagnostics) = parse(isRule ? "\(name) x { }" : "p { \(name): inherit }")
      #expect(diagnostics.map(\.id) == [isRule ? "style.unknown-at-rule" : "style.unknown-property"], "\(name)")
    }
    #expect(rows.count > 5)
  }

  @Test("Every pseudo-element, unit and function of numbers is listed")
  func parts() {
    let functions = MathFunction.allCases.map(\.rawValue).filter { $0 == asciiLowercased($0) }.map { $0 + "()" }
    let parts = PseudoElement.allCases.map { "::" + $0.rawValue } + Unit.allCases.map(\.rawValue) + functions
    for part in parts { #expect(page.names.contains(part), "\(part)") }
  }

  /// The words that a value may begin with: those that the property looks for in vain, before a sign or an unknown word.
  private static func wordsTaken(by definition: PropertyDefinition) -> Set<String> {
    var words: Set<String> = []
    for nonsense in ["~", "no-such-word"] {
      var parser = ValueParser(nonsense)
      if definition.parse(&parser) == nil { words.formUnion(parser.expectedKeywords) }
    }
    return words
  }
}

/// The tables of a page of the documentation.
struct ReferencePage {
  struct Cell {
    let text: String
    /// What stands between backquotes.
    var names: [String] {
      text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
        .map { String($0.element) }
    }
  }
  private struct Table {
    var heading: String
    var header: String
    var rows: [[Cell]]
  }
  private var tables: [Table] = []
  /// All that stands between backquotes, in tables and outside of them.
  private(set) var names: Set<String> = []

  init(_ path: String) throws {
    var heading = ""
    var isInTable = false
    var isExample = false
    for line in try StyleFiles.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isExample.toggle() }
      if isExample { continue }
      names.formUnion(Cell(text: String(line)).names)
      if line.hasPrefix("#") { heading = String(line.drop { $0 == "#" }.dropFirst()) }
      guard line.hasPrefix("|") else {
        isInTable = false
        continue
      }
      let cells = Self.cells(line)
      if !isInTable {
        tables.append(Table(heading: heading, header: cells[0].text, rows: []))
        isInTable = true
      } else if !cells[0].text.hasPrefix("---") {
        tables[tables.count - 1].rows.append(cells)
      }
    }
  }

  /// The rows of the tables whose first column has a heading, in one section or all.
  func rows(headed header: String, under heading: String? = nil) -> [[Cell]] {
    tables.filter { $0.header == header && (heading == nil || $0.heading == heading) }.flatMap(\.rows)
  }

  private static func cells(_ line: Substring) -> [Cell] {
    line.dropFirst().dropLast().split(separator: " | ", omittingEmptySubsequences: false).map { part in
      var text = part.split(separator: "\\|", omittingEmptySubsequences: false).joined(separator: "|")
      while text.first == " " { text.removeFirst() }
      while text.last == " " { text.removeLast() }
      return Cell(text: text)
    }
  }

  /// The words of a grammar that stand for themselves: neither kinds of values nor functions and what is in them.
  static func words(of grammar: String) -> Set<String> {
    var words: Set<String> = []
    var depth = 0
    var word = ""
    for character in grammar + " " {
      if character == "<" || character == "(" { depth += 1 }
      if depth == 0, character.isLetter || character == "-" || (character.isNumber && !word.isEmpty) {
        word.append(character)
      } else {
        if character != "(", !word.isEmpty, word != "fr" { words.insert(word) }
        word = ""
      }
      if character == ">" || character == ")" { depth -= 1 }
    }
    return words
  }

  /// A name with each side and corner in the place of a star.
  static func expansions(of pattern: String) -> [String] {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return [pattern] }
    return ["top", "right", "bottom", "left", "top-left", "top-right", "bottom-right", "bottom-left"].map {
      parts[0] + $0 + parts[1]
    }
  }
}
