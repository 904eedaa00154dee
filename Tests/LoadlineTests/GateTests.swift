import Foundation
import Testing

@testable import Loadline

@Suite struct GateTests {
  struct Case: Sendable {
    var rate: Double?
    var new: Int?
    var since: String?
    var scope = "product"
  }

  @Test(arguments: [
    Case(rate: .nan), Case(rate: 1.01), Case(rate: -0.1), Case(rate: .infinity), Case(rate: 80), Case(new: -1),
    Case(new: 0, since: "yesterday"), Case(new: 0, since: "2026-02-29"), Case(new: 0, since: "2026-8-1"),
    Case(new: 0, since: ""), Case(new: 0, since: "9999-01-01"), Case(rate: 0, scope: "prodct"),
    Case(rate: 0, scope: ""),
  ])
  func nonsenseIsAnError(test: Case) throws {
    var gate = Gate()
    (gate.minimumRate, gate.maximumNew, gate.since, gate.scope) = (test.rate, test.new, test.since, test.scope)
    let audit = try AuditedFolder().audit()
    let error = #expect(throws: LoadlineError.self) { try audit.reasonsToStop(at: gate) }
    #expect(error?.kind == .input)
  }

  @Test func whatIsReadForTheFirstTimeIsNotNew() async throws {
    let folder = try AuditedFolder()
    let audit = try folder.audit()
    let root = folder.path("repositories")
    let yesterday = Date.now - 86_400
    try folder.write("repositories/app/Dockerfile", "FROM alpine:latest\nUSER nobody\n", modified: yesterday)
    try await audit.crawl(CrawlRequest(roots: [root]))
    let open = try QueryLibrary().run("SELECT 1 FROM finding WHERE status = 'open'", database: audit.path)
    #expect(open.count > 0)
    #expect(try new(audit) == [])
    #expect(try newFindings(audit) == 0)

    // Times have whole seconds: the second version must not begin in the same one as the first.
    try await Task.sleep(for: .seconds(1.1))
    try folder.write("repositories/app/Dockerfile", "FROM alpine:latest\nENV DB_PASSWORD=s3cr3t-example\nUSER nobody\n")
    try await audit.crawl(CrawlRequest(roots: [root]))
    let count = try newFindings(audit)
    #expect(count > 0)
    #expect(try new(audit) == ["\(count) findings are new since 2020-01-01, more than 0"])
  }

  private func new(_ audit: AuditDatabase) throws -> [String] {
    var gate = Gate()
    (gate.maximumNew, gate.since, gate.scope) = (0, "2020-01-01", "all")
    return try audit.reasonsToStop(at: gate)
  }

  private func newFindings(_ audit: AuditDatabase) throws -> Int {
    let parameters = ["since": "2020-01-01", "scope": "all"]
    return try QueryLibrary().run("new-findings", database: audit.path, parameters: parameters).count
  }
}
