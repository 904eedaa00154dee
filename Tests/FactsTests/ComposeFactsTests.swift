import Facts
import Store
import Testing

/// A database that holds the facts of one content.
struct ContentFixture {
  let database: LoadlineDatabase
  let rows: FactRows

  init(_ kind: String, _ text: String) throws {
    rows = Facts.extract(contentID: 1, kind: kind, bytes: Array(text.utf8))
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

struct ComposeFactsTests {
  /// A case whose text is the inside of one service, from line 3 of the file on.
  private static func inService(_ name: String, _ yaml: String, _ sql: String, _ expected: [String]) -> FactCase {
    let lines = yaml.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    return FactCase(name: name, text: "services:\n  web:\n\(lines)\n", sql: sql, expected: expected)
  }

  static let files = [
    FactCase(
      name: "version and name", text: "version: '3.8'\nname: shop\nservices: {a: {}, b: {}}",
      sql: "SELECT form, version, version_line, project_name, service_count, document_count FROM compose_file",
      expected: ["v3|3.8|1|shop|2|1"]),
    FactCase(
      name: "the current specification", text: "services: {}\n---\nservices: {}",
      sql: "SELECT form, version, version_line, service_count, document_count FROM compose_file",
      expected: ["specification|-|-|0|2"]),
    FactCase(
      name: "version 1", text: "db: {image: postgres}\n", sql: "SELECT c.form, s.name FROM compose_file c, service s",
      expected: ["v1|db"]),
    FactCase(
      name: "version 1 calls the network mode net",
      text: """
        db: {image: postgres}
        web:
          image: x
          net: container:db
        vpn:
          image: y
          net: container:other
        c: {image: z, network_mode: host}

        """,
      sql: """
        SELECT s.name, network_mode, network_mode_line, d.depends_on, d.kind, d.line
        FROM service s LEFT JOIN service_dependency d USING (service_id)
        """,
      expected: [
        "db|-|-|-|-|-", "web|container:db|4|db|network_mode|4", "vpn|container:other|7|-|-|-", "c|host|8|-|-|-",
      ]),
    FactCase(
      name: "net is no key of later versions", text: "services:\n  a: {image: x, net: host}\n",
      sql: "SELECT network_mode, network_mode_line FROM service", expected: ["-|-"]),
    FactCase(
      name: "paths of version 1 are those of later versions",
      text: "web:\n  image: x\n  ports: [80]\nvolumes: {v: }\n",
      sql: "SELECT path, key, parent_id IS NULL FROM compose_node",
      expected: [
        "services.web|web|1", "services.web.image|image|0", "services.web.ports|ports|0", "services.web.ports[0]|-|0",
        "volumes|volumes|1", "volumes.v|v|0",
      ]),
    FactCase(
      name: "top-level resources",
      text: """
        services: {}
        networks: {n: {internal: true, driver: bridge}, e: {external: true}}
        volumes: {v: , b: {driver_opts: {type: none, o: "bind,rw", device: /srv}}}
        secrets: {s: {file: ./s}, t: {environment: T}}
        configs: {c: {content: "x y"}, x: {external: {name: y}}}
        """,
      sql: """
        SELECT 'network', name, is_external, is_internal || coalesce(driver, '-'), line FROM compose_network
        UNION ALL SELECT 'volume', name, is_external, coalesce(bind_source, '-'), line FROM compose_volume
        UNION ALL SELECT kind, name, is_external, coalesce(origin, '-') || coalesce(value, '-'), line FROM compose_secret
        """,
      expected: [
        "network|n|0|1bridge|2", "network|e|1|0-|2", "volume|v|0|-|3", "volume|b|0|/srv|3", "secret|s|0|file./s|4",
        "secret|t|0|environmentT|4", "config|c|0|content-|5", "config|x|1|--|5",
      ]),
    FactCase(
      name: "every node", text: "a: &x\n  - 1\n  - {k.l: ~}\nb: *x\n",
      sql: "SELECT path, coalesce(key, '-'), kind, value, type, line, column FROM compose_node",
      expected: [
        "a|a|sequence|-|-|1|1", "a[0]|-|scalar|1|integer|2|5", "a[1]|-|mapping|-|-|3|5",
        "a[1].k.l|k.l|scalar|-|null|3|6", "b|b|sequence|-|-|4|1", "b[0]|-|scalar|1|integer|2|5",
        "b[1]|-|mapping|-|-|3|5", "b[1].k.l|k.l|scalar|-|null|3|6",
      ]),
    FactCase(
      name: "how scalars are written",
      text: "x-a: &a\n  k: 'q'\nb:\n  <<: *a\n  c:\n    \"${V:-w}\"\n  d: !reset ${W}\n  e: |\n    x\n    y\n",
      sql: """
        SELECT path, position, style, resolved, line, value_line, end_line, tag, is_merged FROM compose_node
        WHERE kind = 'scalar'
        """,
      expected: [
        "x-a.k|0|single|-|2|2|2|-|0", "b.c|0|double|w|5|6|6|-|0", "b.d|1|plain|-|7|7|7|!reset|0",
        "b.e|2|literal|-|8|8|10|-|0", "b.k|3|single|-|2|2|2|-|1",
      ]),
    FactCase(
      name: "problems",
      text: """
        services:
          a: {image: x}
          a: {image: x}
          b: [x]
          c: {build: ., networks: [n], ports: [y], init: 1}
        """,
      sql: "SELECT kind, path, line FROM compose_problem ORDER BY line, kind",
      expected: [
        "duplicate_key|-|3", "structure|services.b|4", "reference|services.c.networks|5", "schema|services.c.init|5",
        "value|services.c.ports[0]|5",
      ]),
    FactCase(
      name: "what follows from a line that is no YAML is no problem", text: "services:\n\t- a\n",
      sql: "SELECT kind, line FROM compose_problem", expected: ["yaml|2"]),
    FactCase(
      name: "comments", text: "# one\nservices: {} # two\n", sql: "SELECT text, line FROM comment",
      expected: ["one|1", "two|2"]),
  ]

  static let services = [
    inService(
      "image", "image: postgres:${V:-16}",
      """
      SELECT s.line, s.end_line, s.image, image_line, image_resolved, image_unresolved_variable, s.registry, s.repository,
        s.tag, s.digest, s.pinned_by, u.usage, u.reference, u.resolved, u.repository, u.pinned_by, u.line
      FROM service s LEFT JOIN image_use u USING (service_id)
      """,
      [
        "2|3|postgres:${V:-16}|3|postgres:16|-|docker.io|library/postgres|16|-|tag|service|postgres:${V:-16}|postgres:16|library/postgres|tag|3"
      ]),
    inService(
      "image with an unknown tag", "image: ghcr.io/a/b:$V",
      """
      SELECT image_resolved, image_unresolved_variable, s.registry, s.repository, s.tag, s.pinned_by, u.repository, u.pinned_by
      FROM service s LEFT JOIN image_use u USING (service_id)
      """, ["-|V|ghcr.io|a/b|-|-|-|-"]),
    inService(
      "an image that is built is no use of one", "image: app\nbuild: {dockerfile: D, target: t}",
      "SELECT has_build, build_line, build_context, build_dockerfile, build_target, build_is_inline, (SELECT count(*) FROM image_use) FROM service",
      ["1|4|.|D|t|0|0"]),
    inService(
      "a build on lines of its own", "image: app\nbuild:\n  context: .\n  target: t",
      "SELECT build_line FROM service", ["4"]),
    inService(
      "process",
      "command: npm run 'x y'\nentrypoint: [sh, -c]\nuser: ${U:-1000}\nworking_dir: /a\ninit: true\ncontainer_name: c",
      "SELECT command, command_line, entrypoint, user_name, user_line, working_dir, init, container_name FROM service",
      ["[\"npm\",\"run\",\"x y\"]|3|[\"sh\",\"-c\"]|1000|5|/a|1|c"]),
    inService(
      "isolation", "privileged: true\nread_only: ${RO}\nrestart: always\nnetwork_mode: host\npid: host\nipc: host",
      "SELECT privileged, read_only, init, restart, network_mode, network_mode_line, pid, ipc FROM service",
      ["1|-|-|always|host|6|host|host"]),
    inService(
      "limits",
      "mem_limit: 1g\ncpus: 2\ndeploy: {resources: {limits: {memory: 512M, pids: 9}}}\nlogging: {driver: local}",
      "SELECT memory_limit, cpu_limit, pids_limit, logging_driver FROM service", ["512M|2|9|local"]),
    inService(
      "relations", "profiles: [a, b]\nextends: {service: x, file: y.yml}",
      "SELECT profiles, extends_service, extends_file FROM service", ["[\"a\",\"b\"]|x|y.yml"]),
    inService(
      "ports",
      "ports:\n- 80\n- 127.0.0.1:8000-8001:90-91/udp\n- ${P}:70\n- {target: 60, published: 61, mode: host}\nexpose: [\"50\"]",
      "SELECT kind, text, host_ip, published, target, target_to, protocol, mode, is_loopback, unresolved_variable, line FROM service_port",
      [
        "ports|80|-|-|80|80|tcp|-|0|-|4", "ports|127.0.0.1:8000-8001:90-91/udp|127.0.0.1|8000-8001|90|91|udp|-|1|-|5",
        "ports|${P}:70|-|${P}|70|70|tcp|-|0|P|6",
        "ports|{\"target\":\"60\",\"published\":\"61\",\"protocol\":\"tcp\",\"mode\":\"host\"}|-|61|60|60|tcp|host|0|-|7",
        "expose|50|-|-|50|50|tcp|-|0|-|8",
      ]),
    inService(
      "volumes",
      "volumes:\n- .:/app/:ro\n- ./nginx.conf:/etc/nginx/nginx.conf\n- db:/d\n- /x\n- ${V}:/y\n- {type: bind, source: ./src, target: /s, read_only: true}\ntmpfs: /run:size=1m",
      "SELECT type, source, target, is_read_only, is_source_tree, mode, unresolved_variable, line FROM service_volume",
      [
        "bind|.|/app|1|1|ro|-|4", "bind|./nginx.conf|/etc/nginx/nginx.conf|0|0|-|-|5", "volume|db|/d|0|0|-|-|6",
        "anonymous|-|/x|0|0|-|-|7", "unknown|${V}|/y|0|0|-|V|8", "bind|./src|/s|1|1|-|-|9",
        "tmpfs|-|/run|0|0|size=1m|-|10",
      ]),
    inService(
      "environment",
      "environment: {A: 1, B: , C: \"${D:-x}y\", E: $F, DB_PASSWORD: hunter22}\nenv_file: [a, {path: b, required: false}]",
      """
      SELECT name, value, value_resolved, secret_kind, holds_secret, line FROM service_environment
      UNION ALL SELECT path, is_required, '', '', '', line FROM service_env_file
      """,
      [
        "A|1|1|-|0|3", "B|-|-|-|0|3", "C|${D:-x}y|xy|-|0|3", "E|$F|-|-|0|3",
        "DB_PASSWORD|hunter22|hunter22|password|1|3",
        "a|1||||4", "b|0||||4",
      ]),
    inService(
      "dependencies",
      "depends_on: {a: {condition: service_healthy, required: false}}\nlinks: [\"b:x\"]\nvolumes_from: [\"c:ro\", \"container:z\"]\nnetwork_mode: service:d",
      "SELECT kind, depends_on, condition, is_condition_written, is_required, line FROM service_dependency",
      [
        "depends_on|a|service_healthy|1|0|3", "links|b|service_started|0|1|4", "volumes_from|c|service_started|0|1|5",
        "network_mode|d|service_started|0|1|6",
      ]),
    inService(
      "grants",
      "networks: {n: {aliases: [x]}, m: }\nsecrets: [s]\nconfigs: [{source: c, target: /t}]\nbuild: {context: ., secrets: [q]}",
      """
      SELECT network, aliases, '', line FROM service_network
      UNION ALL SELECT kind, source, target, line FROM service_secret
      """, ["n|[\"x\"]||3", "m|-||3", "secret|s|-|4", "config|c|/t|5", "build-secret|q|-|6"]),
    inService(
      "options",
      "cap_add: [cap_net_admin]\ncap_drop: [all]\nsecurity_opt: [\"no-new-privileges:true\"]\nlabels: [a=b]\nextra_hosts: [\"h:1.2.3.4\"]\nulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}\nbuild: {args: {X: }}",
      """
      SELECT kind, capability, '', line FROM service_capability UNION ALL SELECT kind, name, value, line FROM service_option
      """,
      [
        "add|NET_ADMIN||3", "drop|ALL||4", "security_opt|no-new-privileges:true|-|5", "label|a|b|6", "build_arg|X|-|9",
        "extra_host|h|1.2.3.4|7", "ulimit|nofile|1:2|8", "ulimit|nproc|3|8",
      ]),
    inService(
      "settings",
      "mem_limit: ${M:-1g}\nuserns_mode: $U\ndeploy: {resources: {limits: {pids: 9}}, labels: {a: b}}\npost_start: [{command: x, user: root}, {command: y, user: me}]\nenvironment: {A: b}\nx-y: z",
      "SELECT name, value, unresolved_variable, line FROM service_setting",
      [
        "mem_limit|1g|-|3", "userns_mode|-|U|4", "deploy.resources.limits.pids|9|-|5", "post_start.command|x|-|6",
        "post_start.user|root|-|6", "post_start.command|y|-|6", "post_start.user|me|-|6",
      ]),
    inService(
      "devices and propagation",
      "devices: [\"/a:/b\", {source: /c, target: /d, permissions: r}, {source: /e}]\ndevice_cgroup_rules: [\"c 1:3 mr\"]\nvolumes: [\"/x:/y:ro,rshared\", {type: bind, source: /x, target: /z, bind: {propagation: slave}}]",
      """
      SELECT kind, name, line FROM service_option
      UNION ALL SELECT propagation, target, line FROM service_volume
      """,
      [
        "device|/a:/b|3", "device_cgroup_rule|c 1:3 mr|4", "device|/c:/d:r|3", "device|/e:/e:rwm|3", "rshared|/y|5",
        "slave|/z|5",
      ]),
    inService(
      "healthcheck", "healthcheck:\n  test: [CMD, a, b]\n  interval: 5s\n  retries: 3",
      """
      SELECT s.healthcheck, h.kind, form, test, interval, timeout, retries, start_period, h.line
      FROM service s LEFT JOIN service_healthcheck h USING (service_id)
      """, ["command|command|CMD|a b|5s|-|3|-|4"]),
    inService(
      "healthcheck that is off", "healthcheck: {disable: true}",
      "SELECT s.healthcheck, h.kind, form, test FROM service s LEFT JOIN service_healthcheck h USING (service_id)",
      ["none|none|-|-"]),
    inService(
      "healthcheck of the image with other settings", "healthcheck: {interval: 5s}",
      "SELECT s.healthcheck, h.kind FROM service s LEFT JOIN service_healthcheck h USING (service_id)", ["-|-"]),
    inService(
      "values from an anchor", "<<: {image: a, environment: {K: v}}\nrestart: always",
      "SELECT image, image_line, restart, (SELECT line FROM service_environment) FROM service", ["a|3|always|3"]),
  ]

  static let suppressions = [
    FactCase(
      name: "where suppressions reach",
      text: """
        # checkov:skip=CKV_1:why not
        # loadline file ignore=f
        services:
          # loadline ignore=a,b until=2027-01-01 reason
          web:
            image: x # loadline ignore=c
            # kics-scan ignore-block
            ports:
              - 80
              - 81
            # trivy:ignore:T
            user: root

          # loadline ignore=nothing-follows
        """,
      sql: "SELECT tool, rule, line, applies_from, applies_to, reason, until FROM exemption ORDER BY exemption_id",
      expected: [
        "checkov|CKV_1|1|-|-|why not|-", "loadline|f|2|-|-|-|-", "loadline|a|4|5|12|reason|2027-01-01",
        "loadline|b|4|5|12|reason|2027-01-01", "loadline|c|6|6|6|-|-", "kics|*|7|8|10|-|-", "trivy|T|11|12|12|-|-",
      ])
  ]

  @Test(arguments: files + services + suppressions)
  func facts(_ test: FactCase) throws {
    #expect(try ContentFixture("compose", test.text).query(test.sql) == test.expected)
  }

  @Test(arguments: [
    ("services: {}", FactRows.ParseStatus.parsed, []), ("", .parsed, ["-"]), ("- a", .failed, ["1"]),
    ("services:\n\t- a\n", .partial, ["2"]), ("services:\n  a: {}\n  b: c\n", .partial, ["3"]),
    ("services:\n  a: {ports: [x]}\n", .parsed, ["2"]), ("a: 1\n{% if x %}\n", .template, ["2"]),
    ("a: {{ x }}\n", .template, ["1"]), ("services: {a: {hostname: \"{{.Node}}\"}}\n", .parsed, []),
    ("services:\n  a:\n    hostname: n-{{.Node}}\n", .parsed, []), ("# {% x %}\nservices: {}\n", .parsed, []),
  ])
  func statusAndDiagnostics(text: String, status: FactRows.ParseStatus, lines: [String]) throws {
    let fixture = try ContentFixture("compose", text)
    #expect(fixture.rows.parseStatus == status)
    #expect(try fixture.query("SELECT line FROM diagnostic") == lines)
  }

  @Test func longKeysDoNotMultiply() throws {
    let key = String(repeating: "k", count: 100_000)
    let text = "? \(key)\n: [\(Array(repeating: "x", count: 10_000).joined(separator: ","))]"
    let rows = Facts.extract(contentID: 1, kind: "compose", bytes: Array(text.utf8))
    #expect(rows.count(of: .composeNode) < 200)
    #expect(rows.diagnostics.contains { $0.kind == "limit" })
  }

  @Test func ignorePatterns() throws {
    let fixture = try ContentFixture("dockerignore", "# hadolint ignore=DL1\n/a/\n!b\n[\n")
    let rows = try fixture.query("SELECT ordinal, pattern, is_negated, is_valid, text, line FROM ignore_pattern")
    #expect(rows == ["0|a|0|1|/a/|2", "1|b|1|1|!b|3", "2|[|0|0|[|4"])
    #expect(try fixture.query("SELECT rule, applies_from FROM exemption") == ["DL1|2"])
    #expect(fixture.rows.parseStatus == .partial)
  }

  @Test func environmentEntries() throws {
    let fixture = try ContentFixture("env", "A=1\nB=${A}x\nC='$A'\nAPI_KEY=\"abcdef0123456789\"\nbad line\n")
    let rows = try fixture.query(
      "SELECT service_id, name, value, value_resolved, secret_kind, holds_secret, line FROM service_environment")
    #expect(
      rows == [
        "-|A|1|1|-|0|1", "-|B|${A}x|-|-|0|2", "-|C|$A|$A|-|0|3", "-|API_KEY|abcdef0123456789|abcdef0123456789|key|1|4",
      ])
    #expect(fixture.rows.parseStatus == .partial)
  }
}
