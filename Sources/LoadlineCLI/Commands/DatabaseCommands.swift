import ArgumentParser
import Foundation
import Loadline

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the documented schema: all tables and views, or the columns of one.",
    discussion: """
      Examples:
        loadline schema
        loadline schema stage
        loadline schema finding --format markdown
      """)

  @Argument(help: "A table or view.")
  var object: String?

  @Option(help: "How to print: table, csv, json, ndjson or markdown.")
  var format = QueryResult.Format.table

  func run() throws {
    Output.print(try SchemaDocument.describe(object).text(as: format))
  }
}

struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Writes a compact snapshot of the database for other tools to open.",
    discussion: """
      The snapshot is one file without a write-ahead log, so it opens from read-only and network disks. It takes the
      place of the old one whole, in one step.

      Example:
        loadline publish /srv/reports/loadline.db
      """)

  @Argument(help: "The snapshot.", completion: .file())
  var output: String

  @OptionGroup var database: DatabaseOption

  func run() throws {
    let size = try AuditDatabase(existing: database.path).publish(to: output)
    Output.note("wrote \(output), \(size / 1024) KiB")
  }
}

struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db",
    abstract: "Looks after the database file.",
    subcommands: [Info.self, Check.self, Prune.self, Merge.self, Vacuum.self])

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "info", abstract: "Says what is in the database.",
      discussion: "Example:\n  loadline db info --db loadline.db")

    @Option(help: "How to print: table, csv, json, ndjson or markdown.")
    var format = QueryResult.Format.table

    @OptionGroup var database: DatabaseOption

    func run() throws {
      Output.print(try AuditDatabase(existing: database.path).information().text(as: format))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Checks that the file is whole and its references hold.",
      discussion: "Example:\n  loadline db check --db loadline.db")

    @OptionGroup var database: DatabaseOption

    func run() throws {
      let troubles = try AuditDatabase(existing: database.path).troubles()
      guard troubles.isEmpty else {
        Output.print(troubles.map { $0 + "\n" }.joined())
        throw ExitCode(1)
      }
      Output.print("the database is whole\n")
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "prune", abstract: "Forgets the past before a span, without bending the trends after it.",
      discussion: """
        Versions of files that ended before go, and contents that only they had. Trends and the age of findings stay as
        they are from there on; later crawls do not read the past again. The space is given back by `loadline db vacuum`.

        Example:
          loadline db prune --keep 3y --db loadline.db
        """)

    @Option(help: ArgumentHelp("How much to keep, back from the last crawl: 3y, 18m or 90d.", valueName: "span"))
    var keep: String

    @OptionGroup var database: DatabaseOption

    func run() throws {
      let pruned = try AuditDatabase(existing: database.path).prune(keeping: Retention(keep))
      Output.print(
        "kept what is known from \(pruned.floor) on; forgot \(pruned.versions) versions of files and "
          + "\(pruned.contents) contents\n")
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Takes in the databases of crawls that ran apart.",
      discussion: """
        Contents are the same where git's id of them is; of a repository that several databases hold, the latest
        state counts, unless less of its past is known there; those not taken are named. The databases that are taken in
        are left as they are.

        Example:
          loadline db merge shard-1.db shard-2.db --db loadline.db
        """)

    @Argument(help: "The databases to take in.", completion: .file())
    var parts: [String]

    @OptionGroup var rules: RulesOption
    @OptionGroup var database: DatabaseOption
    @OptionGroup var configuration: ConfigurationOption

    func run() throws {
      if let missing = parts.first(where: { !FileManager.default.fileExists(atPath: $0) }) {
        throw LoadlineError(.input, "there is no database at \(missing): check its name")
      }
      var settings = try configuration.load()
      rules.apply(to: &settings)
      let outcome = try AuditDatabase(path: database.path, configuration: settings).merge(parts)
      Output.print("took in \(outcome.repositories) repositories from \(parts.count) databases\n")
      for kept in outcome.kept {
        Output.note("did not take \(kept.name) from \(kept.database): \(kept.reason.sentence)")
      }
    }
  }

  struct Vacuum: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "vacuum", abstract: "Gives the space of deleted rows back to the disk.",
      discussion: "Example:\n  loadline db vacuum --db loadline.db")

    @OptionGroup var database: DatabaseOption

    func run() throws {
      try AuditDatabase(existing: database.path).vacuum()
    }
  }
}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes facts that other programs know into the database.",
    subcommands: [Images.self, SARIF.self])

  struct SARIF: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sarif",
      abstract: "Takes in what other scanners found, with its history.",
      discussion: """
        Findings go to `external_finding`, and `any_finding` shows them beside Loadline's own. What an earlier run had in a
        repository, and this one has no more, is fixed. Results about files that are not indexed are kept too.

        Examples:
          hadolint --format sarif Dockerfile > hadolint.sarif
          loadline import sarif hadolint.sarif --repository team/app
          loadline import sarif trivy.sarif semgrep.sarif --root ~/src    relative paths are below ~/src
        """)

    @Argument(help: "SARIF 2.1.0 logs; - for standard input.", completion: .file())
    var files: [String]

    @Option(help: ArgumentHelp("The repository that paths are below.", valueName: "name"))
    var repository: String?

    @Option(help: ArgumentHelp("The folder that paths are below.", valueName: "folder"), completion: .directory)
    var root: String?

    @OptionGroup var database: DatabaseOption

    func run() throws {
      let logs = try files.map { (name: $0, bytes: try InputFile($0).bytes()) }
      let imported = try AuditDatabase(existing: database.path).importSARIF(logs, repository: repository, root: root)
      for results in imported { Output.note(results.sentence) }
    }
  }

  struct Images: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "images",
      abstract: "Takes in the sizes of images, and judges anew.",
      discussion: """
        Reads what `docker image ls --format json` prints: one JSON object a line, or an array of them.

        Example:
          docker image ls --format json | loadline import images -
        """)

    @Argument(help: "The list; - for standard input.", completion: .file())
    var file: String

    @OptionGroup var database: DatabaseOption
    @OptionGroup var configuration: ConfigurationOption

    func run() throws {
      let audit = try AuditDatabase(existing: database.path, configuration: configuration.load())
      let imported = try audit.importImages(try InputFile(file).read())
      let rest = imported.skipped == 0 ? "" : "; skipped \(imported.skipped) images without a name or a size"
      Output.note("took in \(imported.taken) image sizes\(rest)")
    }
  }
}
