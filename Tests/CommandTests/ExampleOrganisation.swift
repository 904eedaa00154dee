import Foundation
import Testing

/// The example organisation, unpacked and audited once for all tests that look at what came of it.
struct ExampleOrganisation: Sendable {
  /// Holds `repositories`, `loadline.db` and `loadline-report`; it stays until the next run, to be looked at.
  let folder: URL
  let audit: Program.Outcome

  static let shared = Result { try ExampleOrganisation() }

  static let repositories = [
    "data/reports", "legacy/billing", "ml/training", "platform/gateway", "web/shop", "web/storefront",
  ]

  private init() throws {
    folder = Program.products.appending(path: "example-organisation")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let unpacked = try Program.run(Self.unpackScript, ["repositories"], in: folder)
    try #require(unpacked.status == 0, "\(unpacked)")
    audit = try Program(folder: folder).run(["audit", "repositories"])
  }

  static var unpackScript: URL {
    URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Examples/organisation/unpack")
  }

  var report: URL { folder.appending(path: "loadline-report") }
  var program: Program { Program(folder: folder) }

  /// The rows of a query, each as its values' text.
  func rows(_ sql: String) throws -> [[String]] {
    let outcome = try program.run(["query", sql, "--format", "csv", "--raw"])
    try #require(outcome.status == 0, "\(outcome)")
    return outcome.output.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The first column of the only row.
  func value(_ sql: String) throws -> String {
    try #require(rows(sql).first?.first, "\(sql)")
  }

  func git(_ repository: String, _ arguments: [String]) throws -> String {
    let place = folder.appending(path: "repositories/\(repository)")
    let outcome = try Program.run(URL(filePath: "/usr/bin/env"), ["git"] + arguments, in: place)
    try #require(outcome.status == 0, "\(outcome)")
    return outcome.output
  }
}
