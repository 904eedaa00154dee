import Facts
import Store
import Testing

/// A database that holds the facts of one Dockerfile.
struct DockerfileFixture {
  let database: LoadlineDatabase
  let rows: FactRows

  init(_ text: String) throws {
    rows = Facts.extract(contentID: 1, kind: "dockerfile", bytes: Array(text.utf8))
    database = try LoadlineDatabase()
    let facts = rows
    try database.write { connection in
      try BulkWriter(connection).insert(
        facts, blobID: String(repeating: "a", count: 40), size: text.utf8.count, lineCount: 1, text: text,
        factsVersion: Facts.version)
    }
  }

  /// The rows of a query, their columns joined by `|`, NULL as `-`.
  func query(_ sql: String) throws -> [String] {
    try database.read { connection in
      let width = try connection.columns(of: sql).count
      return try connection.rows(sql).map { row in
        (0..<width).map { row[$0].text ?? "-" }.joined(separator: "|")
      }
    }
  }
}

/// A Dockerfile, a query of its facts and the rows expected.
struct FactCase: CustomTestStringConvertible, Sendable {
  var name: String
  var text: String
  var sql: String
  var expected: [String]
  var testDescription: String { name }
}

struct DockerfileFactsTests {
  static let instructions = [
    FactCase(
      name: "keyword, form, arguments, flags and lines",
      text:
        "# syntax=docker/dockerfile:1\nfrom alpine\nRUN --mount=type=cache,target=/c a \\\n  # no\n  b\nCMD [\"x\"]\n",
      sql: "SELECT ordinal, keyword, keyword_as_written, form, arguments, flags, line, end_line FROM instruction",
      expected: [
        "0|FROM|from|-|alpine|-|2|2", "1|RUN|RUN|shell|a   b|[\"--mount=type=cache,target=/c\"]|3|5",
        "2|CMD|CMD|exec|[\"x\"]|-|6|6",
      ]),
    FactCase(
      name: "ONBUILD is the instruction that it wraps",
      text: "FROM alpine\nONBUILD run make\n",
      sql: "SELECT keyword, keyword_as_written, is_onbuild, arguments FROM instruction WHERE ordinal = 1",
      expected: ["RUN|run|1|make"]),
    FactCase(
      name: "here-documents",
      text: "FROM alpine\nCOPY <<A <<B /x/\n1\nA\n2\nB\nUSER app\n",
      sql: "SELECT keyword, form, line, end_line FROM instruction WHERE ordinal > 0",
      expected: ["COPY|heredoc|2|6", "USER|-|7|7"]),
    FactCase(
      name: "directives and counts",
      text: "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir `\n  c:\\\n",
      sql: "SELECT stage_count, instruction_count, escape_character, is_windows FROM dockerfile",
      expected: ["1|2|`|1"]),
  ]

