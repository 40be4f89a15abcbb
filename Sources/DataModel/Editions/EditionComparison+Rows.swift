extension EditionComparison {
  /// What one line says of a figure: words for people, the same in all forms of the report.
  struct Row {
    var name: String
    var period: String
    var old: String
    var new: String
    var difference: String
    var sources: String
  }

  func figures(_ kind: FigureChange.Kind) -> [FigureChange] { figures.filter { $0.kind == kind } }
  func claims(_ kind: ClaimChange.Kind) -> [ClaimChange] { claims.filter { $0.kind == kind } }

  func row(_ change: FigureChange) -> Row {
    let isMoved = change.kind == .updated
    var row = Row(
      name: (change.new ?? change.old)?.name ?? "",
      period: joined(change.old?.periodText, change.new?.periodText), old: change.old?.text ?? "",
      new: change.new?.text ?? "",
      difference: change.isUncertain ? "not certain" : change.difference.map(Self.text(of:)) ?? "",
      sources: joined(sources(change.old), sources(change.new)))
    if isMoved, let old = change.old, let new = change.new, old.figure.id != new.figure.id, new.hasLastingID {
      row.name = joined(old.name, new.name)
    }
    if let restatement = change.restatement {
      row.name += " (\(restatement.old) → \(restatement.new))"
    }
    return row
  }

  private func sources(_ figure: EditionFigure?) -> String? { figure?.entry.sources.joined(separator: ", ") }

  /// One text where the two are the same or one is missing.
  private func joined(_ old: String?, _ new: String?) -> String {
    let parts = [old, new].compactMap { $0 }.filter { !$0.isEmpty }
    return parts.count == 2 && parts[0] != parts[1] ? parts.joined(separator: " → ") : parts.first ?? ""
  }

  /// `+1.7 points`
  static func text(of difference: Figure) -> String {
    let format = FigureFormat(.number, isBare: true, isChange: true)
    let number =
      (try? FigurePrinter(locale: NumberLocale(language: "en")).text(of: difference, as: format, at: .file(""))) ?? ""
    return [number, difference.unit?.text ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func title(_ kind: FigureChange.Kind) -> String {
    switch kind {
    case .revised: "Revised: another value for the same period"
    case .restated: "Restated: the same period on another basis or in another unit"
    case .updated: "Updated: another period"
    case .morePrecise: "More precise"
    case .lessPrecise: "Less precise"
    case .new: "New"
    case .dropped: "Dropped"
    case .unchanged: "Unchanged"
    }
  }
  static func title(_ kind: ClaimChange.Kind) -> String {
    switch kind {
    case .turned: "Claims that turned"
    case .undecided: "Claims that the data no longer decide"
    case .new: "New claims"
    case .dropped: "Dropped claims"
    case .unchanged: "Unchanged claims"
    }
  }
}

extension EditionFigure {
  /// Its id, or what is measured where the id is only a place in a table.
  var name: String {
    guard !hasLastingID, let series = entry.series else { return figure.id }
    guard let place = entry.place, !series.contains("=\(place)") else { return series }
    return "\(series), \(place)"
  }
}

extension LedgerClaim {
  /// Both sides of its comparisons: `china.share.rural 65.6 percent; 67`.
  var values: String { comparisons.map { "\($0.left.shortText); \($0.right.shortText)" }.joined(separator: "; ") }
}

extension LedgerClaim.Side {
  fileprivate var shortText: String {
    text == value || value == nil ? shortValue : "\(text) \(shortValue)"
  }
  /// Six digits at most, and the unit; the text of what has no value.
  fileprivate var shortValue: String {
    guard let value = value.flatMap({ WrittenDecimal($0) })?.value else { return text }
    let number = value.rounded(toPlace: value.leadingPlace - 5).description
    return [number, unit ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension ClaimChange {
  /// What is compared, with what the two editions have for it: `china.share.rural 65.6 percent, now 67.3 percent`. Sides that
  /// are the same in both stand once.
  public var values: String {
    guard let old, let new else { return "" }
    if old.comparisons.count != new.comparisons.count { return new.values }
    var parts: [String] = []
    for (before, after) in zip(old.comparisons, new.comparisons) {
      for (was, now) in [(before.left, after.left), (before.right, after.right)] {
        let later = was.text == now.text && now.value != nil ? now.shortValue : now.shortText
        let part = was.shortText == now.shortText ? now.shortText : "\(was.shortText), now \(later)"
        if !parts.contains(part), now.value != now.text { parts.append(part) }
      }
    }
    return parts.joined(separator: "; ")
  }
}
