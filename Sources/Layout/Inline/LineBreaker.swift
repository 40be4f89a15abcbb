/// How the lines of a paragraph are to be filled. Distances are in points.
struct LineSettings {
  var width: Double
  var indent: LineIndent
  var isJustified: Bool
  var letterLimits: LetterLimits
  /// Whether characters at the edges stand out into the margins: left, right.
  var hangsLeft: Bool
  var hangsRight: Bool
  /// The most lines in a row that may end in a hyphen.
  var hyphenLimit: Int
  /// Whether the last line but one may end in a hyphen that is added.
  var hyphenatesBeforeLastLine: Bool
  /// A word is hyphenated only where the line would else be left emptier than this.
  var hyphenationZone: Double
  /// The em of the paragraph's own font.
  var em: Double
}

/// Which lines begin farther in than the others (CSS Text Level 3, section 7.1).
struct LineIndent: Hashable {
  /// In points; negative for lines that begin farther out.
  var width: Double
  /// Whether it is for all lines but those.
  var isHanging: Bool
  /// Whether lines after a forced break count as first lines.
  var isEachLine: Bool

  func width(isFirst: Bool, followsForcedBreak: Bool) -> Double {
    let counts = isFirst || (isEachLine && followsForcedBreak)
    return counts != isHanging ? width : 0
  }
}

/// Breaks a paragraph into lines so that the whole of it is set as evenly as can be.
///
/// After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience 11 (1981). Where
/// they go over boxes, glue and penalties, this goes over the places where a line may end, with the sums of what
/// comes before each; the lines between two of them are measured by one subtraction.
struct LineBreaker {
  /// A line end that is reached by a best way.
  private struct Node {
    var candidate: Int32
    /// The node at which the line before it ends; -1 for the start of the paragraph.
    var previous: Int32
    /// 0 tight, 1 normal, 2 loose, 3 very loose.
    var fitness: Int8
    var hyphensInRow: Int8
    var isFirst: Bool
    /// How much narrower the line after it is.
    var indent: Float
    var demerits: Double
    var leftHang: Float
    var sums: InlineSums
  }

  private struct Best {
    var demerits = Double.infinity
    var node: Int32 = -1
  }

  /// How hard the breaker tries.
  struct Effort {
    /// By which share of their width spaces may be stretched.
    var tolerance: Double
    /// Stretch that each line is given besides that of its spaces, so that some way is found in any case.
    var emergencyStretch: Double
    /// Whether lines that are too wide are taken where nothing else is left.
    var acceptsOverfull: Bool
  }

  private var nodes: [Node] = []
  private var active: [Int32] = []
  private var kept: [Int32] = []

  /// Finds the best ends of lines.
  ///
  /// - Parameters:
  ///   - candidates: In the order of the text; the last one is the paragraph's end.
  ///   - firstLine: The same in the style of the first line, nil where that cannot end; empty where all lines are alike.
  ///   - result: The indices of the candidates taken, in order.
  /// - Returns: The demerits of the whole; nil if there is no way within the effort.
  mutating func breakLines(
    _ candidates: [BreakCandidate], firstLine: [BreakCandidate?] = [], leftHang: Float, settings: LineSettings,
    effort: Effort, into result: inout [Int32]
  ) -> Double? {
    nodes.removeAll(keepingCapacity: true)
    active.removeAll(keepingCapacity: true)
    nodes.append(
      Node(
        candidate: -1, previous: -1, fitness: 1, hyphensInRow: 0, isFirst: true,
        indent: Float(settings.indent.width(isFirst: true, followsForcedBreak: false)), demerits: 0,
        leftHang: leftHang, sums: InlineSums()))
    active.append(0)
    let found = candidates.withUnsafeBufferPointer { candidates -> Bool in
      for index in candidates.indices {
        let first = firstLine.isEmpty ? candidates[index] : firstLine[index]
        if !visit(index, in: candidates, firstLine: first, settings: settings, effort: effort) { return false }
      }
      return true
    }
    guard found, var best = active.first else { return nil }
    for node in active where nodes[Int(node)].demerits < nodes[Int(best)].demerits { best = node }
    result.removeAll(keepingCapacity: true)
    var at = best
    while at > 0 {
      result.append(nodes[Int(at)].candidate)
      at = nodes[Int(at)].previous
    }
    result.reverse()
    return nodes[Int(best)].demerits
  }

