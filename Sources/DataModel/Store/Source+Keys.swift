import Diagnostics

extension Source {
  /// What `data.yaml` and tables of sources may say of a source, with the fact that it is.
  private static let texts: [(key: String, fact: WritableKeyPath<Source, String?> & Sendable)] = [
    ("publisher", \.publisher), ("title", \.title), ("date", \.date), ("url", \.url), ("kind", \.kind),
    ("container", \.container), ("volume", \.volume), ("issue", \.issue), ("pages", \.pages), ("doi", \.doi),
    ("seen", \.seen), ("licence", \.licence), ("license", \.licence), ("licence_notes", \.licence),
    ("credit", \.credit),
    ("note", \.note), ("accessed", \.accessed),
  ]
  /// The keys of a source in `data.yaml`.
  static let keys = texts.map(\.key).filter { $0 != "licence_notes" } + ["valid", "authors", "author"]

  /// Sets the fact of a key, and checks what has to be a date or a span of time.
  ///
  /// - Parameter range: Where the text stands.
  mutating func set(
    _ key: String, to text: String, at range: @autoclosure () -> SourceRange, into diagnostics: inout Diagnostics
  ) {
    switch key {
    case "date", "accessed":
      if CalendarText(text) == nil {
        diagnostics.error(
          "data.invalid-date", "'\(text)' is not a date", at: range(), hint: "write 2025, 2025-07 or 2025-07-21")
      }
      set(key, to: text)
    case "valid":
      validity = CalendarDuration(text)
      if validity == nil {
        diagnostics.error(
          "data.invalid-duration", "'\(text)' is not a span of time", at: range(), hint: CalendarDuration.hint)
      }
    default: set(key, to: text)
    }
  }

  /// Sets the fact of a key; another key is none.
  mutating func set(_ key: String, to text: String) {
    guard let fact = Source.texts.first(where: { $0.key == key })?.fact else { return }
    self[keyPath: fact] = key == "doi" ? Source.identifier(text) : text
  }

  /// A DOI without the address of its resolver.
  private static func identifier(_ text: String) -> String {
    text.firstRange(of: "doi.org/").map { String(text[$0.upperBound...]) } ?? text
  }
}
