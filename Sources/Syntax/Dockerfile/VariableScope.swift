/// The variables that are visible at one point of a Dockerfile.
///
/// A class, so that an expansion that looks names up does not keep a copy of all of them.
final class VariableScope {
  private var values: [String: VariableValue]
  /// What a name that nobody set has: a base image may have set it.
  private let otherwise: VariableValue

  init(_ values: [String: VariableValue] = [:], otherwise: VariableValue) {
    self.values = values
    self.otherwise = otherwise
  }

  var count: Int { values.count }

  func value(_ name: String) -> VariableValue {
    values[name] ?? otherwise
  }

  func declares(_ name: String) -> Bool {
    values[name] != nil
  }

  func set(_ name: String, _ value: Expansion) {
    values[name] = value.resolved.map { .value($0) } ?? .unknown
  }

  func setUnknown(_ name: String) {
    values[name] = .unknown
  }

  /// The scope at the start of a stage that builds on this one's end.
  func inherited() -> VariableScope {
    VariableScope(values, otherwise: otherwise)
  }

  /// Set for each build by BuildKit itself; a stage sees those that it declares with ARG.
  static let platformArguments: Set<String> = [
    "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS",
    "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE",
  ]

  /// What the platform arguments are in a build that asks for nothing, on the most common machine.
  static let plainBuild = [
    "BUILDPLATFORM": "linux/amd64", "BUILDOS": "linux", "BUILDARCH": "amd64", "TARGETPLATFORM": "linux/amd64",
    "TARGETOS": "linux", "TARGETARCH": "amd64", "TARGETSTAGE": "default",
  ]

  /// The scope before the first FROM.
  static func global() -> VariableScope {
    VariableScope(platform, otherwise: .unset)
  }

  private static let platform = Dictionary(
    uniqueKeysWithValues: platformArguments.map { ($0, VariableValue.unknown) })
}
