/// A package, or a list of packages, that a command installs.
package struct PackageInstall: Sendable, Equatable {
  package enum Source: String, Sendable {
    case registry
    /// A requirement file.
    case file
    /// A URL or a git repository.
    case url
    case local
    /// The project's manifest or lock file.
    case manifest
    case unknown
  }

  /// Such as apt, pip or npm.
  package var manager: String
  /// Nil where a file lists the packages, or a variable does.
  package var name: String?
  package var version: String?
  /// What stands between name and version, such as `==`.
  package var relation: String?
  package var source: Source
  /// The word as written.
  package var text: String
  package var line: Int

  /// What the command installs; none where it is no package manager, or does something else.
  package static func installs(of command: ShellCommand) -> [PackageInstall] {
    guard let program = command.program, let call = PackageManagerCall(program, command.arguments) else { return [] }
    return call.installs(line: command.line)
  }
}

/// A package manager's arguments, read by its own grammar.
struct PackageManagerCall {
  private let grammar: PackageManagerGrammar
  private let words: ArraySlice<ShellWord>

  init?(_ program: String, _ arguments: ArraySlice<ShellWord>) {
    if let grammar = PackageManagerGrammar.named(program) {
      self.grammar = grammar
      words = arguments
      return
    }
    // python -m pip
    guard program.hasPrefix("python") || program.hasPrefix("pypy"),
      let module = arguments.firstIndex(where: { $0.text == "-m" }), module + 1 < arguments.endIndex,
      arguments[..<module].allSatisfy({ $0.text.hasPrefix("-") }),
      let grammar = PackageManagerGrammar.named(arguments[module + 1].text)
    else { return nil }
    self.grammar = grammar
    words = arguments[(module + 2)...]
  }

  func installs(line: Int) -> [PackageInstall] {
    var reading = Reading(grammar: grammar)
    var rest = words
    while let word = rest.popFirst() {
      let consumed = reading.take(word, next: rest.first)
      if consumed, !rest.isEmpty { rest.removeFirst() }
      if reading.isOther { return [] }
    }
    return reading.finish(line: line)
  }

  /// What has been made of the arguments so far.
  private struct Reading {
    let grammar: PackageManagerGrammar
    var mode: PackageManagerGrammar.Mode?
    var isOther = false
    var awaitsSubcommand = true
    var isForOptionsOnly = false
    var found: [PackageInstall] = []
    var version: String?

    init(grammar: PackageManagerGrammar) {
      self.grammar = grammar
      mode = grammar.withoutSubcommand
    }

    /// Takes a word; true where it took the next one as its value.
    mutating func take(_ word: ShellWord, next: ShellWord?) -> Bool {
      let text = word.text
      guard text.utf8.first == Ascii.dash, text.utf8.count > 1 else {
        takeOperand(word)
        return false
      }
      if grammar.isPacman { return takePacmanOption(text) }
      if grammar.informative.contains(text) { isForOptionsOnly = true }
      let equals = text.hasPrefix("--") ? text.utf8.firstIndex(of: Ascii.equals) : nil
      let option = equals.map { String(text[..<$0]) } ?? text
      let attached = equals.map { String(text[text.utf8.index(after: $0)...]) }
      let isValued = grammar.valued.contains(option)
      takeValue(
        of: option,
        attached.map { ShellWord(text: $0, variable: word.variable, line: word.line) } ?? (isValued ? next : nil))
      return isValued && attached == nil
    }

    private mutating func takeValue(of option: String, _ value: ShellWord?) {
      guard let value else { return takeAttachedShortValue(option) }
      if grammar.fileOptions.contains(option) {
        add(value, source: .file)
      } else if grammar.versionOptions.contains(option) {
        version = value.text
      } else if grammar.localOptions.contains(option) {
        let specifier = PackageSpecifier(value, style: grammar.style)
        add(value, source: specifier.source == .url ? .url : .local)
      } else if grammar.urlOptions.contains(option) {
        add(value, source: .url)
      }
    }

    /// `-rrequirements.txt`
    private mutating func takeAttachedShortValue(_ option: String) {
      let short = String(option.prefix(2))
      guard option.utf8.count > 2, !option.hasPrefix("--"), grammar.fileOptions.contains(short) else { return }
      found.append(
        PackageInstall(manager: grammar.manager, source: .file, text: String(option.dropFirst(2)), line: 0))
    }

    /// `-S`, `-Syu` and `-U` install; with `s`, `i`, `l`, `c` or `g` they only look or clean.
    private mutating func takePacmanOption(_ text: String) -> Bool {
      if text == "--sync" || text == "--upgrade" {
        mode = .packages
      } else if !text.hasPrefix("--") {
        let letters = text.dropFirst()
        if letters.contains("S") || letters.contains("U") { mode = .packages }
        if letters.contains(where: { "QRDFTsilcg".contains($0) }) { isOther = true }
      }
      return grammar.valued.contains(text)
    }

    private mutating func takeOperand(_ word: ShellWord) {
      if grammar.isPacman {
        add(word)
        return
      }
      guard !awaitsSubcommand else {
        takeSubcommand(word)
        return
      }
      add(word)
    }

    private mutating func takeSubcommand(_ word: ShellWord) {
      if grammar.prefixes.contains(word.text) || word.text.hasPrefix("+") { return }
      guard let chosen = grammar.subcommands[word.text] else {
        isOther = true
        return
      }
      mode = chosen
      awaitsSubcommand = false
    }

    private mutating func add(_ word: ShellWord, source: PackageInstall.Source? = nil) {
      if let source {
        found.append(
          PackageInstall(manager: grammar.manager, source: source, text: word.text, line: word.line))
        return
      }
      let specifier = PackageSpecifier(word, style: grammar.style)
      guard !specifier.isRemoval else { return }
      found.append(
        PackageInstall(
          manager: grammar.manager, name: specifier.name, version: specifier.version, relation: specifier.relation,
          source: specifier.source, text: word.text, line: word.line))
    }

    mutating func finish(line: Int) -> [PackageInstall] {
      guard let mode, !isOther else { return [] }
      for index in found.indices where found[index].line == 0 { found[index].line = line }
      if let version { applyVersion(version) }
      switch mode {
      case .packages: return found
      case .manifest: return isForOptionsOnly ? [] : [manifest(line)]
      case .packagesOrManifest: return found.isEmpty && !isForOptionsOnly ? [manifest(line)] : found
      }
    }

    private func manifest(_ line: Int) -> PackageInstall {
      PackageInstall(manager: grammar.manager, source: .manifest, text: "", line: line)
    }

    /// `gem install rails -v 7.1` and `cargo install ripgrep --version 14`.
    private mutating func applyVersion(_ text: String) {
      let (relation, version) = PackageSpecifier.leadingRelation(text)
      for index in found.indices where found[index].name != nil && found[index].version == nil {
        found[index].version = version
        found[index].relation = relation ?? "="
      }
    }
  }
}
