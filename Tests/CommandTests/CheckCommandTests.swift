import Foundation
import Testing

@Suite struct CheckCommandTests {
  /// Version 1 of the shape that `check --format json` prints.
  struct Report: Decodable {
    struct Finding: Decodable {
      let rule: String
      let severity: String
      let path: String
      let line: Int?
      let end_line: Int?
      let subject: String
      let message: String
      let aliases: [String]
    }
    struct Diagnostic: Decodable {
      let path: String
      let line: Int?
      let kind: String
      let message: String
    }
    let version: Int
    let files: Int
    let findings: [Finding]
    let diagnostics: [Diagnostic]
  }

  static let bad = """
    FROM python:latest
    ENV DB_PASSWORD=s3cr3t-example
    COPY . /app
    CMD python /app/main.py

    """
  static let good = """
    FROM python:3.12-slim AS builder
    WORKDIR /build
    COPY requirements.txt .
    RUN pip install --no-cache-dir --prefix=/install -r requirements.txt

    FROM python:3.12-slim
    COPY --from=builder /install /usr/local
    COPY main.py /app/
    WORKDIR /app
    USER nobody
    HEALTHCHECK CMD ["python", "-c", "import main"]
    CMD ["python", "main.py"]

    """

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func findingsMakeTheExitCodeOne() throws {
    try folder.write("Dockerfile", Self.bad)
    let outcome = try folder.program.run(["check", "Dockerfile"])
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("Dockerfile:1: "), "\(outcome)")
    #expect(outcome.output.contains("[base-image-not-latest]"), "\(outcome)")
    #expect(outcome.errors.isEmpty)
  }

  @Test func aGoodFilePasses() throws {
    try folder.write("Dockerfile", Self.good)
    let outcome = try folder.program.run(["check", "Dockerfile"])
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test(arguments: [
    ("# loadline ignore=base-image-not-lates why", "unknown-rule", "did you mean 'base-image-not-latest'?"),
    ("# loadline ignore=other why", "unknown-rule", "'other', which is no rule: `loadline rules` lists all"),
    ("# loadline ignore", "suppression", "it names no rule"),
    ("# loadline ignore=base-image-not-latest", "", ""),
    // A rule that is off, or not for this kind of file, is a rule.
    ("# loadline ignore=label-required,compose-unprivileged", "", ""),
  ])
  func aSuppressionThatNamesNoRuleIsToldOf(comment: String, kind: String, message: String) throws {
    try folder.write("Dockerfile", comment + "\n" + Self.bad)
    let report = try folder.program.run(["check", "--format", "json", "Dockerfile"]).decoded(as: Report.self)
    #expect(report.diagnostics.map(\.kind) == (kind.isEmpty ? [] : [kind]))
    #expect(report.diagnostics.allSatisfy { $0.line == 1 && $0.message.contains(message) }, "\(report.diagnostics)")
  }

  @Test func aLinkInAFolderIsToldOf() throws {
    try folder.write("a/Dockerfile", Self.good)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "compose.yaml"), withDestinationURL: folder.url.appending(path: "elsewhere"))
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "notes.txt"), withDestinationURL: folder.url.appending(path: "elsewhere"))
    let outcome = try folder.program.run(["check", "--fail-on", "none", "."])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("compose.yaml: symlink: is a symbolic link, so it was not read"), "\(outcome)")
    #expect(!outcome.output.contains("notes.txt"), "\(outcome)")
  }

  @Test func printsTheVersionedShape() throws {
    try folder.write("Dockerfile", Self.bad)
    let outcome = try folder.program.run(["check", "--format", "json", "Dockerfile"])
    #expect(outcome.status == 1, "\(outcome)")
    let report = try outcome.decoded(as: Report.self)
    #expect(report.version == 1)
    #expect(report.files == 1)
    #expect(report.diagnostics.isEmpty)
    let floating = try #require(report.findings.first { $0.rule == "base-image-not-latest" })
    #expect(floating.path == "Dockerfile")
    #expect(floating.line == 1)
    #expect(floating.end_line == 1)
    #expect(floating.subject == "python:latest")
    #expect(floating.aliases.contains("hadolint:DL3007"))
  }

  @Test func theBarDecides() throws {
    try folder.write("Dockerfile", Self.bad)
    #expect(try folder.program.run(["check", "--fail-on", "none", "Dockerfile"]).status == 0)
    #expect(try folder.program.run(["check", "--fail-on", "sometimes", "Dockerfile"]).status == 2)
  }

  @Test func aSecretIsNotRepeated() throws {
    try folder.write("Dockerfile", Self.bad)
    let outcome = try folder.program.run(["check", "Dockerfile"])
    #expect(outcome.output.contains("[no-secrets-in-image]"), "\(outcome)")
    #expect(!outcome.output.contains("s3cr3t-example"), "\(outcome)")
  }

  @Test func anInlineSuppressionExempts() throws {
    try folder.write("Dockerfile", "# loadline ignore=base-image-not-latest we follow the newest\n" + Self.bad)
    let outcome = try folder.program.run(["check", "--format", "json", "Dockerfile"])
    let rules = try outcome.decoded(as: Report.self).findings.map(\.rule)
    #expect(!rules.contains("base-image-not-latest"), "\(outcome)")
    #expect(rules.contains("no-secrets-in-image"), "\(outcome)")
  }

  @Test(arguments: [
    ("Dockerfile", "base-image-not-latest", "# loadline ignore=base-image-not-latest until=soon\nFROM python:latest\n"),
    (
      "Dockerfile", "base-image-not-latest",
      "# loadline file ignore=base-image-not-latest until=2027-02-30\nFROM python:latest\n"
    ),
    (
      "compose.yaml", "compose-read-only",
      "services:\n  # loadline ignore=compose-read-only until=\n  a:\n    image: python:latest\n"
    ),
  ])
  func aSuppressionWithoutARealEndDoesNotCount(path: String, rule: String, text: String) throws {
    try folder.write(path, text)
    let outcome = try folder.program.run(["check", "--format", "json", path])
    let report = try outcome.decoded(as: Report.self)
    #expect(report.findings.contains { $0.rule == rule }, "\(outcome)")
    #expect(report.diagnostics.map(\.kind) == ["suppression"], "\(outcome)")
  }

  @Test func errorsSendNoControlCharacters() throws {
    let outcome = try folder.program.run(["check", "no\u{1B}[2J/Dockerfile"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("u{1B}") && !outcome.errors.contains("\u{1B}"), "\(outcome)")
  }

  @Test func readsAFolder() throws {
    try folder.write("api/Dockerfile", Self.bad)
    try folder.write("compose.yaml", "services:\n  api:\n    build: api\n  cache:\n    image: redis\n")
    try folder.write("README.md", "Nothing to judge.\n")
    let outcome = try folder.program.run(["check", "--format", "json", "."])
    let report = try outcome.decoded(as: Report.self)
    #expect(report.files == 2)
    #expect(Set(report.findings.map(\.path)) == ["api/Dockerfile", "compose.yaml"], "\(outcome)")
  }

  /// A file that was named is judged with the ignore files that a build of it would use, and without findings about them.
  @Test(arguments: [
    ("Dockerfile", ".dockerignore", true),
    ("./Dockerfile", ".dockerignore", true),
    ("api/Dockerfile", "api/.dockerignore", true),
    ("api/Dockerfile", ".dockerignore", true),
    ("api/Dockerfile", "api/Dockerfile.dockerignore", true),
    ("api/Dockerfile", "web/.dockerignore", false),
    ("-", ".dockerignore", true),
  ])
  func ignoreFilesBesideCount(path: String, ignoreFile: String, counts: Bool) throws {
    let text = Self.good.replacing("COPY main.py /app/", with: "COPY . /app/")
    if path != "-" { try folder.write(path, text) }
    let alone = try folder.program.run(["check", path], input: text)
    #expect(alone.output.contains("[dockerignore-present]"), "\(alone)")
    try folder.write(ignoreFile, ".git\n")
    let beside = try folder.program.run(["check", path], input: text)
    #expect(beside.output.contains("[dockerignore-present]") != counts, "\(beside)")
    #expect(!beside.output.contains("[dockerignore-covers]") && beside.output.contains("in 1 file"), "\(beside)")
  }

  @Test func readsStandardInput() throws {
    let outcome = try folder.program.run(["check", "-"], input: Self.bad)
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("python:latest"), "\(outcome)")
  }

  @Test func aMissingFileIsAnError() throws {
    let outcome = try folder.program.run(["check", "no/Dockerfile"])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("no/Dockerfile"), "\(outcome)")
    #expect(outcome.output.isEmpty)
  }
}
