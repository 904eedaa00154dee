package import Store

/// Takes a content apart into rows of the fact tables: the one place that knows both the trees and the tables.
package enum Facts {
  /// Rises whenever the same bytes would yield other rows, so that a crawl takes stored texts apart anew.
  package static let version = 14

  /// The facts of a content that was read as a file of `kind`. Never fails: trouble is a diagnostic among the rows.
  package static func extract(contentID: Int64, kind: String, bytes: [UInt8]) -> FactRows {
    var rows = FactRows(contentID: contentID, kind: kind)
    switch kind {
    case "dockerfile": DockerfileFacts.fill(&rows, from: bytes)
    case "compose": ComposeFacts.fill(&rows, from: bytes)
    case "dockerignore": IgnoreFacts.fill(&rows, from: bytes)
    case "env": EnvFacts.fill(&rows, from: bytes)
    default: return rows
    }
    rows.addSecretSigns(in: bytes)
    return rows
  }
}
