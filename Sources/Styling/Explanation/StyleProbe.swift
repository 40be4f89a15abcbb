import Diagnostics

/// What ``Cascade/explain()`` is asked about: a selector of elements or of their parts, or `@page` with what may follow it.
public struct StyleProbe: Sendable {
  enum Target: Sendable {
    case elements([ComplexSelector])
    case page(PageRule.Selector, PageRule.BoxName?)
  }
  let target: Target
  public let text: String

  /// - Throws: A warning that says what is wrong with the selector.
  public init(_ text: String) throws(Diagnostic) {
    self.text = text
    if text.hasPrefix("@") {
      target = try Self.page(text)
      return
    }
    let source = SourceText(name: "selector", bytes: Array(text.utf8))
    var tokenizer = Tokenizer(source.bytes)
    let list = TokenList(tokenizer.all())
    var parser = SelectorParser(list: list, source: source, parent: nil)
    do throws(SelectorProblem) {
      target = .elements(try parser.selectors(in: list.trimmed(list.all)))
    } catch {
      throw Diagnostic.warning(error.id, error.message, at: source.range(error.stretch), hint: error.hint)
    }
    if let problem = parser.warnings.first {
      throw Diagnostic.warning(problem.id, problem.message, at: source.range(problem.stretch), hint: problem.hint)
    }
  }

  /// `@page chapter:first @top-left` and the like.
  private static func page(_ text: String) throws(Diagnostic) -> Target {
    let parts = text.split(separator: "@").map { $0.split(separator: " ").joined(separator: " ") }
    let sheet = "@\(parts.first ?? "") { \(parts.dropFirst().map { "@\($0) { color: red }" }.joined(separator: " ")) }"
    var diagnostics = Diagnostics()
    let parsed = StyleSheet.parse(
      InputFile(name: "selector", bytes: Array(sheet.utf8)), reader: NoFiles(), into: &diagnostics)
    if let problem = diagnostics.all.first { throw problem }
    guard parts.count < 3, let rule = parsed.pageRules.first, let selector = rule.selectors.first,
      rule.selectors.count == 1
    else {
      throw .warning(
        "style.invalid-selector", "'\(text)' is not one page or box of it", at: .file("selector"),
        hint: "write it as '@page :first' or '@page :first @top-left'")
    }
    return .page(selector, rule.boxes.first?.name)
  }

  /// What it asks for by name, to tell what might have been meant where nothing is found.
  public var names: (elements: [String], classes: [String], identifiers: [String]) {
    guard case .elements(let selectors) = target else { return ([], [], []) }
    let all = selectors.map(\.names)
    return (all.flatMap(\.elements), all.flatMap(\.classes), all.flatMap(\.identifiers))
  }

  /// The parts of elements that it asks for.
  var pseudoElements: Set<PseudoElement> {
    guard case .elements(let selectors) = target else { return [] }
    return Set(selectors.compactMap(\.pseudoElement))
  }
}

/// A sheet of one rule imports nothing.
private struct NoFiles: InputReading {
  func read(_ path: String, from base: String?, at range: SourceRange?) throws(Diagnostic) -> InputFile {
    throw .error("input.missing-file", "there is no file '\(path)'", at: range ?? .file(path))
  }
}
