import Crawl
import Testing

@Suite struct FileNameTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let path: String
    let kind: ContainerFileName.Kind?
    var environment = FileEnvironment.base
    var scope = FileScope.product
    var template: String?

    var testDescription: String { path }
  }

  static let accepted: [Case] = [
    Case(path: "Dockerfile", kind: .dockerfile),
    Case(path: "dockerfile", kind: .dockerfile),
    Case(path: "DOCKERFILE", kind: .dockerfile),
    Case(path: "a/b/Dockerfile", kind: .dockerfile),
    Case(path: "Containerfile", kind: .dockerfile),
    Case(path: "Containerfile.dev", kind: .dockerfile, environment: .dev),
    Case(path: "Dockerfile.prod", kind: .dockerfile, environment: .prod),
    Case(path: "Dockerfile.windowsservercore-iis", kind: .dockerfile),
    Case(path: "Dockerfile-alpine", kind: .dockerfile),
    Case(path: "Dockerfile_test", kind: .dockerfile, environment: .test),
    Case(path: "dev.Dockerfile", kind: .dockerfile, environment: .dev),
    Case(path: "jax_cuda.dockerfile", kind: .dockerfile),
    Case(path: "api-Dockerfile", kind: .dockerfile),
    Case(path: "Dockerfile.go", kind: .dockerfile),
    Case(path: "Dockerfile.env", kind: .dockerfile),
    Case(path: "Dockerfile.linux.non-root-user", kind: .dockerfile),
    Case(path: "Dockerfile.j2", kind: .dockerfile, template: ".j2"),
    Case(path: "Dockerfile-linux.template", kind: .dockerfile, template: ".template"),
    Case(path: "Dockerfile.in", kind: .dockerfile, template: ".in"),
    Case(path: "Dockerfile.prod.tmpl", kind: .dockerfile, environment: .prod, template: ".tmpl"),
    Case(path: "build/package/Dockerfile", kind: .dockerfile),
    Case(path: "compose.yaml", kind: .compose),
    Case(path: "compose.yml", kind: .compose),
    Case(path: "docker-compose.yml", kind: .compose),
    Case(path: "Docker-Compose.YAML", kind: .compose),
    Case(path: "docker-compose.prod.yml", kind: .compose, environment: .prod),
    Case(path: "docker-compose-v2.yml", kind: .compose),
    Case(path: "docker-compose.override.yml", kind: .compose, environment: .override),
    Case(path: "compose.override.yaml", kind: .compose, environment: .override),
    Case(path: "docker-compose.dev.override.yml", kind: .compose, environment: .override),
    Case(path: "docker-compose-staging.yaml", kind: .compose, environment: .prod),
    Case(path: "gateway-docker-compose.yml", kind: .compose),
    Case(path: "test-compose.yml", kind: .compose, environment: .test),
    Case(path: "prod.compose.yml", kind: .compose, environment: .prod),
    Case(path: "app.compose.ci.yml", kind: .compose, environment: .test),
    Case(path: "docker_compose.yml", kind: .compose),
    Case(path: "docker-stack.yml", kind: .compose),
    Case(path: "docker-compose.yml.j2", kind: .compose, template: ".j2"),
    Case(path: "docker-compose.tmpl.yml", kind: .compose, template: ".tmpl"),
    Case(path: ".devcontainer/docker-compose.yml", kind: .compose, environment: .dev),
    Case(path: "deploy/prod/docker-compose.yml", kind: .compose, environment: .prod),
    Case(path: "dev/compose.prod.yml", kind: .compose, environment: .prod),
    Case(path: ".dockerignore", kind: .dockerignore),
    Case(path: "api.Dockerfile.dockerignore", kind: .dockerignore),
    Case(path: "Dockerfile.env.Dockerignore", kind: .dockerignore),
    Case(path: ".containerignore", kind: .dockerignore),
    Case(path: ".env", kind: .env),
    Case(path: ".env.production", kind: .env, environment: .prod),
    Case(path: ".env.local", kind: .env, environment: .dev),
    Case(path: ".env.example", kind: .env, scope: .example),
    Case(path: ".env-sample", kind: .env, scope: .example),
    Case(path: "postgres.env", kind: .env),
    Case(path: "docker-compose.env", kind: .env),
    Case(path: "CODEOWNERS", kind: .codeowners),
    Case(path: ".github/CODEOWNERS", kind: .codeowners),
    Case(path: ".gitlab/CODEOWNERS", kind: .codeowners),
    Case(path: "docs/CODEOWNERS", kind: .codeowners),
    Case(path: "tests/app/Dockerfile", kind: .dockerfile, scope: .test),
    Case(path: "src/MyApp.Tests/Dockerfile", kind: .dockerfile, scope: .test),
    Case(path: "integration-tests/Dockerfile", kind: .dockerfile, scope: .test),
    Case(path: "Examples/nginx/Dockerfile", kind: .dockerfile, scope: .example),
    Case(path: "vendor/x/tests/Dockerfile", kind: .dockerfile, scope: .vendored),
    Case(path: "a/node_modules/b/Dockerfile", kind: .dockerfile, scope: .vendored),
    Case(path: "third_party/b/compose.yml", kind: .compose, scope: .vendored),
    Case(path: "dist/Dockerfile", kind: .dockerfile, scope: .generated),
    Case(path: "build/generated/Dockerfile", kind: .dockerfile, scope: .generated),
    Case(path: "latest/Dockerfile", kind: .dockerfile),
    Case(path: "contest/Dockerfile", kind: .dockerfile),
  ]

  @Test(arguments: accepted) func candidatesAreClassified(_ expected: Case) throws {
    guard case .candidate(let name) = ContainerFileName.verdict(expected.path) else {
      Issue.record("\(expected.path) is no candidate")
      return
    }
    #expect(name.kind == expected.kind)
    #expect(name.environment == expected.environment)
    #expect(name.scope == expected.scope)
    #expect(name.templateSuffix == expected.template)
  }

  @Test(arguments: [
    "Dockerfile.md", "Dockerfile.txt", "Dockerfile.swp", ".Dockerfile.swp", "Dockerfile~", "Dockerfile.orig",
    "dockerfile.go", "dockerfile_test.go", "dockerfile1", "dockerfiles", "Dockerfile.yml",
    "docker-compose.md",
    "docker-compose.sh", ".env.ts", "src/CODEOWNERS", "Dockerfile.",
  ])
  func lookalikesAreRefusedWithAReason(_ path: String) {
    switch ContainerFileName.verdict(path) {
    case .candidate: Issue.record("\(path) passes for a container file")
    case .lookalike(let reason): #expect(!reason.isEmpty)
    case .unrelated: #expect(path == ".Dockerfile.swp")
    }
  }

  @Test(arguments: [
    "", "/", "README.md", "composer.yml", "composer-dev.yaml", "dockerfil", "ddockerfile", "ockerfile",
    "docker-file",
    ".dockerfile", "compose.go", "decompose.yml", "kustomization.yaml", "environment.yml", ".envrc",
    ".gitignore",
    "stack.yaml", "codeowners.go",
  ])
  func otherNamesAreUnrelated(_ path: String) {
    #expect(ContainerFileName.verdict(path) == .unrelated)
  }

  @Test func bytesThatAreNotTextAreClassifiedAll() {
    guard
      case .candidate(let name) = ContainerFileName.verdict(
        Array("caf".utf8) + [0xE9] + Array("/Dockerfile".utf8)
      )
    else {
      Issue.record("an invalid path is no candidate")
      return
    }
    #expect(name.kind == .dockerfile)
  }
}
