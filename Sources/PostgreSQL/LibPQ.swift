import Glibc

/// The functions of libpq that are used, found in the shared library when a report first asks a database.
///
/// Linking it would load OpenSSL, Kerberos and LDAP into every run.
@safe struct LibPQ: Sendable {
  typealias Handle = OpaquePointer
  typealias Texts = UnsafePointer<UnsafePointer<CChar>?>

  let connectStart: @convention(c) (Texts?, Texts?, CInt) -> Handle?
  let connectPoll: @convention(c) (Handle?) -> CInt
  let finish: @convention(c) (Handle?) -> Void
  let status: @convention(c) (Handle?) -> CInt
  let socket: @convention(c) (Handle?) -> CInt
  let errorMessage: @convention(c) (Handle?) -> UnsafePointer<CChar>?
  let needsPassword: @convention(c) (Handle?) -> CInt
  let usedPassword: @convention(c) (Handle?) -> CInt
  let setNonBlocking: @convention(c) (Handle?, CInt) -> CInt
  let setNoticeReceiver:
    @convention(c) (Handle?, (@convention(c) (UnsafeMutableRawPointer?, Handle?) -> Void)?, UnsafeMutableRawPointer?) ->
      OpaquePointer?
  let sendQuery: @convention(c) (Handle?, UnsafePointer<CChar>?) -> CInt
  let sendQueryParams:
    @convention(c) (
      Handle?, UnsafePointer<CChar>?, CInt, UnsafePointer<CUnsignedInt>?, Texts?, UnsafePointer<CInt>?,
      UnsafePointer<CInt>?, CInt
    ) -> CInt
  let setSingleRowMode: @convention(c) (Handle?) -> CInt
  let flush: @convention(c) (Handle?) -> CInt
  let consumeInput: @convention(c) (Handle?) -> CInt
  let isBusy: @convention(c) (Handle?) -> CInt
  let getResult: @convention(c) (Handle?) -> Handle?
  let clear: @convention(c) (Handle?) -> Void
  let resultStatus: @convention(c) (Handle?) -> CInt
  let resultErrorField: @convention(c) (Handle?, CInt) -> UnsafePointer<CChar>?
  let rowCount: @convention(c) (Handle?) -> CInt
  let fieldCount: @convention(c) (Handle?) -> CInt
  let fieldName: @convention(c) (Handle?, CInt) -> UnsafePointer<CChar>?
  let fieldType: @convention(c) (Handle?, CInt) -> CUnsignedInt
  let value: @convention(c) (Handle?, CInt, CInt) -> UnsafePointer<CChar>?
  let length: @convention(c) (Handle?, CInt, CInt) -> CInt
  let isNull: @convention(c) (Handle?, CInt, CInt) -> CInt

  /// Nil where the library is not installed. It is never closed, since libraries below it leave work for the exit.
  static let shared = LibPQ(named: "libpq.so.5")

  init?(named name: String) {
    guard let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    do {
      func find<Function>(_ name: String) throws -> Function {
        guard let symbol = unsafe dlsym(library, name) else { throw SymbolMissing() }
        return unsafe unsafeBitCast(symbol, to: Function.self)
      }
      unsafe connectStart = try find("PQconnectStartParams")
      unsafe connectPoll = try find("PQconnectPoll")
      unsafe finish = try find("PQfinish")
      unsafe status = try find("PQstatus")
      unsafe socket = try find("PQsocket")
      unsafe errorMessage = try find("PQerrorMessage")
      unsafe needsPassword = try find("PQconnectionNeedsPassword")
      unsafe usedPassword = try find("PQconnectionUsedPassword")
      unsafe setNonBlocking = try find("PQsetnonblocking")
      unsafe setNoticeReceiver = try find("PQsetNoticeReceiver")
      unsafe sendQuery = try find("PQsendQuery")
      unsafe sendQueryParams = try find("PQsendQueryParams")
      unsafe setSingleRowMode = try find("PQsetSingleRowMode")
      unsafe flush = try find("PQflush")
      unsafe consumeInput = try find("PQconsumeInput")
      unsafe isBusy = try find("PQisBusy")
      unsafe getResult = try find("PQgetResult")
      unsafe clear = try find("PQclear")
      unsafe resultStatus = try find("PQresultStatus")
      unsafe resultErrorField = try find("PQresultErrorField")
      unsafe rowCount = try find("PQntuples")
      unsafe fieldCount = try find("PQnfields")
      unsafe fieldName = try find("PQfname")
      unsafe fieldType = try find("PQftype")
      unsafe value = try find("PQgetvalue")
      unsafe length = try find("PQgetlength")
      unsafe isNull = try find("PQgetisnull")
    } catch {
      return nil
    }
  }
  private struct SymbolMissing: Error {}
}

/// Values of libpq's enumerations and error fields, from libpq-fe.h and postgres_ext.h.
enum LibPQCode {
  static let connectionOK: CInt = 0
  static let pollingFailed: CInt = 0
  static let pollingReading: CInt = 1
  static let pollingWriting: CInt = 2
  static let pollingOK: CInt = 3
  static let emptyQuery: CInt = 0
  static let commandOK: CInt = 1
  static let tuplesOK: CInt = 2
  static let fatalError: CInt = 7
  static let singleTuple: CInt = 9
  static let fieldState = CInt(UInt8(ascii: "C"))
  static let fieldMessage = CInt(UInt8(ascii: "M"))
  static let fieldHint = CInt(UInt8(ascii: "H"))
  static let fieldPosition = CInt(UInt8(ascii: "P"))
}
