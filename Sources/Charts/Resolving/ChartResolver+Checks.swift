import DataModel
import Diagnostics

extension ChartResolver {
  /// Reports properties that are known but have no effect where they stand.
  func checkProperties(_ build: PlotBuild) {
    // Panels that one facet makes are alike.
    var seen: Set<Int> = []
    for panel in build.panels where seen.insert(panel.template).inserted { checkProperties(panel) }
  }

  private func checkProperties(_ panel: PanelBuild) {
    let form = panel.panel.form
    for layer in panel.layers {
      checkChannels(layer, form)
      if let place = layer.spec.breakSpec?.field.range, form != .cartesian || layer.spec.mark.kind != .line {
        unsupported("'break' belongs to lines", at: place)
      }
      for channel in [EncodingSpec.Channel.x, .y] {
        if let bound = layer.channels[channel] { checkPosition(bound, channel, layer) }
      }
    }
    guard form == .timeline else { return }
    for annotation in panel.spec.annotations {
      unsupported("a timeline has no 'annotations'; an event says what happened", at: annotation.range)
    }
    if spec.height != nil {
      unsupported("a timeline is as high as its events, and has no 'height'", at: spec.range)
    }
  }

  private func checkChannels(_ layer: BoundLayer, _ form: PlotPanel.Form) {
    let unused: [EncodingSpec.Channel]
    let owner: String
    switch (form, layer.spec.mark.kind) {
    case (.timeline, _):
      (unused, owner) = ([.y, .x2, .y2, .xOffset, .yOffset, .order], "a timeline")
    case (.waffle, _): (unused, owner) = ([.y, .x2, .y2, .xOffset, .yOffset, .shape], "a waffle chart")
    case (.dumbbell, _): (unused, owner) = ([.x2, .y2, .xOffset, .yOffset, .order], "a dumbbell chart")
    case (.polar, _): (unused, owner) = ([.x, .y, .x2, .y2, .xOffset, .yOffset, .shape, .strokeDash], "an arc")
    case (.cartesian, .bar), (.cartesian, .rect): (unused, owner) = ([.shape, .theta, .radius], "a bar")
    case (.cartesian, .line), (.cartesian, .trail):
      (unused, owner) = ([.x2, .y2, .xOffset, .yOffset, .theta, .radius], "a line")
    case (.cartesian, .area): (unused, owner) = ([.xOffset, .yOffset, .shape, .theta, .radius], "an area")
    case (.cartesian, .rule): (unused, owner) = ([.shape, .text, .theta, .radius], "a rule")
    case (.cartesian, _):
      (unused, owner) = ([.x2, .y2, .theta, .radius], "mark '\(layer.spec.mark.kind.rawValue)'")
    }
    for channel in unused {
      guard let bound = layer.channels[channel] else { continue }
      unsupported("\(owner) has no encoding '\(channel.rawValue)'", at: bound.spec.range)
    }
  }

  private func checkPosition(_ bound: BoundChannel, _ channel: EncodingSpec.Channel, _ layer: BoundLayer) {
    let name = channel.rawValue
    func report(_ places: [String: SourceRange], _ keys: [String], _ why: String) {
      for key in keys {
        if let place = places[key] { unsupported("'\(key)' has no effect on \(why) '\(name)'", at: place) }
      }
    }
    if bound.isDiscrete {
      report(bound.spec.scale.places, ["zero", "nice", "clamp"], "the categories of")
      report(bound.spec.axis.places, ["format", "tickCount"], "the categories of")
      report(bound.spec.places, ["format", "stack"], "the categories of")
    } else {
      report(bound.spec.scale.places, ["paddingInner", "paddingOuter"], "the continuous axis")
      if bound.type == .temporal { report(bound.spec.places, ["format", "stack"], "the dates of") }
      switch bound.spec.sort {
      case .automatic, .none, .ascending, .descending: break
      case .values, .field, .channel: report(bound.spec.places, ["sort"], "the continuous axis")
      }
      if !bound.spec.axis.labelTexts.isEmpty { report(bound.spec.axis.places, ["labels"], "the continuous axis") }
    }
    if layer.spec.mark.kind != .bar, layer.spec.mark.kind != .area, layer.spec.mark.kind != .arc {
      report(bound.spec.places, ["stack"], "a mark other than a bar or an area, along")
    }
  }

  private func unsupported(_ message: String, at range: SourceRange) {
    diagnostics.error("chart.unsupported-property", message, at: range, hint: "remove it")
  }
}
