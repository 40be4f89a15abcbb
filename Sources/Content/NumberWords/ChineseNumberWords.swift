/// Finds the numbers written in Chinese characters, in simplified and traditional script.
///
/// Characters for numbers stand in names and idioms too (四川, 十分, 万一), so one alone counts only before a measure word,
/// in a fraction or multiple, or as a rank.
struct ChineseNumberWords {
  private let scalars: [Unicode.Scalar]
  /// The byte offset of each character, and of the end.
  private let offsets: [Int]
  /// What stands before the piece.
  private let preceding: Unicode.Scalar?

  private static let digits: Set<Unicode.Scalar> = [
    "一", "二", "两", "兩", "三", "四", "五", "六", "七", "八", "九", "十", "零", "〇",
  ]
  private static let scales: Set<Unicode.Scalar> = ["十", "百", "千", "万", "萬", "亿", "億"]
  /// Stand before a scale that counts in the rough: several hundred, close to ten thousand.
  private static let vague: Set<Unicode.Scalar> = ["数", "數", "几", "幾", "上", "近", "逾", "超", "约", "約"]
  /// Before these a number is a count.
  private static let measures = [
    "个", "個", "名", "人", "位", "次", "年", "家", "种", "種", "项", "項", "成", "元", "岁", "歲", "座", "条", "條", "件", "户", "戶",
    "台", "部", "份", "类", "類", "天", "周", "小时", "小時", "分钟", "分鐘", "公里", "米", "吨", "噸", "所", "套", "批", "轮", "輪", "组",
    "組", "款", "篇", "张", "張", "口", "层", "層", "省", "县", "縣", "村", "代",
  ]
  /// After these a number is no count: this, that, the first so many, a day of the week.
  private static let pointers: Set<Unicode.Scalar> = [
    "第", "这", "這", "那", "该", "該", "此", "前", "后", "後", "其", "各", "周", "期", "拜", "初", "图", "圖", "表", "章",
  ]
  private static let ranks = ["大", "高", "多", "低", "长", "長", "位", "名", "快"]

  init(_ piece: ArraySlice<UInt8>, preceding: String) {
    let text = String(decoding: piece, as: UTF8.self)
    scalars = Array(text.unicodeScalars)
    var offsets: [Int] = []
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    self.offsets = offsets + [offset]
    self.preceding = preceding.unicodeScalars.last
  }

  /// Whether a piece has a character that may be part of a number.
  static func mayMatter(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index + 2 < piece.count {
      let byte = piece[index]
      if byte < 0xE4 {
        index += byte < 0xE0 ? 1 : 3
        continue
      }
      let scalar = UInt32(byte & 15) << 12 | UInt32(piece[index + 1] & 63) << 6 | UInt32(piece[index + 2] & 63)
      if let scalar = Unicode.Scalar(scalar),
        digits.contains(scalar) || scales.contains(scalar) || scalar == "半" || scalar == "倍" || scalar == "翻"
      {
        return true
      }
      index += 3
    }
    return false
  }

  /// The byte ranges of the numbers.
  func numbers() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      if let end = number(at: index) {
        found.append(offsets[index]..<offsets[end])
        index = end
      } else {
        index = max(index + 1, endOfRun(from: index))
      }
    }
    return found
  }

  private func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    Self.digits.contains(scalar) || Self.scales.contains(scalar)
  }

  private func endOfRun(from index: Int) -> Int {
    var end = index
    while end < scalars.count, isNumeral(scalars[end]) { end += 1 }
    return end
  }

  private func follows(_ words: [String], at index: Int) -> Bool {
    words.contains { scalars[index...].starts(with: $0.unicodeScalars) }
  }

  /// Where a number that begins at an index ends.
  private func number(at index: Int) -> Int? {
    for phrase in ["一半", "半数", "半數", "过半", "過半", "翻番", "翻一番", "翻倍", "成倍"] where follows([phrase], at: index) {
      return index + phrase.unicodeScalars.count
    }
    let previous = index > 0 ? scalars[index - 1] : preceding
    if scalars[index] == "第" { return rank(at: index, after: previous) }
    let end = endOfRun(from: index)
    guard end > index else { return nil }
    // The scale word of a number in digits, or of a figure.
    if let previous, previous.properties.numericType == .decimal || previous == "." { return nil }
    if follows(["分之"], at: end) {
      let whole = endOfRun(from: end + 2)
      return whole > end + 2 ? whole : nil
    }
    if follows(["倍"], at: end) { return end + 1 }
    return isCount(index..<end, after: previous) ? end : nil
  }

  private func rank(at index: Int, after previous: Unicode.Scalar?) -> Int? {
    let end = endOfRun(from: index + 1)
    guard end > index + 1 else { return nil }
    let isRank =
      follows(Self.ranks, at: end) || (previous == "续" || previous == "續") && follows(["年", "个", "個", "次"], at: end)
    return isRank ? end + 1 : nil
  }

  /// Whether characters for numbers say how many.
  private func isCount(_ run: Range<Int>, after previous: Unicode.Scalar?) -> Bool {
    let first = scalars[run.lowerBound]
    let isVague = previous.map { Self.vague.contains($0) } ?? false
    if let previous, Self.pointers.contains(previous) { return false }
    // Dates: 六月, 二〇二五年; plans are named by numbers: 十四五.
    if follows(["月", "日", "号", "號", "季度", "届", "屆", "世纪", "世紀"], at: run.upperBound) { return false }
    let isYear =
      run.count == 4 && follows(["年"], at: run.upperBound) && !scalars[run].contains { Self.scales.contains($0) }
    let isPlan = run.count == 3 && scalars[run.upperBound - 1] == "五" && first == "十"
    if isYear || isPlan { return false }
    let hasMeasure = follows(Self.measures, at: run.upperBound)
    if run.count == 1 {
      // 以上两个, 接下来的四个 point at what has been or will be named.
      if previous == "上" || previous == "的" && follows(["个", "個"], at: run.upperBound) {
        return Self.scales.contains(first)
      }
      if Self.scales.contains(first) { return isVague || first == "十" && hasMeasure }
      return first != "一" && first != "零" && first != "〇" && hasMeasure && !follows(["台山"], at: run.upperBound)
    }
    // 万一 and 千万 are words; 一百 and 三亿 are numbers whatever follows.
    if Self.scales.contains(first), first != "十" { return isVague || hasMeasure }
    return Set(scalars[run]).count == run.count && scalars[run].contains { Self.scales.contains($0) } || hasMeasure
  }
}
