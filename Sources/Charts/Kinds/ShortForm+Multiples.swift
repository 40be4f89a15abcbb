import Diagnostics

extension ShortForm {
  /// A panel for each value of a column, in which its line lies over those of all others.
  func multiples(into diagnostics: inout Diagnostics) -> SourceNode? {
    guard needs(["x", "y", "facet"], into: &diagnostics), let encoding = view["encoding"],
      let facet = encoding["facet"], let data = view["data"]
    else {
      if view["data"] == nil {
        diagnostics.error("chart.no-data", "the chart has no 'data'", at: view.range, hint: "write 'data: {table: …}'")
      }
      return nil
    }
    let shared = encoding.without("facet")
    // The rows of a layer with data of its own are not cut up.
    let others = mapping([
      "data": data, "transform": view["transform"],
      "mark": mapping([
        "type": word("line"), "class": word("context"), "labels": word("none"), "strokeWidth": plain("1"),
      ]),
      "encoding": mapping(["detail": facet["field"].map(field)]),
    ])
    let own = mapping(["mark": mapping(["type": word("line"), "class": word("accent")])])
    let spec = mapping([
      "encoding": shared, "layer": list([others, own]), "break": view["break"], "annotations": view["annotations"],
    ])
    let outer = view.without("kind").without("encoding").without("break").without("annotations")
      .setting("facet", facet.without("columns")).setting("spec", spec)
    return facet["columns"].map { outer.setting("columns", $0) } ?? outer
  }
}
