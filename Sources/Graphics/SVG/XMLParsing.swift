import CExpat

/// What is told of the elements of an XML file, in order.
protocol XMLElementHandler: AnyObject {
  /// - Parameters:
  ///   - name: The namespace, a line feed and the local name; only the local name where there is no namespace.
  ///   - line: Where the element begins, counted from 1, as is the column.
  func begin(_ name: String, _ attributes: [(name: String, value: String)], line: Int, column: Int)
  func end(_ name: String)
}

/// Why a file is not XML.
struct XMLFault: Equatable {
  var reason: String
  var line: Int
  var column: Int
}

/// Reads XML with Expat, which loads nothing from elsewhere and stops files that blow up by their entities.
///
/// - Returns: Nil if all of it is XML.
func parseXML(_ bytes: [UInt8], _ handler: any XMLElementHandler) -> XMLFault? {
  guard let parser = XML_ParserCreateNS(nil, 10) else {
    return XMLFault(reason: "no memory", line: 1, column: 1)
  }
  defer { XML_ParserFree(parser) }
  let context = XMLContext(parser: parser, handler: handler)
  return withExtendedLifetime(context) {
    XML_SetUserData(parser, Unmanaged.passUnretained(context).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let data, let name else { return }
        let context = Unmanaged<XMLContext>.fromOpaque(data).takeUnretainedValue()
        var list: [(name: String, value: String)] = []
        var next = attributes
        while let key = next?[0], let value = next?[1] {
          list.append((String(cString: key), String(cString: value)))
          next = next?.advanced(by: 2)
        }
        context.handler.begin(
          String(cString: name), list, line: Int(XML_GetCurrentLineNumber(context.parser)),
          column: Int(XML_GetCurrentColumnNumber(context.parser)) + 1)
      },
      { data, name in
        guard let data, let name else { return }
        Unmanaged<XMLContext>.fromOpaque(data).takeUnretainedValue().handler.end(String(cString: name))
      })
    let status = bytes.withUnsafeBytes {
      XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: $0.count), 1)
    }
    if status == XML_STATUS_OK { return nil }
    let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown error"
    return XMLFault(
      reason: reason, line: Int(XML_GetCurrentLineNumber(parser)),
      column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
  }
}

/// What Expat's callbacks need.
private final class XMLContext {
  let parser: XML_Parser
  let handler: any XMLElementHandler
  init(parser: XML_Parser, handler: any XMLElementHandler) {
    self.parser = parser
    self.handler = handler
  }
}
