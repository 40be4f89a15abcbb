import Diagnostics

extension Document {
  /// Reads a report: YAML front matter and Markdown, with the files that it includes.
  ///
  /// - Parameters:
  ///   - file: The file of the report; its name stands in every place.
  ///   - reader: Reads what `::: {include=…}` names.
  ///   - diagnostics: Gets what is wrong; the document is complete but for that.
  public static func parse(
    file: InputFile, reader: any InputReading, into diagnostics: inout Diagnostics
  ) -> Document {
    var builder = TreeBuilder(reader: reader)
    builder.read(file)
    diagnostics.add(contentsOf: builder.found)
    return builder.document
  }

  /// Reads a piece of Markdown that stands in a value of YAML, such as a note under a table.
  ///
  /// - Parameters:
  ///   - markdown: The text of the value.
  ///   - range: Where the value was written; places within the text are right where it is on one line.
  ///   - language: A BCP 47 tag, for quotes and dashes.
  public static func parse(
    fragment markdown: String, at range: SourceRange, language: String, into diagnostics: inout Diagnostics
  ) -> Document {
    var builder = TreeBuilder(reader: nil)
    builder.read(fragment: markdown, at: range, language: language)
    diagnostics.add(contentsOf: builder.found)
    return builder.document
  }
}