  /// Tries to end a line at a candidate, from each line end that is still within reach.
  ///
  /// - Returns: False if no line end is left within reach.
  private mutating func visit(
    _ index: Int, in candidates: UnsafeBufferPointer<BreakCandidate>, firstLine: BreakCandidate?,
    settings: LineSettings, effort: Effort
  ) -> Bool {
    let candidate = candidates[index]
    let isForced = candidate.kind == .mandatory || candidate.kind == .end
    let isHyphen = candidate.kind == .hyphen
    let unhyphenated =
      isHyphen && settings.hyphenationZone > 0 ? lastEndWithoutHyphen(before: index, in: candidates) : nil
    var best = (Best(), Best(), Best(), Best())
    var lowest = Double.infinity
    var lastDropped: Int32 = -1
    kept.removeAll(keepingCapacity: true)
    for position in active.indices {
      let from = active[position]
      let line: (fit: Fit, fitness: Int8, demerits: Double)
      if from == 0 {
        line = firstLine.map { measure(from: nodes[0], to: $0, settings: settings, effort: effort) } ?? (.loose, 3, 0)
      } else {
        line = nodes.withUnsafeBufferPointer {
          measure(from: $0[Int(from)], to: candidate, settings: settings, effort: effort)
        }
      }
      let stays: Bool
      switch line.fit {
      case .overfull:
        // A hyphen may be wider than the letters that come instead of it, so it alone ends no line's reach.
        stays = isHyphen
        if !stays { lastDropped = from }
      case .loose: stays = true
      case .fits:
        stays = true
        let node = nodes[Int(from)]
        if isHyphen {
          if Int(node.hyphensInRow) >= settings.hyphenLimit { break }
          if let unhyphenated, node.candidate < unhyphenated,
            room(after: candidates[Int(unhyphenated)], from: node, settings: settings) <= settings.hyphenationZone
          {
            break
          }
        }
        var demerits = line.demerits
        if abs(Int(node.fitness) - Int(line.fitness)) > 1 { demerits += Demerits.adjacentLines }
        if candidate.endsInHyphen, node.hyphensInRow > 0 { demerits += Demerits.hyphensInRow }
        if candidate.kind == .end, node.hyphensInRow > 0 {
          demerits += Demerits.hyphenBeforeLastLine
          if !settings.hyphenatesBeforeLastLine, node.candidate >= 0,
            candidates[Int(node.candidate)].kind == .hyphen
          {
            demerits += Demerits.forbidden
          }
        }
        demerits += node.demerits
        lowest = min(lowest, demerits)
        switch line.fitness {
        case 0: if demerits < best.0.demerits { best.0 = Best(demerits: demerits, node: from) }
        case 1: if demerits < best.1.demerits { best.1 = Best(demerits: demerits, node: from) }
        case 2: if demerits < best.2.demerits { best.2 = Best(demerits: demerits, node: from) }
        default: if demerits < best.3.demerits { best.3 = Best(demerits: demerits, node: from) }
        }
      }
      if stays && !isForced { kept.append(from) }
    }
    if lowest == .infinity, kept.isEmpty || isForced {
      // No way leads on from here.
      guard effort.acceptsOverfull else { return false }
      let from = lastDropped >= 0 ? lastDropped : active.last ?? 0
      best.1 = Best(demerits: nodes[Int(from)].demerits + Demerits.overfull, node: from)
      lowest = best.1.demerits
    }
    swap(&active, &kept)
    if lowest < .infinity {
      func add(_ best: Best, _ fitness: Int8, to nodes: inout [Node]) {
        guard best.node >= 0, best.demerits <= lowest + Demerits.adjacentLines else { return }
        let row = nodes[Int(best.node)].hyphensInRow
        active.append(Int32(nodes.count))
        nodes.append(
          Node(
            candidate: Int32(index), previous: best.node, fitness: fitness,
            hyphensInRow: candidate.endsInHyphen ? min(row, 100) + 1 : 0, isFirst: false,
            indent: Float(
              settings.indent.width(isFirst: false, followsForcedBreak: candidate.kind == .mandatory)),
            demerits: best.demerits, leftHang: candidate.leftHang, sums: candidate.nextSums))
      }
      add(best.0, 0, to: &nodes)
      add(best.1, 1, to: &nodes)
      add(best.2, 2, to: &nodes)
      add(best.3, 3, to: &nodes)
    }
    return !active.isEmpty
  }

  /// The last place before a hyphen at which a line may end without one.
  private func lastEndWithoutHyphen(before index: Int, in candidates: UnsafeBufferPointer<BreakCandidate>) -> Int32? {
    var at = index - 1
    while at >= 0, candidates[at].kind == .hyphen { at -= 1 }
    return at >= 0 ? Int32(at) : nil
  }

  /// What a line would leave empty, in points.
  @inline(__always)
  private func room(after candidate: BreakCandidate, from node: Node, settings: LineSettings) -> Double {
    settings.width - Double(node.indent) - (candidate.endSums.width - node.sums.width)
  }

  private enum Fit { case loose, fits, overfull }

