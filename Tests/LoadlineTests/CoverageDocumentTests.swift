import Foundation
import Knowledge
import Testing

@testable import Loadline

@Suite struct CoverageDocumentTests {
  @Test func theDocumentSaysWhatTheRecordsSay() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let document = try String(contentsOf: root.appending(path: "Documentation/coverage.md"), encoding: .utf8)
    let isCurrent = try document == KnowledgeLibrary().coverage()
    #expect(isCurrent, "Documentation/coverage.md is out of date: run make coverage")
  }

  @Test func everyAliasIsInIt() throws {
    let library = try KnowledgeLibrary()
    let text = library.coverage()
    for rule in library.base.rules {
      for alias in rule.aliases { #expect(text.contains("| \(alias.id) |"), "\(alias)") }
    }
  }
}
