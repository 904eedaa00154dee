import Foundation
import Report
import Store
import Testing

@Suite struct ReportWriterTests {
  @Test func anEarlierDayIsMadeUpFromTheHistory() throws {
    let then = try WrittenReport { $0.asOf = "2026-08-05" }
    let figures = then.figures(in: "index.html")
    // Then app/Dockerfile was still pinned, APP/Dockerfile was not, and the hostile one was not there.
    let expected = ["open": "3", "critical": "1", "exempt_findings": nil, "unknown": "0", "files": "3", "rate": "0.4"]
    for (name, value) in expected where value != nil { #expect(figures["summary.\(name)"] == value, "\(name)") }
    #expect(then.table("findings").dropFirst().map { $0[3] }.sorted() == ["team/APP", "team/APP", "team/app"])
    #expect(then.table("compliance-trend").last?.first == "2026-08")
  }

  @Test func theLastDayIsThePresent() throws {
    #expect(try WrittenReport { $0.asOf = "2026-08-31" }.files["index.html"] == WrittenReport().files["index.html"])
  }

  @Test func anOwnerSeesOnlyTheirFiles() throws {
    let data = try WrittenReport { $0.owner = "@data" }
    let figures = data.figures(in: "index.html")
    #expect(figures["summary.files"] == "1" && figures["summary.open"] == "1" && figures["summary.repositories"] == "1")
    #expect(data.pages.count { $0.path.hasPrefix("repository/") } == 1)
  }

  @Test func scopesAddUp() throws {
    let all = try WrittenReport { $0.scope = "all" }
    #expect(all.figures(in: "index.html")["summary.open"] == "5")
    let test = try WrittenReport { $0.scope = "test" }
    #expect(test.figures(in: "index.html")["summary.open"] == "2")
  }

  @Test func changesSayBecauseOfWhat() throws {
    let report = try WrittenReport { $0.since = "2026-08-01" }
    let changes = report.table("changes").dropFirst()
    #expect(
      changes.map { $0.joined(separator: " ") }.sorted() == [
        "fixed file changed critical 1", "fixed file changed high 1", "new file added high 1",
        "new file changed critical 1",
        "new file changed high 1",
      ])
  }

  /// What an end of support brings is no work of those who own the file.
  @Test func aFindingWhoseDayCameIsToldApart() throws {
    let database = try Organisation.database()
    try database.write {
      try $0.script(
        """
        UPDATE content_finding SET begins_on = '2026-08-20' WHERE content_id = 3;
        UPDATE finding_life SET first_seen = '2026-08-20T00:00:00Z', first_commit = NULL WHERE rule_number = 3;
        """)
    }
    let changes = try WrittenReport(of: database) { $0.since = "2026-08-15" }.table("changes").dropFirst()
    #expect(changes.contains { $0.starts(with: ["new", "day came"]) })
    #expect(!changes.contains { $0.starts(with: ["new", "file"]) })
  }

  @Test func trendCountsEachMonthsEnd() throws {
    let rows = try WrittenReport().table("compliance-trend").dropFirst()
    #expect(rows.map { "\($0[0]) \($0[1]) \($0[2]) \($0[3])" } == ["2026-06 3 2 2", "2026-07 3 2 3", "2026-08 3 2 3"])
  }

