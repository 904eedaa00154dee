@testable import Knowledge

/// A whole rule to change a little in tests.
enum Sample {
  static let rule = """
    ---
    id: no-latest
    title: Name a version
    target: dockerfile
    severity: high
    confidence: high
    category: base-image
    message: "{subject} floats"
    patterns: [pinned]
    aliases: {hadolint: [DL3007]}
    controls: {cis: ["4.2"]}
    parameters: {allowed: [scratch, busybox]}
    since: 0.1.0
    ---
    A floating tag moves.

    ## Fix
    Name one:

    ```dockerfile
    FROM python:3.13
    ```

    ## Applies
    ```sql
    SELECT content_id FROM stage
    ```

    ## Violations
    ```sql
    SELECT content_id, line, image AS subject FROM stage WHERE tag = 'latest'
    ```

    ## Examples
    ```dockerfile violates
    FROM python:latest
    ```
    ```findings
    1: python:latest floats
    ```
    ```dockerfile passes build/Dockerfile
    FROM python:3.13
    ```
    ```dockerignore with .dockerignore
    .git
    ```

    """

  static let pattern = """
    ---
    id: pinned
    kind: pattern
    title: Pinned base image
    target: dockerfile
    category: base-image
    summary: Name the version.
    rules: [no-latest]
    principles: [One version a file, "Renew it: often"]
    since: 0.1.0
    ---
    Why it works.

    ```dockerfile template Dockerfile
    FROM python:3.13
    ```

    And when not.

    ## Applies
    ```sql
    SELECT content_id FROM stage
    ```

    ## Adopted
    ```sql
    SELECT content_id, line FROM stage WHERE digest IS NOT NULL
    ```

    """

  static let framework = """
    id: cis
    title: Some benchmark
    version: "1.6"
    controls:
      "4.2": Trusted bases
      "4.10": No secrets

    """

  static func file(_ path: String, _ text: String) -> RecordFile {
    RecordFile(path: path, text: text, origin: .builtIn)
  }

  /// The three of them, with one of them replaced.
  static func files(
    rule: String = rule, pattern: String = pattern, framework: String = framework
  ) -> [RecordFile] {
    [
      file("rules/no-latest.md", rule), file("patterns/pinned.md", pattern), file("frameworks/cis.yml", framework),
    ]
  }

  static func base(_ files: [RecordFile] = files()) throws -> KnowledgeBase {
    try KnowledgeBase.load(files: files, folders: [])
  }
}
