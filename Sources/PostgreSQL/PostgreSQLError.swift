/// Why a database gave no rows.
enum PostgreSQLError: Error {
  case noLibrary
  case connectionTimedOut(seconds: Int)
  /// - Parameter isPassword: Whether the server asked for a password, and there was none or another.
  case notConnected(String, isPassword: Bool)
  /// The connection broke while it was in use.
  case lost(String)
  case refused(ServerMessage)
  case queryTimedOut
  case tooManyRows
  case tooManyBytes
  case notRows
}

/// What a server says of a statement that it did not carry out.
struct ServerMessage {
  /// The SQLSTATE, five letters or digits.
  var state: String
  var text: String
  var hint: String?
  /// The character of the statement that it is about, from 1.
  var position: Int?
}
