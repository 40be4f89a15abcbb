/// What was computed for words, kept under their bytes and a number beside them, such as a style's.
///
/// There are two generations: when the young one is full it becomes the old one, and the old one is dropped. What is
/// found in the old one moves to the young one. So memory is bounded in a long report, and common words stay.
struct WordCache<Value> {
  private var young = ByteTable<Value>()
  private var old = ByteTable<Value>()
  private let limit: Int

  /// - Parameter limit: How many values a generation holds.
  init(limit: Int) { self.limit = limit }

  /// The value kept for a word, or else what `compute` makes of it.
  mutating func value(
    for word: UnsafeBufferPointer<UInt8>, tag: Int32, compute: () -> Value
  ) -> Value {
    let hash = unsafe hash(word, tag: tag)
    if let value = unsafe young.value(word, tag: tag, hash: hash) { return value }
    let value = unsafe old.value(word, tag: tag, hash: hash) ?? compute()
    if young.count >= limit {
      old = young
      young = ByteTable()
    }
    unsafe young.insert(value, under: word, tag: tag, hash: hash)
    return value
  }
}

/// Values under byte strings: what a dictionary of strings does, without making a string to look one up.
///
/// Open addressing with linear probing.
struct ByteTable<Value> {
  private struct Slot {
    var hash: UInt64
    var tag: Int32
    var start: Int32
    var count: Int32
    /// The place in `values`; -1 for an empty slot.
    var value: Int32
  }

  private static var empty: Slot { Slot(hash: 0, tag: 0, start: 0, count: 0, value: -1) }

  private var slots: [Slot]
  private var mask: Int
  /// The bytes of all keys, one after another.
  private var keys: [UInt8] = []
  private var values: [Value] = []

  init() {
    slots = Array(repeating: Self.empty, count: 1024)
    mask = 1023
  }

  var count: Int { values.count }

  /// The value under `key` and `tag`.
  func value(_ key: UnsafeBufferPointer<UInt8>, tag: Int32, hash: UInt64) -> Value? {
    unsafe slots.withUnsafeBufferPointer { slots in
      var at = Int(truncatingIfNeeded: hash) & mask
      while true {
        let slot = unsafe slots[at]
        if slot.value < 0 { return nil }
        if slot.hash == hash, slot.tag == tag, Int(slot.count) == key.count, unsafe isKey(slot, key) {
          return values[Int(slot.value)]
        }
        at = (at + 1) & mask
      }
    }
  }

  /// Adds a value under a key that is not there yet.
  mutating func insert(_ value: Value, under key: UnsafeBufferPointer<UInt8>, tag: Int32, hash: UInt64) {
    if values.count * 2 >= slots.count { grow() }
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at].value >= 0 { at = (at + 1) & mask }
    slots[at] = Slot(
      hash: hash, tag: tag, start: Int32(keys.count), count: Int32(key.count), value: Int32(values.count))
    unsafe keys.append(contentsOf: key)
    values.append(value)
  }

  private func isKey(_ slot: Slot, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe keys.withUnsafeBufferPointer { keys in
      let start = Int(slot.start)
      for index in 0..<key.count where unsafe keys[start + index] != key[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.empty, count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.value >= 0 {
      var at = Int(truncatingIfNeeded: slot.hash) & mask
      while slots[at].value >= 0 { at = (at + 1) & mask }
      slots[at] = slot
    }
  }
}

/// A hash of a byte string and a number; the same in every run.
///
/// Eight bytes at a time are folded in by a multiplication of 64 by 64 bits whose halves are combined, as in wyhash
/// (W. Yi, public domain). Collisions cost a comparison, so no more is asked of it.
func hash(_ bytes: UnsafeBufferPointer<UInt8>, tag: Int32) -> UInt64 {
  let raw = UnsafeRawBufferPointer(bytes)
  var state = UInt64(UInt32(bitPattern: tag)) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
  var at = 0
  while at + 8 <= raw.count {
    state = unsafe mix(state ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    at += 8
  }
  var tail: UInt64 = 0
  while at < raw.count {
    tail = unsafe tail << 8 | UInt64(raw[at])
    at += 1
  }
  return mix(state ^ tail)
}

@inline(__always) private func mix(_ value: UInt64) -> UInt64 {
  let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
  return product.high ^ product.low
}