  static let stages = [
    FactCase(
      name: "base images taken apart",
      text: """
        ARG V=3.12
        ARG BASE
        FROM python:${V}-slim AS Build
        FROM ${BASE}
        FROM scratch
        FROM build
        FROM ghcr.io/a/b:latest@sha256:\(String(repeating: "0", count: 64))
        """,
      sql: """
        SELECT name, base_kind, image_resolved, unresolved_variable, repository, tag, pinned_by, parent_stage_id,
          root_stage_id FROM stage
        """,
      expected: [
        "build|image|python:3.12-slim|-|library/python|3.12-slim|tag|-|1048576",
        "-|unknown|-|BASE|-|-|-|-|1048577",
        "-|scratch|scratch|-|-|-|-|-|1048578",
        "-|stage|build|-|-|-|-|1048576|1048576",
        "-|image|ghcr.io/a/b:latest@sha256:\(String(repeating: "0", count: 64))|-|a/b|latest|digest|-|1048580",
      ]),
    FactCase(
      name: "which stages ship and which are used",
      text: """
        FROM a AS base
        FROM base AS build
        FROM x AS tool
        FROM y AS unused
        FROM base
        COPY --from=build /o /o
        RUN --mount=from=2,target=/t true
        """,
      sql: "SELECT ordinal, is_final, ships, is_used FROM stage",
      expected: ["0|0|1|1", "1|0|0|1", "2|0|0|1", "3|0|0|0", "4|1|1|1"]),
    FactCase(
      name: "a stage for each platform ships",
      text: """
        FROM a AS base-amd64
        FROM b AS parts
        FROM parts AS base-arm64
        FROM c AS other
        FROM base-${TARGETARCH}
        """,
      sql: "SELECT ordinal, is_final, ships, is_used FROM stage",
      expected: ["0|0|1|1", "1|0|1|1", "2|0|1|1", "3|0|0|0", "4|1|1|1"]),
    FactCase(
      name: "state at the end, inherited",
      text: """
        FROM a AS base
        USER app:app
        WORKDIR /srv
        SHELL ["/bin/bash", "-c"]
        HEALTHCHECK CMD true
        CMD ["x"]
        FROM base
        WORKDIR app
        ENTRYPOINT ["y"]
        FROM base
        USER $WHO
        HEALTHCHECK NONE
        """,
      sql: """
        SELECT user_name, user_unresolved_variable, user_line, workdir, shell, cmd, entrypoint, healthcheck,
          healthcheck_line FROM stage
        """,
      expected: [
        "app|-|2|/srv|[\"/bin/bash\",\"-c\"]|[\"x\"]|-|command|5",
        "app|-|2|/srv/app|[\"/bin/bash\",\"-c\"]|-|[\"y\"]|command|5",
        "-|WHO|11|/srv|[\"/bin/bash\",\"-c\"]|[\"x\"]|-|none|12",
      ]),
    FactCase(
      name: "images used",
      text: """
        FROM golang AS b
        FROM b
        COPY --from=nginx:1.25 /a /b
        RUN --mount=type=bind,from=busybox,target=/t true
        """,
      sql: "SELECT usage, reference, repository, tag, pinned_by, line FROM image_use",
      expected: [
        "from|golang|library/golang|-|none|1", "copy|nginx:1.25|library/nginx|1.25|tag|3",
        "mount|busybox|library/busybox|-|none|4",
      ]),
  ]

