/// What people ask for by name: the saved queries, and the tables of the report.
package enum SavedQuery {
  /// Every saved query, then every dataset of the report, each in the order of names.
  package static func all() throws(DatasetError) -> [Dataset] {
    try DatasetCatalog.savedQueries().all + DatasetCatalog.datasets().all
  }

  /// The query of that name; the error suggests names that are near.
  package static func named(_ name: String) throws(DatasetError) -> Dataset {
    try DatasetCatalog(all()).named(name)
  }
}
