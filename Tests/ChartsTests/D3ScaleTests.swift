import Geometry
import DataModel
import Testing

@testable import Charts

/// Scales against the outputs that d3-array, d3-scale and d3-time document and test.
@Suite struct D3ScaleTests {
  @Test("A continuous scale maps, clamps, inverts and follows more than two ends as d3's does")
  func continuous() {
    var scale = ContinuousScale(domain: [10, 130], range: [0, 960])
    #expect(scale.position(20) == 80 && scale.position(50) == 320 && scale.invert(80) == 20)
    #expect(scale.position(0) == -80)
    scale.isClamped = true
    #expect(scale.position(0) == 0 && scale.position(500) == 960)
    // linear().domain([-10, 0, 100]).range([...]) and its mirror image.
    let poly = ContinuousScale(domain: [-10, 0, 100], range: [0, 50, 60])
    #expect(poly.position(-5) == 25 && poly.position(50) == 55 && poly.position(0) == 50)
    let mirrored = ContinuousScale(domain: [4, 2, 1], range: [1, 2, 4])
    #expect(mirrored.position(1.5) == 3 && mirrored.position(3) == 1.5)
    #expect(ContinuousScale(domain: [0, 10], range: [0, 100], rounds: true).position(5.9) == 59)
  }

  @Test("Powers, logarithms and symmetric logarithms stand where d3 puts them")
  func transforms() {
    let square = ContinuousScale(.pow(exponent: 0.5), domain: [0, 100], range: [0, 10])
    #expect(abs(square.position(25) - 5) < 1e-12 && abs(square.invert(5) - 25) < 1e-12)
    #expect(abs(ContinuousScale(.pow(exponent: 2), domain: [0, 10], range: [0, 100]).position(-5) + 25) < 1e-9)
    let log = ContinuousScale(.log(base: 10), domain: [1, 10], range: [0, 1])
    #expect(abs(log.position(5) - 0.69897) < 1e-5 && abs(log.position(3) - 0.477121) < 1e-5)
    let negative = ContinuousScale(.log(base: 10), domain: [-100, -1], range: [0, 1])
    #expect(abs(negative.position(-10) - 0.5) < 1e-12 && negative.position(1).isNaN)
    let symlog = ContinuousScale(.symlog(constant: 1), domain: [-100, 100], range: [0, 1])
    #expect(symlog.position(0) == 0.5 && abs(symlog.position(-100)) < 1e-12 && abs(symlog.position(100) - 1) < 1e-12)
    #expect(abs(symlog.invert(symlog.position(7)) - 7) < 1e-9)
  }

  private func log(_ low: Double, _ high: Double, base: Double = 10) -> ContinuousScale {
    ContinuousScale(.log(base: base), domain: [low, high], range: [0, 1])
  }

  @Test("Logarithmic ticks are those of d3's tests")
  func logTicks() {
    let decade = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    #expect(log(0.1, 10).ticks() == decade + [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    #expect(log(-100, -10).ticks() == [-100, -90, -80, -70, -60, -50, -40, -30, -20, -10])
    #expect(log(10, 1).ticks() == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    #expect(log(0.1, 2, base: 10).ticks() == decade + [1, 2])
    let natural = log(0.1, 100, base: 2.718281828459045).ticks().map { ($0 * 1e9).rounded() / 1e9 }
    #expect(natural == [0.135335283, 0.367879441, 1, 2.718281828, 7.389056099, 20.085536923, 54.598150033])
    // Within less than a decade the ticks are those of a linear scale, where the powers give few.
    #expect(log(41, 42).ticks() == [41, 41.1, 41.2, 41.3, 41.4, 41.5, 41.6, 41.7, 41.8, 41.9, 42])
    #expect(log(1600, 1400).ticks() == [1600, 1580, 1560, 1540, 1520, 1500, 1480, 1460, 1440, 1420, 1400])
    #expect(log(1, 1e30).ticks(count: 10).count <= 16)
    #expect(log(0, 10).ticks().isEmpty)
  }

  @Test("Of logarithmic ticks those are labelled that d3 labels")
  func logLabels() {
    let scale = log(0.1, 10)
    func labelled(_ count: Double) -> [Double] { scale.ticks().filter { scale.isLabelled($0, count: count) } }
    #expect(labelled(10) == [0.1, 0.2, 0.3, 0.4, 0.5, 1, 2, 3, 4, 5, 10])
    #expect(labelled(5) == [0.1, 0.2, 1, 2, 10])
    #expect(labelled(1) == [0.1, 1, 10])
    #expect(labelled(0) == [0.1, 1, 10])
  }

