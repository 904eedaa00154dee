package import Store
import Syntax

/// An owner that the configuration names for some files.
package struct OwnerAssignment: Sendable, Hashable {
  package let owner: String
  /// GLOB of repository names; nil for all.
  package let repository: String?
  /// GLOB of paths; nil for all.
  package let path: String?

  package init(owner: String, repository: String?, path: String?) {
    self.owner = owner
    self.repository = repository
    self.path = path
  }
}

/// Fills `file_owner`: from the configuration where that names an owner, else from the repository's CODEOWNERS.
package struct FileOwners {
  private let connection: Connection

  package init(_ connection: Connection) {
    self.connection = connection
  }

  /// Finds the owners of the repositories' files anew, of those that are gone too: their past is that of the owners.
  package func renew(repositories: [Int64], assignments: [OwnerAssignment]) throws {
    for id in repositories {
      try connection.execute(
        "DELETE FROM file_owner WHERE file_id IN (SELECT file_id FROM file WHERE repository_id = ?)", [.integer(id)])
      for assignment in assignments { try insert(assignment, repositoryID: id) }
      try insertCodeOwners(repositoryID: id)
    }
  }

  private func insert(_ assignment: OwnerAssignment, repositoryID: Int64) throws {
    try connection.execute(
      """
      INSERT OR IGNORE INTO file_owner (file_id, owner, source)
      SELECT f.file_id, ?1, 'configuration' FROM main.file AS f JOIN main.repository AS r ON r.repository_id = f.repository_id
      WHERE f.repository_id = ?2 AND (?3 IS NULL OR r.name GLOB ?3) AND (?4 IS NULL OR f.path GLOB ?4)
      """,
      [.text(assignment.owner), .integer(repositoryID), Value(assignment.repository), Value(assignment.path)])
  }

  /// The first file that there is counts, and who hosts a repository looks first at its own places.
  private static let gitHubPlaces = [".github", "", "docs", ".gitlab"]
  private static let gitLabPlaces = ["", "docs", ".gitlab", ".github"]

  private func insertCodeOwners(repositoryID: Int64) throws {
    let texts = try connection.rows(
      """
      SELECT f.folder, t.text FROM main.current_file AS f JOIN content_text AS t ON t.content_id = f.content_id
      WHERE f.repository_id = ? AND f.kind = 'codeowners'
      """, [.integer(repositoryID)])
    guard !texts.isEmpty else { return }
    let remote = try connection.value(
      "SELECT remote_url FROM repository WHERE repository_id = ?", [.integer(repositoryID)])
    let host = remote.text?.lowercased() ?? ""
    let dialect: CodeOwners.Dialect? =
      host.contains("gitlab") ? .gitLab : host.contains("github") ? .gitHub : nil
    let places = dialect == .gitLab ? Self.gitLabPlaces : Self.gitHubPlaces
    let inForce = places.lazy.compactMap { place in texts.first { $0.text("folder") == place } }.first
    guard let text = inForce?.text("text") else { return }
    let codeOwners = CodeOwners(SourceText(Array(text.utf8)), dialect: dialect)
    let files = try connection.rows(
      """
      SELECT file_id, path FROM main.file AS f WHERE repository_id = ?
        AND NOT EXISTS (SELECT 1 FROM file_owner AS o WHERE o.file_id = f.file_id)
      """, [.integer(repositoryID)])
    for file in files {
      for owner in codeOwners.owners(of: file.text("path") ?? "") {
        try connection.execute(
          "INSERT OR IGNORE INTO file_owner (file_id, owner, source) VALUES (?, ?, 'codeowners')",
          [file["file_id"], .text(owner)])
      }
    }
  }
}
