/// The values of a chart in rows and columns, in the words that it prints.
public struct ChartDataTable: Hashable, Sendable {
  /// The first column names the rows.
  public var columns: [String] = []
  /// Each has a text for each column.
  public var rows: [[String]] = []
}

/// A value of a chart in words.
struct ChartReading: Hashable, Sendable {
  /// The place of its panel.
  var panel: Int
  /// The name of its series, if series are told apart.
  var series: String?
  /// Its category, date or both.
  var place: String
  /// The day of the place, where that is a date.
  var day: Double?
  var value: String

  /// Such as `Rural, 2024 322`.
  func words(withSeries: Bool) -> String {
    let subject = [withSeries ? series : nil, place].compactMap { $0 }.filter { !$0.isEmpty }
    return [subject.joined(separator: ", "), value].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension ChartDataTable {
  /// A row for each place, a column for each series; dates in their order, other places in that of the readings.
  ///
  /// - Parameters:
  ///   - place: What the places are, such as the title of their axis.
  ///   - value: What the values are, where there are no series.
  init(_ readings: [ChartReading], place: String, value: String) {
    struct Row: Hashable {
      var panel: Int
      var place: String
    }
    var places: [Row: Int] = [:]
    var series: [String?: Int] = [:]
    var keys: [(panel: Int, day: Double?)] = []
    columns = [place]
    for reading in readings {
      let column = series[reading.series] ?? columns.count
      if column == columns.count {
        series[reading.series] = column
        columns.append(reading.series ?? value)
        for index in rows.indices { rows[index].append("") }
      }
      let key = Row(panel: reading.panel, place: reading.place)
      let row = places[key] ?? rows.count
      if row == rows.count {
        places[key] = row
        keys.append((reading.panel, reading.day))
        rows.append([reading.place] + Array(repeating: "", count: columns.count - 1))
      }
      let known = rows[row][column]
      rows[row][column] = known.isEmpty ? reading.value : known + ", " + reading.value
    }
    let order = rows.indices.sorted { a, b in
      guard keys[a].panel == keys[b].panel, let first = keys[a].day, let second = keys[b].day, first != second else {
        return (keys[a].panel, a) < (keys[b].panel, b)
      }
      return first < second
    }
    rows = order.map { rows[$0] }
  }
}
