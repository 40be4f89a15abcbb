import Glibc

/// A server as addresses and options name it: a host, or the folder of a Unix socket, perhaps with a port.
public struct ServerName: Hashable, Sendable, CustomStringConvertible {
  public enum Place: Hashable, Sendable {
    /// A name in small letters, an IPv4 address, or an IPv6 address in its shortest form.
    case host(String)
    /// An absolute path.
    case socketFolder(String)
  }
  public var place: Place
  /// Nil where none is named.
  public var port: Int?

  public init(_ place: Place, port: Int? = nil) {
    self.place = place
    self.port = port
  }

  /// - Parameter text: `host`, `host:5432`, `[::1]`, `[::1]:5432` or `/folder/of/the/socket`.
  /// - Returns: Nil if it is none of these.
  public init?(_ text: String) {
    if text.hasPrefix("/") {
      guard !text.utf8.contains(UInt8(ascii: ",")), !text.utf8.contains(0) else { return nil }
      self.init(.socketFolder(text))
      return
    }
    var rest = Substring(text)
    let host: String
    if rest.hasPrefix("[") {
      guard let end = rest.firstIndex(of: "]"),
        let address = ServerName.shortestIPv6(String(rest.dropFirst().prefix(upTo: end)))
      else { return nil }
      host = address
      rest = rest[rest.index(after: end)...]
    } else {
      let name = rest.prefix { $0 != ":" }
      guard !name.isEmpty, name.utf8.allSatisfy(ServerName.isHostByte) else { return nil }
      host = name.lowercased()
      rest = rest[name.endIndex...]
    }
    if rest.isEmpty {
      self.init(.host(host))
    } else {
      guard rest.first == ":", let port = ServerName.port(String(rest.dropFirst())) else { return nil }
      self.init(.host(host), port: port)
    }
  }

  /// Letters, digits, `-`, `.` and `_`: what separates several hosts, or begins an abstract socket, is none of them.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }

  static func port(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(text),
      (1...65535).contains(port)
    else { return nil }
    return port
  }

  private static func shortestIPv6(_ text: String) -> String? {
    var address = in6_addr()
    guard unsafe inet_pton(AF_INET6, text, &address) == 1 else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard unsafe inet_ntop(AF_INET6, &address, &buffer, socklen_t(INET6_ADDRSTRLEN)) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }

  public var description: String {
    let name =
      switch place {
      case .host(let host): host.contains(":") ? "[\(host)]" : host
      case .socketFolder(let path): path
      }
    guard let port, case .host = place else { return name }
    return "\(name):\(port)"
  }
}
