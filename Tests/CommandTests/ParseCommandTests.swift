import Foundation
import Testing

@Suite struct ParseCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The part of what `parse --format json` prints that these tests look at.
  struct Parsed: Decodable {
    struct Command: Decodable {
      let program: String?
      let argv: [String]
      let needs: [String]?
      let line: Int
    }
    struct Instruction: Decodable {
      let keyword: String
      let line: Int
      let end_line: Int
      let words: [String]?
      let commands: [Command]?
    }
    struct Stage: Decodable {
      let name: String?
      let ships: Bool
      let user: String?
    }
    struct Pattern: Decodable {
      let pattern: String
      let exception: Bool
    }
    struct Entry: Decodable {
      let name: String
      let value: String?
    }
    struct Diagnostic: Decodable {
      let line: Int?
      let message: String
    }
    let version: Int
    let path: String
    let kind: String
    let instructions: [Instruction]?
    let stages: [Stage]?
    let patterns: [Pattern]?
    let entries: [Entry]?
    let commands: [Command]?
    let diagnostics: [Diagnostic]
  }

  static let dockerfile = """
    ARG V=3.20
    FROM alpine:$V AS build
    RUN apk add --no-cache curl=$V && \\
        make $TARGET
    FROM build
    USER app
    EXPOSE 99999

    """

  @Test func dockerfiles() throws {
    let outcome = try folder.program.run(["parse", "--format", "json", "-"], input: Self.dockerfile)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
    let parsed = try outcome.decoded(as: Parsed.self)
    #expect(parsed.version == 1 && parsed.kind == "dockerfile" && parsed.path == "-")
    #expect(parsed.instructions?.map(\.keyword) == ["ARG", "FROM", "RUN", "FROM", "USER", "EXPOSE"])
    #expect(parsed.instructions?[2].end_line == 4)
    #expect(
      parsed.instructions?[2].commands?.map(\.argv) == [
        ["apk", "add", "--no-cache", "curl=$V"], ["make", "$TARGET"],
      ])
    #expect(parsed.instructions?[2].commands?.last?.needs == ["TARGET"])
    #expect(parsed.instructions?[2].commands?.last?.line == 4)
    #expect(parsed.stages?.map(\.name) == ["build", nil])
    #expect(parsed.stages?.map(\.user) == [nil, "app"])
    #expect(parsed.diagnostics.map(\.line) == [7])
  }

  @Test func trees() throws {
    let outcome = try folder.program.run(["parse", "-"], input: Self.dockerfile)
    #expect(outcome.status == 0, "\(outcome)")
    for line in ["kind: dockerfile", "    name: build", "      normalised: docker.io/library/alpine:3.20"] {
      #expect(outcome.output.contains(line), "\(outcome)")
    }
  }

  @Test func severalFilesByTheirNames() throws {
    try folder.write("compose.yaml", "services:\n  a: {image: b}\n")
    try folder.write(".dockerignore", "*\n!src\n")
    try folder.write(".env", "A=1\nB\n")
    try folder.write("run.sh", "echo 'a b' | tee $C\n")
    let outcome = try folder.program.run(
      ["parse", "--format", "json", "compose.yaml", ".dockerignore", ".env", "run.sh"])
    #expect(outcome.status == 0, "\(outcome)")
    let parsed = try outcome.output.split(separator: "\n").map {
      try JSONDecoder().decode(Parsed.self, from: Data($0.utf8))
    }
    #expect(parsed.map(\.kind) == ["compose", "dockerignore", "env", "shell"])
    #expect(parsed[1].patterns?.map(\.pattern) == ["*", "src"])
    #expect(parsed[1].patterns?.map(\.exception) == [false, true])
    #expect(parsed[2].entries?.map(\.name) == ["A", "B"])
    #expect(parsed[2].entries?.map(\.value) == ["1", nil])
    #expect(parsed[3].commands?.map(\.argv) == [["echo", "a b"], ["tee", "$C"]])
    #expect(outcome.output.contains(#""key":"image","line":2"#))
  }

  @Test func composeProjects() throws {
    try folder.write("app/compose.yaml", "services:\n  web:\n    image: web:$TAG\n    ports: [80]\n")
    try folder.write("app/compose.override.yml", "services:\n  web:\n    ports: [443]\n")
    try folder.write(
      "app/prod.yaml", "services:\n  web:\n    extends: {file: base.yaml, service: base}\n    image: prod\n")
    try folder.write("app/base.yaml", "services:\n  base: {restart: always}\n")
    try folder.write("app/.env", "TAG=3\n")
    let alone = try folder.program.run(["parse", "app/compose.yaml"])
    #expect(alone.status == 0, "\(alone)")
    for place in ["value: web:3\n      at: app/compose.yaml:3\n", "at: app/compose.override.yml:3\n"] {
      #expect(alone.output.contains(place), "\(alone)")
    }
    let merged = try folder.program.run(["parse", "--project", "app/compose.yaml", "app/prod.yaml"])
    #expect(merged.status == 0 && !merged.output.contains("443"), "\(merged)")
    #expect(merged.output.contains("\nname: app\n"), "\(merged)")
    for place in ["value: prod\n    at: app/prod.yaml:4\n", "value: always\n    at: app/base.yaml:2\n"] {
      #expect(merged.output.contains(place), "\(merged)")
    }
  }

  @Test(arguments: [
    ["parse", "nowhere"], ["parse", "--kind", "x", "-"], ["parse", "--format", "x", "-"], ["parse"],
    ["parse", "--project", "--kind", "shell", "-"],
  ])
  func refused(arguments: [String]) throws {
    let outcome = try folder.program.run(arguments)
    #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty, "\(outcome)")
  }
}
