import Geometry

extension PropertyTable {
  static let gridProperties: [PropertyDefinition] = [
    PropertyDefinition("grid-template-columns", \.values.grid.columns, inherited: false) { $0.gridTracks() },
    PropertyDefinition("grid-auto-flow", \.values.grid.isDense, inherited: false) { parser in
      if parser.takeKeyword("row") { return Specified(parser.takeKeyword("dense")) }
      return parser.takeKeyword("dense") ? Specified(true) : nil
    },
    PropertyDefinition("grid-column-start", \.values.grid.columnStart, inherited: false) { $0.gridLine() },
    PropertyDefinition("grid-column-end", \.values.grid.columnEnd, inherited: false) { $0.gridLine() },
    PropertyDefinition("grid-row-start", \.values.grid.rowStart, inherited: false) { $0.gridLine() },
    PropertyDefinition("grid-row-end", \.values.grid.rowEnd, inherited: false) { $0.gridLine() },
    PropertyDefinition("align-items", \.values.grid.alignItems, inherited: false) { $0.boxAlignment() },
    PropertyDefinition("justify-items", \.values.grid.justifyItems, inherited: false) { $0.boxAlignment() },
    PropertyDefinition("align-self", \.values.grid.alignSelf, inherited: false) { $0.ownAlignment() },
    PropertyDefinition("justify-self", \.values.grid.justifySelf, inherited: false) { $0.ownAlignment() },
    PropertyDefinition("justify-content", \.values.grid.justifyContent, inherited: false) {
      $0.constant([
        "normal": .normal, "stretch": .normal, "start": .start, "flex-start": .start, "left": .start,
        "center": .center, "end": .end, "flex-end": .end, "right": .end, "space-between": .spaceBetween,
        "space-around": .spaceAround, "space-evenly": .spaceEvenly,
      ])
    },
    PropertyDefinition("flex-wrap", \.values.grid.wraps, inherited: false) {
      $0.constant(["nowrap": false, "wrap": true])
    },
    PropertyDefinition("flex-grow", \.values.grid.flexGrow, inherited: false) { $0.flexFactor() },
    PropertyDefinition("flex-shrink", \.values.grid.flexShrink, inherited: false) { $0.flexFactor() },
    PropertyDefinition("flex-basis", \.values.grid.flexBasis, inherited: false) { parser in
      if parser.keyword(["auto": true, "content": true]) != nil { return Specified(.auto) }
      return parser.gridLength()
    },
  ]

  static let gridShorthands: [ShorthandDefinition] = [
    gridPlace("grid-column"), gridPlace("grid-row"),
    ShorthandDefinition(name: "flex", longhands: flexLonghands) { parser in
      func values(_ grow: Double, _ shrink: Double, _ basis: Extent) -> [(property: Int, value: SpecifiedValue)] {
        [
          (flexLonghands[0], .value { state, _ in state.values.grid.flexGrow = grow }),
          (flexLonghands[1], .value { state, _ in state.values.grid.flexShrink = shrink }),
          (flexLonghands[2], .value { state, _ in state.values.grid.flexBasis = basis }),
        ]
      }
      if parser.takeKeyword("none") { return values(0, 0, .auto) }
      if parser.takeKeyword("auto") { return values(1, 1, .auto) }
      var found: [Int: SpecifiedValue] = [:]
      if let grow = longhands[flexLonghands[0]].parse(&parser) {
        // With a factor alone, items share the whole width and not only what their content leaves (CSS Flexbox 1, 7.1.1).
        found = Dictionary(uniqueKeysWithValues: values(1, 1, .length(.zero)))
        found[flexLonghands[0]] = grow
        if let shrink = longhands[flexLonghands[1]].parse(&parser) { found[flexLonghands[1]] = shrink }
      }
      if !parser.isAtEnd {
        guard let basis = longhands[flexLonghands[2]].parse(&parser) else { return nil }
        if found.isEmpty { found = Dictionary(uniqueKeysWithValues: values(1, 1, .auto)) }
        found[flexLonghands[2]] = basis
      }
      guard !found.isEmpty else { return nil }
      return flexLonghands.map { ($0, found[$0] ?? .initial) }
    },
  ]

  private static let flexLonghands = [index("flex-grow"), index("flex-shrink"), index("flex-basis")]

  /// `1 / 3`, `2 / span 2`, `span 2`.
  private static func gridPlace(_ name: String) -> ShorthandDefinition {
    let (start, end) = (index(name + "-start"), index(name + "-end"))
    return ShorthandDefinition(name: name, longhands: [start, end]) { parser in
      guard let first = longhands[start].parse(&parser) else { return nil }
      guard parser.takeDelimiter("/") else { return [(start, first), (end, .initial)] }
      guard let second = longhands[end].parse(&parser) else { return nil }
      return [(start, first), (end, second)]
    }
  }
}

extension ValueParser {
  /// More columns than any page holds, so that no sheet makes layout slow.
  private static let mostTracks = 200

