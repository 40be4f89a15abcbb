import DataModel
import Diagnostics

/// A figure for which other sources state something else, and where it was printed.
struct Dispute {
  var figure: Figure
  var range: SourceRange

  /// The figure that is used, then the others.
  var figures: [Figure] { [figure] + figure.rivals.filter { !$0.agrees }.map(\.figure) }
}

/// What becomes of figures for which other sources state something else.
struct DisputeState {
  enum Handling {
    /// A footnote where the figure is first printed: the running text.
    case notes
    /// Signs, with notes under the whole: tiles and tables.
    case marks
    /// Nothing: headings, the title, captions of pictures.
    case silence
  }
  var handling = Handling.notes
  /// The signs of the tiles or table that are being built.
  var marks = DisputeMarks()
  /// Figures that the running text has noted, by id.
  var noted: [String: Dispute] = [:]
}

extension ReportBuilder {
  /// Builds something in which disputed figures are handled in a certain way.
  mutating func handlingDisputes<Result>(
    _ handling: DisputeState.Handling, _ body: (inout ReportBuilder) -> Result
  ) -> Result {
    let outer = disputes.handling
    disputes.handling = handling
    defer { disputes.handling = outer }
    return body(&self)
  }

  /// Adds the sign or the call of the note that a disputed figure needs after it.
  mutating func noteDispute(_ figure: Figure, at range: SourceRange, in parent: Int) {
    switch disputes.handling {
    case .silence: return
    case .marks: text(disputes.marks.sign(of: figure, at: range), in: parent)
    case .notes:
      guard disputes.noted[figure.id] == nil else { return }
      disputes.noted[figure.id] = Dispute(figure: figure, range: range)
      footnoteCall(.dispute(figure.id), at: range, in: parent)
    }
  }

  /// Gives disputed figures signs from here on, those of `marks` first.
  ///
  /// - Returns: What ``endMarks(_:in:)`` needs to go back.
  mutating func beginMarks(_ marks: DisputeMarks = DisputeMarks()) -> DisputeState {
    let outer = disputes
    disputes.handling = .marks
    disputes.marks = marks
    return outer
  }

  /// Sets the notes of the signs that were used since ``beginMarks(_:)``.
  mutating func endMarks(_ outer: DisputeState, in parent: Int) {
    let marks = disputes.marks
    disputes.handling = outer.handling
    disputes.marks = outer.marks
    for (sign, disputed) in marks.signed {
      let note = element("p", classes: ["note", "disputed"], in: parent)
      text("\(sign)\u{A0}", in: note)
      dispute(disputed, in: note)
    }
  }

  /// Sets what the sources of a figure give: "CNNIC [1] gives 79.7% (used here); World Bank [2] gives 92.0%."
  mutating func dispute(_ disputed: Dispute, in parent: Int) {
    let words = DisputeWords.of(document.language)
    let figures = disputed.figures
    let isDated = figures.contains { $0.period != disputed.figure.period }
    block = BlockState()
    for (place, figure) in figures.enumerated() {
      if place > 0 { text(words.separator, in: parent) }
      statement(figure, words, isDated: isDated, at: disputed.range, in: parent)
      if place == 0 { text(words.usedHere, in: parent) }
    }
    // A period may end in an abbreviation's point.
    if !block.last.hasSuffix(words.end) { text(words.end, in: parent) }
  }

  private mutating func statement(
    _ figure: Figure, _ words: DisputeWords, isDated: Bool, at range: SourceRange, in parent: Int
  ) {
    guard let source = figure.sources.first.flatMap({ store.source($0) }) else {
      diagnostics.error(
        "content.dispute-without-source",
        "sources differ on a figure, but '\(figure.id)' names none, so that no note can say whose it is", at: range,
        hint: "give it 'source:' in data.yaml, or print the figure with '| undisputed'")
      return
    }
    var format = figure.format ?? .automatic
    format.isUndisputed = true
    let isDated = isDated && figure.period != nil
    for part in words.parts(isDated: isDated, hasManyAuthors: source.authors.count > 1) {
      switch part {
      case .words(let words): text(words, in: parent)
      case .source: namedCitation(source, in: parent)
      case .value:
        if let printed = attempt({ (store) throws(Diagnostic) in try store.print(figure, as: format, at: range) }) {
          let holder = numberHolder(of: printed.entry, in: parent, mode: InlineMode())
          text(printed.text, in: holder, range: range, entry: printed.entry)
        }
      case .period: if let period = figure.period { dateText(period, in: parent) }
      }
    }
  }
}
