import Authoring
import Testing

@Suite("Quotes, dashes and ellipses by language")
struct SmartPunctuationTests {
  func set(_ text: String, _ language: String = "en") -> String {
    SmartPunctuation(language: language).apply(to: text)
  }

  @Test(
    "A quotation within a quotation",
    arguments: [
      ("en", "“He said ‘no’.”"), ("fr", "«\u{202F}He said “no”.\u{202F}»"), ("es", "«He said “no”.»"),
      ("de", "„He said ‚no‘.“"), ("de-CH", "«He said ‹no›.»"), ("ru", "«He said „no“.»"),
      ("ar", "”He said ’no‘.“"), ("zh", "“He said ‘no’.”"), ("zh-Hant-TW", "「He said 『no』.」"),
      ("sv", "”He said ’no’.”"), ("pl", "„He said «no».”"), ("xx", "“He said ‘no’.”"),
    ])
  func quotes(language: String, expected: String) { #expect(set("\"He said 'no'.\"", language) == expected) }

  @Test("Apostrophes are told from quotes")
  func apostrophes() {
    #expect(
      set("It's the users' 'own' data, '90s, rock 'n' roll")
        == "It’s the users’ ‘own’ data, ’90s, rock ‘n’ roll")
    #expect(set("'Tis a dog's life") == "’Tis a dog’s life")
    #expect(set("(\"a\") \"b\"-\"c\"") == "(“a”) “b”-“c”")
    #expect(set("l'\"ami\" et l'eau", "fr") == "l’«\u{202F}ami\u{202F}» et l’eau")
  }

  @Test("Hyphens become dashes by twos and threes, three points an ellipsis")
  func dashes() {
    #expect(
      set("2020--2025, yes---no, a - b, ---- ... well....") == "2020–2025, yes—no, a - b, ---- … well….")
  }

  @Test("French sets narrow spaces before high punctuation and a no-break space before the colon")
  func french() {
    #expect(
      set("Quoi ? Non ! Oui : « ça » ; 79,7 %", "fr")
        == "Quoi\u{202F}? Non\u{202F}! Oui\u{A0}: «\u{202F}ça\u{202F}»\u{202F}; 79,7\u{202F}%")
    #expect(set("79.7 % at 12:30", "en") == "79.7\u{A0}% at 12:30")
  }

  @Test("Chinese quotes open after a character without a space")
  func chinese() {
    #expect(set("他说\"你好\"吗", "zh") == "他说“你好”吗")
    #expect(outline(parse("---\nlang: zh\n---\n你好\n世界 a\nb\n").document) == "p('你好世界 a b')")
  }

  @Test("Quotes open and close rightly across emphasis, links, figures and notes")
  func acrossInline() {
    #expect(
      outline(parse("\"*word*\" and \"[link](u)\" *\"x\"* \"{{ a }}\"\n").document)
        == "p('“' em('word') '” and “' a[u]('link') '” ' em('“x”') ' “' {{a}} '”')")
    #expect(
      outline(parse("*Users'* `a`'s {{ b }}'s \"c\"[^1] d\n\n[^1]: e\n").document)
        == "p(em('Users’') ' ' code(a) '’s ' {{b}} '’s “c”' ^1 ' d') note 1(p('e'))")
  }

  @Test("What is written with a backslash or as code stays as it is")
  func escapes() {
    #expect(
      outline(parse("\\\"a\\\" \\-\\-- &amp; \\'b' `\"c\"` é\\.\\.\\. \"d\"\n").document)
        == "p('\"a\" --- & \\'b’ ' code(\"c\") ' é... “d”')".replacing("\\'", with: "'"))
  }
}
