import PostgreSQL

/// A database server that the user lets a report connect to: a host with any port or with one, or a socket's folder.
public struct AllowedServer: Hashable, Sendable {
  private let name: ServerName

  /// - Parameter text: `db.example.org`, `db.example.org:5432`, `[::1]`, `[::1]:5432` or `/run/postgresql`.
  /// - Returns: Nil if it is none of these.
  public init?(_ text: String) {
    guard let name = ServerName(text) else { return nil }
    self.name = AllowedServer.resolved(name)
  }

  /// Whether it is the server of an address. Names are compared as written and not looked up, so that nobody who
  /// answers for a name can widen what is allowed.
  func allows(_ server: ServerName) -> Bool {
    let server = AllowedServer.resolved(server)
    return server.place == name.place && (name.port == nil || name.port == server.port)
  }

  /// With the symbolic links of a folder followed.
  private static func resolved(_ name: ServerName) -> ServerName {
    guard case .socketFolder(let path) = name.place, let folder = resolvedPath(path) else { return name }
    return ServerName(.socketFolder(folder), port: name.port)
  }
}
