import Testing

@testable import Knowledge

/// What tags say of what is in an image.
@Suite struct ImageFactsTests {
  static let catalog: ImageCatalog? = try? KnowledgeBase.builtIn().images
  static let facts = catalog?.facts() ?? ImageFacts()

  struct Case: CustomTestStringConvertible {
    let image: String
    let tag: String
    let lives: [String]

    init(_ image: String, _ tag: String, _ lives: [String]) {
      self.image = image
      self.tag = tag
      self.lives = lives
    }

    var testDescription: String { "\(image):\(tag)" }
  }

  @Test(arguments: [
    Case("docker.io/library/python", "3.8.19-slim-buster", ["debian 10 exact", "python 3.8 exact"]),
    Case("docker.io/library/python", "3.12-alpine3.19", ["alpine-linux 3.19 exact", "python 3.12 exact"]),
    Case("docker.io/library/python", "2", ["python 2 series"]),
    Case("docker.io/library/python", "3", []),
    Case("docker.io/library/python", "latest", []),
    Case("docker.io/library/python", "", []),
    Case("docker.io/library/debian", "bookworm-20240101-slim", ["debian 12 exact"]),
    Case("docker.io/library/debian", "11.6", ["debian 11 exact"]),
    Case("docker.io/library/debian", "sid", []),
    Case("docker.io/library/ubuntu", "22.04", ["ubuntu 22.04 exact"]),
    Case("docker.io/library/ubuntu", "jammy-20240111", ["ubuntu 22.04 exact"]),
    Case("docker.io/library/node", "hydrogen-bullseye", ["debian 11 exact", "nodejs 18 exact"]),
    Case("docker.io/library/node", "Lts", []),
    Case("docker.io/library/golang", "1.9", ["go 1.9 older"]),
    Case(
      "docker.io/library/golang", "1.22.3-windowsservercore-ltsc2022",
      [
        "go 1.22 exact", "windows-server-core 2022 exact",
      ]),
    Case(
      "docker.io/library/eclipse-temurin", "17.0.9_9-jdk-jammy", ["eclipse-temurin 17 exact", "ubuntu 22.04 exact"]),
    Case("docker.io/library/eclipse-temurin", "8u392-b08-jre", ["eclipse-temurin 8 exact"]),
    Case("docker.io/library/postgres", "9", ["postgresql 9 series"]),
    Case("docker.io/library/centos", "centos7", ["centos 7 exact"]),
    Case("docker.io/library/amazonlinux", "2.0.20230418.0", ["amazon-linux 2 exact"]),
    Case("docker.io/arm64v8/debian", "buster", ["debian 10 exact"]),
    Case("public.ecr.aws/docker/library/alpine", "3.15", ["alpine-linux 3.15 exact"]),
    Case("public.ecr.aws/lambda/python", "3.9.2023.11.18.02", ["aws-lambda python3.9 exact"]),
    Case("mcr.microsoft.com/mssql/server", "2019-CU14-ubuntu-20.04", ["mssqlserver 15.0 exact"]),
    Case("mcr.microsoft.com/windows/servercore", "10.0.17763.1098", ["windows-server-core 2019 exact"]),
    Case("registry.access.redhat.com/ubi8/ubi-minimal", "latest", ["rhel 8 exact"]),
    Case("registry.access.redhat.com/ubi8/ubi-minimal", "", ["rhel 8 exact"]),
    Case("docker.io/timescale/timescaledb", "2.11.0-pg13", ["postgresql 13 exact"]),
    Case("registry.example.com/library/python", "3.8", []),
  ])
  func tagsAreRead(_ example: Case) {
    let lives = Self.facts.lives(of: example.image, tag: example.tag)
    #expect(lives.map { "\($0.product) \($0.cycle.name) \($0.precision.rawValue)" } == example.lives)
  }

  @Test func theTablesAreWellFormed() throws {
    let catalog = try #require(Self.catalog)
    #expect(catalog.problems().map(\.description) == [])
    for (image, products) in Self.facts.readings {
      for (product, reading) in products {
        #expect(Self.facts.products[product] != nil, "\(image): \(product)")
        guard case .fixed(let cycle) = reading else { continue }
        #expect(Self.facts.cycles[product]?[cycle] != nil, "\(image): \(product) \(cycle)")
      }
    }
  }

  @Test func aLineThatIsNotWhatItsTableAsksForIsAProblem() {
    var catalog = ImageCatalog()
    let text = "image,product,reading\n# a note\n\ndocker.io/a,b,version\ndocker.io/a,version\n"
    catalog.add(RecordFile(path: "own/images/images.csv", text: text, origin: .file("own")))
    #expect(catalog.problems().map(\.description).count == 1)
    #expect(catalog.problems().first?.description.hasPrefix("own/images/images.csv:5: ") == true)
  }

  @Test(
    "What is read for some images says of these what all facts say, and nothing of others",
    arguments: [
      ("docker.io/library/python", "3.8-slim-buster"), ("docker.io/library/debian", "buster"),
      ("docker.io/library/python", "2"), ("docker.io/library/nothing", "1"), ("docker.io/library/node", "12"),
    ])
  func reading(image: String, tag: String) {
    let some = Self.catalog?.facts(for: [image]) ?? ImageFacts()
    #expect(some.lives(of: image, tag: tag) == Self.facts.lives(of: image, tag: tag))
    #expect(some.lives(of: "docker.io/library/ubuntu", tag: "18.04").isEmpty)
    #expect(!Self.facts.lives(of: "docker.io/library/ubuntu", tag: "18.04").isEmpty)
  }
}
