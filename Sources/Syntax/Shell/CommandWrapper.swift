/// Programs that run another one: sudo, env, sh -c and their kin.
enum CommandWrapper {
  struct Result {
    var wrappers: [String] = []
    var words: ArraySlice<ShellWord>
    /// Assignments among the wrappers' arguments, as `env NAME=value` takes them.
    var assignments: [ShellWord] = []
    /// A word that a shell reads as a script, and the options of that shell.
    var script: ShellWord?
    var options: [ShellWord] = []
  }

  /// How the arguments of a wrapper are told from the command it runs.
  private struct Grammar {
    /// Letters of options whose value is the next word.
    var valued = ""
    var valuedLong: Set<String> = []
    var takesAssignments = false
    /// Words before the command that are no options.
    var operands = 0
  }

  /// More wrappers around each other than anyone writes.
  private static let limit = 16

  static func unwrap(_ words: [ShellWord]) -> Result {
    var result = Result(words: words[...])
    while result.wrappers.count < limit, let program = result.words.first, program.variable == nil {
      let name = program.baseName
      guard let first = name.utf8.first, names.mayContain(first: first, count: name.utf8.count) else { return result }
      if shells.contains(name) {
        unwrapShell(name, &result)
        return result
      }
      if name == "su" || name == "runuser" || name == "flock", unwrapScriptOption(name, &result) { return result }
      if name == "eval", let script = evaluated(result.words.dropFirst()) {
        result.wrappers.append(name)
        result.script = script
        return result
      }
      guard let grammar = grammars[name], unwrapOnce(name, grammar, &result) else { return result }
    }
    return result
  }

  /// False, and nothing changed, where the wrapper runs nothing that can be seen.
  private static func unwrapOnce(_ name: String, _ grammar: Grammar, _ result: inout Result) -> Bool {
    var rest = result.words.dropFirst()
    var assignments: [ShellWord] = []
    var operands = grammar.operands
    while let word = rest.first {
      if word.text == "--" {
        rest.removeFirst()
        if operands == 0 { break }
      } else if word.text.utf8.first == Ascii.dash, word.text.utf8.count > 1 {
        if name == "command", word.text.lowercased() == "-v" { return false }
        rest.removeFirst()
        if takesValue(word.text, grammar) { rest = rest.dropFirst() }
      } else if name == "env", word.text == "-" {
        rest.removeFirst()
      } else if grammar.takesAssignments, isAssignment(word.text) {
        assignments.append(word)
        rest.removeFirst()
      } else if operands > 0 {
        operands -= 1
        rest.removeFirst()
      } else {
        break
      }
    }
    guard !rest.isEmpty else { return false }
    result.wrappers.append(name)
    result.assignments += assignments
    result.words = rest
    return true
  }

  private static func takesValue(_ option: String, _ grammar: Grammar) -> Bool {
    let bytes = Array(option.utf8)
    if bytes.starts(with: [Ascii.dash, Ascii.dash]) {
      return grammar.valuedLong.contains(String(option.dropFirst(2)))
    }
    // In a cluster such as -Eu the first letter that wants a value takes the rest of the word, if there is any.
    guard let index = bytes.dropFirst().firstIndex(where: { grammar.valued.utf8.contains($0) }) else { return false }
    return index == bytes.count - 1
  }

  private static func isAssignment(_ text: String) -> Bool {
    guard let equals = text.utf8.firstIndex(of: Ascii.equals), let first = text.utf8.first else { return false }
    return Ascii.isNameStart(first) && text.utf8[..<equals].allSatisfy(Ascii.isNameByte)
  }

  private static func evaluated(_ words: ArraySlice<ShellWord>) -> ShellWord? {
    guard let first = words.first else { return nil }
    if words.count == 1 { return first }
    let text = words.map(\.text).joined(separator: " ")
    return ShellWord(text: text, variable: words.lazy.compactMap(\.variable).first, line: first.line)
  }

  /// The commands behind `-exec` and its kin, up to `;` or the `+` behind `{}`.
  static func executed(byFind words: [ShellWord]) -> [[ShellWord]] {
    var found: [[ShellWord]] = []
    var current: [ShellWord]?
    for word in words.dropFirst() {
      guard var command = current else {
        if ["-exec", "-execdir", "-ok", "-okdir"].contains(word.text) { current = [] }
        continue
      }
      if word.text == ";" || (word.text == "+" && command.last?.text == "{}") {
        if !command.isEmpty { found.append(command) }
        current = nil
      } else {
        command.append(word)
        current = command
      }
    }
    if let command = current, !command.isEmpty { found.append(command) }
    return found
  }