  @Test(arguments: ["2026-06-30", "2026-07-31", "2026-08-31"])
  func aReportOfAMonthsEndAgreesWithTheTrend(day: String) throws {
    let trend = try #require(WrittenReport().table("compliance-trend").first { $0[0] == day.prefix(7) })
    let summary = try #require(
      try WrittenReport {
        $0.asOf = day
        $0.formats = [.csv]
      }.table("summary").last)
    #expect(Array(trend[2...5]) == Array(summary[11...14]))
  }

  @Test func tablesHoldWhatTheDatasetsReturn() throws {
    let report = try WrittenReport { $0.isRaw = true }
    for dataset in try DatasetCatalog.datasets().all {
      let rows = try Organisation.database().read {
        try dataset.rows(
          on: $0, ["as_of": "2026-08-31"].filter { pair in dataset.parameters.contains { $0.name == pair.key } })
      }
      let table = report.table(dataset.name)
      #expect(table.first == dataset.columns.map(\.name))
      #expect(table.dropFirst().map { $0 } == rows.map { $0.values.map { $0.text ?? "" } }, "\(dataset.name)")
    }
  }

  @Test func onlyTheFormatsAskedFor() throws {
    let pages = try WrittenReport { $0.formats = [.html] }
    #expect(!pages.files.keys.contains { $0.hasPrefix("data/") })
    #expect(pages.files["index.html"]?.contains(".csv\"") == false)
    let tables = try WrittenReport { $0.formats = [.csv] }
    #expect(tables.pages.isEmpty)
    #expect(tables.report.firstPage == nil)
  }

  @Test func longListsAreCutAndSaySo() throws {
    let report = try WrittenReport { $0.findingsPerPage = 1 }
    let page = try #require(
      report.pages.first {
        $0.path.hasPrefix("repository/team-app") && $0.html.contains("db &lt;") == false
          && $0.html.contains("API_TOKEN is in")
      })
    #expect(page.html.contains("2 more are in the table of open findings"))
  }

  @Test func replacesItsOwnFolderAndNoOther() throws {
    let first = try WrittenReport()
    var options = ReportOptions(folder: first.folder.path, generatedAt: "2026-09-01T00:00:00Z")
    try Data().write(to: first.folder.appending(path: "stale.html"))
    _ = try ReportWriter(database: Organisation.database(), options: options).write()
    #expect(!FileManager.default.fileExists(atPath: first.folder.appending(path: "stale.html").path))
    let other = first.folder.deletingLastPathComponent().appending(path: "mine")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    try Data().write(to: other.appending(path: "thesis.txt"))
    options.folder = other.path
    let error = #expect(throws: ReportError.self) {
      try ReportWriter(database: Organisation.database(), options: options).write()
    }
    #expect(error?.message.contains("no report of ours") == true)
    #expect(FileManager.default.fileExists(atPath: other.appending(path: "thesis.txt").path))
    let siblings = try FileManager.default.contentsOfDirectory(atPath: first.folder.deletingLastPathComponent().path)
    #expect(siblings.sorted() == ["mine", "report"])
  }

  @Test(arguments: ["", "{}", "[]", #"{"generator":"jest","version":1}"#, #"{"generator":"loadline","version":99}"#])
  func replacesNoFolderForTheReportOfAnotherProgram(marker: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "loadline-report-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(marker.utf8).write(to: folder.appending(path: "report.json"))
    let error = #expect(throws: ReportError.self) {
      let options = ReportOptions(folder: folder.path, generatedAt: "2026-09-01T00:00:00Z")
      return try ReportWriter(database: Organisation.database(), options: options).write()
    }
    #expect(error?.message.contains("no report of ours") == true)
    #expect(try String(contentsOf: folder.appending(path: "report.json"), encoding: .utf8) == marker)
  }

  @Test(arguments: [("@data", nil), ("@team", nil), ("@team", "2026-07-31")] as [(String, String?)])
  func anOwnersTrendIsOfTheirFiles(owner: String, asOf: String?) throws {
    let report = try WrittenReport {
      $0.owner = owner
      $0.asOf = asOf
      $0.formats = [.csv]
    }
    let rows = report.table("compliance-trend").dropFirst().map { $0.prefix(4).joined(separator: " ") }
    let team = ["2026-06 1 2 0", "2026-07 1 2 1", "2026-08 1 0 3"]
    #expect(
      rows == (owner == "@data" ? ["2026-07 1 0 1", "2026-08 1 0 1"] : asOf == nil ? team : Array(team.prefix(2))))
    let last = try #require(report.table("compliance-trend").last)
    let summary = try #require(report.table("summary").last)
    #expect(Array(last[2...5]) == Array(summary[11...14]))
    #expect(Set(report.table("repository-trend").dropFirst().map { $0[0] }) == ["team/app"])
  }

  @Test(arguments: [
    ("scope", "prod"), ("asOf", "31.8.2026"), ("since", "yesterday"), ("since", "2026-09-01"), ("asOf", "2026-13-01"),
    ("owner", "@nobody"),
  ])
  func refusesWhatMakesNoSense(option: String, value: String) {
    #expect(throws: ReportError.self) {
      try WrittenReport { options in
        switch option {
        case "scope": options.scope = value
        case "asOf": options.asOf = value
        case "since": options.since = value
        default: options.owner = value
        }
      }
    }
  }
}
