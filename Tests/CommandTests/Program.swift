import Foundation

/// The built command, run as its users run it: a process with arguments, output and an exit code.
struct Program: Sendable {
  struct Outcome: Sendable, CustomStringConvertible {
    let command: String
    let status: Int32
    let output: String
    let errors: String

    var description: String { "\(command)\nexit code \(status)\n\(output)\(errors)" }

    func decoded<Shape: Decodable>(as shape: Shape.Type) throws -> Shape {
      try JSONDecoder().decode(shape, from: Data(output.utf8))
    }
  }

  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String { "there is no \(path): build all products before the tests" }
  }

  /// The folder in which it runs.
  let folder: URL

  @discardableResult
  func run(_ arguments: [String], input: String = "") throws -> Outcome {
    try Self.run(Self.executable(), arguments, in: folder, input: input)
  }

  /// The folder into which the build puts the tests and the products.
  static var products: URL {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent()
    #else
      return Bundle.main.bundleURL
    #endif
  }

  private static func executable() throws -> URL {
    let url = products.appending(path: "loadline")
    guard FileManager.default.isExecutableFile(atPath: url.path) else { throw Missing(path: url.path) }
    return url
  }

  static func run(_ executable: URL, _ arguments: [String], in folder: URL, input: String = "") throws -> Outcome {
    let streams = try TemporaryFolder()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": streams.url.path,
    ]
    // Files instead of pipes: a pipe that nobody empties stops its writer.
    process.standardInput = try FileHandle(forReadingFrom: streams.write("in", input))
    let output = try streams.write("out", "")
    let errors = try streams.write("err", "")
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      command: ([executable.lastPathComponent] + arguments).joined(separator: " "),
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try String(decoding: Data(contentsOf: output), as: UTF8.self),
      errors: try String(decoding: Data(contentsOf: errors), as: UTF8.self)
    )
  }
}