  /// The columns of a grid: widths, with `repeat()` among them.
  fileprivate mutating func gridTracks() -> Specified<GridStyle.Tracks>? {
    if takeKeyword("none") { return Specified(GridStyle.Tracks()) }
    var tracks: [Specified<GridStyle.Track>] = []
    var repeated: (tracks: [Specified<GridStyle.Track>], dropsEmpty: Bool, position: Int)?
    repeat {
      if var arguments = function("repeat") {
        let automatic = arguments.keyword(["auto-fill": false, "auto-fit": true])
        let count = automatic == nil ? arguments.integer() : 1
        guard let count, (1...Self.mostTracks).contains(count), arguments.take(.comma),
          let inner = arguments.gridTrackList(isFixed: automatic != nil), arguments.isAtEnd
        else { return nil }
        if let automatic {
          guard repeated == nil else { return nil }
          repeated = (inner, automatic, tracks.count)
        } else {
          for _ in 0..<count { tracks += inner }
        }
      } else {
        guard let track = gridTrack() else { return nil }
        tracks.append(track)
      }
      guard tracks.count <= Self.mostTracks else { return nil }
    } while !isAtEnd
    let (all, some) = (tracks, repeated)
    return Specified { environment in
      var list = GridStyle.Tracks()
      list.tracks = all.map { $0.compute(environment) }
      list.repeated = some.map { some in
        GridStyle.AutoRepeat(
          tracks: some.tracks.map { $0.compute(environment) }, dropsEmpty: some.dropsEmpty, position: some.position)
      }
      return list
    }
  }

  /// - Parameter isFixed: Whether one of its widths has to be known without the content, as for `auto-fit`.
  private mutating func gridTrackList(isFixed: Bool) -> [Specified<GridStyle.Track>]? {
    var tracks: [Specified<GridStyle.Track>] = []
    while !isAtEnd {
      let start = at
      guard let track = gridTrack() else { return nil }
      if isFixed {
        let size = track.compute(.none)
        guard size.minimum.definite != nil || size.maximum.definite != nil else {
          rewind(to: start)
          expect("a width such as 32mm or minmax(32mm, 1fr)")
          return nil
        }
      }
      tracks.append(track)
    }
    return tracks.isEmpty ? nil : tracks
  }

  private mutating func gridTrack() -> Specified<GridStyle.Track>? {
    if var arguments = function("minmax") {
      guard let minimum = arguments.gridBreadth(), arguments.take(.comma), let maximum = arguments.gridBreadth(),
        arguments.isAtEnd
      else { return nil }
      if case .flex = minimum.compute(.none) { return nil }
      return Specified {
        GridStyle.Track(minimum: minimum.compute($0), maximum: maximum.compute($0))
      }
    }
    guard let breadth = gridBreadth() else { return nil }
    return Specified { environment in
      let size = breadth.compute(environment)
      if case .flex = size { return GridStyle.Track(minimum: .extent(.auto), maximum: size) }
      return GridStyle.Track(minimum: size, maximum: size)
    }
  }

  private mutating func gridBreadth() -> Specified<GridStyle.Breadth>? {
    if let keyword = keyword([
      "auto": GridStyle.Breadth.extent(.auto), "min-content": .minContent, "max-content": .maxContent,
    ]) {
      return Specified(keyword)
    }
    if let token = next, token.kind == .dimension, equalsIgnoringCase(token.text, "fr"), token.number >= 0 {
      advance()
      return Specified(.flex(min(token.number, largestNumber)))
    }
    return gridLength().map { length in Specified { .extent(length.compute($0)) } }
  }

  fileprivate mutating func gridLength() -> Specified<Extent>? {
    let start = at
    guard let length = lengthOrPercentage() else { return nil }
    guard !length.isNegative else {
      rewind(to: start)
      expect("a length that is not negative")
      return nil
    }
    return Specified { length.extent($0) }
  }

  /// `auto`, `2`, `-1` or `span 2`.
  fileprivate mutating func gridLine() -> Specified<GridStyle.Line>? {
    if takeKeyword("auto") { return Specified(.auto) }
    let isSpan = takeKeyword("span")
    let start = at
    guard let number = integer(), number != 0, !isSpan || number > 0 else {
      rewind(to: start)
      expect(isSpan ? "a number of columns or rows" : "the number of a line, from 1 or, from the end, -1")
      return nil
    }
    let line = min(max(number, -Self.mostTracks), Self.mostTracks)
    return Specified(isSpan || takeKeyword("span") ? .span(abs(line)) : .number(line))
  }

  fileprivate mutating func boxAlignment() -> Specified<GridStyle.Alignment>? {
    keyword(Self.alignments).map { Specified($0) }
  }

  fileprivate mutating func ownAlignment() -> Specified<GridStyle.Alignment?>? {
    if takeKeyword("auto") { return Specified(nil) }
    return keyword(Self.alignments).map { Specified($0) }
  }

  private static let alignments: KeyValuePairs<String, GridStyle.Alignment> = [
    "normal": .stretch, "stretch": .stretch, "start": .start, "flex-start": .start, "left": .start, "center": .center,
    "end": .end, "flex-end": .end, "right": .end,
  ]

  fileprivate mutating func flexFactor() -> Specified<Double>? {
    let start = at
    guard let factor = number(), factor >= 0 else {
      rewind(to: start)
      expect("a number that is not negative")
      return nil
    }
    return Specified(factor)
  }
}
