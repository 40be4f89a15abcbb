import Glibc

/// The moment by which something has to be done, on the clock that nobody sets.
struct Deadline {
  private let end: Double

  init(after seconds: Double) { end = Deadline.now + seconds }

  private static var now: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Waits until a socket is ready for one of the events of `poll`.
  ///
  /// - Returns: False if the deadline passed first.
  func wait(for events: Int32, on socket: Int32) -> Bool {
    while true {
      let left = end - Deadline.now
      guard left > 0 else { return false }
      var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
      let ready = unsafe poll(&entry, 1, Int32((left * 1000).rounded(.up)))
      // An error on the socket counts as ready: libpq then says what it is.
      if ready > 0 || (ready < 0 && errno != EINTR) { return true }
    }
  }
}
