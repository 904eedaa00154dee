import KnowledgeFolder
import Syntax
import Testing

@testable import Knowledge

/// The records that travel in the binary.
@Suite struct BuiltInTests {
  @Test func `Every record loads, and what it names is there`() throws {
    let base = try KnowledgeBase.builtIn()
    #expect(!base.rules.isEmpty)
    #expect(!base.patterns.isEmpty)
    #expect(!base.frameworks.isEmpty)
    #expect(!base.imageVariants.isEmpty)
  }

  @Test func `Every query prepares on an empty database and returns what is needed`() throws {
    let problems = try KnowledgeBase.builtIn().queryProblems()
    #expect(problems.isEmpty, "\(problems.map(\.description).joined(separator: "\n"))")
  }

  @Test func `A glance at a rule tells what reading it whole tells`() throws {
    var glances: [String: RuleSketch] = [:]
    _ = try KnowledgeBase.builtInRules { sketch in
      glances[sketch.id] = sketch
      return false
    }
    for rule in try KnowledgeBase.builtIn().rules {
      let glance = try #require(glances[rule.id], "\(rule.id) has to be read whole by every check")
      #expect(glance.target == rule.target.rawValue, "\(rule.place)")
      #expect(glance.isOnByDefault == rule.isOnByDefault, "\(rule.place)")
      #expect(glance.applies == rule.applies.sql, "\(rule.place)")
      #expect(glance.violations == rule.violations.sql, "\(rule.place)")
    }
  }

  @Test func `Records are small and end their lines with LF`() {
    for file in embeddedFiles {
      #expect(!file.text.utf8.contains(0x0D), "\(file.path)")
      #expect(!file.path.hasSuffix(".md") || file.text.utf8.count <= 8500, "\(file.path) is larger than 8 KB")
    }
  }

  @Test func `Every pattern has a template, and every anti-pattern shows what is good`() throws {
    for pattern in try KnowledgeBase.builtIn().patterns {
      let role: PatternSnippet.Role = pattern.kind == .pattern ? .template : .good
      #expect(pattern.snippets.contains { $0.role == role }, "\(pattern.place)")
    }
  }

  @Test func `Everything that the practice document asks for is a record`() throws {
    let base = try KnowledgeBase.builtIn()
    let asked = [
      "multi-stage-build", "service-dependencies-with-health", "environment-file", "compose-environment-split",
      "slim-base-image", "non-root-user", "read-only-filesystem", "build-secrets", "image-scanning",
      "secret-management",
      "compose-secrets", "service-discovery", "internal-port-exposure", "named-volumes", "development-bind-mounts",
      "bind-mount-exclusion", "dockerignore", "health-checks", "pinned-base-image", "floating-base-image",
      "running-as-root", "dev-dependencies-in-production", "secrets-in-image", "missing-dockerignore", "fat-image",
      "missing-health-check",
    ]
    #expect(asked.filter { base.pattern($0) == nil } == [])
  }

  /// Their examples are of what a builder refuses.
  private static let rulesAboutBrokenFiles: Set = [
    "onbuild-trigger-allowed", "compose-readable", "compose-structure", "compose-unique-keys",
  ]

  @Test func `Every example and template parses`() throws {
    let base = try KnowledgeBase.builtIn()
    let rules = base.rules.filter { !Self.rulesAboutBrokenFiles.contains($0.id) }
    let examples = rules.flatMap { $0.examples.flatMap(\.files) }.map { ($0.language.rawValue, $0.text, $0.place) }
    let snippets = base.patterns.flatMap(\.snippets).map { ($0.language, $0.text, $0.place) }
    for (language, text, place) in examples + snippets {
      let diagnostics = Self.diagnostics(language, Array(text.utf8)).filter { $0.severity == .error }
      #expect(diagnostics.isEmpty, "\(place): \(diagnostics.map(\.message))")
    }
  }

  private static func diagnostics(_ language: String, _ bytes: [UInt8]) -> [Diagnostic] {
    switch language {
    case "dockerfile": Dockerfile(parsing: bytes).diagnostics
    case "yaml": ComposeFile(SourceText(bytes)).diagnostics
    case "dockerignore": IgnoreFile(SourceText(bytes)).diagnostics
    default: []
    }
  }
}
