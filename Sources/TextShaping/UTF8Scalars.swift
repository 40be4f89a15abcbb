/// Calls `body` with each character of a text in UTF-8 and its byte offset; U+FFFD stands for bytes that are none.
func forEachScalar(in text: UnsafeBufferPointer<UInt8>, _ body: (Unicode.Scalar, Int) -> Void) {
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = unsafe text.makeIterator()
  var offset = 0
  while true {
    switch unsafe parser.parseScalar(from: &iterator) {
    case .valid(let encoded):
      body(Unicode.UTF8.decode(encoded), offset)
      offset += encoded.count
    case .error(let length):
      body("\u{FFFD}", offset)
      offset += length
    case .emptyInput: return
    }
  }
}
