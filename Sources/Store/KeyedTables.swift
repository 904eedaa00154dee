/// Which tables hold rows of a content or of a file, by what becomes of the rows when it is taken along or taken out.
///
/// A test holds this against the schema, so a table with such a key is in one of the lists.
package enum KeyedTables {
  /// What was read from a content: the same in every database that holds it.
  package static let readFromContents =
    FactTable.allCases.map(\.name) + [
      "ignore_coverage", "content_text", "exemption", "diagnostic", "shellcheck_finding", "shellcheck_content",
    ]

  /// What follows from a content under the rules and beside the files of one database.
  package static let judgedOfContents = [
    "ignored_source", "content_applicability", "content_answer", "content_finding", "pattern_adoption",
  ]

  /// All that goes with a content.
  package static let ofContents = readFromContents + judgedOfContents

  /// All that goes with a file.
  package static let ofFiles = [
    "file_version", "file_result", "file_finding", "file_owner", "exemption_file", "finding_life", "pruned_finding",
    "pattern_adoption",
  ]

  /// What is left when its file goes, and names none from then on.
  package static let outlivingFiles = ["external_finding"]

  /// What is told anew of the files that a repository has now, each time that these change.
  package static let ofPresentFiles = [
    "build_context", "compose_project_file", "compose_reference", "compose_project_node", "compose_project_problem",
  ]
}
