import GRDB

/// The steps that bring a database to the present schema. Append only: a step that has shipped never changes.
enum Migrations {
  static func run(on writer: any DatabaseWriter) throws {
    var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
    migrator.registerMigration("0001 tables") { database in
      for part in SchemaPart.tables { try database.execute(sql: part.sql) }
    }
    if try writer.read({ try migrator.hasBeenSuperseded($0) }) {
      throw StoreError(
        .version, "the database was written by a newer version of loadline: update loadline, or crawl into a new file")
    }
    try migrator.migrate(writer)
    try renewViews(on: writer)
  }

  /// Views hold no data, so each version of the program makes its own; the descriptions likewise.
  private static func renewViews(on writer: any DatabaseWriter) throws {
    let parts = SchemaPart.tables + SchemaPart.views
    let fingerprint = Fingerprint.of(parts.map(\.sql))
    let known = try writer.read {
      try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = 'schema_fingerprint'")
    }
    guard known != fingerprint else { return }
    try writer.write { database in
      for view in try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'view'") {
        try database.execute(sql: "DROP VIEW \(view.quotedDatabaseIdentifier)")
      }
      for part in SchemaPart.views { try database.execute(sql: part.sql) }
      try describe(parts, in: database)
      try database.execute(
        sql: "INSERT OR REPLACE INTO setting (name, value) VALUES ('schema_fingerprint', ?)", arguments: [fingerprint])
    }
  }

  private static func describe(_ parts: [SchemaPart], in database: GRDB.Database) throws {
    try database.execute(sql: "DELETE FROM schema_column; DELETE FROM schema_object")
    let newObject = try database.makeStatement(
      sql: "INSERT INTO schema_object (name, type, category, description) VALUES (?, ?, ?, ?)")
    let newColumn = try database.makeStatement(
      sql: "INSERT INTO schema_column (object, ordinal, name, type, description) VALUES (?, ?, ?, ?, ?)")
    for object in parts.flatMap(SchemaDescription.objects(in:)) {
      try newObject.execute(arguments: [object.name, object.type, object.category, object.description])
      for (ordinal, column) in zip(1..., object.columns) {
        try newColumn.execute(arguments: [object.name, ordinal, column.name, column.type, column.description])
      }
    }
  }
}