  @Test("Domains are widened as d3 does, in either direction and by any base")
  func nice() {
    func nice(_ scale: ContinuousScale, _ count: Double = 10) -> [Double] {
      var scale = scale
      scale.nice(count: count)
      return scale.domain
    }
    #expect(nice(log(1.1, 10.9)) == [1, 100] && nice(log(10.9, 1.1)) == [100, 1])
    #expect(nice(log(0.7, 11.001)) == [0.1, 100] && nice(log(-0.7, -11.001)) == [-0.1, -100])
    #expect(nice(log(3, 20, base: 2)) == [2, 32])
    #expect(nice(ContinuousScale(domain: [10.9, 1.1], range: [0, 1])) == [11, 1])
    #expect(nice(ContinuousScale(domain: [1.1, 1, 2, 3, 10.9], range: [0, 1, 2, 3, 4])) == [1, 1, 2, 3, 11])
    #expect(nice(ContinuousScale(domain: [123.1, -0.9], range: [0, 1])) == [130, -10])
    #expect(nice(ContinuousScale(.pow(exponent: 2), domain: [1.1, 10.9], range: [0, 1])) == [1, 11])
    #expect(nice(ContinuousScale(domain: [12, 87], range: [0, 1]), 5) == [0, 100])
    #expect(
      nice(ContinuousScale(domain: [-.greatestFiniteMagnitude / 4, 1e300], range: [0, 1])).allSatisfy { $0.isFinite })
  }

  @Test("Classes are cut where d3's quantize, quantile and threshold scales cut them")
  func classes() {
    let quantize = DiscretizingScale(quantize: 0...1, count: 3)
    #expect([0.0, 0.2, 0.4, 0.6, 0.8, 1.0].map { quantize.index($0) } == [0, 0, 1, 1, 2, 2])
    #expect(quantize.index(-1) == 0 && quantize.index(.infinity) == 2)
    // d3-scale's example: quartiles of 3, 6, 7, 8, 8, 10, 13, 15, 16, 20.
    #expect(DiscretizingScale(quantile: [3, 6, 7, 8, 8, 10, 13, 15, 16, 20], count: 4).thresholds == [7.25, 9, 14.5])
    #expect(DiscretizingScale(quantile: [3, 6, 7, 8, 8, 9, 10, 13, 15, 16, 20], count: 4).thresholds == [7.5, 9, 14])
    let threshold = DiscretizingScale(thresholds: [1.0 / 3, 2.0 / 3])
    #expect([0, 0.2, 1.0 / 3, 0.4, 2.0 / 3, 1].map { threshold.index($0) } == [0, 0, 1, 1, 2, 2])
    #expect(DiscretizingScale(bins: [0, 10, 20, 30]).thresholds == [10, 20])
  }

  @Test("Bands keep to whole numbers and to one side where they are asked to, as d3's do")
  func bands() {
    // scaleBand().domain(["a", "b", "c"]).rangeRound([0, 100]): what is left is shared out.
    var scale = BandScale(
      count: 3, range: ScaleRange(start: 0, end: 100), paddingInner: 0, paddingOuter: 0, rounds: true)
    #expect((0..<3).map { scale.position($0) } == [1, 34, 67] && scale.bandwidth == 33)
    scale.align = 0
    #expect((0..<3).map { scale.position($0) } == [0, 33, 66])
    scale.align = 1
    #expect((0..<3).map { scale.position($0) } == [1, 34, 67])
  }

  /// A time in days since 1970.
  private func utc(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Double = 0
  ) -> Double {
    Double(CalendarDay(year: year, month: month, day: day).number)
      + (Double(hour) * 3600 + Double(minute) * 60 + second) / 86_400
  }

  private func ticks(_ start: Double, _ stop: Double, _ count: Double = 4) -> [Double] {
    TimeScale(domain: start...stop, range: ScaleRange(start: 0, end: 1)).ticks(room: count, exact: true).values
  }
  private func near(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-8 }
  }

  @Test("Ticks within a day are those of d3's utc scale, from milliseconds to half days")
  func ticksWithinDay() {
    func seconds(_ values: [Double]) -> [Double] { values.map { utc(2011, 1, 1, 12, 0, $0) } }
    #expect(near(ticks(utc(2011, 1, 1, 12, 0, 0), utc(2011, 1, 1, 12, 0, 4)), seconds([0, 1, 2, 3, 4])))
    #expect(near(ticks(utc(2011, 1, 1, 12, 0, 0), utc(2011, 1, 1, 12, 0, 20)), seconds([0, 5, 10, 15, 20])))
    #expect(near(ticks(utc(2011, 1, 1, 12, 0, 0), utc(2011, 1, 1, 12, 0, 50)), seconds([0, 15, 30, 45])))
    #expect(near(ticks(utc(2011, 1, 1, 12, 0, 0), utc(2011, 1, 1, 12, 1, 50)), seconds([0, 30, 60, 90])))
    #expect(near(ticks(utc(2011, 1, 1, 12, 0, 27), utc(2011, 1, 1, 12, 4, 12)), seconds([60, 120, 180, 240])))
    #expect(
      near(
        ticks(utc(2011, 1, 1, 12, 3, 27), utc(2011, 1, 1, 12, 21, 12)), [5, 10, 15, 20].map { utc(2011, 1, 1, 12, $0) })
    )
    #expect(
      near(
        ticks(utc(2011, 1, 1, 12, 8, 27), utc(2011, 1, 1, 13, 4, 12)), [15, 30, 45, 60].map { utc(2011, 1, 1, 12, $0) })
    )
    #expect(
      near(
        ticks(utc(2011, 1, 1, 12, 28, 27), utc(2011, 1, 1, 14, 4, 12)),
        [30, 60, 90, 120].map { utc(2011, 1, 1, 12, $0) }))
    #expect(
      near(
        ticks(utc(2011, 1, 1, 12, 28, 27), utc(2011, 1, 1, 16, 34, 12)), [13, 14, 15, 16].map { utc(2011, 1, 1, $0) }))
    #expect(
      near(
        ticks(utc(2011, 1, 1, 14, 28, 27), utc(2011, 1, 2, 1, 34, 12)), [15, 18, 21, 24].map { utc(2011, 1, 1, $0) }))
    #expect(
      near(
        ticks(utc(2011, 1, 1, 16, 28, 27), utc(2011, 1, 2, 14, 34, 12)), [18, 24, 30, 36].map { utc(2011, 1, 1, $0) }))
    #expect(
      near(
        ticks(utc(2011, 1, 1, 16, 28, 27), utc(2011, 1, 3, 21, 34, 12)), [24, 36, 48, 60].map { utc(2011, 1, 1, $0) }))
    let milliseconds = ticks(utc(2011, 1, 1), utc(2011, 1, 1, 0, 0, 0.5), 10).map {
      ($0 - utc(2011, 1, 1)) * 86_400_000
    }
    #expect(milliseconds.map { $0.rounded() } == [0, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500])
  }

  @Test("Ticks of days, weeks, months and years are those of d3's utc scale")
  func ticksOfDays() {
    #expect(ticks(utc(2011, 1, 1, 16, 28), utc(2011, 1, 5, 21, 34)) == [2, 3, 4, 5].map { utc(2011, 1, $0) })
    #expect(ticks(utc(2011, 1, 2, 16, 28), utc(2011, 1, 9, 21, 34)) == [3, 5, 7, 9].map { utc(2011, 1, $0) })
    #expect(ticks(utc(2011, 1, 1, 16, 28), utc(2011, 1, 23, 21, 34)) == [2, 9, 16, 23].map { utc(2011, 1, $0) })
    #expect(ticks(utc(2011, 1, 18), utc(2011, 5, 2)) == [2, 3, 4, 5].map { utc(2011, $0, 1) })
    #expect(ticks(utc(2010, 12, 18), utc(2011, 11, 2)) == [1, 4, 7, 10].map { utc(2011, $0, 1) })
    #expect(ticks(utc(2010, 12, 18), utc(2014, 3, 2)) == [2011, 2012, 2013, 2014].map { utc($0, 1, 1) })
    #expect(ticks(utc(0, 12, 18), utc(2014, 3, 2), 6) == [500, 1000, 1500, 2000].map { utc($0, 1, 1) })
    #expect(ticks(utc(1650, 1, 1), utc(1750, 1, 1)) == [1660, 1680, 1700, 1720, 1740].map { utc($0, 1, 1) })
  }

  @Test("Domains of time are widened to the beginnings of an interval")
  func niceTime() {
    func nice(_ a: Double, _ b: Double, _ interval: CalendarInterval) -> [Double] {
      let domain = TimeScale.nice(a...b, interval: interval)
      return [domain.lowerBound, domain.upperBound]
    }
    let (start, stop) = (utc(2009, 1, 1, 0, 17), utc(2009, 1, 1, 23, 42))
    #expect(CalendarInterval.of(from: start, to: stop, count: 10) == .hours(3))
    #expect(nice(start, stop, .hours(3)) == [utc(2009, 1, 1), utc(2009, 1, 2)])
    #expect(nice(start, stop, .weeks) == [utc(2008, 12, 28), utc(2009, 1, 4)])
    #expect(nice(start, stop, .months(1)) == [utc(2009, 1, 1), utc(2009, 2, 1)])
    #expect(nice(start, stop, .years(1)) == [utc(2009, 1, 1), utc(2010, 1, 1)])
    #expect(nice(utc(2012, 1, 1), utc(2013, 1, 1), .years(1)) == [utc(2012, 1, 1), utc(2013, 1, 1)])
    #expect(nice(utc(1790, 5, 1), utc(1899, 3, 1), .years(10)) == [utc(1790, 1, 1), utc(1900, 1, 1)])
  }

  /// As d3-color writes it.
  private func words(_ color: Color) -> [Int] {
    [color.red, color.green, color.blue].map { Int(($0 * 255).rounded()) }
  }

  @Test("Colours between two others are those of d3-interpolate, in each space")
  func colors() {
    let (steelblue, brown) = (Color(hex: 0x4682B4), Color(hex: 0xA52A2A))
    let (red, blue) = (Color(hex: 0xFF0000), Color(hex: 0x0000FF))
    // What Vega draws at a fifth of the way from steelblue to brown.
    let expected: [(ColorInterpolation, [Int])] = [
      (.rgb, [89, 112, 152]), (.hsl, [64, 68, 178]), (.hslLong, [64, 178, 151]), (.lab, [109, 116, 151]),
      (.hcl, [101, 114, 182]), (.hclLong, [0, 133, 150]), (.cubehelix, [94, 102, 194]),
    ]
    for (space, color) in expected {
      #expect(words(space.color(from: steelblue, to: brown, at: 0.2)) == color, "\(space)")
    }
    #expect(words(ColorInterpolation.hcl.color(from: red, to: blue, at: 1)) == [0, 0, 255])
    // What Vega draws for a scale from red over green to blue at 1, 2, 4, 6 and 10 of 1 to 10.
    let ramp = ColorRamp(colors: [red, Color(hex: 0x008000), blue], interpolation: .hcl)
    let drawn = [1.0, 2, 4, 6, 10].map { words(ramp.color(at: ($0 - 1) / 9)) }
    #expect(drawn == [[255, 0, 0], [208, 86, 0], [107, 124, 0], [0, 128, 40], [0, 0, 255]])
  }

  @Test("Schemes have the names and colours of Vega's")
  func schemes() throws {
    let blues = try #require(ColorSchemes.colors("blues"))
    #expect(blues.isContinuous && words(ColorRamp(colors: blues.colors).color(at: 1 / 9.0)) == [188, 215, 235])
    #expect(ColorSchemes.colors("redyellowblue")?.colors.count == 11)
    #expect(ColorSchemes.colors("redYellowBlue")?.colors == ColorSchemes.colors("redyellowblue")?.colors)
    #expect(ColorSchemes.colors("tableau10")?.colors.count == 10)
    let viridis = ColorRamp(colors: try #require(ColorSchemes.colors("viridis")).colors)
    #expect(words(viridis.color(at: 0)) == [68, 1, 84] && words(viridis.color(at: 1)) == [253, 231, 37])
    // Vega's five classes of yellowgreenblue.
    let steps = ColorRamp(colors: try #require(ColorSchemes.colors("yellowgreenblue")).colors).steps(5)
    #expect(words(steps[0]) == [199, 233, 181] && words(steps[4]) == [34, 90, 165])
    #expect(ColorSchemes.colors("nonsense") == nil && ColorSchemes.names.count == 68)
  }
}
