import Store

/// Takes out files with all that is said of them.
struct FileRemoval {
  let connection: Connection

  /// Takes out the files whose keys a query selects.
  func remove(_ query: String) throws {
    try connection.script(
      """
      CREATE TEMP TABLE removed_file (file_id INTEGER PRIMARY KEY);
      INSERT INTO removed_file \(query);
      UPDATE main.file SET renamed_from_file_id = NULL
      WHERE renamed_from_file_id IN (SELECT file_id FROM temp.removed_file);
      """)
    for table in KeyedTables.outlivingFiles {
      try connection.execute(
        "UPDATE main.\(table) SET file_id = NULL WHERE file_id IN (SELECT file_id FROM temp.removed_file)")
    }
    for table in KeyedTables.ofFiles + ["file"] {
      try connection.execute("DELETE FROM main.\(table) WHERE file_id IN (SELECT file_id FROM temp.removed_file)")
    }
    try connection.script("DROP TABLE temp.removed_file")
  }
}
