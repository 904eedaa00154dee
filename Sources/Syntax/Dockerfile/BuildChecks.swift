/// What BuildKit refuses when it turns the instructions into a build, in its own words. All stages are looked at, those
/// that no target needs among them.
struct BuildChecks {
  private(set) var diagnostics: [Diagnostic] = []
  private let plan: BuildPlan

  init(_ file: Dockerfile, _ plan: BuildPlan) {
    self.plan = plan
    if plan.stages.isEmpty, let first = file.instructions.first {
      refuse(first.line, "dockerfile contains no stages to build")
    }
    for step in plan.steps {
      if step.stage == nil, let keyword = step.instruction.keyword, keyword != .arg {
        if !plan.stages.isEmpty { refuse(step.instruction.line, "no build stage in current context") }
      } else if !step.isTrigger {
        check(step)
      }
    }
    for stage in plan.stages { check(stage) }
    checkCycles()
  }

  private mutating func refuse(_ line: Int, _ message: String) {
    diagnostics.append(
      Diagnostic(kind: Diagnostic.rejection, severity: .warning, line: line, message: message + "."))
  }

  // MARK: - Stages

  private mutating func check(_ stage: BuildStage) {
    switch stage.resolved {
    case .failed(let message): refuse(stage.line, "failed to process \"\(stage.image)\": \(message)")
    case .resolved(let name):
      if name.isEmpty {
        if !stage.image.isEmpty { refuse(stage.line, "base name (\(stage.image)) should not be blank") }
      } else if stage.base == .image, stage.reference == nil {
        refuse(stage.line, "failed to parse stage name \"\(name)\": \(Self.problem(ofReference: name))")
      }
    case .hangs: break
    }
    if let platform = stage.platform, !platform.utf8.contains(Ascii.dollar), !Self.isPlatform(platform) {
      refuse(stage.line, "failed to parse platform \(platform)")
    }
  }

  /// Why a text names no image, as the engine words it.
  static func problem(ofReference name: String) -> String {
    do {
      _ = try ImageReference(normalizing: name)
      return ""
    } catch {
      switch error {
      case .containsUppercase: return "invalid reference format: repository name must be lowercase"
      case .nameTooLong: return "repository name must not be more than 255 characters"
      case .identifier: return "invalid repository name, cannot specify 64-byte hexadecimal strings"
      case .unsupportedDigest: return "unsupported digest algorithm"
      case .invalidDigestLength: return "invalid checksum digest length"
      case .invalidFormat: return "invalid reference format"
      }
    }
  }

