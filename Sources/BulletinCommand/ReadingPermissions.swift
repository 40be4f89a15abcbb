import ArgumentParser
import Bulletin

/// What reports may read beside their own folders.
struct ReadingPermissions: ParsableArguments {
  @Option(
    name: .customLong("allow-read"), parsing: .singleValue,
    help: ArgumentHelp("A further folder from which the report may read files; may be repeated.", valueName: "folder"),
    completion: .directory)
  var allowedFolders: [String] = []

  @Option(
    name: .customLong("allow-connect"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      A database server to which the report may connect: host, host:port, [IPv6] or the folder of a socket; may be \
      repeated. No other connection is made.
      """, valueName: "host"))
  var allowedServers: [String] = []

  func validate() throws { _ = try servers() }

  func apply(to options: inout ReportOptions) throws {
    options.allowedFolders = allowedFolders
    options.allowedServers = try servers()
  }

  private func servers() throws -> [AllowedServer] {
    try allowedServers.map { text in
      guard let server = AllowedServer(text) else {
        throw ValidationError("--allow-connect takes host, host:port, [IPv6] or a socket's folder, not '\(text)'.")
      }
      return server
    }
  }
}
