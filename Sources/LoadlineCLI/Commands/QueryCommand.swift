import ArgumentParser
import Loadline

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Asks the database: SQL, a file of SQL, or a saved query by its name.",
    discussion: """
      Only reading is possible. Without a query, the saved queries are listed.

      Examples:
        loadline query                                      lists the saved queries
        loadline query worst-repositories
        loadline query "SELECT repository, count(*) FROM current_file GROUP BY 1" --format csv
        loadline query base-images --param scope=product --format markdown
        loadline query @audit.sql
      """)

  @Argument(help: "SQL, the name of a saved query, or @FILE.")
  var query: String?

  @Option(help: "How to print: table, csv, json, ndjson or markdown.")
  var format = QueryResult.Format.table

  @Option(name: .customLong("param"), help: ArgumentHelp("A parameter of the query.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(help: ArgumentHelp("Most rows to return.", valueName: "count"))
  var maxRows = 1_000_000

  @Option(help: ArgumentHelp("Longest time to run.", valueName: "seconds"))
  var timeout = 60.0

  @Flag(help: "Leave CSV cells that a spreadsheet would run as they are.")
  var raw = false

  @Flag(help: "Print the SQL of a saved query instead of running it.")
  var showSQL = false

  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard parameters.allSatisfy({ $0.contains("=") }) else {
      throw ValidationError("--param needs a name and a value, as --param scope=product")
    }
  }

  func run() throws {
    let library = QueryLibrary()
    guard let query else {
      Output.print(try library.list())
      return
    }
    if showSQL {
      Output.print(try library.sql(of: query) + "\n")
      return
    }
    let pairs = parameters.map { parameter in
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    let result = try library.run(
      query, database: database.path, parameters: Dictionary(pairs) { _, last in last }, rowLimit: maxRows,
      timeLimit: timeout)
    Output.print(result.text(as: format, isRaw: raw))
  }
}
