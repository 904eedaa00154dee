package import Store

extension KnowledgeBase {
  /// Looks up the images in use that were not looked up before, all of them where what is known of images changed, and
  /// fills `image_life`, which rules read.
  package func renewImageLives(in connection: Connection) throws(StoreError) {
    let fingerprint = images.fingerprint
    let known = try setting("image_life_fingerprint", connection)
    let isKnown = known == fingerprint
    if !isKnown { try connection.execute("DELETE FROM image_life") }
    let seen = isKnown ? try setting("image_life_use_id", connection).flatMap(Int64.init) ?? 0 : 0
    let last = try connection.value("SELECT max(image_use_id) FROM image_use").integer ?? 0
    guard last > seen || !isKnown else { return }
    try storeImageLives(in: connection, after: seen)
    try remember("image_life_fingerprint", fingerprint, connection)
    try remember("image_life_use_id", String(last), connection)
  }

  /// Looks up the images in use, of those that were stored after the one named.
  package func storeImageLives(in connection: Connection, after seen: Int64 = 0) throws(StoreError) {
    let references = try connection.rows(
      """
      SELECT DISTINCT registry, repository, coalesce(tag, '') AS tag FROM image_use
      WHERE image_use_id > ? AND registry IS NOT NULL
      """, [.integer(seen)]
    ).compactMap { row -> (registry: String, repository: String, tag: String)? in
      guard let registry = row.text("registry"), let repository = row.text("repository"), let tag = row.text("tag")
      else { return nil }
      return (registry, repository, tag)
    }
    guard !references.isEmpty else { return }
    let facts = images.facts(for: Set(references.map { "\($0.registry)/\($0.repository)" }))
    for (registry, repository, tag) in references {
      for life in facts.lives(of: "\(registry)/\(repository)", tag: tag) {
        try connection.execute(
          "INSERT OR REPLACE INTO image_life VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          [.text(registry), .text(repository), .text(tag)] + life.columns)
      }
    }
  }

  /// Stores what is known of images that nobody may use: no rule reads it, people do.
  func storeImageCycles(in tables: KnowledgeTables) throws(StoreError) {
    let fingerprint = images.fingerprint
    guard try setting("image_catalog_fingerprint", tables.connection) != fingerprint else { return }
    let facts = images.facts()
    try tables.replace("image_product", rows: facts.productRows)
    try tables.replace("image_cycle", rows: facts.cycleRows)
    try remember("image_catalog_fingerprint", fingerprint, tables.connection)
  }

  private func setting(_ name: String, _ connection: Connection) throws(StoreError) -> String? {
    try connection.value("SELECT value FROM setting WHERE name = ?", [.text(name)]).text
  }

  private func remember(_ name: String, _ value: String, _ connection: Connection) throws(StoreError) {
    try connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [.text(name), .text(value)])
  }
}

extension ImageLife {
  fileprivate var columns: [Value] {
    [.text(product), .text(title), .text(cycle.name), .text(precision.rawValue)] + cycle.days
  }
}

extension ImageFacts.Cycle {
  fileprivate var days: [Value] { [Value(released), Value(activeUntil), Value(supportedUntil), Value(extendedUntil)] }
}

extension ImageFacts {
  fileprivate var productRows: [[Value]] {
    readings.flatMap { image, products in
      products.map { [.text(image), .text($0), .text($1.description)] }
    }
  }

  fileprivate var cycleRows: [[Value]] {
    cycles.flatMap { product, cycles in
      cycles.values.map {
        [.text(product), .text(products[product]?.title ?? product), .text($0.name)] + $0.days
      }
    }
  }

  var deprecationRows: [[Value]] {
    deprecations.compactMap { image, deprecation in
      guard let slash = image.firstIndex(of: "/") else { return nil }
      return [
        .text(String(image[..<slash])), .text(String(image[image.index(after: slash)...])), .text(deprecation.status),
        Value(deprecation.successor), .text(deprecation.since),
      ]
    }
  }
}
