import Foundation
import Loadline
import Store
import Testing

@Suite struct UnfinishedCrawlTests {
  /// What a crawl that was killed leaves: a scan without an end.
  @Test func neitherGateNorReportPassesHalfACrawlForAWholeOne() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "loadline-unfinished-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "half.db").path(percentEncoded: false)
    let database = try LoadlineDatabase(path: path)
    try database.write {
      try $0.execute(
        "INSERT INTO scan (started_at, loadline_version, roots, source) VALUES ('2026-08-01T00:00:00Z', '0', '[]', 'head')"
      )
    }
    let audit = try AuditDatabase(existing: path)
    var gate = Gate()
    gate.failOn = .high
    #expect(throws: LoadlineError.self) { try audit.reasonsToStop(at: gate) }
    let output = folder.appending(path: "report").path(percentEncoded: false)
    #expect(throws: LoadlineError.self) { try audit.report(ReportRequest(output: output)) }
    #expect(!FileManager.default.fileExists(atPath: output))
  }
}
