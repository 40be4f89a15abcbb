/// The bytes of a file that is being made, in pieces: what is there already is never copied to make room for more, which one
/// array would do each time it doubles.
public struct OutputBytes: Sendable {
  @usableFromInline static let pieceSize = 1 << 16
  /// Closed, in order; none of them empty.
  @usableFromInline var closed: [[UInt8]] = []
  @usableFromInline var open: [UInt8]
  @usableFromInline var closedCount = 0

  public init() { open = [] }

  /// The bytes of an array, which is kept as it is.
  public init(_ bytes: [UInt8]) { open = bytes }

  public var count: Int { closedCount + open.count }

  @inlinable public mutating func append(_ byte: UInt8) {
    if open.count >= Self.pieceSize { makeRoom(for: 1) }
    open.append(byte)
  }

  @inlinable public mutating func append(contentsOf bytes: some Collection<UInt8>) {
    if open.count + bytes.count > Self.pieceSize { makeRoom(for: bytes.count) }
    open.append(contentsOf: bytes)
  }

  @usableFromInline mutating func makeRoom(for count: Int) {
    if open.isEmpty { return open.reserveCapacity(count) }
    closedCount += open.count
    closed.append(open)
    open = []
    open.reserveCapacity(max(count, Self.pieceSize))
  }

  /// Calls `body` with each piece, in order.
  public func forEachPiece<Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    for piece in closed { try body(piece) }
    if !open.isEmpty { try body(open) }
  }

  /// All of it in one array, which for what is large is a copy.
  public var joined: [UInt8] {
    if closed.isEmpty { return open }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    forEachPiece { bytes += $0 }
    return bytes
  }
}
