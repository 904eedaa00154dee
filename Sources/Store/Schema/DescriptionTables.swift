extension SchemaPart {
  static let description = SchemaPart(
    name: "description",
    sql: """
      CREATE TABLE schema_object ( -- Every table and view of this database, described.
        name TEXT PRIMARY KEY, -- Name of the table or view.
        type TEXT NOT NULL CHECK (type IN ('table', 'view')), -- table or view.
        category TEXT NOT NULL, -- The part of the schema it belongs to, such as knowledge, dockerfile or judgement.
        description TEXT NOT NULL -- What a row is.
      ) STRICT;

      CREATE TABLE schema_column ( -- Every column of every table and view, described.
        object TEXT NOT NULL REFERENCES schema_object (name), -- The table or view.
        ordinal INTEGER NOT NULL, -- Position of the column, from 1.
        name TEXT NOT NULL, -- Name of the column.
        type TEXT NOT NULL, -- Declared type: INTEGER, TEXT, REAL, or empty where a view does not fix it.
        description TEXT NOT NULL, -- What the value means.
        PRIMARY KEY (object, ordinal)
      ) STRICT;

      CREATE TABLE setting ( -- Facts about this database itself.
        name TEXT PRIMARY KEY, -- Such as views_fingerprint or loadline_version.
        value TEXT NOT NULL -- Its value.
      ) STRICT;
      """)
}
