// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

/// A module of `Sources/`, which sees only the modules named here.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A top-level folder whose files travel inside the binary.
func folder(_ path: String) -> Target {
  .target(name: "\(path)Folder", path: path, swiftSettings: settings, plugins: ["EmbedFolderPlugin"])
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "loadline",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Loadline", targets: ["Loadline"]),
    .executable(name: "loadline", targets: ["LoadlineCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    module("Syntax", [yams]),
    module("Store", [grdb, sqlite]),
    module("Facts", ["Syntax", "Store"]),
    module("Knowledge", ["Store", "KnowledgeFolder", yams]),
    module("Crawl", ["Syntax", "Store", "Facts", crypto]),
    module("Judge", ["Store", "Facts", "Knowledge"]),
    module("Report", ["Syntax", "Store", "Facts", "Knowledge", "ReportsFolder", mustache]),
    module("Loadline", ["Syntax", "Store", "Facts", "Knowledge", "Crawl", "Judge", "Report", yams]),
    .target(name: "SQLiteMemory", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "LoadlineCLI", dependencies: ["Loadline", "SQLiteMemory", arguments], swiftSettings: settings),

    folder("Knowledge"),
    folder("Reports"),
    .executableTarget(name: "EmbedFolder", swiftSettings: settings),
    .plugin(name: "EmbedFolderPlugin", capability: .buildTool(), dependencies: ["EmbedFolder"]),

    tests("SyntaxTests", ["Syntax"]),
    tests("StoreTests", ["Store", sqlite]),
    tests("FactsTests", ["Facts", "Store", "Syntax"]),
    tests("KnowledgeTests", ["Knowledge", "KnowledgeFolder", "Store", "Syntax"]),
    tests("CrawlTests", ["Crawl", "Store"]),
    tests("JudgeTests", ["Judge", "Facts", "Knowledge", "Store"]),
    tests("ReportTests", ["Report", "Store"]),
    tests("LoadlineTests", ["Loadline", "Crawl", "Facts", "Judge", "Knowledge", "Store", sqlite]),
    tests("CommandTests", []),
  ]
)
