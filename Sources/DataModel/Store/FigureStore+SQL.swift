import Diagnostics
extension FigureStore {
  func query(_ sql: String, _ declaration: TableDeclaration, at range: SourceRange, querying: [String]) throws(Diagnostic) -> DataTable { preconditionFailure("being written") }
}
