import Facts
package import Store

/// The only one that writes contents. It commits them in batches as they come, since nothing points at them yet.
actor ContentWriter {
  private static let batchSize = 256
  /// Rows take many times the room of the bytes they are made of.
  private static let batchBytes = 1 << 20

  private let database: LoadlineDatabase
  private var waiting: [ExtractedContent] = []
  private var waitingBytes = 0
  /// Contents that were new to the database.
  private(set) var count = 0

  init(_ database: LoadlineDatabase) {
    self.database = database
  }

  func add(_ contents: [ExtractedContent]) throws {
    waiting += contents
    waitingBytes += contents.reduce(0) { $0 + $1.size }
    if waiting.count >= Self.batchSize || waitingBytes >= Self.batchBytes { try flush() }
  }

  func flush() throws {
    guard !waiting.isEmpty else { return }
    let batch = waiting
    waiting = []
    waitingBytes = 0
    try database.write { connection in
      let writer = BulkWriter(connection)
      for content in batch {
        if let replacedID = content.replacedID {
          try ContentRemoval(connection).remove(replacedID, inFavourOf: content.rows.contentID)
        }
        try writer.insert(
          content.rows, blobID: content.blobID, size: content.size, lineCount: content.lineCount, text: content.text,
          factsVersion: Facts.version)
      }
    }
    count += batch.count { $0.replacedID == nil }
  }
}

/// Takes out contents with all that was made of them.
package struct ContentRemoval {
  let connection: Connection

  package init(_ connection: Connection) {
    self.connection = connection
  }

  /// Takes out the contents that no version of a file has.
  package func removeUnused() throws(StoreError) {
    try connection.script(
      """
      CREATE TEMP TABLE unused AS SELECT content_id FROM content AS c
      WHERE NOT EXISTS (SELECT 1 FROM file_version AS v WHERE v.content_id = c.content_id);
      CREATE UNIQUE INDEX temp.unused_content ON unused (content_id);
      DELETE FROM exemption_rule WHERE exemption_id IN (
        SELECT exemption_id FROM exemption WHERE content_id IN (SELECT content_id FROM unused));
      """)
    for table in KeyedTables.ofContents + ["content"] {
      try connection.execute("DELETE FROM \(table) WHERE content_id IN (SELECT content_id FROM unused)")
    }
    try connection.script("DROP TABLE temp.unused")
    // The next content must have a key that no judgement has seen.
    try connection.execute(
      """
      UPDATE setting SET value = min(CAST(value AS INTEGER), (SELECT ifnull(max(content_id), 0) FROM content))
      WHERE name = 'judged_content_id'
      """)
    try connection.execute("DELETE FROM setting WHERE name = 'image_life_use_id'")
  }

  /// The successor gets a key of its own, so that the judgement sees that it is new.
  func remove(_ contentID: Int64, inFavourOf successor: Int64) throws {
    let old = Value.integer(contentID)
    try connection.execute(
      "DELETE FROM exemption_rule WHERE exemption_id IN (SELECT exemption_id FROM exemption WHERE content_id = ?)",
      [old])
    for table in KeyedTables.ofContents + ["content"] {
      try connection.execute("DELETE FROM \(table) WHERE content_id = ?", [old])
    }
    try connection.execute(
      "UPDATE file_version SET content_id = ? WHERE content_id = ?", [.integer(successor), old])
  }
}
