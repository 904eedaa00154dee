import Report
import Store
import Testing

@Suite struct DatasetTests {
  static let names = ((try? SavedQuery.all()) ?? []).map(\.name)

  @Test func thereAreEnoughAndEachNameOnce() throws {
    #expect(try DatasetCatalog.savedQueries().all.count >= 20)
    #expect(try DatasetCatalog.datasets().all.count >= 15)
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test(arguments: names)
  func suitsTheSchema(name: String) throws {
    let dataset = try SavedQuery.named(name)
    try LoadlineDatabase().read { try dataset.validate(on: $0) }
  }

  @Test(arguments: names)
  func answersOnAnEmptyDatabase(name: String) throws {
    let dataset = try SavedQuery.named(name)
    #expect(throws: Never.self) { try LoadlineDatabase().read { try dataset.rows(on: $0, [:]) } }
  }

  /// The stock shell leaves a parameter NULL that nobody set, so NULL has to mean the default.
  @Test(arguments: names)
  func anUnsetParameterMeansItsDefault(name: String) throws {
    let dataset = try SavedQuery.named(name)
    let database = try Organisation.database()
    let byDefault = try database.read { try dataset.rows(on: $0, [:]) }.map(\.values)
    let unset = try database.read { connection in
      try connection.rows(dataset.sql, Array(repeating: .null, count: dataset.parameters.count))
    }.map(\.values)
    #expect(byDefault == unset)
  }

  @Test(arguments: [
    ("SELECT 1 AS a", 1, "add a line `-- title"),
    ("-- title: T\nSELECT 1 AS a", 1, "add a line `-- description"),
    ("-- title: T\n-- colour: red\nSELECT 1 AS a", 2, "unknown key `colour`"),
    ("-- title: T\n-- title: U\nSELECT 1 AS a", 2, "said twice"),
    ("-- title: T\n-- column a: A\n-- column a: B\nSELECT 1 AS a", 3, "is there twice"),
    ("-- title:\nSELECT 1 AS a", 1, "write `-- key: text`"),
    ("-- title: T\n-- what is this\nSELECT 1 AS a", 2, "write `-- key: text`"),
  ])
  func headerErrorsNameTheLine(text: String, line: Int, message: String) {
    let error = #expect(throws: DatasetError.self) { try Dataset(path: "datasets/x.sql", text: text) }
    #expect(error?.line == line)
    #expect(error?.description.hasPrefix("datasets/x.sql:\(line): ") == true)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("SELECT name FROM nowhere ORDER BY 1", "no such table"),
    ("SELECT name, value FROM setting ORDER BY 1", "the result has a column value"),
    ("SELECT value AS other FROM setting ORDER BY 1", "the result has a column other"),
    ("SELECT name FROM setting WHERE value = :missing ORDER BY 1", "the SQL uses :missing"),
    ("SELECT name FROM setting", "add an ORDER BY"),
    ("DELETE FROM setting", "writes"),
  ])
  func validationSaysWhatIsWrong(sql: String, message: String) throws {
    let dataset = try Dataset(path: "x.sql", text: "-- title: T\n-- description: D\n-- column name: N\n\(sql)")
    try LoadlineDatabase().read { connection in
      let error = #expect(throws: DatasetError.self) { try dataset.validate(on: connection) }
      #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
  }

  @Test func anUndeclaredOrUnusedParameterIsAnError() throws {
    let header = "-- title: T\n-- description: D\n-- column a: A\n-- parameter p: P = 1\n"
    let dataset = try Dataset(path: "x.sql", text: header + "SELECT 1 AS a ORDER BY 1")
    let error = #expect(throws: DatasetError.self) { try LoadlineDatabase().read { try dataset.validate(on: $0) } }
    #expect(error?.message.contains("does not use :p") == true)
  }

  @Test func argumentsTakeDefaultsAndRefuseStrays() throws {
    let dataset = try Dataset(
      path: "x.sql",
      text: """
        -- title: T
        -- description: first
        --   second
        -- column a: A
        -- parameter text: some text = a = b
        -- parameter number: a number = 30
        -- parameter open: no default
        SELECT :text || :number || :open AS a ORDER BY 1
        """)
    #expect(dataset.description == "first second")
    #expect(dataset.parameters.map(\.meaning) == ["some text = a", "a number", "no default"])
    #expect(try dataset.arguments([:]) == ["text": "b", "number": 30, "open": nil])
    #expect(try dataset.arguments(["text": "x"])["text"] == "x")
    let error = #expect(throws: DatasetError.self) { try dataset.arguments(["nmber": "1"]) }
    #expect(error?.message.contains("text, number, open") == true)
  }

  @Test(arguments: [("sumary", "summary"), ("repositorys", "repositories"), ("root", "root-containers")])
  func aMisspelledNameGetsASuggestion(name: String, suggestion: String) {
    let error = #expect(throws: DatasetError.self) { try SavedQuery.named(name) }
    #expect(error?.message.contains(suggestion) == true, "\(error?.message ?? "")")
  }
}
