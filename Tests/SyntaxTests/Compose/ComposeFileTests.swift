import Syntax
import Testing

@Suite("Compose files")
struct ComposeFileTests {
  private func file(_ text: String) -> ComposeFile { ComposeFile(SourceText(Array(text.utf8))) }

  private func service(_ yaml: String, isAccepted: Bool = true) throws -> ComposeService {
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    let file = file("services:\n  web:\n" + lines.joined(separator: "\n"))
    #expect(file.diagnostics.isEmpty == isAccepted)
    return try #require(file.services.first)
  }

  @Test(arguments: [
    ("web: {image: a}\ndb:\n  build: .\n", ComposeFile.Format.v1, ["web", "db"]),
    ("version: '2.4'\nservices: {web: {image: a}}", .v2, ["web"]),
    ("version: \"3\"\nservices: {web: {image: a}, x-y: {}}", .v3, ["web", "x-y"]),
    ("services: {web: , db: {}}", .specification, ["web", "db"]),
    ("name: x\nnetworks: {a: }", .specification, []),
    ("x-a: {image: b}\ninclude: [a.yml]", .specification, []),
    ("version: '3'\nvolumes: {data: }", .v3, []),
  ])
  func tellsTheFormat(text: String, format: ComposeFile.Format, services: [String]) {
    let file = file(text)
    #expect(file.format == format)
    #expect(file.services.map(\.name) == services)
  }

  @Test(arguments: [
    ("", 0), ("- a", 1), ("services: []", 1), ("services:\n  web: nginx", 2), ("name: a\n---\n- b", 3),
    ("services: {}\nvolumes: [data]", 2),
  ])
  func reportsWrongShapes(text: String, line: Int) {
    #expect(file(text).diagnostics.map { $0.line ?? 0 } == [line])
  }

  @Test func mergesDocuments() throws {
    let file = file("services:\n  a: {image: x, ports: [1]}\n---\nservices:\n  a: {image: y, ports: [2]}\n  b: {}\n")
    #expect(file.services.map(\.name) == ["a", "b"])
    let first = try #require(file.services.first)
    #expect(first.image?.raw == "y")
    #expect(first.image?.line == 5)
    #expect(first.ports.map(\.target) == ["1", "2"])
  }

