import CZlib
import Diagnostics

/// Compresses by zlib, again and again with the same memory.
@safe final class Deflater {
  // On the heap, because zlib keeps the address.
  private let stream: UnsafeMutablePointer<z_stream>
  private let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

  /// - Parameter level: zlib's, from 1 (fast) to 9 (small).
  init(level: Int) throws(RenderingError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe bulletin_deflateInit(stream, Int32(level)) == Z_OK else {
      throw RenderingError("starting compression", "zlib has no memory")
    }
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
    unsafe chunk.deallocate()
  }

  /// Appends the compressed form of `input` to `output`.
  func compress(_ input: OutputBytes, appendingTo output: inout [UInt8]) throws(RenderingError) {
    unsafe deflateReset(stream)
    var rest = input.count
    try input.forEachPiece { piece throws(RenderingError) in
      rest -= piece.count
      try deflate(piece, isLast: rest == 0, appendingTo: &output)
    }
    if input.count == 0 { try deflate([], isLast: true, appendingTo: &output) }
  }

  private func deflate(_ piece: [UInt8], isLast: Bool, appendingTo output: inout [UInt8]) throws(RenderingError) {
    let status = unsafe piece.withUnsafeBufferPointer { input in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(input.count)
      while true {
        unsafe stream.pointee.next_out = chunk.baseAddress
        unsafe stream.pointee.avail_out = UInt32(chunk.count)
        let status = unsafe CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        let room = unsafe Int(stream.pointee.avail_out)
        unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<(chunk.count - room)]))
        // With room left, all of the piece is taken in.
        if status != Z_OK || (!isLast && room > 0) { return status }
      }
    }
    // Asked once more when the piece had just fitted, zlib says that it had nothing to do.
    let isDone = isLast ? status == Z_STREAM_END : status == Z_OK || status == Z_BUF_ERROR
    if !isDone { throw RenderingError("compressing", "zlib status \(status)") }
  }
}

/// Expands what zlib compressed, again and again with the same memory.
@safe final class Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

  init() throws(RenderingError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe bulletin_inflateInit(stream) == Z_OK else {
      throw RenderingError("starting to expand", "zlib has no memory")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe chunk.deallocate()
  }

  /// Replaces `output` by the expanded form of the bytes of `input` in `range`.
  ///
  /// - Parameter limit: More bytes than this are an error, for input that is not our own.
  func expand(
    _ range: Range<Int>, of input: [UInt8], into output: inout [UInt8], atMost limit: Int = .max
  ) throws(RenderingError) {
    unsafe inflateReset(stream)
    output.removeAll(keepingCapacity: true)
    let status = unsafe input.withUnsafeBufferPointer { input in
      let input = unsafe UnsafeBufferPointer(rebasing: input[range])
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(input.count)
      while true {
        unsafe stream.pointee.next_out = chunk.baseAddress
        unsafe stream.pointee.avail_out = UInt32(chunk.count)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        let written = unsafe chunk.count - Int(stream.pointee.avail_out)
        unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<written]))
        if output.count > limit { return Z_MEM_ERROR }
        // No progress with room left means that the input ends too early.
        let isStuck = unsafe stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0
        if status != Z_OK || isStuck { return status }
      }
    }
    if status != Z_STREAM_END { throw RenderingError("expanding", "zlib status \(status)") }
  }
}
