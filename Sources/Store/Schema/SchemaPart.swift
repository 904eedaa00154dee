/// A part of the schema: the SQL that makes some tables or views, with the description of each in its comments.
///
/// The comment after the opening parenthesis describes the table or view, the comment after a column describes the
/// column, and further comment lines continue it. SQLite keeps this text, so `.schema stage` shows it, and
/// ``SchemaDescription`` reads it into `schema_object` and `schema_column`.
package struct SchemaPart: Sendable {
  package let name: String
  package let sql: String
}

extension SchemaPart {
  /// Every table, in the order in which they are made.
  package static let tables: [SchemaPart] = [
    .description, .knowledge, .inventory, .dockerfile, .dockerfileDetail, .compose, .composeDetail, .links, .judgement,
  ]

  /// Every view, in the order in which they are made. Views hold no data: each version makes them anew.
  package static let views: [SchemaPart] = [
    .inventoryViews, .judgementViews, .complianceViews,
  ]
}
