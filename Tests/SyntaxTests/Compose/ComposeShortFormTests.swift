import Syntax
import Testing

@Suite("Short and long forms of ports and mounts")
struct ComposeShortFormTests {
  struct Port: Sendable, CustomTestStringConvertible {
    let text: String
    var host: String?
    var published: String?
    let target: String
    var proto = "tcp"
    var needs: [String] = []
    var isInvalid = false
    var testDescription: String { text }
  }

  @Test(arguments: [
    Port(text: "80", target: "80"),
    Port(text: "8080:80", published: "8080", target: "80"),
    Port(text: "8000-8010:80-90/udp", published: "8000-8010", target: "80-90", proto: "udp"),
    Port(text: "127.0.0.1:8080:80", host: "127.0.0.1", published: "8080", target: "80"),
    Port(text: "127.0.0.1::80", host: "127.0.0.1", target: "80"),
    Port(text: "[::1]:8080:80", host: "::1", published: "8080", target: "80"),
    Port(text: "::1:8080:80", host: "::1", published: "8080", target: "80"),
    Port(text: "${BIND:-127.0.0.1:8080}:80", host: "127.0.0.1", published: "8080", target: "80"),
    Port(text: "${PORT}:80", published: "${PORT}", target: "80", needs: ["PORT"]),
    Port(text: "${IP:?a:b}:${PORT:-1}:80", host: "${IP:?a:b}", published: "1", target: "80", needs: ["IP"]),
    Port(text: "3000-3005:80-90", published: "3000-3005", target: "80-90", isInvalid: true),
    Port(text: "http", target: "http", isInvalid: true),
    Port(text: "999:80000", published: "999", target: "80000", isInvalid: true),
    Port(text: "1.2.3:1:2", host: "1.2.3", published: "1", target: "2", isInvalid: true),
    Port(text: "", target: "", isInvalid: true),
  ])
  func ports(_ test: Port) {
    let port = ComposePort(short: ComposeText(test.text, line: 7))
    #expect(port.hostIP == test.host)
    #expect(port.published == test.published)
    #expect(port.target == test.target)
    #expect(port.protocol == test.proto)
    #expect(port.needs == test.needs)
    #expect(port.isInvalid == test.isInvalid)
    #expect(port.line == 7)
  }

  struct Mount: Sendable, CustomTestStringConvertible {
    let text: String
    let type: String
    var source: String?
    let target: String
    var options: [String] = []
    var needs: [String] = []
    var testDescription: String { text }
  }

  @Test(arguments: [
    Mount(text: "/data", type: "volume", target: "/data"),
    Mount(text: "db:/data", type: "volume", source: "db", target: "/data"),
    Mount(text: ".:/app:ro,z", type: "bind", source: ".", target: "/app", options: ["ro", "z"]),
    Mount(text: "~/x:/y", type: "bind", source: "~/x", target: "/y"),
    Mount(text: "C:\\a:/b:ro", type: "bind", source: "C:\\a", target: "/b", options: ["ro"]),
    Mount(
      text: "\\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine", type: "bind", source: "\\\\.\\pipe\\docker_engine",
      target: "\\\\.\\pipe\\docker_engine"),
    Mount(text: "${DATA:-./data}:/d", type: "bind", source: "./data", target: "/d"),
    Mount(text: "${DATA}:/d", type: "unknown", source: "${DATA}", target: "/d", needs: ["DATA"]),
    Mount(text: "${ROOT}/x:/d", type: "bind", source: "${ROOT}/x", target: "/d", needs: ["ROOT"]),
    Mount(text: "$PWD:/d", type: "bind", source: "$PWD", target: "/d", needs: ["PWD"]),
  ])
  func mounts(_ test: Mount) {
    let mount = ComposeMount(short: ComposeText(test.text, line: 1))
    #expect(mount.type == test.type)
    #expect(mount.source == test.source)
    #expect(mount.target == test.target)
    #expect(mount.options == test.options)
    #expect(mount.isReadOnly == test.options.contains("ro"))
    #expect(mount.needs == test.needs)
    #expect(!mount.isInvalid)
  }

  @Test(arguments: ["", ":/a", "ab:", "ab:/b:ro:x"])
  func refusesMounts(text: String) {
    #expect(ComposeMount(short: ComposeText(text, line: 1)).isInvalid)
  }

  @Test func longForms() throws {
    let text = """
      services:
        web:
          ports: [{target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp, mode: host}, {published: 1}]
          volumes:
            - {type: bind, source: ./a, target: /b, read_only: true, bind: {propagation: rslave}}
            - {type: volume, target: /c}
            - {type: tmpfs, target: /d}
            - {type: bind, target: /e}
      """
    let web = try #require(ComposeFile(SourceText(Array(text.utf8))).services.first)
    let port = try #require(web.ports.first)
    #expect(
      [port.hostIP, port.published, port.target, port.protocol, port.mode] == [
        "127.0.0.1", "8080", "80", "udp", "host",
      ])
    #expect(web.ports.map(\.isInvalid) == [false, true])
    #expect(web.mounts.map(\.type) == ["bind", "volume", "tmpfs", "bind"])
    #expect(web.mounts.map(\.isAnonymous) == [false, true, false, false])
    #expect(web.mounts.map(\.isInvalid) == [false, false, false, true])
    #expect(web.mounts.first?.options == ["ro", "rslave"])
    #expect(web.mounts.map(\.line) == [5, 6, 7, 8])
  }
}
