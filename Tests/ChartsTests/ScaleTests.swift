import DataModel
import Testing

@testable import Charts

@Suite struct ScaleTests {
  @Test(
    "Ticks are those that d3 documents and tests",
    arguments: [
      (0.0, 1.0, 10.0, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]),
      (0, 1, 8, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]),
      (0, 1, 7, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]), (0, 1, 4, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
      (0, 1, 3, [0.0, 0.5, 1.0]), (0, 1, 2, [0.0, 0.5, 1.0]), (0, 1, 1, [0.0, 1.0]),
      (0, 10, 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), (0, 10, 7, [0, 2, 4, 6, 8, 10]), (0, 10, 3, [0, 5, 10]),
      (0, 10, 1, [0, 10]), (-10, 10, 10, [-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10]),
      (-10, 10, 7, [-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10]), (-10, 10, 5, [-10, -5, 0, 5, 10]),
      (-10, 10, 2, [-10, 0, 10]), (-10, 10, 1, [0]), (1, 9, 5, [2, 4, 6, 8]),
    ] as [(Double, Double, Double, [Double])])
  func ticks(start: Double, stop: Double, count: Double, expected: [Double]) throws {
    #expect(try #require(TickSteps(from: start, to: stop, count: count)).values == expected)
  }

  @Test(
    "Domains are widened as d3's nice does",
    arguments: [
      (0.0, 0.96, 10.0, 0.0, 1.0), (0, 96, 10, 0, 100), (1.1, 10.9, 10, 1, 11), (0.000_000_000_000_001, 11, 10, 0, 11),
      (12, 87, 5, 0, 100), (12, 87, 10, 10, 90), (12, 87, 100, 12, 87), (0, 1123, 10, 0, 1200), (-7.3, 4.1, 10, -8, 5),
    ])
  func nice(low: Double, high: Double, count: Double, niceLow: Double, niceHigh: Double) {
    #expect(niceInterval(low...high, count: count) == niceLow...niceHigh)
  }

  @Test("There are three to six labels on an axis wherever the domain has that many round values")
  func threeToSix() throws {
    for exponent in -6...6 {
      var unit = 1.0
      for _ in 0..<abs(exponent) { unit = exponent < 0 ? unit / 10 : unit * 10 }
      for top in stride(from: 1.1, through: 9.9, by: 0.1) {
        let domain = niceInterval(0...top * unit)
        let scale = ContinuousScale(domain: domain, range: ScaleRange(start: 0, end: 100))
        for room in [3.0, 4.4, 6, 9] {
          let count = try #require(scale.sparseTicks(room: room)).count
          #expect((2...6).contains(count), "\(domain) \(room)")
        }
      }
    }
  }

  @Test("An empty or endless domain has no ticks and does no harm")
  func unusable() {
    #expect(TickSteps(from: 5, to: 5, count: 5) == nil)
    #expect(TickSteps(from: 0, to: .infinity, count: 5) == nil)
    #expect(TickSteps(from: .nan, to: 1, count: 5) == nil)
    #expect(ContinuousScale(domain: 5...5, range: ScaleRange(start: 0, end: 10)).position(5) == 5)
  }

  @Test("Bands lie where d3's scaleBand puts them")
  func bands() {
    var scale = BandScale(count: 3, range: ScaleRange(start: 0, end: 120), paddingInner: 0, paddingOuter: 0)
    #expect((0..<3).map { scale.position($0) } == [0, 40, 80] && scale.bandwidth == 40)
    scale.paddingInner = 0.2
    scale.paddingOuter = 0.2
    #expect((0..<3).map { scale.position($0) } == [7.5, 45, 82.5])
    #expect(abs(scale.bandwidth - 30) < 1e-9 && scale.step == 37.5)
    scale = BandScale(count: 3, range: ScaleRange(start: 120, end: 0), paddingInner: 0.2, paddingOuter: 0.2)
    #expect((0..<3).map { scale.position($0) } == [82.5, 45, 7.5], "backwards, the bands are the same")
    // scalePoint().domain(["a", "b", "c"]).range([0, 120])
    scale = BandScale(count: 3, range: ScaleRange(start: 0, end: 120), paddingInner: 1, paddingOuter: 0)
    #expect((0..<3).map { scale.position($0) } == [0, 60, 120] && scale.bandwidth == 0)
  }

  @Test("A logarithmic axis shows powers of ten, and fewer of them where there is less room")
  func logarithms() {
    let scale = ContinuousScale(.log(base: 10), domain: 1...10_000, range: ScaleRange(start: 0, end: 100))
    #expect(scale.sparsePowers(room: 6) == [1, 10, 100, 1000, 10_000])
    #expect(scale.sparsePowers(room: 3) == [1, 100, 10_000])
    let decade = ContinuousScale(.log(base: 10), domain: 1...10, range: ScaleRange(start: 0, end: 1))
    #expect(decade.sparsePowers(room: 6) == [1, 2, 5, 10])
    #expect(abs(scale.position(100) - 50) < 1e-9)
    #expect(niceLogInterval(3...700) == 1...1000)
  }

  @Test("Days count from 1970 in the Gregorian calendar, for centuries to both sides")
  func days() {
    #expect(CalendarDay(year: 1970, month: 1, day: 1).number == 0)
    #expect(CalendarDay(year: 2000, month: 2, day: 29).number == 11_016)
    #expect(CalendarDay(year: 1900, month: 3, day: 1).number - CalendarDay(year: 1900, month: 2, day: 28).number == 1)
    for number in stride(from: -300_000, through: 300_000, by: 997) {
      let parts = CalendarDay(number: number).parts
      #expect(CalendarDay(year: parts.year, month: parts.month, day: parts.day).number == number)
    }
  }

  @Test("Dates are read as they are written, and what is no date is none")
  func writtenDates() {
    #expect(WrittenDate("2025")?.resolution == .year)
    #expect(WrittenDate("2025-06")?.start == CalendarDay(year: 2025, month: 6, day: 1))
    #expect(WrittenDate("2025-Q3")?.start == CalendarDay(year: 2025, month: 7, day: 1))
    #expect(WrittenDate("2024-02-29")?.resolution == .day)
    for text in ["2025-13", "2025-02-29", "2025-00", "25", "20255", "2025/06", "2025-06-31", "mid 2025", ""] {
      #expect(WrittenDate(text) == nil, "\(text)")
    }
  }

  @Test("Ticks of time begin years, quarters, months and days, as many as there is room for")
  func timeTicks() {
    func dates(_ from: String, _ to: String, _ room: Double) -> [String] {
      let domain = Double(WrittenDate(from)!.start.number)...Double(WrittenDate(to)!.start.number)
      return TimeScale(domain: domain, range: ScaleRange(start: 0, end: 1)).ticks(room: room).values.map {
        let parts = CalendarDay(number: Int($0)).parts
        return "\(parts.year)-\(parts.month)-\(parts.day)"
      }
    }
    #expect(dates("2005", "2025", 5) == ["2005-1-1", "2010-1-1", "2015-1-1", "2020-1-1", "2025-1-1"])
    #expect(dates("2020-12", "2025-12", 6) == ["2021-1-1", "2022-1-1", "2023-1-1", "2024-1-1", "2025-1-1"])
    #expect(dates("2024-01", "2025-01", 6) == ["2024-1-1", "2024-4-1", "2024-7-1", "2024-10-1", "2025-1-1"])
    #expect(dates("2024-01-01", "2024-01-05", 6) == ["2024-1-1", "2024-1-2", "2024-1-3", "2024-1-4", "2024-1-5"])
    #expect(dates("1897", "2024", 6).allSatisfy { $0.hasSuffix("-1-1") })
  }

  @Test("Labels that push one another are moved no more than they must be, and stay in order")
  func spreading() {
    let middles = spread([10, 12, 50], heights: [8, 8, 8], within: (0, 100))
    #expect(middles == [7, 15, 50])
    let crowded = spread([99, 99, 99], heights: [10, 10, 10], within: (0, 100))
    #expect(crowded == [75, 85, 95])
    #expect(spread([], heights: [], within: (0, 1)).isEmpty)
  }
}