  /// Measures the line between two ends.
  @inline(__always)
  private func measure(
    from node: Node, to candidate: BreakCandidate, settings: LineSettings, effort: Effort
  ) -> (fit: Fit, fitness: Int8, demerits: Double) {
    var available = settings.width - Double(node.indent)
    if settings.hangsLeft { available += Double(node.leftHang) }
    if settings.hangsRight { available += Double(candidate.rightHang) }
    let natural = candidate.endSums.width - node.sums.width
    var left = available - natural
    if left < 0, settings.hangsRight { left += Double(candidate.spareHang) }
    let isLast = candidate.kind == .end || candidate.kind == .mandatory
    let penalty = Double(candidate.penalty)
    if !settings.isJustified {
      // A hair's breadth is forgiven, so that a box as wide as its text holds it.
      if left < -0.01 { return (.overfull, 1, 0) }
      if isLast { return (.fits, 1, penalty + lastLineDemerits(natural, node, candidate, settings)) }
      if candidate.endSums.leaders > node.sums.leaders { return (.fits, 1, penalty) }
      // A ragged line may be as short as it must, at a cost that grows with the square of what is left.
      return (.fits, 1, penalty + Demerits.raggedness(left, em: settings.em))
    }
    let spaces = candidate.endSums.spaces - node.sums.spaces
    if isLast, left >= 0 { return (.fits, 1, penalty + lastLineDemerits(natural, node, candidate, settings)) }
    if left >= 0, candidate.endSums.leaders > node.sums.leaders { return (.fits, 1, penalty) }
    let gaps = candidate.endSums.gaps - node.sums.gaps + effort.emergencyStretch
    let share = Justification(
      difference: left, spaces: spaces, gaps: gaps, letters: candidate.endSums.letters - node.sums.letters,
      limits: settings.letterLimits)
    if left < 0 {
      if share.spaces < -Justification.spaceShrinkLimit - 1e-6 || spaces <= 0 && left < -0.01 {
        return (.overfull, 0, 0)
      }
      let ratio = -share.spaces / Justification.spaceShrinkLimit
      var demerits = penalty + Demerits.unevenness(share, settings.letterLimits)
      if isLast { demerits += lastLineDemerits(natural, node, candidate, settings) }
      return (.fits, ratio > 0.5 ? 0 : 1, demerits)
    }
    guard share.spaces <= effort.tolerance, spaces + gaps > 0 || left < 0.01 else { return (.loose, 3, 0) }
    let fitness: Int8 = share.spaces < 0.2 ? 1 : share.spaces < 0.45 ? 2 : 3
    return (.fits, fitness, penalty + Demerits.unevenness(share, settings.letterLimits))
  }

  /// What a last line costs that is very short or a single short word.
  private func lastLineDemerits(
    _ natural: Double, _ node: Node, _ candidate: BreakCandidate, _ settings: LineSettings
  ) -> Double {
    guard candidate.kind == .end, !node.isFirst else { return 0 }
    var demerits = 0.0
    if natural < settings.width * 0.1 { demerits += Demerits.shortLastLine }
    if candidate.endSums.spaces - node.sums.spaces < 0.01 {
      demerits += natural < settings.width * 0.33 ? Demerits.oneWordLastLine : 0
      // The rest of a word is less than a word.
      if node.hyphensInRow > 0 { demerits += Demerits.oneWordLastLine }
    }
    return demerits
  }
}

/// What is disliked in a paragraph, and how much: a line whose spaces are half as wide again as they should be costs 1000.
///
/// Weighed on English prose at 60 to 90 characters a line: the spaces' standard deviation stays under 0.02 em with about one
/// hyphen in thirty lines.
enum Demerits {
  /// A tight line beside a loose one.
  static let adjacentLines = 300.0
  static let hyphensInRow = 2_000.0
  static let hyphenBeforeLastLine = 100.0
  /// What a line of an even paragraph costs on average.
  static let evenLine = 15.0
  static let shortLastLine = 1_000.0
  static let oneWordLastLine = 1_000.0
  /// What the sheet forbids, and yet is better than a line that is too wide.
  static let forbidden = 1e6
  static let overfull = 1e9
  /// How many em a ragged line is short that costs as much as such a loose line.
  static let raggedUnit = 5.0

  /// The cost of a line in which spaces and letters change by these shares. Squares keep the deviation small, which is
  /// what the eye reads as an even grey.
  @inline(__always)
  static func unevenness(_ share: Justification, _ limits: LetterLimits) -> Double {
    let letters = limits.expansion > 0 ? share.letters / limits.expansion : 0
    let limit = share.tracking < 0 ? limits.closer : limits.wider
    let tracking = limit > 0 ? share.tracking / limit : 0
    return 4000 * share.spaces * share.spaces + 20 * letters * letters + 40 * tracking * tracking
  }

  @inline(__always)
  static func raggedness(_ left: Double, em: Double) -> Double {
    let share = left / (em * raggedUnit)
    return 1000 * share * share
  }
}
