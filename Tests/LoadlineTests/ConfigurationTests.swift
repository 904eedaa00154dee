import Testing

@testable import Loadline

@Suite struct ConfigurationTests {
  @Test func readsEverything() throws {
    let text = """
      roots: [src, /srv/mirrors]
      exclude:
        repositories: [archive/*]
        paths: ["*/node_modules/*"]
      owners:
        - {owner: "@org/platform", repository: "infra/*"}
      rules:
        pinned-base-image: {severity: low, parameters: {allowed_floating: [scratch, alpine]}}
        compose-read-only: {enabled: false}
      exemptions:
        - rule: hadolint:DL3008
          path: legacy/*
          reason: frozen
          granted_by: security
          until: 2026-12-31
      suppressions: [hadolint]
      report: {title: Container files}
      limits: {file_size: 2000}
      """
    let configuration = try Configuration(text: text, file: "loadline.yml")
    #expect(configuration.roots == ["src", "/srv/mirrors"])
    #expect(configuration.excludedRepositories == ["archive/*"])
    #expect(configuration.excludedPaths == ["*/node_modules/*"])
    #expect(configuration.owners == [.init(owner: "@org/platform", repository: "infra/*", path: nil)])
    #expect(configuration.rules["pinned-base-image"]?.severity == "low")
    #expect(configuration.rules["pinned-base-image"]?.parameters == ["allowed_floating": ["scratch", "alpine"]])
    #expect(configuration.rules["compose-read-only"]?.isEnabled == false)
    #expect(
      configuration.exemptions == [
        .init(
          rule: "hadolint:DL3008", repository: nil, path: "legacy/*", reason: "frozen", grantedBy: "security",
          until: "2026-12-31")
      ])
    #expect(configuration.suppressions == ["hadolint"])
    #expect(configuration.reportTitle == "Container files")
    #expect(configuration.maximumFileSize == 2000)
  }

  @Test(arguments: ["", "# nothing\n", "rules:\n", "exemptions: []\n"])
  func readsLittle(text: String) throws {
    #expect(try Configuration(text: text, file: "loadline.yml") == Configuration())
  }

  @Test(arguments: [
    ("rool: []", "loadline.yml:1: rool: unknown key; known are roots"),
    ("rules:\n  a: {severity: bad}", "loadline.yml:2: rules.a: severity must be one of critical, high"),
    ("rules:\n  a: {severty: low}", "loadline.yml:2: rules.a.severty: unknown key"),
    ("exemptions:\n  - rule: a", "loadline.yml:2: exemptions[0]: needs a reason"),
    ("exemptions:\n  - {rule: a, reason: b, until: soon}", "exemptions[0].until: must be a day"),
    ("exemptions:\n  - {rule: a, reason: b, until: 2026-13-01}", "exemptions[0].until: must be a day"),
    ("exemptions:\n  - {rule: a, reason: b, until: 2026-02-31}", "loadline.yml:2: exemptions[0].until: must be a day"),
    ("owners:\n  - {repository: a}", "loadline.yml:2: owners[0]: needs an owner"),
    ("- a", "loadline.yml:1: must be a mapping"),
    ("limits: {file_size: big}", "limits.file_size: must be a whole number"),
    ("a: [", "loadline.yml: is not YAML"),
  ])
  func refuses(text: String, message: String) {
    let error = #expect(throws: LoadlineError.self) { try Configuration(text: text, file: "loadline.yml") }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "no error")")
  }

  @Test(arguments: [
    "pinned-base-image", "loadline:pinned-base-image", "*", "hadolint:DL3006", "hadolint:dl3006", "hadolint:*",
  ])
  func exemptsFromRulesThatAreThere(rule: String) throws {
    _ = try KnowledgeLibrary(configuration: exempting(rule))
  }

  @Test(arguments: [
    ("pined-base-image", "unknown rule 'pined-base-image': did you mean 'pinned-base-image'?"),
    ("hadolint:DL9998", "unknown rule 'hadolint:DL9998'"),
    ("hadolnt:DL3008", "unknown rule 'hadolnt:DL3008'"),
    ("DL3008", "unknown rule 'DL3008'"),
    ("hadolnt:*", "unknown rule 'hadolnt:*'"),
    ("", "unknown rule ''"),
  ])
  func refusesExemptionsFromUnknownRules(rule: String, message: String) throws {
    let configuration = exempting(rule)
    let error = #expect(throws: LoadlineError.self) { try KnowledgeLibrary(configuration: configuration) }
    #expect(error?.kind == .input)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "no error")")
  }

  private func exempting(_ rule: String) -> Configuration {
    var configuration = Configuration()
    configuration.exemptions = [.init(rule: rule, reason: "frozen")]
    return configuration
  }
}
