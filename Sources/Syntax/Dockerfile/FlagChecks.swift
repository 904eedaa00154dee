extension InstructionReader {
  /// What BuildKit asks of flags: known names, each once, and values of the right kind.
  mutating func checkFlags(of instruction: Instruction, _ keyword: Instruction.Keyword) {
    let known = keyword.flags
    var seen: Set<String> = []
    for flag in instruction.flags {
      guard let kind = known[flag.name] else {
        let nearest = ComposeKeys.nearest(to: flag.name, in: Set(known.keys)).map { " (did you mean \($0)?)" }
        report("unknown flag: --\(flag.name)\(nearest ?? "").")
        continue
      }
      if !seen.insert(flag.name).inserted, kind != .list {
        report("duplicate flag specified: \(flag.name).")
      }
      if let problem = problem(of: flag, kind) { report(problem + ".", kind: Diagnostic.rejection) }
    }
  }

  private func problem(of flag: InstructionFlag, _ kind: FlagKind) -> String? {
    guard let value = flag.value else { return kind == .boolean ? nil : "missing a value on flag: \(flag.name)" }
    // Its value is known only to the build.
    let isOpen = value.utf8.contains(Ascii.dollar)
    switch kind {
    case .boolean:
      let isBoolean = ["true", "false", ""].contains(value.lowercased())
      return isBoolean ? nil : "expecting boolean value for flag \(flag.name), not: \(value)"
    case .text, .list:
      switch flag.name {
      case "mount": return RunMount.problem(of: flag)
      case "device": return isOpen ? nil : RunDevice.problem(of: value)
      default: return nil
      }
    case .duration: return HealthcheckValue.problem(ofDuration: value, flag: flag.name)
    case .count: return HealthcheckValue.problem(ofRetries: value)
    case .network:
      let isKnown = isOpen || ["default", "none", "host"].contains(value)
      return isKnown ? nil : "network mode \"\(value)\" is not supported"
    case .security:
      let isKnown = isOpen || ["sandbox", "insecure"].contains(value)
      return isKnown ? nil : "security \"\(value)\" is not valid"
    }
  }
}

/// What the value of a flag is.
enum FlagKind: Sendable {
  case text, boolean, duration, count, network, security
  /// May be given more than once.
  case list
}

extension Instruction.Keyword {
  /// The flags that BuildKit knows for the instruction.
  fileprivate var flags: [String: FlagKind] {
    switch self {
    case .add: Self.addFlags
    case .copy: Self.copyFlags
    case .run: Self.runFlags
    case .from: ["platform": .text]
    case .healthcheck: Self.healthcheckFlags
    default: [:]
    }
  }

  private static let addFlags: [String: FlagKind] = [
    "chown": .text, "chmod": .text, "link": .boolean, "keep-git-dir": .boolean, "checksum": .text, "exclude": .list,
    "unpack": .boolean,
  ]

  private static let copyFlags: [String: FlagKind] = [
    "from": .text, "chown": .text, "chmod": .text, "link": .boolean, "parents": .boolean, "exclude": .list,
  ]

  private static let runFlags: [String: FlagKind] = [
    "mount": .list, "network": .network, "security": .security, "device": .list,
  ]

  private static let healthcheckFlags: [String: FlagKind] = [
    "interval": .duration, "timeout": .duration, "start-period": .duration, "start-interval": .duration,
    "retries": .count,
  ]
}
