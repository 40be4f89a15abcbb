import Diagnostics
import PostgreSQL
import Testing

@Suite("Addresses of databases")
struct AddressTests {
  private func address(_ text: String) throws(Diagnostic) -> DatabaseAddress {
    try DatabaseAddress(text, at: addressPlace)
  }

  @Test(
    "An address is named without user, password and options",
    arguments: [
      ("postgresql://reader@db.example.org/stats", "postgresql://db.example.org/stats", "db.example.org:5432"),
      (
        "postgres://DB.example.org:5433/stats?sslmode=require", "postgresql://db.example.org:5433/stats",
        "db.example.org:5433"
      ),
      ("postgresql://a:s%40cret@[0:0::1]:5432/my%20stats", "postgresql://[::1]/my%20stats", "[::1]:5432"),
      ("postgresql:///stats?host=/run/postgresql", "postgresql:///stats?host=/run/postgresql", "/run/postgresql"),
      ("postgresql://%2Frun%2Fpg:5433/stats", "postgresql:///stats?host=/run/pg&port=5433", "/run/pg"),
      ("postgresql://me@/stats?host=10.0.0.7&port=6000", "postgresql://10.0.0.7:6000/stats", "10.0.0.7:6000"),
    ])
  func names(_ sample: (text: String, name: String, server: String)) throws {
    let found = try address(sample.text)
    #expect(found.name == sample.name && found.server.description == sample.server)
    #expect(found.hasPassword == sample.text.contains("cret"))
  }

  @Test(
    "What could lead elsewhere or is no address is refused where it is written, and never repeated",
    arguments: [
      ("mysql://host/db", "database.invalid-address"), ("postgresql://host", "database.invalid-address"),
      ("postgresql://host/", "database.invalid-address"), ("postgresql:///db", "database.invalid-address"),
      ("postgresql://host:0/db", "database.invalid-address"), ("postgresql://host:x/db", "database.invalid-address"),
      ("postgresql://ho st/db", "database.invalid-address"),
      ("postgresql://%40abstract/db", "database.invalid-address"),
      ("postgresql://host/d%0", "database.invalid-address"), ("postgresql://host/d%00b", "database.invalid-address"),
      ("postgresql://[::1/db", "database.invalid-address"), ("postgresql://::1/db", "database.invalid-address"),
      ("postgresql://a,b/db", "database.several-hosts"), ("postgresql://a:1,b:2/db", "database.several-hosts"),
      ("postgresql://a/db?host=b", "database.several-hosts"), ("postgresql:///db?host=a,b", "database.several-hosts"),
      ("postgresql://a/db?hostaddr=10.0.0.1", "database.unknown-option"),
      ("postgresql://a/db?host%61ddr=10.0.0.1", "database.unknown-option"),
      ("postgresql://a/db?service=x", "database.unknown-option"),
      ("postgresql://a/db?passfile=/etc/shadow", "database.unknown-option"),
      ("postgresql://a/db?password=secret", "database.unknown-option"),
      ("postgresql://a/db?options=-c%20x", "database.unknown-option"),
      ("postgresql://a/db?sslmode=sometimes", "database.invalid-address"),
      ("postgresql://a/db?connect_timeout=9999", "database.invalid-address"),
      ("postgresql://a/db?sslmode=require&sslmode=disable", "database.invalid-address"),
    ])
  func refused(_ sample: (text: String, id: String)) throws {
    let found = try #require(throws: Diagnostic.self) { try address(sample.text) }
    #expect(found.id == sample.id && found.range == addressPlace)
    #expect(!found.message.contains("secret") && !found.message.contains("//a"))
  }

  @Test("Passwords are starred in a text, and nothing else is, so that places in it stay")
  func hiding() {
    let text = """
      a: postgresql://me:p:4@host/db?password=abc&sslmode=require
      b: "postgres://host:5432/db", c: https://me:word@host, d: {database: 'postgresql://x:é@[::1]/d'}
      """
    let hidden = String(decoding: DatabaseAddress.hidingPasswords(in: Array(text.utf8)), as: UTF8.self)
    #expect(
      hidden == """
        a: postgresql://me:***@host/db?password=***&sslmode=require
        b: "postgres://host:5432/db", c: https://me:word@host, d: {database: 'postgresql://x:**@[::1]/d'}
        """)
  }
}
