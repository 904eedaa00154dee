import Testing

@testable import Loadline

@Suite struct ImportedConfigurationTests {
  private func configuration(_ name: String, _ text: String) throws -> (Configuration, [String]) {
    let imported = try ImportedConfiguration(files: [(name, text)])
    return (try Configuration(text: imported.yaml, file: "loadline.yml"), imported.leftovers)
  }

  @Test func hadolint() throws {
    let (settings, leftovers) = try configuration(
      "team/.hadolint.yaml",
      """
      ignored: [DL3007, SC9999]
      override: {error: [DL3002]}
      trustedRegistries: [docker.io, "*.example.com"]
      failure-threshold: warning
      """)
    #expect(settings.rules.values.contains { $0.isEnabled == false })
    #expect(settings.rules["trusted-registry"]?.parameters["registries"] == ["docker.io", "*.example.com"])
    #expect(leftovers.contains { $0.contains("SC9999") })
    #expect(leftovers.contains { $0.contains("--fail-on medium") })
  }

  @Test func checkovAndTrivy() throws {
    let (checkov, _) = try configuration(
      ".checkov.yaml", "skip-check:\n  - CKV_DOCKER_7\nskip-path: [vendor/*]\nsoft-fail: true\n")
    #expect(checkov.rules.values.contains { $0.isEnabled == false })
    #expect(checkov.excludedPaths == ["vendor/*"])
    let (trivy, leftovers) = try configuration(
      ".trivyignore", "# until the base has a user\nAVD-DS-0002 exp:2027-01-31\nCVE-2024-1\n\nDS-0001\n")
    #expect(trivy.exemptions.map(\.rule) == ["trivy:AVD-DS-0002", "trivy:DS-0001"])
    #expect(trivy.exemptions.map(\.until) == ["2027-01-31", nil])
    #expect(trivy.exemptions.map(\.reason) == ["until the base has a user", "taken over from .trivyignore"])
    #expect(leftovers.count == 1)
    let (yaml, _) = try configuration(
      ".trivyignore.yaml",
      "misconfigurations:\n  - id: DS-0002\n    paths: [\"app/**/Dockerfile\"]\n    statement: \"a \\\"reason\\\"\"\n")
    #expect(yaml.exemptions.map(\.path) == ["app/*/Dockerfile"])
    #expect(yaml.exemptions.map(\.reason) == ["a \"reason\""])
  }

  @Test func dclintAndComposeLint() throws {
    let (dclint, _) = try configuration(
      ".dclintrc",
      #"{"rules": {"no-version-field": 0, "service-name-alphabetical": [1, {"a": 1}]}, "exclude": ["old"]}"#)
    #expect(dclint.excludedPaths == ["old"])
    let (compose, leftovers) = try configuration(
      ".compose-lint.yml",
      """
      rules:
        CL-0004: {enabled: false, reason: pinned elsewhere}
        CL-0001: {severity: low, exclude_services: {proxy: needs it}}
      """)
    #expect(compose.rules.values.contains { $0.isEnabled == false })
    #expect(leftovers.contains { $0.contains("proxy") })
  }

  @Test(arguments: [("settings.yml", "a: 1"), (".hadolint.yaml", "a: [")])
  func whatCannotBeReadIsAnError(name: String, text: String) {
    #expect(throws: LoadlineError.self) { try ImportedConfiguration(files: [(name, text)]) }
  }
}
