import Diagnostics
import Foundation
import PostgreSQL

/// The address of the server that `Scripts/with-postgresql` has started, with the database that tests may change; nil
/// where there is none.
let serverAddress = ProcessInfo.processInfo.environment["BULLETIN_TEST_POSTGRESQL"]

let addressPlace = SourceRange(file: "data.yaml", line: 3, columns: 20..<60)

/// Where a query is written: on one line, or from line 5 to line 9.
func queryPlace(_ sql: String) -> SourceRange {
  sql.contains("\n")
    ? SourceRange(file: "data.yaml", line: 5, column: 10, endLine: 9, endColumn: 1)
    : SourceRange(file: "data.yaml", line: 4, columns: 10..<(12 + sql.unicodeScalars.count))
}

/// What a query gives, as CSV, or the diagnostic; with the warnings.
struct Answer {
  var file: InputFile?
  var error: Diagnostic?
  var warnings: [Diagnostic] = []
  var csv: String { String(decoding: file?.bytes ?? [], as: UTF8.self) }
}

func ask(
  _ content: DatabaseQuery.Content, at address: String? = serverAddress, parameters: [String: SourceNode] = [:],
  through sessions: DatabaseSessions = DatabaseSessions()
) -> Answer {
  let range = if case .sql(let sql) = content { queryPlace(sql) } else { queryPlace("table") }
  let query = DatabaseQuery(
    name: "live", address: address ?? "", addressRange: addressPlace, content: content, contentRange: range,
    parameters: parameters)
  var warnings = Diagnostics()
  var answer = Answer()
  do throws(Diagnostic) {
    let address = try DatabaseAddress(query.address, at: query.addressRange)
    answer.file = try sessions.run(query, on: address, into: &warnings)
  } catch { answer.error = error }
  answer.warnings = warnings.all
  return answer
}

func ask(_ sql: String, parameters: [String: String?] = [:], limits: DatabaseLimits = DatabaseLimits()) -> Answer {
  ask(
    .sql(sql),
    parameters: parameters.mapValues { SourceNode(.scalar($0 ?? "null", isPlain: true), at: queryPlace(sql)) },
    through: DatabaseSessions(limits: limits))
}

/// Changes the server's data, as somebody else would.
func change(_ sql: String) throws {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [
    "psql", "-q", "-v", "ON_ERROR_STOP=1", "-c", "SET client_min_messages = warning; " + sql, serverAddress ?? "",
  ]
  try process.run()
  process.waitUntilExit()
  if process.terminationStatus != 0 { throw ChangeFailed() }
}
struct ChangeFailed: Error {}

/// A port of this machine at which something listens that never answers.
final class SilentServer {
  let port: Int
  private let socket: Int32

  init() {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    port = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length)
        listen(socket, 8)
        getsockname(socket, address, &length)
      }
      return Int(UInt16(bigEndian: $0.pointee.sin_port))
    }
  }
  deinit { close(socket) }

  /// How often somebody has connected since this was last asked.
  func countOfConnections() -> Int {
    _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    var count = 0
    while true {
      let connection = accept(socket, nil, nil)
      if connection < 0 { return count }
      close(connection)
      count += 1
    }
  }
}

/// The folder of that server's Unix socket.
let socketFolder = ProcessInfo.processInfo.environment["BULLETIN_TEST_POSTGRESQL_SOCKET"]
