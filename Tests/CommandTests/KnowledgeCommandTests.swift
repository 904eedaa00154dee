import Foundation
import Testing

@Suite struct KnowledgeCommandTests {
  /// Version 1 of the shape that `rules --format json` prints.
  struct Rule: Decodable {
    let id: String
    let title: String
    let target: String
    let severity: String
    let category: String
    let aliases: [String]
    let controls: [String: [String]]
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func rulesHaveTheVersionedShape() throws {
    let rules = try folder.program.run(["rules", "--format", "json"]).decoded(as: [Rule].self)
    #expect(rules.count > 20)
    #expect(rules.map(\.id) == rules.map(\.id).sorted())
    let pinned = try #require(rules.first { $0.id == "pinned-base-image" })
    #expect(pinned.target == "dockerfile")
    #expect(pinned.severity == "high")
    #expect(pinned.aliases.contains("hadolint:DL3006"))
    #expect(pinned.controls["cis-docker"] == ["4.2"])
  }

  @Test func aTemplateIsOfOnePattern() throws {
    let outcome = try folder.program.run(["patterns", "--raw"])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("--raw prints a template of one pattern: name it"), "\(outcome)")
  }

  @Test(arguments: ["secret", "hadolint:DL3006"])
  func rulesAreSearched(words: String) throws {
    let all = try folder.program.run(["rules"]).output
    let found = try folder.program.run(["rules", words])
    #expect(found.status == 0, "\(found)")
    #expect(found.output.count < all.count)
    #expect(found.output.contains(words == "secret" ? "no-secrets-in-image" : "pinned-base-image"), "\(found)")
  }

  @Test(arguments: ["pinned-base-image", "hadolint:DL3007", "multi-stage-build"])
  func explains(id: String) throws {
    let text = try folder.program.run(["explain", id])
    #expect(text.status == 0, "\(text)")
    #expect(text.output.contains("FROM "), "\(text)")
    let json = try folder.program.run(["explain", id, "--format", "json"])
    #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any], "\(json)")
  }

  @Test(arguments: [
    ["explain", "no-such-rule"], ["patterns", "no-such-pattern", "--raw"], ["schema", "no-such-table"],
  ])
  func whatIsNotThereIsAnError(arguments: [String]) throws {
    let outcome = try folder.program.run(arguments)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(arguments[1]), "\(outcome)")
  }

  /// What is recommended has to pass.
  @Test(arguments: ["multi-stage-build", "non-root-user", "pinned-base-image", "slim-base-image", "build-secrets"])
  func aTemplatePassesTheCheck(pattern: String) throws {
    for (id, file) in [(pattern, "Dockerfile"), ("dockerignore", ".dockerignore")] {
      let template = try folder.program.run(["patterns", id, "--raw"])
      #expect(template.status == 0, "\(template)")
      try folder.write(file, template.output)
    }
    let check = try folder.program.run(["check", "--format", "json", "."])
    let report = try check.decoded(as: CheckCommandTests.Report.self)
    #expect(check.status == 0 && report.files == 2, "\(check)")
    #expect(report.findings.isEmpty && report.diagnostics.isEmpty, "\(check)")
  }

  @Test func theSchemaIsDocumented() throws {
    let all = try folder.program.run(["schema"])
    for name in ["finding", "stage", "service", "image_use", "compliance"] {
      #expect(all.output.contains(name))
      let columns = try folder.program.run(["schema", name, "--format", "ndjson"])
      #expect(columns.status == 0 && columns.output.contains("\"description\""), "\(columns)")
    }
  }
}
