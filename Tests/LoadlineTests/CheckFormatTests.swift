import Foundation
import Testing

@testable import Loadline

/// `check` for code hosts and build servers.
@Suite struct CheckFormatTests {
  static let hostile = "a b/\u{1B}[2K<&\"é%.Dockerfile"
  static let finding = CheckResult.Finding(
    rule: "pinned-base-image", severity: .high, path: hostile, line: 3, endLine: 4, subject: "python:latest",
    message: "python:latest floats: <name> a \"version\"", aliases: ["hadolint:DL3006"])
  static let result: CheckResult = {
    var result = CheckResult(
      files: 2, findings: [finding, finding],
      diagnostics: [.init(path: "gone", line: nil, kind: "unreadable", message: "is not there", isError: true)])
    result.paths = [hostile, "clean/Dockerfile"]
    result.exemptFindings = [
      .init(finding: finding, reason: "agreed", isInline: true), .init(finding: finding, reason: nil, isInline: false),
    ]
    result.rules = [
      .init(
        id: "pinned-base-image", title: "Pin", severity: .high, confidence: "high", category: "security", why: "Why.",
        fix: "Fix.", aliases: ["hadolint:DL3006"], controls: ["cis-docker:4.2"])
    ]
    return result
  }()

  struct SARIF: Decodable {
    struct Text: Decodable { let text: String }
    struct Rule: Decodable {
      let id: String
      let help: Text
    }
    struct Driver: Decodable { let rules: [Rule] }
    struct Tool: Decodable { let driver: Driver }
    struct Artifact: Decodable {
      let uri: String
      let uriBaseId: String?
    }
    struct Region: Decodable {
      let startLine: Int
      let endLine: Int
    }
    struct Physical: Decodable {
      let artifactLocation: Artifact
      let region: Region?
    }
    struct Location: Decodable { let physicalLocation: Physical }
    struct Suppression: Decodable {
      let kind: String
      let justification: String?
    }
    struct Result: Decodable {
      let ruleId: String
      let ruleIndex: Int
      let level: String
      let message: Text
      let locations: [Location]
      let partialFingerprints: [String: String]
      let suppressions: [Suppression]?
    }
    struct Invocation: Decodable { let executionSuccessful: Bool }
    struct Run: Decodable {
      let tool: Tool
      let invocations: [Invocation]
      let results: [Result]
    }
    let version: String
    let runs: [Run]
  }

  @Test func sarifSaysWhereWhatAndWhy() throws {
    let sarif = try JSONDecoder().decode(SARIF.self, from: Data(Self.result.text(as: .sarif).utf8))
    let run = try #require(sarif.runs.first)
    #expect(sarif.version == "2.1.0")
    #expect(run.tool.driver.rules.map(\.id) == ["pinned-base-image"])
    #expect(run.tool.driver.rules.first?.help.text == "Why.\n\nFix.")
    #expect(run.invocations.map(\.executionSuccessful) == [false])
    #expect(run.results.count == 4)
    let first = try #require(run.results.first)
    #expect(first.level == "error" && first.ruleIndex == 0 && first.suppressions == nil)
    #expect(first.message.text == Self.finding.message)
    let place = try #require(first.locations.first?.physicalLocation)
    #expect(place.artifactLocation.uri == "a%20b/%1B%5B2K%3C%26%22%C3%A9%25.Dockerfile")
    #expect(place.artifactLocation.uriBaseId == "%SRCROOT%")
    #expect(place.region?.startLine == 3 && place.region?.endLine == 4)
    #expect(run.results.map { $0.suppressions?.first?.kind } == [nil, nil, "inSource", "external"])
    #expect(run.results.map { $0.suppressions?.first?.justification } == [nil, nil, "agreed", nil])
    #expect(Set(run.results.map(\.partialFingerprints)).count == 4)
  }

  @Test func anAbsolutePathIsAFileURL() throws {
    let finding = CheckResult.Finding(
      rule: "x", severity: .low, path: "/srv/app/Dockerfile", line: nil, endLine: nil, subject: "", message: "m",
      aliases: [])
    let text = CheckResult(files: 1, findings: [finding], diagnostics: []).text(as: .sarif)
    #expect(text.contains(#""uri":"file:///srv/app/Dockerfile"}"#))
    #expect(!text.contains("region"))
  }

  @Test func junitIsXMLThatCounts() throws {
    let text = Self.result.text(as: .junit)
    let document = try XMLRecorder.read(text)
    #expect(
      document.attributes("testsuites") == [
        ["name": "loadline", "tests": "6", "failures": "2", "errors": "1", "skipped": "2"]
      ])
    #expect(document.attributes("testsuite").map { $0["tests"] } == ["4", "1", "1"])
    #expect(document.attributes("failure").count == 2)
    #expect(document.attributes("failure").first?["message"] == Self.finding.message)
    #expect(document.attributes("skipped").map { $0["message"] } == ["agreed", "exempt"])
    #expect(document.attributes("error").map { $0["message"] } == ["is not there"])
    #expect(!text.contains("\u{1B}"))
  }
}
