import Geometry
import Styling

/// The columns of a grid, sized by CSS Grid Layout 1, section 12, for a width that is known. In points.
struct GridColumns {
  /// What an item asks of the columns that it spans.
  struct Item {
    var columns: Range<Int>
    var minimum: Double
    var natural: Double
  }

  private(set) var widths: [Double] = []
  private(set) var starts: [Double] = []
  private let available: Double
  private let gap: Double

  /// The sizes that a sheet gives to columns, `repeat(auto-fit, …)` taken as often as there is room for (7.2.3.2).
  static func tracks(_ list: GridStyle.Tracks, available: Double, gap: Double) -> [GridStyle.Track] {
    guard let repeated = list.repeated else { return list.tracks }
    func size(_ track: GridStyle.Track) -> Double {
      let (most, least) = (track.maximum.definite, track.minimum.definite)
      let size = (most ?? least)?.resolved(in: .pt(available))?.points ?? 0
      // A width of nothing would repeat without end.
      return max(size, least?.resolved(in: .pt(available))?.points ?? 0, 1)
    }
    let own = list.tracks.reduce(0) { $0 + size($1) + gap }
    let each = repeated.tracks.reduce(0) { $0 + size($1) + gap }
    let count = min(max(Int((available + gap - own) / each), 1), 200)
    let position = repeated.position
    return Array(list.tracks[..<position]) + (0..<count).flatMap { _ in repeated.tracks } + list.tracks[position...]
  }

  init(
    _ tracks: [GridStyle.Track], items: [Item], available: Double, gap: Double,
    distribution: GridStyle.Distribution
  ) {
    self.available = available
    self.gap = gap
    var bases = tracks.map { Self.definite($0.minimum, available) ?? 0 }
    var limits = tracks.map { Self.definite($0.maximum, available) ?? .infinity }
    Self.grow(&bases, &limits, tracks, by: items, gap: gap)
    for index in tracks.indices { limits[index] = max(limits[index], bases[index]) }
    let room = available - gap * Double(max(tracks.count - 1, 0))
    if tracks.contains(where: \.isFlexible) {
      Self.expand(&bases, tracks, to: room)
    } else {
      Self.fill(&bases, upTo: limits, of: room)
      let stretched = tracks.indices.filter { tracks[$0].maximum == .extent(.auto) }
      let left = room - bases.reduce(0, +)
      if distribution == .normal, left > 0 {
        for index in stretched { bases[index] += left / Double(stretched.count) }
      }
    }
    widths = bases
    place(distribution)
  }

  private static func definite(_ breadth: GridStyle.Breadth, _ available: Double) -> Double? {
    breadth.definite?.resolved(in: .pt(available)).map { max($0.points, 0) }
  }

  /// Makes columns whose size depends on content as wide as that asks for (12.5): items in one column first.
  private static func grow(
    _ bases: inout [Double], _ limits: inout [Double], _ tracks: [GridStyle.Track], by items: [Item], gap: Double
  ) {
    for index in tracks.indices where tracks[index].maximum.definite == nil && !tracks[index].isFlexible {
      limits[index] = bases[index]
    }
    for item in items.sorted(by: { $0.columns.count < $1.columns.count }) {
      let inner = gap * Double(item.columns.count - 1)
      func share(_ wanted: Double, _ sizes: inout [Double], _ growing: (Int) -> Bool) {
        let columns = item.columns.filter(growing)
        guard !columns.isEmpty else { return }
        let present = item.columns.reduce(inner) { $0 + (sizes[$1].isFinite ? sizes[$1] : 0) }
        for column in columns { sizes[column] += max(wanted - present, 0) / Double(columns.count) }
      }
      share(item.minimum, &bases) { tracks[$0].minimum.definite == nil && tracks[$0].minimum != .maxContent }
      share(item.natural, &bases) { tracks[$0].minimum == .maxContent }
      share(item.minimum, &limits) { tracks[$0].maximum == .minContent }
      share(item.natural, &limits) {
        tracks[$0].maximum == .maxContent || tracks[$0].maximum == .extent(.auto)
      }
    }
  }

  /// Gives columns equal parts of what is left until they reach their limits (12.6).
  private static func fill(_ bases: inout [Double], upTo limits: [Double], of room: Double) {
    var growing = bases.indices.filter { limits[$0] > bases[$0] }
    var left = room - bases.reduce(0, +)
    while left > 0.001, !growing.isEmpty {
      let part = left / Double(growing.count)
      for index in growing {
        let added = min(part, limits[index] - bases[index])
        bases[index] += added
        left -= added
      }
      growing.removeAll { limits[$0] - bases[$0] < 0.001 }
    }
  }

  /// Divides what is left by the columns' shares; one that needs more than its share has what it needs (12.7.1).
  private static func expand(_ bases: inout [Double], _ tracks: [GridStyle.Track], to room: Double) {
    var flexible = tracks.indices.filter { tracks[$0].isFlexible }
    var isSettled = false
    while !isSettled {
      let fixed = tracks.indices.filter { !flexible.contains($0) }.reduce(0) { $0 + bases[$1] }
      let shares = flexible.reduce(0) { $0 + tracks[$1].share }
      let size = max(room - fixed, 0) / max(shares, 1)
      let rest = flexible.filter { bases[$0] <= size * tracks[$0].share }
      isSettled = rest.count == flexible.count
      if isSettled { for index in flexible { bases[index] = size * tracks[index].share } }
      flexible = rest
    }
  }

  /// Where the columns begin, with what is left of the width between or around them.
  private mutating func place(_ distribution: GridStyle.Distribution) {
    let count = Double(widths.count)
    let left = available - widths.reduce(0, +) - gap * max(count - 1, 0)
    let (start, between) = distribution.spaces(left, count: widths.count)
    var x = start
    for width in widths {
      starts.append(x)
      x += width + gap + between
    }
  }

  /// The left edge and the width of some columns that follow one another.
  func span(_ columns: Range<Int>) -> (x: Double, width: Double) {
    let last = columns.upperBound - 1
    return (starts[columns.lowerBound], starts[last] + widths[last] - starts[columns.lowerBound])
  }
}

extension GridStyle.Track {
  var isFlexible: Bool { if case .flex = maximum { true } else { false } }
  fileprivate var share: Double { if case .flex(let share) = maximum { share } else { 0 } }
}

extension GridStyle.Distribution {
  /// What stands before the first of some boxes, and between two, where so much is left over (CSS Box Alignment 3, 5.1).
  func spaces(_ left: Double, count: Int) -> (start: Double, between: Double) {
    let number = Double(max(count, 1))
    guard left > 0 else { return (0, 0) }
    switch self {
    case .normal, .start: return (0, 0)
    case .center: return (left / 2, 0)
    case .end: return (left, 0)
    case .spaceBetween: return count > 1 ? (0, left / (number - 1)) : (0, 0)
    case .spaceAround: return (left / number / 2, left / number)
    case .spaceEvenly: return (left / (number + 1), left / (number + 1))
    }
  }
}
