import DataModel
import Diagnostics
import Testing

/// One row of `consistency-checks.csv`, the worked identities of the reference data.
private struct Identity: Sendable {
  var id: String
  var subject: String
  var text: String
  var inputs: String
  var computed: String
  var low: String
  var high: String
  var published: String
  var unit: String
  var verdict: String
  var note: String

  /// A statement of the inputs, as an observation of `data.yaml`.
  struct Input {
    var value: String
    var isExact = false
    /// The upper end of `[low, high)`.
    var end: String?
    var unit: String
  }

  /// The observations and the formula that the row's inputs stand for; nil if the row states none.
  func question(among all: [Identity]) -> (inputs: [Input], formula: String)? {
    let parts = inputs.split(separator: "; ").map(String.init)
    if text.contains("= penetration") || text.contains("population end 2024"), parts.count == 2 {
      // Published populations are the base of the checks and count as exact.
      guard let users = Self.numbers(parts[0]).last, let base = Self.numbers(parts[1]).last else {
        return nil
      }
      return (
        [
          .init(value: users, unit: "million persons"),
          .init(value: base, isExact: true, unit: "million persons"),
        ], "a / b"
      )
    }
    if text.contains("penetration = rural population") || text.hasPrefix("161 / 0.520"), parts.count == 2 {
      return (
        [.init(value: parts[0], unit: "million persons"), .init(value: parts[1], unit: "percent")], "a / b"
      )
    }
    if text.hasPrefix("population-weighted") { return weighted(among: all) }
    if inputs.contains("[") { return fromIntervals(parts) }
    if inputs.hasPrefix("(") {
      let numbers = Self.numbers(inputs)
      guard numbers.count == 3 else { return nil }
      return (
        numbers.enumerated().map { .init(value: $1, isExact: $0 == 2, unit: "million persons") },
        "(a - b) / c"
      )
    }
    if inputs.contains(" points; ") {
      guard let points = Self.numbers(parts[0]).first else { return nil }
      return (
        [.init(value: points, unit: "points"), .init(value: parts[1], unit: "million persons")], "a * b"
      )
    }
    for word in [" then ", " to "] {
      if let place = inputs.firstRange(of: word) {
        guard let before = Self.numbers(String(inputs[..<place.lowerBound])).first,
          let after = Self.numbers(String(inputs[place.upperBound...])).last
        else { return nil }
        return ([before, after].map { .init(value: $0, unit: inputUnit) }, "b - a")
      }
    }
    for sign in ["+", "-"] {
      let terms = inputs.split(separator: " \(sign) ").map(String.init)
      if terms.count > 1, terms.allSatisfy({ WrittenDecimal($0) != nil }) {
        let names = terms.indices.map(Self.name)
        return (terms.map { .init(value: $0, unit: inputUnit) }, names.joined(separator: " \(sign) "))
      }
    }
    if parts.count == 2, parts.allSatisfy({ WrittenDecimal($0) != nil }) {
      // Two shares: their ratio, or their difference in points.
      return (parts.map { .init(value: $0, unit: "percent") }, unit == "points" ? "a - b" : "a / b")
    }
    return nil
  }

  /// Points are a difference of percentages.
  private var inputUnit: String { unit == "points" ? "percent" : unit }

  /// Penetrations and populations that other rows of the file state.
  private func weighted(among all: [Identity]) -> (inputs: [Input], formula: String)? {
    guard let date = inputs.split(separator: " ").last else { return nil }
    var found: [Input] = []
    for group in ["urban", "rural"] {
      guard
        let row = all.first(where: {
          $0.subject == "\(subject) \(group)" && $0.inputs.contains("population \(date) ")
        }),
        let base = Self.numbers(row.inputs).last
      else { return nil }
      found += [
        .init(value: row.published, unit: "percent"),
        .init(value: base, isExact: true, unit: "million persons"),
      ]
    }
    return (found, "weighted([a, c], [b, d])")
  }

  private func fromIntervals(_ parts: [String]) -> (inputs: [Input], formula: String)? {
    let pieces = parts.count > 1 ? parts : inputs.split(separator: " / ").map(String.init)
    var found: [Input] = []
    for (index, piece) in pieces.enumerated() {
      let ends = piece.split { "[)".contains($0) }.last?.split(separator: ", ").map(String.init) ?? []
      guard ends.count == 2 else { return nil }
      let isShare = parts.count > 1 ? index % 2 == 1 : index == 1
      found.append(
        .init(
          value: ends[0], end: ends[1],
          unit: !isShare ? "million persons" : parts.count > 1 ? "percent" : "ratio"))
    }
    return (found, parts.count > 1 ? "(a - c) / (a / b - c / d)" : "a / b")
  }

  static func name(_ index: Int) -> String { String(Array("abcdefgh")[index]) }

  /// The numbers of a text, without dates and what stands in brackets with words.
  static func numbers(_ text: String) -> [String] {
    var plain = text
    for comment in ["(2024 edition)", "(2025 edition)", "(World Bank, January 2025)"] {
      plain = plain.split(separator: comment, omittingEmptySubsequences: false).joined()
    }
    return plain.split { " ();".contains($0) }.map(String.init).filter { WrittenDecimal($0) != nil }
  }

  func matches(_ value: Decimal, _ written: String) -> Bool {
    guard let expected = WrittenDecimal(written) else { return false }
    return value.rounded(toPlace: expected.lastWrittenPlace) == expected.value
  }
}

