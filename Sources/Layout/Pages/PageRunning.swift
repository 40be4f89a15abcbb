/// What goes on from page to page.
struct PageRunning {
  var strings = RunningValues<String>()
  /// The nodes that run in margins.
  var elements = RunningValues<Int>()
  /// Sidenotes that found no room so far.
  var waitingNotes: [Int] = []
}
