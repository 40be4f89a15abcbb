/// The cascade layers that the sheets of one origin name, with those within them (CSS Cascading Level 5, section 6.4).
struct LayerTree: Sendable {
  /// Where rules are that are in no layer. They are stronger than all layers.
  static let root = 0

  private struct Layer: Sendable {
    var parent: Int
    var depth: Int
  }
  private struct Name: Hashable, Sendable {
    var parent: Int
    var name: String
  }
  private struct Mention: Sendable {
    var layer: Int
    var media: [MediaCondition]
  }
  private var layers = [Layer(parent: 0, depth: 0)]
  private var named: [Name: Int] = [:]
  /// In the order of the sheet, which is that of strength: a layer stands where it is first named.
  private var mentions: [Mention] = []
  private var isNamedAlways: Set<Int> = []

  /// The layer of a name within another one, which is there from now on; without a name a layer of its own.
  ///
  /// - Parameter media: Where it is named; where these do not hold, it is not.
  mutating func layer(_ name: String?, in parent: Int, media: [MediaCondition]) -> Int {
    let key = name.map { Name(parent: parent, name: $0) }
    let layer = key.flatMap { named[$0] } ?? layers.count
    if layer == layers.count {
      layers.append(Layer(parent: parent, depth: layers[parent].depth + 1))
      if let key { named[key] = layer }
    }
    // Once it is named where nothing can keep it from being so, its place is known.
    if !isNamedAlways.contains(layer) { mentions.append(Mention(layer: layer, media: media)) }
    if media.isEmpty { isNamedAlways.insert(layer) }
    return layer
  }

  /// How many layers enclose a layer.
  func depth(of layer: Int) -> Int { layers[layer].depth }

  /// The tree without what is named only where a condition does not hold.
  func decided(_ holds: ([MediaCondition]) -> Bool) -> LayerTree {
    var tree = self
    tree.mentions = mentions.filter { holds($0.media) }
    for index in tree.mentions.indices { tree.mentions[index].media = [] }
    return tree
  }

  /// The strength of each layer: a layer's own rules are stronger than those of the layers within it.
  var ranks: [Int] {
    var children: [[Int]] = Array(repeating: [], count: layers.count)
    var isPlaced = Array(repeating: false, count: layers.count)
    for mention in mentions {
      // An outer layer is named before those within it, but maybe where a condition does not hold.
      var chain = [mention.layer]
      while let last = chain.last, last != Self.root { chain.append(layers[last].parent) }
      for layer in chain.reversed() where layer != Self.root && !isPlaced[layer] {
        isPlaced[layer] = true
        children[layers[layer].parent].append(layer)
      }
    }
    var ranks = Array(repeating: 0, count: layers.count)
    var rank = 0
    var stack = [(layer: Self.root, next: 0)]
    while let (layer, next) = stack.last {
      if next < children[layer].count {
        stack[stack.count - 1].next += 1
        stack.append((children[layer][next], 0))
      } else {
        ranks[layer] = rank
        rank += 1
        stack.removeLast()
      }
    }
    return ranks
  }
}
