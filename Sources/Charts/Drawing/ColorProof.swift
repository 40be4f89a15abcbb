import Geometry

/// Tells which colours of a chart cannot be told apart by everybody, on every copy.
///
/// Colours are alike where two of them are closer than ``leastDifference`` to eyes of any kind, or on a grey copy. What is alike
/// takes another ``texture``, which dashes lines, shapes points and patterns areas.
struct ColorProof {
  /// In CIEDE2000: about eight times what can just be seen, which holds for small marks that lie apart.
  static let leastDifference = 8.0

  private let seen: [[CIELab]?]

  /// - Parameter colors: Of each series; nil for one that has none to be told by.
  init(_ colors: [Color?]) {
    seen = colors.map { color in color.map { color in ColorVision.allCases.map { $0.lab(color) } } }
  }

  func areAlike(_ a: Int, _ b: Int) -> Bool {
    guard let first = seen[a], let second = seen[b] else { return false }
    return zip(first, second).contains { $0.difference(from: $1) < Self.leastDifference }
  }

  /// The least number for each series by which it differs from all those before it whose colours are like its own: 0 for
  /// one that needs nothing beside its colour.
  ///
  /// - Parameter meet: Whether two series have to be told apart at all.
  func textures(where meet: (Int, Int) -> Bool = { _, _ in true }) -> [Int] {
    var textures: [Int] = []
    for series in seen.indices {
      let taken = Set((0..<series).filter { meet($0, series) && areAlike($0, series) }.map { textures[$0] })
      textures.append((0...series).first { !taken.contains($0) } ?? 0)
    }
    return textures
  }
}
