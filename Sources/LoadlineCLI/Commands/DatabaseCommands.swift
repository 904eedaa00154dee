import ArgumentParser
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
    subcommands: [Info.self, Check.self, Vacuum.self])

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
    subcommands: [Images.self])

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
