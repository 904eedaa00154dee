import Loadline
import Testing

/// A file that no builder reads is judged by what can be read of it; as an example of a rule it would be none.
@Suite struct RefusedFileTests {
  @Test(arguments: [
    ("exec-form-healthcheck", "FROM nginx:1.27\nHEALTHCHECK CMD\nHEALTHCHECK TCP 80\n"),
    ("instruction-casing-consistent", "FROM alpine:3.20\nRUN ./setup\n\"name\": \"tool\",\n\"sum\": \"0123\"\n"),
  ])
  func whatIsNoInstructionIsNoFinding(rule: String, text: String) throws {
    let folder = try AuditedFolder()
    try folder.write("Dockerfile", text)
    var configuration = Configuration()
    configuration.ruleSelection = .only([rule])
    let result = try Checker(configuration: configuration).check(paths: [folder.path("Dockerfile")])
    #expect(!result.diagnostics.isEmpty)
    #expect(result.findings == [])
  }
}