  /// `os`, `os/architecture` or `os/architecture/variant`.
  private static func isPlatform(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count <= 3
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { Ascii.isNameByte($0) || "-.()".utf8.contains($0) }
      }
  }

  private mutating func checkCycles() {
    // FROM names earlier stages only.
    guard plan.stages.contains(where: { !$0.sources.isEmpty }) else { return }
    // Each stage is entered once; `isOpen` marks those on the way to the current one.
    var isDone = [Bool](repeating: false, count: plan.stages.count)
    var isOpen = isDone
    for start in plan.stages.indices where !isDone[start] {
      var path: [(stage: Int, pending: [Int])] = [(start, dependencies(of: start))]
      isOpen[start] = true
      while let (stage, rest) = path.popLast() {
        var pending = rest
        guard let next = pending.popLast() else {
          isOpen[stage] = false
          isDone[stage] = true
          continue
        }
        path.append((stage, pending))
        if isOpen[next] {
          let name = plan.stages[next].name?.text ?? String(next)
          refuse(plan.stages[next].line, "circular dependency detected on stage: \(name)")
          return
        }
        if !isDone[next] {
          isOpen[next] = true
          path.append((next, dependencies(of: next)))
        }
      }
    }
  }

  private func dependencies(of stage: Int) -> [Int] {
    plan.stages[stage].sources.sorted() + (plan.stages[stage].parent.map { [$0] } ?? [])
  }

  // MARK: - Instructions

  private mutating func check(_ step: BuildStep) {
    let instruction = step.instruction
    for (index, value) in step.values.enumerated() {
      guard case .failed(let message) = value else { continue }
      refuse(instruction.line, "failed to process \"\(step.written(index))\": \(message)")
    }
    switch instruction.keyword {
    case .copy, .add: checkCopy(step)
    case .expose:
      for case .resolved(let text) in step.values where !text.isEmpty {
        do { _ = try ExposedPorts(text) } catch { refuse(instruction.line, error.message) }
      }
    case .stopsignal:
      if case .resolved(let text)? = step.values.first, !text.isEmpty, !StopSignal.isKnown(text) {
        refuse(instruction.line, "invalid signal: \(text)")
      }
    default: break
    }
  }

  private mutating func checkCopy(_ step: BuildStep) {
    let line = step.instruction.line
    let flags = step.instruction.flags
    if let from = flags.first(where: { $0.name == "from" })?.value { checkSource(from, of: step) }
    guard step.instruction.keyword == .add, let checksum = flags.first(where: { $0.name == "checksum" })?.value else {
      return
    }
    let sources = step.values.dropLast()
    if sources.count > 1 { refuse(line, "checksum can't be specified for multiple sources") }
    let isRemote = sources.allSatisfy { source in
      guard let text = source.resolved else { return true }
      return ["http://", "https://", "git@", "git://", "ssh://"].contains(where: text.hasPrefix)
    }
    if !isRemote { refuse(line, "checksum requires HTTP(S) or Git sources") }
    if !checksum.utf8.contains(Ascii.dollar), !Self.isChecksum(checksum) {
      refuse(line, "invalid checksum digest format: \(checksum)")
    }
  }

  /// A digest, or the hexadecimal name of a commit.
  private static func isChecksum(_ text: String) -> Bool {
    let hex = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    return !hex.isEmpty && hex.utf8.allSatisfy { Ascii.isDigit($0) || ($0 | 0x20 >= 97 && $0 | 0x20 <= 102) }
  }

  private mutating func checkSource(_ from: String, of step: BuildStep) {
    let line = step.instruction.line
    if from.utf8.contains(Ascii.dollar) {
      refuse(
        line,
        "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround"
      )
      return
    }
    if let index = Int(from), !plan.stages.indices.contains(index) {
      refuse(line, "invalid stage index \(index)")
      return
    }
    switch step.source {
    case .stage(let source)?:
      guard let own = step.stage, source > own else { return }
      let name = plan.stages[own].name?.text ?? String(own)
      refuse(line, "cannot copy from stage \"\(from)\", it needs to be defined before current stage \"\(name)\"")
    case .image(.resolved(let name))?:
      if name != "scratch", (try? ImageReference(normalizing: name)) == nil {
        refuse(line, "failed to parse stage name \"\(name)\": \(Self.problem(ofReference: name))")
      }
    default: break
    }
  }
}

extension BuildStep {
  /// The word behind a value, as written.
  fileprivate func written(_ index: Int) -> String {
    switch instruction.body {
    case .text(let word): word.text
    case .words(let words, _): words.indices.contains(index) ? words[index].text : ""
    case .pairs(let pairs, _): pairs.indices.contains(index) ? pairs[index].value?.text ?? "" : ""
    default: ""
    }
  }
}

/// Signals by the names and numbers that STOPSIGNAL takes.
enum StopSignal {
  static func isKnown(_ text: String) -> Bool {
    if let number = Int(text) { return (1...64).contains(number) }
    let upper = text.uppercased()
    let name = upper.hasPrefix("SIG") ? String(upper.dropFirst(3)) : upper
    return names.contains(name) || isRealTime(name)
  }

  /// RTMIN, RTMIN+1 to RTMIN+15, RTMAX-14 to RTMAX.
  private static func isRealTime(_ name: String) -> Bool {
    if name == "RTMIN" || name == "RTMAX" { return true }
    if name.hasPrefix("RTMIN+") { return Int(name.dropFirst(6)).map { (1...15).contains($0) } ?? false }
    if name.hasPrefix("RTMAX-") { return Int(name.dropFirst(6)).map { (1...14).contains($0) } ?? false }
    return false
  }

  private static let names: Set<String> = [
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
    "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1",
    "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
  ]
}
