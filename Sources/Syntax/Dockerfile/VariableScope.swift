/// The variables that are visible at one point of a Dockerfile.
///
/// A class, so that an expansion that looks names up does not keep a copy of all of them.
final class VariableScope {
  private var values: [String: VariableValue]
  /// What a name that nobody set has: a base image may have set it.
  private var environment: Set<String> = []
  private let otherwise: VariableValue
  /// On Windows, `$path` is `$PATH`.
  private let ignoresCase: Bool

  init(_ values: [String: VariableValue] = [:], otherwise: VariableValue, ignoresCase: Bool = false) {
    self.otherwise = otherwise
    self.ignoresCase = ignoresCase
    self.values = [:]
    if ignoresCase {
      for (name, value) in values { self.values[name.uppercased()] = value }
    } else {
      self.values = values
    }
  }

  private func key(_ name: String) -> String { ignoresCase ? name.uppercased() : name }

  var count: Int { values.count }

  /// Whether any variable has a value, and not just an unknown one.
  private(set) var knowsValues = false

  func value(_ name: String) -> VariableValue {
    values[key(name)] ?? otherwise
  }

  func declares(_ name: String) -> Bool {
    values[key(name)] != nil
  }

  func set(_ name: String, _ value: Expansion) {
    guard let text = value.resolved else {
      setUnknown(name)
      return
    }
    values[key(name)] = .value(text)
    knowsValues = true
  }

  /// What ENV sets, no ARG of the same name changes.
  func setEnvironment(_ name: String, _ value: Expansion) {
    set(name, value)
    environment.insert(key(name))
  }

  func isEnvironment(_ name: String) -> Bool {
    environment.contains(key(name))
  }

  func setUnknown(_ name: String) {
    values[key(name)] = .unknown
  }

  /// The scope at the start of a stage that builds on this one's end.
  func inherited() -> VariableScope {
    let scope = VariableScope(values, otherwise: otherwise, ignoresCase: ignoresCase)
    scope.environment = environment
    scope.knowsValues = knowsValues
    return scope
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
