import Foundation
import Report
import Store
import Testing

@Suite struct SiteTests {
  private static let written = Result {
    let report = try WrittenReport()
    report.removeFolder()
    return report
  }
  private let site: WrittenReport

  init() throws { site = try Self.written.get() }

  @Test func hasAPageForEveryRepositoryRuleAndPattern() {
    #expect(site.report.pages == site.pages.count)
    #expect(site.pages.count { $0.path.hasPrefix("repository/") } == 4)
    #expect(site.pages.count { $0.path.hasPrefix("rule/") } == 4)
    #expect(site.pages.count { $0.path.hasPrefix("pattern/") } == 2)
    #expect(site.report.firstPage?.hasSuffix("/report/index.html") == true)
  }

  @Test func everyPageIsWellFormed() {
    for (path, html) in site.pages { #expect(HTMLPage(html).faults == [], "\(path)") }
  }

  @Test func everyFigureIsThatOfItsDataset() throws {
    let summary = try DatasetCatalog.datasets().named("summary")
    let row = try #require(try Organisation.database().read { try summary.rows(on: $0, [:]) }.first)
    for page in ["index.html", "coverage.html", "exemptions.html"] {
      let figures = site.figures(in: page)
      #expect(!figures.isEmpty)
      for (name, value) in figures {
        #expect(row.text(String(name.dropFirst("summary.".count))) ?? "" == value, "\(name)")
      }
    }
  }

  @Test func figuresAreThoseCountedByHand() {
    let figures = site.figures(in: "index.html")
    let expected = [
      "repositories": "4", "repositories_failed": "1", "files": "6", "files_judged": "4", "files_template": "1",
      "files_partial": "1", "files_not_read": "1", "pass": nil, "unknown": "1", "open": "3", "critical": "1",
      "high": "1",
      "medium": "1", "rate": "0.4", "strict_rate": "0.3333",
    ]
    for (name, value) in expected where value != nil { #expect(figures["summary.\(name)"] == value, "\(name)") }
    #expect(site.report.openFindings == 3)
    #expect(site.report.rate == 0.4)
  }

  @Test func tablesOfPagesAgreeWithTheFiles() throws {
    let rules = try #require(site.files["rules.html"])
    for row in site.table("rules").dropFirst() where row[5] == "1" {
      let start = try #require(rules.firstRange(of: ">\(row[1])</a>"))
      let shown = rules[start.upperBound...].prefix { $0 != "\n" }
      let rate = try #require(Double(row[11]))
      for cell in [Figure.percent(rate), row[6], row[7], row[8], row[9], row[13]] {
        #expect(shown.contains(">\(cell)</td>"), "\(row[0]): \(cell)")
      }
    }
    #expect(site.table("findings").count - 1 == 3)
    #expect(site.report.tables == 24)
  }

  @Test func internalLinksLeadSomewhere() throws {
    for (path, html) in site.pages {
      let base = try #require(URL(string: "file:///\(path)"))
      for element in HTMLPage(html).elements {
        guard let link = element.attributes["href"], !link.hasPrefix("https://") else { continue }
        let target = try #require(URL(string: link, relativeTo: base))
        let file = String(target.path.dropFirst())
        let found = try #require(site.files[file], "\(path) links to \(link)")
        if let fragment = target.fragment { #expect(found.contains("id=\"\(fragment)\""), "\(path) links to \(link)") }
      }
    }
  }

  @Test func nothingIsLoadedAndNothingRuns() {
    for (path, html) in site.pages {
      let elements = HTMLPage(html).elements
      let policy = elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
      #expect(
        policy?.attributes["content"]?.hasPrefix("default-src 'none'; style-src 'unsafe-inline'") == true, "\(path)")
      for element in elements {
        #expect(
          !["script", "iframe", "object", "embed", "img", "link", "base", "form"].contains(element.name), "\(path)")
        #expect(element.attributes["src"] == nil && element.attributes["style"] == nil)
        #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
        #expect(element.attributes["href"]?.lowercased().hasPrefix("javascript:") != true)
      }
      #expect(!html.contains("url(") && !html.contains("@import"))
    }
  }

  @Test func hostileTextIsShownAsText() throws {
    let page = try #require(site.pages.first { $0.path.hasPrefix("repository/odd-script") })
    #expect(page.html.contains("odd/&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"))
    #expect(page.html.contains("a&#39;&quot;]]&gt;⟨U+202E⟩/Dockerfile"))
    #expect(page.html.contains("vendor &lt;b&gt;image&lt;/b&gt;"))
    for (_, html) in site.pages {
      #expect(!html.contains("alert(\"1\")"))
      #expect(!html.contains("\u{202E}"))
    }
    let app = try #require(
      site.pages.first { $0.path.hasPrefix("repository/team-app") && $0.html.contains("db &lt;pub") })
    #expect(app.html.contains("ports: [&quot;5432:5432&quot;] # &lt;img src=x&gt;"))
  }

