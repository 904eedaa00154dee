import Syntax
import Testing

@Suite("Compose projects")
struct ComposeProjectTests {
  private func project(
    _ files: KeyValuePairs<String, String>, _ main: [String] = ["compose.yaml"],
    _ change: (inout ComposeProject.Options) -> Void = { _ in }
  ) -> ComposeProject {
    var options = ComposeProject.Options()
    options.normalises = false
    change(&options)
    let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.key, $0.value) })
    return ComposeProject(files: main, options: options) { texts[$0].map { Array($0.utf8) } }
  }

  /// A value with the file and line that set it, such as `nginx compose.yaml:3`.
  private func shown(_ project: ComposeProject, _ path: String) -> String? {
    var found: String?
    project.tree.forEachValue { visit in
      guard visit.path == path else { return }
      found = "\(visit.tree.text ?? "-") \(project.files[Int(visit.origin.file)]):\(visit.origin.line)"
    }
    return found
  }

  @Test func everyValueKnowsWhoSetIt() {
    let project = project(
      [
        "compose.yaml": "services:\n  web:\n    image: a\n    environment:\n      A: 1\n      B: 2\n",
        "prod.yaml": "services:\n  web:\n    image: b\n    environment: [B=3, C=4]\n",
      ], ["compose.yaml", "prod.yaml"])
    #expect(shown(project, "services.web.image") == "b prod.yaml:3")
    #expect(shown(project, "services.web.environment.A") == "1 compose.yaml:5")
    #expect(shown(project, "services.web.environment.B") == "3 prod.yaml:4")
    #expect(project.problems == [])
  }

  @Test func resetAndOverride() {
    let project = project(
      [
        "compose.yaml": "services: {a: {image: a, ports: ['1'], dns: [x], environment: {A: 1}}, b: {image: b}}\n",
        "o.yaml": "services: {a: {ports: !override ['2'], dns: !reset [], environment: {A: !reset }}, b: !reset }\n",
      ], ["compose.yaml", "o.yaml"])
    #expect(project.tree["services"]?["b"] == nil)
    #expect(project.tree["services"]?["a"]?["dns"] == nil)
    #expect(project.tree["services"]?["a"]?["environment"]?["A"] == nil)
    #expect(project.tree["services"]?["a"]?["ports"]?.items?.map { $0["target"]?.text } == ["2"])
  }

  @Test func extendsReachesThroughFiles() {
    let project = project([
      "compose.yaml": "services:\n  a:\n    extends: {file: x/b.yaml, service: b}\n    command: run\n",
      "x/b.yaml": "services:\n  b: {extends: {file: ../c.yaml, service: c}, build: .}\n",
      "c.yaml": "services:\n  c: {image: c, command: other, volumes: ['./d:/d']}\n",
    ])
    #expect(shown(project, "services.a.build.context") == "x x/b.yaml:2")
    #expect(shown(project, "services.a.image") == "c c.yaml:2")
    #expect(shown(project, "services.a.volumes[0].source") == "d c.yaml:2")
    #expect(shown(project, "services.a.command[0]") == "run compose.yaml:4")
    #expect(project.problems == [])
  }

  @Test func includeHasItsOwnFolderAndVariables() {
    let project = project([
      "compose.yaml": "include:\n- sub/compose.yaml\n- {path: [p.yaml, q.yaml], env_file: x.env}\nservices: {}\n",
      ".env": "TAG=outer\n", "sub/.env": "TAG=inner\nOWN=sub\n",
      "sub/compose.yaml": "services: {s: {image: 'a:$TAG-$OWN', build: .}}\n",
      "p.yaml": "services: {p: {image: 'p:$X'}}\n", "q.yaml": "services: {p: {init: true}}\n", "x.env": "X=1\n",
    ])
    #expect(shown(project, "services.s.image") == "a:outer-sub sub/compose.yaml:1")
    #expect(shown(project, "services.s.build.context") == "sub sub/compose.yaml:1")
    #expect(shown(project, "services.p.image") == "p:1 p.yaml:1")
    #expect(shown(project, "services.p.init") == "true q.yaml:1")
    #expect(project.problems == [])
  }

  @Test(arguments: [
    ("services: {a: {image: 'x:${A:-1}-${B}-$C'}}", "x:1-${B}-c"), ("services: {a: {image: '$$x'}}", "$x"),
    ("services: {a: {image: '${C:+y}${D:+z}'}}", "y${D:+z}"), ("services: {a: {image: '${E:?no}'}}", "${E:?no}"),
  ])
  func unknownVariablesStay(text: String, image: String) {
    let project = project(["compose.yaml": text, ".env": "C=c\n"])
    #expect(project.tree["services"]?["a"]?["image"]?.text == image)
  }

  @Test(arguments: [
    ("services: {a: {extends: b}, b: {extends: a}}", ComposeProblem.Kind.cycle),
    ("include: [compose.yaml]\nservices: {}", .cycle), ("include: [gone.yaml]\nservices: {}", .reference),
    ("services: {a: {extends: {file: gone.yaml, service: a}}}", .reference),
    ("services: {a: {extends: gone}}", .reference), ("services: {a: {image: '${'}}", .interpolation),
    ("services: {a: {image: x, init: maybe}}", .value), ("services: {a: {image: x, cgroup: own}}", .schema),
    ("services: {a: {image: x, stop_grace_period: 10}}", .schema),
    ("services: {a: {image: x, oom_score_adj: 2000}}", .schema),
    ("services: {a: {image: x, scale: 2, container_name: c}}", .conflict),
    ("services: {a: {image: x, container_name: c}, b: {image: x, container_name: c}}", .conflict),
    ("services: {a: {image: x, build: {context: ., dockerfile: D, dockerfile_inline: 'FROM x'}}}", .conflict),
    ("services: {a: {image: x, mem_limit: 1g, deploy: {resources: {limits: {memory: 2g}}}}}", .conflict),
    ("services: {a: {image: x, volumes: ['data:/a']}}", .reference), ("services: {a: {}}", .missing),
    ("services: {a: {image: x, security_opt: [a, a]}}", .conflict), ("a: {image: x}", .structure), ("", .structure),
    ("- a", .structure), ("services: {a: {image: *b}}", .yaml),
  ])
  func problems(text: String, kind: ComposeProblem.Kind) {
    #expect(project(["compose.yaml": text]).problems.contains { $0.kind == kind })
  }

  @Test func profilesAndServicesAskedFor() {
    let text = "services: {a: {image: a, depends_on: [b]}, b: {image: b, profiles: [p]}, c: {image: c}}"
    #expect(project(["compose.yaml": text]).inactive == [])
    let none = project(["compose.yaml": text], ["compose.yaml"]) { $0.profiles = [] }
    #expect(none.inactive == ["b"])
    #expect(none.problems.map(\.kind) == [.reference])
    #expect(project(["compose.yaml": text], ["compose.yaml"]) { $0.services = ["a"] }.inactive == ["c"])
  }

  @Test func filesOfVariables() {
    let project = project(
      [
        "compose.yaml":
          "services: {a: {image: a, env_file: [x.env, {path: no, required: false}], environment: {A: own}}}",
        "x.env": "A=file\nB=${A}-${S}\nC='$A'\n",
      ], ["compose.yaml"]
    ) {
      $0.readsVariableFiles = true
      $0.environment = ["S": "shell"]
    }
    #expect(shown(project, "services.a.environment.A") == "own compose.yaml:1")
    #expect(shown(project, "services.a.environment.B") == "file-shell x.env:2")
    #expect(shown(project, "services.a.environment.C") == "$A x.env:3")
    #expect(project.problems == [])
  }

  // MARK: - Hostile files

  @Test func growthIsLimited() {
    let list = (0..<200).map { "'\($0)'" }.joined(separator: ", ")
    let services = (0..<2000).map { "  s\($0): {image: x, extends: s\($0 + 1), expose: [\(list)]}" }
    let text = "services:\n\(services.joined(separator: "\n"))\n  s2000: {image: x}\n"
    #expect(project(["compose.yaml": text]).problems.contains { $0.kind == .limit || $0.kind == .cycle })
  }

  @Test func includesThatDoubleEndSoon() {
    let count = 40
    var files: [(String, String)] = [("compose.yaml", "include: [f0.yaml, f0.yaml]\nservices: {}\n")]
    for index in 0..<count {
      let next = index + 1
      files.append(("f\(index).yaml", "include: [f\(next).yaml, f\(next).yaml]\nservices: {s\(index): {image: x}}\n"))
    }
    let texts = Dictionary(uniqueKeysWithValues: files)
    let project = ComposeProject(files: ["compose.yaml"]) { texts[$0].map { Array($0.utf8) } }
    #expect(project.problems.contains { $0.kind == .limit })
  }

  @Test func variablesThatDoubleStayShort() {
    let lines = (0..<60).map { "V\($0 + 1)=${V\($0)}${V\($0)}" }
    let project = project([
      "compose.yaml": "services: {a: {image: '$V60'}}",
      ".env": (["V0=xxxxxxxxxxxxxxxx"] + lines).joined(separator: "\n"),
    ])
    #expect((project.tree["services"]?["a"]?["image"]?.text?.utf8.count ?? 0) <= 1 << 17)
  }
}
