/// Numbers for the names that occur in rules; 0 stands for all other names.
///
/// A hash table of its own, because a name is looked up for every node and cell: FNV-1a over the few bytes of a name is
/// several times faster than the standard library's keyed hash.
struct NameTable: Sendable {
  private var names: [String] = [""]
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  /// How many numbers are given, 0 included.
  var count: Int { names.count }

  /// The number of a name; 0 if no rule has it.
  func number(_ name: String) -> UInt32 {
    var slot = Self.hash(name) & (slots.count - 1)
    while slots[slot] != 0 {
      if names[Int(slots[slot])] == name { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0
  }

  mutating func add(_ name: String) -> UInt32 {
    let known = number(name)
    if known != 0 { return known }
    names.append(name)
    if names.count * 2 > slots.count {
      slots = Array(repeating: 0, count: slots.count * 2)
      for index in names.indices.dropFirst() { insert(UInt32(index)) }
    } else {
      insert(UInt32(names.count - 1))
    }
    return UInt32(names.count - 1)
  }

  private mutating func insert(_ number: UInt32) {
    var slot = Self.hash(names[Int(number)]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number
  }

  private static func hash(_ name: String) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & Int.max
  }
}
