import Syntax

extension ParsedFile {
  static func diagnostics(_ diagnostics: [Diagnostic]) -> ParsedValue {
    .list(
      diagnostics.map { diagnostic in
        .members([
          "line": diagnostic.line.map { .number($0) }, "severity": .text(diagnostic.severity.rawValue),
          "kind": .text(diagnostic.kind), "message": .text(diagnostic.message),
        ])
      })
  }

  static func compose(_ bytes: [UInt8], _ path: String) -> [(key: String, value: ParsedValue)] {
    let file = ComposeFile(SourceText(bytes))
    let project = ComposeProjectOutline(ComposeProjectOutline.withOverride(path), given: [path: bytes])
    return [
      ("format", .text(file.format.rawValue)), ("root", file.root.map(node) ?? .null),
      ("diagnostics", diagnostics(file.diagnostics)), ("project", .object(project.members)),
    ]
  }

  /// As deep as the YAML reader goes, which has a limit of its own.
  private static func node(_ node: YAMLNode) -> ParsedValue {
    let content: (key: String, value: ParsedValue) =
      switch node.content {
      case .scalar(let scalar): ("value", scalar.kind == .null ? .null : .text(scalar.text))
      case .sequence(let items): ("items", .list(items.map(Self.node)))
      case .mapping(let entries):
        (
          "entries",
          .list(
            entries.map { entry in
              .members([
                "key": .text(entry.key), "line": .number(entry.line), "merged": entry.isMerged ? .flag(true) : nil,
                "value": Self.node(entry.value),
              ])
            })
        )
      }
    let tag = node.tag.map { [(key: "tag", value: ParsedValue.text($0))] } ?? []
    return .object([("kind", .text(node.contentName)), ("line", .number(node.line))] + tag + [content])
  }

  static func dockerignore(_ bytes: [UInt8]) -> [(key: String, value: ParsedValue)] {
    let file = IgnoreFile(SourceText(bytes))
    let patterns = file.patterns.map { pattern in
      ParsedValue.members([
        "line": .number(pattern.line), "pattern": .text(pattern.pattern), "exception": .flag(pattern.isException),
        "problem": ParsedValue(pattern.problem),
      ])
    }
    return [("patterns", .list(patterns)), ("diagnostics", diagnostics(file.diagnostics))]
  }

  static func environment(_ bytes: [UInt8]) -> [(key: String, value: ParsedValue)] {
    let file = EnvironmentFile(SourceText(bytes))
    let entries = file.entries.map { entry in
      ParsedValue.members([
        "line": .number(entry.line), "name": .text(entry.name), "value": ParsedValue(entry.value),
        "quote": .text(entry.quote.rawValue), "exported": .flag(entry.isExported),
      ])
    }
    return [("entries", .list(entries)), ("diagnostics", diagnostics(file.diagnostics))]
  }

  static func codeOwners(_ bytes: [UInt8]) -> [(key: String, value: ParsedValue)] {
    let file = CodeOwners(SourceText(bytes))
    let entries = file.entries.map { entry in
      ParsedValue.members([
        "line": .number(entry.line), "pattern": .text(entry.pattern), "owners": ParsedValue(entry.owners),
        "section": ParsedValue(entry.section), "exclusion": .flag(entry.isExclusion),
      ])
    }
    return [("entries", .list(entries)), ("diagnostics", diagnostics(file.diagnostics))]
  }

  static func shell(_ bytes: [UInt8]) -> [(key: String, value: ParsedValue)] {
    let script = ShellScript(parsing: JoinedText(SourceText(bytes).bytes))
    return [
      ("commands", .list(script.commands.map(command))), ("diagnostics", diagnostics(script.diagnostics)),
    ]
  }

  static func command(_ command: ShellCommand) -> ParsedValue {
    let needs = Set(command.words.compactMap(\.variable)).sorted()
    return .members([
      "line": .number(command.line), "end_line": .number(command.endLine),
      "program": ParsedValue(command.program), "argv": ParsedValue(command.words.map(\.text)),
      "needs": ParsedValue(needs), "wrappers": ParsedValue(command.wrappers),
      "assignments": ParsedValue(command.assignments.map(\.text)),
      "redirections": ParsedValue(command.redirections.map(\.text)),
      "connector": command.connector == .first ? nil : .text(command.connector.rawValue),
      "pipeline": .number(command.pipeline),
      "context": command.context == .plain ? nil : .text(command.context.rawValue),
      "installs": .list(PackageInstall.installs(of: command).map(install)),
    ])
  }

  private static func install(_ install: PackageInstall) -> ParsedValue {
    .members([
      "manager": .text(install.manager), "name": ParsedValue(install.name), "relation": ParsedValue(install.relation),
      "version": ParsedValue(install.version), "source": .text(install.source.rawValue),
      "text": install.text.isEmpty ? nil : .text(install.text),
    ])
  }
}
