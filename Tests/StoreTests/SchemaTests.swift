import Store
import Testing

@Suite struct SchemaTests {
  @Test func everyObjectAndColumnIsDescribed() throws {
    let database = try LoadlineDatabase()
    try database.read { connection in
      let undescribed = try connection.rows(
        """
        SELECT s.name FROM sqlite_schema AS s LEFT JOIN schema_object AS o ON o.name = s.name
        WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite_%' AND s.name NOT LIKE 'grdb_%'
          AND coalesce(o.description, '') = ''
        UNION ALL
        SELECT s.name || '.' || i.name FROM sqlite_schema AS s, pragma_table_info(s.name) AS i
        LEFT JOIN schema_column AS c ON c.object = s.name AND c.name = i.name
        WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite_%' AND s.name NOT LIKE 'grdb_%'
          AND coalesce(c.description, '') = ''
        """)
      #expect(undescribed.map { $0[0].text } == [])
      #expect(try connection.value("SELECT count(*) FROM schema_object").integer ?? 0 > 60)
    }
  }

  @Test func descriptionsHaveNoObjectOrColumnThatIsNotThere() throws {
    let database = try LoadlineDatabase()
    try database.read { connection in
      let strays = try connection.rows(
        """
        SELECT c.object || '.' || c.name FROM schema_column AS c
        WHERE NOT EXISTS (SELECT 1 FROM pragma_table_info(c.object) AS i WHERE i.name = c.name)
        """)
      #expect(strays.map { $0[0].text } == [])
    }
  }

  @Test func aSmallDatabaseMakesEveryTableOnDemandAndAgainWhereThatWasUndone() throws {
    try LoadlineDatabase(isSmall: true).write { connection in
      #expect(try connection.rows("SELECT 1 FROM sqlite_schema").isEmpty)
      for name in SchemaStatements.byName.keys {
        try connection.script("SAVEPOINT undone")
        #expect(throws: Never.self, "\(name)") { try connection.rows("SELECT * FROM \(name)") }
        try connection.script("ROLLBACK TO undone; RELEASE undone")
        #expect(throws: Never.self, "\(name)") { try connection.rows("SELECT * FROM \(name) WHERE 1") }
      }
      #expect(throws: StoreError.self) { try connection.rows("SELECT * FROM no_such_table") }
    }
  }

  @Test func aSmallDatabaseHasTheColumnsOfTheWholeOne() throws {
    let columns = { (connection: Connection) in
      try SchemaStatements.byName.keys.sorted().map { try connection.columns(of: "SELECT * FROM \($0)") }
    }
    #expect(try LoadlineDatabase(isSmall: true).write(columns) == LoadlineDatabase().read(columns))
  }

  @Test func everyViewAnswersOnAnEmptyDatabase() throws {
    let database = try LoadlineDatabase()
    try database.read { connection in
      for view in try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'view'") {
        #expect(throws: Never.self) { try connection.rows("SELECT * FROM \(view[0].text ?? "")") }
      }
    }
  }

  @Test(arguments: FactTable.allCases)
  func factTableHasTheColumnsOfTheSchema(table: FactTable) throws {
    let database = try LoadlineDatabase()
    let columns = try database.read {
      try $0.rows("SELECT name FROM pragma_table_info('\(table.name)') ORDER BY cid").compactMap { $0[0].text }
    }
    #expect(!columns.isEmpty)
    #expect(table.columns == columns)
  }

  /// What takes contents or files out, or into another database, must know all that hangs on them.
  @Test func everyTableWithTheKeyOfAContentOrAFileIsInAList() throws {
    let keys = try LoadlineDatabase().read { connection in
      try connection.rows(
        """
        SELECT s.name, i.name FROM sqlite_schema AS s, pragma_table_info(s.name) AS i
        WHERE s.type = 'table' AND i.name <> s.name || '_id'
          AND (i.name = 'content_id' OR i.name = 'file_id' OR i.name LIKE '%\\_file\\_id' ESCAPE '\\')
        """
      ).compactMap { row in row[0].text.flatMap { table in row[1].text.map { (table, $0) } } }
    }
    let contents = Set(keys.filter { $0.1 == "content_id" }.map(\.0))
    #expect(contents.subtracting(["file_version"]) == Set(KeyedTables.ofContents))
    let files = Set(keys.filter { $0.1 == "file_id" }.map(\.0)).subtracting(KeyedTables.ofPresentFiles)
    #expect(files == Set(KeyedTables.ofFiles + KeyedTables.outlivingFiles))
    let ends = Set(keys.filter { $0.1 != "content_id" && $0.1 != "file_id" }.map(\.0))
    #expect(ends.subtracting(["file", "service_env_file"]).isSubset(of: KeyedTables.ofPresentFiles))
    #expect(Set(KeyedTables.ofPresentFiles).isSubset(of: keys.map(\.0)))
    #expect(Set(KeyedTables.ofContents).count == KeyedTables.ofContents.count)
  }
}
