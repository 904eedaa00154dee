/// A part of the schema: the SQL that makes some tables or views, with the description of each in its comments.
///
/// The comment after the opening parenthesis describes the table or view, the comment after a column describes the
/// column, and further comment lines continue it. SQLite keeps this text, so `.schema stage` shows it, and
/// ``SchemaDescription`` reads it into `schema_object` and `schema_column`.
///
/// Tables that are filled in bulk spell a CHECK of more than two values with OR: SQLite builds a table of the values of
/// an IN list for every row that it inserts, which was measured to be 40 % of the time.
package struct SchemaPart: Sendable {
  package let name: String
  package let sql: String
}

extension SchemaPart {
  /// Every table, in the order in which they are made.
  package static let tables: [SchemaPart] = [
    .description, .knowledge, .inventory, .dockerfile, .shell, .dockerfileDetail, .compose, .composeDetail, .ignore,
    .secret, .links, .judgement, .external, .shellCheck, .trend,
  ]

  /// Every view, in the order in which they are made. Views hold no data: each version makes them anew.
  package static let views: [SchemaPart] = [
    .inventoryViews, .judgementViews, .complianceViews, .fileHistoryViews, .trendViews, .externalViews,
  ]
}