@Suite("Identities of the reference data")
struct ConsistencyTests {
  private static func identities() throws -> [Identity] {
    let bytes = try fixture("consistency-checks.csv")
    let reader = MemoryReader(files: ["checks.csv": String(decoding: bytes, as: UTF8.self)])
    var diagnostics = Diagnostics()
    let store = FigureStore.load(
      TestYAML.node("tables:\n  checks: {file: checks.csv}"), file: "data.yaml", reader: reader,
      locale: NumberLocale(language: "en"), into: &diagnostics)
    let table = try store.table("checks", at: here)
    return try (0..<table.rowCount).map { row in
      func cell(_ name: String) throws -> String { table.text(row, try table.column(name, at: here)) ?? "" }
      return Identity(
        id: try cell("check_id"), subject: try cell("subject"), text: try cell("identity"),
        inputs: try cell("inputs"),
        computed: try cell("computed"), low: try cell("computed_low"), high: try cell("computed_high"),
        published: try cell("published"), unit: try cell("unit"), verdict: try cell("verdict"),
        note: try cell("note"))
    }
  }

  private func yaml(for identity: Identity, _ question: (inputs: [Identity.Input], formula: String)) -> String {
    var yaml = "observations:\n"
    for (index, input) in question.inputs.enumerated() {
      // The file's inputs have K38's 34.0 percent, as its report prints it, without its decimal.
      var precision = identity.id == "K38" && index == 1 ? ", precision: 0.1" : ""
      if let end = input.end, let low = WrittenDecimal(input.value), let high = WrittenDecimal(end) {
        precision = ", qualifier: at least, precision: \(high.value - low.value)"
      }
      if input.isExact { precision = ", qualifier: exact" }
      yaml += "  \(Identity.name(index)): {value: \(input.value), unit: \(input.unit)\(precision)}\n"
    }
    if !identity.published.isEmpty {
      // A total of 100 percent is exact.
      let isWhole = identity.text.hasSuffix("= 100")
      yaml +=
        "  published: {value: \(identity.published), unit: \(identity.unit)\(isWhole ? ", qualifier: exact" : "")}\n"
    }
    return yaml + "derived:\n  result: {formula: \"\(question.formula)\", unit: \(identity.unit)}\n"
  }

  @Test("All 84 identities come out as worked by hand: value, interval and verdict")
  func identities() throws {
    let all = try Self.identities()
    #expect(all.count == 84)
    var withoutQuestion: [String] = []
    var checked = (values: 0, intervals: 0, verdicts: 0)
    for identity in all {
      guard let question = identity.question(among: all) else {
        withoutQuestion.append(identity.id)
        continue
      }
      let store = try DataModelTests.store(yaml(for: identity, question))
      let result = try store.figure("result", at: here)
      if !identity.computed.isEmpty {
        checked.values += 1
        let value = try #require(result.value)
        #expect(
          identity.matches(value, identity.computed), "\(identity.id): \(value), not \(identity.computed)")
      }
      if !identity.low.isEmpty {
        checked.intervals += 1
        let low = try #require(result.interval.lower.value)
        let high = try #require(result.interval.upper.value)
        #expect(identity.matches(low, identity.low), "\(identity.id): from \(low), not \(identity.low)")
        #expect(identity.matches(high, identity.high), "\(identity.id): to \(high), not \(identity.high)")
      }
      if !identity.published.isEmpty {
        checked.verdicts += 1
        let holds = try store.condition("result = published", at: here)
        #expect(holds == (identity.verdict == "holds"), "\(identity.id): \(identity.verdict)")
      }
    }
    #expect(withoutQuestion == [])
    #expect(checked.values == 81 && checked.intervals == 62 && checked.verdicts == 54, "\(checked)")
  }

  @Test("As checks of data.yaml, sums and other identities get the verdicts of the reference data")
  func checks() throws {
    var sums = 0
    for identity in try Self.identities() where !identity.published.isEmpty {
      let question = try #require(identity.question(among: try Self.identities()))
      var check = "{that: result == published}"
      let summands = question.formula.split(separator: " + ")
      let isSum = summands.count == question.inputs.count && summands.allSatisfy { $0.count == 1 }
      if isSum {
        sums += 1
        let parts = summands.joined(separator: ", ")
        let rest = identity.verdict == "incomplete" ? ", incomplete: true" : ""
        check = "{total: published, parts: [\(parts)]\(rest)}"
      }
      let (store, diagnostics) = loaded(yaml(for: identity, question) + "checks:\n  identity: \(check)\n")
      let verdict = try #require(store.checkOutcomes.first?.verdict)
      switch identity.verdict {
      case "holds":
        #expect(isSum ? verdict == .exact || verdict == .rounding : verdict == .holds, "\(identity.id): \(verdict)")
        #expect(diagnostics.all == [])
      case "incomplete": #expect(verdict == .incomplete && diagnostics.all == [], "\(identity.id)")
      default:
        #expect(verdict == .fails || verdict == .differs, "\(identity.id): \(verdict)")
        #expect(diagnostics.all.allSatisfy { $0.id == "coherence.check" || $0.id == "coherence.parts" })
      }
      if identity.note == "exact" { #expect(verdict == .exact, "\(identity.id)") }
    }
    #expect(sums == 13, "\(sums)")
  }
}
