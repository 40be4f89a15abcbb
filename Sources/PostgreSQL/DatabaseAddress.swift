import Diagnostics

/// A database's address: `postgresql://user@host:5432/database?sslmode=require`, or
/// `postgresql:///database?host=/run/postgresql` for a Unix socket.
///
/// It is read here and not by libpq, which would take several hosts, files and services too; libpq gets the parts.
public struct DatabaseAddress: Hashable, Sendable {
  /// With its port.
  public private(set) var server: ServerName
  public private(set) var database: String
  private(set) var user: String?
  private(set) var password: String?
  private(set) var sslMode: String?
  private(set) var connectionSeconds: Int?

  public var hasPassword: Bool { password != nil }

  public static let usualPort = 5432
  private static let schemes = ["postgresql://", "postgres://"]
  private static let sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]

  /// - Parameter range: Where it is written; what is wrong is said there without the address itself, for the
  /// password's sake.
  public init(_ text: String, at range: SourceRange) throws(Diagnostic) {
    guard let scheme = DatabaseAddress.schemes.first(where: text.hasPrefix) else {
      throw DatabaseAddress.invalid("begins with postgresql://", at: range)
    }
    let whole = text.dropFirst(scheme.count)
    let query = whole.firstIndex(of: "?")
    let beforeQuery = whole[..<(query ?? whole.endIndex)]
    let slash = beforeQuery.firstIndex(of: "/")
    var authority = beforeQuery[..<(slash ?? beforeQuery.endIndex)]
    database =
      try slash.map { (slash) throws(Diagnostic) in
        try DatabaseAddress.decoded(beforeQuery[beforeQuery.index(after: slash)...], at: range)
      } ?? ""
    guard !database.isEmpty else {
      throw DatabaseAddress.invalid("names its database: postgresql://host/database", at: range)
    }
    if let at = authority.lastIndex(of: "@") {
      let credentials = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = try DatabaseAddress.decoded(credentials[0], at: range)
      if credentials.count == 2 { password = try DatabaseAddress.decoded(credentials[1], at: range) }
      if user?.isEmpty == true { user = nil }
      authority = authority[authority.index(after: at)...]
    }
    let options = try DatabaseAddress.options(query.map { whole[whole.index(after: $0)...] } ?? "", at: range)
    server = try DatabaseAddress.server(authority, host: options["host"], port: options["port"], at: range)
    if let mode = options["sslmode"] {
      guard DatabaseAddress.sslModes.contains(mode) else {
        throw .error(
          "database.invalid-address", "'sslmode' has no value '\(mode)'", at: range,
          hint: didYouMean(mode, in: DatabaseAddress.sslModes)
            ?? "it can be \(DatabaseAddress.sslModes.joined(separator: ", "))")
      }
      sslMode = mode
    }
    if let seconds = options["connect_timeout"] {
      guard let number = Int(seconds), (1...60).contains(number) else {
        throw .error(
          "database.invalid-address", "'connect_timeout' takes a number of seconds from 1 to 60", at: range)
      }
      connectionSeconds = number
    }
  }

  private static func invalid(_ what: String, at range: SourceRange) -> Diagnostic {
    .error(
      "database.invalid-address", "the address of a database \(what)", at: range,
      hint: "write postgresql://user@host:5432/database")
  }

  private static func server(
    _ authority: Substring, host: String?, port: String?, at range: SourceRange
  ) throws(Diagnostic) -> ServerName {
    var text = try decoded(authority, at: range)
    // A path's port can only stand after it or among the options.
    var portText = port
    if text.hasPrefix("/"), let colon = authority.lastIndex(of: ":") {
      text = try decoded(authority[..<colon], at: range)
      portText = String(authority[authority.index(after: colon)...])
    }
    if let host {
      guard text.isEmpty else { throw severalHosts(at: range) }
      text = host
    }
    guard !text.isEmpty else {
      throw invalid("names its host", at: range)
    }
    guard !text.contains(",") else { throw severalHosts(at: range) }
    guard var name = ServerName(text) else {
      throw invalid("has a host such as db.example.org, 192.0.2.7 or [::1], and perhaps a port", at: range)
    }
    if let portText {
      guard name.port == nil, let number = ServerName.port(portText) else {
        throw invalid("has one port, from 1 to 65535", at: range)
      }
      name.port = number
    }
    name.port = name.port ?? usualPort
    return name
  }

  private static func severalHosts(at range: SourceRange) -> Diagnostic {
    .error(
      "database.several-hosts", "the address of a database names one host", at: range,
      hint: "name the server that the figures are from")
  }

  /// The parameters after `?`. All others that libpq knows would lead to another server, read files or hold a password.
  private static func options(_ text: Substring, at range: SourceRange) throws(Diagnostic) -> [String: String] {
    let known = ["sslmode", "connect_timeout", "host", "port"]
    var options: [String: String] = [:]
    for part in text.split(separator: "&") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try decoded(pair[0], at: range)
      guard known.contains(name) else {
        let hint =
          switch name {
          case "password": "set PGPASSWORD, or add a line to ~/.pgpass"
          case "user": "write it before the host: postgresql://user@host/database"
          case "hostaddr": "write the address in place of the host"
          case "sslcert", "sslkey", "sslrootcert", "sslcrl":
            "libpq finds certificates in ~/.postgresql, or where PGSSLROOTCERT, PGSSLCERT and PGSSLKEY say"
          default: didYouMean(name, in: known) ?? "it can have \(known.joined(separator: ", "))"
          }
        throw .error(
          "database.unknown-option", "the address of a database cannot have '\(name)'", at: range, hint: hint)
      }
      guard pair.count == 2, options[name] == nil else {
        throw .error("database.invalid-address", "'\(name)' takes one value", at: range)
      }
      options[name] = try decoded(pair[1], at: range)
    }
    return options
  }

  /// Percent-encoded bytes by RFC 3986.
  private static func decoded(_ text: Substring, at range: SourceRange) throws(Diagnostic) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        let digits = String(Substring(rest.prefix(2)))
        guard digits.utf8.count == 2, digits.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
          let value = UInt8(digits, radix: 16), value != 0
        else { throw invalid("has two hexadecimal digits after each %", at: range) }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else { throw invalid("is UTF-8", at: range) }
    return decoded
  }

  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
        || [0x2D, 0x2E, 0x5F, 0x7E, 0x2F].contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// The address without user, password and options, as figures name where they come from.
  public var name: String {
    let port = server.port == DatabaseAddress.usualPort ? nil : server.port
    switch server.place {
    case .host:
      return "postgresql://\(ServerName(server.place, port: port))/\(DatabaseAddress.encoded(database))"
    case .socketFolder(let path):
      let suffix = port.map { "&port=\($0)" } ?? ""
      return "postgresql:///\(DatabaseAddress.encoded(database))?host=\(DatabaseAddress.encoded(path))\(suffix)"
    }
  }

  /// libpq's connection options. Those that the environment could set to another end are named here.
  var connectionOptions: [(name: String, value: String)] {
    let host =
      switch server.place {
      case .host(let name): name
      case .socketFolder(let path): path
      }
    var options = [
      ("host", host), ("port", String(server.port ?? DatabaseAddress.usualPort)), ("dbname", database),
      ("client_encoding", "UTF8"), ("application_name", "bulletin"), ("target_session_attrs", "any"),
      // Encryption by Kerberos would ask its own servers.
      ("gssencmode", "disable"), ("options", "-c default_transaction_read_only=on"),
    ]
    if let user { options.append(("user", user)) }
    if let password { options.append(("password", password)) }
    if let sslMode { options.append(("sslmode", sslMode)) }
    return options
  }
}
