/// What a build makes of a Dockerfile: its stages, and each instruction with its variables replaced.
package struct BuildPlan: Sendable {
  package internal(set) var stages: [BuildStage] = []
  /// One for each instruction of the file, in its order.
  package internal(set) var steps: [BuildStep] = []
  /// What BuildKit would refuse though it can be read.
  package internal(set) var diagnostics: [Diagnostic] = []

  package init(_ file: Dockerfile) {
    var builder = BuildPlanner(file)
    builder.run()
    stages = builder.stages
    steps = builder.steps
    markUse()
    diagnostics = BuildChecks(file, self).diagnostics
  }

  /// The stage that `--target` names, by its name in any case or by its position.
  package func target(_ name: String) throws(BuildError) -> Int {
    if let named = stages.lastIndex(where: { $0.name?.text.lowercased() == name.lowercased() }) { return named }
    if let index = Int(name), stages.indices.contains(index) { return index }
    throw BuildError("target stage \"\(name)\" could not be found")
  }
}

/// A FROM and what is in force at the end of the instructions behind it.
package struct BuildStage: Sendable {
  package enum Base: Sendable, Equatable {
    case scratch
    /// An earlier stage, by its position.
    case stage(Int)
    case image
    /// The name hangs on a variable, or is none.
    case unknown
  }

  package var name: Word?
  package var line: Int
  package var endLine: Int
  /// What FROM names, as it is written.
  package var image: String
  package var resolved: Expansion
  /// The same with nothing but the defaults of ARGs put in, those without one empty, for a plain build on linux/amd64.
  package var defaultImage: String?
  package var base: Base
  /// The base image taken apart, where it is one and its name is known and valid.
  package var reference: ImageReference?
  package var platform: String?
  /// The stage at the start of the chain of FROMs.
  package var root: Int
  package var isWindows: Bool
  /// Its layers are in the final image: the last stage and those it builds on.
  package var ships = false
  /// It ships, or what ships takes files from it, at any remove.
  package var isUsed = false
  package var state: StageState
  /// Stages that COPY, ADD or a mount takes files from.
  package var sources: Set<Int> = []
}

/// What is in force in a stage, inherited from the stages it builds on.
package struct StageState: Sendable, Equatable {
  package struct Setting<Value: Sendable & Equatable>: Sendable, Equatable {
    package var value: Value
    package var line: Int
  }

  package var user: Setting<Expansion>?
  /// Absolute; nil where the base image or a variable decides.
  package var workdir: String?
  package var shell: [String]?
  /// Arguments of CMD as written.
  package var cmd: String?
  package var entrypoint: String?
  /// Whether the last HEALTHCHECK is a command; false for NONE.
  package var healthcheck: Setting<Bool>?
}

/// Where COPY, ADD or a mount takes files from.
package enum BuildSource: Sendable, Equatable {
  case stage(Int)
  case image(Expansion)
}

/// A `--mount` of RUN.
package struct BuildMount: Sendable {
  package var fields: [(key: String, value: String?)]
  /// What `from=` names.
  package var source: BuildSource?

  package func value(_ keys: String...) -> String? {
    fields.first { keys.contains($0.key) }?.value
  }
}

/// An instruction in its stage, with the values that hold there.
package struct BuildStep: Sendable {
  /// The instruction itself, or the one that ONBUILD wraps.
  package var instruction: Instruction
  package var isTrigger: Bool
  /// `ONBUILD` as it is written, where it wraps the instruction.
  package var triggerName: String?
  /// Nil before the first FROM.
  package var stage: Int?
  /// The words of COPY, ADD, EXPOSE and VOLUME, the values of ENV, ARG and LABEL, the one of USER and WORKDIR.
  package var values: [Expansion] = []
  /// The names of ENV, ARG and LABEL, quotes taken off.
  package var names: [String] = []
  /// What `--from` of COPY names.
  package var source: BuildSource?
  package var mounts: [BuildMount] = []
  /// The shell that runs its script.
  package var shell = ScriptShell.posix
  /// The variables that a RUN mentions and whose values are known when it runs.
  package var variables: [String: String] = [:]
  /// The words of the SHELL in force, of RUN, CMD, ENTRYPOINT and HEALTHCHECK; nil for the default.
  package var shellWords: [String]?
  /// The variables that BuildKit looks up for it.
  package var mentions: [VariableMention] = []
}

/// Who reads the script of an instruction.
package enum ScriptShell: Sendable, Equatable {
  /// sh, bash and their kin.
  case posix
  case powershell
  case cmd
  case other(String)

  /// The shell that a SHELL instruction sets.
  init(_ words: [String]) {
    let word = ShellWord(text: words.first ?? "", line: 1).baseName.lowercased()
    let name = String(word.split(separator: "\\").last ?? "")
    let program = name.hasSuffix(".exe") ? String(name.dropLast(4)) : name
    switch program {
    case "sh", "bash", "dash", "ash", "ksh", "zsh", "busybox": self = .posix
    case "powershell", "pwsh": self = .powershell
    case "cmd": self = .cmd
    default: self = .other(program)
    }
  }
}

extension BuildPlan {
  /// Follows FROM, COPY and mounts back from the last stage.
  private mutating func markUse() {
    guard let last = stages.indices.last else { return }
    let start = markShipping(from: last)
    let variants = platformVariants(of: start)
    for variant in variants where !stages[variant].ships { _ = markShipping(from: variant) }
    var pending = [last] + variants
    while let index = pending.popLast() {
      guard !stages[index].isUsed else { continue }
      stages[index].isUsed = true
      if let parent = stages[index].parent { pending.append(parent) }
      pending.append(contentsOf: stages[index].sources)
    }
  }

  /// Marks a stage and those it builds on; gives the one at the start of its chain.
  private mutating func markShipping(from stage: Int) -> Int {
    var index = stage
    stages[index].ships = true
    while let parent = stages[index].parent {
      index = parent
      stages[index].ships = true
    }
    return index
  }

  /// The earlier stages, one for each platform, that `FROM base-$TARGETARCH` chooses from.
  private func platformVariants(of stage: Int) -> [Int] {
    guard stages[stage].base == .unknown, hangsOnPlatform(stage) else { return [] }
    let prefix = stages[stage].image.prefix { $0 != "$" }.lowercased()
    guard !prefix.isEmpty else { return [] }
    return stages[..<stage].indices.filter { stages[$0].name?.text.lowercased().hasPrefix(prefix) == true }
  }

  /// Whether an argument of the platform, or one whose default is made of those, chooses the stage that it builds on.
  private func hangsOnPlatform(_ stage: Int) -> Bool {
    if stages[stage].resolved.variable?.hasPrefix("TARGET") == true { return true }
    let plain = stages[stage].defaultImage?.lowercased()
    return plain != nil && stages[..<stage].contains { $0.name?.text.lowercased() == plain }
  }
}

extension BuildStage {
  /// The earlier stage that it builds on.
  package var parent: Int? {
    if case .stage(let index) = base { index } else { nil }
  }
}
