import Loadline
import Testing

@Suite(.serialized) struct CheckGrowthTests {
  /// A square would make the longer file cost sixteen times the shorter one.
  @Test(arguments: ["RUN sudo apt-get install x\n", "RUN cd /x && wget http://example.com/a | sh\n"])
  func aFileFullOfFindingsCostsAsMuchAsItIsLong(_ line: String) throws {
    let shorter = try Self.duration(of: line, times: 500)
    let longer = try Self.duration(of: line, times: 2_000)
    #expect(longer < shorter * 10, "\(shorter), then \(longer)")
  }

  private static func duration(of line: String, times: Int) throws -> Duration {
    let folder = try AuditedFolder()
    try folder.write("Dockerfile", "FROM alpine:3.20\n" + String(repeating: line, count: times))
    let checker = try Checker()
    return try ContinuousClock().measure {
      let result = try checker.check(paths: [folder.path("Dockerfile")])
      #expect(result.findings.count >= times)
    }
  }
}
