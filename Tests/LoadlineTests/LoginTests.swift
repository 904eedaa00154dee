import Foundation
import Store
import Testing

@testable import Loadline

/// A password in an address is in none of what is written about a file, whichever rule looks at it.
@Suite struct LoginTests {
  private static let password = "Pw0rdX9qz"
  private static let host = "jo:\(password)@files.example.com"

  private static let dockerfile = """
    FROM debian:12
    ADD https://\(host)/tool.tgz /opt/
    ADD https://\(host)/tool.git /src/
    RUN curl -fsSL https://\(host)/x.tgz | tar xz
    RUN wget http://\(host)/x.tgz; tar xf x.tgz
    RUN git clone https://\(host)/tool.git
    RUN pip install git+https://\(host)/tool.git flask --index-url http://\(host)/
    WORKDIR http://\(host)/work
    EXPOSE http://\(host)
    HEALTHCHECK CMD curl http://\(host)/health || exit 1
    ENTRYPOINT start --verbose http://\(host)
    CMD run --verbose --a-long-option=value --another-long-option http://\(host)
    CMD run --verbose --a-long-option=value --another-long-option=1234 http://\(host)
    HTTP://\(host)
    """

  private static let compose = """
    services:
      web:
        image: http://\(host)/web:latest
        build: https://\(host)/web.git
        container_name: http://\(host)
        environment: ["URL=postgres://\(host)/app", "PROXY=http://\(host)"]
        ports: ["http://\(host)"]
        volumes: ["http://\(host):/x"]
        depends_on: ["http://\(host)"]
        key_of_http://\(host): 1
    """

  private let folder: AuditedFolder
  private var configuration = Configuration()

  init() throws {
    folder = try AuditedFolder()
    try folder.write("repositories/Dockerfile", Self.dockerfile)
    try folder.write("repositories/compose.yaml", Self.compose)
    configuration.ruleSelection = .all
  }

  @Test func `A check says none`() throws {
    let result = try Checker(configuration: configuration).check(paths: [folder.path("repositories")])
    #expect(result.findings.count { $0.subject.contains("…@files.example.com") } > 20)
    #expect(result.diagnostics.count > 2)
    for format in CheckResult.Format.allCases {
      #expect(!result.text(as: format).contains(Self.password), "\(format)")
    }
  }

  @Test func `A crawl and its report say none`() async throws {
    let audit = try AuditDatabase(path: folder.path("loadline.db"), configuration: configuration)
    try await audit.crawl(CrawlRequest(roots: [folder.path("repositories")]))
    try audit.report(ReportRequest(output: folder.path("report")))
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path("report"))
    let texts = files.compactMap { path in
      (try? String(contentsOfFile: folder.path("report/\(path)"), encoding: .utf8)).map { (path, $0) }
    }
    #expect(texts.contains { $0.1.contains("…@files.example.com") })
    for (path, text) in texts { #expect(!text.contains(Self.password), "\(path)") }
  }

  @Test func `What other scanners say is kept without`() throws {
    let audit = try folder.audit()
    let log = """
      {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Other"}},"results":[
        {"ruleId":"R","message":{"text":"https://\(Self.host)/x is fetched"}}]}]}
      """
    try audit.importSARIF([("log", Array(log.utf8))])
    let messages = try audit.database.read {
      try $0.rows("SELECT message FROM external_finding").compactMap { $0[0].text }
    }
    #expect(messages == ["https://…@files.example.com/x is fetched"])
  }
}