  @Test func linesThatMayHoldASecretAreNotShown() {
    for (path, text) in site.files { #expect(!text.contains("hunter2secret"), "\(path)") }
    #expect(site.pages.contains { $0.html.contains("is not shown: it may hold a secret") })
  }

  @Test func noLineWithASecretIsShownWhateverTheFactsSay() throws {
    let secrets = [
      "RUN pip install --index-url https://user:s3cr3tpw@host/simple/$VERSION",
      "RUN export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+s3cr3tpw && make",
      #"RUN curl -H "Authorization: Bearer ghp_s3cr3tpw0123456789abcdefghijABCDEFGHIJ" https://host/"#,
      "RUN curl -H 'Authorization: Basic s3cr3tpw' https://host/", "RUN curl -u admin:s3cr3tpw https://host/",
      "RUN curl https://host/x?access_token=s3cr3tpw", "RUN git clone https://glpat-s3cr3tpw0123456789abc@host/x",
      "RUN mysql --password s3cr3tpw", "RUN PGPASSWORD=s3cr3tpw psql", "RUN echo 'root:s3cr3tpw' | chpasswd",
      "      DB_PASSWORD: \"${DB_PASSWORD:-s3cr3tpw}\"", #"RUN echo "{\"password\": \"s3cr3tpw\"}" > auth.json"#,
      "RUN echo password = s3cr3tpw", "RUN echo //host/:_authToken=s3cr3tpw > .npmrc",
      "RUN " + String(repeating: "x", count: 220) + " --token=s3cr3tpw",
    ]
    let harmless = [
      "FROM postgres:16 AS db", "RUN curl https://host:8080/a@b", "RUN curl -H \"Authorization: Bearer $TOKEN\" x",
      "RUN --mount=type=secret,id=npm_token make", "      DB_PASSWORD: ${DB_PASSWORD:-}", "USER 1000:1000",
      "RUN curl -u 1000:1000 x", "COPY --from=build /app/token /token", "ENV DB_PASSWORD_FILE=/run/secrets/db",
      "RUN git clone https://user:$TOKEN@host/x", "    image: team/auth:v2-alpine", "RUN make PASSWORD=$PASSWORD",
    ]
    let database = try Organisation.database()
    try database.write { connection in
      let text = (secrets + harmless).joined(separator: "\n")
      try connection.execute("UPDATE content_text SET text = ? WHERE content_id = 1", [.text(text)])
      for line in 1...(secrets.count + harmless.count) {
        try connection.execute(
          """
          INSERT INTO finding_life (repository_id, file_id, rule_number, kind, line, subject, occurrence, message, status,
            first_seen)
          VALUES (1, 1, 1, 'violation', ?1, 'line ' || ?1, 1, 'line ' || ?1, 'open', '2026-08-10T00:00:00Z')
          """, [.integer(Int64(line))])
      }
    }
    let report = try WrittenReport(of: database)
    for (path, text) in report.files { #expect(!text.contains("s3cr3tpw"), "\(path)") }
    let page = try #require(report.files["rule/pinned-base-image.html"])
    for line in 1...secrets.count { #expect(page.contains("Line \(line) is not shown"), "\(secrets[line - 1])") }
    for (index, line) in harmless.enumerated() {
      #expect(!page.contains("Line \(secrets.count + index + 1) is not shown"), "\(line)")
    }
  }

  @Test func rulePageShowsItsRecord() throws {
    let page = try #require(site.files["rule/pinned-base-image.html"])
    for text in [
      "A tag <strong>moves</strong>, &lt;b&gt;so&lt;/b&gt; <code>pin</code> it.", "href=\"https://example.org/pin\"",
      "<code>DL3006</code>", "CIS Docker 1.6", "FROM python:latest", "or less.",
    ] { #expect(page.contains(text), "\(text)") }
  }

  @Test func sameInputSameBytes() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "loadline-\(UUID().uuidString).db").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    let again = try WrittenReport(of: Organisation.database(path: path))
    #expect(site.files.keys.sorted() == again.files.keys.sorted())
    for (path, text) in site.files { #expect(again.files[path] == text, "\(path)") }
  }

  @Test func anEmptyDatabaseMakesAReportThatSaysSo() throws {
    let empty = try WrittenReport(of: LoadlineDatabase())
    for (path, html) in empty.pages {
      #expect(HTMLPage(html).faults == [], "\(path)")
      #expect(!html.contains("nan"), "\(path)")
    }
    #expect(empty.files["index.html"]?.contains("Nothing was judged yet") == true)
    #expect(empty.report.rate == nil)
  }
}
