/// The sizes of three boxes that share a side of the page, by CSS Paged Media Level 3, section 5.3.2: along the top and
/// bottom their widths, along the left and right their heights. Sizes are outer ones, margins included, in points.
struct MarginBoxSizes {
  /// What is known of a box before there is a room to share.
  struct Wish {
    /// As large as its content can be at the least, and as it is if it is left alone.
    var minimum = 0.0
    var natural = 0.0
    /// As the sheet says; nil for `auto`.
    var definite: Double?
    var least = 0.0
    var most = Double.infinity
  }

  let available: Double

  /// The sizes of the first, middle and last box; 0 for one that is not there.
  func sizes(_ boxes: [Wish?]) -> [Double] {
    var wishes = boxes
    var sizes = divide(wishes)
    // What is too large is given its limit and the rest divided again, and then what is too small.
    for (limit, isBeyond) in [(\Wish.most, { $0 > $1 }), (\Wish.least, { $0 < $1 })]
      as [(KeyPath<Wish, Double>, (Double, Double) -> Bool)]
    {
      var isChanged = false
      for index in wishes.indices {
        guard let wish = wishes[index], isBeyond(sizes[index], wish[keyPath: limit]) else { continue }
        wishes[index]?.definite = wish[keyPath: limit]
        isChanged = true
      }
      if isChanged { sizes = divide(wishes) }
    }
    return sizes
  }

  private func divide(_ boxes: [Wish?]) -> [Double] {
    guard let middle = boxes[1] else {
      guard let first = boxes[0] else { return [0, 0, boxes[2].map { $0.definite ?? available } ?? 0] }
      guard let last = boxes[2] else { return [first.definite ?? available, 0, 0] }
      let (a, c) = divide(first, last)
      return [a, 0, c]
    }
    // The middle box is centred, so that it is set against twice the larger of its neighbours.
    var beside = Wish(definite: boxes[0] == nil && boxes[2] == nil ? nil : 0)
    for box in [boxes[0], boxes[2]] {
      guard let box else { continue }
      beside.minimum = max(beside.minimum, 2 * (box.definite ?? box.minimum))
      beside.natural = max(beside.natural, 2 * (box.definite ?? box.natural))
      beside.definite = box.definite.flatMap { size in beside.definite.map { max($0, size * 2) } }
    }
    let size = boxes[0] == nil && boxes[2] == nil ? middle.definite ?? available : divide(middle, beside).0
    let rest = (available - size) / 2
    return [boxes[0].map { $0.definite ?? rest } ?? 0, size, boxes[2].map { $0.definite ?? rest } ?? 0]
  }

  private func divide(_ a: Wish, _ b: Wish) -> (Double, Double) {
    switch (a.definite, b.definite) {
    case (let first?, let second?): return (first, second)
    case (let first?, nil): return (first, available - first)
    case (nil, let second?): return (available - second, second)
    case (nil, nil): break
    }
    let natural = available - a.natural - b.natural
    if natural >= 0 { return share(natural, from: (a.natural, b.natural), by: (a.natural, b.natural)) }
    let minimum = available - a.minimum - b.minimum
    let factors =
      minimum >= 0 ? (a.natural - a.minimum, b.natural - b.minimum) : (a.minimum, b.minimum)
    return share(minimum, from: (a.minimum, b.minimum), by: factors)
  }

  /// Gives two sizes their parts of what is left, or takes off what is too much.
  private func share(
    _ space: Double, from sizes: (Double, Double), by factors: (Double, Double)
  ) -> (Double, Double) {
    let (first, second) = (max(factors.0, 0), max(factors.1, 0))
    let part = first + second > 0 ? first / (first + second) : 0.5
    return (sizes.0 + space * part, sizes.1 + space * (1 - part))
  }
}