  @Test func readsBuild() throws {
    let short = try #require(try service("build: ${DIR:-./app}").build)
    #expect(short.context?.value == "./app")
    #expect(short.isShort)
    let long = try #require(
      try service("build:\n  context: .\n  dockerfile: D\n  target: t\n  args: [A=1, B]\n").build
    )
    #expect(long.line == 4)
    #expect(long.dockerfile?.value == "D")
    #expect(long.target?.line == 6)
    #expect(long.arguments.map(\.name.raw) == ["A", "B"])
    #expect(long.arguments.map { $0.value?.raw } == ["1", nil])
  }

  @Test func readsEnvironmentInBothForms() throws {
    let list = try service("environment:\n  - A=b=c\n  - D\n  - E=\n  - F=${G}").environment
    #expect(list.map(\.name.raw) == ["A", "D", "E", "F"])
    #expect(list.map { $0.value?.raw } == ["b=c", nil, "", "${G}"])
    #expect(list.map(\.line) == [4, 5, 6, 7])
    let map = try service("environment:\n  A: 1\n  B:\n  C: true\n  D: ''").environment
    #expect(map.map { $0.value?.raw } == ["1", nil, "true", ""])
  }

  @Test func readsDependencies() throws {
    #expect(try service("depends_on: [a, b]").dependencies.map(\.service.raw) == ["a", "b"])
    let long = try service(
      "depends_on:\n  a: {condition: service_healthy, required: false, restart: true}\n  b: {restart: false}")
    #expect(long.dependencies.map { $0.condition?.raw } == ["service_healthy", nil])
    #expect(long.dependencies.first?.isRequired == .off)
    #expect(long.dependencies.first?.restarts == .on)
  }

  @Test(arguments: [
    ("healthcheck: {test: curl -f x}", ComposeHealthcheck.Form.string, ["curl -f x"], false),
    ("healthcheck: {test: [CMD, a, b]}", .exec, ["a", "b"], false),
    ("healthcheck: {test: [CMD-SHELL, a b]}", .shell, ["a b"], false),
    ("healthcheck: {test: [NONE]}", .disabled, [], true),
    ("healthcheck: {test: [curl, x]}", .invalid, ["curl", "x"], false),
    ("healthcheck: {disable: yes}", nil, [], true),
    ("healthcheck: {interval: 5s}", nil, [], false),
  ])
  func readsHealthchecks(yaml: String, form: ComposeHealthcheck.Form?, test: [String], isDisabled: Bool) throws {
    let healthcheck = try #require(try service(yaml, isAccepted: form != .invalid).healthcheck)
    #expect(healthcheck.form == form)
    #expect(healthcheck.test == test)
    #expect(healthcheck.isDisabled == isDisabled)
  }

  @Test(arguments: [
    ("command: a 'b c' \"d\\\"e\" f\\ g ''", ["a", "b c", "d\"e", "f g", ""]),
    ("command: [a, b c, \"1\"]", ["a", "b c", "1"]),
    ("command: ${X} b", ["${X}", "b"]),
    ("command: >\n  a\n  b\n", ["a", "b"]),
  ])
  func splitsCommands(yaml: String, arguments: [String]) throws {
    #expect(try service(yaml).command?.arguments == arguments)
  }

  @Test func readsTheRest() throws {
    let web = try service(
      """
      env_file: [a.env, {path: b.env, required: false}]
      networks: {front: {aliases: [w]}, back: }
      secrets: [s1, {source: s2, target: /t, mode: 0400}]
      extends: {file: base.yml, service: b}
      privileged: "yes"
      read_only: ${RO}
      init: false
      user: 1000:1000
      cap_drop: [ALL]
      profiles: [dev]
      ports: !reset []
      deploy: {replicas: 3, resources: {limits: {memory: 512M}}}
      """
    )
    #expect(web.envFiles.map(\.path.raw) == ["a.env", "b.env"])
    #expect(web.envFiles.map(\.isRequired) == [.on, .off])
    #expect(web.networks.map(\.name.raw) == ["front", "back"])
    #expect(web.secrets.map(\.source.raw) == ["s1", "s2"])
    #expect(web.extends?.file?.raw == "base.yml")
    #expect(web.flag("privileged") == .on)
    #expect(web.flag("read_only") == .unknown)
    #expect(web.flag("init") == .off)
    #expect(web.flag("tty") == nil)
    #expect(web.text("user")?.raw == "1000:1000")
    #expect(web.texts("cap_drop").map(\.raw) == ["ALL"])
    #expect(web.profiles.map(\.raw) == ["dev"])
    #expect(web.ports.isEmpty)
    #expect(web.replicas?.raw == "3")
    #expect(web.resource("limits", "memory")?.raw == "512M")
  }

  @Test func readsTopLevelResources() {
    let file = file(
      """
      services: {}
      networks: {a: {internal: true}, b: {external: {name: c}}, default: }
      volumes: {v: {driver: local, driver_opts: {type: none, o: bind, device: /x}}}
      secrets: {s: {file: ./s.txt}, t: {environment: T}, u: {external: true}}
      configs: {c: {content: x}}
      """
    )
    #expect(file.networks.map { $0.internal?.isOn } == [true, nil, nil])
    #expect(file.networks.map { $0.external?.isOn } == [nil, true, nil])
    #expect(file.networks[1].name?.raw == "c")
    #expect(file.volumes.first?.driverOptions.map(\.name.raw) == ["type", "o", "device"])
    #expect(file.secrets.map { $0.file?.raw ?? $0.environment?.raw } == ["./s.txt", "T", nil])
    #expect(file.configs.first?.inlineContent?.raw == "x")
  }

  @Test(
    arguments: [
      ("512m", 536_870_912), ("1.5 GB", 1_610_612_736), ("1kib", 1024), ("10", 10), ("", nil), ("1x", nil),
      ("9e9", nil),
      ("99999999999p", nil),
    ] as [(String, Int64?)])
  func readsSizes(text: String, bytes: Int64?) {
    #expect(ComposeUnits.bytes(text) == bytes)
  }

  @Test(
    arguments: [("1m30s", 90), ("500ms", 0.5), ("0", 0), ("1h", 3600), ("x", nil), ("", nil), ("5", 5e-9)]
      as [(String, Double?)])
  func readsDurations(text: String, seconds: Double?) {
    #expect(ComposeUnits.seconds(text) == seconds)
  }
}