  // MARK: - Shells

  /// All that a command may be run through.
  private static let names = ByteLengths([shells, ["su", "runuser", "flock", "eval"], Set(grammars.keys)].joined())

  private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "zsh"]

  /// The shell that takes its script from its input, and what it is run through, outermost first; nil where the words run
  /// something else, or name a script.
  static func shellReadingInput(_ words: [ShellWord]) -> [String]? {
    let unwrapped = unwrap(words)
    guard unwrapped.script == nil, let shell = unwrapped.words.first, shell.variable == nil,
      shells.contains(shell.baseName), unwrapped.words.dropFirst().allSatisfy({ $0.text.hasPrefix("-") })
    else { return nil }
    return unwrapped.wrappers + [shell.baseName]
  }

  private static func unwrapShell(_ name: String, _ result: inout Result) {
    var options: [ShellWord] = []
    var runsScript = false
    var rest = result.words.dropFirst()
    while let word = rest.first, let sign = word.text.utf8.first, sign == Ascii.dash || sign == UInt8(ascii: "+"),
      word.text.utf8.count > 1
    {
      rest.removeFirst()
      if word.text == "--" { break }
      if word.text.hasPrefix("--") { continue }
      let letters = word.text.dropFirst()
      runsScript = runsScript || letters.contains("c")
      let kept = letters.filter { !"cli".contains($0) }
      if !kept.isEmpty {
        options.append(ShellWord(text: String(Unicode.Scalar(sign)) + kept, line: word.line))
      }
      if letters.last == "o" || letters.last == "O", let value = rest.first {
        if letters.last == "o" { options.append(value) }
        rest.removeFirst()
      }
    }
    guard runsScript, let script = rest.first else { return }
    result.wrappers.append(name)
    result.script = script
    result.options = options
  }

  /// `su user -c script`, and others that hand the value of -c to a shell.
  private static func unwrapScriptOption(_ name: String, _ result: inout Result) -> Bool {
    let words = Array(result.words)
    for (index, word) in words.enumerated() where index + 1 < words.count {
      if word.text == "-c" || word.text == "--command" {
        result.wrappers.append(name)
        result.script = words[index + 1]
        return true
      }
    }
    return false
  }

  private static let grammars: [String: Grammar] = [
    "sudo": Grammar(
      valued: "ugphCrtTUDRa",
      valuedLong: [
        "user", "group", "prompt", "host", "close-from", "role", "type", "command-timeout", "other-user", "chdir",
        "chroot",
      ],
      takesAssignments: true),
    "doas": Grammar(valued: "uC"),
    "env": Grammar(valued: "uCS", valuedLong: ["unset", "chdir", "split-string"], takesAssignments: true),
    "exec": Grammar(valued: "a"),
    "command": Grammar(),
    "builtin": Grammar(),
    "nohup": Grammar(),
    "setsid": Grammar(),
    "time": Grammar(valued: "fo", valuedLong: ["format", "output"]),
    "nice": Grammar(valued: "n", valuedLong: ["adjustment"]),
    "ionice": Grammar(valued: "cn", valuedLong: ["class", "classdata"]),
    "timeout": Grammar(valued: "ks", valuedLong: ["kill-after", "signal"], operands: 1),
    "xargs": Grammar(
      valued: "IELnPsad",
      valuedLong: ["arg-file", "delimiter", "max-args", "max-procs", "max-chars", "process-slot-var"]),
    "gosu": Grammar(operands: 1),
    "su-exec": Grammar(operands: 1),
    "s6-setuidgid": Grammar(operands: 1),
    "setpriv": Grammar(valuedLong: ["reuid", "regid", "groups", "inh-caps", "ambient-caps", "bounding-set"]),
    "chroot": Grammar(operands: 1),
    "runuser": Grammar(valued: "ugG", valuedLong: ["user", "group"]),
    "stdbuf": Grammar(valued: "ioe", valuedLong: ["input", "output", "error"]),
    "tini": Grammar(valued: "pe"),
    "dumb-init": Grammar(valued: "r", valuedLong: ["rewrite"]),
    "eatmydata": Grammar(),
    "fakeroot": Grammar(valued: "lsib"),
    "unbuffer": Grammar(),
    "linux32": Grammar(),
    "linux64": Grammar(),
    "setarch": Grammar(operands: 1),
    "busybox": Grammar(),
    "xvfb-run": Grammar(valued: "nesfpw", valuedLong: ["server-num", "error-file", "server-args", "auth-file"]),
  ]
}
