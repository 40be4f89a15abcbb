/// A date as it was written: a year, a month of a year, a quarter, a day, or a time of a day.
public struct WrittenDate: Hashable, Sendable {
  public enum Resolution: Int, Comparable, Sendable {
    case year, quarter, month, day, minute, second
    public static func < (a: Resolution, b: Resolution) -> Bool { a.rawValue < b.rawValue }
  }
  public var moment: Moment
  public var resolution: Resolution

  /// The day on which it begins.
  public var start: CalendarDay { moment.day }
  /// Since 1 January 1970; a time of day is a fraction.
  public var days: Double { moment.days }

  /// Reads `2025`, `2025-Q2`, `2025-06`, `2025-06-30` and ISO 8601's times of day: `2025-06-30T12:30`, with seconds and their
  /// fractions, a space in place of the T, and `Z` or `+02:00` behind. A full date may have slashes. Times without
  /// a zone are in UTC.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let found = text.withUTF8({ WrittenDate.reading($0) }) else { return nil }
    self = found
  }

  init(moment: Moment, resolution: Resolution) {
    self.moment = moment
    self.resolution = resolution
  }

  static func reading(_ bytes: UnsafeBufferPointer<UInt8>) -> WrittenDate? {
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for index in start..<(start + count) {
        guard bytes[index] &- 48 < 10 else { return nil }
        value = value * 10 + Int(bytes[index] &- 48)
      }
      return value
    }
    guard let year = number(0, 4) else { return nil }
    if bytes.count == 4 { return WrittenDate(moment: Moment(year: year), resolution: .year) }
    let dash = bytes[4]
    guard dash == UInt8(ascii: "-") || dash == UInt8(ascii: "/"), bytes.count >= 7 else { return nil }
    if bytes.count == 7, bytes[5] | 32 == UInt8(ascii: "q") {
      guard let quarter = number(6, 1), (1...4).contains(quarter) else { return nil }
      return WrittenDate(moment: Moment(year: year, month: quarter * 3 - 2), resolution: .quarter)
    }
    guard let month = number(5, 2), (1...12).contains(month) else { return nil }
    if bytes.count == 7, dash == UInt8(ascii: "-") {
      return WrittenDate(moment: Moment(year: year, month: month), resolution: .month)
    }
    guard bytes.count >= 10, bytes[7] == dash, let day = number(8, 2), day >= 1 else { return nil }
    let start = CalendarDay(year: year, month: month, day: day)
    // 31 April is no day: it would come back as 1 May.
    guard start.parts.month == month else { return nil }
    if bytes.count == 10 { return WrittenDate(moment: Moment(start), resolution: .day) }
    guard bytes[10] | 32 == UInt8(ascii: "t") || bytes[10] == 32 else { return nil }
    return time(UnsafeBufferPointer(rebasing: bytes[11...]), of: start)
  }

  /// `12:30`, `12:30:15.250`, with or without a zone.
  private static func time(_ bytes: UnsafeBufferPointer<UInt8>, of day: CalendarDay) -> WrittenDate? {
    var at = 0
    func two(below limit: Int) -> Int? {
      guard at + 2 <= bytes.count, bytes[at] &- 48 < 10, bytes[at + 1] &- 48 < 10 else { return nil }
      let value = Int(bytes[at] &- 48) * 10 + Int(bytes[at + 1] &- 48)
      at += 2
      return value < limit ? value : nil
    }
    func take(_ sign: Unicode.Scalar) -> Bool {
      guard at < bytes.count, bytes[at] == UInt8(ascii: sign) else { return false }
      at += 1
      return true
    }
    guard let hour = two(below: 25), take(":"), let minute = two(below: 60) else { return nil }
    var seconds = 0.0
    var resolution = Resolution.minute
    if take(":") {
      guard let whole = two(below: 60) else { return nil }
      seconds = Double(whole)
      resolution = .second
      if take(".") {
        var unit = 0.1
        let first = at
        while at < bytes.count, bytes[at] &- 48 < 10 {
          seconds += Double(bytes[at] &- 48) * unit
          unit /= 10
          at += 1
        }
        if at == first { return nil }
      }
    }
    guard hour < 24 || (minute == 0 && seconds == 0) else { return nil }
    var zone = 0
    if take("Z") || take("z") {
    } else if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
      let sign = bytes[at] == UInt8(ascii: "+") ? 1 : -1
      at += 1
      guard let hours = two(below: 24) else { return nil }
      _ = take(":")
      guard let minutes = two(below: 60) else { return nil }
      zone = sign * (hours * 60 + minutes)
    }
    guard at == bytes.count else { return nil }
    let milliseconds = Double(hour * 60 + minute - zone) * 60_000 + (seconds * 1000).rounded()
    return WrittenDate(moment: Moment(day, milliseconds: milliseconds), resolution: resolution)
  }
}
