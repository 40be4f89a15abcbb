import Testing

@testable import Styling

@Suite("Tokenizer")
struct TokenizerTests {
  private func kinds(_ css: String) -> [Token.Kind] { Tokenizer.tokens(of: css).map(\.kind) }
  private func texts(_ css: String) -> [String] { Tokenizer.tokens(of: css).map(\.text) }

  @Test("Names, numbers and signs are told apart")
  func kinds() {
    #expect(
      kinds("a#b.c -1.5e1mm 50%+2 --x f(@m") == [
        .ident, .hash, .delimiter, .ident, .whitespace, .dimension, .whitespace, .percentage, .number,
        .whitespace,
        .ident, .whitespace, .function, .atKeyword,
      ])
    let dimension = Tokenizer.tokens(of: "-1.5e1MM")[0]
    #expect(dimension.number == -15 && dimension.text == "MM" && !dimension.isInteger)
    #expect(Tokenizer.tokens(of: "1e3em")[0].number == 1000)
    #expect(Tokenizer.tokens(of: "1em")[0].text == "em")
    #expect(Tokenizer.tokens(of: ".5").first?.number == 0.5)
    #expect(Tokenizer.tokens(of: "+.5").first?.isSigned == true)
  }

  @Test("Escapes stand for the character that they name")
  func escapes() {
    #expect(texts(#"\41 b"#) == ["Ab"])
    #expect(texts(#""\201C x\"""#) == ["\u{201C}x\""])
    #expect(texts("\"a\\\nb\"") == ["ab"])
    #expect(texts(#"\0 \110000 \D800 "#) == ["\u{FFFD}\u{FFFD}\u{FFFD}"])
    #expect(texts(#"a\é"#) == ["aé"])
  }

  @Test("Broken strings and addresses are tokens of their own")
  func broken() {
    #expect(kinds("\"a\nb") == [.badString, .whitespace, .ident])
    #expect(kinds("url( x ) url(a b) c") == [.url, .whitespace, .badURL, .whitespace, .ident])
    #expect(kinds("url(\"x\")") == [.function, .string, .closeParenthesis])
    #expect(texts("url(a\\)b)") == ["a)b"])
    #expect(kinds("'open") == [.string])
  }

  @Test("Comments separate tokens and are left out")
  func comments() {
    #expect(texts("a/**/b/* c */d") == ["a", "b", "d"])
    #expect(texts("a /* never closed") == ["a", ""])
    #expect(
      kinds("<!-- --> <-") == [.htmlComment, .whitespace, .htmlComment, .whitespace, .delimiter, .delimiter])
  }

  @Test("A block that is never closed ends with the sheet, and a stray bracket closes nothing")
  func blocks() {
    let list = TokenList(Tokenizer.tokens(of: "f(a ] b) { ( }"))
    #expect(list.closing(of: 0) == 6)
    #expect(list.closing(of: 8) == list.tokens.count)
    #expect(list.closing(of: 10) == list.tokens.count)
  }
}
