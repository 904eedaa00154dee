import Testing

@testable import Store

/// Who logs in, and with what, is not shown; where to is.
@Suite struct AddressLoginTests {
  @Test(arguments: [
    ("https://jo:pw@example.com/x", "https://…@example.com/x"),
    ("https://token@example.com/x", "https://…@example.com/x"),
    ("https://:pw@example.com", "https://…@example.com"),
    ("https://jo:p@w@example.com/a@1.0", "https://…@example.com/a@1.0"),
    ("https://jo:p/w?#@example.com/x", "https://…@example.com/x"),
    ("https://${USER}:${TOKEN:-pw}@example.com", "https://…@example.com"),
    ("curl \"https://jo:pw@a.example\" 'ftp://jo:pw@b.example'", "curl \"https://…@a.example\" 'ftp://…@b.example'"),
    ("git+https://jo:pw@a.example/x, git+ssh://jo:pw@b.example", "git+https://…@a.example/x, git+ssh://…@b.example"),
    ("mongodb://jo:pw@a.example:27017,b.example:27017/x", "mongodb://…@a.example:27017,b.example:27017/x"),
    ("http://a:b@http://c:d@example.com", "http://…@http://…@example.com"),
    ("http://a://b:c@example.com", "http://a://…@example.com"),
    ("grüße http://jö:pw@example.com/ü", "grüße http://…@example.com/ü"),
  ])
  func `A login is hidden`(text: String, shown: String) {
    #expect(text.withoutLogins == shown)
    #expect(shown.withoutLogins == shown)
  }

  @Test(arguments: [
    "", ":", "://", "://@", "https://example.com", "https://example.com:8080/a@b", "https://example.com/team/x@v1:2",
    "https://example.com?mail=a@b", "https://example.com:$PORT/a@b", "https://example.com:${PORT}?a@b",
    "ssh://git@example.com/x", "git+ssh://git@example.com/x", "git@example.com:team/x", "python:3.12@sha256:0123",
    "docker://alpine:latest", "http://host:port is a placeholder, and mail goes to jo@example.com",
  ])
  func `What is no login stays`(text: String) {
    #expect(text.withoutLogins == text)
  }

  /// Messages cut what is long.
  @Test(arguments: [
    ("curl https://jo:secr…", "curl https://…"), ("curl https://example.co…", "curl https://example.co…"),
    ("curl https://example.com:80…", "curl https://example.com:80…"),
    (
      "run --verbose --an-option=value --another-option=value https://jo:secr",
      "run --verbose --an-option=value --another-option=value https://…"
    ),
  ])
  func `A login that is cut is hidden whole`(text: String, shown: String) {
    #expect(text.withoutLogins == shown)
  }

  @Test func `SQL hides logins too`() throws {
    let rows = try LoadlineDatabase().read { connection in
      try connection.rows("SELECT without_logins('https://jo:pw@example.com'), without_logins(NULL)")
    }
    #expect(rows.first?.values == [.text("https://…@example.com"), .null])
  }

  @Test func `A long text costs as much as it is long`() {
    let text = String(repeating: "http://a:", count: 200_000)
    #expect(ContinuousClock().measure { _ = text.withoutLogins } < .seconds(5))
  }
}