  static let details = [
    FactCase(
      name: "commands",
      text: "FROM a\nRUN sudo apt-get -o X=1 install -y curl >/dev/null && \\\n A=1 make \"$B\" | tee x\n",
      sql: """
        SELECT program, subcommand, arguments, wrappers, assignments, redirects, connector, pipeline, has_variable,
          line FROM shell_command
        """,
      expected: [
        "apt-get|install|[\"-o\",\"X=1\",\"install\",\"-y\",\"curl\"]|[\"sudo\"]|-|[\">/dev/null\"]||0|0|2",
        "make|-|[\"$B\"]|-|[\"A=1\"]|-|&&|1|1|3", "tee|x|[\"x\"]|-|-|-|||1|0|3",
      ]),
    FactCase(
      name: "PowerShell and cmd are left unread",
      text:
        "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN dir && x\nSHELL [\"pwsh\"]\nRUN Get-X\nCMD [\"a\"]\n",
      sql: "SELECT keyword, program FROM shell_command",
      expected: ["CMD|a"]),
    FactCase(
      name: "packages",
      text: "FROM a\nRUN pip install -r req.txt flask==3.0 $MORE && apk add curl=8.1 git\n",
      sql: "SELECT manager, package, operator, version, source, text FROM package_install",
      expected: [
        "pip|-|-|-|file|req.txt", "pip|flask|==|3.0|registry|flask==3.0", "pip|-|-|-|unknown|$MORE",
        "apk|curl|=|8.1|registry|curl=8.1", "apk|git|-|-|registry|git",
      ]),
    FactCase(
      name: "variables",
      text: """
        ARG V=1
        FROM a:$V AS s
        ARG V
        ARG LATE
        ENV A="x y" B=$V C=$HOME
        ENV DB_PASSWORD=hunter2 TOKEN_FILE=/run/t API_KEY=$X
        RUN echo ${A}
        """,
      sql: "SELECT kind, name, value, value_resolved, is_used, secret_kind, holds_secret FROM variable",
      expected: [
        "arg|V|1|1|1|-|0", "arg|V|-|1|1|-|0", "arg|LATE|-|-|0|-|0", "env|A|x y|x y|1|-|0", "env|B|$V|1|0|-|0",
        "env|C|$HOME|-|0|-|0", "env|DB_PASSWORD|hunter2|hunter2|0|password|1",
        "env|TOKEN_FILE|/run/t|/run/t|0|-|0", "env|API_KEY|$X|-|0|key|0",
      ]),
    FactCase(
      name: "copied files",
      text: """
        FROM a AS s
        ARG D=/app
        COPY . $D
        COPY --chown=1:1 --from=s .env id_rsa /x/
        COPY .env.local .env.example server.key ./
        ADD https://x.org/a.tar.gz https://x.org/r.git#v1 $URL b.tgz /d
        """,
      sql:
        "SELECT keyword, source, destination, origin, is_whole_context, is_archive, secret_kind, chown FROM copy_source",
      expected: [
        "COPY|.|/app|context|1|0|-|-", "COPY|.env|/x/|stage|0|0|-|1:1", "COPY|id_rsa|/x/|stage|0|0|-|1:1",
        "COPY|.env.local|./|context|0|0|env-file|-", "COPY|.env.example|./|context|0|0|-|-",
        "COPY|server.key|./|context|0|0|private-key|-", "ADD|https://x.org/a.tar.gz|/d|url|0|1|-|-",
        "ADD|https://x.org/r.git#v1|/d|git|0|0|-|-", "ADD|$URL|/d|unknown|0|0|-|-", "ADD|b.tgz|/d|context|0|1|-|-",
      ]),
    FactCase(
      name: "mounts",
      text: "FROM a\nRUN --mount=type=secret,id=k,dst=/k --mount=type=cache,target=/c true\n",
      sql: "SELECT type, target, id, options FROM run_mount",
      expected: [
        "secret|/k|k|{\"type\":\"secret\",\"id\":\"k\",\"dst\":\"/k\"}",
        "cache|/c|-|{\"type\":\"cache\",\"target\":\"/c\"}",
      ]),
    FactCase(
      name: "ports",
      text: "FROM a\nARG P=90\nEXPOSE 80/UDP 8000-8010 $P ${Q} x\n",
      sql: "SELECT text, number, number_to, protocol FROM port",
      expected: ["80/UDP|80|80|UDP", "8000-8010|8000|8010|tcp", "$P|90|90|tcp", "${Q}|-|-|tcp", "x|-|-|tcp"]),
    FactCase(
      name: "volumes and labels",
      text: "FROM a\nVOLUME [\"/a\", \"/b c\"]\nLABEL \"x.y\"=\"1 2\" z=3\nLABEL old way here\n",
      sql: "SELECT path, line FROM volume UNION ALL SELECT name || '=' || value, line FROM label",
      expected: ["/a|2", "/b c|2", "x.y=1 2|3", "z=3|3", "old=way here|4"]),
    FactCase(
      name: "health checks",
      text: "FROM a\nHEALTHCHECK --interval=5s --retries=3 CMD curl -f http://x || exit 1\nHEALTHCHECK NONE\n",
      sql: "SELECT kind, command, interval, timeout, retries FROM healthcheck",
      expected: ["command|curl -f http://x || exit 1|5s|-|3", "none|-|-|-|-"]),
    FactCase(
      name: "suppressions",
      text: "FROM a\n# hadolint ignore=DL3008,DL3009\nRUN apt-get install \\\n  curl\n",
      sql: "SELECT tool, rule, line, applies_from, applies_to FROM exemption ORDER BY rule",
      expected: ["hadolint|DL3008|2|3|4", "hadolint|DL3009|2|3|4"]),
  ]

  @Test(arguments: instructions + stages + details)
  func facts(_ example: FactCase) throws {
    let fixture = try DockerfileFixture(example.text)
    #expect(try fixture.query(example.sql) == example.expected)
  }

  @Test(arguments: [
    ("FROM a\n", FactRows.ParseStatus.parsed), ("FROM a\nNOSUCH x\n", .partial), ("", .failed),
    ("<html>\n", .failed), ("FROM {{ .Base }}\n", .template),
  ])
  func status(_ text: String, _ expected: FactRows.ParseStatus) throws {
    #expect(try DockerfileFixture(text).rows.parseStatus == expected)
  }
}
