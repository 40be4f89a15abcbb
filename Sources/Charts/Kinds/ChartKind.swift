import Diagnostics

/// A chart in short form: what is usual for it need not be written.
enum ChartKind: String, CaseIterable, Sendable {
  case dumbbell, dot, timeline, slope, range, likert, pyramid, waffle, multiples, spark

  /// The view that the short form stands for, in Vega-Lite's words; nil if it lacks something, which is reported.
  func expanded(_ view: SourceNode, into diagnostics: inout Diagnostics) -> SourceNode? {
    let short = ShortForm(kind: self, view: view)
    switch self {
    case .dumbbell, .dot, .timeline: return view
    case .slope: return short.slope(into: &diagnostics)
    case .range: return short.range(into: &diagnostics)
    case .likert: return short.diverging(shares: true, into: &diagnostics)
    case .pyramid: return short.diverging(shares: false, into: &diagnostics)
    case .waffle: return short.waffle(into: &diagnostics)
    case .multiples: return short.multiples(into: &diagnostics)
    case .spark: return short.spark(into: &diagnostics)
    }
  }
}

/// A view in short form, and how to write what it stands for.
struct ShortForm {
  let kind: ChartKind
  var view: SourceNode

  /// What a channel of the encoding says.
  func channel(_ name: String) -> SourceNode? { view["encoding"]?[name] }

  /// Whether the channels are there without which the kind cannot be drawn.
  func needs(_ names: [String], into diagnostics: inout Diagnostics) -> Bool {
    let missing = names.filter { channel($0) == nil }
    for name in missing {
      diagnostics.error(
        "chart.missing-channel", "kind '\(kind.rawValue)' needs encoding '\(name)'", at: view.range,
        hint: "write '\(name): {field: …}' under 'encoding'")
    }
    return missing.isEmpty
  }

  /// A list of fields, or of pairs of fields, under a name of the encoding that only this kind has.
  func fields(_ name: String, count: Int, into diagnostics: inout Diagnostics) -> [[SourceNode]]? {
    guard let node = channel(name) else { return [] }
    let lists = (node.items ?? []).map { $0.items ?? [$0] }
    guard !lists.isEmpty, lists.allSatisfy({ $0.count == count && $0.allSatisfy { $0.text != nil } }) else {
      diagnostics.error(
        "chart.not-a-list",
        "'\(name)' has to be a list of " + (count == 1 ? "columns" : "pairs of columns"), at: node.range,
        hint: count == 1 ? "write '\(name): [poor, fair]'" : "write '\(name): [[low, high]]'")
      return nil
    }
    return lists
  }

  // MARK: Writing

  func word(_ text: String) -> SourceNode { SourceNode(.scalar(text, isPlain: false), at: view.range) }
  func plain(_ text: String) -> SourceNode { SourceNode(.scalar(text, isPlain: true), at: view.range) }
  func list(_ items: [SourceNode]) -> SourceNode { SourceNode(.sequence(items), at: view.range) }
  func mapping(_ entries: KeyValuePairs<String, SourceNode?>) -> SourceNode {
    SourceNode(
      .mapping(
        entries.compactMap { key, value in value.map { .init(key: key, keyRange: $0.range, value: $0) } }),
      at: view.range)
  }
  func field(_ name: SourceNode) -> SourceNode { mapping(["field": name]) }
}

extension SourceNode {
  /// The mapping without an entry.
  func without(_ key: String) -> SourceNode {
    SourceNode(.mapping((entries ?? []).filter { $0.key != key }), at: range)
  }

  /// The mapping with an entry, in place of one of that name.
  func setting(_ key: String, _ value: SourceNode) -> SourceNode {
    SourceNode(
      .mapping((entries ?? []).filter { $0.key != key } + [.init(key: key, keyRange: value.range, value: value)]),
      at: range)
  }

  /// The mapping with what is usual under a path of keys, where nothing is written there.
  func defaulting(_ path: String..., to value: SourceNode) -> SourceNode { defaulting(path[...], to: value) }

  private func defaulting(_ path: ArraySlice<String>, to value: SourceNode) -> SourceNode {
    guard let key = path.first else { return self }
    let rest = path.dropFirst()
    guard let inner = self[key] else {
      let empty = SourceNode(.mapping([]), at: value.range)
      return setting(key, rest.isEmpty ? value : empty.defaulting(rest, to: value))
    }
    return rest.isEmpty || inner.entries == nil ? self : setting(key, inner.defaulting(rest, to: value))
  }
}
