/// A date as data has it: `2025`, `2025-06` or `2025-06-30`.
struct CalendarText: Hashable {
  var year: Int
  var month: Int?
  var day: Int?

  /// `2025-Q2`, `2025-S1`, `2025-W05`: periods of SDMX that are no calendar dates.
  static func isSDMXPeriod(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, Int(parts[0]) != nil, let kind = parts[1].first else {
      return false
    }
    guard let number = Int(parts[1].dropFirst()), number > 0 else { return false }
    switch kind {
    case "Q": return number <= 4
    case "S": return number <= 2
    case "T": return number <= 3
    case "W": return number <= 53
    default: return false
    }
  }

  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard (1...3).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, widths) {
      guard part.utf8.count == width, part.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(part)
      else {
        return nil
      }
      numbers.append(number)
    }
    year = numbers[0]
    if numbers.count > 1 {
      guard (1...12).contains(numbers[1]) else { return nil }
      month = numbers[1]
      if numbers.count > 2 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][numbers[1] - 1]
        guard (1...days).contains(numbers[2]) else { return nil }
        day = numbers[2]
      }
    }
  }
}
